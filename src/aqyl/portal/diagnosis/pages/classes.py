"""Classes by need as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqyl.language import sort_key
from aqyl.portal.diagnosis.drawings import look_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.register import Settlement, load_register

if TYPE_CHECKING:
    from aqyl.diagnose import Diagnosis, NeedsClass, NeedsClasses, Priorities
    from aqyl.standard import Edition, Text


@dataclass(frozen=True, slots=True)
class Member:
    """A settlement of a class; other: the class it stands on the border with, None inside."""

    place: Settlement
    agree: float
    border: bool
    other: Text | None


@dataclass(frozen=True, slots=True)
class Class:
    """A class with its look (a number), members by name and technologies that come first."""

    it: NeedsClass
    look: int
    members: list[Member]
    first: Priorities


@dataclass(frozen=True, slots=True)
class Line:
    """A domain and the mean gap of each class, with how far above the mean of all it is."""

    title: Text
    cells: list[tuple[float, float]]


def shown_classes(found: Diagnosis, classes: NeedsClasses) -> list[Class]:
    """Every class of a group, the greatest mean gap first."""
    look, titles = look_of(classes), {one.id: one.title for one in classes.classes}
    own = {one.settlement: one for one in classes.members}
    shown = []
    for one in classes.classes:
        members = [
            Member(
                load_register().get(name),
                own[name].agree,
                own[name].on_border,
                titles.get(own[name].other or ""),
            )
            for name in one.members
        ]
        members.sort(key=lambda member: sort_key(member.place.name(reader()), reader()))
        shown.append(Class(one, look[one.id], members, found.priorities_of(one.id)))
    return shown


def table_of(edition: Edition, classes: NeedsClasses) -> list[Line]:
    """The mean gaps of the classes, a line a domain."""
    found = classes.classes
    return [
        Line(domain.title, [(one.centre[domain.id], one.above[domain.id]) for one in found])
        for domain in edition.domains
        if found and domain.id in found[0].centre
    ]


def named(names: tuple[str, ...]) -> list[Settlement]:
    """Settlements by name in the reader's language."""
    found = [load_register().get(name) for name in names]
    return sorted(found, key=lambda one: sort_key(one.name(reader()), reader()))
