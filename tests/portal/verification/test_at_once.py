"""Two verifiers judge the same answer at the same moment."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import RefusedError, perform
from aqyl.portal.verification.models import Review


@pytest.mark.usefixtures("committed")
def test_two_verifiers_at_once(claim: Answer, verifier: Person, colleague: Person) -> None:
    found: list[str] = []
    both = threading.Barrier(2)

    def judge(person: Person, step: str) -> None:
        answer = Answer.objects.get(pk=claim.pk)
        both.wait()
        try:
            perform(step, answer, person, seen=answer.version, reason="x")
            found.append("done")
        except RefusedError:
            found.append("refused")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=judge, args=one)
        for one in ((verifier, "confirm"), (colleague, "refuse"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["done", "refused"]
    assert Review.objects.count() == 1
