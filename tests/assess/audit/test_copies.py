"""Counts that are the same to the last digit."""

from __future__ import annotations

from tests.assess.audit.build import edition, indicator, only, run, text, values

CRIME = indicator("crime", numerator=text("recorded crimes"), denominator=text("inhabitants"))


def _crimes(*counts: float) -> list[dict[str, float]]:
    return [
        {"value": count / people, "numerator": count, "denominator": people}
        for count, people in zip(counts, (610_189.0, 787_971.0, 928_185.0), strict=False)
    ]


def test_copied_count_fires() -> None:
    found = only(
        run("copied_count", edition(CRIME), values({"crime": _crimes(2537.0, 2306.0, 2306.0)}))
    )
    assert (found.severity, found.certainty, found.node) == ("warning", "possible", "crime")
    assert [cell.place.line for cell in found.cells] == [3, 4]
    assert "“recorded crimes” is exactly 2,306 in: u02; u03" in found.part("found", "en")


def test_copied_count_fires_once_when_two_indicators_use_the_count() -> None:
    cleared = indicator("cleared", denominator=text("recorded crimes"))
    both = values(
        {
            "crime": _crimes(2537.0, 2306.0, 2306.0),
            "cleared": [
                {"value": 0.5, "numerator": half, "denominator": crimes}
                for half, crimes in ((1268.0, 2537.0), (1153.0, 2306.0), (489.0, 2306.0))
            ],
        }
    )
    assert len(run("copied_count", edition(CRIME, cleared), both)) == 1


def test_copied_count_stays_quiet_of_round_or_short_numbers_and_of_rates() -> None:
    round_ones = values({"crime": _crimes(2500.0, 2500.0, 120.0)})
    assert not run("copied_count", edition(CRIME), round_ones)
    rates = values({"clinics": [12.345, 12.345]})
    assert not run("copied_count", edition(indicator("clinics")), rates)
