"""Make and revoke tokens, through the one door."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from aqyl.portal.api.models import Token
from aqyl.portal.people.models import Role
from aqyl.portal.people.roles import holds
from aqyl.portal.places.models import Territory
from aqyl.portal.procedure import Change, action
from aqyl.problems import Problem

MARK = "aqyl_"
LONGEST_DAYS = 366
_SHOWN = len(MARK) + 6


@dataclass(frozen=True, slots=True)
class Secret:
    """A new secret: `text` is for its owner alone, the other two are kept."""

    text: str
    digest: str
    prefix: str


def new_secret() -> Secret:
    """A secret of 256 random bits."""
    text = MARK + secrets.token_urlsafe(32)
    return Secret(text, digest_of(text), text[:_SHOWN])


def digest_of(text: str) -> str:
    """What is kept of a secret: SHA-256 is enough, as it is random and long."""
    return hashlib.sha256(text.encode()).hexdigest()


def _can_be_made(change: Change) -> Iterator[Problem]:
    day, today = change.given.get("expires_on"), timezone.localdate(change.at)
    last = today + dt.timedelta(days=LONGEST_DAYS)
    if not isinstance(day, dt.date) or not today <= day <= last:
        values = {"given": day if day is not None else "–", "last": last}
        yield Problem("portal.bad_expiry", values=values)
    if not str(change.given.get("title", "")).strip():
        yield Problem("portal.no_token_title")


@action("make-token", on="territory", by=holds(Role.OFFICER), guard=_can_be_made)
def make_token(change: Change) -> dict[str, object]:
    """A token for the territory's submissions. given: digest, prefix, title, expires_on."""
    territory: Territory = change.subject
    if change.actor is None:
        raise ValueError("a token acts as a person: given none")
    token = Token.objects.create(
        person=change.actor,
        territory=territory,
        title=str(change.given["title"]).strip()[:120],
        prefix=str(change.given["prefix"]),
        digest=str(change.given["digest"]),
        made_at=change.at,
        expires_on=change.given["expires_on"],
    )
    return {"token": token.pk, "prefix": token.prefix, "expires_on": token.expires_on.isoformat()}


def _may_revoke(person: object, token: Token) -> bool:
    """Whoever made it, and whoever looks after its territory."""
    own = getattr(person, "pk", None) == token.person_id
    return own or bool(holds(Role.ADMINISTRATOR, Role.MANAGER)(person, token))


def _can_be_revoked(change: Change) -> Iterator[Problem]:
    if change.subject.revoked_at is not None:
        yield Problem("portal.token_revoked", values={"prefix": change.subject.prefix})


@action("revoke-token", on="token", by=_may_revoke, guard=_can_be_revoked)
def revoke_token(change: Change) -> dict[str, object]:
    """Nothing is opened by it any more."""
    change.subject.revoked_at = change.at
    return {"prefix": change.subject.prefix}
