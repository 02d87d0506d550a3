"""How much of an edition is official."""

from __future__ import annotations

import datetime as dt

from aqyl.standard.entries import Source
from aqyl.standard.models import Goalpost
from tests.assess.audit.build import PLAIN, edition, indicator, only, run, values

OFFICIAL = Source(kind="official", act="469/НҚ", checked_on=dt.date(2026, 1, 1))
DATA = values({"clinics": PLAIN})


def _counts(post: Source) -> dict[str, object]:
    posts = (Goalpost(low=10.0, high=60.0, source=post),)
    found = only(run("source_kinds", edition(indicator("clinics", goalposts=posts)), DATA))
    assert found.severity == "note"
    return dict(found.values)


def test_source_kinds_fires_and_counts_numbers_inside_entries_too() -> None:
    working = _counts(indicator("clinics").source)
    official = _counts(OFFICIAL)
    assert (working["official"], official["official"]) == (0, 1)
    assert working["working"] == official["working"] + 1  # type: ignore[operator]


def test_source_kinds_stays_quiet_of_kinds_that_are_not_there() -> None:
    assert _counts(OFFICIAL)["assumption"] == 0
