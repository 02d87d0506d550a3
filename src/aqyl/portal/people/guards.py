"""What stands against a change of someone's roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aqyl.language import LANGUAGES, Phrase
from aqyl.portal.history.chain import hold
from aqyl.portal.people.models import NAME, Grant, Person, Role
from aqyl.portal.people.roles import AKIMAT, GIVEN_BY_MANAGERS, may_give
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.procedure import Change
from aqyl.problems import Problem

Given = tuple[str, Territory]


def named(role: str) -> Phrase:
    """A role's name, said once the language is known."""
    return Phrase(f"procedure.role.{role}")


def grants_of(person: Person) -> list[Given]:
    """The roles a person has, each with its territory and what holds that."""
    grants = person.grants.select_related("territory__parent__parent").order_by("pk")
    return [(grant.role, grant.territory) for grant in grants]


def role_is_given(change: Change) -> Iterator[Problem]:
    """A role that there is, and that the actor may give for the territory."""
    role, place = str(change.given.get("role")), change.given["territory"]
    if role not in Role.values:
        allowed = tuple(named(one) for one in Role)
        yield Problem("portal.unknown_role", values={"given": role, "allowed": allowed})
    elif change.actor is not None and not may_give(change.actor, role, place):
        allowed = tuple(named(one) for one in GIVEN_BY_MANAGERS)
        yield Problem("portal.role_not_yours", values={"role": named(role), "allowed": allowed})


def conflicts(held: Iterable[Given], more: Iterable[Given]) -> Iterator[Problem]:
    """Nobody both answers and verifies: no officer or approver is a verifier where they answer.

    held: what the person has; more: what they would get. Two territories overlap where one holds
    the other.
    """
    for role, place in more:
        for other, there in held:
            if _answers_and_verifies(role, other) and _overlap(place, there):
                yield Problem(
                    "portal.conflict_of_roles",
                    values={
                        "role": named(role),
                        "place": place,
                        "other": named(other),
                        "there": there,
                    },
                )


def _answers_and_verifies(one: str, other: str) -> bool:
    return Role.VERIFIER in (one, other) and (one in AKIMAT or other in AKIMAT)


def _overlap(one: Territory, other: Territory) -> bool:
    return one.code in other.above or other.code in one.above


def not_oneself(change: Change) -> Iterator[Problem]:
    """Nobody does this to themselves."""
    if change.actor is not None and change.actor.pk == change.subject.pk:
        yield Problem("portal.not_oneself")


def an_administrator_stays(leaving: Person) -> Iterator[Problem]:
    """Without this person someone active is still administrator for the country.

    Waits for the end of the log first, so that two who leave at once do so one after the other.
    """
    hold()
    grants = Grant.objects.filter(role=Role.ADMINISTRATOR, territory=COUNTRY)
    here = grants.filter(person=leaving, person__is_active=True)
    others = grants.filter(person__is_active=True).exclude(person=leaving)
    if here.exists() and not others.exists():
        yield Problem("portal.last_administrator")


def is_named(change: Change) -> Iterator[Problem]:
    """A name that fits and one of the three languages."""
    name = str(change.given.get("name", "")).strip()
    if not 0 < len(name) <= NAME:
        yield Problem("portal.no_name", values={"given": name[:40]})
    if change.given.get("language") not in LANGUAGES:
        values = {"given": change.given.get("language"), "allowed": LANGUAGES}
        yield Problem("portal.unknown_language", values=values)
