"""Which settlements a title names, by the register, whatever the ending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aqyl.diagnose.duplicates.matching.words import words
from aqyl.language import LANGUAGES
from aqyl.register import Register

# A shorter name is too often another word; an ending is no longer than this.
_LEAST, _ENDING = 5, 4


@dataclass(frozen=True)
class Gazetteer:
    """The folded names of settlements of one word, by their first letters."""

    names: Mapping[str, tuple[tuple[str, str], ...]]

    @classmethod
    def of(cls, register: Register) -> Gazetteer:
        """Names that two settlements share name neither."""
        owners: dict[str, set[str]] = {}
        for one in register.in_groups():
            for lang in LANGUAGES:
                parts = words(one.name(lang))
                if len(parts) == 1 and len(parts[0]) >= _LEAST:
                    owners.setdefault(parts[0], set()).add(one.kato)
        found: dict[str, list[tuple[str, str]]] = {}
        for name, codes in sorted(owners.items()):
            if len(codes) == 1:
                found.setdefault(name[: _LEAST - 1], []).append((name, next(iter(codes))))
        return cls({head: tuple(names) for head, names in found.items()})

    def named(self, *titles: str) -> frozenset[str]:
        """The KATO codes of the settlements the titles name."""
        found = set()
        for word in (word for title in titles for word in words(title)):
            for name, code in self.names.get(word[: _LEAST - 1], ()):
                # «Алматы» and «Алматыда»; «Астана» and «Астане»: the last vowel may change.
                if word.startswith(name[:-1]) and len(word) <= len(name) + _ENDING:
                    found.add(code)
        return frozenset(found)
