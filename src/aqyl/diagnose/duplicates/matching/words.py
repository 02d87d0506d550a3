"""What a text is made of: words cut to their stems, numbers, names of models and codes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from aqyl.language import fold

# Kazakh and Russian put their endings last: the beginning of a word is most of its meaning.
STEM = 6
WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LONG_NUMBER = re.compile(r"\d{5,}")
_MIXED = re.compile(r"(?=\w*\d)(?=\w*[^\W\d_])\w{4,}")


def words(text: str) -> list[str]:
    """Folded words (see `aqyl.language.fold`), numbers among them.

    >>> words("Ақылды аялдама, 2-кезең")
    ['акылды', 'аялдама', '2', 'кезен']
    """
    return [folded(word) for word in WORD.findall(unicodedata.normalize("NFC", text))]


@lru_cache(maxsize=1 << 18)
def folded(word: str) -> str:
    """One word folded; the words of a register come again and again."""
    return fold(word)


def stem(word: str) -> str:
    """The first letters of a folded word; nothing of one or two letters that is no number.

    >>> stem("остановок"), stem("на"), stem("15")
    ('остано', '', '15')
    """
    return word[:STEM] if len(word) > 2 or word.isdigit() else ""


def numbers(text: str) -> frozenset[str]:
    """The numbers in a text.

    >>> sorted(numbers("8.5 megapixel, 3x zoom"))
    ['3', '8.5']
    """
    return frozenset(_NUMBER.findall(text))


def codes(text: str) -> frozenset[str]:
    """Words of letters and digits and long numbers, without hyphens: models, articles, contracts.

    >>> sorted(codes("Sony DSC-W120/P, 226540"))
    ['226540', 'dscw120']
    """
    joined = text.casefold().replace("-", "")
    return frozenset(_MIXED.findall(joined)) | frozenset(_LONG_NUMBER.findall(joined))


def squeezed(text: str) -> str:
    """The text without spaces and hyphens, to find a code in however it is written."""
    return text.casefold().replace("-", "").replace(" ", "")
