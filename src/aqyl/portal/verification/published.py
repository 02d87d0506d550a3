"""The agreement between first and second verifiers of one campaign, for its page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.verification.agreement import Agreement, agreement
from aqyl.portal.verification.models import Review, Screening
from aqyl.portal.verification.states import verdicts
from aqyl.standard.entries import Text


@dataclass(frozen=True, slots=True)
class Row:
    """A first verdict and how many second ones of each kind stand beside it."""

    title: Text
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The page: kappa, the table of first against second verdicts, how many were drawn and done."""

    agreement: Agreement
    columns: tuple[Text, ...]
    rows: tuple[Row, ...]
    screened: int
    drawn: int


def report_of(campaign: Campaign) -> Report:
    """What the reviews of a campaign come to; three queries."""
    found = Review.objects.filter(
        answer__submission__campaign=campaign, kind=Review.Kind.SECOND
    ).values_list("checks__verdict", "verdict")
    rules = campaign.edition.verification
    fewest = rules.fewest_pairs if rules else 0  # without rules nothing is drawn: no pairs at all
    pairs = Counter((first, second) for first, second in found)
    words = {name: step.title for name, step in verdicts(campaign.edition).items()}
    screened = Screening.objects.filter(answer__submission__campaign=campaign)
    return Report(
        agreement=agreement(pairs.elements(), fewest),
        columns=tuple(words.values()),
        rows=tuple(
            Row(title, tuple(pairs[first, second] for second in words))
            for first, title in words.items()
        ),
        screened=screened.count(),
        drawn=screened.filter(drawn=True).count(),
    )
