"""A territory: what a role holds for and what a submission is of."""

from __future__ import annotations

from django.db import models

from aqyl.language import Lang

COUNTRY = "KZ"


class Kind(models.TextChoices):
    """How large a territory is."""

    COUNTRY = "country"
    OBLAST = "oblast"
    SETTLEMENT = "settlement"


class Territory(models.Model):
    """The country, an oblast or a settlement.

    code: `KZ`, `oblast-<KATO>` or the settlement's KATO. A city of republican significance lies
    straight under the country. group: the settlement's group, empty for larger territories. search:
    the names folded, as SQLite folds no Cyrillic case.
    """

    code = models.CharField(max_length=16, primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    group = models.CharField(max_length=20, blank=True)
    name_kk = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    search = models.CharField(max_length=400, db_index=True)

    class Meta:
        indexes = (models.Index(fields=["kind", "group"]),)

    def __str__(self) -> str:
        return f"{self.code} {self.name_en}"

    def name(self, lang: Lang | str) -> str:
        """The name in kk, ru or en."""
        return str(getattr(self, f"name_{lang}"))

    def say(self, lang: str) -> str:
        """The name, so that a problem can speak of the territory."""
        return self.name(lang)

    @property
    def above(self) -> tuple[str, ...]:
        """The codes of this territory and of all that hold it."""
        found: list[str] = []
        place: Territory | None = self
        while place is not None:
            found.append(place.code)
            place = place.parent
        return tuple(found)
