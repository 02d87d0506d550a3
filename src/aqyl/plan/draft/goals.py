"""Goals with yearly targets: the total to the next level, domains and indicators on the way.

The total rises evenly to the lower bound of the next level by the end of the plan. The domains
whose gaps would gain it most carry that rise together, each in the same share of its gap: with D
points to gain, domain d rises by gap_d x min(1, D / sum of the chosen domains' gains). An indicator
goes the share `effect` of the way to its best goalpost for each open initiative that moves it.
"""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.assess.steps import goalposts_of
from aqyl.diagnose.models import Gap
from aqyl.language import Phrase
from aqyl.plan.draft.case import Case
from aqyl.plan.models import Goal, Target
from aqyl.plan.wording import Figure, Percent, generated, measured
from aqyl.standard.models import Indicator

_DIGITS = 2


def goals(case: Case) -> tuple[Goal, ...]:
    """The goal of the total, then of domains, then of indicators; none where nothing is known."""
    if case.total.score is None:
        return ()
    return (*_total(case), *_domains(case), *_indicators(case))


def _path(case: Case, now: float, aim: float) -> tuple[Target, ...]:
    """Even steps from today's value to the aim, one a year of the plan."""
    years = case.rules.years
    return tuple(
        Target(year=case.start + n - 1, value=round(now + (aim - now) * n / years, _DIGITS))
        for n in range(1, years + 1)
    )


def _rise(case: Case) -> float:
    """Points from the score to the next level; none at the highest."""
    score = case.total.score or 0.0
    above = [one.lower for one in case.edition.levels if one.lower > score]
    return min(above) - score if above else 0.0


def _total(case: Case) -> Iterator[Goal]:
    score, rise = case.total.score or 0.0, _rise(case)
    if rise <= 0.0:
        return
    level = next(one for one in case.edition.levels if one.lower > score)
    yield Goal(
        id="goal.total",
        node="total",
        title=generated("plan.draft.goal.total", level=level.title, year=case.end),
        reason=generated(
            "plan.draft.goal.total_reason", score=Figure(score), lower=Figure(level.lower)
        ),
        now=round(score, _DIGITS),
        targets=_path(case, score, score + rise),
    )


def _domains(case: Case) -> Iterator[Goal]:
    chosen = case.profile.largest("domain", case.rules.draft.goals)
    gain = sum(one.gain or 0.0 for one in chosen)
    part = min(1.0, _rise(case) / gain) if gain else 0.0
    for gap in chosen:
        if part and gap.score is not None:
            yield _domain(case, gap, gap.score, part)


def _domain(case: Case, gap: Gap, score: float, part: float) -> Goal:
    title = case.titles[gap.node]
    aim = score + (gap.gap or 0.0) * part
    return Goal(
        id=f"goal.{gap.node}",
        node=gap.node,
        title=generated("plan.draft.goal.domain", domain=title, aim=Figure(aim), year=case.end),
        reason=generated(
            "plan.draft.goal.domain_reason",
            gap=Figure(gap.gap),
            gain=Figure(gap.gain),
            known=Percent(gap.known),
            missing=Phrase(f"plan.draft.missing.{case.edition.scoring.missing}"),
        ),
        now=round(score, _DIGITS),
        targets=_path(case, score, aim),
    )


def _indicators(case: Case) -> Iterator[Goal]:
    found = (
        _indicator(case, gap) for gap in case.profile.largest("indicator", len(case.profile.gaps))
    )
    goals = (goal for goal in found if goal is not None)
    yield from (goal for _, goal in zip(range(case.rules.draft.goals), goals, strict=False))


def _indicator(case: Case, gap: Gap) -> Goal | None:
    """None where no open initiative moves it, or its value or best goalpost is not known."""
    indicator = next(one for one in case.edition.indicators if one.id == gap.node)
    movers = [one for one in case.open if indicator.id in one.moves]
    now, best = _value(case, indicator.id), _best(case, indicator)
    if not movers or now is None or best is None or now == best:
        return None
    way = min(1.0, case.rules.effect * len(movers))
    aim = round(now + (best - now) * way, _DIGITS)
    unit = next(one.title for one in case.edition.measurement_units if one.id == indicator.unit)
    values = {"indicator": indicator.title, "unit": unit, "year": case.end}
    return Goal(
        id=f"goal.{indicator.id}",
        node=indicator.id,
        title=generated("plan.draft.goal.indicator", aim=measured(aim), **values),
        reason=generated(
            "plan.draft.goal.indicator_reason",
            now=measured(now),
            best=measured(best),
            movers=tuple(one.title for one in movers),
        ),
        now=now,
        targets=_path(case, now, aim),
    )


def _value(case: Case, indicator: str) -> float | None:
    facts = case.assessment.facts
    fact = facts.known.get((case.row, facts.leaves.index(indicator)))
    return fact.value if fact else None


def _best(case: Case, indicator: Indicator) -> float | None:
    _, high = goalposts_of(indicator, [case.group])
    best = float(high[0])
    return None if best != best else best  # noqa: PLR0124 - NaN alone differs from itself
