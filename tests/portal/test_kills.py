"""A killed process: whatever was acknowledged is there, and nothing is half-done."""

from __future__ import annotations

import json
import signal
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.portal.installation import Installation, installation
from tests.portal.saver import CARDS

SHOW = """
import json
from aqyl.portal.operate import setup
setup.begin()
from aqyl.portal.campaigns.models import Answer
from aqyl.portal.history.chain import verify_log
from aqyl.portal.history.models import Event
def told(action):
    events = Event.objects.filter(action=action).order_by("number")
    return [[e.number, int(e.subject.split(":")[1]), json.loads(e.data)] for e in events]
print(json.dumps({
    "breaks": len(list(verify_log())),
    "saves": told("save-answer"),
    "takes": told("take-form"),
    "notes": dict(Answer.objects.exclude(note="").values_list("pk", "note")),
}))
"""

SHOW_PLAN = """
import hashlib, json
from aqyl.portal.operate import setup
setup.begin()
from aqyl.portal.history.chain import verify_log
from aqyl.portal.history.models import Event
from aqyl.portal.plans.models import Frozen, Plan
from aqyl.portal.plans.texts import part_of
from tests.portal.plan_saver import PASSAGE
plan = Plan.objects.get()
def told(*actions):
    events = Event.objects.filter(action__in=actions).order_by("number")
    return [[event.number, json.loads(event.data)] for event in events]
def marked(one):
    return [one.digest, hashlib.sha256(one.content.encode()).hexdigest()]
steps = told("open-consultation", "close-consultation", "submit-plan", "return-plan")
print(json.dumps({
    "breaks": len(list(verify_log())),
    "words": [[number, data["words"]] for number, data in told("word-plan")],
    "written": part_of(plan.content, PASSAGE)["written"].get("kk", ""),
    "plan": marked(plan),
    "state": [plan.state, steps[-1][1]["to"]],
    "freezes": [[n, data["digest"]] for n, data in steps if "digest" in data],
    "frozen": [marked(one) for one in Frozen.objects.order_by("pk")],
}))
"""


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("kills") / "home") as made:
        made.run("-m", "tests.portal.saver", "make")
        made.run("-m", "tests.portal.plan_saver", "make")
        yield made


def killed(
    place: Installation, what: str, wanted: int, seconds: float = 0.0, module: str = "saver"
) -> list[list[int]]:
    """What a process acknowledged that was killed so many seconds after its `wanted`-th word."""
    saver = place.start("-m", f"tests.portal.{module}", what)
    assert saver.stdout is not None
    lines = [saver.stdout.readline() for _ in range(wanted)]
    time.sleep(seconds)
    saver.send_signal(signal.SIGKILL)
    rest, _ = saver.communicate()
    return [[int(word) for word in line.split()] for line in [*lines, *rest.splitlines()]]


def shown(place: Installation, what: str = SHOW) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(place.run("-c", what))
    assert found["breaks"] == 0
    return found


def test_every_acknowledged_save_outlives_the_process(demonstration: Installation) -> None:
    acknowledged = [one for wanted in (1, 7, 23) for one in killed(demonstration, "save", wanted)]
    found = shown(demonstration)
    saves = {number: (answer, data["after"]["note"]) for number, answer, data in found["saves"]}
    for number, answer, process, count in acknowledged:
        assert saves[number] == (answer, f"{process} {count}")
    latest = {answer: note for _, (answer, note) in sorted(saves.items())}
    assert {int(key): note for key, note in found["notes"].items()} == latest


def test_a_workbook_is_taken_whole_or_not_at_all(demonstration: Installation) -> None:
    """Killed at moments that fall into the middle of a form, which takes longer than each."""
    before = len(shown(demonstration)["saves"])
    acknowledged = [
        one
        for wanted, seconds in ((1, 0.02), (2, 0.05), (1, 0.1))
        for one in killed(demonstration, "take", wanted, seconds)
    ]
    found = shown(demonstration)
    takes = {number: data["cards"] for number, _, data in found["takes"]}
    assert {number for number, *_ in acknowledged} <= takes.keys()
    saves = found["saves"][before:]
    assert len(saves) == CARDS * len(takes)
    said = Counter(data["after"]["note"] for _, _, data in saves)
    assert set(said.values()) == {CARDS}
    assert {f"{process} {count}" for _, process, count in acknowledged} <= said.keys()
    number, answers = max(takes), sorted(answer for _, answer, _ in saves[-CARDS:])
    assert len(takes[number]) == CARDS
    last = saves[-1][2]["after"]["note"]
    assert [found["notes"][str(answer)] for answer in answers] == [last] * CARDS


def test_every_acknowledged_wording_of_a_plan_outlives_the_process(
    demonstration: Installation,
) -> None:
    acknowledged = [
        one
        for wanted in (1, 7, 19)
        for one in killed(demonstration, "word", wanted, module="plan_saver")
    ]
    found = shown(demonstration, SHOW_PLAN)
    words = dict(found["words"])
    for number, process, count in acknowledged:
        assert words[number] == f"{process} {count}"
    assert found["written"] == words[max(words)]
    digest, computed = found["plan"]
    assert digest == computed


def test_a_plan_is_frozen_with_its_step_or_neither(demonstration: Installation) -> None:
    """Killed between the steps and, as each takes longer than these moments, within them."""
    acknowledged = [
        one
        for wanted, seconds in ((1, 0.0), (2, 0.005), (1, 0.01), (3, 0.02))
        for one in killed(demonstration, "freeze", wanted, seconds, "plan_saver")
    ]
    found = shown(demonstration, SHOW_PLAN)
    freezes = dict(found["freezes"])
    assert {number for number, *_ in acknowledged} <= freezes.keys()
    assert [digest for digest, _ in found["frozen"]] == [freezes[n] for n in sorted(freezes)]
    assert all(digest == computed for digest, computed in [*found["frozen"], found["plan"]])
    state, told = found["state"]
    assert state == told
    if state == "plan.agreement":
        assert found["frozen"][-1] == found["plan"]
