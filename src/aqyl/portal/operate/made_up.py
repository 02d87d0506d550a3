"""A campaign of last year and projects, made up, so that a demonstration has what to show."""

from __future__ import annotations

import random
from importlib.resources import files
from pathlib import Path
from typing import Any

from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.history.chain import append
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory
from aqyl.portal.procedure import perform
from aqyl.portal.projects.rows import enter, preview
from aqyl.standard.models import Edition, Indicator

SEED = 469
_BLANK, _REFUSED = 0.1, 0.05  # shares of cards


def publish_last_year(edition: str, period: str, manager: Person, country: Territory) -> None:
    """Make, fill and publish a demonstration campaign; the log says that its answers are made up.

    The answers are drawn with a fixed seed: each settlement has a strength of its own.
    """
    given: dict[str, Any] = {"edition": edition, "period": period, "demonstration": True}
    perform("make-campaign", country, manager, **given)
    campaign = Campaign.objects.get(edition_id=edition, period=period)
    perform("open-campaign", campaign, manager)
    fill(campaign)
    step = next(one for one in campaign.edition.transitions if "freeze" in one.does)
    Campaign.objects.filter(pk=campaign.pk).update(state=step.from_states[0])
    name = f"campaign:{campaign.pk}"
    append("make-up-answers", name, territory=country.pk, data={"seed": SEED, **given})
    perform(step.id, campaign, manager)


def enter_projects(manager: Person) -> None:
    """Put made-up projects on the register, labelled so; some pairs of them are planted."""
    path = Path(str(files("aqyl.portal.projects"))) / "made-up.csv"
    enter(preview(path, manager), manager, made_up=True)


def fill(campaign: Campaign) -> None:
    """Draw an answer for most cards; some of what was claimed is refused, some cards stay blank."""
    draw = random.Random(f"{SEED} {campaign.period}")  # noqa: S311 - nothing secret
    edition = campaign.edition
    given = [state for state in edition.states if state.subject == "answer"]
    states = {state.standing: state.id for state in reversed(given)}
    indicators = {one.id: one for one in edition.indicators}
    answers = list(
        Answer.objects.filter(submission__campaign=campaign)
        .select_related("submission__territory")
        .order_by("submission__territory_id", "node")
    )
    strengths: dict[str, float] = {}
    for answer in answers:
        place = answer.submission.territory_id
        strength = strengths.setdefault(place, draw.uniform(0.15, 0.85))
        level = min(1.0, max(0.0, draw.gauss(strength, 0.25)))
        if draw.random() >= _BLANK:
            group = answer.submission.territory.group
            _answer(answer, level, edition, indicators.get(answer.node), group)
            refused = draw.random() < _REFUSED
            answer.state = states["refused" if refused else "verified"]
    fields = ["state", "status", "value"]
    Answer.objects.bulk_update(answers, fields, batch_size=300)


def _answer(
    answer: Any, level: float, edition: Edition, indicator: Indicator | None, group: str
) -> None:
    """The status or value of so good an answer, 0 to 1."""
    if indicator is None:
        ladder = sorted(edition.statuses, key=lambda status: status.points)
        answer.status = ladder[round(level * (len(ladder) - 1))].id
        return
    post = next((one for one in indicator.goalposts if one.group in (group, "all")), None)
    if post is not None:
        answer.value = round(post.low + level * (post.high - post.low), 2)
