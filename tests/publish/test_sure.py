"""How sure, why and how gamed: the report's sections say what the tables hold."""

from __future__ import annotations

import math
import re

import pytest

from aqyl.assess.gaming import Finding
from aqyl.assess.uncertainty import ahead_table, draws_table
from aqyl.language import LANGUAGES, Lang, format_percent
from aqyl.publish import ReportInput
from aqyl.publish.charts.scale import tick_texts
from aqyl.publish.view.bridge import Changed, stacked
from aqyl.publish.view.gamed import order
from aqyl.standard import Text
from tests.publish.conftest import Make
from tests.publish.reading import Element, Page


def section(page: Page, name: str) -> Element:
    return page.one("section", id=name)


def cells(row: Element) -> list[str]:
    return [cell.text.strip() for cell in row.find("td")]


def body(table: Element) -> list[Element]:
    return table.one("tbody").find("tr")


def test_places_are_those_of_the_draws(make: Make, open_report: ReportInput) -> None:
    table = section(make(open_report, "en"), "sure").one("table")
    together = draws_table(open_report.uncertain[-1:])
    ranks = {row["settlement"]: row for row in together if row["measure"] == "rank"}
    rows = body(table)
    assert len(rows) == 20
    for row in rows:
        unit = row.one("a").attributes["href"].removeprefix("#s-")
        low, high = (round(float(str(ranks[unit][name]))) for name in ("p5", "p95"))
        assert cells(row)[-2] == f"{low}–{high}"
        assert int(cells(row)[0]) == ranks[unit]["nominal"]


def test_who_is_ahead_of_the_next(make: Make, open_report: ReportInput) -> None:
    table = section(make(open_report, "en"), "sure").one("table")
    ahead = {row["first"]: row["ahead"] for row in ahead_table(open_report.uncertain[-1:])}
    for row in body(table)[:-1]:
        unit = row.one("a").attributes["href"].removeprefix("#s-")
        assert cells(row)[-1] == format_percent(float(str(ahead[unit])), "en")
    assert cells(body(table)[-1])[-1] == "–"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_source_is_explained_with_the_numbers_of_the_edition(
    make: Make, public_report: ReportInput, lang: Lang
) -> None:
    part = section(make(public_report, lang), "sure")
    meanings = [item.text for item in part.find("ul", class_="dense")[0].find("li")]
    assert len(meanings) == 3
    assert any(format_percent(0.25, lang) in text for text in meanings)
    assert any(format_percent(0.5, lang) in text for text in meanings)
    badge = {"kk": "болжам", "ru": "допущение", "en": "assumption"}[lang]
    assert badge in [element.text for element in part.find(class_="badge")]


def test_groups_are_ranked_within_and_the_silent_are_counted(
    make: Make, public_report: ReportInput
) -> None:
    part = section(make(public_report, "en"), "sure")
    groups = part.find("div", class_="group")
    assert [len(body(group.one("table"))) for group in groups] == [3, 32, 21]
    assert "Of 7 more settlements nothing is known" in groups[1].text
    assert all(group.find("svg") for group in groups)


def test_a_report_without_draws_has_no_such_section(make: Make, public_report: ReportInput) -> None:
    bare = ReportInput(public_report.assessment, lang="en")
    page = make(bare, "en")
    assert not page.find("section", id="sure")
    assert not page.find("section", id="gaming")
    assert not page.find("section", id="bridge")


def test_the_bridge_names_every_change_with_its_share(make: Make, open_report: ReportInput) -> None:
    part = section(make(open_report, "en"), "bridge")
    named, units = part.find("table")
    names = [row.one("th").text for row in body(named)]
    assert names[0].startswith("steps: recorded crime")
    assert names[1] == "came in: Shymkent city"
    assert sum(name.startswith("filled blank: gross product") for name in names) == 4
    assert "Changes that moved nothing are not shown: 1." in part.text
    assert len(body(units)) == 19


def test_the_parts_of_a_unit_sum_to_its_change(make: Make, open_report: ReportInput) -> None:
    units = section(make(open_report, "en"), "bridge").find("table")[1]
    for row in body(units):
        change, *parts = map(_signed, row.find("td")[:4])
        assert sum(parts) == pytest.approx(change, abs=0.002)


def _signed(cell: Element) -> float:
    """The change that a cell shows first: a sign and a number, or 0."""
    shown = cell.text.strip()
    if shown.startswith("0"):
        return 0.0
    size = float(cell.find("data")[0].attributes["value"])
    return -size if shown.startswith("−") else size


def test_bars_are_laid_end_to_end_on_both_sides_of_zero() -> None:
    title = Text(kk="a", ru="a", en="a")
    parts = {"real": 0.2, "method": -0.1, "data": 0.3}
    row = Changed("u", title, 0.0, 0.4, parts, 1, 1, [])  # type: ignore[arg-type]
    assert stacked(row) == [
        ("real", 0.0, 0.2), ("method", 0.0, -0.1), ("data", 0.2, 0.5),
    ]  # fmt: skip
    assert math.isclose(sum(end - start for _, start, end in stacked(row)), row.change)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_it_can_be_gamed_open_holes_first(
    make: Make, public_report: ReportInput, lang: Lang
) -> None:
    part = section(make(public_report, lang), "gaming")
    found = part.find("div", class_="finding")
    assert len(found) == len(public_report.gaming)
    opened = ["warning" in one.classes for one in found]
    assert opened == sorted(opened, reverse=True)
    for one, finding in zip(found, _sorted(public_report), strict=True):
        assert finding.part("title", lang) in one.text
        assert finding.part("found", lang) in one.text
        assert (finding.part("repair", lang) in one.text) == (not finding.holds)
        assert ("warning" in one.classes) == (finding.verdict == "open")


def _sorted(report: ReportInput) -> list[Finding]:
    return sorted(report.gaming, key=order)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_points_and_shares_are_told_apart(
    make: Make, public_report: ReportInput, lang: Lang
) -> None:
    part = section(make(public_report, lang), "gaming")
    drawn = [one for one in public_report.gaming if not one.holds]
    shares = [one.test for one in drawn if one.measure == "share"]
    assert shares == ["ceiling"]
    assert len(part.find("svg", class_="share")) == 1
    assert len(part.find("svg", class_="points")) == len(drawn) - 1
    unit = {"kk": "(ұпай емес)", "ru": "(не баллы)", "en": "(not points)"}[lang]
    assert unit in part.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_per_cent_sign_stays_with_its_number(
    make: Make, public_report: ReportInput, lang: Lang
) -> None:
    text = section(make(public_report, lang), "sure").text
    assert not re.search(r"\d %", text)
    assert ("25%" if lang == "en" else "±25\u00a0%") in text


def test_numbers_at_an_axis_are_written_like_those_in_the_text() -> None:
    tick = tick_texts([-0.05, 0.0])["tick0"]
    assert [tick.say(lang) for lang in ("kk", "ru", "en")] == ["−0,05", "−0,05", "−0.05"]
