"""Single sign-on lets in whom somebody invited, by an address the service has verified."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.test import Client
from pytest_django import Settings

from aqyl.portal.people.adapters import home_in
from aqyl.portal.people.models import Person
from tests.portal.conftest import ALMATY, Invite
from tests.portal.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db
APP = {
    "provider_id": "sso",
    "name": "eGov",
    "client_id": "aqyl",
    "secret": "s",
    "settings": {"server_url": "https://sso.example"},
}


@pytest.fixture
def service(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A sign-on service that tells of the person in the dictionary."""
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [APP]}}
    person: dict[str, Any] = {"sub": "1", "email_verified": True}
    where = {
        "authorization_endpoint": "https://sso.example/a",
        "token_endpoint": "https://sso.example/t",
    }
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", where)
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "_fetch_user_info", lambda self, token: person)
    monkeypatch.setattr(
        OAuth2Client,
        "get_access_token",
        lambda self, code, pkce_code_verifier=None: {"access_token": "t"},
    )
    return person


def come_back(client: Client, **more: str) -> Any:
    """Go to the service and come back from it."""
    answer = client.post("/oidc/sso/login/", more)
    assert answer["Location"].startswith("https://sso.example/a?")
    (state,) = client.session["socialaccount_states"]
    return client.get("/oidc/sso/login/callback/", {"code": "c", "state": state})


def test_an_invited_person_comes_in(
    client: Client, officer: Person, service: dict[str, Any]
) -> None:
    service["email"] = officer.email.upper()
    assert come_back(client)["Location"] == home_in("kk")
    assert client.get("/kk/account/").status_code == 200
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD), "the password is left alone"


@pytest.mark.parametrize("given", [{"email": "stranger@example.kz"}, {"email_verified": False}, {}])
def test_nobody_else_does(
    client: Client, officer: Person, service: dict[str, Any], given: dict[str, Any]
) -> None:
    if "email_verified" in given:
        given = {**given, "email": officer.email}
    service.update(given)
    before = Person.objects.count()
    page = come_back(client)
    assert "Бұл мекенжай шақырылмаған" in page.content.decode()
    assert Person.objects.count() == before
    assert client.get("/kk/account/").status_code == 302


def test_a_closed_account_stays_closed(
    client: Client, invite: Invite, service: dict[str, Any]
) -> None:
    service["email"] = invite("officer", ALMATY, active=False).email
    assert "шақырылмаған" in come_back(client).content.decode()
    assert client.get("/kk/account/").status_code == 302


def test_nothing_is_connected_to_an_account(
    client: Client, officer: Person, service: dict[str, Any]
) -> None:
    service["email"] = officer.email
    client.force_login(officer)
    client.post("/oidc/sso/login/?process=connect")
    (state,) = client.session["socialaccount_states"]
    page = client.get("/oidc/sso/login/callback/", {"code": "c", "state": state})
    assert "шақырылмаған" in page.content.decode()


def test_the_sign_in_page_offers_it(client: Client, service: dict[str, Any]) -> None:
    assert "eGov арқылы кіру" in client.get("/kk/sign-in/").content.decode()


def test_a_failure_is_told(client: Client, service: dict[str, Any]) -> None:
    page = client.get("/oidc/sso/login/callback/", {"code": "c", "state": "forged"})
    assert page.status_code == 401
    assert page.content.decode().count("Кіру мүмкін болмады") == 2


def test_without_a_service_there_is_none(client: Client) -> None:
    assert client.post("/oidc/sso/login/").status_code == 404
    assert "арқылы кіру" not in client.get("/kk/sign-in/").content.decode()
