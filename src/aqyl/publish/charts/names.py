"""Names as short as a map needs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from aqyl.language import LANGUAGES, say
from aqyl.publish.words import each
from aqyl.standard import Text


def short_names(titles: Mapping[str, Text]) -> dict[str, dict[str, str]]:
    """Names without the word for what a unit is, where that leaves no two alike."""
    names = {unit: _short_in_each(title) for unit, title in titles.items()}
    for lang in LANGUAGES:
        times = Counter(name[lang] for name in names.values())
        for unit, name in names.items():
            if times[name[lang]] > 1:
                name[lang] = titles[unit].say(lang)
    return names


def longest(names: Mapping[str, str]) -> int:
    """The letters of the longest of a unit's names."""
    return max(map(len, names.values()))


def _short_in_each(title: Text) -> dict[str, str]:
    return each(lambda lang: _short(title.say(lang), set(say("report.map.short", lang).split())))


def _short(name: str, dropped: set[str]) -> str:
    return " ".join(word for word in name.split() if word not in dropped)
