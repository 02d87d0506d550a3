"""From a mapping to a checked Edition: every pydantic error becomes a Problem with its line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from aqyl.problems import Problem
from aqyl.standard.models import Edition
from aqyl.standard.steps import Step
from aqyl.standard.yaml_source import Located, locate

# pydantic's error type -> our problem; what is not listed falls to `edition.invalid`.
_KEYS = {
    "missing": "edition.field_missing",
    "extra_forbidden": "edition.field_unknown",
    "string_type": "edition.not_text",
    "string_too_short": "edition.blank",
    "literal_error": "edition.not_allowed",
    "union_tag_invalid": "edition.step_unknown",
    "union_tag_not_found": "edition.step_unknown",
    "string_pattern_mismatch": "edition.bad_id",
    "string_too_long": "edition.bad_id",
    "float_type": "edition.not_number",
    "int_type": "edition.not_number",
    "finite_number": "edition.not_number",
    "date_type": "edition.not_date",
    "bool_type": "edition.not_boolean",
    "tuple_type": "edition.not_list",
    "dict_type": "edition.not_mapping",
    "model_type": "edition.not_mapping",
    "model_attributes_type": "edition.not_mapping",
    "greater_than_equal": "edition.out_of_range",
    "greater_than": "edition.out_of_range",
    "less_than_equal": "edition.out_of_range",
    "value_error": "edition.source_bare",
}
_BOUNDS = {"ge": "≥", "gt": ">", "le": "≤"}
_STEP_KINDS = get_args(get_args(Step)[0])
_STEPS = ", ".join(kind.model_fields["step"].annotation.__args__[0] for kind in _STEP_KINDS)
_YAML_WORDS = {True: "true", False: "false", None: "null"}


def validate(data: Located) -> tuple[Edition | None, Edition, list[Problem]]:
    """The Edition if all its fields are right, what of it is right, and what is wrong.

    The second is the same Edition, or one that lacks wrong entries (its lists are shorter) and
    wrong or missing single fields (it has no such attribute): enough to check the rest.
    """
    try:
        edition = Edition.model_validate(dict(data))
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, _partial(data, details), [_problem(data, detail) for detail in details]
    return edition, edition, []


def _partial(data: Located, details: list[ErrorDetails]) -> Edition:
    wrong = {(detail["loc"][0], (*detail["loc"], None)[1]) for detail in details}
    right: dict[str, Any] = {}
    for name, field in Edition.model_fields.items():
        value = data.get(name)
        if isinstance(value, tuple):
            value = tuple(v for index, v in enumerate(value) if (name, index) not in wrong)
            if not _is_list(field.annotation):
                continue
        elif _is_list(field.annotation):
            value = ()
        elif name not in data or any(name == top for top, _ in wrong):
            continue
        kind: Any = field.annotation
        right[name] = TypeAdapter(kind).validate_python(value, strict=True)
    return Edition.model_construct(**right)


def _is_list(annotation: object) -> bool:
    return getattr(annotation, "__origin__", None) is tuple


def _problem(data: Located, detail: ErrorDetails) -> Problem:
    context: Mapping[str, object] = detail.get("ctx", {})
    limits = [f"{sign} {context[name]}" for name, sign in _BOUNDS.items() if name in context]
    key = _KEYS.get(detail["type"], "edition.invalid")
    words = str(context.get("expected", "")).replace(" or ", ", ")
    allowed = words or ", ".join(limits) or detail["type"]
    names = [str(part) for part in detail["loc"] if part != "[key]"]
    return Problem(
        key,
        locate(data, detail["loc"]),
        {
            "field": names[-1],
            "given": _shown(detail["input"]),
            "allowed": _STEPS if key == "edition.step_unknown" else allowed,
        },
    )


def _shown(given: object) -> str:
    """A given value as its author would know it."""
    if isinstance(given, Located) and "step" in given:
        return str(given["step"])
    if isinstance(given, dict | tuple):
        return "…"
    if isinstance(given, str):
        return f'"{given}"'
    if given is None or isinstance(given, bool):
        return _YAML_WORDS[given]
    return str(given)
