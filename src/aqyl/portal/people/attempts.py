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


def see_other(address: str) -> HttpResponse:
    """Go on to a page after a form was taken."""
    return HttpResponse(status=303, headers={"Location": address})
