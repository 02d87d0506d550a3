"""One verdict on many answers: each by itself through the one door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import perform
from aqyl.portal.verification.models import Review, Screening
from aqyl.problems import Problem
from tests.portal.conftest import ASTANA, COUNTRY, Invite
from tests.portal.verification.conftest import Draw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_in(client: Client, verifier: Person) -> None:
    client.force_login(verifier)


@pytest.fixture
def claims(taken: Submission) -> list[Answer]:
    """The four answers given."""
    return list(taken.answers.filter(evidence__isnull=False).order_by("node"))


def shown(client: Client, taken: Submission, **asked: str) -> str:
    response = client.get(reverse("verify-submission", args=[taken.pk]), asked)
    assert response.status_code == 200
    return response.content.decode()


def judge(client: Client, answers: Iterable[Answer], step: str, reason: str = "") -> Any:
    answers = list(answers)
    ticked = [f"{one.pk}:{one.version}" for one in answers]
    address = reverse("verify-many", args=[answers[0].submission_id])
    return client.post(address, {"answer": ticked, "step": step, "reason": reason})


def states(answers: Iterable[Answer]) -> list[str]:
    return [Answer.objects.get(pk=one.pk).state.partition(".")[2] for one in answers]


def ticks(page: str) -> int:
    return page.count('name="answer"')


def test_many_are_confirmed_each_with_its_own_event_and_review(
    client: Client, claims: list[Answer], verifier: Person
) -> None:
    response = judge(client, claims, "confirm")
    assert response.status_code == 303
    assert states(claims) == ["verified"] * 4
    events = Event.objects.filter(action="confirm", actor=str(verifier.pk))
    assert {one.subject for one in events} == {f"answer:{one.pk}" for one in claims}
    assert Review.objects.filter(kind="first", verifier=verifier).count() == 4
    page = client.get(response["Location"]).content.decode()
    assert "«растау» шешімі берілген жауаптар: 4." in page
    assert ticks(page) == 0


@pytest.mark.parametrize(("step", "state"), [("refuse", "refused"), ("return-answer", "returned")])
def test_one_reason_for_all(client: Client, claims: list[Answer], step: str, state: str) -> None:
    assert judge(client, claims[:2], step, "Бұйрықтың күні жоқ").status_code == 303
    assert states(claims) == [state, state, "claimed", "claimed"]
    assert Answer.objects.filter(reason="Бұйрықтың күні жоқ").count() == 2


def test_those_refused_are_named_with_why_and_hold_up_none_of_the_others(
    client: Client, claims: list[Answer]
) -> None:
    bare, changed, *sound = claims
    Evidence.objects.filter(answer=bare).update(removed_at=timezone.now())
    Answer.objects.filter(pk=changed.pk).update(version=changed.version + 1)
    response = judge(client, claims, "confirm")
    page = response.content.decode()
    assert response.status_code == 422
    assert states(claims) == ["claimed", "claimed", "verified", "verified"]
    assert "Шешім берілгені: 2. Берілмегені: 2" in page
    for one in (bare, changed):
        assert f'href="#answer-{one.pk}"' in page
    for one in sound:
        assert f'href="#answer-{one.pk}"' not in page
    assert page.count(" checked>") == 3  # the two rows and the verdict stay chosen


def test_without_a_reason_none_is_refused(client: Client, claims: list[Answer]) -> None:
    response = judge(client, claims, "refuse", " ")
    assert (response.status_code, set(states(claims))) == (422, {"claimed"})
    assert "себебін жазыңыз" in response.content.decode()


@pytest.mark.parametrize("given", [{"step": "confirm"}, {"answer": "1:1"}, {"answer": "x:é"}, {}])
def test_rows_and_a_verdict_are_needed(
    client: Client, taken: Submission, given: dict[str, str]
) -> None:
    response = client.post(reverse("verify-many", args=[taken.pk]), given)
    assert response.status_code == 422
    assert "Кемінде бір жауапты белгілеп" in response.content.decode()


@pytest.mark.parametrize("step", ["sign", "dance", "allow-appeal", "reopen-answer"])
def test_no_other_step(client: Client, claims: list[Answer], step: str) -> None:
    assert judge(client, claims, step, "x").status_code == 404


def test_answers_of_another_submission_are_left_alone(
    client: Client, claims: list[Answer], taken: Submission
) -> None:
    other = Submission.objects.get(territory=ASTANA)
    address = reverse("verify-many", args=[other.pk])
    Submission.objects.filter(pk=other.pk).update(state=taken.state)
    ticked = [f"{one.pk}:{one.version}" for one in claims]
    assert client.post(address, {"answer": ticked, "step": "confirm"}).status_code == 422
    assert set(states(claims)) == {"claimed"}


def test_who_only_looks_has_no_boxes_and_no_say(
    client: Client, claims: list[Answer], taken: Submission, invite: Invite
) -> None:
    for role in ("auditor", "manager", "methodologist"):
        client.force_login(invite(role, COUNTRY))
        assert ticks(shown(client, taken)) == 0
        assert judge(client, claims, "confirm").status_code == 403
    client.force_login(invite("verifier", ASTANA))
    assert judge(client, claims, "confirm").status_code == 403


def test_only_while_the_submission_is_verified(
    client: Client, claims: list[Answer], taken: Submission
) -> None:
    Submission.objects.filter(pk=taken.pk).update(state="submission.preliminary")
    assert ticks(shown(client, taken)) == 0
    assert judge(client, claims, "confirm").status_code == 403


def test_a_refusal_does_not_show_the_blind_what_the_first_verdict_was(
    client: Client, claims: list[Answer], taken: Submission, colleague: Person, draw: Draw
) -> None:
    """Drawn and judged after the second opened the page, and before they ticked the row."""
    claim = claims[0]
    seen = Answer.objects.get(pk=claim.pk)
    draw(claim)
    perform("refuse", claim, Person.objects.get(pk=taken.moved_by_id), reason="өлі сілтеме")
    client.force_login(colleague)
    page = judge(client, [seen], "confirm").content.decode()
    assert Problem("portal.conflict").part("repair", "kk") in page
    assert "қабылданбаған" not in page
    assert f"{claim.pk}:" not in page  # and it has no box any more


class TestFilter:
    def test_by_what_was_said(self, client: Client, taken: Submission) -> None:
        for said, count in (("none", 1), ("pilot", 1), ("number", 1), ("", 4)):
            assert ticks(shown(client, taken, said=said)) == count

    def test_by_domain_and_evidence(self, client: Client, claims: list[Answer]) -> None:
        taken, bare = claims[0].submission, claims[0]
        Evidence.objects.filter(answer=bare).delete()
        assert ticks(shown(client, taken, proofs="without")) == 1
        assert ticks(shown(client, taken, proofs="with")) == 3
        assert ticks(shown(client, taken, domain="ecology")) == 0
        assert "Мұндай жауап жоқ" in shown(client, taken, domain="nowhere")

    def test_stays_after_a_verdict(self, client: Client, claims: list[Answer]) -> None:
        address = reverse("verify-many", args=[claims[0].submission_id]) + "?said=pilot"
        given = {"answer": f"{claims[1].pk}:{claims[1].version}", "step": "confirm"}
        assert client.post(address, given)["Location"].endswith("?said=pilot")


def test_a_whole_form_fits_a_slow_line_and_few_queries(
    client: Client, taken: Submission, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    taken.answers.filter(is_indicator=False).update(status="none")
    taken.answers.filter(is_indicator=True).update(value=1.0)
    Screening.objects.update(signs=[])
    with django_assert_num_queries(11):
        page = shown(client, taken)
    assert ticks(page) > 80
    assert len(page.encode()) < 150_000
