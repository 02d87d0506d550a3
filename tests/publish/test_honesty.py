"""What the report must never hide: what is not official, what is not known, what is disputed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from aqyl.assess import assess
from aqyl.publish import ReportInput
from aqyl.publish.view.frame import Frame
from aqyl.publish.view.settlement import Sections
from aqyl.publish.view.sources import sources_of, totals
from aqyl.publish.words import Words
from aqyl.standard import count_sources, list_editions, load_edition
from aqyl.tables import SCHEMAS, Row, Table
from tests.publish.conftest import Make
from tests.publish.reading import Element, Page


def frame_of(report: ReportInput) -> Frame:
    return Frame(report, Words("kk"))


def test_the_banner_counts_what_is_not_official(public: Page, public_report: ReportInput) -> None:
    banner = public.section("status")
    assert "official" not in banner.classes
    counts = count_sources(public_report.assessment.edition)
    shown = [int(e.text.replace("\u00a0", "")) for e in banner.one("dl").find("dd")]
    assert shown == list(counts.values())
    assert counts["working"] > 0
    assert not banner.one("dl").within("details")


def test_the_bar_that_stays_in_sight_names_a_working_version(public: Page) -> None:
    tag = public.one("header").one("a", class_="tag")
    assert tag.text == "Жұмыс нұсқасы"
    assert tag.attributes["href"] == "#status"


def test_an_edition_taken_wholly_from_its_document_says_so(
    make: Make, open_report: ReportInput
) -> None:
    assert open_report.before is not None
    page = make(ReportInput(open_report.before), "en")
    assert "official" in page.section("status").classes
    assert "does not mean that a state body has approved" in page.section("status").text
    assert not page.one("header").find("a", class_="tag")


def test_units_of_which_nothing_is_known_get_no_rank_and_no_score(
    public: Page, public_report: ReportInput
) -> None:
    frame = frame_of(public_report)
    unknown = {u.id for u in public_report.assessment.units if not frame.is_known(u.id)}
    assert len(unknown) == 44
    ranked = {link_of(row) for table in ranking_tables(public) for row in table.find("tr")}
    assert not unknown & ranked
    listed = {link_of(item) for item in public.section("ranking").find("li")}
    assert unknown <= listed


def ranking_tables(page: Page) -> list[Element]:
    return [t.one("tbody") for t in page.section("ranking").find("table", class_="ranks")]


def link_of(element: Element) -> str:
    links = element.find("a")
    return links[0].attributes["href"].removeprefix("#s-") if links else ""


def test_a_settlement_of_which_nothing_is_known_says_so(public: Page) -> None:
    sections = [a for a in public.find("article") if not a.find("table")]
    assert len(sections) == 44
    for section in sections:
        assert "Бұл «ештеңе жоқ» дегенді білдірмейді" in section.text
        summary = section.one("summary").text
        assert "белгісіз" in summary
        assert not re.search(r"\d", summary)


def test_unknown_domains_are_hatched_and_hold_no_number(
    public: Page, public_report: ReportInput
) -> None:
    frame = frame_of(public_report)
    for table in public.section("domains").find("table"):
        for row in table.one("tbody").find("tr"):
            unit = link_of(row)
            for node, cell in zip(frame.top, row.find("td")[1:], strict=True):
                unknown = frame.cell(unit, node).score is None
                assert ("unknown-fill" in cell.classes) == unknown
                assert (cell.text.strip() == "белгісіз") == unknown


def test_a_known_zero_is_shown_as_zero(public_report: ReportInput) -> None:
    frame = frame_of(public_report)
    cells = [
        frame.cell(unit.id, node) for unit in public_report.assessment.units for node in frame.top
    ]
    zeros = [cell for cell in cells if cell.score == 0]
    assert zeros
    assert all(cell.coverage > 0 for cell in zeros)


def test_both_sides_of_a_dispute_stand_side_by_side(public: Page) -> None:
    kostanay = public.one("article", id="s-391010000")
    sides = [side for side in kostanay.find("div", class_="side") if "PPP" in side.text]
    (deciding,) = sides
    assert deciding.parent is not None
    both = deciding.parent.find("div", class_="side")
    assert [side.one("b").text for side in both] == ["тоқтатылған", "пилоттық"]
    assert all(side.find("a") for side in both)


def test_every_unmatched_report_is_listed_with_its_reason(
    public: Page, public_report: ReportInput
) -> None:
    unmatched = [u for u in public_report.assessment.reports if u.use == "unmatched"]
    table = public.section("evidence").find("table")[-1]
    rows = table.one("tbody").find("tr")
    assert len(rows) == len(unmatched)
    assert all(row.find("td")[-1].text.strip() for row in rows)


def test_what_leaves_add_sums_to_the_score(public_report: ReportInput) -> None:
    frame = frame_of(public_report)
    sections = Sections(frame)
    assert sections.adds_up
    for part in sections.all():
        given = sum(leaf.gives or 0 for d in part.domains for leaf in d.known)
        assert given == pytest.approx(part.ranked.cell.score or 0, abs=1e-9)


def test_known_and_unknown_weights_make_a_whole(public_report: ReportInput) -> None:
    for part in Sections(frame_of(public_report)).all():
        known = sum(leaf.weight for d in part.domains for leaf in d.known)
        assert known + part.unknown_weight == pytest.approx(1)


def test_a_ranking_that_is_not_settled_is_called_so(public: Page) -> None:
    groups = public.section("ranking").find("div", class_="group")
    notes = [note.text for g in groups for note in g.find("p", class_="note")]
    assert any("3 / 3" in note for note in notes)
    assert len(notes) == len(groups)


def test_no_map_without_places(make: Make, public_report: ReportInput) -> None:
    page = make(replace(public_report, places={}, population={}), "en")
    assert not page.find("section", id="map")
    assert "#map" not in {a.attributes["href"] for a in page.find("a")}


def test_a_report_on_no_data_at_all_still_stands(make: Make, public_report: ReportInput) -> None:
    a = public_report.assessment
    edition = load_edition("kz-2026")
    from aqyl.register import load_register

    empty = assess(edition, {}, load_register(), "2026")
    page = make(replace(public_report, assessment=empty, findings=(), comparison=None), "ru")
    assert len(page.find("article")) == len(a.units)
    assert not page.find("table", class_="ranks")
    assert "В этой группе нет сведений ни о ком." in page.section("ranking").text


@pytest.mark.parametrize("name", list_editions())
def test_parts_leave_no_source_out(name: str) -> None:
    edition = load_edition(name)
    assert totals(sources_of(edition)) == count_sources(edition)


def test_a_report_on_units_that_only_the_data_name(make: Make) -> None:
    edition = load_edition("u4ssc-2022")
    rows: tuple[Row, ...] = tuple(
        dict.fromkeys(SCHEMAS["values"].names)
        | {"settlement": unit, "indicator": one.id, "period": "2022", "value": 50.0 + 10 * i}
        for i, unit in enumerate(("pully", "wels"))
        for one in edition.indicators[:30]
    )
    target = edition.indicators[0].id
    targets: tuple[Row, ...] = ({"indicator": target, "target": 60.0, "source": "a plan"},)
    tables = {
        "values": Table("values", rows, tuple(range(2, len(rows) + 2)), "values.csv", "0" * 64),
        "targets": Table("targets", targets, (2,), "targets.csv", "1" * 64),
    }
    page = make(ReportInput(assess(edition, tables)), "en")
    assert page.unbalanced == []
    assert {a.attributes["id"] for a in page.find("article")} == {"s-pully", "s-wels"}
    assert not page.find("section", id="map")
