"""Inviting people, giving and withdrawing roles, closing accounts and handing over."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils.http import int_to_base36
from pytest_django import DjangoCaptureOnCommitCallbacks

from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Grant, Person
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.procedure import RefusedError, perform
from tests.portal.conftest import ALMATY, ASTANA, KOKSHETAU, Invite
from tests.portal.people.conftest import PASSWORD

AIGUL = {"name": "Айгүл Сәрсенова", "email": "Aigul@Example.KZ", "language": "kk"}


def place(code: str) -> Territory:
    return Territory.objects.get(code=code)


def refused(name: str, subject: Any, actor: Person | None, /, **given: object) -> list[str]:
    """The keys of the problems; nothing may have been logged."""
    before = Event.objects.count()
    with pytest.raises(RefusedError) as caught:
        perform(name, subject, actor, **given)
    assert Event.objects.count() == before
    assert all(problem.text(lang) for problem in caught.value.problems for lang in ("kk", "ru"))
    return [problem.key.removeprefix("portal.") for problem in caught.value.problems]


@pytest.fixture
def administrator(invite: Invite) -> Person:
    return invite("administrator", COUNTRY)


@pytest.mark.django_db
class TestInviting:
    def test_a_person_a_role_and_a_letter(
        self,
        administrator: Person,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            perform("invite", place(ALMATY), administrator, role="officer", **AIGUL)
        person = Person.objects.get(email="aigul@example.kz")
        assert person.roles == {("officer", ALMATY)}
        assert not person.has_usable_password()
        (letter,) = mail.outbox
        assert letter.to == ["aigul@example.kz"]
        assert letter.subject == "Aqyl порталына шақыру"
        assert f"http://127.0.0.1:8000/kk/password/set/{int_to_base36(person.pk)}-" in letter.body

    def test_no_letter_before_it_is_committed(self, administrator: Person) -> None:
        perform("invite", place(ALMATY), administrator, role="officer", **AIGUL)
        assert mail.outbox == []

    def test_the_log_holds_ids_alone(self, administrator: Person) -> None:
        event = perform("invite", place(ALMATY), administrator, role="officer", **AIGUL)
        person = Person.objects.get(email="aigul@example.kz")
        assert json.loads(event.data) == {"person": person.pk, "role": "officer"}
        assert (event.territory, event.subject) == (ALMATY, f"territory:{ALMATY}")

    @pytest.mark.parametrize(
        ("wrong", "key"),
        [
            ({"name": "  "}, "no_name"),
            ({"name": "x" * 201}, "no_name"),
            ({"email": "aigul"}, "bad_address"),
            ({"email": "aigul@example.kz\nBcc: x@y.kz"}, "bad_address"),
            ({"language": "de"}, "unknown_language"),
            ({"role": "akim"}, "unknown_role"),
        ],
    )
    def test_nonsense(self, administrator: Person, wrong: dict[str, str], key: str) -> None:
        given = {**AIGUL, "role": "officer", **wrong}
        assert refused("invite", place(ALMATY), administrator, **given) == [key]

    def test_one_account_for_an_address_whatever_its_case(self, administrator: Person) -> None:
        given = {**AIGUL, "role": "officer"}
        perform("invite", place(ALMATY), administrator, **given)
        again = {**given, "email": "AIGUL@example.kz"}
        assert refused("invite", place(ALMATY), administrator, **again) == ["address_taken"]

    def test_a_manager_invites_no_manager(self, manager: Person) -> None:
        given = {**AIGUL, "role": "manager"}
        assert refused("invite", place(ALMATY), manager, **given) == ["role_not_yours"]

    def test_again_until_a_password_is_set(self, administrator: Person, invite: Invite) -> None:
        perform("invite", place(ALMATY), administrator, role="officer", **AIGUL)
        person = Person.objects.get(email="aigul@example.kz")
        perform("invite-again", person, administrator)
        perform("set-password", person, person, password=PASSWORD)
        assert refused("invite-again", person, administrator) == ["has_password"]


@pytest.mark.django_db
class TestRoles:
    def test_given_and_withdrawn(self, administrator: Person, invite: Invite) -> None:
        person = invite("officer", ALMATY)
        event = perform(
            "grant-role", person, administrator, role="approver", territory=place(ASTANA)
        )
        assert (event.territory, json.loads(event.data)) == (ASTANA, {"role": "approver"})
        perform("withdraw-role", person, administrator, role="officer", territory=place(ALMATY))
        assert list(person.grants.values_list("role", "territory")) == [("approver", ASTANA)]

    def test_what_is_there_and_what_is_not(self, administrator: Person, invite: Invite) -> None:
        person = invite("officer", ALMATY)
        given = {"role": "officer", "territory": place(ALMATY)}
        assert refused("grant-role", person, administrator, **given) == ["has_role"]
        given = {"role": "verifier", "territory": place(ALMATY)}
        assert refused("withdraw-role", person, administrator, **given) == ["has_no_role"]

    @pytest.mark.parametrize(
        ("held", "at", "role", "there", "allowed"),
        [
            ("officer", ALMATY, "verifier", ALMATY, False),
            ("officer", ALMATY, "verifier", COUNTRY, False),
            ("approver", COUNTRY, "verifier", ALMATY, False),
            ("verifier", COUNTRY, "officer", ALMATY, False),
            ("verifier", "oblast-110000000", "approver", KOKSHETAU, False),
            ("officer", KOKSHETAU, "verifier", "oblast-110000000", False),
            ("officer", ALMATY, "verifier", ASTANA, True),
            ("verifier", ALMATY, "officer", "oblast-110000000", True),
            ("officer", ALMATY, "approver", ALMATY, True),
            ("auditor", COUNTRY, "verifier", ALMATY, True),
        ],
    )
    def test_nobody_answers_and_verifies(
        self,
        administrator: Person,
        invite: Invite,
        held: str,
        at: str,
        role: str,
        there: str,
        allowed: bool,
    ) -> None:
        person = invite(held, at)
        given = {"role": role, "territory": place(there)}
        if allowed:
            perform("grant-role", person, administrator, **given)
            assert person.grants.count() == 2
        else:
            assert refused("grant-role", person, administrator, **given) == ["conflict_of_roles"]


@pytest.mark.django_db
class TestStanding:
    def test_closed_and_opened_with_its_roles(self, administrator: Person, invite: Invite) -> None:
        person = invite("officer", ALMATY)
        perform("deactivate", person, administrator)
        assert not person.is_active
        assert refused("deactivate", person, administrator) == ["person_inactive"]
        perform("reactivate", person, administrator)
        assert person.holds("officer", place(ALMATY))
        assert refused("reactivate", person, administrator) == ["person_active"]

    def test_nobody_closes_their_own_account(self, administrator: Person, invite: Invite) -> None:
        invite("administrator", COUNTRY)
        assert refused("deactivate", administrator, administrator) == ["not_oneself"]

    def test_the_last_administrator_stays(self, administrator: Person, invite: Invite) -> None:
        given = {"role": "administrator", "territory": place(COUNTRY)}
        assert refused("withdraw-role", administrator, administrator, **given) == [
            "last_administrator"
        ]
        assert refused("deactivate", administrator, None) == ["last_administrator"]
        invite("administrator", ALMATY)
        assert refused("deactivate", administrator, None) == ["last_administrator"]
        other = invite("administrator", COUNTRY, active=False)
        assert refused("deactivate", administrator, None) == ["last_administrator"]
        perform("reactivate", other, administrator)
        perform("deactivate", administrator, other)

    def test_an_administrator_of_one_city_does_not_close_a_wider_account(
        self, invite: Invite
    ) -> None:
        local = invite("administrator", ALMATY)
        both = invite(("officer", ALMATY), ("officer", ASTANA))
        assert refused("deactivate", both, local) == ["not_allowed"]
        perform("deactivate", invite("officer", ALMATY), local)

    def test_all_roles_are_handed_over(self, administrator: Person, invite: Invite) -> None:
        leaving = invite(("officer", ALMATY), ("approver", ASTANA))
        to = invite("officer", ALMATY)
        event = perform("hand-over", leaving, administrator, to=to.pk)
        assert not leaving.is_active
        assert not leaving.grants.exists()
        held = set(to.grants.values_list("role", "territory"))
        assert held == {("officer", ALMATY), ("approver", ASTANA)}
        assert json.loads(event.data) == {
            "to": to.pk,
            "roles": [["officer", ALMATY], ["approver", ASTANA]],
        }

    def test_what_stands_against_handing_over(self, administrator: Person, invite: Invite) -> None:
        leaving, verifier = invite("officer", ALMATY), invite("verifier", COUNTRY)
        closed, nothing = invite("officer", ALMATY, active=False), invite()
        assert refused("hand-over", leaving, administrator, to=verifier.pk) == ["conflict_of_roles"]
        assert refused("hand-over", leaving, administrator, to=closed.pk) == ["no_successor"]
        assert refused("hand-over", leaving, administrator, to=leaving.pk) == ["no_successor"]
        assert refused("hand-over", leaving, administrator, to=10**9) == ["no_successor"]
        assert refused("hand-over", nothing, administrator, to=leaving.pk) == [
            "nothing_to_hand_over"
        ]


@pytest.mark.django_db
def test_ones_own_name_and_language(invite: Invite) -> None:
    person = invite("officer", ALMATY)
    event = perform("change-own-details", person, person, name=" Әсел Қали ", language="ru")
    assert (person.name, person.language) == ("Әсел Қали", "ru")
    assert "асел кали" in person.search
    assert json.loads(event.data) == {"changed": ["name", "language"]}
    assert refused("change-own-details", person, person, name="", language="ru") == ["no_name"]


def test_two_administrators_who_close_each_other_leave_one(committed: None, invite: Invite) -> None:
    one, two = invite("administrator", COUNTRY), invite("administrator", COUNTRY)
    start, refusals = threading.Barrier(2), []

    def close(actor: Person, subject: Person) -> None:
        start.wait()
        try:
            perform("deactivate", subject, actor)
        except RefusedError as error:
            refusals.append(error)
        connection.close()

    threads = [threading.Thread(target=close, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    grants = Grant.objects.filter(role="administrator", person__is_active=True)
    assert grants.count() == 1
    assert len(refusals) == 1
