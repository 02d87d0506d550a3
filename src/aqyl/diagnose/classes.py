"""Settlements in classes by need, described by their largest gaps; or why there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from aqyl.assess import ALL, Assessment
from aqyl.diagnose.models import Membership, NeedsClass, NeedsClasses, Reason
from aqyl.diagnose.naming import class_ids, title_of
from aqyl.diagnose.stability import Cut, cuts
from aqyl.index import Floats
from aqyl.standard.planning import NeedsRules


def needs_classes(
    assessment: Assessment,
    rules: NeedsRules,
    group: str = ALL,
    previous: NeedsClasses | None = None,
) -> NeedsClasses:
    """The classes of the settlements of a group (default: of all), by the gaps of its domains.

    Of the numbers of classes the one whose draws agree best is taken, of equals the larger; where
    it agrees less than the rules ask for there are no classes. previous: classes of an earlier
    diagnosis, whose ids go on where members do.
    """
    units = [u for u, unit in enumerate(assessment.units) if group in (ALL, unit.group)]
    known = assessment.column(assessment.coverage, "total")
    # What is known is a sum of weights: its last digits are no reason to leave a settlement out.
    enough = [u for u in units if round(float(known[u]), 9) >= rules.known]
    low, high = _ends(assessment, enough)
    found = cuts(low, high, rules)
    chosen = max(found, key=lambda cut: (cut.stability.agreement, cut.number), default=None)
    reason = _reason(known[units], enough, chosen, rules)
    head = NeedsClasses(
        group=group,
        number=0,
        reason=reason,
        known=rules.known,
        required=rules.agreement,
        draws=rules.draws if found else 0,
        sample=tuple(assessment.units[u].id for u in enough),
        stability=tuple(cut.stability for cut in found),
        unclassed=tuple(assessment.units[u].id for u in units if u not in set(enough)),
    )
    if chosen is None or reason is not None:
        return head
    classes, names = _classes(assessment, chosen, (low + high) / 2.0, head, previous)
    members = _members(chosen, names, head.sample, rules)
    return head.model_copy(update={"number": len(classes), "classes": classes, "members": members})


def _ends(assessment: Assessment, units: Sequence[int]) -> tuple[Floats, Floats]:
    """The least and greatest gap of each domain, (units, domains); 0 where it does not apply."""
    columns = [assessment.tree.hierarchy.position(domain) for domain in _domains(assessment)]
    scale = assessment.edition.scoring.scale
    ends = (scale - m[np.ix_(list(units), columns)] for m in (assessment.high, assessment.low))
    low, high = (np.nan_to_num(np.maximum(end, 0.0), nan=0.0) for end in ends)
    return low, high


def _domains(assessment: Assessment) -> list[str]:
    return [domain.id for domain in assessment.edition.domains if domain.parent == "total"]


def _reason(
    known: Floats, enough: Sequence[int], chosen: Cut | None, rules: NeedsRules
) -> Reason | None:
    if chosen is not None:
        return None if chosen.stability.agreement >= rules.agreement else "not_stable"
    if not (known > 0).any():
        return "nothing_known"
    return "too_few" if len(enough) < 2 * rules.fewest else "alike"


def _classes(
    assessment: Assessment,
    cut: Cut,
    middle: Floats,
    head: NeedsClasses,
    previous: NeedsClasses | None,
) -> tuple[tuple[NeedsClass, ...], Mapping[int, str]]:
    """The classes from the greatest mean gap down, and the id of each label."""
    labels = [label for label in range(cut.number) if (cut.labels == label).any()]
    centre = {label: middle[cut.labels == label].mean(axis=0) for label in labels}
    labels.sort(key=lambda label: -centre[label].mean())
    members = [tuple(np.array(head.sample)[cut.labels == label].tolist()) for label in labels]
    names = class_ids(head.group, members, previous)
    overall, domains = middle.mean(axis=0), _domains(assessment)
    classes = []
    for name, label, own in zip(names, labels, members, strict=True):
        above = dict(zip(domains, (centre[label] - overall).tolist(), strict=True))
        values = dict(zip(domains, centre[label].tolist(), strict=True))
        title, largest = title_of(assessment.edition, values, above)
        classes.append(
            NeedsClass(
                id=name, title=title, members=own, centre=values, above=above, largest=largest
            )
        )
    return tuple(classes), dict(zip(labels, names, strict=True))


def _members(
    cut: Cut, names: Mapping[int, str], ids: Sequence[str], rules: NeedsRules
) -> tuple[Membership, ...]:
    found = []
    for settlement, label, shares in zip(ids, cut.labels.tolist(), cut.shares(), strict=True):
        others = np.where(np.arange(cut.number) == label, 0.0, shares)
        other, agree = int(others.argmax()), float(shares[label])
        found.append(
            Membership(
                settlement=settlement,
                needs_class=names[label],
                agree=agree,
                on_border=round(1.0 - agree, 9) > rules.border,
                other=names.get(other) if others[other] > 0 else None,
            )
        )
    return tuple(found)
