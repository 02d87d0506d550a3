"""A process that saves answers without end and says when each save was acknowledged.

`make`: make the installation. `save`: one answer after another. `take`: a whole form each time, as
a workbook brings it. The last two go on until they are killed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from aqyl.portal.operate import setup

if TYPE_CHECKING:
    from aqyl.portal.campaigns.models import Submission
    from aqyl.portal.people.models import Person

CARDS = 60


def main() -> None:
    """Do what is asked for."""
    setup.begin()
    if sys.argv[1] == "make":
        make()
        return
    for line in (save if sys.argv[1] == "save" else take)(*begun()):
        print(line, flush=True)


def make() -> None:
    """A demonstration of three settlements."""
    from django.core.management import call_command

    from aqyl.portal.operate.demonstration import make_demonstration
    from aqyl.portal.places.load import load_places
    from tests.portal.conftest import FEW

    call_command("migrate", verbosity=0)
    load_places(FEW)
    make_demonstration()


def begun() -> tuple[Submission, Person]:
    """Almaty's submission of this year, being filled in, and who fills it in."""
    from aqyl.portal.campaigns.models import Submission
    from aqyl.portal.people.models import Person
    from aqyl.portal.procedure import perform

    officer = Person.objects.get(email="almaty@demo.example")
    submission = Submission.objects.filter(territory_id="750000000").latest("campaign__period")
    if submission.state == "submission.draft":
        perform("begin", submission, officer)
    return submission, officer


def save(submission: Submission, officer: Person) -> Iterator[str]:
    """Number of the event, the answer, this process, how many saves it made."""
    from aqyl.portal.procedure import perform

    answers = list(submission.answers.order_by("pk"))
    for number in count(1):
        answer = answers[number % len(answers)]
        event = perform("save-answer", answer, officer, note=f"{os.getpid()} {number}")
        yield f"{event.number} {answer.pk} {os.getpid()} {number}"


def take(submission: Submission, officer: Person) -> Iterator[str]:
    """Number of the event, this process, how many forms it took: each says one thing throughout."""
    from aqyl.portal.procedure import perform

    for number in count(1):
        given = {"note": f"{os.getpid()} {number}"}
        answers = submission.answers.order_by("pk")[:CARDS]
        cards = {one.node: {"seen": one.version, "given": given} for one in answers}
        event = perform("take-form", submission, officer, cards=cards, digest="0" * 64)
        yield f"{event.number} {os.getpid()} {number}"


if __name__ == "__main__":
    main()
