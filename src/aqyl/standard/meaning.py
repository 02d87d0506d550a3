"""The meaning of an edition: what it says, whatever its files look like.

Entries are known by their ids, so that neither the order of a list nor the file an entry stands in
is part of the meaning; the order of steps, of bands and of comparisons is.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from aqyl.standard.models import Edition

Plain = dict[str, Any]

# Lists by the field that names their entries.
_NAMED_BY = ("id", "theme", "group", "node")
# Lists in which the order of the items says something.
_ORDERED = frozenset({"steps", "after", "edges", "points", "x", "y", "order", "upper"})


def meaning(edition: Edition) -> Plain:
    """The edition as plain mappings: lists of entries by id, lists of ids sorted.

    Two editions mean the same when these are equal.
    """
    plain: Plain = _plain(edition.model_dump(mode="json"), "")
    return plain


def fingerprint(edition: Edition) -> str:
    """SHA-256 of the edition's meaning, in hex.

    The same for the same content, however it is spread over files, ordered, quoted or defaulted.
    """
    text = json.dumps(meaning(edition), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _plain(child, key) for key, child in value.items()}
    if isinstance(value, list):
        items = [_plain(item, "") for item in value]
        return items if name in _ORDERED else _unordered(items)
    return value


def _unordered(items: list[Any]) -> Any:
    """A list of named entries as a mapping, any other sorted."""
    if items and isinstance(items[0], dict):
        for key in _NAMED_BY:
            if key in items[0]:
                return {item[key]: item for item in items}
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
