"""What every page shows besides its own: the campaign, unread notices, languages, sections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.look.sections import SECTIONS
from aqyl.portal.notices.models import Notice
from aqyl.portal.people.models import Person

_PREFIX = re.compile(r"^/(kk|ru|en)(?=/|$)")


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the switch and where the same page is in it."""

    code: str
    name: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A section of the portal; `key` names its wording."""

    key: str
    address: str
    current: bool


def common(request: HttpRequest) -> dict[str, object]:
    """`portal`: asked of the database only where a template shows it."""
    return {"portal": Shared(request)}


class Shared:
    """What all pages share. Each attribute costs at most one query, once a page."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def person(self) -> Person | None:
        """Who is signed in."""
        user = getattr(self._request, "user", None)
        return user if isinstance(user, Person) and user.is_active else None

    @cached_property
    def campaign(self) -> Campaign | None:
        """The newest campaign."""
        return Campaign.objects.order_by("-period", "-pk").first()

    @cached_property
    def roles(self) -> list[str]:
        """The roles of whoever is signed in, each once."""
        return sorted({role for role, _ in self.person.roles}) if self.person else []

    @cached_property
    def unread(self) -> int:
        """Notices not read yet."""
        return Notice.objects.filter(person=self.person, read_at=None).count()

    @cached_property
    def languages(self) -> list[Language]:
        """Each language with the address of this very page in it."""
        path = self._request.get_full_path()
        now = _PREFIX.match(path)
        return [
            Language(code, name, address_in(code, path), now is not None and now[1] == code)
            for code, name in settings.LANGUAGES
        ]

    @cached_property
    def sections(self) -> list[Link]:
        """The sections the person's roles give them."""
        if self.person is None:
            return []
        held = {role for role, _ in self.person.roles}
        path = self._request.path
        found = [(one.key, _address(one.name)) for one in SECTIONS if one.is_for(held)]
        return [Link(key, there, path.startswith(there)) for key, there in found if there]


def address_in(lang: str, path: str) -> str:
    """The same address in another language.

    >>> address_in("en", "/kk/home/?page=2")
    '/en/home/?page=2'
    """
    return _PREFIX.sub(f"/{lang}", path) if _PREFIX.match(path) else f"/{lang}/"


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
