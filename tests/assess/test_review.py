"""The base list looked through: what everyone has, nobody has, or cannot prove."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.assess.review import Reviewed, review, share
from aqyl.standard import load_edition

EDITION = load_edition("kz-2026")
NODE = EDITION.initiatives[0].id


def one(*answers: tuple[str, str]) -> Reviewed:
    """The review of one initiative: (status, standing) of each settlement asked."""
    rows = [{"initiative": NODE, "status": s, "verified": v} for s, v in answers]
    assert EDITION.review is not None
    (found,) = review(EDITION, EDITION.review, rows)
    return found


class TestShare:
    # Newcombe (1998), table I: Wilson's score method without continuity correction.
    @pytest.mark.parametrize(
        ("count", "of", "low", "high"),
        [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0000, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def test_published_intervals(self, count: int, of: int, low: float, high: float) -> None:
        found = share(count, of)
        assert (found.low, found.high) == (
            pytest.approx(low, abs=5e-5),
            pytest.approx(high, abs=5e-5),
        )

    def test_of_nothing_anything_may_hold(self) -> None:
        found = share(0, 0)
        assert (found.share, found.low, found.high) == (None, 0.0, 1.0)

    @given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
    def test_the_share_lies_in_its_interval(self, pair: tuple[int, int]) -> None:
        found = share(*pair)
        assert found.share is not None
        assert 0 <= found.low <= found.share + 1e-12
        assert found.share - 1e-12 <= found.high <= 1


class TestProposals:
    def test_nearly_everyone_has_it(self) -> None:
        assert one(*[("integrated", "verified")] * 40).proposal == "everyone"

    def test_hardly_anyone_has_it(self) -> None:
        assert one(*[("none", "verified")] * 40).proposal == "nobody"

    def test_it_is_claimed_but_not_proven(self) -> None:
        answers = [("implemented", "refused")] * 20 + [("implemented", "verified")] * 20
        assert one(*answers).proposal == "unproven"

    def test_a_few_answers_propose_nothing(self) -> None:
        assert one(*[("integrated", "verified")] * 5).proposal is None

    def test_what_nobody_checked_counts_for_nothing(self) -> None:
        found = one(*[("integrated", "claimed")] * 40, ("", "claimed"))
        assert (found.answered.count, found.answered.of) == (40, 41)
        assert (found.have.of, found.refused.of, found.proposal) == (0, 0, None)

    def test_a_plan_is_not_having_it(self) -> None:
        assert one(*[("planned", "verified")] * 40).have.count == 0

    def test_what_having_is_is_the_editions_to_say(self) -> None:
        assert EDITION.review is not None
        rules = EDITION.review.model_copy(update={"having": 0.1})
        rows = [{"initiative": NODE, "status": "planned", "verified": "verified"}] * 40
        (found,) = review(EDITION, rules, rows)
        assert (found.have.count, found.proposal) == (40, "everyone")
