"""Whose standing a page must not say to one person: other rooms name the answers."""

from __future__ import annotations

from collections.abc import Callable

from aqyl.portal.campaigns.models import Submission
from aqyl.portal.people.models import Person

Hides = Callable[[Person, Submission], frozenset[int]]
_TESTS: list[Hides] = []


def hides(test: Hides) -> Hides:
    """Declare which answers of a submission, by their keys, hide state and reason from a person."""
    _TESTS.append(test)
    return test


def hidden_from(person: Person, submission: Submission) -> frozenset[int]:
    """Keys of the answers whose state and reason the person must not see."""
    return frozenset().union(*(test(person, submission) for test in _TESTS))
