"""The pages of verification: what each role sees, filters, posts, how many queries."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.campaigns.prolonging import earliest
from aqyl.portal.campaigns.rows import given
from aqyl.portal.people.models import Grant, Person, Role
from aqyl.portal.procedure import perform
from aqyl.portal.verification.models import Review, Screening
from aqyl.portal.verification.words import changes_in_words
from tests.portal.conftest import ALMATY, ASTANA, COUNTRY, Invite
from tests.portal.verification.conftest import Draw

pytestmark = pytest.mark.django_db
LISTS = ("verification", "second-looks", "disagreements", "appeals")
LOOKERS = {Role.VERIFIER, Role.MANAGER, Role.AUDITOR, Role.METHODOLOGIST}


@pytest.fixture(autouse=True)
def signed_in(client: Client, verifier: Person) -> None:
    client.force_login(verifier)


def shown(client: Client, name: str, *arguments: int, status: int = 200, **asked: str) -> str:
    """A page's text; it is no larger than a slow line takes."""
    response = client.get(reverse(name, args=arguments), asked)
    assert response.status_code == status
    assert len(response.content) < 150_000
    return response.content.decode()


def linked(page: str, answer: Answer) -> bool:
    return reverse("verify-answer", args=[answer.pk]) in page


class TestWho:
    def test_every_role_and_place(self, client: Client, claim: Answer, invite: Invite) -> None:
        for role in Role:
            client.force_login(invite(role, ALMATY))
            looks = role in LOOKERS
            for name in LISTS:
                shown(client, name, status=200 if looks else 403)
            assert linked(shown(client, "verification", status=200), claim) if looks else True
            shown(client, "verify-answer", claim.pk, status=200 if looks else 403)
            shown(client, "verify-submission", claim.submission_id, status=200 if looks else 403)

    def test_another_place_is_not_shown(
        self, client: Client, claim: Answer, invite: Invite
    ) -> None:
        client.force_login(invite("verifier", ASTANA))
        assert not linked(shown(client, "verification"), claim)
        shown(client, "verify-answer", claim.pk, status=403)
        shown(client, "verify-submission", claim.submission_id, status=403)

    def test_whoever_is_not_signed_in_is_asked_to(self, client: Client, claim: Answer) -> None:
        client.logout()
        for name in LISTS:
            shown(client, name, status=302)
        shown(client, "verify-answer", claim.pk, status=302)

    def test_no_campaign_yet(self, client: Client) -> None:
        shown(client, "verification", status=404)


class TestQueue:
    def test_riskiest_first_with_reasons_in_words(self, client: Client, taken: Submission) -> None:
        page = shown(client, "verification")
        found = Screening.objects.filter(answer__submission=taken).order_by("-points", "answer")
        places = [page.index(reverse("verify-answer", args=[one.answer_id])) for one in found]
        assert places == sorted(places)
        assert "жоғары нәтиже мәлімделген: 100" in page
        assert "файл жоқ, тек сілтеме бар: 1" in page

    def test_filters(self, client: Client, claim: Answer, taken: Submission) -> None:
        zero = taken.answers.get(status="none")
        page = shown(client, "verification", risk="big-claim")
        assert (linked(page, claim), linked(page, zero)) == (True, False)
        domain = claim.node.split(".")[0]
        assert linked(shown(client, "verification", domain=domain), claim)
        assert not linked(shown(client, "verification", domain="ecology"), claim)
        assert linked(shown(client, "verification", place=ALMATY), claim)
        assert not linked(shown(client, "verification", place=ASTANA), claim)

    @pytest.mark.parametrize("sort", ["risk", "waiting", "place", "'; DROP TABLE"])
    def test_sorts(self, client: Client, claim: Answer, sort: str) -> None:
        assert linked(shown(client, "verification", sort=sort), claim)

    def test_an_answer_not_screened_comes_last(self, client: Client, claim: Answer) -> None:
        Screening.objects.filter(answer=claim).delete()
        page = shown(client, "verification")
        mine = page.index(reverse("verify-answer", args=[claim.pk]))
        assert mine == max(
            page.index(reverse("verify-answer", args=[one.pk]))
            for one in claim.submission.answers.exclude(status="")
        )

    def test_pages_of_fifty(self, client: Client, taken: Submission) -> None:
        taken.answers.filter(is_indicator=False).update(status="pilot")
        first, second = (shown(client, "verification", page=n, sort="waiting") for n in "12")
        assert first.count("/verification/answers/") == 50
        assert "sort=waiting&amp;page=2" in first
        assert 0 < second.count("/verification/answers/") <= 50
        assert shown(client, "verification", page="x").count("/verification/answers/") == 50

    def test_another_campaign(self, client: Client, claim: Answer, campaign: Campaign) -> None:
        assert linked(shown(client, "verification", campaign=str(campaign.pk)), claim)
        shown(client, "verification", campaign="999", status=404)

    @pytest.mark.parametrize("lang", ["kk", "ru", "en"])
    def test_in_three_languages(self, client: Client, claim: Answer, lang: str) -> None:
        response = client.get(f"/{lang}/verification/")
        titles = {"kk": "Тексеру кезегі", "ru": "Очередь на проверку", "en": "Queue for"}
        assert titles[lang] in response.content.decode()


class TestAnswer:
    def test_claim_last_year_evidence_history(
        self, client: Client, claim: Answer, officer: Person
    ) -> None:
        page = shown(client, "verify-answer", claim.pk)
        assert f"https://almaty.kz/{claim.pk}" in page
        assert "Былтырғы жауап" in page
        assert 'name="step" value="confirm"' in page
        assert 'name="step" value="appeal"' not in page

    def test_the_history_says_what_changed(
        self, client: Client, claim: Answer, taken: Submission, officer: Person
    ) -> None:
        Submission.objects.update(state="submission.returned")
        claim.refresh_from_db()
        perform("save-answer", claim, officer, status="pilot", note="жаңа")
        page = shown(client, "verify-answer", claim.pk)
        assert "Күйі: біріктірілген → пилоттық" in page
        assert "Түсіндірмесі: – → жаңа" in page
        assert officer.name in page

    def test_a_field_that_an_older_program_did_not_note_is_a_dash(self, campaign: Campaign) -> None:
        data = {"before": {"note": "a"}, "after": {"note": "b", "source": "c"}}
        found = changes_in_words(campaign.edition, data, "kk")
        assert found == ["Түсіндірмесі: a → b", "Дереккөзі: – → c"]

    def test_a_verdict_leads_back_to_the_queue(self, client: Client, claim: Answer) -> None:
        given = {"step": "confirm", "seen": claim.version}
        response = client.post(reverse("verify-answer", args=[claim.pk]), given)
        assert response.status_code == 303
        assert response["Location"].startswith(reverse("verification"))
        claim.refresh_from_db()
        assert claim.state == "answer.verified"

    def test_a_refusal_says_why_and_keeps_what_was_typed(
        self, client: Client, claim: Answer
    ) -> None:
        address = reverse("verify-answer", args=[claim.pk])
        response = client.post(address, {"step": "refuse", "reason": " "})
        assert response.status_code == 422
        assert "себебін жазыңыз" in response.content.decode()
        Answer.objects.update(version=9)
        given = {"step": "refuse", "reason": "өлі сілтеме", "seen": "1"}
        response = client.post(address, given)
        assert response.status_code == 409
        assert ">өлі сілтеме</textarea>" in response.content.decode()

    def test_who_may_look_but_not_judge(
        self, client: Client, claim: Answer, invite: Invite
    ) -> None:
        client.force_login(invite("auditor", COUNTRY))
        assert "<textarea" not in shown(client, "verify-answer", claim.pk)
        response = client.post(reverse("verify-answer", args=[claim.pk]), {"step": "confirm"})
        assert response.status_code == 403

    @pytest.mark.parametrize("step", ["dance", "", "sign", "save-answer"])
    def test_no_other_step(self, client: Client, claim: Answer, step: str) -> None:
        response = client.post(reverse("verify-answer", args=[claim.pk]), {"step": step})
        assert response.status_code == 404

    def test_what_people_write_is_no_markup(self, client: Client, claim: Answer) -> None:
        Answer.objects.filter(pk=claim.pk).update(note="<script>x</script>", source="<b>y</b>")
        page = shown(client, "verify-answer", claim.pk)
        assert "<script>x" not in page
        assert "<b>y" not in page


class TestBlind:
    @pytest.fixture
    def judged(self, claim: Answer, verifier: Person, draw: Draw) -> Answer:
        draw(claim)
        perform("refuse", claim, verifier, reason="өлі сілтеме")
        return claim

    def test_the_first_verdict_is_on_no_page_of_the_second(
        self, client: Client, judged: Answer, colleague: Person
    ) -> None:
        client.force_login(colleague)
        card = shown(client, "verify-answer", judged.pk)
        assert "Бірінші шешім мен тарихы әдейі көрсетілмейді" in card
        form = shown(client, "verify-submission", judged.submission_id)
        assert "екінші тексерушіні күтіп тұр" in form
        for page in (card, form, *(shown(client, name) for name in LISTS)):
            assert "қабылданбаған" not in page
            assert "өлі сілтеме" not in page

    def test_nor_are_scores_that_tell_of_it_when_the_campaign_moves_on(
        self,
        client: Client,
        judged: Answer,
        verifier: Person,
        colleague: Person,
        manager: Person,
    ) -> None:
        for one in judged.submission.answers.filter(state="answer.claimed").filter(given()):
            perform("confirm", one, verifier)
        perform("give-preliminary-results", judged.campaign, manager)
        whole = reverse("results:preliminary", args=[judged.submission_id])
        part = reverse("results:preliminary-number", args=[judged.submission_id, judged.node])
        client.force_login(colleague)
        for address in (whole, part):
            response = client.get(address)
            assert response.status_code == 403
            assert "қабылданбаған" not in response.content.decode()
            assert "екінші шешіміңізді" in response.content.decode()
        form = shown(client, "verify-submission", judged.submission_id)
        assert "қабылданбаған" not in form
        client.force_login(verifier)
        assert [client.get(address).status_code for address in (whole, part)] == [200, 200]

    def test_a_refused_second_verdict_shows_no_more(
        self, client: Client, judged: Answer, colleague: Person
    ) -> None:
        client.force_login(colleague)
        response = client.post(reverse("second-look", args=[judged.pk]), {"verdict": "refused"})
        page = response.content.decode()
        assert (response.status_code, "өлі сілтеме" in page) == (422, False)

    def test_a_step_from_an_old_page_shows_no_more(
        self, client: Client, judged: Answer, colleague: Person
    ) -> None:
        client.force_login(colleague)
        given = {"step": "confirm", "seen": judged.version - 1}
        response = client.post(reverse("verify-answer", args=[judged.pk]), given)
        page = response.content.decode()
        assert (response.status_code, "қабылданбаған" in page) == (409, False)

    def test_a_second_verdict(
        self, client: Client, judged: Answer, colleague: Person, manager: Person
    ) -> None:
        client.force_login(colleague)
        assert linked(shown(client, "second-looks"), judged)
        response = client.post(reverse("second-look", args=[judged.pk]), {"verdict": "verified"})
        assert response.status_code == 303
        assert Review.objects.filter(kind="second", verifier=colleague).exists()
        assert not linked(shown(client, "second-looks"), judged)
        assert not linked(shown(client, "disagreements"), judged)
        client.force_login(manager)
        assert linked(shown(client, "disagreements"), judged)

    def test_the_first_does_not_see_that_it_was_drawn(self, client: Client, judged: Answer) -> None:
        assert not linked(shown(client, "second-looks"), judged)
        assert "қабылданбаған" in shown(client, "verify-answer", judged.pk)

    def test_the_manager_names_a_third(
        self, client: Client, judged: Answer, colleague: Person, third: Person, manager: Person
    ) -> None:
        perform("second-review", judged, colleague, verdict="verified")
        client.force_login(manager)
        page = shown(client, "verify-answer", judged.pk)
        assert f'<option value="{third.pk}">' in page
        assert f'<option value="{colleague.pk}">' not in page
        given = {"step": "reopen-answer", "reason": "x", "person": third.pk}
        response = client.post(reverse("verify-answer", args=[judged.pk]), given)
        assert response.status_code == 303
        client.force_login(third)
        assert linked(shown(client, "verification"), judged)
        client.force_login(colleague)
        assert not linked(shown(client, "verification"), judged)


class TestAppeals:
    def test_with_its_grounds(
        self, client: Client, claim: Answer, verifier: Person, approver: Person
    ) -> None:
        perform("refuse", claim, verifier, reason="x")
        Submission.objects.update(state="submission.preliminary")
        claim.refresh_from_db()
        perform("appeal", claim, approver, reason="акт осында")
        assert linked(shown(client, "appeals"), claim)
        assert "акт осында" in shown(client, "verify-answer", claim.pk)


class TestSubmission:
    def test_steps_and_answers(self, client: Client, taken: Submission, verifier: Person) -> None:
        page = shown(client, "verify-submission", taken.pk)
        assert page.count("/verification/answers/") == 4
        address = reverse("verify-submission", args=[taken.pk])
        response = client.post(address, {"step": "finish-verification"})
        assert response.status_code == 422
        given = {"step": "return-submission", "reason": "карточкалар бос"}
        assert client.post(address, given).status_code == 303
        taken.refresh_from_db()
        assert taken.state == "submission.returned"

    def test_no_verdict_over_many_at_once(self, client: Client, taken: Submission) -> None:
        address = reverse("verify-submission", args=[taken.pk])
        assert client.post(address, {"step": "confirm"}).status_code == 404


class TestAgreement:
    def test_open_to_all_once_published(self, client: Client, campaign: Campaign) -> None:
        client.logout()
        shown(client, "agreement", campaign.pk, status=404)
        Campaign.objects.update(state="campaign.published")
        page = shown(client, "agreement", campaign.pk)
        assert "/kk/results/kz-2026/2026/" in page  # a visitor goes back to the results
        assert "Коэн каппасы" in page
        assert "– (жұп аз болғандықтан, аралығы берілмейді)" in page

    def test_before_that_to_those_who_look_at_the_country(
        self, client: Client, campaign: Campaign, invite: Invite
    ) -> None:
        page = shown(client, "agreement", campaign.pk)
        assert f"/kk/verification/?campaign={campaign.pk}" in page
        client.force_login(invite("officer", COUNTRY))
        shown(client, "agreement", campaign.pk, status=404)
        client.force_login(invite("verifier", ALMATY))
        shown(client, "agreement", campaign.pk, status=404)


class TestQueries:
    """Fixed, however many answers there are."""

    @pytest.fixture
    def many(self, taken: Submission, colleague: Person, third: Person, manager: Person) -> None:
        """Answers of every list; whoever looks is a verifier and a manager."""
        Grant.objects.create(person=third, role=Role.MANAGER, territory_id=COUNTRY)
        taken.answers.filter(is_indicator=False).update(status="pilot")
        for number, answer in enumerate(taken.answers.order_by("pk")[:30]):
            Screening.objects.update_or_create(answer=answer, defaults={"drawn": True})
            given = {"answer": answer, "verifier": colleague, "at": timezone.now()}
            first = Review.objects.create(**given, kind="first", verdict="verified")
            if number % 3 == 1:
                Review.objects.create(**given, kind="second", verdict="refused", checks=first)
            state = "answer.appealed" if number % 3 == 2 else "answer.verified"
            Answer.objects.filter(pk=answer.pk).update(state=state)

    @pytest.mark.parametrize(
        ("name", "count"),
        [("verification", 10), ("second-looks", 9), ("disagreements", 9), ("appeals", 9)],
    )
    @pytest.mark.usefixtures("many")
    def test_lists(
        self,
        client: Client,
        third: Person,
        django_assert_num_queries: DjangoAssertNumQueries,
        name: str,
        count: int,
    ) -> None:
        client.force_login(third)
        with django_assert_num_queries(count):
            page = shown(client, name)
        assert page.count("/verification/answers/") >= 10

    def test_an_answer(
        self,
        client: Client,
        claim: Answer,
        manager: Person,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        perform(
            "prolong-answer", claim, manager, day=earliest(claim, timezone.localdate()), reason="x"
        )
        with django_assert_num_queries(18):
            shown(client, "verify-answer", claim.pk)

    def test_a_submission(
        self,
        client: Client,
        taken: Submission,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        taken.answers.filter(is_indicator=False).update(status="pilot")
        with django_assert_num_queries(11):
            shown(client, "verify-submission", taken.pk)


class TestBlindElsewhere:
    """Pages of other rooms do not give away a verdict that one may be asked to check."""

    @pytest.fixture
    def judged(self, claim: Answer, draw: Draw, verifier: Person) -> Answer:
        draw(claim)
        perform("return-answer", claim, verifier, reason="Күні жоқ құжат")
        return claim

    def test_card_and_domain(
        self, client: Client, judged: Answer, verifier: Person, colleague: Person
    ) -> None:
        domain = judged.node.partition(".")[0]
        for who, sees in ((colleague, False), (verifier, True)):
            client.force_login(who)
            card = shown(client, "card", judged.submission_id, judged.node)
            listed = shown(client, "domain", judged.submission_id, domain)
            assert ("Күні жоқ құжат" in card) is sees
            for page in (card, listed):
                assert ("қайтарылған" in page) is sees
                assert ("екінші тексерушіні күтіп тұр" in page) is not sees

    def test_preliminary_result(
        self, client: Client, judged: Answer, verifier: Person, colleague: Person
    ) -> None:
        Campaign.objects.filter(pk=judged.campaign.pk).update(state="campaign.preliminary")
        Submission.objects.filter(pk=judged.submission_id).update(state="submission.preliminary")
        here = reverse("results:preliminary", args=[judged.submission_id])
        client.force_login(colleague)
        assert client.get(here).status_code == 403
        client.force_login(verifier)
        assert [one.answer for one in client.get(here).context["judged"]] == [judged]
