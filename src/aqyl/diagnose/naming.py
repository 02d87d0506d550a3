"""What classes by need are called: ids that go on from year to year, titles made of their gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from aqyl.diagnose.clusters import matched
from aqyl.diagnose.models import NeedsClasses
from aqyl.language import LANGUAGES, say
from aqyl.standard.entries import Text
from aqyl.standard.models import Edition

# Departures up and down nearer than this are equally far.
_SAME = 1e-9


def class_ids(
    group: str, members: Sequence[Sequence[str]], previous: NeedsClasses | None = None
) -> list[str]:
    """An id for each class: that of the former class it continues, else a number not yet used.

    Former classes are matched so that members and former members overlap most in all (shared
    members over all members of the two, each pair by itself; the Hungarian method over the pairs).
    A class that shares no member with any goes on from none.

    >>> class_ids("all", [["a", "b"], ["c"]])
    ['all-1', 'all-2']
    """
    former = previous.classes if previous else ()
    used = [int(one.id.rpartition("-")[2]) for one in former]
    fresh = iter(range(max(used, default=0) + 1, max(used, default=0) + len(members) + 1))
    shared = np.array([[_overlap(own, one.members) for own in members] for one in former])
    goes_on = matched(shared) if former else np.full(len(members), -1)
    return [
        former[row].id if row >= 0 and shared[row, column] > 0 else f"{group}-{next(fresh)}"
        for column, row in enumerate(goes_on.tolist())
    ]


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    return len(set(one) & set(other)) / len(set(one) | set(other))


def title_of(
    edition: Edition, centre: Mapping[str, float], above: Mapping[str, float]
) -> tuple[Text, tuple[str, ...]]:
    """A class in words, and the domains that describe it.

    Where it departs furthest upwards from the mean of all settlements: the domains at least half as
    far above it as the furthest one. Where it departs furthest downwards it needs less than others,
    and the largest gaps it has are named. centre, above: by domain, as in NeedsClass.
    """
    count = edition.planning.needs.gaps if edition.planning else 1
    furthest = max(above.values())
    key, gaps = "diagnose.class.below", dict(centre)
    if furthest >= -min(above.values()) - _SAME:
        key = "diagnose.class.above"
        gaps = {domain: gap for domain, gap in above.items() if gap * 2 >= furthest}
    largest = tuple(sorted(gaps, key=lambda domain: -gaps[domain])[:count])
    titles = {domain.id: domain.title for domain in edition.domains}
    worded = {
        lang: say(key, lang, domains="; ".join(titles[one].say(lang) for one in largest))
        for lang in LANGUAGES
    }
    return Text(**worded), largest
