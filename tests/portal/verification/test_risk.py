"""Signs of risk: each where it is, none where it is not, and more of them never for less."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.portal.verification.risk import Seen, points_of, signs_of
from aqyl.standard import load_edition
from aqyl.standard.procedure import Verification

RULES = load_edition("kz-2026").verification
assert isinstance(RULES, Verification)
QUIET = Seen(score=0.5, before=0.5, weight=0.001, files=1)
SHARES = st.floats(0, 1) | st.just(math.nan)
SEEN = st.builds(
    Seen,
    score=SHARES,
    before=SHARES,
    weight=st.floats(0, 1),
    files=st.integers(0, 3),
    links=st.integers(0, 3),
    findings=st.lists(st.just({"en": "x"}), max_size=2).map(tuple),
)


def shown(seen: Seen) -> list[str]:
    return [sign.risk for sign in signs_of(RULES, seen)]


@pytest.mark.parametrize(
    ("seen", "signs"),
    [
        (QUIET, []),
        (replace(QUIET, score=0.8, before=0.8), ["big-claim"]),
        (replace(QUIET, score=0.79, before=0.79), []),
        (replace(QUIET, before=0.2), ["jump"]),
        (replace(QUIET, before=0.8), ["jump"]),
        (replace(QUIET, before=0.21), []),
        (replace(QUIET, before=math.nan), []),
        (replace(QUIET, files=0), ["no-evidence"]),
        (replace(QUIET, files=0, links=2), ["links-only"]),
        (replace(QUIET, files=1, links=2), []),
        (replace(QUIET, findings=({"en": "odd"},)), ["audit"]),
        (replace(QUIET, weight=0.01), ["weight"]),
        (replace(QUIET, score=math.nan, before=0.1), []),
        (Seen(score=1, before=0, weight=1), ["no-evidence", "big-claim", "jump", "weight"]),
    ],
)
def test_each_sign_from_its_threshold(seen: Seen, signs: list[str]) -> None:
    assert shown(seen) == signs


def test_points_are_the_editions() -> None:
    worst = Seen(score=1, before=0, weight=1, findings=({"en": "x"},))
    assert points_of(signs_of(RULES, worst)) == 4 + 3 + 3 + 3 + 2


@given(SEEN)
def test_the_heaviest_sign_comes_first(seen: Seen) -> None:
    points = [sign.points for sign in signs_of(RULES, seen)]
    assert points == sorted(points, reverse=True)


@given(SEEN)
def test_what_is_riskier_in_one_way_never_has_fewer_points(seen: Seen) -> None:
    points = points_of(signs_of(RULES, seen))
    riskier = [
        replace(seen, files=0, links=0),
        replace(seen, weight=1.0),
        replace(seen, findings=(*seen.findings, {"en": "more"})),
    ]
    if not math.isnan(seen.before):
        riskier.append(replace(seen, score=1.0, before=0.0))
    for one in riskier:
        assert points_of(signs_of(RULES, one)) >= points


@given(SEEN)
def test_more_proof_never_adds_points(seen: Seen) -> None:
    more = replace(seen, files=seen.files + 1)
    assert points_of(signs_of(RULES, more)) <= points_of(signs_of(RULES, seen))
