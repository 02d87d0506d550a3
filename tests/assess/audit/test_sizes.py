"""Size counted as merit, as fault, or in disguise."""

from __future__ import annotations

from tests.assess.audit.build import (
    LOW_IS_BEST,
    PLAIN,
    UNSORTED,
    edition,
    indicator,
    only,
    run,
    text,
    values,
)

PEOPLE = tuple(value * 10_000 for value in PLAIN)


def test_size_as_merit_fires() -> None:
    standard = edition(indicator("population", "persons"), indicator("clinics"))
    found = only(run("size_as_merit", standard, values({"population": PEOPLE, "clinics": PLAIN})))
    assert (found.severity, found.certainty) == ("warning", "certain")
    assert (found.settlement, found.node) == ("u12", "population")
    assert "u12 (520,000 persons) gets 1.00 out of 1.00" in found.part("found", "en")
    assert "Weight in the total: 50.0%" in found.part("found", "en")


def test_size_as_merit_stays_quiet_without_weight_or_with_a_denominator() -> None:
    data = values({"population": PEOPLE, "clinics": PLAIN})
    idle = indicator("population", "persons", weight=0.0)
    assert not run("size_as_merit", edition(idle, indicator("clinics")), data)
    divided = indicator("population", "persons", denominator=text("square kilometres"))
    assert not run("size_as_merit", edition(divided, indicator("clinics")), data)


def test_size_as_fault_fires() -> None:
    standard = edition(indicator("waste", "persons", direction="down", steps=LOW_IS_BEST))
    found = only(run("size_as_fault", standard, values({"waste": PLAIN})))
    assert (found.severity, found.certainty) == ("warning", "likely")
    assert "u12 (52 persons) gets 0.00" in found.part("found", "en")


def test_size_as_fault_stays_quiet_of_a_rate() -> None:
    standard = edition(indicator("waste", "per-1000", direction="down", steps=LOW_IS_BEST))
    assert not run("size_as_fault", standard, values({"waste": PLAIN}))


def test_moves_with_size_fires_for_an_order_that_is_that_of_a_size() -> None:
    standard = edition(indicator("population", "persons"), indicator("cinemas"))
    swapped = (PLAIN[1], PLAIN[0], *PLAIN[2:])
    found = only(
        run("moves_with_size", standard, values({"population": PEOPLE, "cinemas": swapped}))
    )
    assert (found.severity, found.node) == ("note", "cinemas")
    assert "rank correlation 0.99 over 12 pairs" in found.part("found", "en")


def test_moves_with_size_stays_quiet_of_another_order() -> None:
    standard = edition(indicator("population", "persons"), indicator("cinemas"))
    data = values({"population": PEOPLE, "cinemas": UNSORTED})
    assert not run("moves_with_size", standard, data)
