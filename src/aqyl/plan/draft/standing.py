"""Where the settlement stands: its score, domains, what is unknown, its class."""

from __future__ import annotations

from aqyl.language import Phrase, Sayable
from aqyl.plan.draft.case import Case
from aqyl.plan.models import Passage
from aqyl.plan.wording import Figure, Percent, generated


def standing(case: Case) -> tuple[Passage, ...]:
    """Five passages, always in this order: score, level, domains, what is unknown, class."""
    return (_score(case), _level(case), _domains(case), _unknown(case), _class(case))


def _score(case: Case) -> Passage:
    low, high = case.bounds
    values = {
        "period": case.assessment.period,
        "edition": case.edition.title,
        "scale": Figure(case.edition.scoring.scale, 0),
        "low": Figure(low),
        "high": Figure(high),
    }
    if case.total.score is None:
        return generated("plan.draft.standing.no_score", **values)
    return generated("plan.draft.standing.score", score=Figure(case.total.score), **values)


def _level(case: Case) -> Passage:
    levels = case.edition.levels
    now = next((place for place, one in enumerate(levels) if one.id == case.level), None)
    score = case.total.score
    if now is None or score is None:
        return generated("plan.draft.standing.no_level")
    if now + 1 == len(levels):
        return generated("plan.draft.standing.top_level", level=levels[now].title)
    following = levels[now + 1]
    return generated(
        "plan.draft.standing.level",
        level=levels[now].title,
        next=following.title,
        missing=Figure(following.lower - score),
    )


def _domains(case: Case) -> Passage:
    known = [one for one in case.profile.gaps if one.kind == "domain" and one.score is not None]
    if not known:
        return generated("plan.draft.standing.no_domains")
    ordered = sorted(known, key=lambda one: (-(one.score or 0.0), one.node))
    strongest, weakest = ordered[0], ordered[-1]
    return generated(
        "plan.draft.standing.domains",
        strongest=case.titles[strongest.node],
        strongest_score=Figure(strongest.score),
        weakest=case.titles[weakest.node],
        weakest_score=Figure(weakest.score),
        known=Figure(len(known), 0),
    )


def _unknown(case: Case) -> Passage:
    unknown = 1.0 - case.total.known
    if unknown <= 0.0:
        return generated("plan.draft.standing.all_known")
    low, high = case.bounds
    blank = [one for one in case.profile.gaps if one.kind == "domain" and one.known == 0.0]
    named: tuple[Sayable, ...] = tuple(case.titles[one.node] for one in blank)
    return generated(
        "plan.draft.standing.unknown",
        unknown=Percent(unknown),
        width=Figure(high - low),
        blank=named or Phrase("plan.draft.none"),
    )


def _class(case: Case) -> Passage:
    classes, found = case.classes, case.needs_class
    member = classes.of(case.settlement)
    if found is None or member is None:
        reason = classes.reason or "unclassed"
        return generated("plan.draft.standing.no_class", why=Phrase(f"plan.draft.why.{reason}"))
    values = {
        "title": found.title,
        "count": Figure(len(found.members), 0),
        "agree": Percent(member.agree),
    }
    other = next((one.title for one in classes.classes if one.id == member.other), None)
    if member.on_border and other:
        return generated("plan.draft.standing.on_border", other=other, **values)
    return generated("plan.draft.standing.class", **values)
