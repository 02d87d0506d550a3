"""Measured values as leaf scores: which value stands for a period, blanks, steps, bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from aqyl import index
from aqyl.assess.answers import bounded, standing_rule
from aqyl.assess.facts import Fact, Facts, Origin, positions
from aqyl.assess.steps import apply_steps, steps_of, worst_and_best
from aqyl.index import Floats
from aqyl.standard.models import Edition, Indicator, Standing
from aqyl.tables import Row, Table

IMPUTED = "imputed"


def value_of(row: Row, indicator: Indicator, ratio: str) -> float | None:
    """The value a row stands for: stated, or numerator / denominator * multiplier."""
    top, bottom = row["numerator"], row["denominator"]
    if (ratio == "recomputed" or row["value"] is None) and top is not None and bottom:
        return float(top) / float(bottom) * indicator.multiplier
    value = row["value"]
    return None if value is None else float(value)


def choose_rows(
    edition: Edition, table: Table, period: str, units: Sequence[str]
) -> dict[tuple[str, str], int]:
    """The row that stands for each settlement and indicator: the latest not after the period.

    Rows older than the edition's `max_age_years` and rows without a number are passed over.
    """
    rules = edition.scoring.values
    indicators = {indicator.id: indicator for indicator in edition.indicators}
    assessed, last = set(units), int(period)
    chosen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(table.rows):
        key = (str(row["settlement"]), str(row["indicator"]))
        year = int(str(row["period"]))
        if key[0] not in assessed or not last - rules.max_age_years <= year <= last:
            continue
        if value_of(row, indicators[key[1]], rules.ratio) is None:
            continue
        before = chosen.get(key)
        if before is None or int(str(table.rows[before]["period"])) < year:
            chosen[key] = number
    return chosen


def raw_matrix(
    edition: Edition, table: Table, chosen: Mapping[tuple[str, str], int], units: Sequence[str]
) -> Floats:
    """The chosen values, (units, indicators in the edition's order), missing NaN."""
    raw = np.full((len(units), len(edition.indicators)), np.nan)
    unit_of = positions(units)
    indicators = {indicator.id: (n, indicator) for n, indicator in enumerate(edition.indicators)}
    for (settlement, name), number in chosen.items():
        column, indicator = indicators[name]
        value = value_of(table.rows[number], indicator, edition.scoring.values.ratio)
        raw[unit_of[settlement], column] = np.nan if value is None else value
    return raw


def put_values(
    edition: Edition,
    table: Table,
    period: str,
    facts: Facts,
    groups: Sequence[str],
    targets: Mapping[str, float],
) -> None:
    """Enter the values of a period: blanks filled where the edition says so, then its steps."""
    chosen = choose_rows(edition, table, period, facts.units)
    raw = raw_matrix(edition, table, chosen, facts.units)
    rule = edition.scoring.imputation
    filled = index.nearest_neighbours(raw, rule.neighbours) if rule else raw
    leaf_of = positions(facts.leaves)
    for column, indicator in enumerate(edition.indicators):
        if indicator.id not in leaf_of:
            continue
        steps = steps_of(edition, indicator)
        target = targets.get(indicator.id)
        scores = apply_steps(filled[:, column], steps, indicator, groups, target)
        ends = worst_and_best(steps)
        for unit in np.flatnonzero(~np.isnan(scores)):
            score, settlement = float(scores[unit]), facts.units[unit]
            place = int(unit), leaf_of[indicator.id]
            number = chosen.get((settlement, indicator.id))
            if number is None:
                marked = rule is not None and rule.marked
                bounds = ends if marked else (score, score)
                value = float(filled[unit, column])
                fact = Fact(settlement, indicator.id, IMPUTED, value=value, period=period)
                facts.put(place, fact, (score, *bounds))
            else:
                fact = _fact(table, number, indicator, edition.scoring.values.ratio)
                standing: Standing = fact.basis  # type: ignore[assignment]
                stated = (score, score, score)
                facts.put(place, fact, bounded(standing_rule(edition, standing), stated, ends))


def _fact(table: Table, number: int, indicator: Indicator, ratio: str) -> Fact:
    row = table.rows[number]
    basis = str(row["verified"] or ("reported" if row["source"] else "claimed"))
    origin = Origin(table.file, table.lines[number], table.digest, str(row["source"] or ""))
    value = value_of(row, indicator, ratio)
    settlement, period = str(row["settlement"]), str(row["period"])
    return Fact(settlement, indicator.id, basis, value=value, period=period, origins=(origin,))
