"""A diagnosis as tidy tables: gaps, classes, peers and priorities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from aqyl.diagnose.models import Diagnosis, Method, NeedsClasses, TechnologyPriority
from aqyl.tables import Row

_HEAD = ("edition", "period")
_PLACES = ("score", "place", "robustness", "low", "high")
NEEDS = (
    *_HEAD, "settlement", "group", "node", "kind", "score", "gap", "low", "high", "weight", "gain",
    "known",
)  # fmt: skip
CLASSES = (
    *_HEAD, "group", "settlement", "class", "agree", "on_border", "other", "reason", "title_kk",
    "title_ru", "title_en",
)  # fmt: skip
PEERS = (
    *_HEAD, "settlement", "node", "peer", "similarity", "status", "value", "since", "basis", "what",
    "source",
)  # fmt: skip
PRIORITIES = (
    *_HEAD, "kind", "scope", "technology", "place", "need", "effect", "readiness", "cost", "known",
    "initiatives", *(f"{method}_{name}" for method in get_args(Method) for name in _PLACES),
)  # fmt: skip


def needs_table(diagnosis: Diagnosis) -> Iterator[Row]:
    """A row a settlement and node that applies to it, in the order of the tree."""
    for profile in diagnosis.profiles:
        head = {**_head(diagnosis), "settlement": profile.settlement, "group": profile.group}
        for gap in profile.gaps:
            yield head | gap.model_dump()


def classes_table(diagnosis: Diagnosis) -> Iterator[Row]:
    """A row a settlement and set of classes (`all`, then each group); the reason where it has none.

    The reason of a settlement of which too little is known to class it is `too_little_known`.
    """
    for classes in diagnosis.classes:
        head = {**_head(diagnosis), "group": classes.group}
        for row in sorted(_class_rows(classes), key=lambda row: str(row["settlement"])):
            yield head | row


def _class_rows(classes: NeedsClasses) -> Iterator[Row]:
    titles = {one.id: one.title for one in classes.classes}
    for one in classes.members:
        title = titles[one.needs_class]
        yield {
            "settlement": one.settlement,
            "class": one.needs_class,
            "agree": one.agree,
            "on_border": "yes" if one.on_border else "no",
            "other": one.other,
            **{f"title_{lang}": wording for lang, wording in title.model_dump().items()},
        }
    for settlement in classes.unclassed:
        yield {"settlement": settlement, "reason": "too_little_known"}
    if classes.reason:
        for settlement in classes.sample:
            yield {"settlement": settlement, "reason": classes.reason}


def peers_table(diagnosis: Diagnosis) -> Iterator[Row]:
    """A row a settlement, gap and peer, the most similar first."""
    for own in diagnosis.peers:
        head = {**_head(diagnosis), "settlement": own.settlement, "node": own.node}
        for peer in own.peers:
            told = peer.model_dump(exclude={"settlement"})
            yield {**head, "peer": peer.settlement, **told}


def priorities_table(diagnosis: Diagnosis) -> Iterator[Row]:
    """A row a scope (country, class, settlement) and technology, the first one first."""
    for own in diagnosis.priorities:
        head = {**_head(diagnosis), "kind": own.kind, "scope": own.scope}
        for one in own.technologies:
            yield {**head, **_technology(one)}


def _technology(one: TechnologyPriority) -> Row:
    row = one.model_dump(exclude={"methods", "initiatives"})
    row["initiatives"] = " ".join(one.initiatives)
    for own in one.methods:
        row |= {f"{own.method}_{name}": getattr(own, name) for name in _PLACES}
    return row


def _head(diagnosis: Diagnosis) -> Row:
    return {"edition": diagnosis.edition, "period": diagnosis.period}
