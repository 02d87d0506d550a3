"""Two texts with the words that only one of them has marked."""

from __future__ import annotations

from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


def marked(first: str, second: str) -> tuple[SafeString, SafeString]:
    """Both texts as HTML; what differs stands in <mark>.

    >>> marked("street lights, stage 1", "street lights, stage 2")[0]
    'street lights, stage <mark>1</mark>'
    """
    one, other = first.split(), second.split()
    matcher = SequenceMatcher(None, _folded(one), _folded(other), autojunk=False)
    left: list[str] = []
    right: list[str] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        left += _part(one[a:b], same=kind == "equal")
        right += _part(other[c:d], same=kind == "equal")
    return _safe(left), _safe(right)


def _folded(words: list[str]) -> list[str]:
    return [word.casefold().strip(".,;:«»\"'()") for word in words]


def _part(words: list[str], *, same: bool) -> list[str]:
    if not words:
        return []
    text = escape(" ".join(words))
    return [str(text) if same else f"<mark>{text}</mark>"]


def _safe(parts: list[str]) -> SafeString:
    return mark_safe(" ".join(parts))  # noqa: S308 - every word is escaped
