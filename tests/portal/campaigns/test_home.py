"""The home page: what to do next, by role."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from aqyl.language import format_date
from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY
from aqyl.portal.procedure import working_days_after
from tests.portal.conftest import ALMATY, Invite

pytestmark = pytest.mark.django_db
HOME = "/kk/home/"


def seen_by(client: Client, person: Person, address: str = HOME) -> str:
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_someone_without_an_account_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(HOME).status_code == 302


@pytest.mark.parametrize(
    "role", ["officer", "approver", "verifier", "manager", "auditor", "methodologist"]
)
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_before_there_is_a_campaign_everyone_is_told_so(
    client: Client, invite: Invite, role: str, lang: str
) -> None:
    html = seen_by(client, invite(role, COUNTRY), f"/{lang}/home/")
    assert 'class="empty"' in html


def test_an_officer_is_shown_the_submission_and_how_to_begin(
    client: Client, submission: Submission, officer: Person
) -> None:
    html = seen_by(client, officer)
    assert "Алматы" in html
    assert "толтыруды бастау" in html
    assert "Астана" not in html


def test_once_begun_the_next_card_is_one_click_away(
    client: Client, begun: Submission, officer: Person
) -> None:
    assert f"/kk/submissions/{begun.pk}/cards/" in seen_by(client, officer)


def test_an_approver_is_told_why_it_cannot_be_signed_yet(
    client: Client, begun: Submission, approver: Person
) -> None:
    html = seen_by(client, approver)
    assert "қол қою" in html
    assert "жауапсыз карточкалар" in html
    assert "disabled" in html


def test_a_verifier_sees_an_empty_queue_and_then_what_waits(
    client: Client, opened: Campaign, verifier: Person, begun: Submission
) -> None:
    assert "Қазір тексеретін ештеңе жоқ" in seen_by(client, verifier)
    Answer.objects.filter(submission=begun, is_indicator=False).update(status="none")
    Submission.objects.filter(pk=begun.pk).update(state="submission.signed")
    html = seen_by(client, verifier)
    waiting = begun.answers.filter(is_indicator=False).count()
    assert f"Тексеруді күтіп тұрған жауап: {waiting}<" in html
    assert "Алматы" in html


def test_a_manager_sees_states_and_oblasts(
    client: Client, begun: Submission, manager: Person
) -> None:
    html = seen_by(client, manager)
    assert "толтырылмаған" in html
    assert "толтырылуда" in html
    assert "Ақмола облысы" in html


def test_an_auditor_and_a_methodologist_get_links(
    client: Client, opened: Campaign, invite: Invite
) -> None:
    for role in ("auditor", "methodologist"):
        html = seen_by(client, invite(role, COUNTRY))
        assert f"/kk/campaigns/{opened.pk}/" in html


def test_a_manager_makes_a_campaign_and_is_told_what_is_wrong(
    client: Client, manager: Person
) -> None:
    client.force_login(manager)
    made = client.post("/kk/campaigns/new/", {"edition": "kz-2026", "period": "26"})
    assert made.status_code == 422
    assert "төрт цифрлы жыл" in made.content.decode()
    made = client.post("/kk/campaigns/new/", {"edition": "kz-2026", "period": "2027"})
    assert made.status_code == 303
    campaign = Campaign.objects.get(period="2027")
    step = {"step": "open-campaign", "seen": campaign.version}
    assert client.post(f"/kk/campaigns/{campaign.pk}/", step).status_code == 303
    assert "Алматы" in seen_by(client, manager, f"/kk/campaigns/{campaign.pk}/")


def test_someone_of_an_akimat_does_not_see_the_whole_campaign(
    client: Client, opened: Campaign, officer: Person
) -> None:
    client.force_login(officer)
    assert client.get(f"/kk/campaigns/{opened.pk}/").status_code == 403


@pytest.mark.parametrize(("role", "queries"), [("officer", 13), ("manager", 8), ("verifier", 7)])
def test_the_page_takes_a_fixed_number_of_queries(
    client: Client,
    begun: Submission,
    invite: Invite,
    role: str,
    queries: int,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    person = invite(role, ALMATY if role == "officer" else COUNTRY)
    client.force_login(person)
    client.get(HOME)
    with django_assert_num_queries(queries):
        client.get(HOME)


def test_taking_a_step_leads_back_with_what_was_done(
    client: Client, submission: Submission, officer: Person
) -> None:
    client.force_login(officer)
    there = f"/kk/submissions/{submission.pk}/"
    answer = client.post(there, {"step": "begin", "seen": submission.version}, follow=True)
    assert "Қадам жасалды" in answer.content.decode()
    submission.refresh_from_db()
    assert submission.state == "submission.self-assessment"


def test_a_step_that_is_refused_says_why(
    client: Client, begun: Submission, approver: Person, officer: Person
) -> None:
    there, step = f"/kk/submissions/{begun.pk}/", {"step": "sign", "seen": begun.version}
    client.force_login(approver)
    answer = client.post(there, step)
    assert answer.status_code == 422
    assert "жауапсыз карточкалар" in answer.content.decode()
    client.force_login(officer)
    assert client.post(there, step).status_code == 403


def test_a_step_on_an_older_version_is_a_conflict(
    client: Client, submission: Submission, officer: Person
) -> None:
    client.force_login(officer)
    step = {"step": "begin", "seen": submission.version + 1}
    assert client.post(f"/kk/submissions/{submission.pk}/", step).status_code == 409


def test_before_it_is_begun_to_begin_is_the_one_thing_to_press(
    client: Client, submission: Submission, officer: Person
) -> None:
    html = seen_by(client, officer)
    buttons = re.findall(r'class="(govuk-button[^"]*)"[^>]*>(?:<span[^>]*>)?([^<]+)', html)
    assert buttons == [("govuk-button", "толтыруды бастау")]
    term = working_days_after(timezone.localdate(submission.entered_at), 10)
    assert format_date(term, "kk") in html


def test_the_bar_names_the_role_in_the_readers_language(client: Client, officer: Person) -> None:
    for lang, role in (("kk", "әкімдік маманы"), ("ru", "специалист акимата"), ("en", "akimat")):
        assert f'class="role">{role}' in seen_by(client, officer, f"/{lang}/home/")
