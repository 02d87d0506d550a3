"""From an edition and a settlement to its form."""

from __future__ import annotations

from collections.abc import Iterable

from aqyl.assess.form.model import Form, IndicatorCard, InitiativeCard, Section, StatusChoice
from aqyl.assess.units import ALL, AssessedUnit, assessed_units, left_out
from aqyl.language import fold
from aqyl.problems import NotFoundError, Problem
from aqyl.register import Register
from aqyl.standard.entries import Text
from aqyl.standard.meaning import fingerprint
from aqyl.standard.models import Edition, Indicator, Initiative, Obligation

_ORDER = ("base", "recommended")


def find_unit(edition: Edition, register: Register | None, settlement: str) -> AssessedUnit:
    """The unit of a code; in an edition whose units are those of the data any id is one.

    Raises NotFoundError for a code that is not there and for a settlement that is not assessed
    (its group is unclear, or the edition leaves it out).
    """
    if edition.units.kind == "data":
        return AssessedUnit(settlement, Text(kk=settlement, ru=settlement, en=settlement), ALL)
    units = {unit.id: unit for unit in assessed_units(edition, register, {})}
    if settlement in units:
        return units[settlement]
    if edition.units.kind == "register" and register is not None:
        name = register.get(settlement).name_kk
        problem = Problem("form.not_assessed", values={"given": f"{settlement} {name}"})
    elif settlement in left_out(edition):
        problem = Problem("form.not_assessed", values={"given": settlement})
    else:
        problem = Problem(
            "assess.unknown_settlement",
            values={"given": settlement, "near": _near(settlement, units.values())},
        )
    raise NotFoundError([problem])


def _near(given: str, units: Iterable[AssessedUnit]) -> str:
    named = {unit.id: unit.title.en for unit in units}
    near = [f"{unit} {name}" for unit, name in named.items() if fold(given) in fold(name)]
    return "; ".join(near or named)


def build_form(edition: Edition, unit: AssessedUnit, period: str) -> Form:
    """The form of a settlement: what applies to its group, domain by domain."""
    applied = {one.id: one for one in edition.initiatives if _obligation(one, unit) in _ORDER}
    sections = [
        Section(
            domain.id,
            domain.title,
            tuple(_initiatives(edition, applied, unit, domain.id)),
            tuple(
                _indicator(edition, one) for one in edition.indicators if one.domain == domain.id
            ),
        )
        for domain in edition.domains
    ]
    entries = (*applied.values(), *edition.indicators)
    groups = {group.id: group.title for group in edition.groups}
    return Form(
        edition=edition.id,
        edition_title=edition.title,
        fingerprint=fingerprint(edition),
        working=any(entry.source.kind != "official" for entry in entries),
        period=period,
        settlement=unit.id,
        settlement_title=unit.title,
        group=unit.group,
        group_title=groups.get(unit.group),
        sections=tuple(section for section in sections if section.cards),
        not_applied=frozenset(one.id for one in edition.initiatives) - applied.keys(),
        statuses=_statuses(edition, None),
        rules=edition.form,
    )


def _obligation(initiative: Initiative, unit: AssessedUnit) -> Obligation:
    """Where an edition has no groups, everything is base."""
    return initiative.groups.get(unit.group, "base")


def _initiatives(
    edition: Edition, applied: dict[str, Initiative], unit: AssessedUnit, domain: str
) -> list[InitiativeCard]:
    """The cards of a domain: base ones first, each in the edition's order."""
    cards = [
        InitiativeCard(
            one.id,
            one.title,
            domain,
            _obligation(one, unit),
            one.stage,
            _statuses(edition, one),
            tuple((p, applied[p].title) for p in one.prerequisites if p in applied),
        )
        for one in applied.values()
        if one.domain == domain
    ]
    return sorted(cards, key=lambda card: _ORDER.index(card.obligation))


def _statuses(edition: Edition, initiative: Initiative | None) -> tuple[StatusChoice, ...]:
    own = initiative.done if initiative else {}
    return tuple(
        StatusChoice(one.id, one.title, own.get(one.id, one.done), one.id in own, one.ladder)
        for one in edition.statuses
    )


def _indicator(edition: Edition, one: Indicator) -> IndicatorCard:
    unit = next(unit for unit in edition.measurement_units if unit.id == one.unit)
    return IndicatorCard(
        one.id,
        one.title,
        one.domain,
        unit.id,
        unit.title,
        unit.kind,
        one.direction,
        one.numerator,
        one.denominator,
        one.multiplier,
        one.checks,
        one.note,
    )
