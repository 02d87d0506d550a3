"""The page of the event log: who reads what of it, and taking it along."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from aqyl.language import LANGUAGES, catalogue
from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.history.chain import digest_of, verify_log
from aqyl.portal.history.listing import title_of
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY
from aqyl.portal.procedure import perform
from aqyl.portal.procedure.deeds import ACTIONS
from tests.portal.conftest import ALMATY, ASTANA, Invite

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client: Client, invite: Invite) -> Client:
    client.force_login(invite("auditor", COUNTRY))
    return client


def numbers(client: Client, query: str = "") -> list[int]:
    answer = client.get(f"/kk/log/?{query}")
    assert answer.status_code == 200
    return [event.number for event in answer.context["events"]]


def test_newest_first_with_names_and_words(auditor: Client, answer: Answer) -> None:
    text = auditor.get("/kk/log/").content.decode()
    assert numbers(auditor) == [3, 2, 1]
    assert "толтыруды бастау" in text
    assert "науқан құру" in text
    assert "Алматы" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("subject=campaign", {"open-campaign"}),
        ("subject=submission", {"begin"}),
        (f"territory={ALMATY}", {"begin"}),
        (f"territory={COUNTRY}", {"make-campaign", "open-campaign", "begin"}),
        (f"territory={ASTANA}", set()),
        ("before=3", {"make-campaign", "open-campaign"}),
        ("before=99999999999999999999999", {"make-campaign", "open-campaign", "begin"}),
        ("before=x&subject=x", set()),
        ("before=x", {"make-campaign", "open-campaign", "begin"}),
        ("actor=999", set()),
    ],
)
def test_filters(auditor: Client, answer: Answer, query: str, found: set[str]) -> None:
    shown = Event.objects.filter(number__in=numbers(auditor, query))
    assert set(shown.values_list("action", flat=True)) == found


def test_by_whom(auditor: Client, answer: Answer, officer: Person) -> None:
    shown = Event.objects.filter(number__in=numbers(auditor, f"actor={officer.pk}"))
    assert {event.actor for event in shown} == {str(officer.pk)}


def test_an_auditor_of_one_city_reads_of_that_city(
    client: Client, answer: Answer, invite: Invite
) -> None:
    client.force_login(invite("auditor", ALMATY))
    assert numbers(client) == [3]
    assert numbers(client, f"territory={COUNTRY}") == [3]
    client.force_login(invite("auditor", ASTANA))
    assert numbers(client) == []
    assert client.get("/kk/log/events.csv").getvalue().count(b"\n") == 1


@pytest.mark.parametrize(
    "role", ["officer", "approver", "verifier", "methodologist", "administrator"]
)
def test_not_for_others(client: Client, invite: Invite, role: str) -> None:
    client.force_login(invite(role, COUNTRY))
    for address in ("log/", "log/events.csv", "log/events.json"):
        assert client.get(f"/kk/{address}").status_code == 403


def test_pages_go_on_from_a_number(
    auditor: Client,
    opened: Campaign,
    manager: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(120):
        perform("change-own-details", manager, manager, name="A", language="kk")
    with django_assert_num_queries(8):
        page = auditor.get("/kk/log/")
    assert len(page.content) < 150_000
    first = [event.number for event in page.context["events"]]
    rest = numbers(auditor, f"before={page.context['older']}")
    assert first + rest == list(range(122, 0, -1))


def test_what_is_taken_along_can_be_reckoned_again(auditor: Client, answer: Answer) -> None:
    table = auditor.get("/kk/log/events.csv").getvalue().decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    listed = json.loads(auditor.get("/kk/log/events.json").getvalue())
    assert [row["number"] for row in rows] == ["1", "2", "3"]
    assert [str(one["number"]) for one in listed] == ["1", "2", "3"]
    assert [row["digest"] for row in rows] == [one["digest"] for one in listed]
    again = [Event(**{**one, "at": dt.datetime.fromisoformat(one["at"])}) for one in listed]
    assert [digest_of(event) for event in again] == [row["digest"] for row in rows]
    assert list(verify_log(again)) == []


def test_every_action_is_worded() -> None:
    of_the_installation = {"demonstrate", "make-administrator", "make-up-answers"}
    names = ACTIONS.keys() | of_the_installation
    keys = {f"portal.deed.{name.replace('-', '_')}" for name in names}
    assert keys == {key for key in catalogue() if key.startswith("portal.deed.")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_action_of_a_newer_program_shows_by_its_name(lang: str) -> None:
    assert title_of("dance-about", lang) == "dance_about"
