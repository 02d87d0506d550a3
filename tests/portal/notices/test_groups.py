"""A notice says in words what it is about, leads there, and stands with its like."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.campaigns.prolonging import earliest
from aqyl.portal.notices.models import Notice
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import perform

pytestmark = pytest.mark.django_db
PAGE = "/kk/notices/"


@pytest.fixture
def claims(taken: Submission) -> list[Answer]:
    return list(taken.answers.filter(evidence__isnull=False).order_by("node"))


def shown(client: Client, person: Person, address: str = PAGE) -> str:
    """The page with its links followed to where they lead on."""
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200

    def followed(found: re.Match[str]) -> str:
        return f'href="{client.get(found[1])["Location"]}"'

    return re.sub(r'href="(/\w\w/notices/\d+/)"', followed, response.content.decode())


def rows(page: str) -> list[str]:
    """Each notice without its markup; a link is followed by its address."""
    found = re.findall(r"<li(?: class=\"unread\")?>\s*<div>(.+?)</div>", page, re.DOTALL)
    linked = (re.sub(r'<a [^>]*href="([^"]+)"[^>]*>(.+?)</a>', r"\2 \1", one) for one in found)
    return [" ".join(re.sub("<[^>]+>", " ", one).split()) for one in linked]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("kk", "Алматы, 2026: 4 жауап"),
        ("ru", "Алматы, 2026: ответов – 4"),
        ("en", "Almaty, 2026: 4 answers"),
    ],
)
def test_alike_ones_stand_as_one_with_their_number(
    client: Client, claims: list[Answer], verifier: Person, officer: Person, lang: str, said: str
) -> None:
    for claim in claims:
        perform("confirm", claim, verifier)
    (row,) = [one for one in rows(shown(client, officer, f"/{lang}/notices/")) if said in one]
    assert f"{said} /{lang}/submissions/{claims[0].submission_id}/" in row
    titles = {"kk": "расталған", "ru": "подтверждён", "en": "confirmed"}
    assert titles[lang] in row
    assert verifier.name in row


def test_one_answer_is_named_and_its_reason_given(
    client: Client, claims: list[Answer], verifier: Person, officer: Person
) -> None:
    perform("return-answer", claims[0], verifier, reason="Бұйрықтың күні жоқ")
    row = rows(shown(client, officer))[0]
    assert "Алматы, 2026: Әкімдік пен басқармалардың сайттары" in row
    assert f"/kk/submissions/{claims[0].submission_id}/cards/{claims[0].node}/" in row
    assert "қайтарылған" in row
    assert "Бұйрықтың күні жоқ" in row


def test_different_reasons_are_not_mixed(
    client: Client, claims: list[Answer], verifier: Person, officer: Person
) -> None:
    for claim, reason in zip(claims, ("бірінші", "екінші"), strict=False):
        perform("refuse", claim, verifier, reason=reason)
    row = rows(shown(client, officer))[0]
    assert "2 жауап" in row
    assert "бірінші" not in row


def test_other_actions_days_and_people_stand_apart(
    client: Client, claims: list[Answer], verifier: Person, officer: Person
) -> None:
    perform("confirm", claims[0], verifier)
    perform("confirm", claims[1], None)
    perform("refuse", claims[2], verifier, reason="өлі сілтеме")
    assert len([one for one in rows(shown(client, officer)) if "/cards/" in one]) == 3


def test_a_prolonged_term_is_told_with_its_day(
    client: Client, begun: Submission, manager: Person, officer: Person
) -> None:
    day = earliest(begun, timezone.localdate())
    perform("prolong-submission", begun, manager, day=day, reason="Сел болды")
    row = rows(shown(client, officer))[0]
    assert "Алматы, 2026 жылғы форма" in row
    assert "дейін ұзартылды" in row
    assert "Сел болды" in row


def test_every_link_opens_for_whom_it_is_shown(
    client: Client,
    claims: list[Answer],
    verifier: Person,
    officer: Person,
    approver: Person,
    manager: Person,
) -> None:
    perform("return-answer", claims[0], verifier, reason="x")
    perform("return-submission", claims[0].submission, verifier, reason="x")
    campaign = claims[0].campaign
    day = earliest(campaign, timezone.localdate())
    perform("prolong-campaign", campaign, None, day=day, reason="x")
    seen = 0
    for person in (verifier, officer, approver, manager):
        for address in re.findall(r'notice-what"><a [^>]*href="([^"]+)"', shown(client, person)):
            assert client.get(address).status_code == 200, (person, address)
            seen += 1
    assert seen >= 5


def test_a_group_is_marked_as_read_as_a_whole(
    client: Client, claims: list[Answer], verifier: Person, officer: Person
) -> None:
    for claim in claims:
        perform("confirm", claim, verifier)
    client.force_login(officer)
    page = client.get(PAGE).content.decode()
    (ids,) = re.findall(r'name="notice" value="(\d+(?:,\d+){3})"', page)
    client.post("/kk/notices/read/", {"notice": ids})
    left = Notice.objects.filter(person=officer, read_at=None)
    assert not left.filter(event__action="confirm").exists()
    assert left.exists()


@pytest.mark.parametrize("nonsense", ["", "x", ",,", "9" * 40, "1;2"])
def test_nonsense_marks_nothing(
    client: Client, opened: Campaign, officer: Person, nonsense: str, submission: Submission
) -> None:
    perform("begin", submission, None)
    before = Notice.objects.filter(person=officer, read_at=None).count()
    client.force_login(officer)
    assert client.post("/kk/notices/read/", {"notice": nonsense}).status_code == 303
    assert Notice.objects.filter(person=officer, read_at=None).count() == before


def test_few_queries_however_many(
    client: Client,
    claims: list[Answer],
    verifier: Person,
    officer: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for claim in claims:
        perform("confirm", claim, verifier)
    client.force_login(officer)
    with django_assert_num_queries(9):
        client.get(PAGE)
