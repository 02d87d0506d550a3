"""Link two collections in which each record has at most one other half."""

from __future__ import annotations

import numpy as np

from aqyl.diagnose.duplicates.matching import vectors as space
from aqyl.diagnose.duplicates.matching.records import Integers, Pairs, Records

_BLOCK = 512


def link(left: Records, right: Records) -> Pairs:
    """The pairs that are each other's nearest by letter runs over the whole record.

    No labels are used. Ties go to the record that comes first.
    """
    made = space.vectors(left.whole(), right.whole(), "gram")
    there = _nearest(made)
    back = _nearest(space.Vectors(made.right, made.left))
    own = np.arange(len(there))
    mutual = back[there] == own
    return Pairs(own[mutual], there[mutual])


def _nearest(made: space.Vectors) -> Integers:
    found = np.empty(made.left.shape[0], dtype=np.int64)
    for start in range(0, len(found), _BLOCK):
        rows = (made.left[start : start + _BLOCK] @ made.right.T).toarray()
        found[start : start + _BLOCK] = rows.argmax(axis=1)
    return found
