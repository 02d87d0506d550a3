"""From what two projects share and what sets them apart to a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aqyl.diagnose.duplicates.projects import Projects
from aqyl.diagnose.duplicates.signs import Signs

Verdict = Literal["same", "part", "shared_need", "different"]
VERDICTS: tuple[Verdict, ...] = ("same", "part", "shared_need", "different")
Kind = Literal["place", "named_place", "object", "floor", "stage", "year", "number"]
# What makes two projects the same need elsewhere; whatever else sets them apart makes parts.
_ELSEWHERE: tuple[Kind, ...] = ("place", "named_place", "object")
_WHOLE_AND_PART: tuple[Kind, ...] = ("object", "stage")


@dataclass(frozen=True, slots=True)
class Apart:
    """One thing that sets two projects apart, with what each says; empty: it says nothing."""

    kind: Kind
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What the titles of a project say besides what it is: its signs and the places it names."""

    signs: Signs
    places: frozenset[str]


def what_sets_apart(projects: Projects, told: dict[int, Told], i: int, j: int) -> list[Apart]:
    """The things that decide against "the same", the weightiest first.

    A stage or an object that only one of them names counts too: the whole and a part of it. Floors,
    years and other numbers count where both name some and none of them is the same.
    """
    found: list[Apart] = []
    if projects.settlement[i] != projects.settlement[j]:
        found.append(Apart("place", (projects.settlement[i],), (projects.settlement[j],)))
    one, other = told[i], told[j]
    if one.places and other.places and not one.places & other.places:
        found.append(Apart("named_place", _shown(one.places), _shown(other.places)))
    for kind in ("object", "floor", "stage", "year", "number"):
        a, b = getattr(one.signs, kind), getattr(other.signs, kind)
        alone = kind in _WHOLE_AND_PART and bool(a) != bool(b)
        if alone or (a and b and not a & b):
            found.append(Apart(kind, _shown(a), _shown(b)))
    return found


def _shown(values: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(values))


def verdict_of(apart: list[Apart]) -> Verdict:
    """The verdict for two projects that are alike, by what sets them apart.

    >>> verdict_of([]), verdict_of([Apart("stage", ("1",), ("2",))])
    ('same', 'part')
    """
    if any(one.kind in _ELSEWHERE and one.first and one.second for one in apart):
        return "shared_need"
    return "part" if apart else "same"
