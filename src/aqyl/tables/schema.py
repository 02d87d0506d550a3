"""The columns of every table. Code, checks, docs and templates read them from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "period"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `required` must be there and filled; `choices` are the only words allowed."""

    name: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """A table's columns and the columns that together may occur once."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in their order."""
        return tuple(column.name for column in self.columns)


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _required(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, required=True) for name in names)


def _numbers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "number") for name in names)


_PERIOD = Column("period", "period", required=True)
_STANDINGS = ("verified", "reported", "claimed", "returned", "refused")

EVIDENCE = Schema(
    "evidence",
    (
        *_required("settlement", "theme", "status"),
        Column("on"),
        Column("quantity"),
        *_text("unit", "what"),
        Column("source", required=True),
        Column("confidence", required=True, choices=("stated", "inferred")),
        Column("contradicts", choices=("yes", "no")),
        Column("note"),
    ),
)
ANSWERS = Schema(
    "answers",
    (
        *_required("settlement", "initiative"),
        _PERIOD,
        Column("status", required=True),
        *_text("claimed_on", "evidence"),
        Column("verified", required=True, choices=_STANDINGS),
        *_text("note", "status_low", "status_high"),
    ),
    key=("settlement", "initiative", "period"),
)
VALUES = Schema(
    "values",
    (
        *_required("settlement", "indicator"),
        _PERIOD,
        *_numbers("value", "numerator", "denominator"),
        *_text("unit", "quality", "source"),
        Column("verified", choices=_STANDINGS),
        Column("note"),
    ),
    key=("settlement", "indicator", "period"),
)
TARGETS = Schema(
    "targets",
    (
        Column("indicator", required=True),
        Column("target", "number", required=True),
        Column("source"),
    ),
    key=("indicator",),
)
SCORES = Schema(
    "scores",
    (
        *_required("edition"),
        _PERIOD,
        Column("settlement", required=True),
        *_text("group", "node", "kind"),
        *_numbers("score", "low", "high", "weight", "coverage", "verified", "reported", "claimed"),
    ),
    key=("settlement", "node"),
)
RANKS = Schema(
    "ranks",
    (
        *_required("edition"),
        _PERIOD,
        *_text("group"),
        Column("settlement", required=True),
        *_numbers("score", "rank", "rank_low", "rank_high"),
        *_text("level", "level_low", "level_high"),
    ),
    key=("group", "settlement"),
)
PUBLISHED = Schema(
    "published",
    (Column("settlement", required=True), Column("node"), Column("score", "number", required=True)),
    key=("settlement", "node"),
)
PROJECTS = Schema(
    "projects",
    (
        *_required("id"),
        *_text("settlement", "title_kk", "title_ru", "title_en"),
        *_text("description_kk", "description_ru", "description_en"),
        *_text("initiative", "technology", "supplier", "supplier_bin"),
        Column("amount", "number"),
        *_text("currency", "start", "end", "source"),
    ),
    key=("id",),
)
VERDICTS = Schema(
    "verdicts",
    (
        *_required("first", "second"),
        Column("verdict", required=True, choices=("same", "part", "shared_need", "different")),
        *_text("by", "on", "note"),
    ),
)
BUDGETS = Schema(
    "budgets",
    (
        Column("settlement", required=True),
        Column("year", "period", required=True),
        Column("funding", required=True),
        Column("amount", "number", required=True),
        Column("currency"),
    ),
    key=("settlement", "year", "funding"),
)
COSTS = Schema(
    "costs",
    (
        *_required("settlement", "initiative"),
        *_numbers("once", "yearly", "staff", "months"),
        *_text("currency", "funding", "prerequisites", "excludes", "note"),
    ),
    key=("settlement", "initiative"),
)
STAFF = Schema(
    "staff",
    (
        Column("settlement", required=True),
        Column("year", "period", required=True),
        Column("posts", "number", required=True),
    ),
    key=("settlement", "year"),
)

SCHEMAS = {
    schema.name: schema
    for schema in (
        *(EVIDENCE, ANSWERS, VALUES, TARGETS, SCORES, RANKS, PUBLISHED),
        *(PROJECTS, VERDICTS, BUDGETS, COSTS, STAFF),
    )
}
INPUTS = ("evidence", "answers", "values", "targets")
