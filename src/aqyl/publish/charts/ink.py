"""Colours of charts: each token of the design has a stand-in that Vega carries to the SVG.

`design/tokens.css` holds the true colours, so that a chart follows the light, dark and print theme.
"""

from __future__ import annotations

SHADES = tuple(f"shade-{n}" for n in range(1, 9))
CLASSES = tuple(f"class-{n}" for n in range(1, 7))
TOKENS = (
    "ink", "ink-soft", "line", "line-soft", "paper", "land", "border", "band", "mark", "unknown",
    "rise", "fall", "hatched", *SHADES, *CLASSES,
)  # fmt: skip
# What is filled with a pattern of the page, not with a colour.
_PATTERNS = {"hatched": "url(#hatch)"}
_STAND_INS = {token: f"#f0e0{place + 16:02x}" for place, token in enumerate(TOKENS)}


def ink(token: str) -> str:
    """The stand-in colour of a token.

    Raises KeyError for a token that charts do not use.
    """
    return _STAND_INS[token]


def true_colours(svg: str) -> str:
    """An SVG whose stand-ins are replaced by the tokens they stand for."""
    for token, stand_in in _STAND_INS.items():
        svg = svg.replace(stand_in, _PATTERNS.get(token, f"var(--{token})"))
    return svg
