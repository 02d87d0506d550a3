"""Events in words: who, what, of what, where."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from aqyl.language import catalogue, say
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory
from aqyl.standard import list_editions, load_edition


@dataclass(frozen=True, slots=True)
class Told:
    """One event for a page. details: what changed, as JSON text set out in lines."""

    number: int
    at: dt.datetime
    actor: str
    actor_id: str
    action: str
    kind: str
    subject: str
    territory: str
    details: str
    digest: str


def told(events: Iterable[Event], lang: str) -> list[Told]:
    """Events with the names of people and territories, looked up by two queries for all."""
    events = list(events)
    people = _people(events)
    places = Territory.objects.in_bulk({event.territory for event in events if event.territory})
    return [
        Told(
            number=event.number,
            at=event.at,
            actor=_actor(event, people, lang),
            actor_id=event.actor,
            action=title_of(event.action, lang),
            kind=_worded(f"portal.kind.{event.subject.partition(':')[0]}", lang),
            subject=event.subject,
            territory=places[event.territory].name(lang) if event.territory in places else "",
            details=_details(event),
            digest=event.digest,
        )
        for event in events
    ]


def _people(events: Iterable[Event]) -> Mapping[int, Person]:
    return Person.objects.in_bulk({int(event.actor) for event in events if event.actor})


def _actor(event: Event, people: Mapping[int, Person], lang: str) -> str:
    if not event.actor:
        return say("portal.history.system", lang)
    person = people.get(int(event.actor))
    return person.name if person else say("portal.history.forgotten", lang, id=event.actor)


def _details(event: Event) -> str:
    data = json.loads(event.data)
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) if data else ""


def title_of(action: str, lang: str) -> str:
    """What an action is called: a step by its edition's title, another by the catalogue."""
    titles = _steps()
    if action in titles:
        return titles[action][lang]
    return _worded(f"portal.deed.{action.replace('-', '_')}", lang)


def _worded(key: str, lang: str) -> str:
    """The wording, or the key's last word for what came with a newer program."""
    return catalogue()[key][lang] if key in catalogue() else key.rpartition(".")[2]


@cache
def _steps() -> dict[str, dict[str, str]]:
    """Titles of the steps of every edition; the last edition's wording where several have one."""
    return {
        step.id: {lang: step.title.say(lang) for lang in ("kk", "ru", "en")}
        for name in list_editions()
        for step in load_edition(name).transitions
    }
