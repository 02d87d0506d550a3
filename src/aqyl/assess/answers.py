"""Answers of settlements, and answers that reports come to, as leaf scores with bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aqyl.assess.evidence import EvidenceAnswer, ReportUse
from aqyl.assess.facts import Fact, Facts, Origin, positions
from aqyl.problems import Problem
from aqyl.standard.models import Edition, StandingRule, Status
from aqyl.standard.procedure import Standing
from aqyl.tables import Table

PLAIN = StandingRule(score="stated", low="stated", high="stated")


def standing_rule(edition: Edition, standing: Standing) -> StandingRule:
    """The edition's rule for a standing; without one everything counts as stated."""
    return edition.scoring.standings.get(standing, PLAIN)


def bounded(
    rule: StandingRule, stated: tuple[float, float, float], ends: tuple[float, float]
) -> tuple[float, float, float]:
    """(score, low, high) of something stated as (score, low, high) between the ends of a scale."""
    score, low, high = stated
    worst, best = ends
    scores = {"stated": score, "worst": worst, "unknown": float("nan")}
    return (
        scores[rule.score],
        {"stated": low, "worst": worst}[rule.low],
        {"stated": high, "best": best, "worst": worst}[rule.high],
    )


def put_evidence(
    edition: Edition, answers: list[EvidenceAnswer], evidence: Table, facts: Facts
) -> None:
    """Enter the answers that reports come to."""
    unit_of, leaf_of = positions(facts.units), positions(facts.leaves)
    for answer in answers:
        if answer.initiative not in leaf_of:
            continue
        stated = (answer.status.points, answer.low.points, answer.high.points)
        rule = standing_rule(edition, answer.standing)
        origins = [_report(evidence, answer.decides, "decides")]
        origins += [_report(evidence, row, "disputes") for row in answer.disputes]
        fact = Fact(
            answer.settlement,
            answer.initiative,
            answer.standing,
            given=answer.status.id,
            given_low=answer.low.id,
            given_high=answer.high.id,
            period=answer.on,
            origins=tuple(origins),
        )
        place = unit_of[answer.settlement], leaf_of[answer.initiative]
        facts.put(place, fact, bounded(rule, stated, (0.0, 1.0)))


def _report(evidence: Table, index: int, role: str) -> Origin:
    row = evidence.rows[index]
    return Origin(
        evidence.file,
        evidence.line(index),
        evidence.digest,
        str(row["source"]),
        role,
        str(row["status"]),
        str(row["on"] or ""),
        str(row["what"] or ""),
    )


def put_answers(edition: Edition, table: Table, period: str, facts: Facts) -> list[Problem]:
    """Enter the settlements' own answers for a period; they replace what reports said."""
    statuses = {status.id: status for status in edition.statuses}
    unit_of, leaf_of = positions(facts.units), positions(facts.leaves)
    problems: list[Problem] = []
    for index, row in enumerate(table.rows):
        if row["period"] != period or row["settlement"] not in unit_of:
            continue
        if row["initiative"] not in leaf_of:
            continue
        found = _statuses(statuses, table, index, problems)
        if found is None:
            continue
        status, low, high = found
        standing: Standing = row["verified"]  # type: ignore[assignment]
        stated = (status.points, low.points, high.points)
        fact = Fact(
            str(row["settlement"]),
            str(row["initiative"]),
            standing,
            given=status.id,
            given_low=low.id,
            given_high=high.id,
            period=period,
            origins=(_answer(table, index),),
        )
        place = unit_of[fact.settlement], leaf_of[fact.node]
        facts.put(place, fact, bounded(standing_rule(edition, standing), stated, (0.0, 1.0)))
    return problems


def replaced(reports: Sequence[ReportUse], answers: Table, period: str) -> list[ReportUse]:
    """The uses of reports once a settlement's own answer stands in the place of what they said."""
    rows = [row for row in answers if row["period"] == period]
    answered = {(row["settlement"], row["initiative"]) for row in rows}
    return [
        replace(use, use="replaced")
        if use.use != "unmatched" and (use.settlement, use.initiative) in answered
        else use
        for use in reports
    ]


def _answer(table: Table, index: int) -> Origin:
    row = table.rows[index]
    source, on = str(row["evidence"] or ""), str(row["claimed_on"] or "")
    return Origin(table.file, table.line(index), table.digest, source, on=on)


def _statuses(
    statuses: Mapping[str, Status], table: Table, index: int, problems: list[Problem]
) -> tuple[Status, Status, Status] | None:
    row = table.rows[index]
    given = (row["status"], row["status_low"] or row["status"], row["status_high"] or row["status"])
    for name, column in zip(given, ("status", "status_low", "status_high"), strict=True):
        if name not in statuses:
            values = {"given": name, "allowed": ", ".join(statuses)}
            problems.append(Problem("assess.unknown_status", table.place(index, column), values))
            return None
    status, *ends = (statuses[str(name)] for name in given)
    rising = sorted((status, *ends), key=lambda s: s.points)
    return status, rising[0], rising[-1]
