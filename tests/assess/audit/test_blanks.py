"""Blanks that an edition fills."""

from __future__ import annotations

from aqyl.assess.audit import Finding
from aqyl.standard.models import Imputation, Place, Units
from tests.assess.audit.build import (
    PLAIN,
    SOURCE,
    UNITS,
    UNSORTED,
    edition,
    indicator,
    run,
    scoring,
    text,
    values,
)

BLANK = values({"clinics": (*PLAIN[:4], None, *PLAIN[5:]), "schools": UNSORTED})
FULL = values({"clinics": PLAIN, "schools": UNSORTED})


def _run(check: str, marked: bool, data: object = BLANK, left_out: str = "") -> list[Finding]:
    rule = Imputation(method="nearest_neighbours", neighbours=3, marked=marked, source=SOURCE)
    places = (
        Place(
            id=unit,
            title=text(f"City {unit}"),
            source=SOURCE,
            left_out=text("A reason.") if unit == left_out else None,
        )
        for unit in UNITS
    )
    standard = edition(
        indicator("clinics"),
        indicator("schools"),
        scoring=scoring(imputation=rule),
        units=Units(kind="listed", listed=tuple(places)),
    )
    return run(check, standard, data)  # type: ignore[arg-type]


def test_blank_unmarked_fires_once_a_blank_and_gives_the_estimate() -> None:
    (found,) = _run("blank_unmarked", marked=False)
    assert (found.severity, found.settlement, found.node) == ("warning", "u05", "clinics")
    assert (found.place.line, found.place.column) == (6, "value")
    # By schools the nearest are u11, u07 and u04; their clinics are 44, 31 and 22.
    assert "The estimate, 32.33 per-1000, counts" in found.part("found", "en")


def test_blank_unmarked_fires_for_a_unit_that_is_not_assessed_too() -> None:
    (found,) = _run("blank_unmarked", marked=False, left_out="u05")
    assert "is not assessed" in found.part("found", "en")


def test_blank_unmarked_stays_quiet_when_marked_or_when_nothing_is_blank() -> None:
    assert not _run("blank_unmarked", marked=True)
    assert not _run("blank_unmarked", marked=False, data=FULL)


def test_blanks_marked_fires() -> None:
    (found,) = _run("blanks_marked", marked=True)
    assert found.severity == "note"
    assert "City u05, clinics" in found.part("found", "en")


def test_blanks_marked_stays_quiet_when_nothing_is_blank_or_marked() -> None:
    assert not _run("blanks_marked", marked=True, data=FULL)
    assert not _run("blanks_marked", marked=False)
