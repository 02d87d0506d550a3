"""Dated reports become answers for a period, by the edition's evidence rules.

The latest stated report decides. What contradicts it keeps its say: low and high span all of them.
No report means no answer: unknown, never `none`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from aqyl.assess.dates import LONG_AGO, Span, months_before, parse_on
from aqyl.problems import InputError, Problem, raise_if
from aqyl.standard.models import Edition, EvidenceRules, Status
from aqyl.standard.procedure import Standing
from aqyl.tables import Row, Table

Use = Literal["decides", "agrees", "disputes", "earlier", "replaced", "unmatched"]


@dataclass(frozen=True, slots=True)
class Report:
    """One row of the evidence table; `span` is None for an undated report."""

    index: int
    status: Status
    span: Span | None
    stated: bool
    contradicts: bool

    @property
    def order(self) -> tuple[dt.date, dt.date, int]:
        """Later reports sort later; of two with one date the later row."""
        first, last = self.span or (LONG_AGO, LONG_AGO)
        return last, first, self.index


@dataclass(frozen=True, slots=True)
class ReportUse:
    """What became of one report: the initiative it speaks of and how it was used, or why not."""

    index: int
    settlement: str
    theme: str
    initiative: str
    use: Use
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceAnswer:
    """The answer that the reports on one initiative of one settlement come to.

    `low` and `high` are the statuses of the fewest and most points among the reports that count.
    """

    settlement: str
    initiative: str
    status: Status
    low: Status
    high: Status
    standing: Standing
    on: str
    decides: int
    disputes: tuple[int, ...]


def answers_from_evidence(
    edition: Edition, evidence: Table, period: str, assessed: Collection[str]
) -> tuple[list[EvidenceAnswer], list[ReportUse]]:
    """All answers that the evidence table holds for a period, and the use of every report.

    Raises InputError for statuses and dates that cannot be read, and when the edition has no
    evidence rules.
    """
    rules = edition.scoring.evidence
    if rules is None:
        raise InputError([Problem("assess.no_evidence_rules", values={"edition": edition.id})])
    reports, problems = _reports(edition, evidence)
    raise_if(problems)
    themes = {theme: i.id for i in edition.initiatives for theme in i.themes}
    themes |= {i.id: i.id for i in edition.initiatives}
    uses: list[ReportUse] = []
    piles: dict[tuple[str, str], list[Report]] = {}
    for report in reports:
        row = evidence.rows[report.index]
        reason = _why_unmatched(edition, row, report, themes, assessed, period)
        initiative = themes.get(str(row["theme"]), "")
        if reason:
            uses.append(_use(row, report, initiative, "unmatched", reason))
        else:
            piles.setdefault((str(row["settlement"]), initiative), []).append(report)
    answers = []
    for (settlement, initiative), pile in sorted(piles.items()):
        answer = decide(rules, settlement, initiative, pile, evidence)
        answers.append(answer)
        uses += [_use(evidence.rows[r.index], r, initiative, _role(r, answer), "") for r in pile]
    return answers, sorted(uses, key=lambda use: use.index)


def decide(
    rules: EvidenceRules, settlement: str, initiative: str, pile: list[Report], evidence: Table
) -> EvidenceAnswer:
    """The answer of one pile of reports (at least one)."""
    stated = [r for r in pile if r.span and r.stated]
    inferred = [r for r in pile if r.span and not r.stated]
    if stated:
        deciding, standing = max(stated, key=lambda r: r.order), rules.stated
    elif inferred:
        deciding, standing = max(inferred, key=lambda r: r.order), rules.inferred
    else:
        deciding, standing = min(pile, key=lambda r: (r.status.points, r.index)), rules.undated
    others = [r for r in pile if r is not deciding and _keeps_its_say(r, deciding, rules)]
    heard = sorted([deciding, *others], key=lambda r: (r.status.points, r is not deciding))
    return EvidenceAnswer(
        settlement,
        initiative,
        deciding.status,
        heard[0].status,
        heard[-1].status,
        standing,
        str(evidence.rows[deciding.index]["on"] or ""),
        deciding.index,
        tuple(sorted(r.index for r in others)),
    )


def _keeps_its_say(report: Report, deciding: Report, rules: EvidenceRules) -> bool:
    """Whether a report with another status stands against the deciding one."""
    if report.status.id == deciding.status.id:
        return False
    if report.span is None or deciding.span is None:
        return report.contradicts or deciding.span is None
    if report.span[1] >= deciding.span[0]:
        return True
    if report.span[1] < months_before(deciding.span[1], rules.dispute_months):
        return False
    fell_back = _fell_back(report.status, deciding.status)
    return report.contradicts or deciding.contradicts or (report.stated and fell_back)


def _fell_back(before: Status, after: Status) -> bool:
    """Something further up the ladder is later said to be lower; what is lost is off the ladder."""
    if before.ladder is None or after.ladder is None:
        return False
    return before.ladder > after.ladder


def _role(report: Report, answer: EvidenceAnswer) -> Use:
    if report.index == answer.decides:
        return "decides"
    if report.index in answer.disputes:
        return "disputes"
    return "agrees" if report.status.id == answer.status.id else "earlier"


def _reports(edition: Edition, evidence: Table) -> tuple[list[Report], list[Problem]]:
    statuses = {status.id: status for status in edition.statuses}
    reports, problems = [], []
    for index, row in enumerate(evidence.rows):
        status = statuses.get(str(row["status"]))
        if status is None:
            values = {"given": row["status"], "allowed": ", ".join(statuses)}
            place = evidence.place(index, "status")
            problems.append(Problem("assess.unknown_status", place, values))
        try:
            span = parse_on(str(row["on"] or ""))
        except ValueError:
            place = evidence.place(index, "on")
            problems.append(Problem("assess.bad_date", place, {"given": row["on"]}))
            continue
        if status is not None:
            stated, marked = row["confidence"] == "stated", row["contradicts"] == "yes"
            reports.append(Report(index, status, span, stated, marked))
    return reports, problems


def _why_unmatched(
    edition: Edition,
    row: Row,
    report: Report,
    themes: dict[str, str],
    assessed: Collection[str],
    period: str,
) -> str:
    """Why a report is not used: a code of the string catalogue (`evidence.<code>`), '' if it is."""
    if row["settlement"] not in assessed:
        return "settlement_not_assessed"
    if row["theme"] not in themes:
        known = {unmatched.theme for unmatched in edition.unmatched_themes}
        return "theme_set_aside" if row["theme"] in known else "theme_unknown"
    if report.span and report.span[0] > dt.date(int(period), 12, 31):
        return "after_period"
    return ""


def _use(row: Row, report: Report, initiative: str, use: Use, reason: str) -> ReportUse:
    settlement, theme = str(row["settlement"]), str(row["theme"])
    return ReportUse(report.index, settlement, theme, initiative, use, reason)
