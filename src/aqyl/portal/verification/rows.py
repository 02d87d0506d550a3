"""A line of a list of answers, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.evidence.titles import titles
from aqyl.portal.verification.models import Screening
from aqyl.portal.verification.words import signs_in_words
from aqyl.standard.entries import Text
from aqyl.standard.models import Status


@dataclass(frozen=True, slots=True)
class Line:
    """One answer in a list. points is None for one whose risk was not reckoned."""

    answer: Answer
    title: Text
    said: Text | None
    points: int | None
    signs: list[str]
    proofs: int


def lines_of(answers: Iterable[Answer], lang: str) -> list[Line]:
    """Lines for answers of `queue.with_all`; one query besides theirs, for the evidence."""
    shown = list(answers)
    there = Evidence.objects.filter(answer__in=shown, removed_at__isnull=True)
    counted = there.order_by().values_list("answer").annotate(Count("pk"))
    proofs = dict(counted)
    return [_line(one, lang, proofs.get(one.pk, 0)) for one in shown]


def _line(one: Any, lang: str, proofs: int) -> Line:
    edition = one.campaign.edition
    statuses: dict[str, Status] = {status.id: status for status in edition.statuses}
    screening: Screening | None = getattr(one, "screening", None)
    status = statuses.get(one.status)
    return Line(
        answer=one,
        title=titles(edition.id)[one.node],
        said=status.title if status else None,
        points=screening.points if screening else None,
        signs=signs_in_words(edition, screening.signs, lang) if screening else [],
        proofs=proofs,
    )
