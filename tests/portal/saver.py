"""A process that saves answers without end and says when each save was acknowledged."""

from __future__ import annotations

import os
import sys

from aqyl.portal.operate import setup


def main() -> None:
    """Make the installation on `make`; otherwise save until killed."""
    setup.begin()
    if sys.argv[1:] == ["make"]:
        setup.prepare()
        from aqyl.portal.operate.demonstration import make_demonstration

        make_demonstration()
        return
    save_without_end()


def save_without_end() -> None:
    from aqyl.portal.campaigns.models import Submission
    from aqyl.portal.people.models import Person
    from aqyl.portal.procedure import perform

    officer = Person.objects.get(email="almaty@demo.example")
    submission = Submission.objects.get(territory_id="750000000")
    if submission.state == "submission.draft":
        perform("begin", submission, officer)
    answers = list(submission.answers.order_by("pk"))
    number = 0
    while True:
        answer = answers[number % len(answers)]
        number += 1
        event = perform("save-answer", answer, officer, note=f"{os.getpid()} {number}")
        print(event.number, answer.pk, os.getpid(), number, flush=True)


if __name__ == "__main__":
    main()
