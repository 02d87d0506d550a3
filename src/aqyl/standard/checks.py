"""Checks of an edition as a whole: ids, references, circles, weights, bands, goalposts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from aqyl.problems import Place, Problem
from aqyl.standard.models import Edition, Entry
from aqyl.standard.steps import Bands, Piecewise
from aqyl.standard.yaml_source import Located, walk

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class _Context:
    edition: Edition
    places: dict[tuple[str, str], Located]

    def place(self, field: str, entry_id: str, key: str | None = None) -> Place:
        """The line of an entry (or of one of its keys) in the edition's files."""
        located = self.places.get((field, entry_id))
        if located is None:
            return Place(self.edition.id, None, f"{field}.{entry_id}")
        found = located.place(key)
        return Place(found.file, found.line, f"{entry_id}.{key}" if key else entry_id)


def check(edition: Edition, data: Located) -> list[Problem]:
    """Everything that is wrong with a validated edition as a whole.

    `data` is the mapping it was built from; it gives the problems their lines.
    """
    places = {
        (field, str(entry["id"])): entry
        for field, value in data.items()
        if isinstance(value, tuple)
        for entry in value
        if isinstance(entry, Located) and "id" in entry
    }
    context = _Context(edition, places)
    return [problem for one in _CHECKS for problem in one(context)]


LISTS = (
    "goals",
    "principles",
    "groups",
    "domains",
    "statuses",
    "levels",
    "measurement_units",
    "technologies",
    "initiatives",
    "indicators",
    "assumptions",
    "variants",
)


def entries(edition: Edition) -> Iterator[tuple[str, Entry]]:
    """Every listed entry of an edition with the name of its list."""
    for field in LISTS:
        for entry in getattr(edition, field):
            yield field, entry


def _ids_once(context: _Context) -> Iterator[Problem]:
    edition = context.edition
    for field in LISTS:
        counts = Counter(entry.id for entry in getattr(edition, field))
        for entry_id, count in counts.items():
            if count > 1:
                place = context.place(field, entry_id, "id")
                yield Problem("edition.id_twice", place, {"id": entry_id, "count": count})
    nodes = [*edition.domains, *edition.initiatives, *edition.indicators]
    for entry_id, count in Counter(node.id for node in nodes).items():
        lists = {f for f, e in entries(edition) if e.id == entry_id}
        if (count > 1 and len(lists) > 1) or entry_id == TOTAL:
            place = context.place(sorted(lists)[0], entry_id, "id")
            yield Problem("edition.id_twice", place, {"id": entry_id, "count": count})


def _references(context: _Context) -> Iterator[Problem]:
    edition = context.edition
    known = {field: {entry.id for entry in getattr(edition, field)} for field in LISTS}
    for initiative in edition.initiatives:
        yield from _unknown(context, "initiatives", initiative.id, [
            ("domain", [initiative.domain], known["domains"]),
            ("technologies", initiative.technologies, known["technologies"]),
            ("prerequisites", initiative.prerequisites, known["initiatives"]),
            ("moves", initiative.moves, known["indicators"]),
            ("principles", initiative.principles, known["principles"]),
            ("groups", initiative.groups, known["groups"]),
            ("done", initiative.done, known["statuses"]),
        ])  # fmt: skip
        missing = known["groups"] - set(initiative.groups)
        if missing:
            values = {"missing": ", ".join(sorted(missing))}
            place = context.place("initiatives", initiative.id, "groups")
            yield Problem("edition.group_left_out", place, values)
    for indicator in edition.indicators:
        checks = indicator.checks
        yield from _unknown(context, "indicators", indicator.id, [
            ("domain", [indicator.domain], known["domains"]),
            ("unit", [indicator.unit], known["measurement_units"]),
            ("checks", [*checks.sum_of, *filter(None, [checks.at_most])], known["indicators"]),
            ("goalposts", [g.group for g in indicator.goalposts], known["groups"] | {"all"}),
        ])  # fmt: skip
    for domain in edition.domains:
        allowed = (known["domains"] - {domain.id}) | {TOTAL}
        yield from _unknown(context, "domains", domain.id, [("parent", [domain.parent], allowed)])


def _unknown(
    context: _Context,
    field: str,
    entry_id: str,
    wanted: list[tuple[str, Iterable[str], set[str]]],
) -> Iterator[Problem]:
    for key, ids, known in wanted:
        for given in ids:
            if given not in known:
                near = ", ".join(nearest(given, known)) or "–"
                values = {"given": given, "near": near, "field": key}
                yield Problem("edition.unknown_id", context.place(field, entry_id, key), values)


def nearest(given: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known ids most like the given one, for the repair sentence."""
    from difflib import get_close_matches

    pool = sorted(known)
    return get_close_matches(given, pool, n=limit, cutoff=0.5) or pool[:limit]


def _no_circles(context: _Context) -> Iterator[Problem]:
    edition = context.edition
    needs = {i.id: i.prerequisites for i in edition.initiatives}
    for circle in circles(needs):
        place = context.place("initiatives", circle[0], "prerequisites")
        yield Problem("edition.circle", place, {"circle": " → ".join([*circle, circle[0]])})
    parents = {d.id: (d.parent,) for d in edition.domains}
    for circle in circles(parents):
        place = context.place("domains", circle[0], "parent")
        yield Problem("edition.circle", place, {"circle": " → ".join([*circle, circle[0]])})


def circles(arrows: dict[str, tuple[str, ...]]) -> list[list[str]]:
    """Each circle of a directed graph once, from its smallest id.

    >>> circles({"a": ("b",), "b": ("a",), "c": ("a",)})
    [['a', 'b']]
    """
    found: dict[frozenset[str], list[str]] = {}
    done: set[str] = set()

    def follow(node: str, path: list[str]) -> None:
        if node in path:
            ring = path[path.index(node) :]
            first = ring.index(min(ring))
            found.setdefault(frozenset(ring), ring[first:] + ring[:first])
            return
        if node in done or node not in arrows:
            return
        for child in arrows[node]:
            follow(child, [*path, node])
        done.add(node)

    for start in sorted(arrows):
        follow(start, [])
    return sorted(found.values())


def _stages(context: _Context) -> Iterator[Problem]:
    stages = {i.id: i.stage for i in context.edition.initiatives}
    for initiative in context.edition.initiatives:
        for needed in initiative.prerequisites:
            if stages.get(needed, 0) > initiative.stage:
                values = {
                    "id": initiative.id,
                    "stage": initiative.stage,
                    "needed": needed,
                    "needed_stage": stages[needed],
                }
                place = context.place("initiatives", initiative.id, "prerequisites")
                yield Problem("edition.stage_order", place, values)


def _weights(context: _Context) -> Iterator[Problem]:
    edition = context.edition
    members: dict[str, list[float]] = {}
    for domain in edition.domains:
        members.setdefault(domain.parent, []).append(domain.weight)
    shares = edition.scoring.shares
    for leaf in edition.initiatives:
        weight = leaf.weight * shares.get("initiatives", 0.0)
        members.setdefault(leaf.domain, []).append(weight)
    for indicator in edition.indicators:
        weight = indicator.weight * shares.get("indicators", 0.0)
        members.setdefault(indicator.domain, []).append(weight)
    for node in [TOTAL, *(d.id for d in edition.domains)]:
        place = context.place("domains", node)
        if node not in members:
            yield Problem("edition.node_empty", place, {"node": node})
        elif sum(members[node]) <= 0:
            yield Problem("edition.weights_zero", place, {"node": node})
    yield from _given_weights(context, edition)


def _given_weights(context: _Context, edition: Edition) -> Iterator[Problem]:
    nodes = {TOTAL, *(d.id for d in edition.domains)}
    children = {d.id for d in edition.domains}
    children |= {leaf.id for leaf in (*edition.initiatives, *edition.indicators)}
    sets = [*edition.scoring.weights, *(w for v in edition.variants for w in v.weights)]
    for weights in sets:
        place = Place(edition.id, None, f"weights.{weights.node}")
        unknown = [i for i in weights.order if i not in children]
        if weights.node not in nodes:
            unknown.append(weights.node)
        for given in unknown:
            near = ", ".join(nearest(given, nodes | children))
            yield Problem("edition.unknown_id", place, {"given": given, "near": near, "field": ""})
        size = len(weights.order)
        if weights.method == "ahp" and len(weights.upper) != size * (size - 1) // 2:
            values = {"given": len(weights.upper), "allowed": size * (size - 1) // 2, "size": size}
            yield Problem("edition.ahp_size", place, values)


def _bands(context: _Context) -> Iterator[Problem]:
    edition = context.edition
    lowers = [level.lower for level in edition.levels]
    if any(a >= b for a, b in zip(lowers, lowers[1:], strict=False)):
        place = context.place("levels", edition.levels[0].id, "lower")
        yield Problem("edition.levels_order", place, {"given": ", ".join(map(str, lowers))})
    steps = [("scoring", edition.id, edition.scoring.steps)]
    steps += [("indicators", i.id, i.steps) for i in edition.indicators]
    steps += [("domains", d.id, d.after) for d in edition.domains]
    for field, entry_id, chain in steps:
        for step in chain:
            if isinstance(step, Bands):
                xs, ys = step.edges, step.points
            elif isinstance(step, Piecewise):
                xs, ys = step.x, step.y
            else:
                continue
            rising = all(a < b for a, b in zip(xs, xs[1:], strict=False))
            if len(xs) != len(ys) or not xs or not rising:
                values = {"edges": len(xs), "points": len(ys)}
                yield Problem("edition.bands", context.place(field, entry_id), values)


def _goalposts(context: _Context) -> Iterator[Problem]:
    edition = context.edition
    groups = {group.id for group in edition.groups}
    default = {step.step for step in edition.scoring.steps}
    for indicator in edition.indicators:
        chain = {step.step for step in indicator.steps} or default
        if "goalposts" not in chain:
            continue
        place = context.place("indicators", indicator.id, "goalposts")
        given = [post.group for post in indicator.goalposts]
        if "all" not in given and (groups - set(given) or not given):
            values = {"missing": ", ".join(sorted(groups - set(given))) or "all"}
            yield Problem("edition.goalpost_missing", place, values)
        for post in indicator.goalposts:
            rising = post.low < post.high
            if rising != (indicator.direction == "up") or post.low == post.high:
                values = {
                    "low": post.low,
                    "high": post.high,
                    "direction": indicator.direction,
                    "group": post.group,
                }
                yield Problem("edition.goalpost_direction", place, values)


def _themes(context: _Context) -> Iterator[Problem]:
    edition = context.edition
    owners: dict[str, list[str]] = {}
    for initiative in edition.initiatives:
        for theme in initiative.themes:
            owners.setdefault(theme, []).append(initiative.id)
    for unmatched in edition.unmatched_themes:
        owners.setdefault(unmatched.theme, []).append("unmatched_themes")
    for theme, names in owners.items():
        if len(names) > 1:
            place = context.place("initiatives", names[0], "themes")
            yield Problem("edition.theme_twice", place, {"theme": theme, "in": ", ".join(names)})


def _statuses(context: _Context) -> Iterator[Problem]:
    ladder = sorted(
        (s.ladder, s.points, s.id) for s in context.edition.statuses if s.ladder is not None
    )
    for (rung, points, _), (next_rung, next_points, status) in zip(
        ladder, ladder[1:], strict=False
    ):
        if rung == next_rung or points > next_points:
            place = context.place("statuses", status, "points")
            yield Problem("edition.ladder", place, {"id": status, "points": next_points})


def _listed_units(context: _Context) -> Iterator[Problem]:
    units = context.edition.units
    counts = Counter(unit.id for unit in units.listed)
    for unit_id, count in counts.items():
        if count > 1:
            place = Place(context.edition.id, None, "units")
            yield Problem("edition.id_twice", place, {"id": unit_id, "count": count})
    if (units.kind == "listed") != bool(units.listed):
        yield Problem("edition.units_listed", Place(context.edition.id, None, "units"))


_CHECKS: tuple[Callable[[_Context], Iterator[Problem]], ...] = (
    _ids_once,
    _references,
    _no_circles,
    _stages,
    _weights,
    _bands,
    _goalposts,
    _themes,
    _statuses,
    _listed_units,
)


def count_sources(data: Located) -> Counter[str]:
    """How many entries rest on each kind of source."""
    kinds = (entry.get("source") for entry in walk(data))
    return Counter(str(source["kind"]) for source in kinds if isinstance(source, Located))
