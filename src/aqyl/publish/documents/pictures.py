"""Charts as pictures of a document: SVG with colours of its own, and the same as PNG."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from aqyl.publish.documents.fonts import FONTS

_TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});")
_USED = re.compile(r"var\(--([a-z0-9-]+)\)")
_KEYS = re.compile(r' data-[tav]="[^"]*"')
_DENSITY = 200.0


def standalone(chart: Markup) -> str:
    """A chart of `aqyl.publish.charts` as an SVG that needs no page around it."""
    svg = _USED.sub(lambda match: _colours()[match[1]], _KEYS.sub("", str(chart)))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONTS[0]}"'
    return svg.replace("<svg", head, 1)


@cache
def _colours() -> dict[str, str]:
    """The colours of the light design, which stands first in the file."""
    text = files("aqyl.publish").joinpath("design/tokens.css").read_text("utf-8")
    first, _, _ = text.partition("@media")
    return dict(_TOKEN.findall(first))


def png(svg: str) -> bytes:
    """A standalone SVG drawn with the fonts that documents carry."""
    from aqyl.publish.documents.typesetter import typeset

    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
        '#image(bytes(sys.inputs.data), format: "svg")\n'
    )
    return typeset(source, svg, kind="png", density=_DENSITY)
