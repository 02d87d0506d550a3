"""Charts of a plan, drawn once for each text and language and kept as files."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.utils.safestring import SafeString, mark_safe

import aqyl
from aqyl.language import Lang
from aqyl.plan import Plan as PlanText
from aqyl.portal.plans.models import Plan
from aqyl.portal.plans.texts import canonical, digest_of
from aqyl.portal.procedure import state_of
from aqyl.portal.results import store
from aqyl.tables import write_text

if TYPE_CHECKING:
    from aqyl.publish.documents import Dossier, Teller

_SWITCHES = re.compile(r' data-[tav]="[^"]*"')


def dossier_of(plan: Plan, text: PlanText) -> Dossier:
    """A text of the plan as the room of documents takes it, with its reports that were accepted."""
    from aqyl.publish.documents import open_dossier

    return open_dossier(
        text, accepted(plan), plan.edition, state_of(plan.edition, plan.state).title
    )


def accepted(plan: Plan) -> tuple:  # type: ignore[type-arg]
    """What was reported on the plan and accepted, the earliest first."""
    reports = plan.reports.order_by("year", "quarter")
    return tuple(one.text for one in reports if state_of(plan.edition, one.state).final)


def gantt_of(plan: Plan, text: PlanText, lang: str) -> SafeString:
    """The roadmap through its years; empty where it has no actions."""
    from aqyl.publish.documents import gantt_chart

    if not text.roadmap.actions:
        return SafeString("")
    ordered = sorted(text.roadmap.actions, key=lambda one: (one.start, one.end, one.id))
    return _drawn("gantt", plan, text, lang, lambda tell: str(gantt_chart(tell, ordered)))


def money_chart_of(plan: Plan, text: PlanText, lang: str) -> SafeString:
    """The money by year and source; empty where there is none."""
    from aqyl.publish.documents import money_chart

    roadmap = text.roadmap
    if not roadmap.budgets and not any(one.expenses for one in roadmap.actions):
        return SafeString("")
    return _drawn("money", plan, text, lang, lambda tell: str(money_chart(tell)))


def _drawn(
    kind: str, plan: Plan, text: PlanText, lang: str, draw: Callable[[Teller], str]
) -> SafeString:
    from aqyl.publish.documents import Teller

    digest = digest_of(canonical(text))
    path = store.drawing_path(kind, aqyl.__version__, digest, lang, "svg")
    if not path.exists():
        svg = draw(Teller(dossier_of(plan, text), cast("Lang", lang)))
        write_text(path, _SWITCHES.sub("", svg))
    return mark_safe(path.read_text(encoding="utf-8"))  # noqa: S308 - we drew it, texts escaped
