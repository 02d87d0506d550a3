"""What an akimat's system may read and write with a token: the answers of its submission."""

from __future__ import annotations

import re
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Header, Path, Router, Schema
from ninja.security import HttpBearer

from aqyl.portal.api import schemas as out
from aqyl.portal.api.answers import refusal
from aqyl.portal.api.models import Token
from aqyl.portal.api.paging import part_of
from aqyl.portal.api.public import PartQuery
from aqyl.portal.campaigns.hidden import hidden_from
from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.people.roles import reads
from aqyl.portal.procedure import ConflictError, RefusedError, perform
from aqyl.problems import NotFoundError, Problem

_VERSION = re.compile(r'^"([0-9]{1,9})"$')


class TokenAuth(HttpBearer):
    """`Authorization: Bearer aqyl_…`; the door has looked the token up already."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """The token, or None where it opens nothing."""
        found: Token | None = request.token  # type: ignore[attr-defined]
        return found


router = Router(tags=["submissions"], auth=TokenAuth())


class Where(Schema):
    """A submission's address."""

    edition: out.EditionId
    period: out.Period
    kato: out.KatoCode


class Card(Where):
    """An answer's address."""

    node: out.Node


IfMatch = Annotated[str | None, Header(alias="If-Match", description='ETag, such as `"3"`')]


@router.get(
    "/submissions/{edition}/{period}/{kato}/answers",
    response=out.Page[out.AnswerOut],
    summary="The answers of a submission",
)
def answers(
    request: HttpRequest, where: Annotated[Where, Path()], part: PartQuery
) -> dict[str, object]:
    """By node, blank ones too."""
    submission = _submission(request, where)
    hidden = hidden_from(_token(request).person, submission)
    return part_of(submission.answers.order_by("node"), part, lambda one: _shown(one, hidden))


@router.get(
    "/submissions/{edition}/{period}/{kato}/answers/{node}",
    response=out.AnswerOut,
    summary="One answer",
)
def answer(
    request: HttpRequest,
    response: HttpResponse,
    card: Annotated[Card, Path()],
) -> dict[str, object]:
    """Its ETag is what If-Match takes."""
    return _tagged(request, response, _answer(request, card))


@router.put(
    "/submissions/{edition}/{period}/{kato}/answers/{node}",
    response=out.AnswerOut,
    summary="Write one answer",
)
def write(
    request: HttpRequest,
    response: HttpResponse,
    card: Annotated[Card, Path()],
    given: out.AnswerIn,
    if_match: IfMatch = None,
) -> dict[str, object] | HttpResponse:
    """As the person who made the token. If-Match is the version that was looked at."""
    found = _answer(request, card)
    if if_match is None:
        return refusal(428, [Problem("portal.api_no_version", values={"version": found.version})])
    version = _VERSION.match(if_match.strip())
    if version is None:
        raise ConflictError(found)
    values = given.model_dump(exclude_unset=True)
    perform("save-answer", found, _token(request).person, seen=int(version[1]), **values)
    return _tagged(request, response, found)


def _tagged(request: HttpRequest, response: HttpResponse, answer: Answer) -> dict[str, object]:
    response["ETag"] = f'"{answer.version}"'
    return _shown(answer, hidden_from(_token(request).person, answer.submission))


def _shown(answer: Answer, hidden: frozenset[int]) -> dict[str, object]:
    """An answer as its reader may see it."""
    shown = {name: getattr(answer, name) for name in out.AnswerOut.model_fields}
    return {**shown, "state": None if answer.pk in hidden else answer.state}


def _token(request: HttpRequest) -> Token:
    token: Token = request.token  # type: ignore[attr-defined]
    return token


def _submission(request: HttpRequest, where: Where) -> Submission:
    """The submission that the token may work on.

    Raises NotFoundError where there is none, RefusedError outside the token's scope.
    """
    found = (
        Submission.objects.select_related("campaign", "territory__parent__parent")
        .filter(campaign__edition_id=where.edition, campaign__period=where.period)
        .filter(territory_id=where.kato)
        .first()
    )
    if found is None:
        values = {"given": f"{where.edition}, {where.period}, {where.kato}"}
        raise NotFoundError([Problem("portal.api_no_submission", values=values)])
    token = _token(request)
    if token.territory_id not in found.territory.above or not reads(token.person, found):
        raise RefusedError([Problem("portal.not_allowed")], forbidden=True)
    return found


def _answer(request: HttpRequest, card: Card) -> Answer:
    found = _submission(request, card).answers.filter(node=card.node).first()
    if found is None:
        raise NotFoundError([Problem("portal.api_no_answer", values={"given": card.node})])
    return found
