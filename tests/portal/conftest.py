"""People, places and a campaign to test the portal on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.history import guard
from aqyl.portal.history.models import Head
from aqyl.portal.people.models import Grant, Person
from aqyl.portal.places.load import load_places
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.procedure import perform
from aqyl.register import Register, load_register
from tests.portal.browser import portal_server

__all__ = ["portal_server"]

ALMATY, ASTANA, KOKSHETAU = "750000000", "710000000", "111010000"
FEW = Register(settlements=tuple(load_register().get(kato) for kato in (ALMATY, ASTANA, KOKSHETAU)))
Invite = Callable[..., Person]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Three settlements and what holds them stand in every test's database."""
    with django_db_blocker.unblock():
        load_places(FEW)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For tests whose transactions must really end, as those of several threads must.

    Stands in for pytest-django's own, which empties every table afterwards: the log forbids it.
    """
    with django_db_blocker.unblock():
        yield
        empty_database()
        load_places(FEW)
        connection.close()


def empty_database() -> None:
    """As new, without any row of our own."""
    guard.remove(connection)
    call_command("flush", interactive=False, verbosity=0)
    Head.objects.create()
    guard.install(connection)


@pytest.fixture
def invite() -> Invite:
    """Make a person with roles: invite("officer", ALMATY) or invite(("officer", ALMATY), ...)."""

    def make(*roles: str | tuple[str, str], active: bool = True) -> Person:
        given = [roles] if roles and isinstance(roles[0], str) else roles
        number = Person.objects.count() + 1
        person = Person.objects.create_user(
            f"person{number}@example.kz", "a long password", name=f"Person {number}"
        )
        person.is_active = active
        person.save()
        for role, code in given:
            Grant.objects.create(person=person, role=role, territory_id=code)
        return person

    return make


@pytest.fixture
def manager(invite: Invite) -> Person:
    return invite("manager", COUNTRY)


@pytest.fixture
def campaign(manager: Person) -> Campaign:
    """kz-2026 for 2026, being prepared."""
    country = Territory.objects.get(code=COUNTRY)
    perform("make-campaign", country, manager, edition="kz-2026", period="2026")
    return Campaign.objects.get()


@pytest.fixture
def opened(campaign: Campaign, manager: Person) -> Campaign:
    """The campaign, open for self-assessment."""
    perform("open-campaign", campaign, manager)
    return campaign


@pytest.fixture
def submission(opened: Campaign) -> Submission:
    """Almaty's, not begun."""
    return opened.submissions.get(territory_id=ALMATY)


@pytest.fixture
def officer(invite: Invite) -> Person:
    return invite("officer", ALMATY)


@pytest.fixture
def approver(invite: Invite) -> Person:
    return invite("approver", ALMATY)


@pytest.fixture
def verifier(invite: Invite) -> Person:
    return invite("verifier", COUNTRY)


@pytest.fixture
def begun(submission: Submission, officer: Person) -> Submission:
    """Almaty's, being filled in."""
    perform("begin", submission, officer)
    return submission


@pytest.fixture
def answer(begun: Submission) -> Answer:
    """Almaty's first answer to an initiative."""
    return begun.answers.filter(is_indicator=False).order_by("node")[0]
