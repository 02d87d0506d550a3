"""Peers: who is like a settlement and has closed its gap."""

from __future__ import annotations

import numpy as np

from aqyl.assess import Assessment, assess
from aqyl.diagnose.likeness import likeness, same_profile, same_size
from aqyl.diagnose.peers import peers
from aqyl.tables import Table
from tests.assess.small import UNITS
from tests.assess.spec_cases import make_table
from tests.diagnose.small import assessed, standard

DONE = {"a.cameras": "implemented", "a.analytics": "none"}
NOT = {"a.cameras": "none", "a.analytics": "none"}
PEOPLE = {"u1": 100_000, "u2": 90_000, "u3": 10_000, "u4": 50_000}


def test_the_most_similar_that_closed_the_gap_come_first_and_no_more_than_asked() -> None:
    assessment = assessed({"u1": NOT, "u2": DONE, "u3": DONE, "u4": DONE})
    found = peers(assessment, aim=1.0, most=2, population=PEOPLE)
    [own] = [one for one in found if one.settlement == "u1"]
    assert own.node == "a.cameras"
    assert [peer.settlement for peer in own.peers] == ["u2", "u4"]
    assert own.peers[0].status == "implemented"
    assert own.peers[0].similarity > own.peers[1].similarity


def test_nobody_is_a_peer_of_itself_and_a_gap_nobody_closed_is_not_listed() -> None:
    found = peers(assessed({"u1": DONE, "u2": NOT}), aim=1.0, most=5)
    assert [(one.settlement, one.node) for one in found] == [("u2", "a.cameras")]
    assert [peer.settlement for peer in found[0].peers] == ["u1"]


def test_an_unknown_gap_has_peers_too() -> None:
    found = peers(assessed({"u1": DONE, "u2": {"a.analytics": "none"}}), aim=1.0, most=5)
    assert [(one.settlement, one.node) for one in found] == [("u2", "a.cameras")]


def test_one_settlement_alone_has_no_peers() -> None:
    assert peers(assessed({"u1": NOT}), aim=1.0, most=5) == ()


def reported(*rows: tuple[str, str, str | None, str]) -> tuple[Assessment, Table]:
    evidence = make_table(
        "evidence",
        [
            {"settlement": s, "theme": "a.cameras", "status": status, "on": on, "what": what}
            for s, status, on, what in rows
        ],
    )
    return assess(standard(), {"evidence": evidence}, None, "2024"), evidence


def test_what_they_did_and_since_when_is_that_of_the_first_report() -> None:
    assessment, evidence = reported(
        ("u1", "none", "2024", "nothing"),
        ("u2", "pilot", "2021", "a trial"),
        ("u2", "implemented", "2022-05", "all crossings"),
        ("u2", "implemented", "2023-11", "all crossings and yards"),
    )
    [own] = peers(assessment, aim=1.0, most=5, evidence=evidence)
    [peer] = own.peers
    assert (peer.settlement, peer.since, peer.basis) == ("u2", "2022-05", "reported")
    assert peer.what == "all crossings and yards"
    assert peer.source == "https://example.org/report"


def test_an_undated_report_says_no_date() -> None:
    assessment, evidence = reported(
        ("u1", "none", "2024", "nothing"), ("u2", "implemented", None, "cameras")
    )
    [own] = peers(assessment, aim=1.0, most=5, evidence=evidence)
    assert own.peers[0].since is None
    assert own.peers[0].basis == "claimed"


def test_likeness_is_the_mean_of_what_is_known_and_the_same_both_ways() -> None:
    assessment = assessed({"u1": NOT, "u2": DONE, "u3": DONE, "u4": DONE})
    assert [unit.id for unit in assessment.units] == list(UNITS)
    known = likeness(assessment, PEOPLE)
    np.testing.assert_allclose(known, known.T)
    np.testing.assert_allclose(np.diag(known), 1.0)
    # Without populations: one group, and domain a apart by a part of the scale.
    bare = likeness(assessment, {})
    apart = abs(
        float(
            assessment.column(assessment.score, "a")[0]
            - assessment.column(assessment.score, "a")[1]
        )
    )
    assert bare[0, 1] == (1.0 + 1.0 - apart / 100) / 2


def test_parts_that_are_not_known_take_no_part() -> None:
    assert np.isnan(same_size(np.array([1.0, np.nan]))[0, 1])
    assert np.isnan(same_profile(np.array([[0.5, np.nan], [np.nan, 0.1]]))[0, 1])
