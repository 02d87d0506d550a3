"""What is said of a project, field by field, and where two projects differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from aqyl.language import LANGUAGES, Sayable, format_number, say
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.projects.models import Project
from aqyl.portal.projects.pages.marks import marked
from aqyl.portal.results.shown import titles_of
from aqyl.publish.words import date_in_three
from aqyl.standard import Edition

_TEXTS = tuple(f"{part}_{lang}" for part in ("title", "description") for lang in LANGUAGES)
FIELDS = (
    "settlement", "title_kk", "title_ru", "title_en", "initiative", "technology", "amount",
    "start", "end", "supplier", "supplier_bin", "description_kk", "description_ru",
    "description_en", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A field and what it says; empty where nothing."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A field of two projects; same: whether they say the same, None where one says nothing."""

    field: str
    first: SafeString | str
    second: SafeString | str
    same: bool | None


def facts_of(project: Project, edition: Edition) -> list[Fact]:
    """Every field in the reader's language."""
    titles = _titles(edition)
    return [Fact(name, _value(project, name, titles)) for name in FIELDS]


def beside(first: Project, second: Project, edition: Edition) -> list[Beside]:
    """The fields that at least one of two projects fills in; words of texts that differ marked."""
    found = []
    for one, other in zip(facts_of(first, edition), facts_of(second, edition), strict=True):
        if not (one.value or other.value):
            continue
        same = one.value == other.value if one.value and other.value else None
        pair: tuple[SafeString | str, SafeString | str] = one.value, other.value
        if same is False and one.field in _TEXTS:
            pair = marked(one.value, other.value)
        found.append(Beside(one.field, *pair, same))
    return found


def _titles(edition: Edition) -> Mapping[str, Sayable]:
    technologies = {one.id: one.title for one in edition.technologies}
    return {**titles_of(edition), **technologies}


def amount_of(project: Project) -> str:
    """The amount with its currency, tenge in words; empty where there is none."""
    if project.amount is None:
        return ""
    amount = format_number(project.amount, reader(), 0)
    if project.currency.upper() in ("", "KZT"):
        return say("portal.projects.tenge", reader(), amount=amount)
    return f"{amount} {project.currency}"


def _value(project: Project, name: str, titles: Mapping[str, Sayable]) -> str:
    lang = reader()
    if name == "settlement":
        return project.territory.name(lang)
    if name == "amount":
        return amount_of(project)
    given = str(getattr(project, name))
    if given and name in ("start", "end"):
        return date_in_three(given)[lang]
    if name in ("initiative", "technology") and given in titles:
        return titles[given].say(lang)
    return given
