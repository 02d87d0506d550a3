"""The first account of an installation: it invites everyone else."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from aqyl.portal.history.chain import append
from aqyl.portal.people.models import Grant, Person, Role
from aqyl.portal.places.models import COUNTRY
from aqyl.problems import InputError, Problem


@transaction.atomic
def make_administrator(email: str, name: str, lang: str) -> str:
    """Make an administrator of the whole country; the password, which is kept nowhere.

    Raises InputError for what is no address, and for one that has an account.
    """
    try:
        validate_email(email)
    except ValidationError as error:
        raise InputError([Problem("portal.bad_address", values={"given": email})]) from error
    if Person.objects.filter(email=Person.objects.folded(email)).exists():
        raise InputError([Problem("portal.address_taken", values={"given": email})])
    password = secrets.token_urlsafe(16)
    person = Person.objects.create_user(email, password, name=name, language=lang)
    Grant.objects.create(person=person, role=Role.ADMINISTRATOR, territory_id=COUNTRY)
    append("make-administrator", f"person:{person.pk}", territory=COUNTRY)
    return password
