"""One piece of evidence behind an answer."""

from __future__ import annotations

from django.db import models

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory


class Evidence(models.Model):
    """A file or a link.

    digest: SHA-256 of a file's content, or of the stored copy of a link; empty where there is none.
    media_type, size (bytes): of that content. file_name: as the akimat named it. public: whether
    anyone may open it once the campaign is published. replaces: what this one was put in the place
    of. deleted_at: when the content was deleted after its term; the row stays.
    """

    class Kind(models.TextChoices):
        FILE = "file"
        LINK = "link"

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=4, choices=Kind)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    file_name = models.CharField(max_length=150, blank=True)
    link = models.URLField(max_length=2000, blank=True)
    title = models.CharField(max_length=300, blank=True)
    public = models.BooleanField(default=False)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_reason = models.CharField(max_length=1000, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["answer", "digest"],
                condition=models.Q(removed_at__isnull=True, kind="file"),
                name="content_once_an_answer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.kind} {self.digest or self.link}"

    @property
    def territory(self) -> Territory:
        """The settlement whose answer it is behind."""
        return self.answer.territory

    @property
    def shown(self) -> str:
        """What a list calls it."""
        return self.title or self.file_name or self.link
