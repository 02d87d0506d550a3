"""A plan as JSON for other programs: the plan itself, or its progress as tracked."""

from __future__ import annotations

import json
from typing import Any

from aqyl.plan.progress import Tracked
from aqyl.publish.documents.dossier import Teller
from aqyl.publish.documents.frame import Kind
from aqyl.publish.documents.progress import tracked
from aqyl.standard import count_sources


def json_bytes(tell: Teller, kind: Kind) -> bytes:
    """Strategy and roadmap: the plan, as `aqyl.plan.read_plan` takes it back.

    Progress: year, quarter, day, actions (share, expected, end, slip in days, money in thousands of
    the currency) and spending by year and source; `sources` counts what the edition rests on.
    """
    plan = tell.dossier.plan
    value: dict[str, Any] = plan.model_dump(mode="json")
    if kind == "progress":
        value = _progress(tell, tracked(tell))
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def _progress(tell: Teller, found: Tracked) -> dict[str, Any]:
    plan = tell.dossier.plan
    return {
        "settlement": plan.settlement,
        "plan_version": plan.version,
        "edition": plan.baseline.edition,
        "sources": count_sources(tell.dossier.edition),
        "year": found.year,
        "quarter": found.quarter,
        "day": found.day.isoformat(),
        "actions": [
            {
                "action": one.action.id,
                "state": one.state,
                "share": one.share,
                "expected": one.expected,
                "planned_end": one.action.end.isoformat(),
                "end": one.end.isoformat(),
                "stated": one.stated,
                "slip": one.slip,
                "spent": one.spent,
                "planned_so_far": one.planned_so_far,
                "planned": one.planned,
                "forecast": one.forecast,
            }
            for one in found.actions
        ],
        "spending": [
            {
                "year": one.year,
                "funding": one.funding,
                "planned": one.planned,
                "planned_so_far": one.planned_so_far,
                "spent": one.spent,
            }
            for one in found.spending
        ],
    }
