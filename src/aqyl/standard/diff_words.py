"""The sentences of a Change in kk, ru and en."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from aqyl.language import LANGUAGES, catalogue, say
from aqyl.standard.entries import Text

NOTHING = "–"


Titles = Mapping[str, Mapping[str, str]]

# Parts of a field's path that the sentence of a kind says already.
_SAID: Mapping[str, frozenset[str]] = {
    "reweighted": frozenset({"scoring", "weight"}),
    "moved_group": frozenset({"groups"}),
    "threshold": frozenset({"scoring"}),
    "scoring": frozenset({"scoring"}),
    "source": frozenset({"scoring", "source", "kind"}),
    "provenance": frozenset({"scoring", "source"}),
}
# Kinds whose path or values name groups and domains.
_NAMING = frozenset({"moved_group", "moved_domain", "threshold"})


class Entry(NamedTuple):
    """The entry a change is about."""

    list: str
    id: str
    title: Mapping[str, str]


def sentence(
    kind: str, entry: Entry, path: Sequence[str], before: Any, after: Any, titles: Titles
) -> Text:
    """One sentence in each language: which entry, what changed, from what to what.

    titles: ids of groups and domains with their titles, language -> text.
    """
    known = titles if kind in _NAMING else {}
    said = {lang: _say(kind, entry, path, (before, after), known, lang) for lang in LANGUAGES}
    return Text.model_validate(said)


def _say(
    kind: str, entry: Entry, path: Sequence[str], values: tuple[Any, Any], titles: Titles, lang: str
) -> str:
    list_word = _word("list", entry.list, lang)
    named = say("diff.entry", lang, list=list_word, title=entry.title[lang], id=entry.id)
    parts = [part for part in path if part not in _SAID.get(kind, ())]
    field = ", ".join(_named(part, titles, lang) or _word("field", part, lang) for part in parts)
    before, after = (_named(value, titles, lang) or show(value, lang) for value in values)
    return say(
        f"diff.{_sentence_of(kind, entry, path)}",
        lang,
        entry=named,
        field=f" ({field})" if field else "",
        before=before,
        after=after,
    )


def _sentence_of(kind: str, entry: Entry, path: Sequence[str]) -> str:
    if kind == "renamed" and path[-1:] == ("id",):
        return "edition_id" if entry.list == "edition" else "renamed_id"
    return kind


def _named(part: Any, titles: Titles, lang: str) -> str:
    """The title of a group or domain in quotes; empty for anything else."""
    return _quoted(titles[part][lang], lang) if isinstance(part, str) and part in titles else ""


def _quoted(text: str, lang: str) -> str:
    return f"“{text}”" if lang == "en" else f"«{text}»"


def _word(kind: str, name: str, lang: str) -> str:
    """A word of the catalogue; an id stands for itself."""
    key = f"diff.{kind}.{name}"
    return catalogue()[key][lang] if key in catalogue() else name


def show(value: Any, lang: str) -> str:
    """A plain value as a reader of the language expects it.

    >>> show(0.25, "ru"), show(["a", "b"], "en"), show(None, "kk")
    ('0,25', 'a, b', '–')
    """
    if value is None or value in ([], {}, ""):
        return NOTHING
    if isinstance(value, bool):
        return say("word.yes" if value else "word.no", lang)
    if isinstance(value, int | float):
        text = f"{value:.10g}"
        return text if lang == "en" else text.replace(".", ",")
    if isinstance(value, list):
        return ", ".join(show(item, lang) for item in value)
    if isinstance(value, dict):
        return _show_mapping(value, lang)
    return _word("value", str(value), lang)


def _show_mapping(value: Mapping[str, Any], lang: str) -> str:
    if set(value) == set(LANGUAGES):
        return _quoted(value[lang], lang)
    given = {key: child for key, child in value.items() if child is not None}
    if "step" in given:
        rest = ", ".join(f"{key} {show(given[key], lang)}" for key in given if key != "step")
        return f"{given['step']} ({rest})" if rest else str(given["step"])
    return "; ".join(f"{_word('field', key, lang)}: {show(given[key], lang)}" for key in given)
