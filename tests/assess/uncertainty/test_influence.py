"""Which choice moves the ranking: shares of variance, domains taken out, weights changed."""

from __future__ import annotations

import numpy as np
import pytest

from aqyl.assess import assess
from aqyl.assess.uncertainty import Draft, sensitivity
from aqyl.index import rank
from aqyl.problems import InputError, NotFoundError
from aqyl.standard import Edition, load_edition
from aqyl.tables import read_data
from tests.assess.uncertainty.drawing import DATA, draft, shipped

OPEN = "kz-open-2023-corrected"


def with_weight(edition: Edition, domain: str, weight: float) -> Edition:
    domains = tuple(
        one.model_copy(update={"weight": weight}) if one.id == domain else one
        for one in edition.domains
    )
    return edition.model_copy(update={"domains": domains})


def test_what_is_unknown_moves_the_public_ranking_and_little_else_does() -> None:
    found = sensitivity(Draft.of(shipped("kz-2026")), base=512)
    total = dict(zip(found.sources, found.sobol.indices.total.value, strict=True))
    assert set(total) == {"unknown", "claims", "weights"}
    assert total["unknown"] > 0.8
    assert max(total["claims"], total["weights"]) < 0.05


def test_one_source_alone_explains_all() -> None:
    found = sensitivity(draft(shipped(OPEN)), ["weights"], base=256)
    assert found.sources == ("weights",)
    assert found.sobol.indices.total.value == pytest.approx([1.0], abs=0.1)


def test_without_a_domain_ranks_are_those_of_an_edition_in_which_it_weighs_nothing() -> None:
    made = shipped(OPEN)
    found = sensitivity(draft(made), ["weights"], base=8)
    assert found.removal.nodes == ("economic", "social", "environmental", "infrastructure")
    edition, tables = (
        with_weight(load_edition(OPEN), "social", 0.0),
        read_data(DATA / "kz-open-2023"),
    )
    without = rank(assess(edition, tables).score[:, -1].round(10))
    place = found.removal.nodes.index("social")
    assert found.removal.ranks[:, place].tolist() == without.tolist()
    shift = np.abs(without - rank(made.score[:, -1].round(10))).mean()
    assert found.removal.shift[place] == pytest.approx(shift)


def test_an_elasticity_is_what_a_slightly_heavier_weight_does() -> None:
    made, tables = shipped(OPEN), read_data(DATA / "kz-open-2023")
    found = sensitivity(draft(made), ["weights"], base=8)
    assert found.elasticity is not None
    step = 1e-6
    heavier = assess(with_weight(load_edition(OPEN), "economic", 1.0 + step), tables)
    change = (np.log(heavier.score[:, -1]) - np.log(made.score[:, -1])) / np.log1p(step)
    assert found.elasticity[:, found.nodes.index("economic")] == pytest.approx(change, abs=1e-5)


def test_the_rank_of_one_settlement() -> None:
    found = sensitivity(draft(shipped(OPEN)), base=64, settlement="750000000", second=True)
    assert found.sobol.units == (list(found.units).index("750000000"),)
    assert len(found.sobol.indices.pairs) == 1


def test_a_settlement_of_another_group_and_an_unknown_one() -> None:
    made = Draft.of(shipped("kz-2026"))
    with pytest.raises(InputError) as elsewhere:
        sensitivity(made, group="republican", settlement="391010000")
    assert [one.key for one in elsewhere.value.problems] == ["uncertainty.elsewhere"]
    with pytest.raises(NotFoundError):
        sensitivity(made, settlement="999999999")
    with pytest.raises(InputError) as group:
        sensitivity(made, group="village")
    assert [one.key for one in group.value.problems] == ["uncertainty.group_unknown"]
