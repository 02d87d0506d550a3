"""An assessment as a Study of `aqyl.index`: leaf scores, weights, and what of them is drawn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np

from aqyl import index
from aqyl.assess.assessment import Assessment
from aqyl.assess.case import Case
from aqyl.assess.replay import Bools, Ints, Leaves
from aqyl.assess.steps import apply_steps
from aqyl.assess.tree import TOTAL
from aqyl.assess.uncertainty.sources import (
    Source,
    claimed_cells,
    open_cells,
    rules_of,
    sources_there,
)
from aqyl.index import Alternatives, Between, Claims, Floats, Hierarchy, Setting, Study
from aqyl.standard.models import Edition, Mean, UncertaintyRules

# The edition's own way among the options of a choice; it stands first.
OWN = "own"
_SCALES = {"min_max": index.min_max, "percentile_rank": index.percentile_rank}


@dataclass(frozen=True)
class Draft:
    """An assessment with the rules its uncertainty is drawn by."""

    assessment: Assessment
    rules: UncertaintyRules

    @classmethod
    def of(cls, assessment: Assessment, **changes: object) -> Draft:
        """With the edition's rules; changes: fields that differ from them, None for no change.

        Raises InputError where the edition has no rules.
        """
        given = {name: value for name, value in changes.items() if value is not None}
        return cls(assessment, rules_of(assessment.edition).model_copy(update=given))

    @cached_property
    def case(self) -> Case:
        """The assessment with its cells and leaf scores."""
        return Case(self.assessment)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """What can move a score of the assessment."""
        return sources_there(self.case, self.rules)

    def study(self, sources: Collection[Source], rows: Sequence[int]) -> Study:
        """The study of some units (by row) in which the named sources are uncertain.

        Its nominal scores are the assessment's, on a scale of 0 to 1; a unit of which nothing is
        known has none.
        """
        own = np.asarray(rows, dtype=np.int64)
        prepare = partial(self._setting, sources, own)
        options = self._options(sources)
        return Study(
            self._tree,
            Alternatives(options, prepare),
            index.noisy_weights(
                self._tree,
                np.ones(len(self._tree.nodes)),
                self.rules.weights if "weights" in sources else 0.0,
            ),
            by_unit=self._local[own],
            published=replace(prepare(dict.fromkeys(options, OWN)), leaves=self._points()[own]),
        )

    @cached_property
    def _tree(self) -> Hierarchy:
        """The tree that is drawn over: the edition's, or straight from leaves to the total."""
        own = self.assessment.tree.hierarchy
        if not _is_pooled(self.assessment.edition):
            return own
        return Hierarchy.from_parents({**dict.fromkeys(own.leaves, TOTAL), TOTAL: None})

    @cached_property
    def _local(self) -> Floats:
        """Weights among siblings, (units, nodes of `_tree`)."""
        places = [self.assessment.tree.hierarchy.position(node) for node in self._tree.nodes]
        return np.asarray(self.case.scored.local[:, places])

    def _options(self, sources: Collection[Source]) -> dict[str, tuple[object, ...]]:
        given: Mapping[Source, tuple[object, ...]] = {
            "aggregation": self.rules.aggregations,
            "normalisation": self.rules.normalisations,
            "neighbours": self.rules.neighbours,
        }
        return {name: (OWN, *own) for name, own in given.items() if name in sources and own}

    def _setting(
        self, sources: Collection[Source], rows: Ints, choice: Mapping[str, object]
    ) -> Setting:
        leaves = self._leaves(choice.get("neighbours", OWN))
        leaves = self._scaled(leaves, str(choice.get("normalisation", OWN)))
        claimed = claimed_cells(self.assessment, self.case.applies)
        opened = open_cells(leaves, self.case.applies) & ~claimed
        unknown = "unknown" in sources
        return Setting(
            leaves=self._points(leaves, blank=not unknown)[rows],
            method=_methods(self.assessment.edition, self._tree, choice.get("aggregation", OWN)),
            missing="renormalise",
            after=_after(self.assessment.edition),
            between=self._between(leaves, opened, rows) if unknown else None,
            claims=self._claims(leaves, claimed, rows) if "claims" in sources else None,
        )

    def _points(self, leaves: Leaves | None = None, *, blank: bool = True) -> Floats:
        """Leaf scores as they count, (units, leaves); blank: NaN for units nothing is known of."""
        points = self.case.counted((leaves or self.case.leaves).score)
        known: Bools = self.case.scored.known[:, [-1]]
        return np.where(known, points, np.nan) if blank else points

    def _leaves(self, neighbours: object) -> Leaves:
        """Leaf scores with blanks filled as the edition does, or from other neighbours."""
        scoring = self.assessment.edition.scoring
        if neighbours == OWN or scoring.imputation is None:
            return self.case.leaves
        filled = scoring.imputation.model_copy(update={"neighbours": neighbours})
        changed = scoring.model_copy(update={"imputation": filled})
        edition = self.assessment.edition.model_copy(update={"scoring": changed})
        return Case(replace(self.assessment, edition=edition)).leaves

    def _scaled(self, leaves: Leaves, scale: str) -> Leaves:
        """The scores of indicators brought to another scale over all units."""
        if scale == OWN:
            return leaves
        kinds = self.assessment.tree.kinds[: leaves.score.shape[1]]
        own = np.array(kinds) == "indicator"
        score = np.where(own, _SCALES[scale](leaves.score), leaves.score)
        opened = own & (leaves.low < leaves.high)
        low = np.where(own, np.where(opened, 0.0, score), leaves.low)
        high = np.where(own, np.where(opened, 1.0, score), leaves.high)
        worst, best = np.where(own, 0.0, leaves.worst), np.where(own, 1.0, leaves.best)
        return Leaves(score, low, high, worst, best)

    def _between(self, leaves: Leaves, opened: Bools, rows: Ints) -> Between:
        low = np.where(np.isnan(leaves.low), leaves.worst, leaves.low)
        high = np.where(np.isnan(leaves.high), leaves.best, leaves.high)
        low, high = (np.where(opened, end, np.nan)[rows] for end in (low, high))
        return Between(low, high, together=self.rules.unknown == "together")

    def _claims(self, leaves: Leaves, claimed: Bools, rows: Ints) -> Claims:
        refuted, confirmed = (
            np.where(claimed, end, np.nan)[rows] for end in (leaves.low, leaves.score)
        )
        return Claims(refuted, confirmed, self.rules.claims)


def _is_pooled(edition: Edition) -> bool:
    return edition.scoring.pooling == "leaves"


def _methods(edition: Edition, tree: Hierarchy, aggregation: object) -> dict[str, Mean]:
    """The mean of each inner node: the edition's, or another one for all."""
    general = edition.scoring.aggregation
    own = {domain.id: domain.aggregation or general for domain in edition.domains}
    means: dict[str, Mean] = {
        node: general if _is_pooled(edition) else own.get(node, general)
        for node in tree.nodes[len(tree.leaves) :]
    }
    return means if aggregation == OWN else dict.fromkeys(means, aggregation)  # type: ignore[arg-type]


def _after(edition: Edition) -> dict[str, Callable[[Floats], Floats]]:
    """Steps that follow the mean of a domain; where leaves are pooled no total sees them."""
    steps = {domain.id: domain.after for domain in edition.domains if domain.after}
    found = {node: partial(apply_steps, steps=own) for node, own in steps.items()}
    return {} if _is_pooled(edition) else dict(found)
