"""Notices: seen on a page, marked as read, mailed once a day."""

from __future__ import annotations

import io
import json
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from aqyl.portal.campaigns.models import Campaign, Submission
from aqyl.portal.history.models import Event
from aqyl.portal.notices.models import Notice
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import RefusedError, perform
from tests.portal.conftest import ALMATY, Invite

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(officer: Person, begun: Submission, approver: Person) -> Person:
    """The officer, who was told of the campaign's opening."""
    assert Notice.objects.filter(person=officer, read_at=None).count() >= 1
    return officer


def test_the_page(
    client: Client, told: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(told)
    with django_assert_num_queries(9):
        page = client.get("/kk/notices/")
    assert "2026 жылғы бағалау" in page.content.decode()
    assert "өзін-өзі бағалау жүріп жатыр" in page.content.decode()


def test_one_and_all_are_marked_as_read_by_an_action(client: Client, told: Person) -> None:
    client.force_login(told)
    notice = Notice.objects.filter(person=told).latest("event_id")
    assert client.post("/kk/notices/read/", {"notice": str(notice.pk)}).status_code == 303
    notice.refresh_from_db()
    event = Event.objects.latest("number")
    assert (event.action, json.loads(event.data)) == ("read-notices", {"notices": 1})
    assert notice.read_at == event.at
    client.post("/kk/notices/read/")
    assert not Notice.objects.filter(person=told, read_at=None).exists()


def test_a_followed_link_marks_its_notices_as_read(client: Client, told: Person) -> None:
    client.force_login(told)
    page = client.get("/kk/notices/").content.decode()
    (link,) = set(re.findall(r'href="(/kk/notices/\d+/)"', page))
    there = client.get(link)
    assert (there.status_code, there["Location"]) == (303, "/kk/home/")
    assert not Notice.objects.filter(person=told, read_at=None).exists()
    assert Event.objects.latest("number").action == "read-notices"
    done = Event.objects.count()
    assert client.get(link)["Location"] == "/kk/home/"
    assert Event.objects.count() == done, "what was read is not read again"
    assert 'href="/kk/home/"' in client.get("/kk/notices/").content.decode()


def test_nobody_follows_anothers(client: Client, told: Person, invite: Invite) -> None:
    client.force_login(invite("officer", ALMATY))
    notice = Notice.objects.filter(person=told).latest("event_id")
    assert client.get(f"/kk/notices/{notice.pk}/").status_code == 404
    assert client.head(f"/kk/notices/{notice.pk}/").status_code == 405
    notice.refresh_from_db()
    assert notice.read_at is None


def test_nobody_reads_anothers(client: Client, told: Person, invite: Invite) -> None:
    client.force_login(invite("officer", ALMATY))
    notice = Notice.objects.filter(person=told).latest("event_id")
    client.post("/kk/notices/read/", {"notice": str(notice.pk)})
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_letter_tells_of_all_that_wait_once(
    told: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("mail_notices", stdout=io.StringIO())
    letters = [one for one in mail.outbox if one.to == [told.email]]
    (letter,) = letters
    assert letter.subject == "Aqyl: жаңа хабарламалар – 1"
    assert "2026 жылғы бағалау – өзін-өзі бағалау жүріп жатыр" in letter.body
    assert "http://127.0.0.1:8000/kk/notices/" in letter.body


def test_not_to_those_who_have_read_it_or_left(
    told: Person,
    opened: Campaign,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    perform("read-notices", told, told)
    Person.objects.exclude(pk=told.pk).update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("mail_notices", stdout=io.StringIO())
    assert mail.outbox == []


def test_the_system_alone_mails(told: Person) -> None:
    with pytest.raises(RefusedError):
        perform("mail-notices", told, told)
