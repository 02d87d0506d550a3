"""Changes of a plan that are no step of the procedure: make it, write it, amend it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from aqyl.plan import Plan as PlanText
from aqyl.portal.campaigns.guards import reason
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.plans.models import WORDS, Plan
from aqyl.portal.plans.standing import states_in_force, under_way
from aqyl.portal.plans.texts import digest_of, part_of, read_plan, spell, with_part
from aqyl.portal.procedure import Change, action, start_of, state_of
from aqyl.portal.results.models import Publication
from aqyl.problems import Problem

LANGUAGES = ("kk", "ru", "en")
_ACTIONS, _MILESTONES = "roadmap/actions/", "roadmap/milestones"


def _can_be_made(change: Change) -> Iterator[Problem]:
    there = under_way(change.subject)
    if there is not None:
        yield Problem("portal.plan_under_way", values={"number": there.number})
    publication = Publication.objects.filter(pk=int(change.given["publication"])).first()
    if publication is None or not publication.scores.filter(settlement=change.subject.pk).exists():
        yield Problem("portal.plan_no_results", values={"place": change.subject})
    text: PlanText = change.given["text"]
    if text.settlement != change.subject.pk:
        yield Problem("portal.plan_elsewhere", values={"given": text.settlement})


@action("make-plan", on="territory", by=holds(Role.OFFICER), guard=_can_be_made)
def make_plan(change: Change) -> dict[str, object]:
    """A first version, or one beside those at their end.

    given: publication (its key), text, solved (what the optimiser said, where one was asked).
    """
    publication = Publication.objects.select_related("campaign").get(pk=change.given["publication"])
    plan = _new(change, publication)
    plan.write(change.given["text"])
    plan.solved = change.given.get("solved")
    plan.save(force_insert=True)
    return {"plan": plan.pk, "number": plan.number, "digest": plan.digest}


def _new(change: Change, publication: Publication) -> Plan:
    place = change.subject.territory if isinstance(change.subject, Plan) else change.subject
    campaign = publication.campaign
    return Plan(
        campaign=campaign,
        publication=publication,
        territory=place,
        number=Plan.objects.filter(territory=place).count() + 1,
        state=start_of(campaign.edition, "plan"),
        entered_at=change.at,
        moved_by=change.actor,
        saved_at=change.at,
        saved_by=change.actor,
    )


def _can_be_amended(change: Change) -> Iterator[Problem]:
    plan: Plan = change.subject
    if plan.state not in states_in_force(plan.edition):
        title = state_of(plan.edition, plan.state).title
        yield Problem("portal.plan_not_in_force", values={"state": title})
    there = under_way(plan.territory)
    if there is not None:
        yield Problem("portal.plan_under_way", values={"number": there.number})
    yield from reason(change)


@action("amend-plan", on="plan", by=holds(Role.OFFICER), guard=_can_be_amended)
def amend_plan(change: Change) -> dict[str, object]:
    """The next version, with the text of this one to begin with. given: reason."""
    plan: Plan = change.subject
    new = _new(change, plan.publication)
    new.before, new.reason = plan, str(change.given["reason"]).strip()
    new.write(plan.text)
    new.save(force_insert=True)
    return {"plan": new.pk, "number": new.number, "reason": new.reason}


def writable(plan: Plan) -> Iterator[Problem]:
    """Why the text cannot be written now."""
    state = state_of(plan.edition, plan.state)
    if not state.editable:
        yield Problem("portal.not_editable", values={"state": state.title})


def mark_of(part: object) -> str:
    """The mark of a part as someone saw it: a change made from another one is refused."""
    return digest_of(spell(part))[:16]


def _can_be_changed(change: Change) -> Iterator[Problem]:
    plan: Plan = change.subject
    yield from writable(plan)
    if mark_of(part_of(plan.content, change.given["part"])) != change.given["was"]:
        yield Problem("portal.plan_part_changed")
        return
    yield from _not_whole(_changed(change))


def _changed(change: Change) -> str:
    """The text with the part; an action that goes takes its milestones along."""
    part, value = change.given["part"], change.given["value"]
    content = with_part(change.subject.content, part, value)
    if value is None and part.startswith(_ACTIONS):
        gone, there = part.removeprefix(_ACTIONS), part_of(content, _MILESTONES)
        stay = [one for one in there if one["action"] != gone]
        content = with_part(content, _MILESTONES, stay)
    return content


def _not_whole(content: str) -> Iterator[Problem]:
    try:
        read_plan(content)
    except ValidationError as error:
        for one in error.errors():
            field = "/".join(map(str, one["loc"]))
            values = {"field": field, "given": str(one["input"])[:80]}
            yield Problem("portal.plan_not_whole", values=values)


@action("change-plan", on="plan", by=holds(Role.OFFICER), guard=_can_be_changed)
def change_plan(change: Change) -> dict[str, object]:
    """Another part of the text. given: part (its path), was (its mark), value as JSON holds it."""
    plan: Plan = change.subject
    before = part_of(plan.content, change.given["part"])
    _write(change, read_plan(_changed(change)))
    return {
        "part": change.given["part"],
        "before": before if _small(before) else mark_of(before),
        "after": change.given["value"] if _small(change.given["value"]) else plan.digest,
    }


def _small(part: object) -> bool:
    """Whether the log keeps it whole."""
    return len(spell(part)) <= WORDS


def _write(change: Change, text: PlanText) -> None:
    plan: Plan = change.subject
    plan.write(text)
    plan.saved_at, plan.saved_by = change.at, change.actor


def _can_be_solved(change: Change) -> Iterator[Problem]:
    yield from writable(change.subject)
    if mark_of(part_of(change.subject.content, "roadmap")) != change.given["was"]:
        yield Problem("portal.plan_part_changed")


@action("solve-plan", on="plan", by=holds(Role.OFFICER), guard=_can_be_solved)
def solve_plan(change: Change) -> dict[str, object]:
    """Another roadmap, as the optimiser gives it. given: was (the mark of the one seen), roadmap,
    solved (what the optimiser said).
    """
    plan: Plan = change.subject
    before = plan.digest
    _write(change, plan.text.model_copy(update={"roadmap": change.given["roadmap"]}))
    plan.solved = change.given["solved"]
    return {"before": before, "after": plan.digest}


def _can_be_redrafted(change: Change) -> Iterator[Problem]:
    plan: Plan = change.subject
    yield from writable(plan)
    if mark_of(part_of(plan.content, "strategy")) != change.given["was"]:
        yield Problem("portal.plan_part_changed")
    there = Publication.objects.filter(pk=int(change.given["publication"]))
    if not there.filter(scores__settlement=plan.territory_id).exists():
        yield Problem("portal.plan_no_results", values={"place": plan.territory})


@action("redraft-plan", on="plan", by=holds(Role.OFFICER), guard=_can_be_redrafted)
def redraft_plan(change: Change) -> dict[str, object]:
    """What is generated of the strategy from other published results; what a person wrote stays.

    given: publication (its key), was (the mark of the strategy seen), strategy, baseline.
    """
    plan: Plan = change.subject
    before, given = plan.publication_id, change.given
    updated = {"strategy": given["strategy"], "baseline": given["baseline"]}
    _write(change, plan.text.model_copy(update=updated))
    plan.publication = Publication.objects.get(pk=given["publication"])
    return {"before": before, "after": plan.publication_id, "digest": plan.digest}


def _can_be_worded(change: Change) -> Iterator[Problem]:
    plan, given = change.subject, change.given
    yield from writable(plan)
    passage = part_of(plan.content, given["part"])
    if not isinstance(passage, dict) or "written" not in passage:
        yield Problem("portal.plan_no_passage", values={"given": given["part"]})
    elif passage["written"].get(given["language"], "") != given["was"]:
        yield Problem("portal.plan_part_changed")
    if given["language"] not in LANGUAGES:
        values = {"given": given["language"], "allowed": LANGUAGES}
        yield Problem("portal.unknown_language", values=values)
    if len(given["words"]) > WORDS:
        yield Problem("portal.too_long", values={"given": len(given["words"]), "allowed": WORDS})


@action("word-plan", on="plan", by=holds(Role.OFFICER), guard=_can_be_worded)
def word_plan(change: Change) -> dict[str, object]:
    """What a person writes in the place of a generated passage, or nothing to have that back.

    given: part (the passage's path), language, was (what was written there before), words.
    """
    plan, given = change.subject, change.given
    passage = part_of(plan.content, given["part"])
    words = given["words"].strip()
    passage["written"] = {
        **{lang: text for lang, text in passage["written"].items() if lang != given["language"]},
        **({given["language"]: words} if words else {}),
    }
    _write(change, read_plan(with_part(plan.content, given["part"], passage)))
    names = ("part", "language", "was")
    return {**{name: given[name] for name in names}, "words": words}
