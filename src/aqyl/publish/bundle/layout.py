"""Where things lie in a bundle, what they may be called, and how large it may be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

FORMAT = 1
MANIFEST = "bundle.json"
EDITION, REGISTER, DATA, RESULTS = "edition", "register", "data", "results"
SETTLEMENTS = f"{REGISTER}/settlements.csv"
# What the register rests on and under which licences: it is passed on with it.
REGISTER_SOURCES = f"{REGISTER}/README.md"

MAX_FILES = 2_000
MAX_BYTES = 2**30
# Unpacked size to packed size, for bundles that another program has packed anew.
MAX_RATIO = 100
MAX_NAME = 400
MAX_DRAWS = 100_000

_RESERVED = frozenset('\\:*?"<>|')
# Control characters, halves of pairs, separators, marks that turn text around.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def is_safe(name: str) -> bool:
    """Whether a name stays inside the folder it is unpacked into, on every system.

    >>> is_safe("data/values.csv"), is_safe("data/../../values.csv"), is_safe("C:/values.csv")
    (True, False, False)
    """
    if any(letter in _RESERVED or unicodedata.category(letter) in _UNSEEN for letter in name):
        return False
    return len(name.encode()) <= MAX_NAME and all(_is_safe_part(part) for part in name.split("/"))


def _is_safe_part(part: str) -> bool:
    """Neither empty nor `.` nor `..`; no blank at an end and no point last, which some cut off."""
    return part != "" and part == part.strip() and not part.endswith(".")


def clashing(names: Iterable[str]) -> list[str]:
    """Names that are the same file as another on some system, or a folder that another lies in.

    >>> clashing(["data/a.csv", "data/A.csv", "data"])
    ['data', 'data/A.csv']
    """
    first: dict[str, str] = {}
    found = []
    for name in names:
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in first:
            found.append(name)
        first.setdefault(folded, name)
    folders = {
        folded[:place]
        for folded in first
        for place, letter in enumerate(folded)
        if letter == "/"
    }  # fmt: skip
    return sorted({*found, *(first[folded] for folded in first.keys() & folders)})
