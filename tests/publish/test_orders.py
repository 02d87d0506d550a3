"""Two orders side by side, in words and in places."""

from __future__ import annotations

import pytest

from aqyl.assess.compare import Beside, Comparison
from aqyl.index import Correlation
from aqyl.publish import OtherOrder, ReportInput
from aqyl.publish.view.frame import Frame
from aqyl.publish.view.orders import movers, orders
from aqyl.publish.words import Words
from aqyl.standard import Text
from tests.publish.reading import Page

TITLE = Text(kk="рет", ru="порядок", en="order")


def verdict(open_report: ReportInput, value: float, low: float, high: float) -> str:
    rows = (Beside("710000000", 1, 2, 1, 3, 0.5, 1), Beside("750000000", 2, 1, 1, 1, 0.6, 2))
    comparison = Comparison(rows, Correlation(value, low, high, 2))
    report = ReportInput(
        open_report.assessment, comparison=OtherOrder(comparison, TITLE, "example.org")
    )
    found = orders(Frame(report, Words("en")))
    assert found is not None
    assert [row.inside for row in found.rows] == [True, False]
    return found.verdict["en"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.9, "almost the same"),
        (0.65, "agree well"),
        (0.4, "agree moderately"),
        (0.25, "agree weakly"),
        (0.1, "next to nothing"),
        (-0.1, "next to nothing"),
        (-0.3, "weakly opposed"),
        (-0.95, "almost reversed"),
    ],
)
def test_the_strength_is_said_in_words(open_report: ReportInput, value: float, words: str) -> None:
    assert words in verdict(open_report, value, value - 0.05, value + 0.04)


def test_an_interval_that_holds_zero_is_said_to(open_report: ReportInput) -> None:
    assert "cannot be said" in verdict(open_report, 0.5, -0.1, 0.8)
    assert "cannot be said" in verdict(open_report, 0.5, float("nan"), float("nan"))
    assert "does not hold zero" in verdict(open_report, 0.5, 0.1, 0.8)


def test_too_few_to_compare_is_said(open_report: ReportInput) -> None:
    nan = float("nan")
    assert "too few" in verdict(open_report, nan, nan, nan)


def test_the_report_shows_the_correlation_and_every_row(public: Page) -> None:
    section = public.section("comparison")
    assert "Қорытынды:" in section.one("p", class_="verdict").text
    assert len(section.one("tbody").find("tr")) == 5
    assert section.find("a", href="https://example.org/order")


def test_who_moved(open_report: ReportInput, regions: Page) -> None:
    found = movers(Frame(open_report, Words("kk")))
    assert found is not None
    assert (found.both, len(found.rows)) == (19, 20)
    shymkent = next(row for row in found.rows if row.unit == "790000000")
    assert (shymkent.before, shymkent.now, shymkent.overall) == (None, None, 10)
    assert sum(row.change or 0 for row in found.rows) == 0
    assert sorted(row.now for row in found.rows if row.now) == list(range(1, 20))
    assert found.moved == sum(1 for row in found.rows if row.change)
    rows = regions.section("moved").one("tbody").find("tr")
    assert [row.one("th").text.strip() for row in rows] == [r.title.kk for r in found.rows]


def test_units_left_out_are_named_with_the_reason(open_report: ReportInput) -> None:
    from aqyl.publish import render_report
    from tests.publish.reading import read

    assert open_report.before is not None
    page = read(render_report(ReportInput(open_report.before, lang="en")))
    assert "Shymkent city: The publisher dropped it" in page.section("ranking").text
