"""Folding for search and keys for sorting, in Kazakh, Russian and Latin letters."""

from __future__ import annotations

import unicodedata

# The 42 letters of the Kazakh Cyrillic alphabet in their order (it holds the 33 Russian ones).
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

_ORDER = {letter: index for index, letter in enumerate(KAZAKH)}
_NEAR = str.maketrans("әғқңөұүһіёй", "агкноуухиеи")


def fold(text: str) -> str:
    """Fold for search: case gone, Kazakh letters beside their Russian neighbours, marks dropped.

    A person typing «Оскемен» finds «Өскемен».

    >>> fold("Өскемен") == fold("оскемен")
    True
    """
    plain = text.casefold().translate(_NEAR)
    decomposed = unicodedata.normalize("NFKD", plain)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(kept.replace("-", " ").split())


def sort_key(text: str) -> tuple[tuple[int, int], ...]:
    """A key that sorts as the Kazakh alphabet does: signs, digits, Cyrillic in order, then Latin.

    >>> sorted(["Қостанай", "Лисаковск", "Кентау", "Ақтау", "Әйет"], key=sort_key)
    ['Ақтау', 'Әйет', 'Кентау', 'Қостанай', 'Лисаковск']
    """
    return tuple(_place(letter) for letter in text.casefold())


def _place(letter: str) -> tuple[int, int]:
    if letter in _ORDER:
        return (2, _ORDER[letter])
    if letter.isdigit():
        return (1, ord(letter))
    return (3, ord(letter)) if letter.isalpha() else (0, ord(letter))
