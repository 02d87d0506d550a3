"""Changes: make a scenario, take one away."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.plans.texts import canonical, digest_of
from aqyl.portal.procedure import Change, action
from aqyl.portal.results.models import Publication
from aqyl.portal.scenarios.models import TITLE, Scenario, as_json
from aqyl.problems import Place, Problem

MOST = 12  # scenarios of a settlement


def _can_be_made(change: Change) -> Iterator[Problem]:
    title = str(change.given.get("title", "")).strip()
    if not title or len(title) > TITLE:
        yield Problem("portal.scenario_title", Place(column="title"), {"most": TITLE})
    there = Scenario.objects.filter(territory=change.subject, removed_at=None).count()
    if there >= MOST:
        yield Problem("portal.scenario_most", values={"count": there, "most": MOST})
    publication = Publication.objects.filter(pk=int(change.given["publication"])).first()
    if publication is None or not publication.scores.filter(settlement=change.subject.pk).exists():
        yield Problem("portal.plan_no_results", values={"place": change.subject})


@action("make-scenario", on="territory", by=holds(Role.OFFICER), guard=_can_be_made)
def make_scenario(change: Change) -> dict[str, object]:
    """Keep a scenario. given: publication (its key), title, wishes, text, solved, front."""
    given = change.given
    wishes = as_json(given["wishes"])
    scenario = Scenario.objects.create(
        territory=change.subject,
        publication_id=given["publication"],
        title=str(given["title"]).strip(),
        wishes=wishes,
        content=canonical(given["text"]),
        solved=given["solved"],
        front=given["front"],
        made_at=change.at,
        made_by=change.actor,
    )
    digest = digest_of(scenario.content)
    return {"scenario": scenario.pk, "title": scenario.title, "wishes": wishes, "digest": digest}


def _can_be_removed(change: Change) -> Iterator[Problem]:
    if change.subject.removed_at is not None:
        yield Problem("portal.scenario_removed", values={"title": change.subject.title})


@action("remove-scenario", on="scenario", by=holds(Role.OFFICER), guard=_can_be_removed)
def remove_scenario(change: Change) -> dict[str, object]:
    """Take a scenario away; the log keeps what it asked."""
    change.subject.removed_at = change.at
    return {"title": change.subject.title, "wishes": change.subject.wishes}
