"""The roadmap: its sums, its actions, the Gantt chart, milestones, money by year, effects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aqyl.plan.models import Action, Effect
from aqyl.plan.sums import budget_cells, by_cell, cost, total
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
from aqyl.publish.documents.drawings import gantt_pictures, money_picture
from aqyl.publish.documents.frame import basis_of_money, framed


def roadmap_document(tell: Teller) -> Document:
    """The roadmap of a plan as a document."""
    blocks: list[Block] = [*_summary(tell)]
    if tell.dossier.plan.roadmap.actions:
        blocks += [*_actions(tell), *_gantt(tell), *_milestones(tell), *_costs(tell)]
        blocks += [*_effects(tell)]
    return framed(tell, "roadmap", blocks, [basis_of_money(tell)])


def _summary(tell: Teller) -> Iterator[Block]:
    roadmap = tell.dossier.plan.roadmap
    yield Heading(tell("roadmap.summary"))
    if not roadmap.actions:
        yield Paragraph(tell("roadmap.no_actions"))
        return
    mandatory = sum(one.mandatory for one in roadmap.actions)
    counts = {"count": len(roadmap.actions), "mandatory": mandatory}
    money = {"total": tell.number(total(roadmap.actions)), "unit": tell.unit}
    yield Paragraph(tell("roadmap.count", **counts, **money))
    yield basis_of_money(tell)
    yield _money_table(tell)
    yield money_picture(tell)


def _money_table(tell: Teller) -> Table:
    """By source and year what is asked for, and beneath it what the budget gives."""
    roadmap = tell.dossier.plan.roadmap
    planned, budgets = by_cell(roadmap.actions), budget_cells(roadmap)
    years = sorted({year for year, _ in (*planned, *budgets)})
    funding = list(dict.fromkeys(name for _, name in sorted({*planned, *budgets}, key=str)))
    each = 0.72 / (len(years) + 1)
    columns = [Column(tell("column.funding"), 0.28)]
    columns += [Column(str(year), each, "right") for year in years]
    columns.append(Column(tell("column.total"), each, "right"))
    rows = tuple(_funding(tell, name, years, planned, budgets) for name in funding)
    sums = [sum(planned.get((year, name), 0) for name in funding) for year in years]
    limits = [sum(budgets.get((year, name), 0) for name in funding) for year in years]
    foot = _amounts(tell, tell("column.total"), sums, limits if budgets else [])
    return Table(tell("roadmap.money_caption", unit=tell.unit), tuple(columns), rows, foot)


def _funding(
    tell: Teller,
    name: str,
    years: Sequence[int],
    planned: dict[tuple[int, str], int],
    budgets: dict[tuple[int, str], int],
) -> tuple[Cell, ...]:
    asked = [planned.get((year, name), 0) for year in years]
    given = [budgets.get((year, name), 0) for year in years] if budgets else []
    return _amounts(tell, tell.title(name), asked, given)


def _amounts(
    tell: Teller, name: str, asked: Sequence[int], given: Sequence[int]
) -> tuple[Cell, ...]:
    """Amounts and their sum; beneath each what the budget gives, where there are budgets."""
    limits = [*given, sum(given)] if given else []
    cells = [Cell(name, tell("column.of_budget") if given else "")]
    for place, amount in enumerate([*asked, sum(asked)]):
        under = tell.number(limits[place]) if limits else ""
        cells.append(Cell(tell.number(amount), under))
    return tuple(cells)


def _actions(tell: Teller) -> Iterator[Block]:
    yield Heading(tell("roadmap.actions"))
    columns = (
        Column("№", 0.04),
        Column(tell("column.action"), 0.33),
        Column(tell("column.responsible"), 0.18),
        Column(tell("column.term"), 0.14),
        Column(tell("column.cost_in", unit=tell.unit), 0.13, "right"),
        Column(tell("column.rests_on"), 0.09),
        Column(tell("column.goals"), 0.09),
    )
    rows = tuple(_action(tell, one) for one in tell.dossier.plan.roadmap.actions)
    sum_ = total(tell.dossier.plan.roadmap.actions)
    foot = (
        *map(Cell, ("", tell("column.total"), "", "")),
        Cell(tell.number(sum_)),
        Cell(""),
        Cell(""),
    )
    yield Table(tell("roadmap.actions_caption"), columns, rows, foot)
    yield Paragraph(tell("roadmap.actions_note"), soft=True)
    goals = tell.dossier.plan.strategy.goals
    if goals:
        named = enumerate(goals, start=1)
        yield Paragraph(tell("roadmap.goals_key"))
        yield Bullets(tuple(f"{place}. {tell.goal_name(goal)}" for place, goal in named))


def _action(tell: Teller, action: Action) -> tuple[Cell, ...]:
    numbers = tell.dossier.numbers
    goals = {goal.id: n for n, goal in enumerate(tell.dossier.plan.strategy.goals, start=1)}
    name, initiative = tell.action(action), tell.title(action.initiative)
    details = [initiative] if initiative != name else []
    details.append(tell("roadmap.to_status", status=tell.title(action.status)))
    if action.mandatory:
        details.append(tell("roadmap.mandatory"))
    if action.joint:
        others = [
            tell.dossier.names[one].say(tell.lang)
            for one in action.joint
            if one in tell.dossier.names
        ]
        details.append(tell("roadmap.joint", others=", ".join(others)))
    return (
        Cell(str(numbers[action.id])),
        Cell(name, "; ".join(details)),
        Cell(action.responsible.say(tell.lang) or tell("roadmap.unassigned")),
        Cell(f"{tell.day(action.start)} – {tell.day(action.end)}"),
        Cell(tell.number(cost(action)), basis(tell, action)),
        Cell(", ".join(str(numbers.get(one, one)) for one in action.prerequisites) or "–"),
        Cell(", ".join(str(goals.get(one, one)) for one in action.goals) or "–"),
    )


def basis(tell: Teller, action: Action) -> str:
    """Whether an action's cost is the akimat's own, an assumption, or both."""
    found = sorted({expense.basis for expense in action.expenses})
    return ", ".join(tell(f"basis.{one}") for one in reversed(found)) or tell("basis.none")


def _gantt(tell: Teller) -> Iterator[Block]:
    yield Heading(tell("roadmap.gantt"))
    yield from gantt_pictures(tell)


def _milestones(tell: Teller) -> Iterator[Block]:
    milestones = tell.dossier.plan.roadmap.milestones
    if not milestones:
        return
    yield Heading(tell("roadmap.milestones"))
    columns = (
        Column(tell("column.due"), 0.16),
        Column(tell("column.milestone"), 0.5),
        Column(tell("column.of_action"), 0.34),
    )
    actions = {one.id: one for one in tell.dossier.plan.roadmap.actions}
    rows = tuple(
        (
            Cell(tell.day(one.due)),
            Cell(one.title.say(tell.lang)),
            Cell(_numbered(tell, actions[one.action]) if one.action in actions else one.action),
        )
        for one in sorted(milestones, key=lambda one: (one.due, one.id))
    )
    yield Table(tell("roadmap.milestones_caption"), columns, rows)


def _numbered(tell: Teller, action: Action) -> str:
    return f"{tell.dossier.numbers[action.id]}. {tell.action(action)}"


def _costs(tell: Teller) -> Iterator[Block]:
    """Each action's money by year and source."""
    actions = tell.dossier.plan.roadmap.actions
    years = sorted({year for year, _ in by_cell(actions)})
    if not years:
        return
    yield Heading(tell("roadmap.costs"))
    each = 0.42 / (len(years) + 1)
    columns = [Column("№", 0.04), Column(tell("column.action"), 0.34)]
    columns.append(Column(tell("column.funding"), 0.2))
    columns += [Column(str(year), each, "right") for year in years]
    columns.append(Column(tell("column.total"), each, "right"))
    rows = tuple(row for one in actions for row in _cost_rows(tell, one, years))
    sums = [sum(by_cell(actions).get((y, f), 0) for f in _fundings(actions)) for y in years]
    foot = (
        Cell(""), Cell(tell("column.total")), Cell(""),
        *(Cell(tell.number(one)) for one in [*sums, sum(sums)]),
    )  # fmt: skip
    caption = tell("roadmap.costs_caption", unit=tell.unit)
    yield Table(caption, tuple(columns), rows, foot)


def _fundings(actions: Sequence[Action]) -> list[str]:
    return sorted({funding for _, funding in by_cell(actions)})


def _cost_rows(tell: Teller, action: Action, years: Sequence[int]) -> Iterator[tuple[Cell, ...]]:
    cells = by_cell([action])
    for funding in _fundings([action]):
        amounts = [cells.get((year, funding), 0) for year in years]
        bases = {one.basis for one in action.expenses if one.funding == funding}
        said = ", ".join(tell(f"basis.{one}") for one in sorted(bases, reverse=True))
        yield (
            Cell(str(tell.dossier.numbers[action.id])),
            Cell(tell.action(action)),
            Cell(tell.title(funding), said),
            *(Cell(tell.number(one) if one else "–") for one in amounts),
            Cell(tell.number(sum(amounts))),
        )


def _effects(tell: Teller) -> Iterator[Block]:
    found = [(one, effect) for one in tell.dossier.plan.roadmap.actions for effect in one.effects]
    if not found:
        return
    yield Heading(tell("roadmap.effects"))
    columns = (
        Column("№", 0.05),
        Column(tell("column.action"), 0.37),
        Column(tell("column.indicator"), 0.32),
        Column(tell("column.change"), 0.12, "right"),
        Column(tell("column.basis"), 0.14),
    )
    rows = tuple(_effect(tell, action, effect) for action, effect in found)
    yield Table(tell("roadmap.effects_caption"), columns, rows)


def _effect(tell: Teller, action: Action, effect: Effect) -> tuple[Cell, ...]:
    edition = tell.dossier.edition
    unit = next((one.unit for one in edition.indicators if one.id == effect.indicator), "")
    named = next(
        (one.title.say(tell.lang) for one in edition.measurement_units if one.id == unit), unit
    )
    sign = "+" if effect.change > 0 else ""
    return (
        Cell(str(tell.dossier.numbers[action.id])),
        Cell(tell.action(action)),
        Cell(tell.title(effect.indicator), named),
        Cell(f"{sign}{tell.number(effect.change, 2)}"),
        Cell(tell(f"basis.{effect.basis}")),
    )
