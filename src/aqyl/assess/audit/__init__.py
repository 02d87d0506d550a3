"""Named checks on an edition, its data and an assessment: what, where, how sure, how to repair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from aqyl.assess.assessment import Assessment
from aqyl.assess.audit.checks import CHECKS
from aqyl.assess.audit.context import Context
from aqyl.assess.audit.finding import SEVERITIES, Cell, Finding
from aqyl.register import Register
from aqyl.standard.models import Edition
from aqyl.tables import Table

Mode = Literal["warn", "strict"]

__all__ = ["CHECKS", "Cell", "Finding", "Mode", "audit", "stops"]


def audit(
    edition: Edition,
    tables: Mapping[str, Table],
    assessment: Assessment,
    published: Table | None = None,
    register: Register | None = None,
) -> tuple[Finding, ...]:
    """Everything the checks find, by severity, check (in the order of CHECKS) and place.

    tables: those the assessment was made of. published: columns settlement, node (blank: total),
    score. register: gives names to settlements that are not assessed.
    """
    context = Context(edition, tables, assessment, published, register)
    found = [finding for check in CHECKS.values() for finding in check(context)]
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, int, str, int, str, str]:
    place = finding.place
    return (
        SEVERITIES.index(finding.severity),
        list(CHECKS).index(finding.check),
        place.file,
        place.line or 0,
        finding.settlement,
        finding.node,
    )


def stops(findings: Iterable[Finding], mode: Mode) -> bool:
    """Whether a run must stop (exit code 3): in strict mode, at an error or a warning."""
    return mode == "strict" and any(one.severity != "note" for one in findings)
