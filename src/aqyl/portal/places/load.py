"""Bring the territories in line with the register."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from aqyl.language import LANGUAGES, fold, say
from aqyl.portal.places.models import COUNTRY, Kind, Territory
from aqyl.register import Register, Settlement


@transaction.atomic
def load_places(register: Register) -> int:
    """Enter or renew every territory of the register; how many there are.

    Nothing is taken out: what the register no longer names keeps its past submissions.
    """
    territories = list(_territories(register))
    for territory in territories:
        territory.search = " ".join(fold(territory.name(lang)) for lang in LANGUAGES)
    Territory.objects.bulk_create(
        territories,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["kind", "parent", "group", *(f"name_{x}" for x in LANGUAGES), "search"],
    )
    return len(territories)


def _territories(register: Register) -> Iterator[Territory]:
    """The country first, then oblasts, then settlements: each after the one that holds it."""
    names = {f"name_{lang}": say("portal.place.country", lang) for lang in LANGUAGES}
    yield Territory(code=COUNTRY, kind=Kind.COUNTRY, **names)
    assessed = [one for one in register.settlements if one.group is not None]
    oblasts = {one.oblast_kato: one for one in assessed if one.group != "republican"}
    for kato, one in sorted(oblasts.items()):
        names = {f"name_{lang}": one.oblast(lang) for lang in LANGUAGES}
        yield Territory(code=_oblast(kato), kind=Kind.OBLAST, parent_id=COUNTRY, **names)
    for one in assessed:
        yield _settlement(one)


def _settlement(one: Settlement) -> Territory:
    above = COUNTRY if one.group == "republican" else _oblast(one.oblast_kato)
    names = {f"name_{lang}": one.name(lang) for lang in LANGUAGES}
    return Territory(
        code=one.kato, kind=Kind.SETTLEMENT, parent_id=above, group=one.group or "", **names
    )


def _oblast(kato: str) -> str:
    return f"oblast-{kato}"
