"""Maps of a publication, drawn once for each language and kept as files."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, get_args

from django.utils.safestring import SafeString, mark_safe

import aqyl
from aqyl.language import Lang
from aqyl.portal.results import store
from aqyl.portal.results.models import Publication
from aqyl.portal.results.shown import assessment_of
from aqyl.register import load_register
from aqyl.tables import write_text

if TYPE_CHECKING:
    from aqyl.publish.view.frame import Frame

Size = Literal["wide", "narrow"]

_SWITCHES = re.compile(r' data-[tav]="[^"]*"')
_ANCHOR = re.compile(r'href="#s-(\d{9})" tabindex="-1"')
_TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-fA-F]{3,8});")
_VIEW = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)" width="[0-9.]+" height="[0-9.]+"')
_ROOM = 36
_PAINT = re.compile(r"var\(--([a-z0-9-]+)\)")


def inline_map(publication: Publication, lang: Lang) -> SafeString:
    """The wide map as an element of the page; its colours are the page's, its dots lead on."""
    return mark_safe(_drawn(publication, lang, "wide"))  # noqa: S308 - we drew it, texts escaped


def map_file(publication: Publication, lang: Lang) -> str:
    """The narrow map as a file of its own."""
    return as_file(_drawn(publication, lang, "narrow"))


def as_file(svg: str) -> str:
    """A map of a page as a file: colours and name space stand in it."""
    painted = _PAINT.sub(lambda m: _colours()[m[1]], svg)
    head = '<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif"'
    return _VIEW.sub(_widened, painted.replace("<svg", head, 1), count=1)


def _widened(match: re.Match[str]) -> str:
    """Room for names that reach beyond the land: a file cannot show what lies outside it."""
    width, height = float(match[1]), float(match[2])
    return f'viewBox="{-_ROOM} {-_ROOM / 2} {width + 2 * _ROOM:g} {height + _ROOM:g}"'


def _drawn(publication: Publication, lang: Lang, size: Size) -> str:
    paths = {
        one: store.drawing_path("map", aqyl.__version__, publication.digest, lang, one, "svg")
        for one in get_args(Size)
    }
    if not paths[size].exists():
        for one, svg in _draw(publication, lang).items():
            write_text(paths[one], svg)
    return paths[size].read_text(encoding="utf-8")


def _draw(publication: Publication, lang: Lang) -> dict[Size, str]:
    from aqyl.publish.figures import maps_of

    maps = maps_of(frame_of(publication, lang))
    if maps is None:
        raise ValueError("no settlement of the register has a place")
    return {"wide": plain(maps.wide), "narrow": plain(maps.narrow)}


def frame_of(publication: Publication, lang: Lang) -> Frame:
    """What drawings of a publication are made from."""
    from aqyl.publish.inputs import ReportInput
    from aqyl.publish.view.frame import Frame
    from aqyl.publish.words import Words

    known = load_register().in_groups()
    report = ReportInput(
        assessment_of(publication.digest, publication.campaign.period),
        lang=lang,
        places={
            one.kato: (one.latitude, one.longitude)
            for one in known
            if one.latitude is not None and one.longitude is not None
        },
        population={one.kato: one.population for one in known if one.population},
    )
    return Frame(report, Words(lang))


def plain(svg: str, address: str = r"\1/") -> str:
    """Without what a report's language switch needs; anchors become addresses beside the page."""
    return _ANCHOR.sub(f'href="{address}"', _SWITCHES.sub("", svg))


@cache
def _colours() -> dict[str, str]:
    """The tokens in their light theme, which stands first."""
    text = files("aqyl.publish").joinpath("design/tokens.css").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for name, colour in _TOKEN.findall(text):
        found.setdefault(name, colour)
    return found
