"""Killed in the middle, or two at once: what was acknowledged is there, and nothing half done."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.evidence import store as stored
from aqyl.portal.evidence.adding import add_file
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.evidence.retention import sweep
from aqyl.portal.history.chain import verify_log
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import RefusedError
from tests.portal import samples
from tests.portal.evidence.conftest import files_in, received

PLACES = {
    # where the process is killed: what it runs in the place of which function
    "half received": ("store.Incoming", "close"),
    "kept, not entered": ("adding", "perform"),
    "entered, not committed": ("actions.Evidence.objects", "create"),
}
SCRIPT = """
    import os, signal, sys
    import django
    django.setup()
    from aqyl.portal.campaigns.models import Answer
    from aqyl.portal.evidence import actions, adding, store
    from aqyl.portal.people.models import Person
    from tests.portal import samples

    def die(*args, **kwargs):
        if sys.argv[2] == "create":
            made(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    if len(sys.argv) > 1:
        target = eval(sys.argv[1])
        made = getattr(target, sys.argv[2])
        setattr(target, sys.argv[2], die)
    received = store.Incoming()
    received.write(samples.pdf())
    answer = Answer.objects.filter(submission__state="submission.self-assessment").order_by("pk")[0]
    adding.add_file(answer, Person.objects.latest("pk"), received, "act.pdf")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def run(home: Path, *arguments: str) -> int:
    """The script in a process of its own, on this test's database and store; its exit code."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{database['NAME']}"
    else:
        host, port = database["HOST"], database["PORT"]
        address = f"postgres://{database['USER']}@{host}:{port}/{database['NAME']}"
    variables = {
        **os.environ,
        "AQYL_HOME": str(home),
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.portal_settings",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    command = [sys.executable, "-c", textwrap.dedent(SCRIPT), *arguments]
    return subprocess.run(command, check=False, env=variables).returncode


@pytest.mark.usefixtures("committed")
class TestKilled:
    @pytest.mark.parametrize("place", PLACES)
    def test_in_the_middle(self, answer: Answer, store: Path, tmp_path: Path, place: str) -> None:
        events = Event.objects.count()
        assert run(tmp_path, *PLACES[place]) == -signal.SIGKILL
        assert (Evidence.objects.count(), Event.objects.count()) == (0, events)
        assert list(verify_log()) == []
        for digest, file in stored.contents():
            assert file.read_bytes() == samples.pdf(), digest
        sweep(timezone.now() + dt.timedelta(days=2))
        assert files_in(store) == []

    def test_after_it_was_acknowledged(self, answer: Answer, tmp_path: Path) -> None:
        assert run(tmp_path) == -signal.SIGKILL
        one = Evidence.objects.get()
        assert stored.path_of(one.digest).read_bytes() == samples.pdf()


@pytest.mark.usefixtures("committed")
def test_two_upload_the_same_content_at_once(
    answer: Answer, officer: Person, approver: Person, store: Path
) -> None:
    found: list[str] = []
    both = threading.Barrier(2)

    def upload(person: Person) -> None:
        incoming = received(samples.pdf())
        both.wait()
        try:
            add_file(Answer.objects.get(pk=answer.pk), person, incoming, "act.pdf")
            found.append("entered")
        except RefusedError as error:
            found.append(error.problems[0].key)
        finally:
            connection.close()

    threads = [threading.Thread(target=upload, args=[one]) for one in (officer, approver)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["entered", "portal.evidence_twice"]
    assert len(files_in(store)) == Evidence.objects.count() == 1


@pytest.mark.usefixtures("committed")
def test_nothing_is_deleted_between_keeping_and_entering(answer: Answer, officer: Person) -> None:
    """An old upload that no row names is swept; the same content coming in just then is not."""
    digest = received(samples.pdf()).keep()
    late = timezone.now() + dt.timedelta(days=2)
    with stored.shared():
        sweeping = threading.Thread(target=lambda: (sweep(late), connection.close()))
        sweeping.start()
        add_file(answer, officer, received(samples.pdf()), "act.pdf")
        assert sweeping.is_alive()
    sweeping.join()
    assert stored.path_of(digest).is_file()
