"""Verdicts, second looks, disagreements and appeals, each with what is refused."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.utils import timezone

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.campaigns.prolonging import earliest
from aqyl.portal.evidence.adding import add_link
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.history.models import Event
from aqyl.portal.notices.models import Notice
from aqyl.portal.people.models import Person, Role
from aqyl.portal.procedure import ConflictError, RefusedError, perform
from aqyl.portal.verification.models import Review, Screening
from aqyl.portal.verification.published import report_of
from aqyl.portal.verification.reviews import awaiting_second, disputed, is_blind, settlers
from tests.portal.conftest import ALMATY, ASTANA, COUNTRY, Invite
from tests.portal.verification.conftest import Draw

pytestmark = pytest.mark.django_db


def refused(*given: object, **more: object) -> list[str]:
    """The keys of what `perform` refuses with; nothing may have been logged."""
    events, reviews = Event.objects.count(), Review.objects.count()
    with pytest.raises(RefusedError) as caught:
        perform(*given, **more)  # type: ignore[arg-type]
    assert (Event.objects.count(), Review.objects.count()) == (events, reviews)
    return [problem.key for problem in caught.value.problems]


class TestFirst:
    @pytest.mark.parametrize(
        ("step", "reason", "verdict"),
        [
            ("confirm", "", "verified"),
            ("return-answer", "x", "returned"),
            ("refuse", "x", "refused"),
        ],
    )
    def test_a_verdict_is_kept_as_its_verifiers(
        self, claim: Answer, verifier: Person, step: str, reason: str, verdict: str
    ) -> None:
        perform(step, claim, verifier, reason=reason)
        one = Review.objects.get()
        assert (one.verifier, one.kind, one.verdict, one.reason) == (
            verifier,
            "first",
            verdict,
            reason,
        )

    @pytest.mark.parametrize("step", ["return-answer", "refuse"])
    def test_a_reason_is_required(self, claim: Answer, verifier: Person, step: str) -> None:
        assert refused(step, claim, verifier, reason=" ") == ["portal.no_reason"]

    def test_nothing_is_confirmed_without_evidence(self, claim: Answer, verifier: Person) -> None:
        Evidence.objects.filter(answer=claim).update(removed_at=timezone.now())
        assert refused("confirm", claim, verifier) == ["portal.evidence_none"]

    def test_every_role_and_place(self, claim: Answer, invite: Invite) -> None:
        for role, place in itertools.product(Role, [ALMATY, ASTANA, COUNTRY]):
            if role == Role.VERIFIER and place != ASTANA:
                continue
            assert refused("confirm", claim, invite(role, place)) == ["portal.not_yours"]

    def test_who_wrote_the_answer_or_its_evidence_does_not_judge_it(
        self, begun: Submission, taken: Submission, claim: Answer, invite: Invite
    ) -> None:
        both = invite(("officer", ALMATY), ("verifier", ALMATY))
        Submission.objects.filter(pk=taken.pk).update(state="submission.self-assessment")
        claim.refresh_from_db()
        add_link(claim, both, "https://almaty.kz/mine")
        Submission.objects.filter(pk=taken.pk).update(state="submission.verification")
        claim.refresh_from_db()
        assert refused("confirm", claim, both) == ["portal.same_person"]

    def test_two_verifiers_who_looked_at_the_same_version(
        self, claim: Answer, verifier: Person, colleague: Person
    ) -> None:
        seen = claim.version
        perform("confirm", claim, verifier, seen=seen)
        keys = refused("refuse", claim, colleague, seen=seen, reason="no")
        assert keys == ["portal.wrong_state"]
        assert Review.objects.count() == 1

    def test_a_version_that_changed_since_is_a_conflict(
        self, claim: Answer, verifier: Person, manager: Person
    ) -> None:
        seen = claim.version
        perform(
            "prolong-answer", claim, manager, day=earliest(claim, timezone.localdate()), reason="x"
        )
        with pytest.raises(ConflictError):
            perform("confirm", claim, verifier, seen=seen)

    def test_other_verifiers_are_not_told_of_a_verdict(
        self, claim: Answer, verifier: Person, colleague: Person, officer: Person, approver: Person
    ) -> None:
        Notice.objects.all().delete()
        perform("return-answer", claim, verifier, reason="x")
        assert {one.person for one in Notice.objects.all()} == {officer, approver}


class TestSecond:
    @pytest.fixture
    def judged(self, claim: Answer, verifier: Person, draw: Draw) -> Answer:
        """Drawn, and confirmed by the first."""
        draw(claim)
        perform("confirm", claim, verifier)
        return claim

    def test_a_second_verdict_moves_nothing(self, judged: Answer, colleague: Person) -> None:
        perform("second-review", judged, colleague, verdict="refused", reason="not seen")
        assert judged.state == "answer.verified"
        one = Review.objects.get(kind="second")
        assert (one.verifier, one.verdict, one.checks.verdict) == (colleague, "refused", "verified")

    def test_only_once(self, judged: Answer, colleague: Person, third: Person) -> None:
        perform("second-review", judged, colleague, verdict="verified")
        assert refused("second-review", judged, third, verdict="verified") == [
            "portal.no_second_look"
        ]

    def test_not_by_the_first(self, judged: Answer, verifier: Person) -> None:
        keys = refused("second-review", judged, verifier, verdict="verified")
        assert keys == ["portal.same_person"]

    def test_not_of_an_answer_that_was_not_drawn_or_not_judged(
        self, claim: Answer, verifier: Person, colleague: Person, draw: Draw
    ) -> None:
        given = {"verdict": "verified"}
        draw(claim)
        assert refused("second-review", claim, colleague, **given) == ["portal.no_second_look"]
        Screening.objects.update(drawn=False)
        perform("confirm", claim, verifier)
        assert refused("second-review", claim, colleague, **given) == ["portal.no_second_look"]

    @pytest.mark.parametrize(
        ("verdict", "reason", "key"),
        [
            ("perhaps", "x", "portal.no_verdict"),
            ("", "x", "portal.no_verdict"),
            ("refused", " ", "portal.no_reason"),
            ("returned", "", "portal.no_reason"),
        ],
    )
    def test_a_verdict_and_its_reason(
        self, judged: Answer, colleague: Person, verdict: str, reason: str, key: str
    ) -> None:
        given = {"verdict": verdict, "reason": reason}
        assert refused("second-review", judged, colleague, **given) == [key]

    def test_every_other_role(self, judged: Answer, invite: Invite) -> None:
        for role in set(Role) - {Role.VERIFIER}:
            keys = refused("second-review", judged, invite(role, COUNTRY), verdict="verified")
            assert keys == ["portal.not_allowed"]

    def test_who_is_blind(
        self, judged: Answer, verifier: Person, colleague: Person, manager: Person
    ) -> None:
        assert is_blind(colleague, judged)
        assert not is_blind(verifier, judged)
        assert not is_blind(manager, judged)
        perform("second-review", judged, colleague, verdict="verified")
        assert not is_blind(colleague, judged)

    def test_verification_does_not_end_before_it(
        self, judged: Answer, taken: Submission, verifier: Person, colleague: Person
    ) -> None:
        Answer.objects.exclude(pk=judged.pk).update(state="answer.verified")
        assert refused("finish-verification", taken, verifier) == ["portal.second_waiting"]
        perform("second-review", judged, colleague, verdict="refused", reason="x")
        assert refused("finish-verification", taken, verifier) == ["portal.disputes_open"]
        Review.objects.filter(kind="second").update(verdict="verified")
        perform("finish-verification", taken, verifier)
        assert taken.state == "submission.preliminary"


class TestDisagreement:
    @pytest.fixture
    def differing(self, claim: Answer, verifier: Person, colleague: Person, draw: Draw) -> Answer:
        """Confirmed by the first, refused by the second."""
        draw(claim)
        perform("confirm", claim, verifier)
        perform("second-review", claim, colleague, verdict="refused", reason="x")
        return claim

    def test_a_third_whom_the_manager_names_settles_it(
        self, differing: Answer, campaign: Campaign, manager: Person, third: Person
    ) -> None:
        assert list(disputed(campaign)) == [differing]
        perform("reopen-answer", differing, manager, reason="differ", person=third.pk)
        assert differing.state == "answer.claimed"
        perform("refuse", differing, third, reason="the link is dead")
        assert Review.objects.latest("pk").kind == "third"
        assert not disputed(campaign).exists()
        assert Screening.objects.get(answer=differing).settler is None

    def test_nobody_else_does(
        self,
        differing: Answer,
        manager: Person,
        third: Person,
        verifier: Person,
        colleague: Person,
        invite: Invite,
    ) -> None:
        perform("reopen-answer", differing, manager, reason="x", person=third.pk)
        other = invite("verifier", COUNTRY)
        assert refused("confirm", differing, other) == ["portal.not_settler"]
        for one in (verifier, colleague):
            assert set(refused("confirm", differing, one)) == {
                "portal.same_person",
                "portal.not_settler",
            }

    def test_whom_the_manager_can_name(
        self,
        differing: Answer,
        manager: Person,
        third: Person,
        verifier: Person,
        officer: Person,
        invite: Invite,
    ) -> None:
        assert settlers(differing) == [third]
        away = invite("verifier", ASTANA)
        for one in (verifier.pk, officer.pk, away.pk, 0, ""):
            keys = refused("reopen-answer", differing, manager, reason="x", person=one)
            assert keys == ["portal.bad_settler"]

    def test_not_where_they_agree(
        self, claim: Answer, verifier: Person, colleague: Person, manager: Person, draw: Draw
    ) -> None:
        draw(claim)
        perform("confirm", claim, verifier)
        perform("second-review", claim, colleague, verdict="verified")
        keys = refused("reopen-answer", claim, manager, reason="x", person=1)
        assert keys == ["portal.not_disputed"]

    def test_a_later_verdict_ends_it(
        self, differing: Answer, campaign: Campaign, verifier: Person
    ) -> None:
        Answer.objects.filter(pk=differing.pk).update(state="answer.claimed", moved_by=None)
        differing.refresh_from_db()
        perform("confirm", differing, verifier)
        assert not disputed(campaign).exists()
        assert not awaiting_second(campaign).exists()


class TestAppeal:
    @pytest.fixture
    def lost(self, claim: Answer, taken: Submission, verifier: Person) -> Answer:
        """Refused, with the preliminary result given."""
        perform("refuse", claim, verifier, reason="dead link")
        Submission.objects.filter(pk=taken.pk).update(state="submission.preliminary")
        claim.refresh_from_db()
        return claim

    def test_with_grounds_and_new_evidence_decided_by_another(
        self, lost: Answer, approver: Person, colleague: Person
    ) -> None:
        add_link(lost, approver, "https://almaty.kz/new-act")
        perform("appeal", lost, approver, reason="the act is here")
        perform("allow-appeal", lost, colleague, reason="seen")
        assert lost.state == "answer.upheld"
        assert Review.objects.latest("pk").kind == "appeal"

    def test_not_by_one_who_judged_it(
        self, lost: Answer, approver: Person, verifier: Person, colleague: Person
    ) -> None:
        Review.objects.filter(verifier=verifier).delete()  # the log alone says who did
        perform("appeal", lost, approver, reason="x")
        for step in ("allow-appeal", "dismiss-appeal"):
            assert refused(step, lost, verifier, reason="x") == ["portal.same_person"]
        perform("dismiss-appeal", lost, colleague, reason="x")
        assert lost.state == "answer.dismissed"

    def test_nor_by_one_who_gave_the_second_verdict(
        self,
        claim: Answer,
        taken: Submission,
        verifier: Person,
        colleague: Person,
        approver: Person,
        draw: Draw,
    ) -> None:
        draw(claim)
        perform("refuse", claim, verifier, reason="x")
        perform("second-review", claim, colleague, verdict="refused", reason="x")
        Submission.objects.filter(pk=taken.pk).update(state="submission.preliminary")
        claim.refresh_from_db()
        perform("appeal", claim, approver, reason="x")
        assert refused("allow-appeal", claim, colleague, reason="x") == ["portal.same_person"]

    def test_not_without_grounds(self, lost: Answer, approver: Person) -> None:
        assert refused("appeal", lost, approver, reason="") == ["portal.no_reason"]

    def test_not_by_an_officer(self, lost: Answer, officer: Person) -> None:
        assert refused("appeal", lost, officer, reason="x") == ["portal.not_yours"]

    def test_not_after_the_term(self, lost: Answer, approver: Person) -> None:
        long_ago = timezone.now() - dt.timedelta(days=40)
        Answer.objects.filter(pk=lost.pk).update(entered_at=long_ago)
        lost.refresh_from_db()
        assert refused("appeal", lost, approver, reason="x") == ["portal.too_late"]
        keys = refused("add-link", lost, approver, link="https://a.kz/late")
        assert keys == ["portal.evidence_closed"]


def test_the_agreement_of_a_campaign(
    taken: Submission, campaign: Campaign, verifier: Person, colleague: Person
) -> None:
    Screening.objects.update(drawn=True)
    second = {"integrated": "refused", "pilot": "verified", "none": "verified"}
    for answer in taken.answers.filter(status__in=second):
        perform("confirm", answer, verifier)
        given = {"verdict": second[answer.status], "reason": "x"}
        perform("second-review", answer, colleague, **given)
    report = report_of(campaign)
    assert (report.drawn, report.screened, report.agreement.pairs) == (4, 4, 3)
    assert report.agreement.alike == pytest.approx(2 / 3)
    assert sum(sum(row.counts) for row in report.rows) == 3
