"""A campaign and accounts made up for trying the portal out; every page says so."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.history.chain import append
from aqyl.portal.operate.made_up import enter_projects, publish_last_year
from aqyl.portal.operate.made_up_plan import make_up_plan
from aqyl.portal.people.models import Grant, Person, Role
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.procedure import perform

EDITION = "kz-2026"
ALMATY, KOKSHETAU = "750000000", "111010000"
# (name of the account, role, territory, language): two akimats, one in Kazakh, one in Russian.
ACCOUNTS = (
    ("methodologist", Role.METHODOLOGIST, COUNTRY, "kk"),
    ("manager", Role.MANAGER, COUNTRY, "kk"),
    ("verifier", Role.VERIFIER, COUNTRY, "kk"),
    ("verifier2", Role.VERIFIER, COUNTRY, "ru"),
    ("auditor", Role.AUDITOR, COUNTRY, "ru"),
    ("administrator", Role.ADMINISTRATOR, COUNTRY, "kk"),
    ("almaty", Role.OFFICER, ALMATY, "kk"),
    ("almaty.akim", Role.APPROVER, ALMATY, "kk"),
    ("almaty.deputy", Role.DEPUTY, ALMATY, "kk"),
    ("kokshetau", Role.OFFICER, KOKSHETAU, "ru"),
    ("kokshetau.akim", Role.APPROVER, KOKSHETAU, "ru"),
)


@dataclass(frozen=True, slots=True)
class Account:
    """A demonstration account; the password stands nowhere else."""

    email: str
    password: str
    role: str
    territory: str


@transaction.atomic
def make_demonstration(*, last_year: bool = False) -> list[Account]:
    """An open campaign of this year and an account for each role; nothing when it is there.

    last_year: besides, a published campaign of the year before, a plan of Almaty that rests on it,
    and a register of projects, which is searched in the background.
    """
    if Campaign.objects.filter(demonstration=True).exists():
        return []
    accounts = [_account(*given) for given in ACCOUNTS]
    manager = Person.objects.get(email=_address("manager"))
    country = Territory.objects.get(code=COUNTRY)
    year = timezone.localdate().year
    if last_year:
        publish_last_year(EDITION, str(year - 1), manager, country)
        akimat = (Person.objects.get(email=_address(name)) for name in ("almaty", "almaty.akim"))
        make_up_plan(Territory.objects.get(code=ALMATY), *akimat)
    given: dict[str, Any] = {"edition": EDITION, "period": str(year), "demonstration": True}
    perform("make-campaign", country, manager, **given)
    perform("open-campaign", Campaign.objects.get(period=str(year)), manager)
    if last_year:
        enter_projects(manager)
        perform("search-projects", country, manager)
    return accounts


def _address(name: str) -> str:
    return f"{name}@demo.example"


def _account(name: str, role: Role, territory: str, lang: str) -> Account:
    password = secrets.token_urlsafe(12)
    person = Person.objects.create_user(_address(name), password, name=name, language=lang)
    Grant.objects.create(person=person, role=role, territory_id=territory)
    data = {"role": str(role), "demonstration": True}
    append("demonstrate", f"person:{person.pk}", territory=territory, data=data)
    return Account(person.email, password, role, territory)
