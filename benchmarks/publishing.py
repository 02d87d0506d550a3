"""One demonstration campaign of every settlement, published; prints the seconds it took.

python -m benchmarks.publishing, with AQYL_HOME and DJANGO_SETTINGS_MODULE set.
"""

from __future__ import annotations

import random
import time

import django

SEED = 469


def main() -> None:
    """Set a database up, fill a campaign with answers made up for load, publish it."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    campaign, manager = filled()

    from aqyl.portal.procedure import perform

    start = time.perf_counter()
    perform("give-preliminary-results", campaign, manager)
    perform("publish", campaign, manager)
    print(round(time.perf_counter() - start, 3))


def filled(period: str = "2026") -> tuple[object, object]:
    """A demonstration campaign under verification, every answer given and confirmed."""
    from aqyl.portal.campaigns.models import Answer, Campaign
    from aqyl.portal.people.models import Grant, Person
    from aqyl.portal.places.load import load_places
    from aqyl.portal.places.models import COUNTRY, Territory
    from aqyl.portal.procedure import perform
    from aqyl.register import load_register

    load_places(load_register())
    manager, _ = Person.objects.get_or_create(email="load@example.kz", name="Load")
    Grant.objects.get_or_create(person=manager, role="manager", territory_id=COUNTRY)
    country = Territory.objects.get(code=COUNTRY)
    given = {"edition": "kz-2026", "period": period, "demonstration": True}
    perform("make-campaign", country, manager, **given)
    campaign = Campaign.objects.get(period=period)
    perform("open-campaign", campaign, manager)
    draw = random.Random(f"{SEED} {period}")  # noqa: S311 - made up for load
    statuses = [status.id for status in campaign.edition.statuses]
    answers = list(Answer.objects.filter(submission__campaign=campaign))
    for answer in answers:
        answer.state = "answer.verified"
        if answer.is_indicator:
            answer.value = round(draw.uniform(0, 100), 2)
        else:
            answer.status = draw.choice(statuses)
    Answer.objects.bulk_update(answers, ["state", "status", "value"], batch_size=300)
    perform("start-verification", campaign, manager)
    return campaign, manager


if __name__ == "__main__":
    main()
