"""The cover: what the form is, who fills it in and how, how much of it is filled in."""

from __future__ import annotations

from typing import Any

from aqyl.assess.form import Form
from aqyl.language import say
from aqyl.publish.form.layout import sheet_names
from aqyl.publish.form.style import BAR, Styles

_STEPS = 7
_WIDTHS = (2, 34, 16, 14, 14, 30)
_TEXT = 122


class Cover:
    """Writes the cover, row by row."""

    def __init__(self, sheet: Any, styles: Styles, form: Form, lang: str) -> None:
        self.sheet, self.styles, self.form, self.lang = sheet, styles, form, lang
        self.row = 1

    def _say(self, key: str, **values: object) -> str:
        return say(f"form.cover.{key}", self.lang, **values)

    def frame(self) -> None:
        """Widths, printing, protection."""
        sheet = self.sheet
        for place, width in enumerate(_WIDTHS):
            sheet.set_column(place, place, width)
        sheet.hide_gridlines(2)
        sheet.set_tab_color(BAR)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.6)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def head(self) -> None:
        """Title, settlement, edition."""
        form, lang = self.form, self.lang
        self.sheet.set_row(self.row, 32)
        self.sheet.write_string(self.row, 1, self._say("title"), self.styles("title"))
        self.sheet.set_row(self.row + 1, 24)
        place = f"{form.settlement_title.say(lang)}, {form.period}"
        self.sheet.write_string(self.row + 1, 1, place, self.styles("subtitle"))
        self.row += 3
        self._paragraph(self._say("what", edition=form.edition_title.say(lang)), "wrap")
        self._paragraph(self._say("who"), "wrap")
        if form.working:
            self._paragraph(self._say("working"), "notice")
        if form.rules and form.rules.source.kind != "official" and form.rules.source.note:
            note = form.rules.source.note.say(lang)
            self._paragraph(self._say("rules", note=note), "soft")

    def _paragraph(self, text: str, style: str) -> None:
        """A text over the width of the page; merged cells get no height of their own."""
        lines = sum(-(-max(len(line), 1) // _TEXT) for line in text.split("\n"))
        notice = style == "notice"
        self.sheet.set_row(self.row, 14 * lines + (10 if notice else 3))
        self.sheet.merge_range(self.row, 1, self.row, len(_WIDTHS) - 1, text, self.styles(style))
        self.row += 1
        if notice:
            self.sheet.set_row(self.row, 6)
            self.row += 1

    def _heading(self, text: str) -> None:
        self.sheet.set_row(self.row, 28)
        self.sheet.write_string(self.row, 1, text, self.styles("heading"))
        self.row += 1

    def how(self) -> None:
        """The steps of filling in, and what the colours say."""
        self._heading(self._say("how"))
        for step in range(1, _STEPS + 1):
            self._paragraph(f"{step}. {self._say(f'step.{step}')}", "wrap")
        for name in ("open", "locked"):
            self.sheet.write_string(self.row, 1, self._say(name), self.styles(f"sample_{name}"))
            self.row += 1

    def domains(self, filled: list[tuple[str, int]]) -> None:
        """A table of the sheets: how many cards, how many filled in (a formula that counts)."""
        self._heading(self._say("domains"))
        for place, name in enumerate(("domain", "cards", "filled"), start=1):
            style = self.styles("head" if place == 1 else "head_right")
            self.sheet.write_string(self.row, place, self._say(name), style)
        first = self.row + 1
        sections = zip(sheet_names(self.form, self.lang), self.form.sections, filled, strict=True)
        for name, section, (cells, count) in sections:
            self.row += 1
            quoted = "'" + name.replace("'", "''") + "'"
            link, shown = f"internal:{quoted}!A1", self.styles("count")
            self.sheet.write_url(self.row, 1, link, self.styles("boxed_link"), name)
            self.sheet.write_number(self.row, 2, len(section.cards), shown)
            self.sheet.write_formula(self.row, 3, f"=COUNTA({quoted}!{cells})", shown, count)
        self.row += 1
        for place, number in ((2, len(list(self.form.cards()))), (3, sum(n for _, n in filled))):
            letter = "ABCD"[place]
            formula = f"=SUM({letter}{first + 1}:{letter}{self.row})"
            self.sheet.write_formula(self.row, place, formula, self.styles("count"), number)
        self.row += 1

    def statuses(self) -> None:
        """What counts as each status in general."""
        if not self.form.statuses:
            return
        self._heading(self._say("statuses"))
        for status in self.form.statuses:
            text = status.done.say(self.lang)
            self.sheet.write_string(self.row, 1, status.title.say(self.lang), self.styles("name"))
            self.sheet.merge_range(
                self.row, 2, self.row, len(_WIDTHS) - 1, text, self.styles("boxed")
            )
            self.sheet.set_row(self.row, 15 * -(-len(text) // 80) + 2)
            self.row += 1

    def foot(self) -> None:
        """Which edition it is, for those who ask."""
        form = self.form
        group = form.group_title.say(self.lang) if form.group_title else "–"
        self.row += 1
        for key, value in (
            ("edition", form.edition),
            ("fingerprint", form.fingerprint),
            ("settlement", form.settlement),
            ("group", group),
        ):
            text = f"{self._say(key)}: {value}"
            self.sheet.write_string(self.row, 1, text, self.styles("small"))
            self.row += 1


def write_cover(
    sheet: Any, styles: Styles, form: Form, filled: list[tuple[str, int]], lang: str
) -> None:
    """Fill the cover; filled: for each domain the range of its answers and how many there are."""
    cover = Cover(sheet, styles, form, lang)
    cover.frame()
    cover.head()
    cover.how()
    cover.domains(filled)
    cover.statuses()
    cover.foot()
