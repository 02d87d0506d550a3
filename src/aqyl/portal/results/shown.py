"""Which publication a public page shows, and what is needed to read it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse

from aqyl.portal.results import store
from aqyl.portal.results.models import Publication
from aqyl.register import Settlement, load_register
from aqyl.standard import count_sources, fingerprint, load_edition

if TYPE_CHECKING:
    from aqyl.assess import Assessment
    from aqyl.publish.bundle.contents import Inputs
    from aqyl.standard import Edition, Text
    from aqyl.standard.entries import SourceKind


@dataclass(frozen=True)
class Shown:
    """One publication as a visitor sees it. pinned: the address names its number."""

    publication: Publication
    latest: Publication
    pinned: bool

    @property
    def edition(self) -> Edition:
        """The edition as it was: the shipped one if it still is, else the bundle's own."""
        shown = self.publication
        name = shown.campaign.edition_id
        if _shipped_fingerprint(name) == shown.fingerprint:
            return load_edition(name)
        return inputs_of(shown.digest).edition

    @property
    def where(self) -> dict[str, object]:
        """What every address of this publication begins with."""
        campaign = self.publication.campaign
        found: dict[str, object] = {"edition": campaign.edition_id, "period": campaign.period}
        return found | ({"number": self.publication.number} if self.pinned else {})

    def address(self, name: str, **more: object) -> str:
        """The address of a page of it; one of another room is named with that (`room:page`)."""
        there = name if ":" in name else f"results:{name}"
        return reverse(there, kwargs=self.where | more)

    @property
    def sources(self) -> dict[SourceKind, int]:
        """How much of the edition is official, working, assumed."""
        return count_sources(self.edition)

    @property
    def is_latest(self) -> bool:
        """Whether no later correction stands beside it."""
        return self.publication.pk == self.latest.pk

    @property
    def tag(self) -> str:
        """Changes with whatever the pages show."""
        parts = (self.publication.digest, self.publication.number, self.latest.number, self.pinned)
        return "-".join(str(part) for part in parts)

    @property
    def at(self) -> dt.datetime:
        """When what the pages show last changed."""
        return self.latest.at


def find(edition: str, period: str, number: int | None = None) -> Shown:
    """The publication of an address: the latest, or the one of that number.

    Raises Http404 where nothing of the kind is published.
    """
    found = list(
        Publication.objects.filter(campaign__edition_id=edition, campaign__period=period)
        .select_related("campaign", "before__campaign")
        .order_by("-number")
    )
    wanted = [one for one in found if number in (None, one.number)]
    if not wanted:
        raise Http404
    return Shown(wanted[0], found[0], number is not None)


def place_of(kato: str) -> Settlement:
    """A settlement of the register. Raises Http404 for a code that is none."""
    register = load_register()
    if kato not in register:
        raise Http404
    return register.get(kato)


@cache
def _shipped_fingerprint(name: str) -> str:
    return fingerprint(load_edition(name))


@lru_cache(maxsize=4)
def inputs_of(digest: str) -> Inputs:
    """Edition, register and tables of a published bundle."""
    from aqyl.publish.bundle import read_bundle
    from aqyl.publish.bundle.archive import open_bundle, unpack
    from aqyl.publish.bundle.contents import Address, read_inputs

    path = store.bundle_path(digest)
    stated = read_bundle(path).manifest.edition
    with TemporaryDirectory(prefix="aqyl-bundle-") as name, open_bundle(path) as archive:
        unpack(archive, Path(name))
        return read_inputs(Path(name), Address(stated.folder, stated.variant))


@lru_cache(maxsize=4)
def assessment_of(digest: str, period: str) -> Assessment:
    """The assessment of a published bundle, computed anew: the same numbers, for drawings."""
    from aqyl.assess import assess

    inputs = inputs_of(digest)
    return assess(inputs.edition, inputs.tables, inputs.register, period)


def titles_of(edition: Edition) -> dict[str, Text]:
    """Node id -> its title; `total` is the edition's own."""
    entries = (*edition.domains, *edition.initiatives, *edition.indicators)
    return {"total": edition.title} | {entry.id: entry.title for entry in entries}
