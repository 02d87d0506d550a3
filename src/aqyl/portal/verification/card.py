"""All that the page of one answer shows a verifier."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from aqyl.portal.campaigns.forms import answers_before
from aqyl.portal.campaigns.models import Answer
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import Step, state_of, steps_for
from aqyl.portal.verification.models import Review, Screening
from aqyl.portal.verification.reviews import is_blind, settlers
from aqyl.portal.verification.states import verdicts
from aqyl.portal.verification.words import action_in_words, changes_in_words, signs_in_words
from aqyl.standard.entries import Text
from aqyl.standard.models import Indicator, Initiative
from aqyl.standard.procedure import State

_EVENTS = 50


@dataclass(frozen=True, slots=True)
class Past:
    """One event of the answer's history."""

    event: Event
    did: str
    who: str
    reason: str
    changes: list[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """What was said, with its words: a status, or numbers with their unit."""

    status: Text | None
    done: Text | None
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Card:
    """The page of an answer as one person may see it.

    blind: they may give the second verdict and see nothing of the first.
    """

    answer: Answer
    node: Initiative | Indicator
    unit: Text | None
    claim: Claim
    before: Claim
    points: int | None
    signs: list[str]
    blind: bool
    state: State | None
    steps: list[Step]
    choices: list[tuple[str, Text, bool]]
    settlers: list[Person]
    history: list[Past]
    reviews: list[Review]
    verdicts: list[tuple[str, Text]]


def card_of(answer: Answer, person: Person, lang: str) -> Card:
    """The card of an answer."""
    edition = answer.campaign.edition
    leaves: tuple[Initiative | Indicator, ...] = (*edition.initiatives, *edition.indicators)
    node = next(one for one in leaves if one.id == answer.node)
    blind = is_blind(person, answer)
    steps = [] if blind else [step for step in steps_for(answer, person) if step.may]
    screening = Screening.objects.filter(answer=answer).first()
    return Card(
        answer=answer,
        node=node,
        unit=_unit(answer, node),
        claim=claim_of(answer, answer),
        before=claim_of(answers_before(answer.submission).filter(node=answer.node).last(), answer),
        points=screening.points if screening else None,
        signs=signs_in_words(edition, screening.signs, lang) if screening else [],
        blind=blind,
        state=None if blind else state_of(edition, answer.state),
        steps=steps,
        choices=_choices(answer) if blind else [],
        settlers=settlers(answer) if any(_assigns(step) for step in steps) else [],
        history=[] if blind else _history(answer, lang),
        reviews=[] if blind else _reviews(answer),
        verdicts=[(standing, step.title) for standing, step in verdicts(edition).items()],
    )


def _assigns(step: Step) -> bool:
    return "assign" in step.transition.does and not step.problems


def _unit(answer: Answer, node: Initiative | Indicator) -> Text | None:
    if not isinstance(node, Indicator):
        return None
    units = answer.campaign.edition.measurement_units
    return next(unit.title for unit in units if unit.id == node.unit)


def _choices(answer: Answer) -> list[tuple[str, Text, bool]]:
    """Verdicts to choose from: standing, words, whether a reason is needed."""
    found = verdicts(answer.campaign.edition).items()
    return [(standing, step.title, "reason" in step.requires) for standing, step in found]


def claim_of(said: Answer | None, answer: Answer) -> Claim:
    """What was said, in the words of this year's edition."""
    edition = answer.campaign.edition
    status = next((s for s in edition.statuses if said and s.id == said.status), None)
    done = None
    if status is not None:
        node = next((one for one in edition.initiatives if one.id == answer.node), None)
        done = node.done.get(status.id, status.done) if node else status.done
    return Claim(status.title if status else None, done, said if said and said.given else None)


def _history(answer: Answer, lang: str) -> list[Past]:
    """The answer's events, the latest first, with the names of those who did them."""
    found = Event.objects.filter(subject=f"answer:{answer.pk}").order_by("-number")[:_EVENTS]
    events = list(found)
    names = {str(pk): one.name for pk, one in Person.objects.in_bulk(_actors(events)).items()}
    edition = answer.campaign.edition
    return [
        Past(
            event=event,
            did=action_in_words(edition, event.action, lang),
            who=names.get(event.actor, ""),
            reason=str(_data(event).get("reason", "")),
            changes=changes_in_words(edition, _data(event), lang),
        )
        for event in events
    ]


def _actors(events: list[Event]) -> list[int]:
    return sorted({int(event.actor) for event in events if event.actor})


def _data(event: Event) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(event.data)
    return found


def _reviews(answer: Answer) -> list[Review]:
    """Verdicts, with the names of the verifiers."""
    return list(answer.reviews.select_related("verifier").order_by("pk"))
