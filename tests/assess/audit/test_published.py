"""A published table beside the assessment."""

from __future__ import annotations

import pytest

from aqyl.tables import Table
from tests.assess.audit.build import PLAIN, UNITS, edition, indicator, only, run, table, values

STANDARD, DATA = edition(indicator("clinics")), values({"clinics": PLAIN})
# One indicator by min-max: what anyone can work out by hand.
SCORES = {unit: (x - 12.0) / 40.0 for unit, x in zip(UNITS, PLAIN, strict=True)}


def _published(scores: dict[str, float], node: str | None = "total") -> Table:
    rows = [{"settlement": unit, "node": node, "score": score} for unit, score in scores.items()]
    return table("published", rows)


@pytest.mark.parametrize("node", ["total", None, "clinics"])
def test_published_reproduced_fires(node: str | None) -> None:
    found = only(run("published_reproduced", STANDARD, DATA, published=_published(SCORES, node)))
    assert found.severity == "note"
    assert found.part("title", "en") == "Published scores reproduced: 12"


def test_published_reproduced_stays_quiet_of_any_difference_and_of_nothing() -> None:
    near = _published(SCORES | {"u05": SCORES["u05"] + 2e-9})
    assert not run("published_reproduced", STANDARD, DATA, published=near)
    assert not run("published_reproduced", STANDARD, DATA)


SWAPPED = SCORES | {"u03": SCORES["u05"], "u05": SCORES["u03"], "u12": 0.98}


def test_published_differs_fires_with_the_largest_difference_first() -> None:
    found = only(run("published_differs", STANDARD, DATA, published=_published(SWAPPED)))
    assert (found.severity, len(found.cells)) == ("warning", 3)
    assert found.cells[0].settlement == "u03"
    assert "u03: published 0.3000, computed 0.1750; u05" in found.part("found", "en")


def test_published_differs_stays_quiet_when_reproduced() -> None:
    assert not run("published_differs", STANDARD, DATA, published=_published(SCORES))


def test_published_ranks_fires() -> None:
    found = only(run("published_ranks", STANDARD, DATA, published=_published(SWAPPED)))
    assert [cell.settlement for cell in found.cells] == ["u03", "u05"]
    assert "u03 8 → 10; u05 10 → 8" in found.part("found", "en")


def test_published_ranks_stays_quiet_when_scores_differ_and_the_order_holds() -> None:
    halved = _published({unit: score / 2 for unit, score in SCORES.items()})
    assert not run("published_ranks", STANDARD, DATA, published=halved)


def test_published_only_fires_for_units_and_nodes_we_do_not_score() -> None:
    more = _published(SCORES | {"u99": 0.4})
    found = only(run("published_only", STANDARD, DATA, published=more))
    assert (found.settlement, found.place.line) == ("u99", 14)
    assert run("published_only", STANDARD, DATA, published=_published(SCORES, "unheard-of"))


def test_published_only_stays_quiet_when_all_are_scored() -> None:
    fewer = _published({unit: SCORES[unit] for unit in UNITS[:5]})
    assert not run("published_only", STANDARD, DATA, published=fewer)
