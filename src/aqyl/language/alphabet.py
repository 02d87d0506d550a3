"""Folding for search and keys for sorting, in Kazakh, Russian and Latin letters."""

from __future__ import annotations

import unicodedata

# The 42 letters of the Kazakh Cyrillic alphabet in their order (it holds the 33 Russian ones, so
# that a Russian word sorts by it as by the Russian alphabet, ё straight after е).
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

# What a keyboard without the Kazakh letters gives for them; dotless i is Kazakh in Latin letters.
_NEAR = str.maketrans("әғқңөұүһіı", "агкноуухиi", "'’‘ʼʹ`")

_CYRILLIC = {letter: index for index, letter in enumerate(KAZAKH)}
_SIGN, _DIGIT, _FIRST, _SECOND, _OTHER = range(5)

SortKey = tuple[tuple[tuple[int, int], ...], str]


def fold(text: str) -> str:
    """Fold for search: no case, no marks, no hyphens, Kazakh letters as their Russian neighbours.

    A person typing «Оскемен» finds «Өскемен». Folding twice changes nothing, and neither does
    writing the text in capitals first.

    >>> fold("Өскемен") == fold("ОСКЕМЕН") == "оскемен"
    True
    >>> fold("Усть-Каменогорск"), fold("Ust’-Talovka"), fold("Күйіген Қаратөбе")
    ('усть каменогорск', 'ust talovka', 'куииген каратобе')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFKD", plain.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c)).translate(_NEAR)
    return " ".join("".join(" " if _is_dash(c) else c for c in letters).split())


def _is_dash(letter: str) -> bool:
    return unicodedata.category(letter) == "Pd"


def sort_key(text: str, lang: str = "kk") -> SortKey:
    """A key that sorts as a reader of `lang` expects: signs, digits, then letters.

    kk and ru: the Kazakh alphabet, then Latin. en: Latin without regard to marks, then Cyrillic.
    Case decides nothing before the letters do; no two different texts have the same key.

    >>> sorted(["Қостанай", "Лисаковск", "Кентау", "Ақтау", "Әйет"], key=sort_key)
    ['Ақтау', 'Әйет', 'Кентау', 'Қостанай', 'Лисаковск']
    >>> sorted(["Zürich", "Almaty", "zoo", "Āstana"], key=lambda name: sort_key(name, "en"))
    ['Almaty', 'Āstana', 'zoo', 'Zürich']
    """
    plain = unicodedata.normalize("NFC", text.casefold())
    if lang != "en":
        return tuple(_place(letter, _FIRST, _SECOND) for letter in plain), text
    bare = "".join(_base(letter) for letter in plain)
    return tuple(_place(letter, _SECOND, _FIRST) for letter in bare), text


def _base(letter: str) -> str:
    """A Latin letter without its marks; any other letter as it is (й is a letter of its own)."""
    if letter in _CYRILLIC:
        return letter
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))


def _place(letter: str, cyrillic: int, latin: int) -> tuple[int, int]:
    if letter in _CYRILLIC:
        return cyrillic, _CYRILLIC[letter]
    if letter.isdigit():
        return _DIGIT, ord(letter)
    if letter.isalpha():
        return (latin if ord(letter) < 0x0250 else _OTHER), ord(letter)
    return _SIGN, ord(letter)
