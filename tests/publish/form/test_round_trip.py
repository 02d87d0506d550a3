"""What is written is read back, whatever it is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqyl.assess.form import Entries, IndicatorCard, InitiativeCard
from aqyl.language import LANGUAGES, Lang
from aqyl.publish.form import form_bytes, preview, read_form
from aqyl.publish.form.layout import plain
from aqyl.tables import Row
from tests.assess.form.town import answer, value
from tests.publish.form.books import KZ, NOW

CARDS = list(KZ.cards())
INITIATIVES = [card for card in CARDS if isinstance(card, InitiativeCard)]
INDICATORS = [card for card in CARDS if isinstance(card, IndicatorCard)]

# Anything a keyboard or another program can put into a cell, as a cell keeps it.
texts = st.text(max_size=40).map(plain).map(lambda text: text or None)
hostile = st.sampled_from(
    ["=1+1", "+1", "-1", "@SUM(A1)", "_x0041_", "'quoted", "a\nb", "{=A1}", "https://a.kz/?a=1&b=2",
     "0012", "12,5 %", "№ 5 «Ә,Ғ,Қ,Ң,Ө,Ұ,Ү,Һ,І»", "😀", "TRUE", "#REF!", "]]>", "<b>&amp;"]
)  # fmt: skip
words = texts | hostile
# A spreadsheet keeps fifteen digits.
numbers = st.none() | st.floats(-1e12, 1e12).map(lambda number: float(f"{number:.15g}"))


@st.composite
def answers(draw: st.DrawFn) -> Row:
    card = draw(st.sampled_from(INITIATIVES))
    status = draw(st.sampled_from([status.id for status in card.statuses]))
    return answer(card.id, status, evidence=draw(words), note=draw(words))


@st.composite
def values(draw: st.DrawFn) -> Row:
    card = draw(st.sampled_from(INDICATORS))
    parts: dict[str, Any] = {}
    if card.has_parts:
        parts = {name: draw(numbers) for name in ("numerator", "denominator")}
    fields = {"source": draw(words), "note": draw(words), **parts}
    return value(card.id, draw(numbers), unit=card.unit, **fields)


def is_filled(row: Row) -> bool:
    return any(row[name] is not None for name in ("value", "numerator", "denominator", "source",
                                                  "note"))  # fmt: skip


entries = st.builds(
    lambda said, measured: Entries(tuple(said), tuple(filter(is_filled, measured))),
    st.lists(answers(), max_size=6, unique_by=lambda row: row["initiative"]),
    st.lists(values(), max_size=6, unique_by=lambda row: row["indicator"]),
)


def in_order(given: Entries) -> Entries:
    """Rows as the form orders its cards."""
    order = [card.id for card in CARDS]
    said = sorted(given.answers, key=lambda row: order.index(str(row["initiative"])))
    measured = sorted(given.values, key=lambda row: order.index(str(row["indicator"])))
    return Entries(tuple(said), tuple(measured))


@settings(max_examples=40, deadline=None)
@given(now=entries, lang=st.sampled_from(LANGUAGES))
def test_any_filled_form_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, now: Entries, lang: Lang
) -> None:
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    path.write_bytes(form_bytes(KZ, now, Entries(), lang))
    filled = read_form(path, KZ)
    assert filled.notes == ()
    assert filled.entries() == in_order(now)
    assert {change.kind for change in preview(now, filled)} <= {"unchanged"}
    assert {change.kind for change in preview(Entries(), filled)} <= {"added"}


@settings(max_examples=15, deadline=None)
@given(before=entries, now=entries)
def test_what_is_taken_is_what_was_filled_in(
    tmp_path_factory: pytest.TempPathFactory, before: Entries, now: Entries
) -> None:
    """Whatever was there before; what the preview calls unchanged is the same."""
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    path.write_bytes(form_bytes(KZ, now, Entries(), "ru"))
    filled = read_form(path, KZ)
    assert filled.entries(before) == in_order(now)
    for change in preview(before, filled):
        assert (change.kind == "unchanged") == (change.before == change.after)


def test_a_number_of_more_digits_than_a_spreadsheet_keeps_is_unchanged(tmp_path: Path) -> None:
    now = Entries(values=(value("safety.crimes", 0.1 + 0.2, source="police", verified="verified"),))
    path = tmp_path / "form.xlsx"
    path.write_bytes(form_bytes(KZ, now, Entries(), "en"))
    filled = read_form(path, KZ)
    assert {change.kind for change in preview(now, filled)} == {"unchanged"}
    assert filled.entries(now) == now


def test_what_no_cell_can_hold_counts_for_no_change(tmp_path: Path) -> None:
    now = Entries((answer("safety.service-112", "pilot", note=" a\r\nb\x07\ufffe "),))
    path = tmp_path / "form.xlsx"
    path.write_bytes(form_bytes(KZ, now, Entries(), "en"))
    filled = read_form(path, KZ)
    assert filled.cards["safety.service-112"].fields["note"] == "a\nb"
    assert filled.entries(now) == now


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_a_workbook_that_libreoffice_has_saved_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(form_bytes(KZ, NOW, Entries(), "kk"))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path / "saved"), str(path)], check=True, capture_output=True, timeout=120
    )
    filled = read_form(tmp_path / "saved" / "form.xlsx", KZ)
    assert filled.notes == ()
    assert filled.entries() == NOW
