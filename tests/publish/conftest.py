"""Reports on the data that come with Aqyl, made once for all tests that read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from aqyl.assess import assess
from aqyl.assess.audit import audit
from aqyl.assess.bridge import bridge
from aqyl.assess.compare import compare_order
from aqyl.assess.gaming import gaming
from aqyl.assess.uncertainty import Draft, apart_and_together
from aqyl.language import Lang
from aqyl.publish import OtherOrder, ReportInput, render_report
from aqyl.register import load_register
from aqyl.standard import Text, load_edition
from aqyl.tables import Table, read_data
from tests.publish.reading import Page, read

DATA = Path(str(files("aqyl"))) / "data"
MANIFEST = {
    "inputs": [{"use": "evidence", "file": "evidence.csv", "sha256": "ab" * 32, "rows": 423}],
    "versions": {"aqyl": "0.1.0", "python": "3.11"},
    "command": "aqyl assess kz-2026 DATA -o OUT",
    "seed": None,
}
Make = Callable[[ReportInput, Lang], Page]


@pytest.fixture(scope="session")
def public_tables() -> dict[str, Table]:
    """What is publicly known of Kazakhstan's settlements."""
    return dict(read_data(DATA / "kz-public"))


@pytest.fixture(scope="session")
def public_report(public_tables: dict[str, Table]) -> ReportInput:
    """kz-2026 for a hundred settlements, beside another order of five of them."""
    register, edition = load_register(), load_edition("kz-2026")
    assessment = assess(edition, public_tables, register, "2026")
    settlements = register.in_groups()
    order = {"710000000": 1, "750000000": 2, "351010000": 3, "391010000": 4, "790000000": 5}
    title = Text(kk="Басқа рет", ru="Другой порядок", en="Another order")
    return ReportInput(
        assessment,
        audit(edition, public_tables, assessment, register=register),
        MANIFEST,
        places={
            s.kato: (s.latitude, s.longitude)
            for s in settlements
            if s.latitude is not None and s.longitude is not None
        },
        population={s.kato: s.population for s in settlements if s.population},
        comparison=OtherOrder(compare_order(assessment, order), title, "example.org/order"),
        evidence=public_tables["evidence"],
        uncertain=apart_and_together(Draft.of(assessment, draws=256)),
        gaming=gaming(assessment),
    )


@pytest.fixture(scope="session")
def open_report() -> ReportInput:
    """The published ranking of regions put right, with the published one before it."""
    return regions_put_right()


def regions_put_right() -> ReportInput:
    """The same, made anew."""
    tables = read_data(DATA / "kz-open-2023")
    corrected, published = load_edition("kz-open-2023-corrected"), load_edition("kz-open-2023")
    assessment, before = assess(corrected, tables), assess(published, tables)
    return ReportInput(
        assessment,
        manifest=MANIFEST,
        before=before,
        bridge=bridge(before, assessment),
        uncertain=apart_and_together(Draft.of(assessment, draws=256)),
        gaming=gaming(assessment),
    )


@pytest.fixture(scope="session")
def make() -> Make:
    """A report as a page that was read; each is made once."""
    made: dict[tuple[int, Lang], Page] = {}

    def page(report: ReportInput, lang: Lang = "kk") -> Page:
        key = (id(report), lang)
        if key not in made:
            made[key] = read(render_report(replace(report, lang=lang)))
        return made[key]

    return page


@pytest.fixture(scope="session")
def public(make: Make, public_report: ReportInput) -> Page:
    """The report on settlements, in Kazakh first."""
    return make(public_report, "kk")


@pytest.fixture(scope="session")
def regions(make: Make, open_report: ReportInput) -> Page:
    """The report on regions, in Kazakh first."""
    return make(open_report, "kk")
