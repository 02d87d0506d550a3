"""Text of strangers stays text, whatever it looks like."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aqyl.assess import assess
from aqyl.assess.audit.finding import Cell, Finding
from aqyl.problems import Place
from aqyl.publish import ReportInput
from aqyl.publish.view.links import source_link
from aqyl.register import load_register
from aqyl.standard import Text
from aqyl.tables import Table
from tests.publish.conftest import Make
from tests.publish.reading import Page

EVIL = "</script><script>alert(1)</script>"
QUOTED = "\"><img src=x onerror='alert(2)'>{{ 7*7 }}<!--"


@pytest.fixture(scope="module")
def hostile(make: Make, public_report: ReportInput, public_tables: dict[str, Table]) -> Page:
    """A report whose notes, sources, titles, file names and manifest are all hostile."""
    evidence = public_tables["evidence"]
    rows = tuple(
        row | {"what": EVIL, "source": f"javascript:alert(3)//{QUOTED}", "on": row["on"]}
        for row in evidence.rows
    )
    table = replace(evidence, rows=rows, file=QUOTED)
    title = Text(kk=EVIL, ru=QUOTED, en=EVIL)
    edition = public_report.assessment.edition.model_copy(update={"title": title})
    register = load_register()
    assessment = assess(edition, {**public_tables, "evidence": table}, register, "2026")
    found = Finding(
        "double_inversion",
        "error",
        "certain",
        dict.fromkeys(("indicator", "declared", "unit", "value", "score", "best", "node"), EVIL)
        | {"count": 2},
        cells=(Cell(QUOTED, Place(QUOTED, 1)),),
    )
    manifest = {"command": EVIL, "inputs": [{"file": QUOTED, "sha256": EVIL, "rows": 1}], EVIL: 1}
    report = replace(
        public_report, assessment=assessment, findings=(found,), manifest=manifest, evidence=table
    )
    return make(report, "ru")


def test_no_element_comes_out_of_a_text(hostile: Page) -> None:
    assert hostile.unbalanced == []
    assert len(hostile.find("script")) == 2
    assert hostile.find("img") == []
    handlers = [e for e in hostile.find() if any(n.startswith("on") for n in e.attributes)]
    assert handlers == []


def test_the_text_itself_is_shown(hostile: Page) -> None:
    assert hostile.one("h1").text == QUOTED
    assert EVIL in hostile.section("provenance").text
    assert EVIL in hostile.section("audit").text
    assert EVIL in hostile.dictionary["words"]["kk"]


def test_only_web_addresses_are_linked(hostile: Page) -> None:
    links = [a.attributes["href"] for a in hostile.find("a")]
    assert all(link.startswith(("#", "https://", "http://")) for link in links)


@pytest.mark.parametrize(
    ("source", "href", "name", "rest"),
    [
        ("https://stat.gov.kz/x", "https://stat.gov.kz/x", "stat.gov.kz", ""),
        ("see https://www.a.kz/b, p. 3.", "https://www.a.kz/b", "a.kz", "see , p. 3."),
        ("en.tengrinews.kz/n (order)", "https://en.tengrinews.kz/n", "en.tengrinews.kz", "(order)"),
        ("javascript:alert(1)", "", "", "javascript:alert(1)"),
        ("data:text/html,x", "", "", "data:text/html,x"),
        ("https://[broken", "", "", "https://[broken"),
        ("values.csv", "", "", "values.csv"),
        ("", "", "", ""),
    ],
)
def test_source_links(source: str, href: str, name: str, rest: str) -> None:
    link = source_link(source)
    assert (link.href, link.name, link.rest) == (href, name, rest)
