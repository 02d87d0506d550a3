"""Projects on the register, and pairs of them that a search is said to have found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory
from aqyl.portal.procedure import perform
from aqyl.portal.projects.models import Pair, Project, Search
from aqyl.tables import SCHEMAS, Row
from tests.portal.conftest import ALMATY, KOKSHETAU

Enter = Callable[..., Project]
COLUMNS = SCHEMAS["projects"].names


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every test keeps what is brought in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


def row(code: str, **given: Any) -> Row:
    """A row of the table: street lights in Almaty unless something else is given."""
    usual = {"id": code, "settlement": ALMATY, "title_ru": "Умное освещение", "amount": 1000.0}
    return {**dict.fromkeys(COLUMNS), **usual, **given}


@pytest.fixture
def enter() -> Enter:
    """enter("A-1", amount=5.0): a project on the register."""

    def enter(code: str, **given: Any) -> Project:
        told = row(code, **given)
        place = Territory.objects.get(pk=told["settlement"])
        perform("take-projects", place, None, rows=[told])
        return Project.objects.get(code=code)

    return enter


@pytest.fixture
def search(db: None) -> Search:
    now = timezone.now()
    return Search.objects.create(asked_at=now, told_at=now)


def found(first: str, second: str, **given: Any) -> dict[str, Any]:
    """A pair as a search enters it."""
    reason = {"code": "words_alike", "weight": 2.0, "kk": "сөздері", "ru": "слова", "en": "words"}
    against = {"code": "stage_differs", "weight": 0.0, "kk": "кезең", "ru": "этап", "en": "stage"}
    usual = {
        "first": first,
        "second": second,
        "suggested": "same",
        "probability": 0.9,
        "overlap_days": 30,
        "stake": 900.0,
        "reasons": [reason, against],
    }
    return {**usual, **given}


def enter_pairs(search: Search, *pairs: dict[str, Any], **learned: Any) -> None:
    """End a search with these pairs."""
    given = {"projects": 9, "compared": 36, "weights": {}, "learned": learned or {"verdicts": 0}}
    perform("enter-pairs", search, None, pairs=list(pairs), **given)


@pytest.fixture
def pair(enter: Enter, search: Search) -> Pair:
    """Two projects of Almaty that may be the same."""
    enter("A-1", title_ru="Освещение улиц <1>, этап 1", amount=1000.0)
    enter("A-2", title_ru="Освещение улиц <1>, этап 2", amount=900.0)
    enter_pairs(search, found("A-1", "A-2"))
    return Pair.objects.get()


@pytest.fixture
def apart(enter: Enter, search: Search) -> Pair:
    """One need in Almaty and in Kokshetau."""
    enter("A-3", title_kk="Қоқыс бақылауы")
    enter("K-1", settlement=KOKSHETAU, title_kk="Қоқыс бақылауы")
    enter_pairs(search, found("A-3", "K-1", suggested="shared_need"))
    return Pair.objects.get()


@pytest.fixture
def browse() -> Callable[[Person], Client]:
    """A browser in which a person is signed in."""

    def browse(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browse
