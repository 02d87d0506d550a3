"""What a report holds and how it is built: one file, sound HTML, nothing from outside."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from base64 import b64encode
from itertools import pairwise
from pathlib import Path

import pytest

from aqyl.publish import ReportInput, render_report, write_report
from tests.publish.reading import Page

ORDER = [
    "summary", "reading", "map", "ranking", "sure", "domains", "comparison", "settlements", "audit",
    "gaming", "evidence", "assumptions", "provenance", "licences",
]  # fmt: skip


@pytest.fixture(params=["public", "regions"])
def page(request: pytest.FixtureRequest) -> Page:
    """Each of the two reports in turn."""
    found: Page = request.getfixturevalue(request.param)
    return found


def test_sections_come_in_order_and_the_contents_name_them(public: Page) -> None:
    sections = [s.attributes["id"] for s in public.one("main").find("section")]
    assert sections == ["status", *ORDER]
    links = [a.attributes["href"] for a in public.one("nav").find("a")]
    assert links == [f"#{name}" for name in ORDER]


def test_sections_without_matter_are_left_out(regions: Page) -> None:
    ids = {s.attributes["id"] for s in regions.find("section")}
    assert {"moved", "bridge"} <= ids
    assert not ids & {"comparison", "evidence"}


def test_tags_are_balanced_and_ids_unique(page: Page) -> None:
    assert page.unbalanced == []
    ids = [e.attributes["id"] for e in page.find() if "id" in e.attributes]
    assert len(ids) == len(set(ids))


def test_every_link_within_the_page_leads_somewhere(page: Page) -> None:
    ids = {e.attributes["id"] for e in page.find() if "id" in e.attributes}
    links = [e.attributes["href"] for e in page.find("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= ids


def test_every_settlement_has_an_address(public: Page, public_report: ReportInput) -> None:
    sections = {e.attributes["id"] for e in public.find("article")}
    assert sections == {f"s-{unit.id}" for unit in public_report.assessment.units}


def test_the_ranking_never_shows_a_level_without_the_levels_that_are_possible(public: Page) -> None:
    ranking = next(s for s in public.find("section") if s.attributes["id"] == "ranking")
    shown = [e.text for e in ranking.find("small", class_="cap")]
    assert len(shown) == 56, "the settlements of which something is known"
    assert set(shown) == {"бастапқы (бастапқы – жетекші)"}


def test_headings_never_skip_a_level(page: Page) -> None:
    levels = [int(e.tag[1]) for e in page.find() if re.fullmatch(r"h[1-6]", e.tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scoped_headers(page: Page) -> None:
    tables = page.find("table")
    assert len(tables) > 20
    assert all(table.find("caption") for table in tables)
    assert all("scope" in header.attributes for header in page.find("th"))


def test_drawings_are_named_or_hidden_from_readers(page: Page) -> None:
    tops = [e for e in page.find("svg") if not e.within("svg")]
    assert all("aria-label" in e.attributes or "aria-hidden" in e.attributes for e in tops)


def test_landmarks_and_the_skip_link_are_there(page: Page) -> None:
    assert [len(page.find(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert page.one("a", class_="skip").attributes["href"] == "#content"


def test_nothing_is_loaded_from_anywhere(page: Page) -> None:
    loading = [e for e in page.find() if {"src", "srcset", "data"} & set(e.attributes)]
    assert loading == []
    assert page.find("link") == []
    style = page.one("style").text
    assert "@import" not in style
    assert re.findall(r"url\(([^)]*)\)", style) == ["#hatch"]
    addresses = re.findall(r"https?://[^\s\"'<]+", "".join(e.text for e in page.find("script")))
    assert not [a for a in addresses if "vega" in a or "w3.org" in a]


def test_the_policy_lets_only_this_style_and_script_run(page: Page) -> None:
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
    style, script = page.one("style").text, page.find("script")[-1].text
    for name, text in (("style-src", style), ("script-src", script)):
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not [e for e in page.find() if any(n == "style" or n[:2] == "on" for n in e.attributes)]


def test_a_hundred_settlements_fit_into_two_and_a_half_megabytes(public: Page) -> None:
    assert len(public.html.encode()) < 2_500_000


def test_the_same_input_gives_the_same_bytes(public: Page, public_report: ReportInput) -> None:
    assert render_report(public_report) == public.html


def test_another_process_gives_the_same_bytes(regions: Page, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from aqyl.publish import write_report\n"
        "from tests.publish.conftest import regions_put_right\n"
        "write_report(Path(sys.argv[1]), regions_put_right())\n"
    )
    target = tmp_path / "report.html"
    subprocess.run([sys.executable, "-c", script, str(target)], check=True)
    assert target.read_bytes() == regions.html.encode()


def test_the_file_is_written_whole(tmp_path: Path, open_report: ReportInput) -> None:
    write_report(tmp_path / "deep" / "report.html", open_report)
    (written,) = (tmp_path / "deep").iterdir()
    assert written.read_bytes().startswith(b"<!doctype html>")
    assert b"\r" not in written.read_bytes()


def test_provenance_tells_how_to_replay(public: Page) -> None:
    section = public.section("provenance").text
    assert "ab" * 32 in section
    assert "aqyl assess kz-2026 DATA -o OUT" in section
    assert "423" in section
