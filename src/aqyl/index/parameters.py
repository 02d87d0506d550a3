"""Parameters of methods, each with its range declared once.

A declaration is the check, the words of the error and what the tests feed in as wrong.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any, Literal, TypeVar

import numpy as np

from aqyl.index.arrays import choice, problem
from aqyl.problems import Problem

Kind = Literal["number", "scalar", "whole", "choice", "switch"]
Function = TypeVar("Function", bound=Callable[..., Any])

_NO_NUMBER = "no such word"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter and what it may be.

    kind: `number` (finite; numbers in a list or array are checked one by one), `scalar` (a single
    number), `whole` (an integer), `choice` (one of the words) or `switch` (true or false). low,
    high: the range of a number, its ends within it unless `inside`. optional: None may stand in
    its place.

    >>> share = Parameter("share", low=0, high=1)
    >>> share.allowed
    '0 ≤ share ≤ 1'
    >>> share.check(0.5), [found.key for found in share.check(1.5)]
    ([], ['index.parameter_number'])
    """

    name: str
    kind: Kind = "number"
    low: float = -math.inf
    high: float = math.inf
    choices: tuple[str, ...] = ()
    inside: bool = False
    optional: bool = False

    @property
    def allowed(self) -> str:
        """The range, written alike in every language."""
        ends = [f"{end:g}" if math.isfinite(end) else "" for end in (self.low, self.high)]
        sign = " < " if self.inside else " ≤ "
        text = sign.join(part for part in (ends[0], self.name, ends[1]) if part)
        return f"{text}; None" if self.optional else text

    def check(self, given: object) -> list[Problem]:
        """A problem when `given` is not what the parameter may be."""
        if given is None and self.optional:
            return []
        if self.kind == "choice":
            return choice(self.name, str(given), self.choices)
        if self._fits(given):
            return []
        values = {"name": self.name, "given": given, "allowed": self.allowed}
        kind = "number" if self.kind == "scalar" else self.kind
        return [problem(f"parameter_{kind}", **values)]

    def wrong(self) -> list[object]:
        """Values it may not be: beside its range, or of another kind."""
        values: list[object] = [] if self.optional else [None]
        if self.kind in {"choice", "switch"}:
            return [*values, _NO_NUMBER, 7]
        beside = 0 if self.inside else 1
        values += [end for end in (self.low - beside, self.high + beside) if math.isfinite(end)]
        values += [2.5, True] if self.kind == "whole" else []
        values += [] if self.kind == "number" else [[self.low, self.high]]
        return [*values, math.nan, math.inf, _NO_NUMBER]

    def _fits(self, given: object) -> bool:
        if self.kind == "switch":
            return isinstance(given, bool | np.bool_)
        if self.kind == "whole":
            return isinstance(given, Integral) and self._within(given)
        numbers = [given]
        if isinstance(given, list | tuple | np.ndarray) and self.kind == "number":
            numbers = np.asarray(given, dtype=object).ravel().tolist()
        return all(isinstance(number, Real) and self._within(number) for number in numbers)

    def _within(self, given: Real) -> bool:
        number = float(given)
        if isinstance(given, bool) or not math.isfinite(number):
            return False
        if self.inside:
            return self.low < number < self.high
        return self.low <= number <= self.high


def places_within(name: str, places: Iterable[int], size: int) -> list[Problem]:
    """A problem for each place that is none of the `size` places counted from 0."""
    inside = Parameter(name, "whole", low=0, high=size - 1)
    wrong = [place for place in places if inside.check(place)]
    return [problem("place", name=name, given=place, last=size - 1) for place in wrong]


@dataclass(frozen=True, slots=True)
class Method:
    """A function of this room with its declared parameters."""

    function: Callable[..., Any]
    parameters: tuple[Parameter, ...]


METHODS: dict[str, Method] = {}


def declare(*parameters: Parameter) -> Callable[[Function], Function]:
    """A decorator that enters a function in METHODS with its parameters and leaves it as it is.

    The function itself calls `check` with what it was given.
    """

    def enter(function: Function) -> Function:
        METHODS[function.__name__] = Method(function, parameters)
        return function

    return enter


def check(function: Callable[..., Any], **given: object) -> list[Problem]:
    """The problems of all declared parameters of a function; `given` holds each by its name."""
    declared = METHODS[function.__name__].parameters
    return [found for parameter in declared for found in parameter.check(given[parameter.name])]
