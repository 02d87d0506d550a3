"""What the steps of an assessment do besides."""

from __future__ import annotations

from aqyl.portal.campaigns.models import Answer, Campaign, Submission
from aqyl.portal.places.models import Kind, Territory
from aqyl.portal.procedure import Change, effect, start_of
from aqyl.standard.models import Edition


@effect("open_submissions")
def open_submissions(change: Change) -> None:
    """Give every settlement a submission with a blank answer for each card that applies to it."""
    campaign: Campaign = change.subject
    start = start_of(campaign.edition, "submission")
    settlements = Territory.objects.filter(kind=Kind.SETTLEMENT).order_by("code")
    Submission.objects.bulk_create(
        [
            Submission(campaign=campaign, territory=one, state=start, entered_at=change.at)
            for one in settlements
        ]
    )
    first = start_of(campaign.edition, "answer")
    Answer.objects.bulk_create(
        [
            Answer(
                submission=submission,
                node=node,
                is_indicator=is_indicator,
                state=first,
                entered_at=change.at,
                saved_at=change.at,
            )
            for submission in campaign.submissions.select_related("territory")
            for node, is_indicator in cards_of(campaign.edition, submission.territory.group)
        ],
        batch_size=500,
    )


def cards_of(edition: Edition, group: str) -> list[tuple[str, bool]]:
    """The initiatives and indicators that a group answers, and whether each is an indicator."""
    asked = [
        (one.id, False) for one in edition.initiatives if one.groups.get(group) != "not_applied"
    ]
    return asked + [(one.id, True) for one in edition.indicators]
