"""The roadmap as a workbook: actions, budget with its sums as formulas, milestones, sources."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from typing import Any

from aqyl.language import say
from aqyl.plan.models import Action
from aqyl.plan.sums import budget_cells, by_cell, cost
from aqyl.publish.documents.dossier import Teller
from aqyl.publish.documents.frame import notice
from aqyl.publish.documents.roadmap import basis
from aqyl.publish.view.sources import sources_of

_MADE_ON = dt.datetime(2026, 1, 1)
_HEAD = {"bold": True, "bg_color": "#0B3A52", "font_color": "#FFFFFF", "text_wrap": True}
_MONEY = {"num_format": "#,##0", "valign": "top"}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": "#0B3A52"},
    "notice": {"text_wrap": True, "bg_color": "#FFF5DA", "font_color": "#553A00", "valign": "top"},
    "head": {**_HEAD, "valign": "vcenter", "border": 1, "border_color": "#B9C5CD"},
    "text": {"text_wrap": True, "valign": "top", "align": "left", "indent": 1},
    "number": {"valign": "top", "align": "center"},
    "day": {"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"},
    "money": _MONEY,
    "sum": {**_MONEY, "bold": True, "bg_color": "#F3F6F8"},
    "bold": {"bold": True, "bg_color": "#F3F6F8", "valign": "top"},
}
# Row of the head of each sheet; above it stand the title and the notice.
_TOP = 3
# Points of a line of text, and how much of a column's width its letters fill.
_LINE, _FILLED = 15.0, 0.9

Column = tuple[str, float]


def xlsx_bytes(tell: Teller) -> bytes:
    """The workbook in one language; the same plan gives the same bytes."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    title = f"{tell.dossier.settlement.say(tell.lang)}: {tell('roadmap.title')}"
    book.set_properties({"title": title, "created": _MADE_ON, "author": "", "company": ""})
    formats = {name: book.add_format(look) for name, look in _FORMATS.items()}
    sheets = _Sheets(book, tell, formats, title)
    sheets.actions()
    sheets.expenses()
    sheets.budget()
    sheets.milestones()
    sheets.sources()
    book.close()
    return content.getvalue()


class _Sheets:
    """The sheets of one workbook."""

    def __init__(self, book: Any, tell: Teller, formats: dict[str, Any], title: str) -> None:
        self._book, self._tell, self._formats, self._title = book, tell, formats, title
        self._roadmap = tell.dossier.plan.roadmap
        self._years = list(range(self._roadmap.start, self._roadmap.end + 1))
        spent = {
            year for year, _ in (*by_cell(self._roadmap.actions), *budget_cells(self._roadmap))
        }
        self._years = sorted({*self._years, *spent})
        self._widths: list[float] = []

    def _sheet(self, name: str, columns: Sequence[Column]) -> Any:
        sheet = self._book.add_worksheet(self._tell(f"sheet.{name}"))
        said = notice(self._tell)
        sheet.write(0, 0, f"{self._title} · {self._tell(f'sheet.{name}')}", self._formats["title"])
        last = max(len(columns) - 1, 1)
        text = f"{said.title}. {said.text}"
        sheet.merge_range(1, 0, 1, last, text, self._formats["notice"])
        wide = sum(wide for _, wide in columns)
        sheet.set_row(1, _LINE * (1 + math.ceil(len(text) / wide)))
        self._widths = [wide for _, wide in columns]
        self._lift(sheet, _TOP, [title for title, _ in columns])
        for place, (title, wide) in enumerate(columns):
            sheet.set_column(place, place, wide)
            sheet.write(_TOP, place, title, self._formats["head"])
        sheet.freeze_panes(_TOP + 1, 0)
        sheet.repeat_rows(_TOP)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _lift(self, sheet: Any, row: int, texts: Sequence[str | int]) -> None:
        """A row as high as its longest text: not every office program does so by itself."""
        lines = [
            math.ceil((len(str(text)) or 1) / (wide * _FILLED))
            for text, wide in zip(texts, self._widths, strict=False)
        ]
        sheet.set_row(row, _LINE * max(lines, default=1))

    def _text(self, sheet: Any, row: int, values: Sequence[str | int]) -> None:
        self._lift(sheet, row, values)
        for place, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(row, place, value, self._formats["number"])
            else:
                sheet.write_string(row, place, value, self._formats["text"])

    def actions(self) -> None:
        tell = self._tell
        heads = ("action", "initiative", "status", "responsible", "start", "end", "cost", "basis",
                 "rests_on", "goals", "mandatory")  # fmt: skip
        widths = (42.0, 34.0, 16.0, 28.0, 12.0, 12.0, 16.0, 22.0, 14.0, 44.0, 14.0)
        columns = [("№", 5.0), *zip((tell(f"column.{one}") for one in heads), widths, strict=True)]
        sheet = self._sheet("actions", columns)
        first = _TOP + 1
        for row, action in enumerate(self._roadmap.actions, start=first):
            self._action(sheet, row, action)
        last = first + len(self._roadmap.actions)
        sheet.write(last, 1, tell("column.total"), self._formats["bold"])
        if self._roadmap.actions:
            total = sum(map(cost, self._roadmap.actions))
            formula = f"=SUM(H{first + 1}:H{last})"
            sheet.write_formula(last, 7, formula, self._formats["sum"], total)
        sheet.autofilter(_TOP, 0, max(last - 1, _TOP), len(columns) - 1)

    def _action(self, sheet: Any, row: int, action: Action) -> None:
        tell, numbers = self._tell, self._tell.dossier.numbers
        named = (
            numbers[action.id],
            tell.action(action),
            tell.title(action.initiative),
            tell.title(action.status),
            action.responsible.say(tell.lang) or tell("roadmap.unassigned"),
        )
        goals = {one.id: tell.goal_name(one) for one in tell.dossier.plan.strategy.goals}
        rests = ", ".join(str(numbers.get(one, one)) for one in action.prerequisites)
        served = "\n".join(goals.get(one, one) for one in action.goals)
        self._text(sheet, row, named)
        self._lift(sheet, row, (*named, "", "", "", "", rests, served))
        sheet.write_datetime(row, 5, _midnight(action.start), self._formats["day"])
        sheet.write_datetime(row, 6, _midnight(action.end), self._formats["day"])
        sheet.write_number(row, 7, cost(action), self._formats["money"])
        mandatory = say("word.yes" if action.mandatory else "word.no", tell.lang)
        for place, value in enumerate((basis(tell, action), rests, served, mandatory), start=8):
            sheet.write_string(row, place, value, self._formats["text"])

    def expenses(self) -> None:
        tell = self._tell
        columns = [("№", 5.0), (tell("column.action"), 42.0), (tell("column.funding"), 28.0),
                   (tell("column.basis"), 22.0)]  # fmt: skip
        columns += [(str(year), 14.0) for year in self._years]
        columns.append((tell("column.total"), 16.0))
        sheet = self._sheet("costs", columns)
        row = _TOP + 1
        for action in self._roadmap.actions:
            for funding, kind in sorted({(one.funding, one.basis) for one in action.expenses}):
                number = tell.dossier.numbers[action.id]
                said = (number, tell.action(action), tell.title(funding), tell(f"basis.{kind}"))
                self._text(sheet, row, said)
                own = [e for e in action.expenses if (e.funding, e.basis) == (funding, kind)]
                amounts = [sum(e.amount for e in own if e.year == year) for year in self._years]
                self._amounts(sheet, row, 4, amounts)
                row += 1
        planned = by_cell(self._roadmap.actions)
        sums = [_of_year(planned, year) for year in self._years]
        self._total(sheet, row, 4, sums)

    def budget(self) -> None:
        """What is asked for and what the budget gives, by source; the difference as a formula."""
        tell = self._tell
        planned, given = by_cell(self._roadmap.actions), budget_cells(self._roadmap)
        columns = [(tell("column.funding"), 34.0), (tell("column.what"), 22.0)]
        columns += [(str(year), 14.0) for year in self._years]
        columns.append((tell("column.total"), 16.0))
        sheet = self._sheet("budget", columns)
        row = _TOP + 1
        for funding in dict.fromkeys(name for _, name in sorted({*planned, *given})):
            asked = [planned.get((year, funding), 0) for year in self._years]
            allowed = [given.get((year, funding), 0) for year in self._years]
            for name, amounts in (("planned", asked), ("given", allowed)):
                self._text(sheet, row, (tell.title(funding), tell(f"column.{name}")))
                self._amounts(sheet, row, 2, amounts)
                row += 1
            self._text(sheet, row, (tell.title(funding), tell("column.left")))
            self._left(sheet, row, [b - a for a, b in zip(asked, allowed, strict=True)])
            row += 1

    def _left(self, sheet: Any, row: int, amounts: Sequence[int]) -> None:
        for place, amount in enumerate([*amounts, sum(amounts)], start=2):
            column = _letter(place)
            formula = f"={column}{row}-{column}{row - 1}"
            sheet.write_formula(row, place, formula, self._formats["sum"], amount)

    def _amounts(self, sheet: Any, row: int, first: int, amounts: Sequence[int]) -> None:
        """Amounts of the years and their sum as a formula."""
        for place, amount in enumerate(amounts, start=first):
            sheet.write_number(row, place, amount, self._formats["money"])
        last = first + len(amounts) - 1
        formula = f"=SUM({_letter(first)}{row + 1}:{_letter(last)}{row + 1})"
        sheet.write_formula(row, last + 1, formula, self._formats["sum"], sum(amounts))

    def _total(self, sheet: Any, row: int, first: int, sums: Sequence[int]) -> None:
        """A last row whose formulas sum the columns above it."""
        sheet.write(row, 1, self._tell("column.total"), self._formats["bold"])
        if row == _TOP + 1:
            return
        for place, amount in enumerate([*sums, sum(sums)], start=first):
            column = _letter(place)
            formula = f"=SUM({column}{_TOP + 2}:{column}{row})"
            sheet.write_formula(row, place, formula, self._formats["sum"], amount)

    def milestones(self) -> None:
        tell = self._tell
        heads = ("due", "milestone", "of_action")
        columns = list(
            zip((tell(f"column.{one}") for one in heads), (14.0, 60.0, 44.0), strict=True)
        )
        sheet = self._sheet("milestones", columns)
        actions = {one.id: tell.action(one) for one in self._roadmap.actions}
        ordered = sorted(self._roadmap.milestones, key=lambda one: (one.due, one.id))
        for row, one in enumerate(ordered, start=_TOP + 1):
            named = actions.get(one.action, one.action)
            self._lift(sheet, row, ("", one.title.say(tell.lang), named))
            sheet.write_datetime(row, 0, _midnight(one.due), self._formats["day"])
            sheet.write_string(row, 1, one.title.say(tell.lang), self._formats["text"])
            sheet.write_string(row, 2, named, self._formats["text"])

    def sources(self) -> None:
        tell = self._tell
        kinds = ("official", "working", "assumption")
        columns = [(say("report.part", tell.lang), 40.0)]
        columns += [(say(f"report.kind.{kind}", tell.lang), 18.0) for kind in kinds]
        sheet = self._sheet("sources", columns)
        parts = sources_of(tell.dossier.edition)
        for row, part in enumerate(parts, start=_TOP + 1):
            counts = [part.counts["official"], part.counts["working"], part.counts["assumption"]]
            self._text(sheet, row, [say(f"report.part.{part.part}", tell.lang), *counts])


def _of_year(planned: dict[tuple[int, str], int], year: int) -> int:
    return sum(amount for (y, _), amount in planned.items() if y == year)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day)


def _letter(column: int) -> str:
    """The letters of a column, from 0 on.

    >>> _letter(0), _letter(27)
    ('A', 'AB')
    """
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

    return str(xl_col_to_name(column))
