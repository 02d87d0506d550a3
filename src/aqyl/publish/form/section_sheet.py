"""The sheet of a domain: a row a card, locked but for what is filled in."""

from __future__ import annotations

from typing import Any

from aqyl.assess.form import Card, Entries, Form, IndicatorCard, InitiativeCard, Section
from aqyl.language import say
from aqyl.publish.form.layout import COLUMNS, MARK, NO_CARD, PLACES, cover_name, letters, plain
from aqyl.publish.form.rules import choice_rule, number_rule
from aqyl.publish.form.style import ACCENT, Styles
from aqyl.publish.form.words import about, how_worked_out, row_height, rungs

_HEADINGS, _FIRST = 2, 3
_LAST = len(COLUMNS) - 1
_HIDDEN = {"hidden": True}
# What may be done to a protected sheet besides filling in: see more of a long text.
_ALLOWED = {"format_columns": True, "format_rows": True}


class SectionSheet:
    """Writes one domain; tables: the entries of now and of last year."""

    def __init__(
        self, sheet: Any, styles: Styles, form: Form, tables: tuple[Entries, Entries], lang: str
    ) -> None:
        self.sheet, self.styles, self.form, self.lang = sheet, styles, form, lang
        self.now, self.last_year = tables
        self.row = _FIRST

    def write(self, section: Section, number: int, choices: str) -> tuple[str, int]:
        """Fill the sheet; the range of its answers and how many of them are filled in."""
        self._frame(section, number)
        first = self.row + 2
        for name, cards in (
            ("initiatives", section.initiatives),
            ("indicators", section.indicators),
        ):
            if cards:
                self._bar(say(f"form.block.{name}", self.lang, count=len(cards)))
            for card in cards:
                self._card(card, f"{number}.{section.cards.index(card) + 1}")
                self._rule(card, choices)
                self.row += 1
        answer = letters(PLACES["answer"])
        filled = sum(self._is_filled(card) for card in section.cards)
        return f"{answer}{first}:{answer}{self.row}", filled

    def _is_filled(self, card: Card) -> bool:
        return bool(self.now.text(card.id, "status" if card.kind == "initiative" else "value"))

    def _frame(self, section: Section, number: int) -> None:
        """Headings, widths, what stays in view, how it prints, what is locked."""
        sheet = self.sheet
        title = section.title.say(self.lang)
        sheet.set_row(0, None, None, _HIDDEN)
        sheet.set_row(1, 30)
        sheet.set_row(_HEADINGS, 44)
        sheet.write_string(
            1, 1, f"{number}. {title[:1].upper()}{title[1:]}", self.styles("sheet_title")
        )
        back = say("form.sheet.back", self.lang)
        link = f"internal:'{cover_name(self.lang)}'!A1"
        sheet.write_url(1, PLACES["answer"], link, self.styles("link"), back)
        last = str(int(self.form.period) - 1)
        for row in (1, _HEADINGS):
            sheet.write_string(row, 0, NO_CARD)
        for place, column in enumerate(COLUMNS):
            sheet.write_string(0, place, f"{MARK}{column.key}")
            sheet.set_column(place, place, column.width, None, _HIDDEN if place == 0 else {})
            if place:
                words = say(f"form.head.{column.key}", self.lang, year=last)
                sheet.write_string(_HEADINGS, place, words, self.styles("head"))
        sheet.freeze_panes(_FIRST, PLACES["title"] + 1, _FIRST, PLACES["title"] + 1)
        sheet.set_tab_color(ACCENT)
        sheet.hide_gridlines(2)
        sheet.protect("", _ALLOWED)
        self._print_setup()

    def _print_setup(self) -> None:
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1, _HEADINGS)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        name = self.form.settlement_title.say(self.lang).replace("&", "&&")
        sheet.set_footer(f"&L&8{name}, {self.form.period}&C&8&A&R&8&P / &N")

    def _bar(self, words: str) -> None:
        self.sheet.set_row(self.row, 22)
        self.sheet.write_string(self.row, 0, NO_CARD)
        for place in range(1, _LAST + 1):
            self.sheet.write_blank(self.row, place, None, self.styles("bar"))
        self.sheet.write_string(self.row, 1, words, self.styles("bar"))
        self.row += 1

    def _card(self, card: Card, number: str) -> None:
        put = self._put
        self.sheet.set_row(self.row, row_height(card, self.now, self.lang))
        self.sheet.write_string(self.row, 0, card.id)
        put("number", number, "number")
        put("title", card.title.say(self.lang), "name")
        base = isinstance(card, InitiativeCard) and card.obligation == "base"
        put("about", about(card, self.lang), "cell_bold" if base else "cell")
        self._how(card)
        self._last(card)
        for column in COLUMNS:
            field = column.field(card)
            if field:
                self._input(card, column.key, field)

    def _put(self, key: str, text: str, style: str) -> None:
        self.sheet.write_string(self.row, PLACES[key], text, self.styles(style))

    def _how(self, card: Card) -> None:
        """What counts as done, or how the value is worked out."""
        if isinstance(card, IndicatorCard):
            self._put("done", how_worked_out(card, self.lang), "cell_small")
            return
        runs = rungs(card, self.lang)
        parts = [part for text, style in runs for part in (self.styles(style), text)]
        cell = self.styles("cell_small")
        if len(runs) > 1:
            self.sheet.write_rich_string(self.row, PLACES["done"], *parts, cell)
        else:
            self._put("done", "".join(text for text, _ in runs), "cell_small")

    def _last(self, card: Card) -> None:
        place = PLACES["last"]
        if isinstance(card, IndicatorCard):
            value = self.last_year.value(card)
            if value is not None:
                self.sheet.write_number(self.row, place, value, self.styles("last_number"))
                return
            text = ""
        else:
            status = card.status(self.last_year.text(card.id, "status"))
            text = status.title.say(self.lang) if status else ""
        self._put("last", text or "–", "last")

    def _input(self, card: Card, key: str, field: str) -> None:
        place = PLACES[key]
        if isinstance(card, IndicatorCard):
            if field in ("numerator", "denominator") and not card.has_parts:
                self.sheet.write_blank(self.row, place, None, self.styles("none"))
                return
            if field in ("value", "numerator", "denominator"):
                self._number(card, place, field)
                return
        text = plain(self.now.text(card.id, field))
        if field == "status" and isinstance(card, InitiativeCard):
            status = card.status(text)
            text = status.title.say(self.lang) if status else text
        if text:
            self.sheet.write_string(self.row, place, text, self.styles("open"))
        else:
            self.sheet.write_blank(self.row, place, None, self.styles("open"))

    def _number(self, card: Card, place: int, field: str) -> None:
        number, style = self.now.number(card.id, field), self.styles("open_number")
        if number is None:
            self.sheet.write_blank(self.row, place, None, style)
        else:
            self.sheet.write_number(self.row, place, number, style)

    def _rule(self, card: Card, choices: str) -> None:
        """What a cell offers or holds an entry to."""
        if isinstance(card, InitiativeCard):
            self._validate("answer", choice_rule(choices, self.lang))
            return
        for key in ("answer", *(("numerator", "denominator") if card.has_parts else ())):
            self._validate(key, number_rule(card, "value" if key == "answer" else key, self.lang))

    def _validate(self, key: str, rule: dict[str, object]) -> None:
        self.sheet.data_validation(self.row, PLACES[key], self.row, PLACES[key], rule)
