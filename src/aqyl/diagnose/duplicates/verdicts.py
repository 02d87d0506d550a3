"""From what two projects share and what sets them apart to a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aqyl.diagnose.duplicates.projects import Projects
from aqyl.diagnose.duplicates.signs import Signs

Verdict = Literal["same", "part", "shared_need", "different"]
VERDICTS: tuple[Verdict, ...] = ("same", "part", "shared_need", "different")
Kind = Literal["place", "named_place", "object", "floor", "stage", "year", "number"]
# What makes two projects the same need elsewhere, and what makes them parts of one thing.
_ELSEWHERE: tuple[Kind, ...] = ("place", "named_place", "object")
_PARTS: tuple[Kind, ...] = ("floor", "stage", "year", "number")


@dataclass(frozen=True, slots=True)
class Apart:
    """One thing that sets two projects apart, with what each says; blank: it says nothing."""

    kind: Kind
    first: str
    second: str


@dataclass(frozen=True)
class Told:
    """What the titles of a project say besides what it is: its signs and the places it names."""

    signs: Signs
    places: frozenset[str]


def what_sets_apart(projects: Projects, told: dict[int, Told], i: int, j: int) -> list[Apart]:
    """The things that decide against "the same", the weightiest first.

    A stage that only one of them names counts too: the whole and one of its stages. Objects, years
    and other numbers count where both name some and none of them is the same.
    """
    found: list[Apart] = []
    if projects.settlement[i] != projects.settlement[j]:
        found.append(Apart("place", projects.settlement[i], projects.settlement[j]))
    one, other = told[i], told[j]
    if one.places and other.places and not one.places & other.places:
        found.append(Apart("named_place", _shown(one.places), _shown(other.places)))
    for kind in ("object", "floor", "stage", "year", "number"):
        a, b = getattr(one.signs, kind), getattr(other.signs, kind)
        alone = kind == "stage" and a != b
        if alone or (a and b and not a & b):
            found.append(Apart(kind, _shown(a), _shown(b)))  # type: ignore[arg-type]
    return found


def _shown(values: frozenset[str]) -> str:
    return ", ".join(sorted(values))


def verdict_of(apart: list[Apart]) -> Verdict:
    """The verdict for two projects that are alike, by what sets them apart.

    >>> verdict_of([]), verdict_of([Apart("stage", "1", "2")])
    ('same', 'part')
    """
    kinds = {one.kind for one in apart}
    if kinds & set(_ELSEWHERE):
        return "shared_need"
    return "part" if kinds & set(_PARTS) else "same"
