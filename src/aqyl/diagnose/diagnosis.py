"""An assessment -> a Diagnosis: gaps, classes by need, peers, priority technologies."""

from __future__ import annotations

from aqyl.assess import ALL, Assessment
from aqyl.diagnose.classes import needs_classes
from aqyl.diagnose.gaps import profiles
from aqyl.diagnose.models import Diagnosis, NeedsClasses
from aqyl.diagnose.peers import peers
from aqyl.diagnose.priorities import priorities
from aqyl.diagnose.uses import target_points
from aqyl.problems import InputError, Problem
from aqyl.register import Register
from aqyl.standard import fingerprint
from aqyl.standard.planning import Planning
from aqyl.tables import Table


def diagnose(
    assessment: Assessment,
    register: Register | None = None,
    evidence: Table | None = None,
    previous: Diagnosis | None = None,
) -> Diagnosis:
    """What every settlement needs, who is like it and what comes first.

    register: gives populations, without which peers are alike by group and profile. evidence: the
    table of reports the assessment was made from; it says since when peers have what they have.
    previous: an earlier diagnosis, whose classes keep their ids. Raises InputError for an edition
    without rules of planning, and where the extra `diagnose` is not installed.
    """
    planning = rules_of(assessment)
    population = {
        one.kato: one.population
        for one in (register.settlements if register else ())
        if one.population
    }
    classes = tuple(
        needs_classes(assessment, planning.needs, group, _former(previous, group))
        for group in (ALL, *_groups(assessment))
    )
    aim = target_points(assessment.edition, planning)
    return Diagnosis(
        edition=assessment.edition.id,
        fingerprint=fingerprint(assessment.edition),
        period=assessment.period,
        scale=assessment.edition.scoring.scale,
        seed=planning.needs.seed,
        previous=previous.period if previous else None,
        classes=classes,
        priorities=priorities(assessment, planning, classes),
        profiles=profiles(assessment),
        peers=peers(assessment, aim, planning.peers, population, evidence),
    )


def rules_of(assessment: Assessment) -> Planning:
    """The edition's rules of diagnosis. Raises InputError for an edition without them, or without
    the extra `diagnose`.
    """
    edition = assessment.edition
    if edition.planning is None or not sum(one.weight for one in edition.criteria):
        raise InputError([Problem("diagnose.no_rules", values={"edition": edition.id})])
    try:
        import scipy.cluster.hierarchy  # noqa: F401
    except ImportError:
        raise InputError([Problem("diagnose.no_extra")]) from None
    return edition.planning


def _groups(assessment: Assessment) -> list[str]:
    """The groups of the edition that have settlements."""
    own = {unit.group for unit in assessment.units}
    return [group.id for group in assessment.edition.groups if group.id in own]


def _former(previous: Diagnosis | None, group: str) -> NeedsClasses | None:
    return next((one for one in previous.classes if one.group == group), None) if previous else None
