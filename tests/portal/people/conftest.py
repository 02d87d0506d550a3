"""People who are signed in, and letters that were sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from aqyl.portal.people.models import Person

SignIn = Callable[[Person], Client]
PASSWORD = "a long password"  # noqa: S105


@pytest.fixture(autouse=True)
def _no_limits_from_other_tests() -> Iterator[None]:
    """Requests that allauth counts are forgotten between tests."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which the person has signed in by the form."""

    def sign_in(person: Person) -> Client:
        client = Client()
        form = {"login": person.email, "password": PASSWORD}
        answer = client.post("/kk/sign-in/", form)
        assert answer.status_code == 302, answer.content.decode()
        return client

    return sign_in
