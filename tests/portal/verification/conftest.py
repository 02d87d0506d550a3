"""Almaty's answers under verification."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone, translation
from pytest_django.fixtures import Settings

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import perform
from aqyl.portal.verification.models import Screening
from tests.portal.conftest import COUNTRY, Invite

Draw = Callable[[Answer], None]


@pytest.fixture(autouse=True)
def kazakh() -> None:
    """Whatever language the page before was asked in."""
    translation.activate("kk")


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def filled(begun: Submission, officer: Person) -> Submission:
    """Three initiatives and an indicator answered, each with a link."""
    answers = begun.answers.filter(is_indicator=False).order_by("node")[:3]
    for answer, status in zip(answers, ("integrated", "pilot", "none"), strict=True):
        Answer.objects.filter(pk=answer.pk).update(status=status, saved_by=officer)
    value = begun.answers.filter(is_indicator=True).order_by("node")[0]
    Answer.objects.filter(pk=value.pk).update(value=50.0, saved_by=officer)
    for answer in (*answers, value):
        link = f"https://almaty.kz/{answer.pk}"
        Evidence.objects.create(
            answer=answer, kind="link", link=link, added_at=timezone.now(), added_by=officer
        )
    return begun


@pytest.fixture
def taken(filled: Submission, campaign: Campaign, verifier: Person) -> Submission:
    """Signed, and taken for verification."""
    Submission.objects.filter(pk=filled.pk).update(state="submission.signed")
    Campaign.objects.filter(pk=campaign.pk).update(state="campaign.verification")
    filled.refresh_from_db()
    perform("take-for-verification", filled, verifier)
    Screening.objects.update(drawn=False)
    return filled


@pytest.fixture
def claim(taken: Submission) -> Answer:
    """The biggest claim of the three."""
    return taken.answers.get(status="integrated")


@pytest.fixture
def colleague(invite: Invite) -> Person:
    """A second verifier of the whole country."""
    return invite("verifier", COUNTRY)


@pytest.fixture
def third(invite: Invite) -> Person:
    return invite("verifier", COUNTRY)


@pytest.fixture
def draw() -> Draw:
    """Draw an answer for a second look."""

    def chosen(answer: Answer) -> None:
        Screening.objects.filter(answer=answer).update(drawn=True)

    return chosen
