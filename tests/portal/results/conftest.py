"""A campaign whose answers were given and checked, and its publication."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.conf import LazySettings

from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.procedure import perform
from aqyl.portal.results.models import Publication

Publish = Callable[..., Publication]
STATES = ("answer.verified", "answer.verified", "answer.refused")


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every test publishes into a folder of its own."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("evidence")


def fill(campaign: Campaign, seed: int = 1) -> None:
    """Answers made up for tests: a status for each initiative, a number for most indicators."""
    draw = random.Random(seed)
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
    fields = ["state", "note", "status", "source", "value"]
    Answer.objects.bulk_update(answers, fields, batch_size=200)


@pytest.fixture
def publish(manager: Person) -> Publish:
    """publish(period="2026", until="publish"): a campaign played through, and what it came to."""

    def play(period: str = "2026", *, demonstration: bool = False, seed: int = 1) -> Publication:
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

    return play


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
