"""A campaign whose answers were given and checked, and its publication."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.people.models import Grant, Person
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.procedure import perform
from aqyl.portal.results.models import Publication

Publish = Callable[..., Publication]
STATES = ("answer.verified", "answer.verified", "answer.refused")


@dataclass(frozen=True)
class World:
    """Publications by period, and who manages the campaigns."""

    manager: Person
    first: Publication
    second: Publication
    demonstration: Publication


def publisher() -> Person:
    """Whoever leads the campaigns that a module shares."""
    manager = Person.objects.create_user("world@example.kz", "a long password", name="World")
    Grant.objects.create(person=manager, role="manager", territory_id=COUNTRY)
    return manager


def build_world() -> World:
    """2025 and 2026 published; 2024 published as a demonstration."""
    manager = publisher()
    demonstration = play(manager, "2024", demonstration=True)
    first, second = play(manager, "2025"), play(manager, "2026", seed=2)
    return World(manager, first, second, demonstration)


@pytest.fixture(autouse=True)
def media(
    request: pytest.FixtureRequest, settings: LazySettings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every test publishes into a folder of its own, unless it reads what a module shares."""
    if "world" not in request.fixturenames:
        settings.MEDIA_ROOT = tmp_path_factory.mktemp("evidence")


def fill(campaign: Campaign, seed: int = 1) -> None:
    """Answers made up for tests: a status for each initiative, a number for most indicators."""
    draw = random.Random(seed)  # noqa: S311 - made up for tests
    statuses = [status.id for status in campaign.edition.statuses]
    answers = list(Answer.objects.filter(submission__campaign=campaign))
    for answer in answers:
        answer.state = draw.choice(STATES)
        answer.note = "known to us alone"
        if not answer.is_indicator:
            answer.status = draw.choice(statuses)
            answer.source = "https://example.kz/order-7"
        elif draw.random() < 0.8:
            answer.value = round(draw.uniform(0, 100), 1)
    columns = ("state", "note", "status", "source", "value")
    rows = [(*(getattr(one, name) for name in columns), one.pk) for one in answers]
    marks = ", ".join(f'"{name}" = %s' for name in columns)
    with connection.cursor() as cursor:  # far quicker than bulk_update
        table = Answer._meta.db_table
        cursor.executemany(f"UPDATE {table} SET {marks} WHERE id = %s", rows)  # noqa: S608


def play(
    manager: Person, period: str = "2026", *, demonstration: bool = False, seed: int = 1
) -> Publication:
    """A campaign from its making to its publication."""
    country = Territory.objects.get(code=COUNTRY)
    given = {"edition": "kz-2026", "period": period, "demonstration": demonstration}
    perform("make-campaign", country, manager, **given)
    campaign = Campaign.objects.get(period=period)
    perform("open-campaign", campaign, manager)
    fill(campaign, seed)
    perform("start-verification", campaign, manager)
    perform("give-preliminary-results", campaign, manager)
    perform("publish", campaign, manager)
    return campaign.publications.get()


@pytest.fixture
def publish(manager: Person) -> Publish:
    """publish("2026"): a campaign played through, and what it came to."""
    return partial(play, manager)


@pytest.fixture
def filled(opened: Campaign, manager: Person) -> Campaign:
    """Answers given, verification under way."""
    fill(opened)
    perform("start-verification", opened, manager)
    return opened


@pytest.fixture
def preliminary(filled: Campaign, manager: Person) -> Campaign:
    perform("give-preliminary-results", filled, manager)
    return filled


@pytest.fixture
def published(preliminary: Campaign, manager: Person) -> Publication:
    perform("publish", preliminary, manager)
    return preliminary.publications.get()


@pytest.fixture(scope="module")
def world(shared: None) -> World:
    """Three published years, made once a module."""
    return build_world()


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """What a module makes once is rolled back after it; it publishes into a folder of its own."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("m")):
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)
