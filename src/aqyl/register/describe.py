"""A settlement in words: what `aqyl register show` and the report print."""

from __future__ import annotations

from aqyl.language import LANGUAGES, format_number, say
from aqyl.register.english import district_in_english
from aqyl.register.models import Settlement
from aqyl.register.special import load_special_cases


def describe(settlement: Settlement, lang: str) -> tuple[tuple[str, str], ...]:
    """Label and text of everything the register holds about a settlement, in one language."""
    rows = [
        ("kato", settlement.kato),
        *((f"name_{one}", settlement.name(one)) for one in LANGUAGES),
        ("name_en_basis", _say("name_en_basis", settlement.name_en_basis, lang)),
        ("kind", _say("kind", settlement.kind, lang)),
        ("status", _say("status", settlement.status, lang)),
        ("oblast", f"{settlement.oblast(lang)} ({settlement.oblast_kato})"),
        ("district", _district(settlement, lang)),
        ("group", _say("group", settlement.group or "none", lang)),
        ("group_basis", _say("group_basis", settlement.group_basis, lang)),
        ("coordinates", _coordinates(settlement)),
        ("coordinates_basis", say_coordinates_basis(settlement, lang)),
        ("population", format_number(settlement.population, lang, 0)),
        ("population_source", _say("population_source", settlement.population_source, lang)),
        *_by_hand(settlement, lang),
    ]
    return tuple((say(f"register.column.{name}", lang), text) for name, text in rows if text)


def say_coordinates_basis(settlement: Settlement, lang: str) -> str:
    """How the settlement was placed, or why it was not."""
    code, _, reference = settlement.coordinates_basis.partition(":")
    return say(f"register.coordinates_basis.{code}", lang, reference=reference)


def _say(column: str, code: str, lang: str) -> str:
    return say(f"register.{column}.{code}", lang)


def _district(settlement: Settlement, lang: str) -> str:
    if settlement.district_kato is None:
        return ""
    names = {
        "kk": settlement.district_kk,
        "ru": settlement.district_ru,
        "en": district_in_english(settlement.district_kk or ""),
    }
    return f"{names[lang]} ({settlement.district_kato})"


def _coordinates(settlement: Settlement) -> str:
    if settlement.latitude is None or settlement.longitude is None:
        return ""
    return f"{settlement.latitude}, {settlement.longitude}"


def _by_hand(settlement: Settlement, lang: str) -> list[tuple[str, str]]:
    """The reasons of what was settled by hand."""
    cases = load_special_cases()
    special = cases.settlement(settlement.kato)
    place = cases.place(settlement.kato)
    population = cases.population(settlement.kato)
    return [
        ("special", f"{special.title.say(lang)}. {special.note.say(lang)}" if special else ""),
        ("place_reason", place.reason.say(lang) if place else ""),
        ("population_reason", population.reason.say(lang) if population else ""),
    ]
