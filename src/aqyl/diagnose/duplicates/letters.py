"""Latin letters that look like Cyrillic ones inside a word, and the other way round."""

from __future__ import annotations

import re
from functools import lru_cache

_LATIN = "ABCEHKMOPTXYaceopxyiIhj"
_CYRILLIC = "АВСЕНКМОРТХУасеорхуіІһј"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_WORD = re.compile(r"[^\W\d_]+")
_IS_LATIN, _IS_CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[\u0400-\u04ff]")


def unmixed(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with each word in the letters of one alphabet, and the words that had both.

    The alphabet most of the word's letters are of wins, Cyrillic if they are equal. A word that
    cannot be written in one alphabet so (a brand such as «SMARTгород») stays as it is.

    >>> unmixed("Видeонаблюдение в Aстане, IoT")
    ('Видеонаблюдение в Астане, IoT', ('Видeонаблюдение', 'Aстане'))
    """
    if text.isascii():
        return text, ()
    found: list[str] = []

    def one(match: re.Match[str]) -> str:
        word = _one_alphabet(match[0])
        if word != match[0]:
            found.append(match[0])
        return word

    return _WORD.sub(one, text), tuple(found)


@lru_cache(maxsize=1 << 17)
def _one_alphabet(word: str) -> str:
    latin, cyrillic = len(_IS_LATIN.findall(word)), len(_IS_CYRILLIC.findall(word))
    if not (latin and cyrillic):
        return word
    turned = word.translate(_TO_LATIN if latin > cyrillic else _TO_CYRILLIC)
    mixed = _IS_LATIN.search(turned) and _IS_CYRILLIC.search(turned)
    return word if mixed else turned
