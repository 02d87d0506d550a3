"""Cohen's kappa against figures worked by others, and what always holds of it."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.portal.verification.agreement import Agreement
from aqyl.portal.verification.agreement import agreement as agreement_of

VERDICTS = st.sampled_from(["verified", "returned", "refused"])
PAIRS = st.lists(st.tuples(VERDICTS, VERDICTS), max_size=60)


def agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    return agreement_of(pairs, fewest=10)


def pairs_of(table: list[list[int]]) -> list[tuple[str, str]]:
    """Pairs of a table: rows first, columns second."""
    return [
        (str(row), str(column))
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


class TestFigures:
    def test_diagnoses_by_two_raters(self) -> None:
        """J. L. Fleiss, Statistical Methods for Rates and Proportions, chapter on agreement: 100
        patients, three diagnoses, kappa 0.68 with a standard error of 0.087 to 0.088.
        """
        found = agreement(pairs_of([[75, 1, 4], [5, 4, 1], [0, 0, 10]]))
        assert (round(found.kappa, 3), found.alike, found.pairs) == (0.676, 0.89, 100)
        assert (found.high - found.kappa) / 1.959964 == pytest.approx(0.0877, abs=5e-5)
        assert (found.low, found.high) == pytest.approx((0.5046, 0.8484), abs=5e-5)

    def test_grants_by_two_readers(self) -> None:
        """Wikipedia, Cohen's kappa, simple example: 20, 5, 10, 15 of 50 proposals give 0.4."""
        assert agreement(pairs_of([[20, 5], [10, 15]])).kappa == pytest.approx(0.4)

    def test_same_percentages_and_other_numbers(self) -> None:
        """Wikipedia, same page: both agree on 60 of 100, kappa 0.1304 and 0.2593."""
        assert agreement(pairs_of([[45, 15], [25, 15]])).kappa == pytest.approx(0.1304, abs=5e-5)
        assert agreement(pairs_of([[25, 35], [5, 35]])).kappa == pytest.approx(0.2593, abs=5e-5)

    def test_scikit_learns_own_example(self) -> None:
        """cohen_kappa_score of negative/positive labels in its documentation: 0.6875."""
        first = ["negative", "positive", "negative", "neutral", "positive"]
        second = ["negative", "positive", "negative", "neutral", "negative"]
        assert agreement(zip(first, second, strict=True)).kappa == pytest.approx(0.6875)

    def test_the_error_of_full_disagreement_of_two_words_is_none(self) -> None:
        found = agreement([("a", "b"), ("b", "a")] * 10)
        assert (found.kappa, found.low, found.high) == pytest.approx((-1, -1, -1))


class TestWhereItCannotBeTold:
    def test_no_pairs(self) -> None:
        found = agreement([])
        assert math.isnan(found.kappa)
        assert found.pairs == 0

    def test_one_verdict_throughout(self) -> None:
        found = agreement([("verified", "verified")] * 20)
        assert math.isnan(found.kappa)
        assert found.alike == 1

    def test_an_interval_needs_ten_pairs(self) -> None:
        few = [("a", "a"), ("b", "b"), ("a", "b")] * 3
        assert math.isnan(agreement(few).low)
        assert agreement([*few, ("a", "a")]).low < agreement(few).kappa


class TestAlways:
    @given(PAIRS)
    def test_bounds(self, pairs: list[tuple[str, str]]) -> None:
        found = agreement(pairs)
        if math.isnan(found.kappa):
            return
        assert -1 - 1e-12 <= found.kappa <= 1 + 1e-12
        assert found.kappa <= found.alike + 1e-12
        if not math.isnan(found.low):
            assert -1 <= found.low <= found.kappa + 1e-12
            assert found.kappa - 1e-12 <= found.high <= 1

    @given(PAIRS)
    def test_it_does_not_matter_who_was_first(self, pairs: list[tuple[str, str]]) -> None:
        one, other = agreement(pairs), agreement([(b, a) for a, b in pairs])
        for name in ("kappa", "low", "high", "alike"):
            assert getattr(one, name) == pytest.approx(getattr(other, name), nan_ok=True)

    @given(PAIRS, st.permutations(["verified", "returned", "refused"]))
    def test_names_do_not_matter(self, pairs: list[tuple[str, str]], names: list[str]) -> None:
        other = dict(zip(["verified", "returned", "refused"], names, strict=True))
        renamed = agreement([(other[a], other[b]) for a, b in pairs])
        assert agreement(pairs).kappa == pytest.approx(renamed.kappa, nan_ok=True)

    @given(st.lists(VERDICTS, min_size=10, max_size=40).filter(lambda words: len(set(words)) > 1))
    def test_full_agreement_is_one(self, words: list[str]) -> None:
        found = agreement([(word, word) for word in words])
        assert (found.kappa, found.low, found.high) == pytest.approx((1, 1, 1))
