"""Public pages of a diagnosis: the country with its classes, a settlement, who has done it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language

from aqyl.language import Lang
from aqyl.portal.diagnosis import drawings
from aqyl.portal.diagnosis.kept import COUNTRY, of_publication
from aqyl.portal.diagnosis.pages.classes import Class, named, shown_classes, table_of
from aqyl.portal.diagnosis.pages.profile import LARGEST, closed_of, domains_of, standings_of
from aqyl.portal.diagnosis.pages.technologies import Table, ordered
from aqyl.portal.results.caching import page, published
from aqyl.portal.results.shown import Shown, place_of

if TYPE_CHECKING:
    from aqyl.diagnose import Diagnosis, NeedsClasses
    from aqyl.standard import Edition

ALL = "all"
FIRST = 5  # technologies shown of a class


def _reader() -> Lang:
    return get_language() or "kk"  # type: ignore[return-value]


@published
def country(request: HttpRequest, shown: Shown, group: str = ALL) -> HttpResponse:
    """Classes by need among all settlements or within a group; technologies of the country."""
    found = of_publication(shown.publication)
    classes = _classes(found, group)
    edition = shown.edition
    context = {
        "shown": shown,
        "group": next((one for one in edition.groups if one.id == group), None),
        "groups": [one for one in edition.groups if one.id in _groups(found)],
        "classes": classes,
        "best": classes.best,
        "count": len(classes.sample) + len(classes.unclassed),
        "lines": _lines(edition, found, classes),
        "gaps": table_of(edition, classes),
        "unclassed": named(classes.unclassed),
        "map": drawings.inline(shown.publication, classes, _reader()) if classes.classes else "",
        "technologies": ordered(edition, found.priorities_of(COUNTRY)) if group == ALL else None,
        "scale": found.scale,
    }
    return page(request, "diagnosis/country.html", context)


def _lines(edition: Edition, found: Diagnosis, classes: NeedsClasses) -> list[tuple[Class, Table]]:
    """Every class, and the technologies that come first in it."""
    shown = shown_classes(found, classes)
    return [(one, ordered(edition, one.first, FIRST)) for one in shown]


def _groups(found: Diagnosis) -> set[str]:
    return {one.group for one in found.classes}


def _classes(found: Diagnosis, group: str) -> NeedsClasses:
    if group not in _groups(found):
        raise Http404
    return found.classes_of(group)


@published
def narrow_map(request: HttpRequest, shown: Shown, group: str = ALL) -> HttpResponse:
    """The map for narrow screens, as a file."""
    classes = _classes(of_publication(shown.publication), group)
    svg = drawings.narrow(shown.publication, classes, _reader())
    return HttpResponse(svg, content_type="image/svg+xml")


@published
def document(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Classes and technologies as JSON, as `aqyl diagnose` writes them."""
    from aqyl.diagnose import as_document

    found = as_document(of_publication(shown.publication))
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})


@published
def settlement(request: HttpRequest, shown: Shown, kato: str) -> HttpResponse:
    """A settlement's class, gaps, who has closed them, technologies."""
    place, found = place_of(kato), of_publication(shown.publication, kato)
    context = {"shown": shown, "place": place, **settlement_context(shown.edition, found, kato)}
    return page(request, "diagnosis/settlement.html", context)


def settlement_context(edition: Edition, found: Diagnosis, kato: str) -> dict[str, object]:
    """What a settlement's page shows of its part of a diagnosis."""
    closed = closed_of(edition, found, kato)
    return {
        "total": found.profile(kato).gap("total"),
        "standings": standings_of(edition, found, kato),
        "domains": domains_of(edition, found, kato),
        "closed": closed[:LARGEST],
        "closed_count": len(closed),
        "technologies": ordered(edition, found.priorities_of(kato)),
        "scale": found.scale,
    }


@published
def peers(request: HttpRequest, shown: Shown, kato: str) -> HttpResponse:
    """All gaps of a settlement that others like it have closed."""
    place, found = place_of(kato), of_publication(shown.publication, kato)
    context = {"shown": shown, "place": place, "closed": closed_of(shown.edition, found, kato)}
    return page(request, "diagnosis/peers.html", context)
