"""A settlement's plan, version by version, what residents say of it, and the reports on it.

A version holds its working text, which is written while its state lets it be. Each time it leaves
the akimat's hands the text is frozen: that is what everyone else reads, and it never changes.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from aqyl.plan import Plan as PlanText
from aqyl.plan import ProgressReport
from aqyl.portal.campaigns.models import Campaign, Stateful
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory
from aqyl.portal.plans.texts import canonical, digest_of, read_plan, read_report
from aqyl.portal.results.models import Publication
from aqyl.standard import Edition

NAME, WORDS = 120, 4000  # letters


class Plan(Stateful):
    """A version of a settlement's plan; the edition's subject `plan`.

    number: 1 is the first. campaign, publication: the results it was drafted from. content: an
    `aqyl.plan.Plan` as canonical JSON, checked whenever it is written; digest: its SHA-256. before:
    the version in force that it amends. reason: why it was returned, amended or closed, or the
    decision it came into force by. solved: what the optimiser said of the roadmap it last gave
    (`solving.Solved` as JSON); None where none was asked for.
    """

    KIND = "plan"

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="plans")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="plans")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    before = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    reason = models.TextField(blank=True, max_length=WORDS)
    solved = models.JSONField(null=True, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["territory", "number"], name="one_plan_version"),
        )
        indexes = (models.Index(fields=["territory", "state"]),)

    def __str__(self) -> str:
        return f"{self.territory_id}: {self.number}"

    @property
    def edition(self) -> Edition:
        """The edition of its campaign."""
        return self.campaign.edition

    @property
    def above(self) -> Campaign:
        """What it belongs to."""
        return self.campaign

    @property
    def text(self) -> PlanText:
        """The working text."""
        return read_plan(self.content)

    def write(self, text: PlanText) -> None:
        """Put a text in the place of the working one, under the number of this version."""
        self.content = canonical(text.model_copy(update={"version": self.number}))
        self.digest = digest_of(self.content)


class Frozen(models.Model):
    """The text of a version as it left the akimat's hands.

    state: what the plan came into with it.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="frozen")
    content = models.TextField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["plan", "at"]),)

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.digest}"

    @property
    def text(self) -> PlanText:
        """The text."""
        return read_plan(self.content)


class Comment(models.Model):
    """What a resident says of a plan in its consultation, and what the akimat answers.

    frozen: the text it speaks of. name: as the resident gave it, empty for none. hidden_reason: why
    it is not shown, empty where it is.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="comments")
    frozen = models.ForeignKey(Frozen, models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME, blank=True)
    text = models.TextField(max_length=WORDS)
    language = models.CharField(max_length=2)
    at = models.DateTimeField()
    answer = models.TextField(blank=True, max_length=WORDS)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_reason = models.CharField(blank=True, max_length=1000)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = (models.Index(fields=["plan", "at"]),)

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.pk}"

    @property
    def mark(self) -> str:
        """The mark of the answer as it stands; support for the comment leaves it alone."""
        return digest_of(self.answer)[:16]

    @property
    def territory(self) -> Territory:
        """The settlement whose plan it speaks of."""
        return self.plan.territory


class Support(models.Model):
    """One browser's support for a comment.

    visitor: SHA-256 of the session and the comment, so that no two can be told to be one person's.
    """

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="support")
    visitor = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["comment", "visitor"], name="one_support"),)

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.visitor[:8]}"


class Report(Stateful):
    """A quarterly report on a plan in force; the edition's subject `report`.

    content: an `aqyl.plan.ProgressReport` as canonical JSON. reason: why it was returned.
    """

    KIND = "report"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reports")
    year = models.PositiveIntegerField()
    quarter = models.PositiveSmallIntegerField()
    content = models.TextField()
    reason = models.TextField(blank=True, max_length=WORDS)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "year", "quarter"], name="one_plan_report"),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.year}-{self.quarter}"

    @property
    def campaign(self) -> Campaign:
        """The campaign of its plan."""
        return self.plan.campaign

    @property
    def territory(self) -> Territory:
        """The settlement that reports."""
        return self.plan.territory

    @property
    def above(self) -> Plan:
        """What it belongs to."""
        return self.plan

    @property
    def text(self) -> ProgressReport:
        """What it says."""
        return read_report(self.content)


class Proof(models.Model):
    """A file or a link behind what a report says of an action.

    digest, media_type, size, file_name: of a file, whose content stands in the evidence store.
    removed_at: when it was taken off again.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="proofs")
    action = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    file_name = models.CharField(max_length=150, blank=True)
    link = models.URLField(max_length=2000, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.report_id}: {self.action} {self.shown}"

    @property
    def shown(self) -> str:
        """What a list calls it."""
        return self.file_name or self.link
