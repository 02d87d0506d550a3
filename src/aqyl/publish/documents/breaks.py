"""Where a long Kazakh word may break in a narrow column: typst has no patterns for Kazakh.

A syllable begins with the last consonant before a vowel: ше-ше, жұл-дыз. Shorter words stay whole.
"""

from __future__ import annotations

import re

_SOFT = "\u00ad"
_LONG, _END = 18, 3
_VOWELS = "аәеёиоөуұүыіэюя"
_WORD = re.compile(rf"[^\W\d_]{{{_LONG},}}")
# A vowel, consonants if any, and the consonant and vowel that begin the next syllable.
_SYLLABLE = re.compile(
    rf"(?<=[{_VOWELS}])([^{_VOWELS}]*?)(?=[^{_VOWELS}][{_VOWELS}])", re.IGNORECASE
)


def breakable(text: str) -> str:
    """The text with soft hyphens between the syllables of its long words.

    >>> breakable("қанағаттандырылмағандықтан").replace("\\u00ad", "-")
    'қана-ғат-тан-ды-рыл-ма-ған-дықтан'
    """
    return _WORD.sub(lambda match: _split(match[0]), text)


def _split(word: str) -> str:
    places = [match.end() for match in _SYLLABLE.finditer(word)]
    inside = [place for place in places if _END < place < len(word) - _END]
    for place in reversed(inside):
        word = f"{word[:place]}{_SOFT}{word[place:]}"
    return word
