"""The map of classes by need: a dot a settlement, its class by colour and by shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from django.utils.safestring import SafeString, mark_safe

import aqyl
from aqyl.language import Lang, Sayable, say
from aqyl.portal.results import store
from aqyl.portal.results.drawings import as_file, frame_of, plain
from aqyl.portal.results.models import Publication
from aqyl.tables import write_text

if TYPE_CHECKING:
    from aqyl.diagnose import NeedsClasses
    from aqyl.publish.charts.country import Mark
    from aqyl.publish.view.frame import Frame

Size = Literal["wide", "narrow"]
SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")


def look_of(classes: NeedsClasses) -> dict[str, int]:
    """The number of the colour and shape of each class; what has the same id looks the same."""
    ids = sorted((one.id for one in classes.classes), key=lambda name: int(name.split("-")[-1]))
    return {name: place % len(SHAPES) + 1 for place, name in enumerate(ids)}


def inline(publication: Publication, classes: NeedsClasses, lang: Lang) -> SafeString:
    """The wide map as an element of the page."""
    return mark_safe(_drawn(publication, classes, lang, "wide"))  # noqa: S308 - texts are escaped


def narrow(publication: Publication, classes: NeedsClasses, lang: Lang) -> str:
    """The narrow map as a file of its own."""
    return as_file(_drawn(publication, classes, lang, "narrow"))


def _drawn(publication: Publication, classes: NeedsClasses, lang: Lang, size: Size) -> str:
    from aqyl.publish.charts.country import country, marks_of

    look = "-".join(f"{name}{n}" for name, n in sorted(look_of(classes).items()))
    key = (publication.digest, classes.group, look, lang, size)
    path = store.drawing_path("needs-map", aqyl.__version__, *key, "svg")
    if not path.exists():
        frame = frame_of(publication, lang)
        marks = _marked(frame, marks_of(frame), classes)
        label = frame.words.label("map.label.classes", count=len(marks))
        svg = country(frame, marks, size, label)
        there = r"../\1/needs/" if classes.group == "all" else r"../../../\1/needs/"
        write_text(path, plain(svg, there))
    return path.read_text(encoding="utf-8")


def _marked(frame: Frame, marks: list[Mark], classes: NeedsClasses) -> list[Mark]:
    """Those of the group, each in the look of its class; those in none are grey circles."""
    look = look_of(classes)
    titles = {one.id: one.title for one in classes.classes}
    own = {one.settlement: one.needs_class for one in classes.members}
    group = {*classes.sample, *classes.unclassed}
    here = [one for one in marks if one.unit in group]
    return [_mark(frame, one, own.get(one.unit), look, titles) for one in here]


def _mark(
    frame: Frame,
    mark: Mark,
    needs_class: str | None,
    look: Mapping[str, int],
    titles: Mapping[str, Sayable],
) -> Mark:
    from aqyl.publish.words import each

    name = frame.titles[mark.unit]
    if needs_class is None:
        told = each(lambda lang: say("portal.needs.mark_no_class", lang, name=name.say(lang)))
        return replace(mark, colour="unknown", shape="circle", told=told)
    number = look[needs_class]
    needs = titles[needs_class]
    told = each(
        lambda lang: say(
            "portal.needs.mark_class", lang, name=name.say(lang), needs=needs.say(lang)
        )
    )
    return replace(mark, colour=f"class-{number}", shape=SHAPES[number - 1], told=told)
