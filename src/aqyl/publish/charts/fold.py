"""A name folded onto two lines of a chart, where nothing can fold by itself."""

from __future__ import annotations

from aqyl.publish.words import Three, each


def fold(text: str, letters: int) -> tuple[str, str]:
    """Two lines of at most so many letters; what does not go into them ends with an ellipsis.

    >>> fold("Lighting of all the streets of the city", 20)
    ('Lighting of all the', 'streets of the city')
    >>> fold("Lighting", 20)
    ('Lighting', '')
    """
    first, rest = _cut(text, letters)
    second, left = _cut(rest, letters)
    return first, second + "…" if left else second


def fold_in_three(title: Three, letters: int) -> tuple[dict[str, str], dict[str, str]]:
    """The same in each language; an empty line is a no-break space, so that it keeps its place."""
    return (
        each(lambda lang: fold(title[lang], letters)[0]),
        each(lambda lang: fold(title[lang], letters)[1] or "\u00a0"),
    )


def _cut(text: str, letters: int) -> tuple[str, str]:
    """As many whole words as go into a line, and the rest; a word too long is cut."""
    if len(text) <= letters:
        return text, ""
    end = text.rfind(" ", 0, letters + 1)
    if end <= 0:
        return text[:letters], text[letters:]
    return text[:end], text[end + 1 :]
