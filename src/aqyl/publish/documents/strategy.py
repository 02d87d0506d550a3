"""The strategy: where the settlement stands, goals, priorities, stages, risks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aqyl.plan.models import Goal, Priority
from aqyl.publish.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
)
from aqyl.publish.documents.dossier import Teller
from aqyl.publish.documents.frame import authorship, framed


def strategy_document(tell: Teller) -> Document:
    """The strategy of a plan as a document."""
    strategy = tell.dossier.plan.strategy
    blocks = [*_standing(tell), *_goals(tell), *_priorities(tell), *_stages(tell), *_risks(tell)]
    return framed(tell, "strategy", blocks, [authorship(tell, strategy)])


def _standing(tell: Teller) -> Iterator[Block]:
    yield Heading(tell("strategy.standing"))
    passages = (one.say(tell.lang) for one in tell.dossier.plan.strategy.standing)
    said = tuple(Paragraph(text) for text in passages if text)
    yield from said or (Paragraph(tell("none")),)


def _goals(tell: Teller) -> Iterator[Block]:
    goals = tell.dossier.plan.strategy.goals
    yield Heading(tell("strategy.goals"))
    if not goals:
        yield Paragraph(tell("strategy.no_goals"))
        return
    years = sorted({target.year for goal in goals for target in goal.targets})
    yield goals_table(tell, goals, years)
    if any(target.basis == "assumption" for goal in goals for target in goal.targets):
        yield Paragraph(tell("strategy.targets_assumed"), soft=True)


def goals_table(tell: Teller, goals: Sequence[Goal], years: Sequence[int]) -> Table:
    """Goals with their reasons, today's value and one column a year."""
    each = min(0.1, 0.5 / (len(years) + 1))
    columns = [Column("№", 0.05), Column(tell("column.goal"), 0.95 - each * (len(years) + 1))]
    columns.append(Column(tell("column.now"), each, "right"))
    columns += [Column(str(year), each, "right") for year in years]
    rows = tuple(_goal(tell, place, goal, years) for place, goal in enumerate(goals, start=1))
    return Table(tell("strategy.goals_caption"), tuple(columns), rows)


def _goal(tell: Teller, place: int, goal: Goal, years: Sequence[int]) -> tuple[Cell, ...]:
    numbers = [goal.now, *({t.year: t.value for t in goal.targets}.get(year) for year in years)]
    digits = 0 if max((abs(one) for one in numbers if one is not None), default=0) >= 1000 else 1
    return (
        Cell(str(place)),
        Cell(tell.goal_name(goal), goal.reason.say(tell.lang)),
        *(Cell(tell.number(one, digits)) for one in numbers),
    )


def _priorities(tell: Teller) -> Iterator[Block]:
    initiatives = {one.id for one in tell.dossier.edition.initiatives}
    found = tell.dossier.plan.strategy.priorities
    yield Heading(tell("strategy.priorities"))
    if not found:
        yield Paragraph(tell("none"))
    for kind, chosen in (
        ("initiatives", [one for one in found if one.node in initiatives]),
        ("technologies", [one for one in found if one.node not in initiatives]),
    ):
        if chosen:
            yield Heading(tell(f"strategy.{kind}"), 2)
            yield _priority_table(tell, kind, chosen)


def _priority_table(tell: Teller, kind: str, chosen: Sequence[Priority]) -> Table:
    columns = (
        Column("№", 0.06),
        Column(tell(f"column.{kind}"), 0.34),
        Column(tell("column.reason"), 0.6),
    )
    rows = tuple(
        (Cell(str(one.place)), Cell(tell.title(one.node)), Cell(one.reason.say(tell.lang)))
        for one in sorted(chosen, key=lambda one: one.place)
    )
    return Table(tell(f"strategy.{kind}_caption"), columns, rows)


def _stages(tell: Teller) -> Iterator[Block]:
    yield Heading(tell("strategy.stages"))
    stages = tell.dossier.plan.strategy.stages
    items = tuple(
        f"{one.start}–{one.end}. {one.title.say(tell.lang)}"
        if one.start != one.end
        else f"{one.start}. {one.title.say(tell.lang)}"
        for one in stages
    )
    yield Bullets(items) if items else Paragraph(tell("none"))


def _risks(tell: Teller) -> Iterator[Block]:
    yield Heading(tell("strategy.risks"))
    risks = tell.dossier.plan.strategy.risks
    if not risks:
        yield Paragraph(tell("strategy.no_risks"))
        return
    columns = (
        Column(tell("column.risk"), 0.4),
        Column(tell("column.likelihood"), 0.17, "right"),
        Column(tell("column.gravity"), 0.12, "right"),
        Column(tell("column.answer"), 0.31),
    )
    rows = tuple(
        (
            Cell(one.title.say(tell.lang)),
            Cell(tell.percent(one.likelihood)),
            Cell(tell.percent(one.gravity)),
            Cell(one.answer.say(tell.lang)),
        )
        for one in risks
    )
    yield Table(tell("strategy.risks_caption"), columns, rows)
    yield Paragraph(tell("strategy.risks_note"), soft=True)
