"""Texts of plans and reports as JSON: one spelling, one digest, and their parts by path.

A path names a part from the top: `strategy/goals/total/title`. Items of a list are named by their
id (of progress: the action's), or by their place from 0 where they have none.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from aqyl.plan import Plan, ProgressReport

_NAMED_BY = ("id", "action")


def canonical(text: Plan | ProgressReport) -> str:
    """One spelling of a text as JSON."""
    return spell(text.model_dump(mode="json"))


def spell(value: object) -> str:
    """One spelling of JSON.

    >>> spell({"b": 1, "a": "қ"})
    '{"a":"қ","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_plan(content: str) -> Plan:
    """A plan from its JSON. Raises pydantic's ValidationError for anything else."""
    return Plan.model_validate_json(content)


def read_report(content: str) -> ProgressReport:
    """A report from its JSON. Raises pydantic's ValidationError for anything else."""
    return ProgressReport.model_validate_json(content)


def digest_of(content: str) -> str:
    """SHA-256 of a text, in hex."""
    return hashlib.sha256(content.encode()).hexdigest()


def part_of(content: str, path: str) -> Any:
    """The part at a path; None where there is none.

    >>> part_of('{"goals": [{"id": "total", "now": 3}]}', "goals/total/now")
    3
    """
    found: Any = json.loads(content)
    for name in path.split("/"):
        key = _key(found, name)
        if key is None:
            return None
        found = found[key]
    return found


def with_part(content: str, path: str, value: object) -> str:
    """The text with another part at a path; a part that is None is taken out of its list.

    Raises KeyError where nothing stands above the part.

    >>> with_part('{"goals": [{"id": "total", "now": 3}]}', "goals/total", None)
    '{"goals":[]}'
    """
    whole = json.loads(content)
    above, last = whole, path.split("/")
    for name in last[:-1]:
        key = _key(above, name)
        if key is None:
            raise KeyError(f"given: {path}; no part {name} in the text")
        above = above[key]
    _put(above, last[-1], value)
    return spell(whole)


def _put(above: Any, name: str, value: object) -> None:
    key = _key(above, name)
    if isinstance(above, dict):
        above[name] = value
    elif key is None:
        above.append(value)
    elif value is None:
        del above[key]
    else:
        above[key] = value


def _key(above: Any, name: str) -> str | int | None:
    if isinstance(above, dict):
        return name if name in above else None
    if not isinstance(above, list):
        return None
    for place, item in enumerate(above):
        if isinstance(item, dict) and name in [item.get(key) for key in _NAMED_BY]:
            return place
    bare = name.isdecimal() and int(name) < len(above)
    unnamed = bare and not (isinstance(above[int(name)], dict) and "id" in above[int(name)])
    return int(name) if unnamed else None
