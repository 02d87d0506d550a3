"""What is known of an answer for its verification, and each verdict on it."""

from __future__ import annotations

from django.db import models

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory


class Screening(models.Model):
    """How risky an answer is, and whether it was drawn for a second look.

    points: of all signs together. signs: the edition's risks with what was found; marks: their ids.
    seed: the digest at the end of the log when it was drawn. settler: who settles a disagreement,
    empty where there is none to settle.
    """

    answer = models.OneToOneField(Answer, models.PROTECT, related_name="screening")
    points = models.PositiveIntegerField(default=0)
    signs = models.JSONField(default=list)
    marks = models.CharField(max_length=400, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    drawn = models.BooleanField(default=False)
    settler = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["-points", "answer"]),)

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.points}"

    @property
    def territory(self) -> Territory:
        """The settlement that answers."""
        return self.answer.territory


class Review(models.Model):
    """One verifier's verdict.

    verdict: a standing of the edition's states. checks: of a second look, the first verdict that it
    stands beside without having seen it.
    """

    class Kind(models.TextChoices):
        FIRST = "first"
        SECOND = "second"
        THIRD = "third"
        APPEAL = "appeal"

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="reviews")
    verifier = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    verdict = models.CharField(max_length=10)
    reason = models.TextField(blank=True, max_length=4000)
    checks = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="second"
    )
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["answer", "kind"]),)

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.kind} {self.verdict}"

    @property
    def territory(self) -> Territory:
        """The settlement that answers."""
        return self.answer.territory
