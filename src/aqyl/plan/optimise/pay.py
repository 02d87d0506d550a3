"""Who pays: a year's costs put on the sources of funding that may pay for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Cost = tuple[str, int, tuple[str, ...]]


def pay(costs: Sequence[Cost], money: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Each cost (id, amount, sources that may pay) split over sources, none beyond its money.

    What no source can pay is left unpaid: nothing is where `build`'s rows hold.

    >>> pay([("a", 5, ("local", "private")), ("b", 3, ("local",))], {"local": 4, "private": 5})
    {'a': {'local': 1, 'private': 4}, 'b': {'local': 3}}
    """
    left = dict(money)
    paid: dict[str, dict[str, int]] = {one: {} for one, _, _ in costs}
    allowed = {one: names for one, _, names in costs}
    # The choosiest first: most of the way is then found without taking anything back.
    for one, amount, sources in sorted(costs, key=lambda cost: (len(cost[2]), cost[0])):
        open_sum = amount
        while open_sum and (path := _path(one, sources, left, paid, allowed)):
            open_sum -= _along(path, open_sum, left, paid)
    return {one: dict(sorted(parts.items())) for one, parts in paid.items()}


def _path(
    one: str,
    sources: Sequence[str],
    left: Mapping[str, int],
    paid: Mapping[str, Mapping[str, int]],
    allowed: Mapping[str, Sequence[str]],
) -> list[tuple[str, str]] | None:
    """(payer's cost, source) steps to a source with money, moving what others were paid."""
    front: list[list[tuple[str, str]]] = [[(one, source)] for source in sources]
    seen = set(sources)
    while front:
        path = front.pop(0)
        source = path[-1][1]
        if left.get(source, 0):
            return path
        for other in sorted(paid):
            if paid[other].get(source):
                for further in allowed[other]:
                    if further not in seen:
                        seen.add(further)
                        front.append([*path, (other, further)])
    return None


def _along(
    path: Sequence[tuple[str, str]],
    amount: int,
    left: dict[str, int],
    paid: dict[str, dict[str, int]],
) -> int:
    """Pay along a path; how much of the amount was paid."""
    moved = [paid[other][path[n][1]] for n, (other, _) in enumerate(path[1:])]
    most = min([amount, left[path[-1][1]], *moved])
    left[path[-1][1]] -= most
    for n, (one, source) in enumerate(path):
        paid[one][source] = paid[one].get(source, 0) + most
        if n:
            before = path[n - 1][1]
            paid[one][before] -= most
            if not paid[one][before]:
                del paid[one][before]
    return most
