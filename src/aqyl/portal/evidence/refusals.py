"""What a page says where something was not changed, and with which status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.procedure import ConflictError, RefusedError
from aqyl.problems import AqylError, Problem


def status_of(error: AqylError) -> int:
    """403 for a person who may never, 409 for one who came second, 422 for anything else."""
    if isinstance(error, ConflictError):
        return 409
    return 403 if isinstance(error, RefusedError) and error.forbidden else 422


@dataclass(frozen=True, slots=True)
class Refused:
    """One of many answers that stayed as it was, and why."""

    answer: Answer
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Problems that several answers have alike."""

    problems: tuple[Problem, ...]
    answers: list[Answer]


def by_reason(refused: Iterable[Refused]) -> list[Why]:
    """The same, gathered by problems: eighty answers without evidence are told why once."""
    found: list[Why] = []
    for one in refused:
        alike = next((why for why in found if why.problems == one.problems), None)
        if alike is None:
            found.append(Why(one.problems, [one.answer]))
        else:
            alike.answers.append(one.answer)
    return found
