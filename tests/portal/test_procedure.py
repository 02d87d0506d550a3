"""One door for every change: who may, in which state, in which term; all or nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from typing import get_args

import pytest
from django.utils import timezone

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.campaigns.prolonging import earliest
from aqyl.portal.history.models import Event
from aqyl.portal.notices.models import Notice
from aqyl.portal.people.models import Person
from aqyl.portal.places.load import load_places
from aqyl.portal.places.models import COUNTRY
from aqyl.portal.procedure import (
    Change,
    ConflictError,
    RefusedError,
    door,
    perform,
    steps_for,
    working_days_after,
)
from aqyl.portal.procedure.deeds import EFFECTS, REQUIREMENTS
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.standard.procedure import Effect, Requirement
from tests.portal.conftest import ALMATY, ASTANA, KOKSHETAU, Invite

pytestmark = pytest.mark.django_db


def refused(*given: object, **more: object) -> RefusedError:
    """What `perform` refuses with; nothing may have been logged."""
    before = Event.objects.count()
    with pytest.raises(RefusedError) as caught:
        perform(*given, **more)  # type: ignore[arg-type]
    assert Event.objects.count() == before
    return caught.value


def keys(error: RefusedError) -> list[str]:
    return [problem.key for problem in error.problems]


class TestVocabulary:
    def test_every_word_an_edition_may_require_is_declared(self) -> None:
        assert set(get_args(Requirement)) == set(REQUIREMENTS)

    def test_every_word_for_what_a_step_does_is_declared(self) -> None:
        assert set(get_args(Effect)) == set(EFFECTS)


class TestOpening:
    def test_every_settlement_gets_a_submission_and_a_card_for_all_that_applies(
        self, opened: Campaign
    ) -> None:
        edition = load_edition("kz-2026")
        assert opened.state == "campaign.open"
        assert opened.submissions.count() == 3
        for submission in opened.submissions.select_related("territory"):
            nodes = set(submission.answers.values_list("node", flat=True))
            group = submission.territory.group
            asked = {i.id for i in edition.initiatives if i.groups[group] != "not_applied"}
            assert nodes == asked | {i.id for i in edition.indicators}

    def test_the_whole_register(self, campaign: Campaign, manager: Person) -> None:
        load_places(load_register())
        perform("open-campaign", campaign, manager)
        groups = Counter(campaign.submissions.values_list("territory__group", flat=True))
        assert groups == {"republican": 3, "oblast": 39, "district": 58}

    def test_a_campaign_opens_once(self, opened: Campaign, manager: Person) -> None:
        assert keys(refused("open-campaign", opened, manager)) == ["portal.wrong_state"]

    def test_one_campaign_a_year(self, campaign: Campaign, manager: Person) -> None:
        given = {"edition": "kz-2026", "period": "2026"}
        error = refused("make-campaign", campaign.territory, manager, **given)
        assert keys(error) == ["portal.campaign_there"]

    @pytest.mark.parametrize(
        ("edition", "period", "key"),
        [
            ("kz-1999", "2026", "portal.no_edition"),
            ("u4ssc-2022", "2026", "portal.no_edition"),
            ("kz-2026", "26", "portal.bad_period"),
        ],
    )
    def test_an_edition_and_a_year_that_can_be_assessed(
        self, campaign: Campaign, manager: Person, edition: str, period: str, key: str
    ) -> None:
        given = {"edition": edition, "period": period}
        assert keys(refused("make-campaign", campaign.territory, manager, **given)) == [key]


class TestRoles:
    def test_a_role_holds_below_its_territory(self, submission: Submission, invite: Invite) -> None:
        perform("begin", submission, invite("officer", COUNTRY))
        assert submission.state == "submission.self-assessment"

    @pytest.mark.parametrize(
        ("role", "place"),
        [
            ("officer", ASTANA),
            ("officer", KOKSHETAU),
            ("approver", ALMATY),
            ("verifier", COUNTRY),
            ("auditor", COUNTRY),
            ("administrator", COUNTRY),
        ],
    )
    def test_another_role_or_place_may_not(
        self, submission: Submission, invite: Invite, role: str, place: str
    ) -> None:
        error = refused("begin", submission, invite(role, place))
        assert (keys(error), error.forbidden) == (["portal.not_yours"], True)

    def test_a_deactivated_person_may_nothing(self, submission: Submission, invite: Invite) -> None:
        assert refused("begin", submission, invite("officer", ALMATY, active=False)).forbidden

    def test_the_refusal_names_the_role_in_the_readers_language(
        self, submission: Submission, invite: Invite
    ) -> None:
        error = refused("begin", submission, invite("officer", ASTANA))
        assert "әкімдік" in error.text("kk")
        assert "«толтыруды бастау»" in error.text("kk")


class TestSaving:
    def test_what_changed_is_written_and_logged(self, answer: Answer, officer: Person) -> None:
        perform("save-answer", answer, officer, status="planned", note="Biz jumys isteimiz")
        assert (answer.status, answer.saved_by) == ("planned", officer)
        event = json.loads(Event.objects.latest("number").data)
        assert event == {
            "before": {"note": "", "status": ""},
            "after": {"note": "Biz jumys isteimiz", "status": "planned"},
        }

    def test_what_is_not_given_stays(self, answer: Answer, officer: Person) -> None:
        perform("save-answer", answer, officer, status="planned")
        perform("save-answer", answer, officer, note="x")
        assert (answer.status, answer.note) == ("planned", "x")

    def test_a_colleague_was_first(self, answer: Answer, officer: Person) -> None:
        seen = answer.version
        perform("save-answer", answer, officer, seen=seen, note="first")
        error = refused("save-answer", answer, officer, seen=seen, note="second")
        assert isinstance(error, ConflictError)
        assert error.current.note == "first"

    @pytest.mark.parametrize(
        ("given", "key"),
        [
            ({"status": "perhaps"}, "portal.unknown_status"),
            ({"value": float("inf")}, "portal.not_a_number"),
            ({"value": "12"}, "portal.not_a_number"),
        ],
    )
    def test_nonsense_is_refused(
        self, answer: Answer, officer: Person, given: dict[str, object], key: str
    ) -> None:
        assert key in keys(refused("save-answer", answer, officer, **given))

    def test_not_before_the_form_was_begun(self, submission: Submission, officer: Person) -> None:
        answer = submission.answers.all()[0]
        assert keys(refused("save-answer", answer, officer, note="x")) == ["portal.not_editable"]


def fill(submission: Submission, officer: Person) -> None:
    """Every card says that nothing is there or nothing is measured, and why."""
    answers = Answer.objects.filter(submission=submission)
    answers.filter(is_indicator=False).update(status="none", note="Қаржы бөлінбеген")
    answers.filter(is_indicator=True).update(note="Өлшенбейді")


class TestSigning:
    def test_not_with_blank_cards(self, begun: Submission, approver: Person) -> None:
        assert "portal.incomplete" in keys(refused("sign", begun, approver))

    def test_the_term_ends_with_its_last_day(
        self,
        begun: Submission,
        officer: Person,
        approver: Person,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        fill(begun, officer)
        (sign,) = [s for s in steps_for(begun, approver) if s.transition.id == "sign"]
        assert sign.until == working_days_after(timezone.localdate(begun.entered_at), 30)
        zone = timezone.get_default_timezone()
        midnight = dt.datetime.combine(sign.until + dt.timedelta(days=1), dt.time(), zone)
        monkeypatch.setattr(door.timezone, "now", lambda: midnight)
        assert keys(refused("sign", begun, approver)) == ["portal.too_late"]
        monkeypatch.setattr(door.timezone, "now", lambda: midnight - dt.timedelta(microseconds=1))
        perform("sign", begun, approver)
        assert begun.state == "submission.signed"

    def test_a_prolonged_term(
        self, begun: Submission, officer: Person, approver: Person, manager: Person
    ) -> None:
        fill(begun, officer)
        long_ago = timezone.now() - dt.timedelta(days=90)
        Submission.objects.filter(pk=begun.pk).update(entered_at=long_ago)
        assert keys(refused("sign", begun, approver)) == ["portal.too_late"]
        perform(
            "prolong-submission",
            begun,
            manager,
            day=earliest(begun, timezone.localdate()),
            reason="flood",
        )
        perform("sign", begun, approver)
        assert (begun.state, begun.term) == ("submission.signed", None)

    def test_who_filled_it_in_alone_does_not_sign(self, begun: Submission, invite: Invite) -> None:
        both = invite(("officer", ALMATY), ("approver", ALMATY))
        fill(begun, both)
        Submission.objects.filter(pk=begun.pk).update(moved_by=both)
        assert keys(refused("sign", begun, both)) == ["portal.same_person"]


class TestAllOrNothing:
    def test_a_fault_in_the_middle_leaves_nothing(
        self, begun: Submission, officer: Person, approver: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fill(begun, officer)

        def fail(*_: object) -> None:
            raise OSError("disk full")

        monkeypatch.setattr(door, "tell", fail)
        events = Event.objects.count()
        with pytest.raises(OSError, match="disk full"):
            perform("sign", begun, approver)
        begun.refresh_from_db()
        assert (begun.state, Event.objects.count()) == ("submission.self-assessment", events)

    def test_an_unknown_action(self, begun: Submission, officer: Person) -> None:
        with pytest.raises(KeyError, match="given: dance"):
            perform("dance", begun, officer)

    def test_an_action_on_the_wrong_subject(self, begun: Submission, officer: Person) -> None:
        with pytest.raises(KeyError, match="given: save-answer"):
            perform("save-answer", begun, officer)


class TestGuards:
    def guard(self, name: Requirement, subject: object) -> list[str]:
        change = Change("try", subject, None, {}, timezone.now())
        return [problem.key for problem in REQUIREMENTS[name](change)]

    def test_results_come_of_answers(
        self, opened: Campaign, answer: Answer, officer: Person
    ) -> None:
        assert self.guard("results", opened) == ["portal.no_answers"]
        perform("save-answer", answer, officer, status="planned")
        assert self.guard("results", opened) == []

    def test_a_claim_under_verification_waits(
        self, begun: Submission, answer: Answer, officer: Person
    ) -> None:
        assert self.guard("checked", begun) == []
        perform("save-answer", answer, officer, status="planned")
        assert self.guard("checked", begun) == ["portal.unchecked"]
        campaign = begun.campaign
        assert self.guard("checked", campaign) == []
        Submission.objects.filter(pk=begun.pk).update(state="submission.verification")
        assert self.guard("checked", campaign) == ["portal.unchecked"]
        Answer.objects.filter(pk=answer.pk).update(state="answer.refused")
        assert self.guard("checked", begun) == self.guard("checked", campaign) == []

    def test_an_appeal_keeps_everything_open(self, begun: Submission, answer: Answer) -> None:
        assert self.guard("closed", begun) == []
        Answer.objects.filter(pk=answer.pk).update(state="answer.appealed")
        assert self.guard("closed", begun) == ["portal.open_appeals"]


class TestNotices:
    def test_those_who_come_next_and_the_akimat_are_told(
        self, begun: Submission, officer: Person, approver: Person, verifier: Person
    ) -> None:
        fill(begun, officer)
        Notice.objects.all().delete()
        perform("sign", begun, approver)
        told = {notice.person for notice in Notice.objects.select_related("person")}
        assert told == {officer, verifier}

    def test_saving_tells_nobody(self, answer: Answer, officer: Person) -> None:
        Notice.objects.all().delete()
        perform("save-answer", answer, officer, note="x")
        assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (dt.date(2026, 5, 6), 1, dt.date(2026, 5, 8)),  # 7 May, Defender of the Fatherland
        (dt.date(2026, 5, 8), 1, dt.date(2026, 5, 12)),  # 9 May falls on Saturday, 11 in lieu
        (dt.date(2026, 12, 15), 2, dt.date(2026, 12, 18)),  # 16 December, Independence Day
        (dt.date(2026, 11, 27), 5, dt.date(2026, 12, 4)),
        (dt.date(2026, 11, 28), 0, dt.date(2026, 11, 28)),
    ],
)
def test_working_days_of_kazakhstan(day: dt.date, count: int, expected: dt.date) -> None:
    assert working_days_after(day, count) == expected
