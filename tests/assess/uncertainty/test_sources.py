"""What can be uncertain, and what is said where nothing is."""

from __future__ import annotations

import pytest

from aqyl.assess import uncertainty as room
from aqyl.assess.uncertainty import Draft, uncertainty
from aqyl.assess.uncertainty.sources import chosen_sources
from aqyl.language import LANGUAGES
from aqyl.problems import InputError
from aqyl.standard import list_editions, load_edition
from tests.assess.small import measured, run, said, small
from tests.assess.uncertainty.drawing import draft, rules, shipped, with_scoring


def keys(raised: pytest.ExceptionInfo[InputError]) -> list[str]:
    assert all(raised.value.text(lang) for lang in LANGUAGES)
    return [one.key for one in raised.value.problems]


def test_the_public_face() -> None:
    assert sorted(room.__all__, key=lambda name: (name.islower(), not name.isupper(), name)) == (
        room.__all__
    )
    assert all(hasattr(room, name) for name in room.__all__)


def test_every_edition_that_ships_says_what_is_uncertain_and_that_it_is_an_assumption() -> None:
    for edition in map(load_edition, list_editions()):
        assert edition.scoring.uncertainty is not None
        assert edition.scoring.uncertainty.source.kind == "assumption"


def test_an_edition_without_rules() -> None:
    with pytest.raises(InputError) as raised:
        Draft.of(run(small(), [said("u1", "a.cameras")], []))
    assert keys(raised) == ["uncertainty.no_rules"]


def test_sources_are_there_only_where_they_can_move_a_score() -> None:
    made = Draft.of(shipped("kz-open-2023"))
    assert made.sources == ("weights", "normalisation", "neighbours")
    assert Draft.of(made.assessment, weights=0.0).sources == ("normalisation", "neighbours")


def test_nothing_uncertain() -> None:
    rows = [said("u1", leaf) for leaf in ("a.cameras", "a.analytics", "b.lights", "b.app")]
    edition = with_scoring(
        small(shares={"initiatives": 1.0, "indicators": 0.0}), uncertainty=rules(weights=0.0)
    )
    with pytest.raises(InputError) as raised:
        uncertainty(Draft.of(run(edition, rows, [])))
    assert keys(raised) == ["uncertainty.nothing"]


def test_an_unknown_source_and_one_that_moves_nothing() -> None:
    with pytest.raises(InputError) as raised:
        chosen_sources(["weight", "claims"], ["weights"])
    assert keys(raised) == ["uncertainty.source_unknown", "uncertainty.source_absent"]


def test_an_unknown_unit_in_a_pair() -> None:
    made = draft(run(small(), [], [measured("u1", "b.cashless")]))
    with pytest.raises(InputError) as raised:
        uncertainty(made, pairs=[("u1", "u9")])
    assert keys(raised) == ["uncertainty.pair_unknown"]
