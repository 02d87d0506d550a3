"""The register of projects, searches through it for pairs, and what persons said of the pairs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from aqyl.language import LANGUAGES, fold
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.tables import SCHEMAS, Row

LONG = 4000  # letters of a description or a source
TITLE = 600
TEXTS = tuple(name for name in SCHEMAS["projects"].names if name not in ("settlement", "amount"))


class Project(models.Model):
    """A row of the `projects` table, as it was given; `code` is the row's `id`.

    start, end: dates as given, which may be partial. search: titles, supplier and codes folded, as
    SQLite folds no Cyrillic case. made_up: for trying the portal out, and labelled so. removed_at:
    when it was taken off the register, with its reason.
    """

    code = models.CharField(max_length=80, unique=True)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="projects")
    title_kk = models.CharField(max_length=TITLE, blank=True)
    title_ru = models.CharField(max_length=TITLE, blank=True)
    title_en = models.CharField(max_length=TITLE, blank=True)
    description_kk = models.TextField(max_length=LONG, blank=True)
    description_ru = models.TextField(max_length=LONG, blank=True)
    description_en = models.TextField(max_length=LONG, blank=True)
    initiative = models.CharField(max_length=80, blank=True, db_index=True)
    technology = models.CharField(max_length=80, blank=True)
    supplier = models.CharField(max_length=300, blank=True)
    supplier_bin = models.CharField(max_length=20, blank=True)
    amount = models.FloatField(null=True, blank=True)
    currency = models.CharField(max_length=8, blank=True)
    start = models.CharField(max_length=10, blank=True)
    end = models.CharField(max_length=10, blank=True)
    source = models.TextField(max_length=LONG, blank=True)
    search = models.TextField(blank=True)
    made_up = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = (models.Index(fields=["territory", "removed_at"]),)

    def __str__(self) -> str:
        return self.code

    def row(self) -> Row:
        """The row of the tidy table."""
        texts: Row = {name: getattr(self, _field(name)) or None for name in TEXTS}
        return {**texts, "settlement": self.territory_id, "amount": self.amount}

    def take(self, row: Mapping[str, object]) -> None:
        """Put a row in the place of what is there."""
        for name in TEXTS:
            setattr(self, _field(name), row.get(name) or "")
        self.territory_id = str(row["settlement"])
        amount = row.get("amount")
        self.amount = float(str(amount)) if amount is not None else None
        parts = (self.code, *(self.title_in(lang) for lang in LANGUAGES), self.supplier)
        self.search = " ".join(fold(part) for part in (*parts, self.supplier_bin))

    def title_in(self, lang: str) -> str:
        """The title in one language, empty where it has none."""
        return str(getattr(self, f"title_{lang}"))

    def say(self, lang: str) -> str:
        """The title in the reader's language, else in the first that has one."""
        return next(filter(None, (self.title_in(one) for one in (lang, *LANGUAGES))), self.code)

    @property
    def mark(self) -> str:
        """Changes with whatever a comparison looks at."""
        told = json.dumps(self.row(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def _field(name: str) -> str:
    return "code" if name == "id" else name


class Search(models.Model):
    """A search through the whole register for pairs that may be one thing.

    done, count: how far it is. told_at: when it last said so. ended_at: when it ended; failed: what
    it broke at. weights: what it judged by, as `diagnose.duplicates.Weights`; learned: what the
    verdicts so far would change it to, with how good both are (see `learning`). adopted: whether
    later searches use what was learned.
    """

    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    count = models.PositiveIntegerField(default=0)
    failed = models.CharField(max_length=300, blank=True)
    projects = models.PositiveIntegerField(default=0)
    compared = models.PositiveBigIntegerField(default=0)
    weights = models.JSONField(default=dict)
    learned = models.JSONField(default=dict)
    adopted = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def territory(self) -> Territory:
        """The country: a search goes through everything."""
        return Territory.objects.get(code=COUNTRY)


class Pair(models.Model):
    """Two projects that may be one thing, parts of one, or one need; and a person's verdict.

    suggested, probability, reasons, overlap_days: as the last search said; found: None where it no
    longer finds the pair. stake: the smaller of the two amounts in tenge, None where one is not
    known. verdict, note: a person's, empty for none; mark: of the projects as they then were.
    """

    VERDICTS: ClassVar[tuple[str, ...]] = ("same", "part", "shared_need", "different")

    first = models.ForeignKey(Project, models.PROTECT, related_name="+")
    second = models.ForeignKey(Project, models.PROTECT, related_name="+")
    found = models.ForeignKey(Search, models.PROTECT, null=True, blank=True, related_name="pairs")
    suggested = models.CharField(max_length=12)
    probability = models.FloatField()
    reasons = models.JSONField(default=list)
    overlap_days = models.PositiveIntegerField(default=0)
    stake = models.FloatField(null=True, blank=True)
    verdict = models.CharField(max_length=12, blank=True)
    note = models.TextField(max_length=LONG, blank=True)
    mark = models.CharField(max_length=40, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["first", "second"], name="one_pair"),)
        indexes = (models.Index(fields=["found", "verdict"]),)

    def __str__(self) -> str:
        return f"{self.first_id}, {self.second_id}"

    @property
    def territory(self) -> Territory:
        """The smallest territory that holds both."""
        above = {place.code: place for place in _held(self.second.territory)}
        return next(place for place in _held(self.first.territory) if place.code in above)

    @property
    def now(self) -> str:
        """The mark of both projects as they are."""
        return f"{self.first.mark} {self.second.mark}"

    @property
    def changed_since(self) -> bool:
        """Whether a project was changed after the verdict."""
        return bool(self.verdict) and self.mark != self.now

    @property
    def standing(self) -> str:
        """The person's verdict, else the suggested one."""
        return self.verdict or self.suggested


def _held(place: Territory) -> list[Territory]:
    found: list[Territory] = []
    one: Territory | None = place
    while one is not None:
        found.append(one)
        one = one.parent
    return found
