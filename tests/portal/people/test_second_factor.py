"""The second factor: who must have it, setting it up, signing in with it, losing it."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from pytest_django import Settings

from aqyl.portal.history.models import Event
from aqyl.portal.people.adapters import home_in
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY
from aqyl.portal.procedure import RefusedError, perform
from tests.portal.conftest import ALMATY, Invite
from tests.portal.people.conftest import PASSWORD, SignIn

pytestmark = pytest.mark.django_db
ADD = "/kk/account/second-factor/add/"


def code_of(secret: str) -> str:
    """What an app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(client: Client) -> str:
    """Go through the page that sets it up; the secret."""
    page = client.get(ADD)
    if page.status_code == 302:  # asks who it is first
        page = client.post(page["Location"], {"password": PASSWORD}, follow=True)
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode()).group(1)  # type: ignore[union-attr]
    secret = secret.replace(" ", "")
    answer = client.post(ADD, {"code": code_of(secret)})
    assert answer["Location"] == "/kk/account/codes/"
    return secret


def codes_on(client: Client) -> list[str]:
    return re.findall(
        r"<li><code>(\d{8})</code>", client.get("/kk/account/codes/").content.decode()
    )


@pytest.fixture
def needed(settings: Settings) -> None:
    """As in production: managers must have it."""
    settings.SECOND_FACTOR_ROLES = frozenset({"manager"})


@pytest.mark.usefixtures("needed")
class TestNeeded:
    def test_a_manager_gets_nowhere_without(self, manager: Person, sign_in: SignIn) -> None:
        client = sign_in(manager)
        for address in ("/kk/account/", "/kk/people/", "/kk/log/"):
            answer = client.get(address)
            assert (answer.status_code, answer["Location"]) == (302, ADD)
        assert client.post("/kk/sign-out/").status_code == 302

    def test_an_officer_does(self, officer: Person, sign_in: SignIn) -> None:
        assert sign_in(officer).get("/kk/account/").status_code == 200

    def test_once_set_up_the_portal_opens(self, manager: Person, sign_in: SignIn) -> None:
        client = sign_in(manager)
        set_up(client)
        assert len(codes_on(client)) == 10
        assert client.get("/kk/account/").status_code == 200
        assert Event.objects.latest("number").action == "add-second-factor"

    def test_it_stays(self, manager: Person, sign_in: SignIn) -> None:
        client = sign_in(manager)
        set_up(client)
        client.post("/kk/account/second-factor/remove/")
        assert Authenticator.objects.filter(user=manager, type="totp").exists()
        with pytest.raises(RefusedError, match="without a second factor"):
            perform("remove-second-factor", manager, manager)

    def test_a_role_given_later_asks_for_it(
        self, officer: Person, sign_in: SignIn, invite: Invite
    ) -> None:
        client = sign_in(officer)
        officer.grants.create(role="manager", territory_id=ALMATY)
        assert client.get("/kk/account/")["Location"] == ADD


class TestSigningIn:
    @pytest.fixture
    def secret(self, officer: Person, sign_in: SignIn) -> str:
        client = sign_in(officer)
        secret = set_up(client)
        self.codes = codes_on(client)
        return secret

    def ask(self, officer: Person) -> Client:
        client = Client()
        answer = client.post("/kk/sign-in/", {"login": officer.email, "password": PASSWORD})
        assert answer["Location"] == "/kk/sign-in/code/"
        assert client.get("/kk/account/").status_code == 302
        return client

    def test_by_the_apps_code(self, officer: Person, secret: str) -> None:
        client = self.ask(officer)
        wrong = client.post("/kk/sign-in/code/", {"code": "000000"})
        assert "Код дұрыс емес." in wrong.content.decode()
        from django.core.cache import cache

        cache.clear()  # the code was just used to set it up; a used one does not hold again
        answer = client.post("/kk/sign-in/code/", {"code": code_of(secret)})
        assert answer["Location"] == home_in("kk")

    def test_by_a_recovery_code_once(self, officer: Person, secret: str) -> None:
        code = self.codes[0]
        assert self.ask(officer).post("/kk/sign-in/code/", {"code": code}).status_code == 302
        assert self.ask(officer).post("/kk/sign-in/code/", {"code": code}).status_code == 200

    def test_codes_are_shown_once_and_made_anew(self, officer: Person, sign_in: SignIn) -> None:
        client = sign_in(officer)
        set_up(client)
        first = codes_on(client)
        assert codes_on(client) == []
        assert client.post("/kk/account/codes/new/").status_code == 302
        assert set(codes_on(client)).isdisjoint(first)
        assert Event.objects.latest("number").action == "renew-recovery-codes"

    def test_taken_off_by_oneself(self, officer: Person, sign_in: SignIn) -> None:
        client, other = sign_in(officer), sign_in(officer)
        set_up(client)
        assert client.post("/kk/account/second-factor/remove/").status_code == 302
        assert not Authenticator.objects.filter(user=officer).exists()
        assert client.get("/kk/account/").status_code == 200
        assert other.get("/kk/account/").status_code == 302

    def test_taken_off_by_an_administrator(
        self, officer: Person, secret: str, invite: Invite
    ) -> None:
        perform("reset-second-factor", officer, invite("administrator", COUNTRY))
        assert not Authenticator.objects.filter(user=officer).exists()
        answer = Client().post("/kk/sign-in/", {"login": officer.email, "password": PASSWORD})
        assert answer["Location"] == home_in("kk")

    def test_setting_it_up_asks_who_it_is(self, officer: Person, sign_in: SignIn) -> None:
        client = sign_in(officer)
        assert client.get(ADD)["Location"].startswith("/kk/account/again/?next=")
        page = client.post("/kk/account/again/", {"password": "wrong"})
        assert "Құпиясөз дұрыс емес." in page.content.decode()
