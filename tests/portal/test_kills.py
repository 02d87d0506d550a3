"""A killed process: whatever was acknowledged is there, and nothing is half-done."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.installation import Installation, installation

SHOW = """
import json
from aqyl.portal.operate import setup
setup.begin()
from aqyl.portal.campaigns.models import Answer
from aqyl.portal.history.chain import verify_log
from aqyl.portal.history.models import Event
events = Event.objects.filter(action="save-answer").order_by("number")
print(json.dumps({
    "breaks": len(list(verify_log())),
    "saves": [[e.number, int(e.subject.split(":")[1]), json.loads(e.data)] for e in events],
    "notes": dict(Answer.objects.exclude(note="").values_list("pk", "note")),
}))
"""


@pytest.fixture
def demonstration(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path / "home") as made:
        made.run("-m", "tests.portal.saver", "make")
        yield made


def test_every_acknowledged_save_outlives_the_process(demonstration: Installation) -> None:
    acknowledged: list[list[int]] = []
    for wanted in (1, 7, 23):
        saver = demonstration.start("-m", "tests.portal.saver")
        assert saver.stdout is not None
        acknowledged += [
            [int(word) for word in saver.stdout.readline().split()] for _ in range(wanted)
        ]
        saver.send_signal(signal.SIGKILL)
        rest, _ = saver.communicate()
        acknowledged += [[int(word) for word in line.split()] for line in rest.splitlines()]
    found = json.loads(demonstration.run("-c", SHOW))
    assert found["breaks"] == 0
    saves = {number: (answer, data["after"]["note"]) for number, answer, data in found["saves"]}
    for number, answer, process, count in acknowledged:
        assert saves[number] == (answer, f"{process} {count}")
    latest = {answer: note for _, (answer, note) in sorted(saves.items())}
    assert {int(key): note for key, note in found["notes"].items()} == latest
