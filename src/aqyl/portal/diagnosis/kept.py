"""Diagnoses, computed once and kept as files by what they were computed from.

A diagnosis is kept in parts, so that a page reads only its own: one of the country (classes,
technologies of the country and of each class) and one of each settlement.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import Count, Sum
from django.http import Http404

import aqyl
from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.results import store
from aqyl.portal.results.compute import assessed
from aqyl.portal.results.models import Publication
from aqyl.portal.results.shown import assessment_of, inputs_of
from aqyl.register import load_register
from aqyl.tables import write_text

if TYPE_CHECKING:
    from aqyl.diagnose import Diagnosis

COUNTRY = "country"


def of_publication(publication: Publication, part: str = COUNTRY) -> Diagnosis:
    """A part of what a publication comes to: `country`, or a settlement's code.

    Raises Http404 for an edition without rules of diagnosis and a settlement that was not assessed.
    """
    before = publication.before
    key = (publication.digest, before.digest if before else "")
    if not _path(key, COUNTRY).exists():
        made = _diagnosed(publication)
        for name, one in parts(made):
            write_text(_path(key, name), one.model_dump_json())
    return _read(_path(key, part))


def _path(key: tuple[str, str], part: str) -> Path:
    return store.drawing_path("diagnosis", aqyl.__version__, *key, part, "json")


def _diagnosed(publication: Publication) -> Diagnosis:
    from aqyl.diagnose import diagnose
    from aqyl.problems import InputError

    inputs = inputs_of(publication.digest)
    assessment = assessment_of(publication.digest, publication.campaign.period)
    evidence, previous = inputs.tables.get("evidence"), _earlier(publication.before)
    try:
        return diagnose(assessment, inputs.register, evidence, previous)
    except InputError as error:
        raise Http404 from error


def _earlier(publication: Publication | None) -> Diagnosis | None:
    """The diagnosis whose classes are gone on from; None where its edition knew of none."""
    try:
        return of_publication(publication) if publication else None
    except Http404:
        return None


def parts(made: Diagnosis) -> Iterator[tuple[str, Diagnosis]]:
    """The part of each settlement, then the country's: where that is, all are."""
    own = {one.scope: one for one in made.priorities if one.kind == "settlement"}
    peers: dict[str, list[object]] = {}
    for gap in made.peers:
        peers.setdefault(gap.settlement, []).append(gap)
    for profile in made.profiles:
        name = profile.settlement
        changed = {
            "profiles": (profile,),
            "peers": tuple(peers.get(name, ())),
            "priorities": (own[name],),
        }
        yield name, made.model_copy(update=changed)
    shared = tuple(one for one in made.priorities if one.kind != "settlement")
    yield COUNTRY, made.model_copy(update={"profiles": (), "peers": (), "priorities": shared})


def _read(path: Path) -> Diagnosis:
    from aqyl.diagnose import read_diagnosis

    if not path.exists():
        raise Http404
    return read_diagnosis(path)


def of_answers(campaign: Campaign, settlement: str) -> Diagnosis:
    """A settlement's part of what the answers of a campaign come to as they stand now.

    Kept until an answer changes. Raises Http404 as `of_publication`.
    """
    answers = Answer.objects.filter(submission__campaign=campaign)
    stand = answers.aggregate(count=Count("pk"), versions=Sum("version"))
    folder = store.root() / "preliminary"
    mark = f"{campaign.pk}-{aqyl.__version__}-{stand['count']}-{stand['versions']}"
    if not (folder / f"{mark}-{COUNTRY}.json").exists():
        for old in folder.glob(f"{campaign.pk}-*.json"):
            old.unlink(missing_ok=True)
        for name, one in parts(_diagnosed_now(campaign)):
            write_text(folder / f"{mark}-{name}.json", one.model_dump_json())
    return _read(folder / f"{mark}-{settlement}.json")


def _diagnosed_now(campaign: Campaign) -> Diagnosis:
    from aqyl.diagnose import diagnose

    if campaign.edition.planning is None:
        raise Http404
    earlier = Publication.objects.filter(
        campaign__demonstration=campaign.demonstration, campaign__period__lt=campaign.period
    )
    previous = _earlier(earlier.order_by("-campaign__period", "-number").first())
    return diagnose(assessed(campaign), load_register(), None, previous)
