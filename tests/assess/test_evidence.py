"""Reports become answers: the latest stated one decides, what contradicts it keeps its say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqyl.assess.evidence import EvidenceAnswer, answers_from_evidence
from aqyl.problems import InputError
from aqyl.standard import load_edition
from tests.assess.spec_cases import make_table

EDITION = load_edition("kz-2026")
CITY = "391010000"
STATUSES = [status.id for status in EDITION.statuses]
POINTS = {status.id: status.points for status in EDITION.statuses}


def report(status: str, on: str = "", **more: Any) -> dict[str, Any]:
    return {"settlement": CITY, "theme": "transport.its", "status": status, "on": on, **more}


def answer(*reports: dict[str, Any], period: str = "2026") -> EvidenceAnswer:
    table = make_table("evidence", list(reports))
    answers, _ = answers_from_evidence(EDITION, table, period, {CITY})
    assert len(answers) == 1
    return answers[0]


def bounds(found: EvidenceAnswer) -> tuple[str, str, str]:
    return found.low.id, found.status.id, found.high.id


def test_the_latest_stated_report_decides_whatever_the_order_of_rows() -> None:
    one, two = report("pilot", "2023-05"), report("implemented", "2024")
    for rows in ([one, two], [two, one]):
        assert bounds(answer(*rows)) == ("implemented", "implemented", "implemented")


def test_an_inferred_report_decides_only_where_nothing_is_stated() -> None:
    inferred = report("integrated", "2020", confidence="inferred")
    assert answer(inferred).standing == "claimed"
    found = answer(inferred, report("pilot", "2022"))
    assert (found.status.id, found.standing) == ("pilot", "reported")


def test_a_later_inferred_report_widens_the_bounds() -> None:
    later = report("integrated", "2025", confidence="inferred")
    assert bounds(answer(report("pilot", "2023"), later)) == ("pilot", "pilot", "integrated")


def test_undated_reports_are_a_claim_of_the_lowest_and_span_them_all() -> None:
    found = answer(report("implemented"), report("planned"))
    assert bounds(found) == ("planned", "planned", "implemented")
    assert found.standing == "claimed"


def test_reports_of_which_none_is_later_both_count() -> None:
    found = answer(report("planned", "2025"), report("implemented", "2025-06"))
    assert {found.low.id, found.high.id} == {"planned", "implemented"}


def test_a_marked_contradiction_keeps_its_say_for_36_months() -> None:
    lost = report("lost", "2025-11-23")
    near = report("implemented", "2022-11-01", contradicts="yes")
    old = report("implemented", "2022-10-31", contradicts="yes")
    assert bounds(answer(near, lost)) == ("lost", "lost", "implemented")
    assert bounds(answer(old, lost)) == ("lost", "lost", "lost")


def test_what_is_lost_is_lost_without_a_contradiction() -> None:
    found = answer(report("integrated", "2025-01"), report("lost", "2025-09"))
    assert bounds(found) == ("lost", "lost", "lost")


def test_progress_is_no_contradiction_but_falling_back_is() -> None:
    up = answer(report("planned", "2024"), report("integrated", "2025-03"))
    down = answer(report("integrated", "2024"), report("planned", "2025-03"))
    assert bounds(up) == ("integrated", "integrated", "integrated")
    assert bounds(down) == ("planned", "planned", "integrated")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"settlement": "111010000"}, "settlement_not_assessed"),
        ({"theme": "city_management.smart_city_rating"}, "theme_set_aside"),
        ({"theme": "transport.flying_buses"}, "theme_unknown"),
        ({"on": "2027-01"}, "after_period"),
    ],
)
def test_a_report_that_is_not_used_says_why(changed: dict[str, str], reason: str) -> None:
    table = make_table("evidence", [report("pilot", "2025") | changed])
    answers, uses = answers_from_evidence(EDITION, table, "2026", {CITY})
    assert answers == []
    assert [(use.use, use.reason) for use in uses] == [("unmatched", reason)]


def test_every_report_has_a_use() -> None:
    rows = [
        report("pilot", "2023", contradicts="yes"),
        report("implemented", "2024"),
        report("implemented", "2022"),
        report("planned", "2010"),
        report("pilot", "2030"),
    ]
    _, uses = answers_from_evidence(EDITION, make_table("evidence", rows), "2026", {CITY})
    assert [use.use for use in uses] == ["disputes", "decides", "agrees", "earlier", "unmatched"]


def test_wrong_statuses_and_dates_are_all_said_with_their_rows() -> None:
    table = make_table("evidence", [report("done", "2025"), report("pilot", "soon")])
    with pytest.raises(InputError) as caught:
        answers_from_evidence(EDITION, table, "2026", {CITY})
    found = [(p.key, p.place.line, p.place.column) for p in caught.value.problems]
    assert found == [("assess.unknown_status", 2, "status"), ("assess.bad_date", 3, "on")]


def test_an_edition_without_rules_refuses_reports() -> None:
    with pytest.raises(InputError, match="no rules for reports"):
        answers_from_evidence(load_edition("kz-2019"), make_table("evidence", []), "2026", {CITY})


reports = st.builds(
    report,
    st.sampled_from(STATUSES),
    st.sampled_from(["", "2021", "2024-05", "2025", "2025-06-01", "2023/2025", "../2022"]),
    confidence=st.sampled_from(["stated", "inferred"]),
    contradicts=st.sampled_from(["yes", "no"]),
)


@given(st.lists(reports, min_size=1, max_size=6))
def test_the_bounds_hold_the_status_and_only_statuses_reported(rows: list[dict[str, Any]]) -> None:
    found = answer(*rows)
    assert found.low.points <= found.status.points <= found.high.points
    reported = {row["status"] for row in rows}
    assert {found.low.id, found.status.id, found.high.id} <= reported


@given(st.lists(reports, min_size=1, max_size=6))
def test_repeating_every_report_changes_nothing(rows: list[dict[str, Any]]) -> None:
    once, twice = answer(*rows), answer(*rows, *rows)
    assert bounds(once) == bounds(twice)
    assert once.standing == twice.standing
