"""Fills a portal's database for tests in a browser; `main` prints what it made as JSON.

Three settlements, people with made-up names, a campaign of 2025 in which Almaty answered a little,
and one of 2026 that is open and begun in Almaty. Everything is labelled a demonstration.
"""

from __future__ import annotations

import json

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.people.models import Grant, Person
from aqyl.portal.places.load import load_places
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.procedure import perform
from aqyl.register import Register, load_register

ALMATY, ASTANA, KOKSHETAU = "750000000", "710000000", "111010000"
PEOPLE = {
    "officer": ("Айгүл Серікқызы", "officer", ALMATY),
    "colleague": ("Қайрат Өмірұлы", "officer", ALMATY),
    "approver": ("Ғалия Әбенова", "approver", ALMATY),
    "verifier": ("Нұрлан Ысқақов", "verifier", COUNTRY),
    "manager": ("Жібек Төлегенқызы", "manager", COUNTRY),
    "auditor": ("Ержан Қуанышев", "auditor", COUNTRY),
}


def main() -> None:
    """Fill the database."""
    register = load_register()
    load_places(Register(settlements=tuple(map(register.get, (ALMATY, ASTANA, KOKSHETAU)))))
    people = {name: person(name, *given) for name, given in PEOPLE.items()}
    before = opened("2025", people)
    answer(before, people["officer"])
    now = opened("2026", people)
    submission = now.submissions.get(territory=ALMATY)
    first = submission.answers.filter(is_indicator=False).order_by("node")[0]
    sessions = {name: session(one) for name, one in people.items()}
    print(json.dumps({**sessions, "submission": submission.pk, "node": first.node}))


def person(name: str, full: str, role: str, code: str) -> Person:
    """A person with one role."""
    made = Person.objects.create_user(f"{name}@example.kz", None, name=full)
    Grant.objects.create(person=made, role=role, territory_id=code)
    return made


def opened(period: str, people: dict[str, Person]) -> Campaign:
    """A campaign that is open and begun in Almaty."""
    country = Territory.objects.get(code=COUNTRY)
    given = {"edition": "kz-2026", "period": period, "demonstration": True}
    perform("make-campaign", country, people["manager"], **given)
    campaign = Campaign.objects.get(period=period)
    perform("open-campaign", campaign, people["manager"])
    perform("begin", campaign.submissions.get(territory=ALMATY), people["officer"])
    return campaign


def answer(campaign: Campaign, officer: Person) -> None:
    """A few answers of last year."""
    answers = Answer.objects.filter(submission__campaign=campaign, submission__territory=ALMATY)
    for one in answers.filter(is_indicator=False).order_by("node")[:6]:
        perform("save-answer", one, officer, status="pilot", note="Екі ауданда сынақтан өтті")
    for one in answers.filter(is_indicator=True).order_by("node")[:6]:
        perform("save-answer", one, officer, value=41.5, source="Статистика бюросы")


def session(person: Person) -> str:
    """The key of a session in which the person is signed in."""
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)
