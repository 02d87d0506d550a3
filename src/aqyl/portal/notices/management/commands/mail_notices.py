"""`django-admin mail_notices`: a letter to everyone with notices neither read nor mailed."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from aqyl.portal.people.models import Person
from aqyl.portal.procedure import perform


class Command(BaseCommand):
    """Meant to be run once a day by the machine's own timer."""

    help = "Mail everyone the notices they have neither read nor been mailed."

    def handle(self, *arguments: object, **options: object) -> None:
        """One transaction and one letter for each person."""
        waiting = Person.objects.filter(
            is_active=True, notices__read_at=None, notices__mailed_at=None
        )
        people = list(waiting.filter(notices__isnull=False).distinct())
        for person in people:
            perform("mail-notices", person, None)
        self.stdout.write(f"{len(people)}")
