"""An akimat's system writes answers with a token, as the person who made it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from aqyl.portal.api.actions import Secret, new_secret
from aqyl.portal.api.models import Token
from aqyl.portal.campaigns.models import Answer
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Grant, Person
from aqyl.portal.places.models import Territory
from aqyl.portal.procedure import RefusedError, perform
from aqyl.portal.verification.models import Review, Screening
from tests.portal.conftest import ALMATY, ASTANA, Invite

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def make(person: Person, place: str = ALMATY, days: int = 30, title: str = "Ledger") -> Secret:
    """A token that works for so many days."""
    secret = new_secret()
    perform(
        "make-token",
        Territory.objects.get(pk=place),
        person,
        title=title,
        expires_on=timezone.localdate() + dt.timedelta(days=days),
        digest=secret.digest,
        prefix=secret.prefix,
    )
    return secret


@pytest.fixture
def secret(officer: Person) -> Secret:
    return make(officer)


def at(answer: Answer, place: str = ALMATY) -> str:
    return f"/api/v1/submissions/kz-2026/2026/{place}/answers/{answer.node}"


def bearer(secret: Secret) -> dict[str, str]:
    return {"authorization": f"Bearer {secret.text}"}


def put(
    client: Client, answer: Answer, secret: Secret, seen: int | None, **given: object
) -> object:
    headers = bearer(secret) | ({"if-match": f'"{seen}"'} if seen is not None else {})
    return client.put(at(answer), json.dumps(given), "application/json", headers=headers)


class TestWriting:
    def test_it_is_written_through_the_one_door(
        self, client: Client, answer: Answer, officer: Person, secret: Secret
    ) -> None:
        response = put(client, answer, secret, answer.version, status="pilot", note="x")
        assert response.status_code == 200
        answer.refresh_from_db()
        assert (answer.status, answer.note, answer.saved_by) == ("pilot", "x", officer)
        assert response["ETag"] == f'"{answer.version}"'
        assert response["Cache-Control"] == "private, no-store"
        event = Event.objects.latest("number")
        assert (event.action, event.actor) == ("save-answer", str(officer.pk))

    def test_what_is_read_can_be_written_back(
        self, client: Client, answer: Answer, secret: Secret
    ) -> None:
        read = client.get(at(answer), headers=bearer(secret))
        headers = bearer(secret) | {"if-match": read["ETag"]}
        response = client.put(at(answer), '{"note": "y"}', "application/json", headers=headers)
        assert response.json()["note"] == "y"

    def test_a_colleague_was_first(self, client: Client, answer: Answer, secret: Secret) -> None:
        seen = answer.version
        put(client, answer, secret, seen, note="first")
        assert put(client, answer, secret, seen, note="second").status_code == 412
        answer.refresh_from_db()
        assert answer.note == "first"

    def test_without_a_version_nothing_is_written(
        self, client: Client, answer: Answer, secret: Secret
    ) -> None:
        response = put(client, answer, secret, None, note="x")
        assert response.status_code == 428
        assert f'"{answer.version}"' in response.json()["problems"][0]["allowed"]

    @pytest.mark.parametrize(
        "given",
        [
            {"status": "wonderful"},
            {"value": "NaN"},
            {"note": "a\x00b"},
            {"note": "\ud800"},
            {"state": "answer.verified"},
            {"source": "x" * 501},
        ],
    )
    def test_what_cannot_be_written_is_refused(
        self, client: Client, answer: Answer, secret: Secret, given: dict[str, object]
    ) -> None:
        assert put(client, answer, secret, answer.version, **given).status_code == 422
        answer.refresh_from_db()
        assert answer.version == 1

    def test_a_list_of_all_answers(self, client: Client, answer: Answer, secret: Secret) -> None:
        address = f"/api/v1/submissions/kz-2026/2026/{ALMATY}/answers?limit=200"
        found = client.get(address, headers=bearer(secret)).json()
        assert found["count"] == answer.submission.answers.count()


class TestBlind:
    """Nobody is given both roles for one place; were it so, a verdict would still not be told."""

    def test_a_first_verdict_is_not_told_to_who_may_give_the_second(
        self, client: Client, answer: Answer, verifier: Person, invite: Invite
    ) -> None:
        secret = make(invite(("officer", ALMATY), ("verifier", ALMATY)))
        Answer.objects.filter(pk=answer.pk).update(state="answer.refused", status="pilot")
        Screening.objects.create(answer=answer, drawn=True)
        first = Review.objects.create(
            answer=answer, verifier=verifier, kind="first", verdict="refused", at=timezone.now()
        )
        listed = f"/api/v1/submissions/kz-2026/2026/{ALMATY}/answers?limit=200"

        def states() -> set[str | None]:
            found = client.get(listed, headers=bearer(secret)).json()["items"]
            in_list = next(one["state"] for one in found if one["node"] == answer.node)
            return {in_list, client.get(at(answer), headers=bearer(secret)).json()["state"]}

        assert states() == {None}
        Review.objects.create(
            answer=answer, verifier=verifier, kind="second", verdict="refused", checks=first,
            at=timezone.now(),
        )  # fmt: skip
        assert states() == {"answer.refused"}


class TestTokens:
    def test_without_one(self, client: Client, answer: Answer) -> None:
        response = client.get(at(answer))
        assert response.status_code == 401
        assert response["WWW-Authenticate"] == "Bearer"

    def test_the_secret_is_kept_nowhere(self, secret: Secret) -> None:
        token = Token.objects.get()
        assert secret.text not in str(token.__dict__)
        assert secret.text not in "".join(Event.objects.values_list("data", flat=True))
        assert secret.text.startswith(token.prefix)

    def test_only_for_its_territory(self, client: Client, answer: Answer, invite: Invite) -> None:
        person = invite(("officer", ASTANA), ("officer", ALMATY))
        secret = make(person, ASTANA)
        assert client.get(at(answer), headers=bearer(secret)).status_code == 403

    def test_it_does_what_its_maker_may_and_no_more(
        self, client: Client, answer: Answer, officer: Person, secret: Secret
    ) -> None:
        Grant.objects.filter(person=officer).delete()
        assert put(client, answer, secret, answer.version, note="x").status_code == 403

    def test_revoked(self, client: Client, answer: Answer, officer: Person, secret: Secret) -> None:
        perform("revoke-token", Token.objects.get(), officer)
        assert client.get(at(answer), headers=bearer(secret)).status_code == 401
        with pytest.raises(RefusedError):
            perform("revoke-token", Token.objects.get(), officer)

    def test_past_its_last_day(self, client: Client, answer: Answer, secret: Secret) -> None:
        Token.objects.update(expires_on=timezone.localdate() - dt.timedelta(days=1))
        assert client.get(at(answer), headers=bearer(secret)).status_code == 401

    def test_of_someone_who_was_deactivated(
        self, client: Client, answer: Answer, officer: Person, secret: Secret
    ) -> None:
        Person.objects.filter(pk=officer.pk).update(is_active=False)
        assert client.get(at(answer), headers=bearer(secret)).status_code == 401

    @pytest.mark.parametrize("role", ["verifier", "approver", "auditor"])
    def test_only_an_officer_makes_one(self, invite: Invite, role: str) -> None:
        with pytest.raises(RefusedError) as caught:
            make(invite(role, ALMATY))
        assert caught.value.forbidden

    @pytest.mark.parametrize(("days", "title"), [(-1, "Ledger"), (400, "Ledger"), (30, " ")])
    def test_with_a_name_and_a_day_that_is_near(
        self, officer: Person, days: int, title: str
    ) -> None:
        with pytest.raises(RefusedError):
            make(officer, days=days, title=title)

    def test_another_person_does_not_revoke_it(self, secret: Secret, invite: Invite) -> None:
        with pytest.raises(RefusedError):
            perform("revoke-token", Token.objects.get(), invite("officer", ALMATY))


class TestPage:
    def test_it_is_made_shown_once_and_revoked(self, client: Client, officer: Person) -> None:
        client.force_login(officer)
        day = (timezone.localdate() + dt.timedelta(days=10)).isoformat()
        given = {"title": "Ledger", "territory": ALMATY, "expires_on": day}
        html = client.post("/kk/tokens/", given).content.decode()
        assert f'value="{given["title"]}"' not in html, "a form that was taken is blank again"
        token = Token.objects.get()
        assert f"<code>{token.prefix}" in html
        assert html.count(token.prefix) > client.get("/kk/tokens/").content.decode().count(
            token.prefix
        )
        response = client.post(f"/kk/tokens/{token.pk}/revoke/")
        assert (response.status_code, response["Location"]) == (303, "/kk/tokens/")
        token.refresh_from_db()
        assert token.revoked_at is not None

    def test_what_is_wrong_is_said_beside_the_form(self, client: Client, officer: Person) -> None:
        client.force_login(officer)
        given = {"title": "", "territory": ALMATY, "expires_on": "x"}
        response = client.post("/en/tokens/", given)
        assert f'value="{given["expires_on"]}"' in response.content.decode()
        assert response.status_code == 422
        assert "a token without a name" in response.content.decode()

    def test_not_without_an_account(self, client: Client) -> None:
        assert client.get("/kk/tokens/").status_code == 302
