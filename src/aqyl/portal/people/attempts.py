"""From a form that was sent to the one door and back to a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from aqyl.language import say
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import ConflictError, RefusedError, perform
from aqyl.problems import Problem


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was changed, and the status of the page that says so."""

    problems: tuple[Problem, ...]
    status: int


def signed_in(request: HttpRequest) -> Person:
    """The one signed in, on a page that is for no one else."""
    return cast(Person, request.user)


def attempt(name: str, subject: Any, request: HttpRequest, /, **given: Any) -> Refusal | None:
    """Do one action as the one signed in; None when it was done, and the next page says so.

    A refusal is 403 where the person may never do it, 409 where someone was first, 422 otherwise.
    """
    try:
        perform(name, subject, signed_in(request), **given)
    except ConflictError as error:
        return Refusal(error.problems, 409)
    except RefusedError as error:
        return Refusal(error.problems, 403 if error.forbidden else 422)
    messages.success(request, say("portal.people.done", get_language() or "kk"))
    return None


def sent(request: HttpRequest, name: str) -> str:
    """What a form holds under a name, without the character that PostgreSQL takes in no text."""
    return request.POST.get(name, "").replace("\0", "").strip()


def number_in(text: str) -> int | None:
    """A whole number that a database can hold; None for any other text.

    >>> number_in("17"), number_in("-1"), number_in("9" * 30)
    (17, None, None)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def chosen(request: HttpRequest, name: str) -> list[int] | None:
    """The one id that a form names; an empty list for nonsense, None where it names none: all."""
    if name not in request.POST:
        return None
    number = number_in(sent(request, name))
    return [] if number is None else [number]


def see_other(address: str) -> HttpResponse:
    """Go on to a page after a form was taken."""
    return HttpResponse(status=303, headers={"Location": address})
