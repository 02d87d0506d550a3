"""From a mapping to a checked Edition: every pydantic error becomes a Problem with its line."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from aqyl.problems import Problem
from aqyl.standard.models import Edition
from aqyl.standard.yaml_source import Located, locate

# pydantic's error type -> our problem; what is not listed falls to `edition.invalid`.
_KEYS = {
    "missing": "edition.field_missing",
    "extra_forbidden": "edition.field_unknown",
    "string_type": "edition.not_text",
    "literal_error": "edition.not_allowed",
    "union_tag_invalid": "edition.step_unknown",
    "union_tag_not_found": "edition.step_unknown",
    "string_pattern_mismatch": "edition.bad_id",
    "float_type": "edition.not_number",
    "int_type": "edition.not_number",
    "finite_number": "edition.not_number",
    "date_type": "edition.not_date",
    "greater_than_equal": "edition.out_of_range",
    "greater_than": "edition.out_of_range",
    "less_than_equal": "edition.out_of_range",
    "value_error": "edition.source_bare",
}


def validate(data: Located) -> tuple[Edition | None, list[Problem]]:
    """Build the Edition, or say everything that is wrong with its fields."""
    try:
        return Edition.model_validate(dict(data)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_problem(data, detail) for detail in details]


def _problem(data: Located, detail: ErrorDetails) -> Problem:
    context: Mapping[str, object] = detail.get("ctx", {})
    limits = [f"{name} {context[name]}" for name in ("ge", "gt", "le", "lt") if name in context]
    allowed = context.get("expected") or context.get("expected_tags") or ", ".join(limits)
    given = detail["input"]
    return Problem(
        _KEYS.get(detail["type"], "edition.invalid"),
        locate(data, detail["loc"]),
        {
            "field": str(detail["loc"][-1]),
            "given": "…" if isinstance(given, dict | tuple) else repr(given),
            "allowed": allowed or detail["type"],
        },
    )
