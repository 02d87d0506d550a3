"""Campaigns, submissions, answers, and the evidence behind an answer.

What an edition calls a subject (`standard.models.Subject`) is one of the first three. Each keeps
its state, when it came into it, and a version that grows with every change.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.standard import Edition, load_edition
from aqyl.standard.procedure import Subject


class Stateful(models.Model):
    """What goes through the states of a procedure.

    moved_by took the step into the state, empty before the first. term: the last day on which the
    next step is in time where someone prolonged it; otherwise the edition's terms hold.
    """

    KIND: ClassVar[Subject]

    state = models.CharField(max_length=80)
    entered_at = models.DateTimeField(default=timezone.now)
    moved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    term = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Campaign(Stateful):
    """One year's assessment by one edition, which stays as it was when the campaign was made.

    period: the year assessed. demonstration: its answers are made up, and every page says so.
    """

    KIND = "campaign"

    edition_id = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    period = models.CharField(max_length=4)
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["edition_id", "period"], name="one_campaign"),
        )

    def __str__(self) -> str:
        return f"{self.edition_id} {self.period}"

    @property
    def edition(self) -> Edition:
        """The edition, loaded once for the whole process."""
        return load_edition(self.edition_id)

    @property
    def campaign(self) -> Campaign:
        """Itself: every subject has one."""
        return self

    @property
    def territory(self) -> Territory:
        """The country."""
        return Territory.objects.get(code=COUNTRY)

    @property
    def above(self) -> None:
        """A campaign belongs to nothing."""
        return


class Submission(Stateful):
    """All that one settlement answers in one campaign."""

    KIND = "submission"

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="submissions")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="submissions")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["campaign", "territory"], name="one_submission"),
        )
        indexes = (models.Index(fields=["campaign", "state"]),)

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.territory_id}"

    @property
    def above(self) -> Campaign:
        """What it belongs to."""
        return self.campaign


class Answer(Stateful):
    """What a settlement says of one initiative, or the value of one indicator.

    node: an id of the edition's tree. status: of an initiative; empty where nothing was said.
    value, numerator, denominator: of an indicator, in its unit. note: what the akimat explains.
    reason: why a verifier returned or refused it, or on what grounds it was appealed.
    """

    KIND = "answer"

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="answers")
    node = models.CharField(max_length=80)
    is_indicator = models.BooleanField()
    status = models.CharField(max_length=80, blank=True)
    value = models.FloatField(null=True, blank=True)
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True, max_length=4000)
    reason = models.TextField(blank=True, max_length=4000)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    NUMBERS = ("value", "numerator", "denominator")
    WRITTEN = ("status", *NUMBERS, "source", "note")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["submission", "node"], name="one_answer"),)
        indexes = (models.Index(fields=["state", "entered_at"]),)

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.node}"

    @property
    def campaign(self) -> Campaign:
        """The campaign of its submission."""
        return self.submission.campaign

    @property
    def territory(self) -> Territory:
        """The settlement that answers."""
        return self.submission.territory

    @property
    def above(self) -> Submission:
        """What it belongs to."""
        return self.submission

    @property
    def given(self) -> bool:
        """Whether anything was answered."""
        return bool(self.status) or any(getattr(self, name) is not None for name in self.NUMBERS)

    def written(self) -> dict[str, object]:
        """What the akimat wrote, as the log keeps it."""
        return {name: getattr(self, name) for name in self.WRITTEN}


class Presence(models.Model):
    """Someone has a card open; no part of the record, so it stays out of the log."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["answer", "person"], name="one_presence"),)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.answer_id}"
