"""Add, remove and show evidence: who may, when, and what is logged."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.evidence.adding import add_link
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person, Role
from aqyl.portal.procedure import RefusedError, perform
from aqyl.problems import AqylError
from tests.portal import samples
from tests.portal.conftest import ALMATY, ASTANA, COUNTRY, Invite
from tests.portal.evidence.conftest import Add, Limits, files_in

pytestmark = pytest.mark.django_db
LINK = "https://adilet.zan.kz/kaz/docs/V2500036846"


def keys(error: AqylError) -> list[str]:
    return [problem.key for problem in error.problems]


def put(answer: Answer, state: str, submission: str) -> None:
    """An answer and its submission as verification left them."""
    Submission.objects.filter(pk=answer.submission_id).update(state=f"submission.{submission}")
    Answer.objects.filter(pk=answer.pk).update(state=f"answer.{state}")


class TestAdding:
    def test_a_file_is_entered_and_logged_without_its_name(self, add: Add, answer: Answer) -> None:
        one = add(title="Бұйрық")
        assert (one.kind, one.media_type, one.shown) == ("file", "application/pdf", "Бұйрық")
        event = Event.objects.latest("number")
        assert (event.action, event.subject) == ("add-evidence", f"answer:{answer.pk}")
        assert json.loads(event.data) == {
            "evidence": one.pk,
            "digest": one.digest,
            "media_type": "application/pdf",
            "size": len(samples.pdf()),
        }
        assert "act.pdf" not in event.data

    def test_a_link_is_entered_with_its_day(self, answer: Answer, officer: Person) -> None:
        event = add_link(answer, officer, f" {LINK} ", title="Әдістеме")
        one = Evidence.objects.get()
        assert (one.link, one.digest, one.added_at) == (LINK, "", event.at)

    @pytest.mark.parametrize(
        "link",
        [
            "ftp://a.kz/x",
            "javascript:alert(1)",
            "https://",
            "https://user:pass@a.kz",
            "https://a.kz/a b",
            "https://a.kz:0/",
            "https://[a.kz",
            "https://a.kz/" + "x" * 2000,
            "",
        ],
    )
    def test_an_address_nobody_can_open(self, answer: Answer, officer: Person, link: str) -> None:
        with pytest.raises(RefusedError) as caught:
            add_link(answer, officer, link)
        assert keys(caught.value) == ["portal.evidence_link"]

    def test_the_same_file_or_link_once(self, add: Add, answer: Answer, officer: Person) -> None:
        add()
        add_link(answer, officer, LINK)
        with pytest.raises(RefusedError) as caught:
            add(name="copy.pdf")
        assert keys(caught.value) == ["portal.evidence_twice"]
        with pytest.raises(RefusedError) as caught:
            add_link(answer, officer, LINK)
        assert keys(caught.value) == ["portal.evidence_twice"]

    def test_no_more_than_the_installation_allows(self, add: Add, limits: Limits) -> None:
        limits(evidence_per_answer=1)
        add()
        with pytest.raises(RefusedError) as caught:
            add(samples.png(), "b.png")
        assert keys(caught.value) == ["portal.evidence_many"]

    def test_an_empty_file(self, add: Add, store: Any) -> None:
        with pytest.raises(AqylError) as caught:
            add(b"")
        assert keys(caught.value) == ["portal.evidence_empty"]
        assert files_in(store) == []

    def test_content_that_is_not_there(self, answer: Answer, officer: Person) -> None:
        given = {"digest": "0" * 64, "media_type": "x", "size": 1, "file_name": "a.pdf"}
        with pytest.raises(RefusedError) as caught:
            perform("add-evidence", answer, officer, **given)
        assert keys(caught.value) == ["portal.evidence_lost"]

    def test_a_better_scan_takes_the_place_of_another(self, add: Add) -> None:
        old = add()
        new = add(samples.png(), "scan.png", replaces=old.pk)
        old.refresh_from_db()
        assert new.replaces == old
        assert old.removed_at == new.added_at

    def test_another_answers_evidence_cannot_be_replaced(self, add: Add, answer: Answer) -> None:
        other = answer.submission.answers.exclude(pk=answer.pk)[0]
        with pytest.raises(Evidence.DoesNotExist):
            add(samples.png(), "scan.png", to=other, replaces=add().pk)


class TestWhoAndWhen:
    def test_every_role_and_place(self, answer: Answer, invite: Invite) -> None:
        for role, place in itertools.product(Role, [ALMATY, ASTANA, COUNTRY]):
            person, link = invite(role, place), f"{LINK}/{role}/{place}"
            if role in (Role.OFFICER, Role.APPROVER) and place != ASTANA:
                add_link(answer, person, link)
                continue
            with pytest.raises(RefusedError) as caught:
                add_link(answer, person, link)
            assert caught.value.forbidden, (role, place)

    @pytest.mark.parametrize(
        ("state", "form", "allowed"),
        [
            ("claimed", "self-assessment", True),
            ("claimed", "signed", False),
            ("claimed", "verification", False),
            ("verified", "verification", False),
            ("returned", "returned", True),
            ("verified", "returned", False),
            ("refused", "preliminary", True),
            ("verified", "preliminary", True),
            ("claimed", "preliminary", False),
            ("appealed", "preliminary", True),
            ("upheld", "preliminary", False),
            ("dismissed", "decided", False),
        ],
    )
    def test_while_it_is_written_and_for_an_appeal(
        self, answer: Answer, approver: Person, state: str, form: str, allowed: bool
    ) -> None:
        put(answer, state, form)
        if allowed:
            add_link(answer, approver, LINK)
            return
        with pytest.raises(RefusedError) as caught:
            add_link(answer, approver, LINK)
        assert keys(caught.value) == ["portal.evidence_closed"]


class TestRemoving:
    def test_with_a_reason_that_is_kept(self, add: Add, answer: Answer, officer: Person) -> None:
        one = add()
        perform("remove-evidence", answer, officer, evidence=one.pk, reason=" old ")
        one.refresh_from_db()
        assert (one.removed_reason, one.removed_by) == ("old", officer)
        assert json.loads(Event.objects.latest("number").data)["reason"] == "old"

    def test_not_without_one_nor_twice(self, add: Add, answer: Answer, officer: Person) -> None:
        one = add()
        with pytest.raises(RefusedError) as caught:
            perform("remove-evidence", answer, officer, evidence=one.pk, reason=" ")
        assert keys(caught.value) == ["portal.no_reason"]
        perform("remove-evidence", answer, officer, evidence=one.pk, reason="old")
        with pytest.raises(RefusedError) as caught:
            perform("remove-evidence", answer, officer, evidence=one.pk, reason="old")
        assert keys(caught.value) == ["portal.evidence_fixed"]

    def test_what_a_verdict_rests_on_stays_during_an_appeal(
        self, add: Add, answer: Answer, officer: Person, approver: Person
    ) -> None:
        before = add()
        put(answer, "refused", "preliminary")
        perform("appeal", answer, approver, reason="the act was not read")
        with pytest.raises(RefusedError) as caught:
            perform("remove-evidence", answer, officer, evidence=before.pk, reason="x")
        assert keys(caught.value) == ["portal.evidence_fixed"]
        since = add(samples.png(), "new.png")
        perform("remove-evidence", answer, officer, evidence=since.pk, reason="wrong one")


class TestShowing:
    def test_public_and_private_again(self, add: Add, answer: Answer, approver: Person) -> None:
        one = add()
        for name, public in (("make-public", True), ("make-private", False)):
            perform(name, answer, approver, evidence=one.pk)
            one.refresh_from_db()
            assert one.public is public

    def test_a_verifier_may_not(self, add: Add, answer: Answer, verifier: Person) -> None:
        one = add()
        with pytest.raises(RefusedError) as caught:
            perform("make-public", answer, verifier, evidence=one.pk)
        assert caught.value.forbidden


def test_a_copy_is_kept_by_the_system_alone(answer: Answer, officer: Person) -> None:
    with pytest.raises(RefusedError) as caught:
        perform("keep-copy", answer, officer, evidence=1, digest="0" * 64, size=1)
    assert caught.value.forbidden


class TestRequirement:
    def test_a_verdict_needs_evidence_and_removed_evidence_is_none(
        self, add: Add, answer: Answer, officer: Person, verifier: Person
    ) -> None:
        one = add()
        perform("remove-evidence", answer, officer, evidence=one.pk, reason="x")
        put(answer, "claimed", "verification")
        with pytest.raises(RefusedError) as caught:
            perform("confirm", answer, verifier)
        assert keys(caught.value) == ["portal.evidence_none"]
        Evidence.objects.update(removed_at=None)
        perform("confirm", answer, verifier)
        assert answer.state == "answer.verified"
