"""What anyone may read: campaigns, editions, settlements, scores, ranks, initiatives."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from aqyl.portal.api import schemas as out
from aqyl.portal.api.paging import Part, part_of
from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.results.models import Publication
from aqyl.portal.results.shown import Shown, find
from aqyl.problems import NotFoundError, Problem
from aqyl.register import Settlement, load_register
from aqyl.standard import Edition, count_sources, fingerprint, list_editions, load_edition
from aqyl.standard.models import Initiative

router = Router(tags=["public"])
EditionPath = Annotated[out.EditionId, Path()]
PeriodPath = Annotated[out.Period, Path()]
PartQuery = Annotated[Part, Query()]
Which = Annotated[int | None, Query(ge=1, le=2**31 - 1, description="A publication's number")]


@router.get("/campaigns", response=out.Page[out.CampaignOut], summary="Published campaigns")
def campaigns(request: HttpRequest, part: PartQuery) -> dict[str, object]:
    """The latest year first."""
    published = Campaign.objects.filter(publications__isnull=False).distinct()
    rows = published.order_by("-period", "edition_id").prefetch_related("publications")
    return part_of(rows, part, _campaign)


@router.get(
    "/campaigns/{edition}/{period}", response=out.CampaignOut, summary="One published campaign"
)
def campaign(request: HttpRequest, edition: EditionPath, period: PeriodPath) -> dict[str, object]:
    """With every publication of it."""
    return _campaign(_shown(edition, period).publication.campaign)


@router.get(
    "/campaigns/{edition}/{period}/scores",
    response=out.Page[out.ScoreOut],
    summary="Scores of a publication",
)
def scores(
    request: HttpRequest,
    edition: EditionPath,
    period: PeriodPath,
    part: PartQuery,
    settlement: Annotated[out.KatoCode | None, Query()] = None,
    node: Annotated[out.Node | None, Query()] = None,
    publication: Which = None,
) -> dict[str, object]:
    """By settlement, each tree from its top; of the latest publication unless one is named."""
    rows = _shown(edition, period, publication).publication.scores.order_by("pk")
    if settlement is not None:
        rows = rows.filter(settlement=settlement)
    if node is not None:
        rows = rows.filter(node=node)
    return part_of(rows, part, lambda row: row.as_row())


@router.get(
    "/campaigns/{edition}/{period}/ranks",
    response=out.Page[out.RankOut],
    summary="Ranks of a publication",
)
def ranks(
    request: HttpRequest,
    edition: EditionPath,
    period: PeriodPath,
    part: PartQuery,
    group: Annotated[out.Node | None, Query()] = None,
    publication: Which = None,
) -> dict[str, object]:
    """By group and rank; the group `all` ranks every settlement."""
    rows = _shown(edition, period, publication).publication.ranks.order_by("pk")
    if group is not None:
        rows = rows.filter(group=group)
    return part_of(rows, part, lambda row: row.as_row())


@router.get("/editions", response=out.Page[out.EditionOut], summary="Editions of standards")
def editions(request: HttpRequest, part: PartQuery) -> dict[str, object]:
    """Those that come with Aqyl."""
    return part_of(list_editions(), part, lambda name: _edition(load_edition(name)))


@router.get("/editions/{edition}", response=out.EditionOut, summary="One edition")
def edition(request: HttpRequest, edition: EditionPath) -> dict[str, object]:
    """With how much of it is official."""
    return _edition(load_edition(_known(edition)))


@router.get(
    "/editions/{edition}/initiatives",
    response=out.Page[out.InitiativeOut],
    summary="Initiatives of an edition",
)
def initiatives(request: HttpRequest, edition: EditionPath, part: PartQuery) -> dict[str, object]:
    """In the edition's order."""
    return part_of(load_edition(_known(edition)).initiatives, part, _initiative)


@router.get("/settlements", response=out.Page[out.SettlementOut], summary="Settlements")
def settlements(
    request: HttpRequest, part: PartQuery, group: Annotated[out.Node | None, Query()] = None
) -> dict[str, object]:
    """Those that are assessed, by code."""
    rows = sorted(load_register().in_groups(), key=lambda one: one.kato)
    return part_of([one for one in rows if group in (None, one.group)], part, _settlement)


@router.get("/settlements/{kato}", response=out.SettlementOut, summary="One settlement")
def settlement(request: HttpRequest, kato: Annotated[out.KatoCode, Path()]) -> dict[str, object]:
    """Any city or kent of the register."""
    return _settlement(load_register().get(kato))


def _known(edition: str) -> str:
    """An edition that comes with Aqyl: nothing else is looked for on the disk."""
    allowed = list_editions()
    if edition not in allowed:
        values = {"given": edition, "allowed": allowed}
        raise NotFoundError([Problem("portal.api_no_edition", values=values)])
    return edition


def _shown(edition: str, period: str, number: int | None = None) -> Shown:
    try:
        return find(edition, period, number)
    except Http404 as error:
        values = {"given": f"{edition}, {period}"}
        raise NotFoundError([Problem("portal.api_no_campaign", values=values)]) from error


def _campaign(one: Campaign) -> dict[str, object]:
    published = sorted(one.publications.all(), key=lambda publication: publication.number)
    return {
        "edition": one.edition_id,
        "period": one.period,
        "fingerprint": one.fingerprint,
        "demonstration": one.demonstration,
        "licence": settings.ENVIRONMENT.data_licence or None,
        "sources": Shown(published[-1], published[-1], pinned=False).sources,
        "publications": [_publication(publication) for publication in published],
    }


def _publication(one: Publication) -> dict[str, object]:
    names = ("number", "at", "size", "log_number", "log_digest", "reason")
    return {"bundle": one.digest} | {name: getattr(one, name) for name in names}


def _edition(one: Edition) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title.model_dump(),
        "act": one.basis.act,
        "licence": one.licence,
        "fingerprint": fingerprint(one),
        "initiatives": len(one.initiatives),
        "indicators": len(one.indicators),
        "sources": count_sources(one),
    }


def _initiative(one: Initiative) -> dict[str, object]:
    names = ("id", "domain", "stage", "groups")
    shown = {name: getattr(one, name) for name in names}
    return shown | {"title": one.title.model_dump(), "source": one.source.kind}


def _settlement(one: Settlement) -> dict[str, object]:
    name = {"kk": one.name("kk"), "ru": one.name("ru"), "en": one.name("en")}
    return {"kato": one.kato, "name": name, "group": one.group, "population": one.population}
