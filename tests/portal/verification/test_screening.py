"""What is known of answers when they are taken for verification, and the draw."""

from __future__ import annotations

import json

import pytest

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import perform
from aqyl.portal.verification.models import Screening
from aqyl.portal.verification.screening import is_drawn, look_at
from aqyl.portal.verification.words import signs_in_words

pytestmark = pytest.mark.django_db


def signs(answer: Answer) -> set[str]:
    return {sign["risk"] for sign in answer.screening.signs}


class TestRisk:
    def test_every_given_answer_is_screened_and_no_other(self, taken: Submission) -> None:
        screened = Screening.objects.filter(answer__submission=taken)
        assert screened.count() == 4
        assert {one.answer.given for one in screened} == {True}
        event = Event.objects.latest("number")
        assert json.loads(event.data)["screened"] == 4

    def test_a_big_claim_on_a_link_alone(self, claim: Answer) -> None:
        assert {"big-claim", "links-only"} <= signs(claim)
        assert claim.screening.points >= 5
        assert " big-claim " in claim.screening.marks

    def test_a_zero_is_no_big_claim(self, taken: Submission) -> None:
        assert "big-claim" not in signs(taken.answers.get(status="none"))

    def test_a_jump_against_last_year(
        self, filled: Submission, campaign: Campaign, taken: Submission
    ) -> None:
        old = Campaign.objects.create(
            edition_id="kz-2026", fingerprint="0", period="2025", state="campaign.archived"
        )
        before = Submission.objects.create(
            campaign=old, territory_id=taken.territory_id, state="submission.decided"
        )
        claim = taken.answers.get(status="integrated")
        Answer.objects.create(
            submission=before,
            node=claim.node,
            is_indicator=False,
            status="none",
            state="answer.verified",
        )
        seen = dict(look_at(taken))[claim]
        assert (seen.score, seen.before) == (1.0, 0.0)

    def test_the_audit_finds_an_impossible_value(self, taken: Submission) -> None:
        one = taken.answers.get(is_indicator=True, value=50.0)
        Answer.objects.filter(pk=one.pk).update(value=1e6)
        found = {answer.pk: seen for answer, seen in look_at(taken)}[one.pk].findings
        assert found
        assert set(found[0]) == {"kk", "ru", "en"}

    def test_removed_evidence_proves_nothing(self, taken: Submission, claim: Answer) -> None:
        Evidence.objects.filter(answer=claim).update(removed_at=claim.saved_at)
        seen = dict(look_at(taken))[claim]
        assert (seen.files, seen.links) == (0, 0)

    @pytest.mark.parametrize(
        ("lang", "said"), [("kk", "мәлімделген"), ("ru", "заявлен"), ("en", "claimed")]
    )
    def test_each_sign_is_said_in_words(self, claim: Answer, lang: str, said: str) -> None:
        words = signs_in_words(claim.campaign.edition, claim.screening.signs, lang)
        assert any(said in line and "100" in line for line in words)


class TestDraw:
    def test_it_can_be_made_again_from_the_log(self, taken: Submission) -> None:
        event = Event.objects.get(action="take-for-verification")
        for one in Screening.objects.filter(answer__submission=taken):
            assert one.seed == event.before

    def test_about_the_stated_share_is_drawn(self, claim: Answer) -> None:
        drawn = sum(is_drawn(str(number), claim, 0.1) for number in range(4000))
        assert 320 < drawn < 480  # four standard deviations either way

    def test_none_and_all(self, claim: Answer) -> None:
        assert not any(is_drawn(str(number), claim, 0.0) for number in range(50))
        assert all(is_drawn(str(number), claim, 1.0) for number in range(50))

    def test_it_depends_on_the_seed_and_on_what_was_answered(self, claim: Answer) -> None:
        seeds = [str(number) for number in range(200)]
        one = [is_drawn(seed, claim, 0.5) for seed in seeds]
        assert one == [is_drawn(seed, claim, 0.5) for seed in seeds]
        claim.note = "another word"
        assert one != [is_drawn(seed, claim, 0.5) for seed in seeds]

    def test_an_answer_once_drawn_or_passed_over_stays_so(
        self, taken: Submission, verifier: Person, claim: Answer
    ) -> None:
        Screening.objects.filter(answer=claim).update(drawn=True)
        seeds = set(Screening.objects.values_list("answer", "seed"))
        Submission.objects.filter(pk=taken.pk).update(state="submission.signed")
        perform("take-for-verification", taken, verifier)
        assert set(Screening.objects.values_list("answer", "seed")) == seeds
        assert Screening.objects.get(drawn=True).answer == claim
