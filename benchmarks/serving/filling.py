"""Fill a portal for load: three campaigns of every settlement, all of it made up.

python -m benchmarks.serving.filling, with AQYL_HOME and DJANGO_SETTINGS_MODULE set; prints as
JSON who works on it. 2024 and 2025 are published. In 2026 sixty settlements still answer and forty
are under verification. Every answer given has an event, every third a link as evidence.
"""

from __future__ import annotations

import json
import random
from typing import Any

import django

from benchmarks.publishing import SEED, filled

PUBLISHED, NOW = ("2024", "2025"), "2026"
OFFICERS, VERIFIERS = 38, 12
ANSWERING = 60  # settlements
BLANK = 0.25  # share of cards that those have not answered yet


def main() -> None:
    """Set a database up and fill it."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from aqyl.portal.procedure import perform

    for period in PUBLISHED:
        campaign, manager = filled(period)
        give_history(campaign, manager)
        perform("give-preliminary-results", campaign, manager)
        perform("publish", campaign, manager)
    campaign, manager = filled(NOW)
    submissions = list(campaign.submissions.order_by("territory"))
    reopen(submissions)
    screened(submissions[ANSWERING:])
    give_history(campaign, manager)
    print(json.dumps({"officers": officers(submissions), "verifiers": verifiers()}))


def reopen(submissions: list[Any]) -> None:
    """Answers become claims again; some settlements answer still, the others are verified."""
    from aqyl.portal.campaigns.models import Answer

    draw = random.Random(SEED)  # noqa: S311 - made up for load
    for place, submission in enumerate(submissions):
        answering = place < ANSWERING
        submission.state = f"submission.{'self-assessment' if answering else 'verification'}"
        submission.save()
        answers = list(submission.answers.order_by("pk"))
        for answer in answers:
            answer.state = "answer.claimed"
            if answering and draw.random() < BLANK:
                answer.status, answer.value = "", None
        Answer.objects.bulk_update(answers, ["state", "status", "value"])


def screened(submissions: list[Any]) -> None:
    """Risk of every answer under verification, as taking it for verification reckons it."""
    from django.db import transaction
    from django.utils import timezone

    from aqyl.portal.procedure.deeds import Change
    from aqyl.portal.verification.screening import screen

    for submission in submissions:
        with transaction.atomic():
            screen(Change("take-for-verification", submission, None, {}, timezone.now()))


def give_history(campaign: Any, manager: Any) -> None:
    """An event for each answer given; links for every third."""
    from django.utils import timezone

    from aqyl.portal.campaigns.models import Answer
    from aqyl.portal.evidence.models import Evidence

    now = timezone.now()
    given = [one for one in Answer.objects.filter(submission__campaign=campaign) if one.given]
    seal(campaign, given, str(manager.pk), now)
    links = [
        Evidence(
            answer=one,
            kind="link",
            link=f"https://example.kz/{one.pk}",
            added_at=now,
            added_by=manager,
        )
        for one in given[::3]
    ]
    Evidence.objects.bulk_create(links, batch_size=500)


def seal(campaign: Any, answers: list[Any], actor: str, now: Any) -> None:
    """Events of saves, each following the one before as the portal's own do."""
    from django.db import transaction

    from aqyl.portal.history.chain import FIRST, canonical, digest_of, hold
    from aqyl.portal.history.models import Event, Head

    places = dict(campaign.submissions.values_list("pk", "territory_id"))
    with transaction.atomic():
        head = hold()
        number, digest, events = head.number, head.digest or FIRST, []
        for one in answers:
            said, number = one.written(), number + 1
            said = {name: value for name, value in said.items() if value not in (None, "")}
            event = Event(
                number=number,
                at=now,
                actor=actor,
                action="save-answer",
                subject=f"answer:{one.pk}",
                territory=places[one.submission_id],
                data=canonical({"before": dict.fromkeys(said), "after": said}),
                before=digest,
            )
            digest = event.digest = digest_of(event)
            events.append(event)
        Event.objects.bulk_create(events, batch_size=500)
        Head.objects.update(number=number, digest=digest)


def officers(submissions: list[Any]) -> list[dict[str, Any]]:
    """One officer each of the first settlements, with the cards they go through."""
    edition = submissions[0].campaign.edition
    domains = {one.id: one.domain for one in (*edition.initiatives, *edition.indicators)}
    found = []
    for place, submission in enumerate(submissions[:OFFICERS]):
        session = signed_in(f"officer{place}", "officer", submission.territory_id)
        nodes = list(submission.answers.order_by("pk").values_list("node", flat=True))
        random.Random(place).shuffle(nodes)  # noqa: S311 - made up for load
        cards = [[domains[node], node] for node in nodes]
        found.append({"session": session, "submission": submission.pk, "cards": cards})
    return found


def verifiers() -> list[dict[str, Any]]:
    """Verifiers for the whole country, each with answers to look at."""
    from aqyl.portal.campaigns.models import Answer
    from aqyl.portal.places.models import COUNTRY

    waiting = Answer.objects.filter(submission__state="submission.verification").order_by("pk")
    pks = list(waiting.values_list("pk", flat=True))
    parts = [pks[place::VERIFIERS] for place in range(VERIFIERS)]
    return [
        {"session": signed_in(f"verifier{place}", "verifier", COUNTRY), "answers": part[:60]}
        for place, part in enumerate(parts)
    ]


def signed_in(name: str, role: str, code: str) -> str:
    """The session of a new person with one role, whose second factor it has seen."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from aqyl.portal.people.models import Grant, Person

    person = Person.objects.create_user(f"{name}@example.kz", None, name=f"Load {name}")
    Grant.objects.create(person=person, role=role, territory_id=code)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["second_factor"] = True
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main()
