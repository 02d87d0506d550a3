"""One file behind many cards: kept once, entered behind each through the one door."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person, Role
from tests.portal import samples
from tests.portal.conftest import ALMATY, ASTANA, Invite
from tests.portal.evidence.conftest import Add, Limits, files_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_in(client: Client, officer: Person) -> None:
    client.force_login(officer)


@pytest.fixture
def absent(begun: Submission) -> list[Answer]:
    """Three initiatives of which the akimat says that nothing is there."""
    found = list(begun.answers.filter(is_indicator=False).order_by("node")[:3])
    Answer.objects.filter(pk__in=[one.pk for one in found]).update(status="none")
    return found


def address(submission: Submission) -> str:
    return reverse("evidence-many", args=[submission.pk])


def attach(client: Client, answers: list[Answer], content: bytes | None = None, **more: Any) -> Any:
    file = SimpleUploadedFile("letter.pdf", samples.pdf() if content is None else content)
    ticked = [str(one.pk) for one in answers]
    data = {"answer": ticked, "title": "Әкімдіктің хаты", "file": file, **more}
    return client.post(address(answers[0].submission), data)


def test_the_content_is_kept_once_and_stands_behind_each(
    client: Client, absent: list[Answer], store: Path
) -> None:
    response = attach(client, absent)
    assert response.status_code == 303
    assert "Файл 3 карточкаға қосылды" in client.get(response["Location"]).content.decode()
    found = Evidence.objects.order_by("answer")
    assert {one.answer_id for one in found} == {one.pk for one in absent}
    assert {(one.title, one.file_name) for one in found} == {("Әкімдіктің хаты", "letter.pdf")}
    assert len({one.digest for one in found}) == len(files_in(store)) == 1
    events = Event.objects.filter(action="add-evidence")
    assert {one.subject for one in events} == {f"answer:{one.pk}" for one in absent}


def test_one_link_ticks_what_says_that_nothing_is_there(
    client: Client, absent: list[Answer], add: Add
) -> None:
    zero = absent[0].submission.answers.filter(is_indicator=True).order_by("node")[0]
    Answer.objects.filter(pk=zero.pk).update(value=0.0)
    add(to=absent[0])
    plain = client.get(address(zero.submission)).content.decode()
    assert "карточкаларды белгілеу (3)" in plain
    assert " checked>" not in plain
    ticked = client.get(address(zero.submission) + "?nothing").content.decode()
    assert ticked.count(" checked>") == 3
    assert f'value="{zero.pk}" checked>' in ticked
    assert f'value="{absent[0].pk}" checked>' not in ticked


def test_a_card_that_cannot_take_it_is_named_and_holds_up_none_of_the_others(
    client: Client, absent: list[Answer], add: Add
) -> None:
    has_it = absent[1]
    add(to=has_it)
    response = attach(client, absent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Файл қосылғаны: 2. Қосылмағаны: 1" in page
    assert f'href="#card-{has_it.pk}"' in page
    assert Evidence.objects.count() == 3


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "0 байт"), (b"MZ" + bytes(99), "түрге жатпайды")]
)
def test_a_file_that_is_not_taken_leaves_nothing_and_the_ticks_stay(
    client: Client, absent: list[Answer], store: Path, content: bytes, said: str
) -> None:
    response = attach(client, absent, content)
    page = response.content.decode()
    assert (response.status_code, files_in(store)) == (422, [])
    assert said in page
    assert page.count(" checked>") == 3
    assert 'value="Әкімдіктің хаты"' in page


def test_cards_and_a_file_are_needed(client: Client, absent: list[Answer], store: Path) -> None:
    none_ticked = attach(client, absent, answer=["x", "9" * 40])
    assert "бірде-бір карточка белгіленбеген" in none_ticked.content.decode()
    without = client.post(address(absent[0].submission), {"answer": str(absent[0].pk)})
    assert (none_ticked.status_code, without.status_code) == (422, 422)
    assert files_in(store) == []


def test_cut_off_at_the_limit(
    client: Client, absent: list[Answer], store: Path, limits: Limits
) -> None:
    limits(evidence_max_mb=1)
    response = attach(client, absent, samples.pdf() + bytes(1024 * 1024))
    assert (response.status_code, files_in(store)) == (413, [])


def test_cards_of_another_settlement_are_left_alone(
    client: Client, absent: list[Answer], begun: Submission
) -> None:
    other = Answer.objects.filter(submission__territory=ASTANA).first()
    assert other is not None
    attach(client, absent, answer=[str(absent[0].pk), str(other.pk)])
    assert set(Evidence.objects.values_list("answer", flat=True)) == {absent[0].pk}


def test_only_while_answers_take_evidence(client: Client, absent: list[Answer]) -> None:
    submission = absent[0].submission
    Submission.objects.filter(pk=submission.pk).update(state="submission.signed")
    assert "карточка жоқ" in client.get(address(submission)).content.decode()
    assert attach(client, absent).status_code == 422
    assert not Evidence.objects.exists()


def test_the_akimat_alone(
    client: Client, absent: list[Answer], invite: Invite, store: Path
) -> None:
    for role in Role:
        client.force_login(invite(role, ALMATY))
        ours = role in (Role.OFFICER, Role.APPROVER)
        assert client.get(address(absent[0].submission)).status_code == (200 if ours else 403)
        if not ours:
            assert attach(client, absent).status_code == 403
    client.force_login(invite("officer", ASTANA))
    assert attach(client, absent).status_code == 403
    client.logout()
    assert attach(client, absent).status_code == 302
    assert files_in(store) == []


def test_only_with_the_pages_own_token(absent: list[Answer], officer: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer)
    assert attach(strict, absent).status_code == 403
    assert not Evidence.objects.exists()
    page = strict.get(address(absent[0].submission))
    token = page.context["csrf_token"]
    assert attach(strict, absent, csrfmiddlewaretoken=str(token)).status_code == 303


def test_the_form_leads_to_it_while_it_is_written(
    client: Client, begun: Submission, verifier: Person
) -> None:
    form = f"/kk/submissions/{begun.pk}/"
    assert address(begun) in client.get(form).content.decode()
    client.force_login(verifier)
    assert address(begun) not in client.get(form).content.decode()


def test_queries_and_weight(
    client: Client, begun: Submission, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        page = client.get(address(begun)).content
    assert page.count(b'name="answer"') > 80
    assert len(page) < 150_000
