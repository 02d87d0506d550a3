"""Changes that are no step of the procedure: make a campaign, save an answer."""

from __future__ import annotations

import math
from collections.abc import Iterator

from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.procedure import Change, action, start_of, state_of
from aqyl.problems import Problem
from aqyl.standard import fingerprint, list_editions, load_edition
from aqyl.standard.models import Edition


def _can_be_made(change: Change) -> Iterator[Problem]:
    edition, period = str(change.given.get("edition")), str(change.given.get("period"))
    with_procedure = tuple(name for name in list_editions() if load_edition(name).states)
    if edition not in with_procedure:
        values = {"given": edition, "allowed": with_procedure}
        yield Problem("portal.no_edition", values=values)
    if not (period.isdigit() and len(period) == 4):
        yield Problem("portal.bad_period", values={"given": period})
    if Campaign.objects.filter(edition_id=edition, period=period).exists():
        yield Problem("portal.campaign_there", values={"edition": edition, "period": period})


@action("make-campaign", on="territory", by=holds(Role.MANAGER), guard=_can_be_made)
def make_campaign(change: Change) -> dict[str, object]:
    """A campaign by an edition for a year. given: edition, period, demonstration."""
    edition = load_edition(str(change.given["edition"]))
    campaign = Campaign.objects.create(
        edition_id=edition.id,
        fingerprint=fingerprint(edition),
        period=str(change.given["period"]),
        demonstration=bool(change.given.get("demonstration")),
        state=start_of(edition, "campaign"),
        entered_at=change.at,
        moved_by=change.actor,
    )
    return {
        "campaign": campaign.pk,
        "edition": campaign.edition_id,
        "fingerprint": campaign.fingerprint,
        "period": campaign.period,
        "demonstration": campaign.demonstration,
    }


def _can_be_written(change: Change) -> Iterator[Problem]:
    answer: Answer = change.subject
    edition = answer.campaign.edition
    submission = state_of(edition, answer.submission.state)
    if not submission.editable or not state_of(edition, answer.state).editable:
        yield Problem("portal.not_editable", values={"state": submission.title})
    yield from wrong_cells(change)


def wrong_cells(change: Change) -> Iterator[Problem]:
    """What of the given cannot be written into the answer: no numbers, no such status."""
    answer: Answer = change.subject
    for name in Answer.NUMBERS:
        given = change.given.get(name)
        if given is not None and not (isinstance(given, int | float) and math.isfinite(given)):
            yield Problem("portal.not_a_number", values={"given": given})
    yield from _wrong_status(answer.campaign.edition, answer, change)


def _wrong_status(edition: Edition, answer: Answer, change: Change) -> Iterator[Problem]:
    given = change.given.get("status", "")
    known = {status.id: status.title for status in edition.statuses}
    if given and (answer.is_indicator or given not in known):
        values = {"given": given, "allowed": () if answer.is_indicator else tuple(known.values())}
        yield Problem("portal.unknown_status", values=values)


@action("save-answer", on="answer", by=holds(Role.OFFICER), guard=_can_be_written)
def save_answer(change: Change) -> dict[str, object]:
    """What the akimat says. given: any of Answer.WRITTEN; what is not given stays as it is."""
    answer: Answer = change.subject
    before = answer.written()
    for name in Answer.WRITTEN:
        if name in change.given:
            setattr(answer, name, change.given[name])
    answer.saved_at, answer.saved_by = change.at, change.actor
    after = answer.written()
    changed = [name for name in before if before[name] != after[name]]
    return {
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
    }
