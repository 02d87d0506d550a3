"""SYNTHETIC data of all 100 settlements for kz-2026: nothing in it is about a real place.

Settlements are drawn of a few kinds, each behind in domains of its own, so that the classes that
ought to be found are known.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from aqyl.assess import Assessment, assess
from aqyl.diagnose import Diagnosis, diagnose
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.standard.models import Edition, Indicator, Initiative
from aqyl.tables import Table
from tests.assess.spec_cases import make_table

YEAR = "2026"
# What each kind of settlement is behind in.
KINDS = (
    ("transport", "infrastructure"),
    ("ecology", "housing-utilities"),
    ("social", "economy"),
    (),
)
_AHEAD, _BEHIND = 0.75, 0.2


@cache
def made_up(
    seed: int = 469, answered: float = 1.0, spread: float = 0.15, tell: float = 1.0
) -> tuple[Assessment, list[int]]:
    """An assessment of made-up answers and values, and the kind of each settlement.

    answered: the share of leaves that are known; spread: of leaves around their domain's level;
    tell: how far the kinds are apart, 0 not at all.
    """
    tables, kinds = made_up_tables(seed, answered, spread, tell)
    return assess(load_edition("kz-2026"), tables, load_register(), YEAR), kinds


def made_up_tables(
    seed: int = 469, answered: float = 1.0, spread: float = 0.15, tell: float = 1.0
) -> tuple[dict[str, Table], list[int]]:
    """The made-up tables themselves, and the kind of each settlement."""
    edition, settlements = load_edition("kz-2026"), load_register().in_groups()
    stream = np.random.default_rng(seed)
    kinds = [int(kind) for kind in stream.integers(len(KINDS), size=len(settlements))]
    answers: list[dict[str, Any]] = []
    values: list[dict[str, Any]] = []
    for settlement, kind in zip(settlements, kinds, strict=True):
        own = stream.normal(0.0, 0.05)
        leaves: list[Initiative | Indicator] = [*edition.initiatives, *edition.indicators]
        for leaf in leaves:
            drop = tell * (_AHEAD - _BEHIND) if leaf.domain in KINDS[kind] else 0.0
            level = float(np.clip(stream.normal(_AHEAD - drop + own, spread), 0.0, 1.0))
            if stream.random() >= answered:
                continue
            row = {"settlement": settlement.kato}
            if isinstance(leaf, Indicator):
                value = _value(leaf, level, settlement.group or "all")
                values.append({**row, "indicator": leaf.id, "value": value})
            else:
                answers.append({**row, "initiative": leaf.id, "status": _status(edition, level)})
    tables = {
        "answers": make_table("answers", answers, YEAR),
        "values": make_table("values", values, YEAR),
    }
    return tables, kinds


@cache
def diagnosed() -> Diagnosis:
    """The diagnosis of the made-up data, every leaf of them known."""
    return diagnose(made_up()[0], load_register())


def _status(edition: Edition, level: float) -> str:
    ladder = sorted(edition.statuses, key=lambda status: status.points)
    return ladder[round(level * (len(ladder) - 1))].id


def _value(indicator: Indicator, level: float, group: str) -> float | None:
    post = next((one for one in indicator.goalposts if one.group in (group, "all")), None)
    return round(post.low + level * (post.high - post.low), 4) if post else None
