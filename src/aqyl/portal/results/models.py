"""What a campaign comes to: its scores, ranks and facts, and each publication of them.

The three tables have the columns of the tables `scores`, `ranks` and `facts`; edition and period
are the campaign's. Rows without a publication are the present computation, which the next one
replaces; rows of a publication stay.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from aqyl.portal.campaigns.models import Campaign


class Publication(models.Model):
    """Results as they were made public; a correction makes the next number.

    digest and size (bytes) are of the bundle, which anyone can replay. fingerprint: of the
    edition. before: the bundle of the previous period that was public at that moment, empty for
    none. log_number and log_digest: the end of the event log just before. versions: of the programs
    that computed the results. reason: why it was published again.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64)
    before = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    log_number = models.BigIntegerField()
    log_digest = models.CharField(max_length=64)
    versions = models.JSONField()
    reason = models.TextField(blank=True, max_length=4000)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["campaign", "number"], name="one_publication"),
        )

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.number}"


class Computed(models.Model):
    """A row of a computation; rows keep the order they were computed in."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    settlement = models.CharField(max_length=16)

    COLUMNS: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def as_row(self) -> dict[str, object]:
        """The row of the tidy table."""
        return {name: getattr(self, name) for name in self.COLUMNS}


class Score(Computed):
    """A node's score of a settlement; None where nothing is known of it."""

    group = models.CharField(max_length=20)
    node = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    score = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    weight = models.FloatField(null=True)
    coverage = models.FloatField(null=True)
    verified = models.FloatField(null=True)
    reported = models.FloatField(null=True)
    claimed = models.FloatField(null=True)

    COLUMNS = (
        "settlement", "group", "node", "kind", "score", "low", "high", "weight", "coverage",
        "verified", "reported", "claimed",
    )  # fmt: skip

    class Meta:
        indexes = (
            models.Index(fields=["publication", "settlement"]),
            models.Index(fields=["publication", "node"]),
            models.Index(fields=["campaign", "publication"]),
        )

    def __str__(self) -> str:
        return f"{self.settlement} {self.node}: {self.score}"


class Rank(Computed):
    """A settlement's rank in a group, or among `all`."""

    group = models.CharField(max_length=20)
    score = models.FloatField(null=True)
    rank = models.FloatField(null=True)
    rank_low = models.FloatField(null=True)
    rank_high = models.FloatField(null=True)
    level = models.CharField(max_length=80, null=True)
    level_low = models.CharField(max_length=80, null=True)
    level_high = models.CharField(max_length=80, null=True)

    COLUMNS = (
        "group", "settlement", "score", "rank", "rank_low", "rank_high", "level", "level_low",
        "level_high",
    )  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["publication", "group"]),)

    def __str__(self) -> str:
        return f"{self.group} {self.settlement}: {self.rank}"


class Fact(Computed):
    """What a known leaf rests on: one row an origin, the deciding one first."""

    node = models.CharField(max_length=80)
    basis = models.CharField(max_length=12)
    given = models.CharField(max_length=80, blank=True)
    given_low = models.CharField(max_length=80, blank=True)
    given_high = models.CharField(max_length=80, blank=True)
    value = models.FloatField(null=True)
    period = models.CharField(max_length=4, blank=True)
    role = models.CharField(max_length=12, blank=True)
    file = models.CharField(max_length=40, blank=True)
    line = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    source = models.TextField(blank=True)
    status = models.CharField(max_length=80, blank=True)
    on = models.CharField(max_length=40, blank=True)
    what = models.TextField(blank=True)

    COLUMNS = (
        "settlement", "node", "basis", "given", "given_low", "given_high", "value", "period",
        "role", "file", "line", "sha256", "source", "status", "on", "what",
    )  # fmt: skip

    class Meta:
        indexes = (
            models.Index(fields=["publication", "settlement"]),
            models.Index(fields=["publication", "node"]),
        )

    def __str__(self) -> str:
        return f"{self.settlement} {self.node}: {self.given or self.value}"
