"""A submission as the form it answers: cards, what is entered, what was entered last year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from aqyl.assess.form import Entries, Form, build_form
from aqyl.assess.units import AssessedUnit
from aqyl.language import LANGUAGES
from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.procedure import state_of
from aqyl.standard import load_edition
from aqyl.standard.entries import Text
from aqyl.standard.models import Edition
from aqyl.tables import Row


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
    edition, said = submission.campaign.edition, [one for one in answers if _says(one)]
    units = {one.id: one.unit for one in edition.indicators}
    own = {"settlement": submission.territory_id, "period": submission.campaign.period}
    return Entries(
        tuple(_answer(edition, one, own, proofs or {}) for one in said if not one.is_indicator),
        tuple(_value(edition, one, own, units, proofs or {}) for one in said if one.is_indicator),
    )


def last_year(submission: Submission) -> dict[str, Answer]:
    """node -> answer of the settlement in the campaign before; empty where there is none."""
    before = (
        Submission.objects.filter(
            territory_id=submission.territory_id,
            campaign__period__lt=submission.campaign.period,
        )
        .order_by("-campaign__period", "-pk")
        .values("pk")[:1]
    )
    found = Submission.objects.select_related("campaign", "territory").filter(pk__in=before)
    return {one.node: one for earlier in found for one in _of(earlier)}


def _of(submission: Submission) -> list[Answer]:
    """Its answers, each knowing it."""
    answers = list(submission.answers.all())
    for one in answers:
        one.submission = submission
    return answers


def entries_before(before: Mapping[str, Answer]) -> Entries:
    """Last year's answers as rows."""
    one = next(iter(before.values()), None)
    return entries_of(one.submission, before.values()) if one else Entries()


def _says(answer: Answer) -> bool:
    return answer.given or bool(answer.note)


def _answer(
    edition: Edition, one: Answer, own: Mapping[str, str], proofs: Mapping[str, str]
) -> Row:
    return {
        **own,
        "initiative": one.node,
        "status": one.status or None,
        "claimed_on": None,
        "evidence": proofs.get(one.node),
        "verified": state_of(edition, one.state).standing,
        "note": one.note or None,
        "status_low": None,
        "status_high": None,
    }


def _value(
    edition: Edition,
    one: Answer,
    own: Mapping[str, str],
    units: Mapping[str, str],
    proofs: Mapping[str, str],
) -> Row:
    """Where no source is named, the evidence is the source."""
    return {
        **own,
        "indicator": one.node,
        "value": one.value,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "unit": units.get(one.node),
        "quality": None,
        "source": one.source or proofs.get(one.node),
        "verified": state_of(edition, one.state).standing,
        "note": one.note or None,
    }
