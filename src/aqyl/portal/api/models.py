"""Tokens of akimats' systems."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone

from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory


class Token(models.Model):
    """Lets a program write the submissions of one territory as the person who made it.

    digest: SHA-256 of the secret, which is shown once and kept nowhere. prefix: its first letters,
    to tell tokens apart. expires_on: the last day it works.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="tokens")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    prefix = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.prefix}: {self.territory_id}"

    def works(self, at: dt.datetime) -> bool:
        """Whether it opens anything at this moment."""
        in_time = timezone.localdate(at) <= self.expires_on
        return self.revoked_at is None and in_time and self.person.is_active
