"""Fit govuk-frontend to Aqyl's tokens.

    npm pack govuk-frontend@6.6.0 && tar xf govuk-frontend-6.6.0.tgz
    python tools/build_govuk.py package

Reads the minified style sheet and module of the unpacked package (MIT, Crown copyright) and writes
`src/aqyl/portal/look/static/look/govuk/`. Left out: the font (its licence binds it to gov.uk), the
crown and the crest, and parts that show them. Colours and sizes become tokens of
`publish/design/tokens.css`, so that light, dark and print come from one place.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from aqyl.tables import write_text

OUT = Path(__file__).resolve().parent.parent / "src/aqyl/portal/look/static/look/govuk"
LEFT_OUT = ("header", "footer", "exit-this-page", "cookie-banner", "accordion", "generic-header")
NAMED = {
    "brand": "accent",
    "text": "ink",
    "inverse-text": "accent-ink",
    "template-background": "page",
    "body-background": "paper",
    "print-text": "ink",
    "secondary-text": "ink-soft",
    "focus": "bar-focus",
    "focus-text": "on-focus",
    "error": "error-ink",
    "success": "good-line",
    "border": "line",
    "input-border": "ink-soft",
    "hover": "line",
    "link": "accent",
    "link-visited": "accent",
    "link-hover": "ink",
    "link-active": "ink",
    "surface-background": "raised",
    "surface-text": "ink",
    "surface-border": "line",
}
LITERAL = {
    "#0b0c0c": "ink",
    "#000": "ink",
    "#fff": "paper",
    "#f3f3f3": "raised",
    "#cecece": "line",
    "#484949": "ink-soft",
    "#858686": "line",
    "#1d70b8": "accent",
    "#1a65a6": "accent",
    "#ca3535": "error-line",
    "#0f7a52": "accent",
    "#0b5c3e": "accent",
    "#083d29": "accent",
}
REM = {
    1.0: 2,
    1.1875: 3,
    1.3125: 4,
    1.5: 4,
    1.6875: 5,
    1.9375: 5,
    2.0: 6,
    2.25: 5,
    3.0: 6,
    3.3125: 6,
    5.0: 6,
}
POINTS = {14: 10.5, 18: 12, 24: 14, 32: 18, 53: 24}


def main() -> None:
    """Read the package in the folder given, write what the portal serves."""
    package = Path(sys.argv[1]) / "dist/govuk"
    style = (package / "govuk-frontend.min.css").read_text(encoding="utf-8")
    module = (package / "govuk-frontend.min.js").read_text(encoding="utf-8")
    write_text(OUT / "govuk.css", fitted(style))
    write_text(OUT / "govuk.js", without_map(module))


def fitted(style: str) -> str:
    """The style sheet in our tokens, without what must not or need not be there."""
    for fit in (without_map, _without_font, _without_parts, _in_tokens, _in_our_sizes):
        style = fit(style)
    return style


def without_map(text: str) -> str:
    """Without the address of a source map, which is not shipped."""
    return re.sub(r"\s*(/\*#|//#) ?sourceMappingURL=\S+( \*/)?\s*$", "\n", text)


def _without_font(style: str) -> str:
    style = re.sub(r"@font-face\{[^}]*\}", "", style)
    style = re.sub(r"[\w-]+:[^;{}]*url\([^)]*\)[^;{}]*;?", "", style)
    style = style.replace("GDS Transport,arial,sans-serif", "var(--font)")
    return style.replace("font-family:sans-serif", "font-family:var(--font)")


def _without_parts(style: str) -> str:
    """Without rules of which every selector is of a part that is left out."""
    parts = re.compile(rf"\.govuk-({'|'.join(LEFT_OUT)})(?![a-z])")

    def kept(match: re.Match[str]) -> str:
        selectors = [one for one in match[1].split(",") if not parts.search(one)]
        return f"{','.join(selectors)}{{{match[2]}}}" if selectors and match[2] else ""

    style = re.sub(r"([^{}@;]+)\{([^{}]*)\}", kept, style)
    while re.search(r"@media[^{}]*\{\}", style):
        style = re.sub(r"@media[^{}]*\{\}", "", style)
    return style


def _in_tokens(style: str) -> str:
    style = re.sub(r"--govuk-(?!breakpoint|frontend)[\w-]+-colour:#\w+;?", "", style)
    style = re.sub(r"(--govuk-[\w-]+-colour):var\(--govuk-print-text-colour,#000\);?", "", style)
    style = re.sub(
        r"var\(--govuk-([\w-]+)-colour,#\w+\)", lambda found: f"var(--{NAMED[found[1]]})", style
    )
    return re.sub(
        r"#[0-9a-f]{3,6}\b", lambda found: _token(LITERAL.get(found[0], "ink-soft")), style
    )


def _token(name: str) -> str:
    return f"var(--{name})"


def _in_our_sizes(style: str) -> str:
    def replaced(table: Callable[[float], str]) -> Callable[[re.Match[str]], str]:
        return lambda found: f"font-size:{table(float(found[1]))}"

    style = re.sub(r"font-size:([\d.]+)rem", replaced(lambda x: f"var(--size-{REM[x]})"), style)
    style = re.sub(r"font-size:(\d+)pt", replaced(lambda x: f"{POINTS[int(x)]}pt"), style)
    return style.replace("line-height:1.3157894737", "line-height:1.5")


if __name__ == "__main__":
    main()
