"""A submission as the form it answers: cards, what is entered, what was entered last year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from django.db.models import QuerySet

from aqyl.assess.form import Entries, Form, build_form
from aqyl.assess.units import AssessedUnit
from aqyl.language import LANGUAGES
from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.campaigns.rows import Rows
from aqyl.standard import load_edition
from aqyl.standard.entries import Text


def form_of(submission: Submission) -> Form:
    """The form of a submission's settlement; needs its campaign and territory."""
    place, campaign = submission.territory, submission.campaign
    names = tuple(place.name(lang) for lang in LANGUAGES)
    return _form(campaign.edition_id, campaign.period, place.code, place.group, names)


@lru_cache(maxsize=256)
def _form(edition_id: str, period: str, code: str, group: str, names: tuple[str, ...]) -> Form:
    title = Text(**dict(zip(LANGUAGES, names, strict=True)))
    return replace(_blank(edition_id, period, group), settlement=code, settlement_title=title)


@lru_cache(maxsize=64)
def _blank(edition_id: str, period: str, group: str) -> Form:
    """The form of a whole group: its settlements' forms differ by their names alone."""
    nobody = AssessedUnit("", Text(**dict.fromkeys(LANGUAGES, "–")), group)
    return build_form(load_edition(edition_id), nobody, period)


def entries_of(
    submission: Submission, answers: Iterable[Answer], proofs: Mapping[str, str] | None = None
) -> Entries:
    """What the answers say, as rows of the tables; proofs: evidence by node, as text."""
    campaign, proofs = submission.campaign, proofs or {}
    rows = Rows.of(campaign.edition, campaign.period)
    said = [(one, _grounds(one, proofs)) for one in answers if one.given or one.note]
    made = [
        rows.row(vars(one), submission.territory_id, grounds, note=one.note or None)
        for one, grounds in said
    ]
    return Entries(
        tuple(row for row in made if "initiative" in row),
        tuple(row for row in made if "indicator" in row),
    )


def _grounds(one: Answer, proofs: Mapping[str, str]) -> str | None:
    """Where no source of a value is named, its evidence is the source."""
    proof = proofs.get(one.node)
    return one.source or proof if one.is_indicator else proof


def answers_before(submission: Submission) -> QuerySet[Answer]:
    """The settlement's answers of the year before, those of the newest campaign last.

    Demonstrations and real campaigns are kept apart.
    """
    campaign = submission.campaign
    return (
        Answer.objects.filter(
            submission__territory=submission.territory_id,
            submission__campaign__period=str(int(campaign.period) - 1),
            submission__campaign__demonstration=campaign.demonstration,
        )
        .select_related("submission__campaign", "submission__territory")
        .order_by("submission__campaign", "node")
    )


def last_year(submission: Submission) -> dict[str, Answer]:
    """node -> answer of the settlement in the year before; empty where there is none."""
    return {one.node: one for one in answers_before(submission)}


def entries_before(before: Mapping[str, Answer]) -> Entries:
    """Last year's answers as rows."""
    one = next(iter(before.values()), None)
    return entries_of(one.submission, before.values()) if one else Entries()
