"""Weights as written and as they work; comparisons that contradict themselves."""

from __future__ import annotations

from aqyl.standard.models import NodeWeights, Variant
from tests.assess.audit.build import (
    PLAIN,
    SOURCE,
    UNSORTED,
    domain,
    edition,
    indicator,
    only,
    run,
    scoring,
    text,
    values,
)

# Almost all units alike: the spread lies in one unit, and the score barely moves with it.
FLAT = (30.0, 30.1, 30.0, 30.1, 30.2, 30.0, 30.1, 30.0, 30.2, 30.1, 30.0, 90.0)


def _run(check: str, *weights: float, **fields: object) -> list:  # type: ignore[type-arg]
    names = ("clinics", "schools", "parks")[: len(weights)]
    leaves = [indicator(n, weight=w) for n, w in zip(names, weights, strict=True)]
    columns = dict(zip(names, (PLAIN, UNSORTED, FLAT), strict=False))
    return run(check, edition(*leaves, **fields), values(columns))


def test_weights_sum_fires_for_shares_that_miss_one() -> None:
    (found,) = _run("weights_sum", 0.5, 0.3, 0.1)
    assert (found.severity, found.certainty, found.node) == ("warning", "likely", "main")
    assert "sum to 1, but sum to 0.9" in found.part("found", "en")


def test_weights_sum_fires_for_percentages_that_miss_a_hundred() -> None:
    (found,) = _run("weights_sum", 50.0, 30.0, 15.0)
    assert found.part("title", "en") == "Weights do not sum to 100: main"


def test_weights_sum_stays_quiet_of_sums_that_hold_and_of_plain_importance() -> None:
    assert not _run("weights_sum", 0.5, 0.3, 0.2)
    assert not _run("weights_sum", 50.0, 30.0, 20.0)
    assert not _run("weights_sum", 1.0, 1.0, 1.0)
    assert not _run("weights_sum", 2.0, 1.0, 3.0)


def test_weight_zero_fires() -> None:
    (found,) = _run("weight_zero", 1.0, 0.0, 1.0)
    assert (found.node, found.severity) == ("schools", "note")


def test_weight_zero_stays_quiet_when_the_edition_weighs_it_elsewhere() -> None:
    order = ("clinics", "schools", "parks")
    equal = NodeWeights(node="main", method="equal", order=order, source=SOURCE)
    assert not _run("weight_zero", 1.0, 0.0, 1.0, scoring=scoring(weights=(equal,)))
    assert not _run("weight_zero", 1.0, 1.0, 1.0)


def test_weights_effective_fires_for_a_weight_without_influence() -> None:
    rows = zip(PLAIN, UNSORTED, strict=True)
    against = tuple(70.0 - a + 0.01 * b for a, b in rows)
    standard = edition(
        indicator("clinics", weight=1.2), indicator("schools", weight=1.0), indicator("parks")
    )
    data = values({"clinics": PLAIN, "schools": against, "parks": UNSORTED})
    found = only(run("weights_effective", standard, data))
    assert (found.severity, found.certainty) == ("note", "possible")
    assert "schools, weight 31%, influence" in found.part("found", "en")


def test_weights_effective_stays_quiet_where_influence_follows_weight() -> None:
    assert not _run("weights_effective", 1.0, 1.0)


def test_weights_effective_stays_quiet_when_few_units_tell_anything() -> None:
    leaves = indicator("clinics", weight=3.0), indicator("schools")
    data = values({"clinics": PLAIN[:6], "schools": UNSORTED[:6]})
    assert not run("weights_effective", edition(*leaves), data)


def _ahp(*upper: float) -> NodeWeights:
    order = ("clinics", "schools", "parks")
    return NodeWeights(node="main", method="ahp", order=order, upper=upper, source=SOURCE)


# a = 2b and b = 2c go well with a = 4c; with c = 5a they do not.
CONSISTENT, CIRCULAR = _ahp(2.0, 4.0, 2.0), _ahp(2.0, 0.2, 2.0)


def test_ahp_inconsistent_fires_for_the_edition_and_for_a_variant() -> None:
    (found,) = _run("ahp_inconsistent", 1.0, 1.0, 1.0, scoring=scoring(weights=(CIRCULAR,)))
    assert (found.severity, found.node) == ("warning", "main")
    variant = Variant(id="panel", title=text("panel"), source=SOURCE, weights=(CIRCULAR,))
    (found,) = _run("ahp_inconsistent", 1.0, 1.0, 1.0, variants=(variant,))
    assert found.part("title", "en").endswith("panel: main")


def test_ahp_inconsistent_stays_quiet_of_sound_comparisons() -> None:
    assert not _run("ahp_inconsistent", 1.0, 1.0, 1.0, scoring=scoring(weights=(CONSISTENT,)))


def test_ahp_ratios_fires_with_the_ratio() -> None:
    (found,) = _run("ahp_ratios", 1.0, 1.0, 1.0, scoring=scoring(weights=(CONSISTENT,)))
    assert found.severity == "note"
    assert "none above 0.10: main (0.000)" in found.part("found", "en")


def test_ahp_ratios_stays_quiet_without_sound_comparisons() -> None:
    assert not _run("ahp_ratios", 1.0, 1.0, 1.0)
    assert not _run("ahp_ratios", 1.0, 1.0, 1.0, scoring=scoring(weights=(CIRCULAR,)))


def test_weights_of_domains_are_looked_at_too() -> None:
    leaves = indicator("clinics"), indicator("schools", domain="other")
    domains = domain("main", weight=0.6), domain("other", weight=0.3)
    data = values({"clinics": PLAIN, "schools": UNSORTED})
    found = only(run("weights_sum", edition(*leaves, domains=domains), data))
    assert found.node == "total"
