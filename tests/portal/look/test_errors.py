"""What went wrong is said on a page of its own, in three languages."""

from __future__ import annotations

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory
from django.utils import translation

from aqyl.language import LANGUAGES, say
from aqyl.portal.campaigns.models import Submission
from aqyl.portal.look import errors
from aqyl.portal.people.models import Person
from aqyl.problems import Problem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", errors.CODES)
def test_every_code_has_a_page_that_says_what_to_do(code: int, lang: str) -> None:
    with translation.override(lang):
        page = errors.error_page(RequestFactory().get(f"/{lang}/x/"), code)
    html = page.content.decode()
    assert page.status_code == code
    for part in ("title", "text", "repair"):
        assert say(f"portal.look.error.{code}.{part}", lang) in html
    assert 'hreflang="en"' in html


@pytest.mark.parametrize("code", [500, 503])
def test_a_broken_portal_asks_nothing_of_the_database(
    code: int,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    with django_assert_num_queries(0):
        errors.error_page(RequestFactory().get("/kk/x/"), code)


def test_an_address_that_is_none(client: Client) -> None:
    answer = client.get("/ru/no-such-page/")
    assert answer.status_code == 404
    assert "Страница не найдена" in answer.content.decode()


def test_too_much_at_once_is_told_apart_from_nonsense() -> None:
    request = RequestFactory().get("/kk/x/")
    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413
    assert errors.bad_request(request, ValueError()).status_code == 400


def test_a_form_without_its_token_is_refused(submission: Submission, officer: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    answer = client.post(f"/kk/submissions/{submission.pk}/", {"step": "begin", "seen": 1})
    assert answer.status_code == 403
    assert "рұқсатыңыз жоқ" in answer.content.decode()


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30])
def test_a_form_that_was_tampered_with_is_a_bad_request(
    client: Client, submission: Submission, officer: Person, seen: str
) -> None:
    client.force_login(officer)
    there = f"/kk/submissions/{submission.pk}/"
    assert client.post(there, {"step": "begin", "seen": seen}).status_code == 400
    assert client.post(there, {"step": "make-coffee", "seen": 1}).status_code == 400


def test_a_refusal_that_no_view_catches_becomes_a_page() -> None:
    refusals = errors.Refusals(lambda request: errors.error_page(request, 404))
    error = errors.RefusedError([Problem("portal.no_reason")])
    page = refusals.process_exception(RequestFactory().get("/kk/x/"), error)
    assert page is not None
    assert page.status_code == 422
    with translation.override("kk"):
        assert (
            "себебін жазыңыз"
            in errors.refusal_page(RequestFactory().get("/"), error).content.decode()
        )
    assert refusals.process_exception(RequestFactory().get("/kk/x/"), ValueError()) is None
