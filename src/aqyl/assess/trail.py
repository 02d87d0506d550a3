"""How a settlement's score came about: a tree from the total down to each answer and value.

It is built from what an assessment writes, the tables `scores` and `facts`, and from the edition;
nothing is assessed anew. At every arithmetic node what the children bring sums to the score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from aqyl.assess.parts import digits_for, shown, shown_parts
from aqyl.assess.steps import steps_of
from aqyl.assess.tree import TOTAL, Tree, build_tree
from aqyl.assess.units import unknown_unit
from aqyl.problems import NotFoundError, Problem
from aqyl.standard import Edition, Text
from aqyl.standard.checks import nearest

AnyRow = Mapping[str, object]
_NUMBERS = ("score", "low", "high", "weight", "among", "brings", "more")


@dataclass(frozen=True, slots=True)
class Ground:
    """A row of an input table that a leaf rests on; role: `decides` or `disputes`."""

    role: str
    file: str
    line: int | None
    sha256: str
    source: str
    status: str
    on: str
    what: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a leaf: a status (`given`) or a value, its standing and its grounds."""

    basis: str
    given: str
    given_low: str
    given_high: str
    value: float | None
    period: str
    grounds: tuple[Ground, ...]

    @property
    def disputed(self) -> bool:
        """Whether some report says otherwise."""
        return any(ground.role == "disputes" for ground in self.grounds)


@dataclass(frozen=True, slots=True)
class Rule:
    """How a node's score is made: `mean` of its children, or of all leaves below it (`pooled`).

    after: the steps the mean goes through. For a leaf, the steps its value went through.
    left_out: unknown leaves do not count; otherwise they count as the worst.
    """

    mean: str
    pooled: bool
    left_out: bool
    after: tuple[str, ...]

    @property
    def sums(self) -> bool:
        """Whether the score is the sum of what the children bring."""
        return self.mean == "arithmetic" and not self.after


@dataclass(frozen=True, slots=True)
class TrailNode:
    """A node of the trail.

    score is None where nothing is known. weight: its share of the total; among: its share among
    what counts beside it. brings: points of its parent's score, None where the parent does not sum;
    `part` is the same as shown. more: what an unknown node could still bring to its parent, None
    where unknown leaves are left out.
    """

    node: str
    kind: str
    title: Text
    score: float | None
    low: float
    high: float
    weight: float
    among: float
    rule: Rule
    shown: Decimal | None
    brings: float | None = None
    part: Decimal | None = None
    more: float | None = None
    known: Known | None = None
    children: tuple[TrailNode, ...] = ()

    def walk(self) -> Iterator[TrailNode]:
        """This node and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class _Score:
    """A row of the table `scores`."""

    score: float | None
    low: float
    high: float
    weight: float


def build_trail(
    edition: Edition, scores: Iterable[AnyRow], facts: Iterable[AnyRow], settlement: str
) -> TrailNode:
    """The trail of one settlement, the total at its top.

    scores, facts: rows of the tables, of this settlement or of all. Raises NotFoundError for a
    settlement that has no scores.
    """
    seen: dict[str, None] = {}
    found: dict[str, _Score] = {}
    for row in scores:
        seen[str(row["settlement"])] = None
        if row["settlement"] == settlement:
            found[str(row["node"])] = _score(row)
    if TOTAL not in found:
        raise NotFoundError(
            [unknown_unit(edition, settlement, ", ".join(nearest(settlement, seen)))]
        )
    return _Builder(edition, found, _known(facts, settlement)).build(TOTAL)


def find(trail: TrailNode, node: str, settlement: str) -> TrailNode:
    """The part of a trail below a node. Raises NotFoundError with near ids."""
    nodes = {part.node: part for part in trail.walk()}
    if node not in nodes:
        values = {"node": node, "settlement": settlement, "near": ", ".join(nearest(node, nodes))}
        raise NotFoundError([Problem("assess.not_applicable", values=values)])
    return nodes[node]


class _Builder:
    def __init__(
        self, edition: Edition, scores: Mapping[str, _Score], known: Mapping[str, Known]
    ) -> None:
        self.edition = edition
        self.scores = scores
        self.known = known
        self.tree: Tree = build_tree(edition)
        self.digits = digits_for(edition.scoring.scale)
        self.titles = {TOTAL: edition.title}
        for entry in (*edition.domains, *edition.initiatives, *edition.indicators):
            self.titles[entry.id] = entry.title

    def build(self, node: str) -> TrailNode:
        """A node with everything below it; its own part is set by its parent."""
        row, place = self.scores[node], self.tree.hierarchy.position(node)
        below = self.tree.hierarchy.children[place]
        ids = [self.tree.nodes[child] for child in below]
        rule = self._rule(node)
        part = TrailNode(
            node,
            self.tree.kinds[place],
            self.titles[node],
            row.score,
            row.low,
            row.high,
            row.weight,
            1.0,
            rule,
            None if row.score is None else shown(row.score, self.digits),
            known=self.known.get(node),
        )
        children = [self.build(child) for child in ids if child in self.scores]
        return replace(part, children=self._shared(part, children))

    def _rule(self, node: str) -> Rule:
        scoring = self.edition.scoring
        mean, after = scoring.aggregation, tuple[str, ...]()
        for domain in self.edition.domains:
            if domain.id == node:
                mean = domain.aggregation or mean
                after = tuple(step.step for step in domain.after)
        for indicator in self.edition.indicators:
            if indicator.id == node:
                after = tuple(step.step for step in steps_of(self.edition, indicator))
        pooled = scoring.pooling == "leaves"
        return Rule(scoring.aggregation if pooled else mean, pooled, self._left_out, after)

    @property
    def _left_out(self) -> bool:
        return self.edition.scoring.missing == "left_out"

    def _shared(self, parent: TrailNode, children: list[TrailNode]) -> tuple[TrailNode, ...]:
        """The children with their share among each other and what they bring to the parent."""
        weights = [self._counted(child) for child in children]
        total = sum(weights)
        children = [
            replace(child, among=weight / total if total else 0.0)
            for child, weight in zip(children, weights, strict=True)
        ]
        if not parent.rule.sums or parent.score is None:
            return tuple(children)
        brought = [self._brings(child, total) for child in children]
        parts = shown_parts(brought, parent.score, self.digits)
        return tuple(
            replace(child, brings=brings, part=part, more=self._more(child))
            for child, brings, part in zip(children, brought, parts, strict=True)
        )

    def _counted(self, node: TrailNode) -> float:
        """The weight of a node that its parent's mean counts."""
        if node.rule.pooled and node.children:
            return sum(self._counted(leaf) for leaf in _leaves(node))
        return node.weight if node.score is not None or not self._left_out else 0.0

    def _brings(self, node: TrailNode, total: float) -> float:
        if node.rule.pooled:
            points = [self._counted(leaf) * self._point(leaf) for leaf in _leaves(node)]
            return sum(points) / total if total else 0.0
        return node.among * self._point(node)

    def _point(self, node: TrailNode) -> float:
        """The score that counts: what is unknown counts as its worst (or weighs nothing)."""
        return node.low if node.score is None else node.score

    def _more(self, node: TrailNode) -> float | None:
        if node.score is not None or self._left_out:
            return None
        return node.among * (node.high - self._point(node))


def _leaves(node: TrailNode) -> list[TrailNode]:
    return [part for part in node.walk() if not part.children]


def _score(row: AnyRow) -> _Score:
    low, high = _number(row["low"]), _number(row["high"])
    return _Score(_number(row["score"]), low or 0.0, high or 0.0, _number(row["weight"]) or 0.0)


def _known(facts: Iterable[AnyRow], settlement: str) -> dict[str, Known]:
    rows: dict[str, list[AnyRow]] = {}
    for row in facts:
        if row["settlement"] == settlement:
            rows.setdefault(str(row["node"]), []).append(row)
    return {node: _fact(group) for node, group in rows.items()}


def _fact(rows: list[AnyRow]) -> Known:
    head = rows[0]
    basis, given, low, high, period = (
        _text(head, name) for name in ("basis", "given", "given_low", "given_high", "period")
    )
    grounds = tuple(_ground(row) for row in rows if row.get("file"))
    return Known(basis, given, low, high, _number(head.get("value")), period, grounds)


def _ground(row: AnyRow) -> Ground:
    role, file, sha256, source, status, on, what = (
        _text(row, name) for name in ("role", "file", "sha256", "source", "status", "on", "what")
    )
    line = int(_text(row, "line")) if row.get("line") else None
    return Ground(role, file, line, sha256, source, status, on, what)


def _text(row: AnyRow, name: str) -> str:
    return str(row.get(name) or "")


def _number(cell: object) -> float | None:
    return None if cell in (None, "") else float(str(cell))


def as_dict(node: TrailNode) -> dict[str, object]:
    """A trail as plain nested data for JSON: numbers in full, and as shown (text)."""
    return {
        "node": node.node,
        "kind": node.kind,
        "title": node.title.model_dump(),
        **{name: getattr(node, name) for name in _NUMBERS},
        "shown": None if node.shown is None else str(node.shown),
        "part": None if node.part is None else str(node.part),
        "rule": {**asdict(node.rule), "sums": node.rule.sums},
        "known": None if node.known is None else asdict(node.known),
        "children": [as_dict(child) for child in node.children],
    }
