"""Public pages: no account, no session, the same for everyone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from aqyl.assess.trail import TrailNode
from aqyl.language import Lang
from aqyl.portal.results.caching import page, published, tagged
from aqyl.portal.results.change import change_of
from aqyl.portal.results.drawings import inline_map, map_file
from aqyl.portal.results.models import Publication
from aqyl.portal.results.pages.comparing import MOST, chosen, comparison
from aqyl.portal.results.pages.nodes import node_page
from aqyl.portal.results.pages.ranking import ALL, TOTAL, placed, rankings
from aqyl.portal.results.pages.trails import basis_of, trail_of, units_of, way_to
from aqyl.portal.results.shown import Shown, place_of, titles_of
from aqyl.problems import Problem
from aqyl.register import load_register
from aqyl.standard import Edition


def _reader() -> Lang:
    return get_language() or "kk"  # type: ignore[return-value]


@require_safe
def campaigns(request: HttpRequest) -> HttpResponseBase:
    """Every published campaign, the latest year first."""
    latest: dict[int, Publication] = {}
    order = ("-campaign__period", "campaign__edition_id", "-number")
    for one in Publication.objects.select_related("campaign").order_by(*order):
        latest.setdefault(one.campaign_id, one)
    found = list(latest.values())
    tag = ",".join(str(one.pk) for one in found)
    changed = max((one.at.timestamp() for one in found), default=0.0)
    context = {"publications": found}
    return tagged(request, tag, changed, lambda: page(request, "results/campaigns.html", context))


@published
def country(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The map and the ranking of every group."""
    totals = shown.publication.scores.filter(node=TOTAL)
    ranks = shown.publication.ranks.order_by("pk")
    context = {
        "shown": shown,
        "map": inline_map(shown.publication, _reader()),
        "groups": rankings(shown.edition, ranks, totals),
        "scale": shown.edition.scoring.scale,
    }
    return page(request, "results/country.html", context)


@published
def narrow_map(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The map for narrow screens, as a file."""
    return HttpResponse(map_file(shown.publication, _reader()), content_type="image/svg+xml")


@published
def settlement(request: HttpRequest, shown: Shown, kato: str) -> HttpResponse:
    """One settlement: its place, its scores by domain with all below, its change."""
    place = place_of(kato)
    trail, total = _trail(shown, kato), shown.publication.scores.get(settlement=kato, node=TOTAL)
    ranks = list(shown.publication.ranks.filter(settlement=kato))
    levels = {level.id: level.title for level in shown.edition.levels}
    context = {
        "shown": shown,
        "place": place,
        "group": next((g for g in shown.edition.groups if g.id == place.group), None),
        "placed": next((placed(r, total, levels) for r in ranks if r.group != ALL), None),
        "overall": next((placed(r, total, levels) for r in ranks if r.group == ALL), None),
        "trail": trail,
        "basis": {
            node.node: basis_of(shown.edition, node.node, node.known) for node in trail.walk()
        },
        "change": change_of(shown.publication, kato),
        "titles": titles_of(shown.edition),
        "scale": shown.edition.scoring.scale,
    }
    return page(request, "results/settlement.html", context)


@published
def number(request: HttpRequest, shown: Shown, kato: str, node: str) -> HttpResponse:
    """The stable address of one number: how it came about."""
    way = way_to(_trail(shown, kato), node)
    if not way:
        raise Http404
    context = number_context(shown.edition, way) | {"shown": shown, "place": place_of(kato)}
    return page(request, "results/number.html", context)


def number_context(edition: Edition, way: tuple[TrailNode, ...]) -> dict[str, object]:
    """What the page of one number shows of its trail."""
    it = way[-1]
    return {
        "way": way[:-1],
        "it": it,
        "basis": basis_of(edition, it.node, it.known),
        "scale": edition.scoring.scale,
    }


def _trail(shown: Shown, kato: str) -> TrailNode:
    """The trail of a settlement. Raises Http404 for one that was not assessed."""
    own = {"settlement": kato}
    scores = list(shown.publication.scores.filter(**own).order_by("pk"))
    if not scores:
        raise Http404
    facts = shown.publication.facts.filter(**own).order_by("pk")
    return trail_of(shown.edition, scores, facts, kato)


@published
def nodes(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Every domain with its initiatives and indicators."""
    edition = shown.edition
    domains = [
        {
            "domain": domain,
            "initiatives": [one for one in edition.initiatives if one.domain == domain.id],
            "indicators": [one for one in edition.indicators if one.domain == domain.id],
        }
        for domain in edition.domains
    ]
    return page(request, "results/nodes.html", {"shown": shown, "domains": domains})


@published
def node(request: HttpRequest, shown: Shown, node: str) -> HttpResponse:
    """One initiative, indicator or domain over all settlements."""
    edition = shown.edition
    titles = titles_of(edition)
    if node not in titles or node == TOTAL:
        raise Http404
    scores = shown.publication.scores.filter(node=node).order_by("pk")
    facts = shown.publication.facts.filter(node=node).order_by("pk")
    entries = (*edition.initiatives, *edition.indicators)
    context = {
        "shown": shown,
        "node": node,
        "entry": next((one for one in (*edition.domains, *entries) if one.id == node), None),
        "initiative": next((one for one in edition.initiatives if one.id == node), None),
        "statuses": edition.statuses,
        "unit": units_of(edition).get(node),
        "found": node_page(edition, scores, facts),
        "scale": edition.scoring.scale,
    }
    return page(request, "results/node.html", context)


@published
def compare(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Two to five settlements side by side, by domain."""
    given = request.GET.getlist("with")
    codes = chosen(given)
    context: dict[str, object] = {
        "shown": shown,
        "choices": load_register().in_groups(),
        "chosen": [*codes, *[""] * (MOST - len(codes))][:MOST],
        "scale": shown.edition.scoring.scale,
    }
    if len(given) > 1 and not 2 <= len(codes) <= MOST:  # a link may name the first of them alone
        problem = Problem("portal.compare_count", values={"count": len(codes)})
        return page(request, "results/compare.html", context | {"problem": problem}, status=422)
    if len(codes) > 1:
        own = {"settlement__in": codes}
        wanted = [TOTAL, *(domain.id for domain in shown.edition.domains)]
        scores = shown.publication.scores.filter(**own, node__in=wanted)
        ranks = shown.publication.ranks.filter(**own).exclude(group=ALL)
        context["table"] = comparison(shown.edition, codes, scores, ranks)
    return page(request, "results/compare.html", context)
