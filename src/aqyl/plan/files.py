"""Plans and progress reports as JSON files: one plan a file, a list of reports a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from aqyl.language import say
from aqyl.plan.models import Plan, ProgressReport
from aqyl.problems import InputError, Place, Problem
from aqyl.tables import write_json

T = TypeVar("T")

_PLAN: TypeAdapter[Plan] = TypeAdapter(Plan)
_REPORTS: TypeAdapter[tuple[ProgressReport, ...]] = TypeAdapter(tuple[ProgressReport, ...])
# pydantic's error type -> the string that says what is allowed; others fall to `other`.
_ALLOWED = {
    "missing": "missing",
    "extra_forbidden": "extra",
    "string_type": "text",
    "string_too_short": "blank",
    "string_pattern_mismatch": "id",
    "int_type": "whole",
    "float_type": "number",
    "bool_type": "boolean",
    "literal_error": "one_of",
    "date_from_datetime_parsing": "day",
    "date_type": "day",
    "date_parsing": "day",
    "greater_than_equal": "at_least",
    "less_than_equal": "at_most",
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
}
_BOUNDS = ("expected", "ge", "le", "gt", "lt")
# Of what was given, so many characters are shown.
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a field of a plan may hold, in words."""

    key: str
    bound: str

    def say(self, lang: str) -> str:
        """The words in one language."""
        return say(f"plan.allowed.{self.key}", lang, bound=self.bound)


def read_plan(path: Path) -> Plan:
    """The plan of a file. Raises InputError: no file, no JSON, and every field that is wrong."""
    return _read(path, _PLAN)


def read_reports(path: Path) -> tuple[ProgressReport, ...]:
    """The progress reports of a file, a JSON list. Raises InputError as `read_plan` does."""
    return _read(path, _REPORTS)


def write_plan(path: Path, plan: Plan) -> None:
    """Write a plan; the same plan gives the same bytes."""
    write_json(path, plan.model_dump(mode="json"))


def write_reports(path: Path, reports: tuple[ProgressReport, ...]) -> None:
    """Write progress reports; the same reports give the same bytes."""
    write_json(path, [report.model_dump(mode="json") for report in reports])


def _read(path: Path, adapter: TypeAdapter[T]) -> T:
    place = Place(path.name)
    if not path.is_file():
        raise InputError([Problem("plan.no_file", place, {"given": path.name})])
    try:
        return adapter.validate_json(path.read_bytes())
    except ValidationError as error:
        details = error.errors(include_url=False)
    raise InputError([_problem(path.name, detail) for detail in details])


def _problem(file: str, detail: Any) -> Problem:
    if detail["type"] == "json_invalid":
        return Problem("plan.not_json", Place(file), {"detail": str(detail["ctx"]["error"])})
    where = ".".join(map(str, detail["loc"]))
    allowed = Allowed(_ALLOWED.get(detail["type"], "other"), _bound(detail))
    given = "–" if detail["type"] == "missing" else _short(repr(detail["input"]))
    return Problem("plan.field", Place(file, column=where), {"given": given, "allowed": allowed})


def _bound(detail: Any) -> str:
    context = detail.get("ctx", {})
    found = next((context[name] for name in _BOUNDS if name in context), "")
    return f"{found:g}" if isinstance(found, float) else str(found)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
