"""The work that `assess`, `audit` and `run` share: read, assess, audit, write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aqyl.language import Lang
from aqyl.problems import InputError, Problem, attempt, raise_if

if TYPE_CHECKING:
    from aqyl.assess import Assessment
    from aqyl.assess.audit import Finding
    from aqyl.assess.uncertainty import Uncertain
    from aqyl.cli.screen import Screen
    from aqyl.publish.inputs import ReportInput
    from aqyl.publish.outputs import InputFile
    from aqyl.register import Register
    from aqyl.standard import Edition, Text
    from aqyl.tables import Table

Begin = Callable[..., None]


@dataclass(frozen=True)
class Assessed:
    """An assessment with what it was made from and what the audit found."""

    edition: Edition
    tables: Mapping[str, Table]
    assessment: Assessment
    findings: tuple[Finding, ...]
    register: Register | None
    published: Table | None = None

    @property
    def name(self) -> Callable[[str, str], str]:
        """unit id, language -> the unit's name."""
        titles = self._titles
        return lambda unit, lang: titles[unit].say(lang) if unit in titles else unit

    def unit(self, given: str) -> str:
        """The id of the unit with this id or name. Raises NotFoundError with near ones."""
        from aqyl.assess.units import find_unit

        return find_unit(self.edition, self._titles, given)

    @property
    def _titles(self) -> dict[str, Text]:
        return {unit.id: unit.title for unit in self.assessment.units}


def assess_and_audit(
    edition: str,
    data: Path,
    begin: Begin,
    *,
    period: str | None = None,
    published: Path | None = None,
) -> Assessed:
    """Read everything, assess and audit; the problems of all files are raised together."""
    from aqyl.assess.audit import audit

    found = assess_only(edition, data, begin, period=period, published=published)
    begin("audit", edition=found.edition.id)
    findings = audit(found.edition, found.tables, found.assessment, found.published, found.register)
    return replace(found, findings=tuple(findings))


def assess_only(
    edition: str,
    data: Path,
    begin: Begin,
    *,
    period: str | None = None,
    published: Path | None = None,
) -> Assessed:
    """Read everything and assess, without an audit; the problems of all files come together.

    A year that is asked for and that the data say nothing of is a problem too.
    """
    from aqyl.assess import assess, check_period
    from aqyl.register import load_register
    from aqyl.standard import load_edition
    from aqyl.tables import read_data, read_table

    begin("read")
    problems: list[Problem] = []
    loaded = attempt(lambda: load_edition(edition), problems)
    tables = attempt(lambda: read_data(data), problems)
    order = attempt(lambda: read_table(published, "published"), problems) if published else None
    raise_if(problems)
    if loaded is None or tables is None:
        raise InputError(problems)
    register = load_register() if loaded.units.kind == "register" else None
    begin("assess", edition=loaded.id)
    assessment = assess(loaded, tables, register, period)
    if period is not None:
        known = bool(assessment.facts.known)
        check_period(assessment.period, tables, anything_known=known)
    return Assessed(loaded, tables, assessment, (), register, order)


def note_carried(screen: Screen, *several: Assessed) -> None:
    """Say on stderr where a year was assessed that is later than all the data."""
    from aqyl.assess import years_in

    for one in several:
        latest = years_in(one.tables)[-1:]
        if latest and latest[0] < one.assessment.period:
            values = {"period": one.assessment.period, "latest": latest[0]}
            screen.note(screen.say("cli.period_carried", **values))


def report_input(assessed: Assessed, lang: Lang, command: str = "") -> ReportInput:
    """What the report shows of it; coordinates and populations come from the register.

    command: what replays the run; by default `aqyl assess` on a folder of the same data.
    """
    from aqyl.publish.inputs import ReportInput

    edition, period = assessed.edition.id, assessed.assessment.period
    replay = command or f"aqyl assess {edition} DATA -o OUT --period {period} --lang {lang}"
    settlements = assessed.register.settlements if assessed.register else ()
    places = {
        one.kato: (one.latitude, one.longitude)
        for one in settlements
        if one.latitude is not None and one.longitude is not None
    }
    return ReportInput(
        assessed.assessment,
        assessed.findings,
        manifest={"command": replay},
        lang=lang,
        places=places,
        population={one.kato: one.population for one in settlements if one.population},
        evidence=assessed.tables.get("evidence"),
    )


def analysed(assessed: Assessed, report: ReportInput, begin: Begin) -> ReportInput:
    """The report with the draws of what is uncertain and with the gaming tests."""
    from aqyl.assess.gaming import gaming
    from aqyl.assess.uncertainty import Draft, apart_and_together

    edition = assessed.edition
    begin("draw", edition=edition.id)
    drawn: tuple[Uncertain, ...] = ()
    if edition.scoring.uncertainty is not None:
        drawn = apart_and_together(Draft.of(assessed.assessment))
    begin("gaming", edition=edition.id)
    return replace(report, uncertain=drawn, gaming=gaming(assessed.assessment))


def write(
    out: Path, assessed: Assessed, report: ReportInput, others: tuple[InputFile, ...] = ()
) -> Path:
    """Write the outputs; the register and a published table are named in the manifest too."""
    from aqyl.publish.outputs import write_assessment

    return write_assessment(out, report, assessed.tables, (*others, *read_besides(assessed)))


def read_besides(assessed: Assessed) -> tuple[InputFile, ...]:
    """The files read besides the tables: the register and a published table."""
    from aqyl.publish.outputs import InputFile
    from aqyl.register.paths import SETTLEMENTS
    from aqyl.tables import sha256_of

    files = []
    if assessed.register is not None:
        digest = sha256_of(SETTLEMENTS)
        files.append(InputFile("register", SETTLEMENTS.name, digest, len(assessed.register)))
    if assessed.published is not None:
        table = assessed.published
        files.append(InputFile("published", table.file, table.digest, len(table)))
    return tuple(files)
