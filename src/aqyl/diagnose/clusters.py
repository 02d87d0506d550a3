"""Points put into a number of clusters, many sets of points at once, and how far two such agree.

Ward's tree, cut, then k-means from there: the tree needs no starting points and no random numbers,
and k-means leaves every point with the nearest centre.
Sources: J. H. Ward, Journal of the American Statistical Association 58 (1963) 236-244; S. P. Lloyd,
IEEE Transactions on Information Theory 28 (1982) 129-137; L. Hubert and P. Arabie, Journal of
Classification 2 (1985) 193-218.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from aqyl.index import Floats

Labels = npt.NDArray[np.int64]
# Rounds of k-means: far more than points that settle at all need.
_ROUNDS = 100


def ward(points: Floats, numbers: Sequence[int]) -> Labels:
    """Ward's tree cut into each of some numbers of clusters, (numbers, points), labels from 0.

    points: (points, dimensions), at least as many as the greatest number.

    >>> ward(np.array([[0.0], [1.0], [10.0], [11.0]]), [2, 4])
    array([[0, 0, 1, 1],
           [0, 1, 2, 3]])
    """
    from scipy.cluster.hierarchy import linkage

    count = len(points)
    merges = linkage(points, method="ward")[:, :2].astype(np.int64)
    labels, cuts = np.arange(count), {count: np.arange(count)}
    for step, (one, other) in enumerate(merges.tolist(), start=1):
        labels = np.where((labels == one) | (labels == other), count + step - 1, labels)
        if count - step in numbers:
            cuts[count - step] = _numbered(labels)
    return np.stack([cuts[number] for number in numbers])


def _numbered(labels: Labels) -> Labels:
    """Labels from 0 in the order of first sight."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[inverse]


def centres_of(points: Floats, labels: Labels, number: int) -> Floats:
    """The mean of each cluster, (sets, number, dimensions); NaN where one is empty.

    points: (sets, points, dimensions); labels: (sets, points).
    """
    inside = (labels[:, :, None] == np.arange(number)).astype(np.float64)
    size = inside.sum(axis=1)[:, :, None]
    total = inside.transpose(0, 2, 1) @ points
    centres: Floats = np.divide(total, size, out=np.full_like(total, np.nan), where=size > 0)
    return centres


def nearest(points: Floats, centres: Floats) -> Labels:
    """The nearest centre of each point, (sets, points); of equally near ones the first.

    points: (sets, points, dimensions); centres: (sets, number, dimensions), NaN is never near.
    """
    length = (centres**2).sum(axis=2)[:, None, :]
    apart = length - 2.0 * points @ centres.transpose(0, 2, 1)
    labels: Labels = np.argmin(np.where(np.isnan(apart), np.inf, apart), axis=2)
    return labels


def settle(points: Floats, labels: Labels, number: int) -> tuple[Labels, Floats]:
    """K-means from given labels until none changes: the labels and the centres.

    Shapes as for `centres_of`; a cluster that loses its last point stays empty.

    >>> points = np.array([[[0.0], [1.0], [10.0], [11.0]]])
    >>> labels, centres = settle(points, np.array([[0, 1, 1, 1]]), 2)
    >>> labels, centres[0].ravel()
    (array([[0, 0, 1, 1]]), array([ 0.5, 10.5]))
    """
    centres = centres_of(points, labels, number)
    for _ in range(_ROUNDS):
        moved = nearest(points, centres)
        if np.array_equal(moved, labels):
            break
        labels, centres = moved, centres_of(points, moved, number)
    return labels, centres


def crossed(one: Labels, other: Labels, number: int) -> Floats:
    """How many points each label of one shares with each of the other, (sets, number, number)."""
    names = np.arange(number)
    left, right = ((labels[:, :, None] == names).astype(np.float64) for labels in (one, other))
    table: Floats = left.transpose(0, 2, 1) @ right
    return table


def adjusted_rand(table: Floats) -> Floats:
    """The adjusted Rand index of each table of `crossed`, (sets,): 1 the same, 0 as by chance.

    Two partitions that both have one cluster, or none with two points, are the same: 1.

    >>> adjusted_rand(crossed(np.array([[0, 0, 1, 1]]), np.array([[1, 1, 0, 0]]), 2))
    array([1.])
    """
    pairs = _pairs(table).sum(axis=(1, 2))
    rows, columns = (_pairs(table.sum(axis=axis)).sum(axis=1) for axis in (2, 1))
    expected = rows * columns / _pairs(table.sum(axis=(1, 2)))
    most = (rows + columns) / 2.0
    room = most - expected
    agreed: Floats = np.divide(pairs - expected, room, out=np.ones_like(room), where=room > 0)
    return agreed


def _pairs(count: Floats) -> Floats:
    return count * (count - 1.0) / 2.0


def matched(table: Floats) -> Labels:
    """For each column of a table (rows, columns) the row it goes with: the most in common in all.

    A column without a row gets -1.

    >>> matched(np.array([[0.0, 3.0], [2.0, 1.0]]))
    array([1, 0])
    """
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(table, maximize=True)
    found = np.full(table.shape[1], -1)
    found[columns] = rows
    return found
