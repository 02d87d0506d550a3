"""What a play of plans cannot wait for: a published year, and days that pass.

`python -m tests.portal.plan_stage published` publishes last year's made-up assessment, labelled a
demonstration; `… days-pass` moves the entry into their states of all plans sixty days back.
"""

from __future__ import annotations

import datetime as dt
import sys

from aqyl.portal.operate import setup


def main() -> None:
    """Do what was asked for."""
    setup.begin()
    {"published": published, "days-pass": days_pass}[sys.argv[1]]()


def published(manager: str = "manager@example.kz") -> None:
    """Last year, assessed and published by the manager of this address."""
    from django.db import transaction
    from django.utils import timezone

    from aqyl.portal.operate.made_up import publish_last_year
    from aqyl.portal.people.models import Person
    from aqyl.portal.places.models import COUNTRY, Territory

    year = str(timezone.localdate().year - 1)
    person = Person.objects.get(email=manager)
    with transaction.atomic():
        publish_last_year("kz-2026", year, person, Territory.objects.get(code=COUNTRY))


def days_pass() -> None:
    """As if every plan had come into its state sixty days before."""
    from django.db.models import F

    from aqyl.portal.plans.models import Plan

    Plan.objects.update(entered_at=F("entered_at") - dt.timedelta(days=60))


if __name__ == "__main__":
    main()
