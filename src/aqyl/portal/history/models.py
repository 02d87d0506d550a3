"""An event of the log. The database itself refuses to change or delete one (migration 0002)."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """What was done, by whom, to what, when.

    number counts from 1 without gaps. actor: the person's id, empty for the system itself; names
    and addresses stay out of the log, so that a person can be forgotten. subject: `<kind>:<id>`.
    territory: code of the territory concerned, empty for none. data: what changed, as canonical
    JSON text. digest: SHA-256 over the event and the digest before it (chain.py).
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=20, blank=True)
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=60)
    territory = models.CharField(max_length=16, blank=True)
    data = models.TextField()
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=["subject", "number"]),
            models.Index(fields=["territory", "number"]),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"


class Head(models.Model):
    """The end of the chain, one row: who appends holds it, so that events stand in one line."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"
