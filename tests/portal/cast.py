"""The people of a year, with made-up names: `python -m tests.portal.cast PASSWORDS` enters them.

PASSWORDS is JSON: a password by the name of each.
"""

from __future__ import annotations

import json
import sys
from typing import NamedTuple

from aqyl.portal.operate import setup

ALMATY, KOKSHETAU, COUNTRY = "750000000", "111010000", "KZ"


class Someone(NamedTuple):
    """A person's full name, their one role and its territory, and the language they read."""

    full: str
    role: str
    territory: str
    language: str
    email: str


def _someone(name: str, full: str, role: str, territory: str, language: str) -> Someone:
    return Someone(full, role, territory, language, f"{name}@example.kz")


PEOPLE = {
    name: _someone(name, *given)
    for name, given in {
        "manager": ("Жібек Төлегенқызы", "manager", COUNTRY, "kk"),
        "officer": ("Айгүл Серікқызы", "officer", ALMATY, "kk"),
        "akim": ("Ғалия Әбенова", "approver", ALMATY, "kk"),
        "other-officer": ("Ольга Ким", "officer", KOKSHETAU, "ru"),
        "other-akim": ("Марат Жүнісов", "approver", KOKSHETAU, "ru"),
        "verifier": ("Нұрлан Ысқақов", "verifier", COUNTRY, "kk"),
        "second": ("Салтанат Омарова", "verifier", COUNTRY, "ru"),
        "deputy": ("Мәдина Ержанқызы", "deputy", ALMATY, "kk"),
        "third": ("Ержан Қуанышев", "verifier", COUNTRY, "kk"),
    }.items()
}


def main() -> None:
    """Enter everyone; the territories stand already."""
    setup.begin()
    from aqyl.portal.people.models import Grant, Person

    for name, password in json.loads(sys.argv[1]).items():
        one = PEOPLE[name]
        person = Person.objects.create_user(
            one.email, password, name=one.full, language=one.language
        )
        Grant.objects.create(person=person, role=one.role, territory_id=one.territory)


if __name__ == "__main__":
    main()
