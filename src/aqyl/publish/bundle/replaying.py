"""Assess what lies in the folder of a bundle: for the one who writes it and the one who checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from aqyl.assess import Assessment, assess
from aqyl.problems import InputError, Problem
from aqyl.publish.bundle.contents import Address, Inputs
from aqyl.publish.bundle.layout import MAX_DRAWS
from aqyl.publish.bundle.manifest import EditionStated, Stated
from aqyl.publish.inputs import ReportInput
from aqyl.publish.outputs import versions, write_results
from aqyl.standard import count_sources, fingerprint

Stage = Literal["read", "assess", "audit", "draw", "pack", "unpack", "compare"]
Begin = Callable[[Stage], None]


def silent(stage: Stage) -> None:
    """Tell nobody which stage begins."""


def replay(
    inputs: Inputs, address: Address, into: Path, period: str | None, draws: bool, begin: Begin
) -> Stated:
    """Assess, audit, try to game, draw if asked for; what a manifest is to state of it.

    Raises InputError as `assess` does, and where draws are asked for without rules or in a number
    beyond MAX_DRAWS.
    """
    from aqyl.assess.audit import audit
    from aqyl.assess.gaming import gaming

    begin("assess")
    edition, tables = inputs.edition, inputs.tables
    assessment = assess(edition, tables, inputs.register, period)
    begin("audit")
    findings = audit(edition, tables, assessment, register=inputs.register)
    report = ReportInput(assessment, findings, gaming=gaming(assessment))
    seed = None
    if draws:
        begin("draw")
        report, seed = _drawn(report)
    into.mkdir()
    write_results(into, report, tables)
    return _stated(assessment, address, seed)


def _drawn(report: ReportInput) -> tuple[ReportInput, int]:
    """The report with draws, and their seed."""
    from aqyl.assess.uncertainty import Draft, apart_and_together

    draft = Draft.of(report.assessment)
    if draft.rules.draws > MAX_DRAWS:
        values = {"given": draft.rules.draws, "most": MAX_DRAWS}
        raise InputError([Problem("bundle.draws", values=values)])
    return replace(report, uncertain=apart_and_together(draft)), draft.rules.seed


def _stated(assessment: Assessment, address: Address, seed: int | None) -> Stated:
    edition = assessment.edition
    return Stated(
        edition=EditionStated(
            id=edition.id,
            folder=address.folder,
            variant=address.variant,
            fingerprint=fingerprint(edition),
            licence=edition.licence,
            sources=count_sources(edition),
        ),
        period=assessment.period,
        units=len(assessment.units),
        seed=seed,
    )


def versions_here() -> dict[str, str]:
    """The versions of what computes scores and, for the numbers in the audit's words, sets them."""
    import babel

    return {**versions(), "babel": babel.__version__}
