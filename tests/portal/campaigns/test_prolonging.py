"""A manager prolongs a term on a page; everyone concerned is told."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.campaigns.prolonging import earliest, term_now
from aqyl.portal.history.models import Event
from aqyl.portal.notices.models import Notice
from aqyl.portal.people.models import Person, Role
from aqyl.portal.procedure import perform, working_days_after
from tests.portal.conftest import ALMATY, ASTANA, Invite

pytestmark = pytest.mark.django_db
SATURDAY = dt.date(2030, 6, 1)


def address(subject: Campaign | Submission | Answer) -> str:
    return f"/kk/terms/{subject.KIND}/{subject.pk}/"


def post(client: Client, subject: Any, day: object, reason: str = "Сел болды") -> Any:
    """What the form sends; the day as a date field writes it."""
    data = {"day": str(day), "reason": reason, "seen": str(subject.version)}
    return client.post(address(subject), data)


@pytest.mark.parametrize("kind", ["campaign", "submission", "answer"])
def test_each_kind_is_prolonged_and_says_from_when_to_when(
    request: pytest.FixtureRequest, client: Client, begun: Submission, manager: Person, kind: str
) -> None:
    subject = request.getfixturevalue(kind)
    subject.refresh_from_db()
    client.force_login(manager)
    before, day = term_now(subject), earliest(subject, timezone.localdate())
    response = post(client, subject, day)
    assert response.status_code == 303
    subject.refresh_from_db()
    assert subject.term == day
    event = Event.objects.get(action=f"prolong-{kind}")
    assert json.loads(event.data) == {
        "before": str(before),
        "after": str(day),
        "reason": "Сел болды",
    }
    assert "Мерзім ұзартылды" in client.get(response["Location"]).content.decode()


def test_the_page_shows_the_term_and_the_first_day_to_choose(
    client: Client, begun: Submission, manager: Person
) -> None:
    client.force_login(manager)
    html = client.get(address(begun)).content.decode()
    term = working_days_after(timezone.localdate(begun.entered_at), 30)
    assert f'min="{working_days_after(term, 1)}"' in html
    assert f"{term.day}" in html


@pytest.mark.parametrize("day", ["", "soon", SATURDAY, "2020-01-03", "31.02.2030"])
def test_a_day_that_is_none_is_refused_and_what_was_typed_stays(
    client: Client, begun: Submission, manager: Person, day: object
) -> None:
    client.force_login(manager)
    response = post(client, begun, day, "Байланыс үзілді")
    html = response.content.decode()
    assert response.status_code == 422
    assert "қазіргі мерзімнен кейінгі жұмыс күнін таңдаңыз" in html
    assert "Байланыс үзілді</textarea>" in html
    begun.refresh_from_db()
    assert begun.term is None


def test_a_term_is_never_shortened(client: Client, begun: Submission, manager: Person) -> None:
    client.force_login(manager)
    term = term_now(begun)
    assert post(client, begun, term).status_code == 422


def test_a_reason_is_needed(client: Client, begun: Submission, manager: Person) -> None:
    client.force_login(manager)
    response = post(client, begun, earliest(begun, timezone.localdate()), " ")
    assert "себебін жазыңыз" in response.content.decode()


def test_two_managers_at_once(
    client: Client, begun: Submission, manager: Person, invite: Invite
) -> None:
    seen = Submission.objects.get(pk=begun.pk)
    day = earliest(begun, timezone.localdate())
    perform("prolong-submission", begun, invite("manager", "KZ"), day=day, reason="бірінші")
    client.force_login(manager)
    assert post(client, seen, working_days_after(day, 3)).status_code == 409


def test_where_no_term_runs_there_is_nothing_to_prolong(
    client: Client, campaign: Campaign, manager: Person
) -> None:
    client.force_login(manager)
    assert "мерзім жоқ" in client.get(address(campaign)).content.decode()
    response = post(client, campaign, dt.date(2030, 6, 3))
    assert (response.status_code, campaign.term) == (422, None)


@pytest.mark.parametrize("role", [one for one in Role if one != Role.MANAGER])
def test_nobody_else_opens_the_page_nor_is_led_to_it(
    client: Client, begun: Submission, invite: Invite, role: Role
) -> None:
    client.force_login(invite(role, ALMATY))
    assert client.get(address(begun)).status_code == 403
    assert address(begun) not in client.get(f"/kk/submissions/{begun.pk}/").content.decode()


def test_a_manager_of_another_place_neither(
    client: Client, begun: Submission, invite: Invite
) -> None:
    client.force_login(invite("manager", ASTANA))
    assert client.get(address(begun)).status_code == 403


def test_pages_of_the_subject_lead_to_it(
    client: Client, opened: Campaign, begun: Submission, answer: Answer, manager: Person
) -> None:
    client.force_login(manager)
    Answer.objects.filter(pk=answer.pk).update(state="answer.returned")
    for subject, page in (
        (opened, f"/kk/campaigns/{opened.pk}/"),
        (begun, f"/kk/submissions/{begun.pk}/"),
        (answer, f"/kk/submissions/{begun.pk}/cards/{answer.node}/"),
    ):
        assert address(subject) in client.get(page).content.decode()


def test_the_akimat_is_told(begun: Submission, officer: Person, manager: Person) -> None:
    perform(
        "prolong-submission",
        begun,
        manager,
        day=earliest(begun, timezone.localdate()),
        reason="Сел болды",
    )
    assert Notice.objects.filter(person=officer, event__action="prolong-submission").exists()
    assert not Notice.objects.filter(person=manager, event__action="prolong-submission").exists()
