"""The description holds: whatever is asked, no fault of ours and no answer it does not name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from aqyl.portal.api import interface, limits
from aqyl.portal.api.actions import new_secret
from aqyl.portal.campaigns.models import Answer
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory
from aqyl.portal.procedure import perform
from aqyl.portal.wsgi import application
from tests.portal.conftest import ALMATY

pytestmark = pytest.mark.django_db

EXAMPLES = 20
DESCRIPTION = f"{interface.PREFIX}/openapi.json"


@pytest.fixture
def connected() -> Iterator[None]:
    """The test's transaction outlives each request, as with Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(
    connected: None, answer: Answer, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> schemathesis.BaseSchema:
    """The interface with an open campaign, a token, and room for many requests."""
    cache.clear()
    monkeypatch.setattr(limits, "BY_ADDRESS", 10**6)
    monkeypatch.setattr(limits, "BY_TOKEN", 10**6)
    secret = new_secret()
    perform(
        "make-token",
        Territory.objects.get(pk=ALMATY),
        officer,
        title="Ledger",
        expires_on=timezone.localdate() + dt.timedelta(days=1),
        digest=secret.digest,
        prefix=secret.prefix,
    )
    schema = schemathesis.openapi.from_wsgi(DESCRIPTION, application)
    schema.config.update(headers={"Authorization": f"Bearer {secret.text}"})
    return schema


def ask_for_what_is_there(schema: schemathesis.BaseSchema, answer: Answer) -> None:
    """Let half of what is asked for be there."""
    there = {"edition": "kz-2026", "period": "2026", "kato": ALMATY, "node": answer.node}

    @schema.hook
    def map_path_parameters(context: object, path_parameters: dict[str, Any]) -> dict[str, Any]:
        if len(str(path_parameters)) % 2:
            return {name: there.get(name, value) for name, value in path_parameters.items()}
        return path_parameters


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_fault_and_no_answer_that_is_not_described(
    described: schemathesis.BaseSchema, answer: Answer, mode: GenerationMode
) -> None:
    """With requests as described, and with requests that are wrong."""
    if mode is GenerationMode.POSITIVE:
        ask_for_what_is_there(described, answer)
    for found in described.get_all_operations():
        operation = found.ok()
        if not any((operation.query, operation.body, operation.path_parameters)):
            continue

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=EXAMPLES, database=None, suppress_health_check=list(HealthCheck))
        def holds(case: schemathesis.Case) -> None:
            # That If-Match is there and the rules of the procedure hold, no schema can say.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        holds()


def test_it_is_openapi_3_1_and_names_the_limits(client: Client) -> None:
    described = client.get(DESCRIPTION).json()
    assert described["openapi"].startswith("3.1")
    assert str(limits.BY_ADDRESS) in described["info"]["description"]
    assert str(limits.BY_TOKEN) in described["info"]["description"]


def test_every_operation_says_what_it_refuses_with(client: Client) -> None:
    for operations in client.get(DESCRIPTION).json()["paths"].values():
        for operation in operations.values():
            assert {"200", "404", "405", "422", "429"} <= set(operation["responses"])
            assert operation["summary"]
