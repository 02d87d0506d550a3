"""A process that works on a plan without end and says when each step was acknowledged.

`make`: a plan under revision, in an installation that `saver.py` made. `word`: one wording of a
passage after another. `freeze`: a new wording handed on, which freezes it, and returned, again and
again. The last two go on until they are killed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from aqyl.portal.operate import setup

if TYPE_CHECKING:
    from aqyl.portal.plans.models import Plan

PASSAGE = "strategy/goals/total/title"


def main() -> None:
    """Do what is asked for."""
    setup.begin()
    if sys.argv[1] == "make":
        make()
        return
    from aqyl.portal.plans.models import Plan

    for line in (word if sys.argv[1] == "word" else freeze)(Plan.objects.get()):
        print(line, flush=True)


def make() -> None:
    """Almaty's plan, which residents have seen and the akimat now revises."""
    from aqyl.portal.places.models import Territory
    from aqyl.portal.plans.models import Plan
    from aqyl.portal.procedure import perform
    from aqyl.portal.results.models import Publication
    from tests.portal import plan_stage
    from tests.portal.plans.conftest import days_pass, plan_text

    plan_stage.published("manager@demo.example")
    given = {"publication": Publication.objects.get().pk, "text": plan_text()}
    perform("make-plan", Territory.objects.get(code="750000000"), None, **given)
    plan = Plan.objects.get()
    perform("open-consultation", plan, None)
    days_pass(plan)
    perform("close-consultation", plan, None)


def said(plan: Plan, number: int) -> int:
    """Word the passage as this process and a number; the event's number."""
    from aqyl.portal.plans.texts import part_of
    from aqyl.portal.procedure import perform

    was = part_of(plan.content, PASSAGE)["written"].get("kk", "")
    words = f"{os.getpid()} {number}"
    given = {"part": PASSAGE, "language": "kk", "was": was, "words": words}
    return perform("word-plan", plan, None, **given).number


def word(plan: Plan) -> Iterator[str]:
    """Number of the event, this process, how many wordings it made."""
    for number in count(1):
        yield f"{said(plan, number)} {os.getpid()} {number}"


def freeze(plan: Plan) -> Iterator[str]:
    """Number of the event that froze the text, this process, how often it did."""
    from aqyl.portal.procedure import perform

    if plan.state == "plan.agreement":
        perform("return-plan", plan, None, reason="Пысықтау керек")
    for number in count(1):
        said(plan, number)
        yield f"{perform('submit-plan', plan, None).number} {os.getpid()} {number}"
        perform("return-plan", plan, None, reason="Пысықтау керек")


if __name__ == "__main__":
    main()
