"""The progress report: what is done, what is late, what was spent, where both are heading."""

from __future__ import annotations

from collections.abc import Iterator

from aqyl.plan.progress import ActionProgress, State, Tracked, track
from aqyl.publish.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
    Tone,
)
from aqyl.publish.documents.dossier import Teller
from aqyl.publish.documents.drawings import gantt_pictures
from aqyl.publish.documents.frame import basis_of_money, framed

_TONES: dict[State, Tone] = {
    "done": "good",
    "on_time": "good",
    "behind": "warn",
    "late": "bad",
    "unreported": "warn",
    "not_begun": "plain",
}


def tracked(tell: Teller) -> Tracked:
    """The plan against its reports. Raises InputError as `aqyl.plan.track` does."""
    rules = tell.dossier.edition.planning
    slack = rules.draft.slack if rules else 0.0
    return track(tell.dossier.plan, tell.dossier.reports, slack)


def progress_document(tell: Teller) -> Document:
    """The latest progress report of a plan as a document."""
    found = tracked(tell)
    blocks: list[Block] = [*_summary(tell, found), *_actions(tell, found)]
    if found.actions:
        blocks.append(Heading(tell("progress.gantt")))
        shares = {one.action.id: one.share or 0.0 for one in found.actions}
        blocks += gantt_pictures(tell, shares, found.day)
    blocks += [*_spending(tell, found), *_notes(tell)]
    method = Paragraph(tell("progress.method"))
    return framed(tell, "progress", blocks, [basis_of_money(tell), method])


def _summary(tell: Teller, found: Tracked) -> Iterator[Block]:
    yield Heading(tell("progress.summary"))
    quarter = {"year": found.year, "quarter": found.quarter, "day": tell.day(found.day)}
    yield Paragraph(tell("progress.day", **quarter))
    states = [
        f"{tell(f'state.{state}')}: {found.count(state)}" for state in _TONES if found.count(state)
    ]
    yield Paragraph(tell("progress.states", count=len(found.actions), states="; ".join(states)))
    money = {
        "spent": tell.number(found.spent),
        "so_far": tell.number(found.planned_so_far),
        "forecast": tell.number(found.forecast),
        "planned": tell.number(found.planned),
    }
    yield Paragraph(tell("progress.money", unit=tell.unit, **money))
    if found.end:
        yield Paragraph(tell("progress.end", end=tell.day(found.end)))


def _actions(tell: Teller, found: Tracked) -> Iterator[Block]:
    yield Heading(tell("progress.actions"))
    columns = (
        Column("№", 0.04),
        Column(tell("column.action"), 0.27),
        Column(tell("column.state"), 0.11),
        Column(tell("column.share"), 0.1, "right"),
        Column(tell("column.end"), 0.14),
        Column(tell("column.slip"), 0.08, "right"),
        Column(tell("column.spent"), 0.13, "right"),
        Column(tell("column.forecast"), 0.13, "right"),
    )
    rows = tuple(_action(tell, one) for one in found.actions)
    money = (
        Cell(tell.number(found.spent), tell.number(found.planned_so_far)),
        Cell(tell.number(found.forecast), tell.number(found.planned)),
    )
    foot = (Cell(""), Cell(tell("column.total")), *([Cell("")] * 4), *money)
    yield Table(tell("progress.actions_caption", unit=tell.unit), columns, rows, foot)
    yield Paragraph(tell("progress.actions_note"), soft=True)


def _action(tell: Teller, one: ActionProgress) -> tuple[Cell, ...]:
    planned = tell.day(one.action.end)
    if one.stated or one.slip:
        planned += f"; {tell('progress.stated' if one.stated else 'progress.carried_on')}"
    return (
        Cell(str(tell.dossier.numbers[one.action.id])),
        Cell(tell.action(one.action), one.action.responsible.say(tell.lang)),
        Cell(tell(f"state.{one.state}"), tone=_TONES[one.state]),
        Cell(tell.percent(one.share), tell.percent(one.expected)),
        Cell(tell.day(one.end), planned),
        Cell(f"{'+' if one.slip > 0 else ''}{tell.number(one.slip)}"),
        Cell(tell.number(one.spent), tell.number(one.planned_so_far)),
        Cell(tell.number(one.forecast), tell.number(one.planned)),
    )


def _spending(tell: Teller, found: Tracked) -> Iterator[Block]:
    begun = [one for one in found.spending if one.year <= found.year]
    if not begun:
        return
    yield Heading(tell("progress.spending"))
    heads = ("planned_year", "planned_so_far", "spent_year", "difference")
    columns = [Column(tell("column.year"), 0.1), Column(tell("column.funding"), 0.3)]
    columns += [Column(tell(f"column.{name}"), 0.15, "right") for name in heads]
    rows = tuple(
        (
            Cell(str(one.year)),
            Cell(tell.title(one.funding)),
            *(
                Cell(tell.number(amount))
                for amount in (
                    one.planned, one.planned_so_far, one.spent, one.spent - one.planned_so_far
                )
            ),
        )
        for one in begun
    )  # fmt: skip
    yield Table(tell("progress.spending_caption", unit=tell.unit), tuple(columns), rows)


def _notes(tell: Teller) -> Iterator[Block]:
    latest = max(tell.dossier.reports, key=lambda one: (one.year, one.quarter))
    numbers = tell.dossier.numbers
    told = [one for one in latest.progress if one.note or one.evidence]
    if not told:
        return
    yield Heading(tell("progress.notes"))
    columns = (
        Column("№", 0.05),
        Column(tell("column.note"), 0.55),
        Column(tell("column.evidence"), 0.4),
    )
    rows = tuple(
        (
            Cell(str(numbers[one.action])),
            Cell(one.note or "–"),
            Cell("; ".join(one.evidence) or "–"),
        )
        for one in sorted(told, key=lambda one: numbers[one.action])
    )
    yield Table(tell("progress.notes_caption"), columns, rows)
