"""A notice to one person about one event."""

from __future__ import annotations

from django.db import models

from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person


class Notice(models.Model):
    """An event that a person should know of.

    read_at: empty until they have seen it. mailed_at: empty until a letter told of it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    event = models.ForeignKey(Event, models.PROTECT)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "event"], name="one_notice"),)
        indexes = (models.Index(fields=["person", "read_at"]),)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.event_id}"
