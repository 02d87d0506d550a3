"""A diagnosis as frozen objects: gaps, classes by need, peers, priority technologies.

Gaps and gains are in points of the edition's scale, shares run from 0 to 1, money is in thousands
of the edition's currency. What is unknown widens `low` and `high`; it is never filled in.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from aqyl.standard.entries import Id, Model, Share, Text, Words

Kind = Literal["total", "domain", "initiative", "indicator"]
Method = Literal["saw", "topsis", "promethee"]
ScopeKind = Literal["settlement", "class", "country"]
Reason = Literal["nothing_known", "too_few", "alike", "not_stable"]
Count = Annotated[int, Field(ge=0)]
Number = Annotated[int, Field(ge=1)]
Points = Annotated[float, Field(ge=0)]


class Gap(Model):
    """How far a node of the tree is from the best of the scale.

    gap: the best less the score, None where nothing is known of the node. low, high: its ends with
    all that is unknown at best and at worst. weight: of the node in the settlement's total. gain:
    weight x gap, the points of the total that closing it brings where the total is a sum; None as
    `gap`. known: the share of the node's weight of which anything is known.
    """

    node: Id
    kind: Kind
    score: float | None
    gap: Points | None
    low: Points
    high: Points
    weight: Share
    gain: Points | None
    known: Share


class Profile(Model):
    """The gaps of a settlement, in the order of the tree: total, each domain and what it holds."""

    settlement: Words
    group: Words
    gaps: tuple[Gap, ...]

    def gap(self, node: str) -> Gap:
        """The gap of a node. Raises KeyError for one that does not apply to the settlement."""
        for one in self.gaps:
            if one.node == node:
                return one
        raise KeyError(node)

    def largest(self, kind: Kind, count: int) -> tuple[Gap, ...]:
        """The gaps of a kind that would gain the total most; what is unknown is not among them."""
        known = [one for one in self.gaps if one.kind == kind and one.gain]
        return tuple(sorted(known, key=lambda one: (-(one.gain or 0.0), one.node))[:count])


class Stability(Model):
    """How far the classes of draws agree with those of the data when there are `number` of them.

    A draw takes settlements with replacement and each gap anywhere between its ends. agreement:
    the mean adjusted Rand index (1 the same classes, 0 no more alike than by chance); low, high:
    its 5 and 95 percentiles over the draws.
    """

    number: Number
    agreement: float
    low: float
    high: float


class NeedsClass(Model):
    """Settlements that need the same.

    id: `<group>-<number>`; with a previous diagnosis the id of the class it continues. centre: the
    mean gap of its members by domain. above: the same less the mean of all settlements classed.
    largest: the domains that describe it, those furthest above the others first. members: KATO.
    """

    id: Id
    title: Text
    members: tuple[Words, ...]
    centre: dict[Id, float]
    above: dict[Id, float]
    largest: tuple[Id, ...]


class Membership(Model):
    """The class of a settlement.

    agree: the share of draws that put it there. on_border: whether more draws than the edition
    allows put it elsewhere. other: the class most of those draws put it in; None where none does.
    """

    settlement: Words
    needs_class: Id
    agree: Share
    on_border: bool
    other: Id | None = None


class NeedsClasses(Model):
    """The classes of the settlements of a group, or of `all` of them.

    reason says why there are none: `nothing_known`; `too_few` settlements of which enough is known;
    all `alike`; `not_stable` (no number of classes agrees enough; `best` is how far it came).
    known: the share of a settlement's weight that must be known to class it; required: the
    agreement from which on classes are stable. sample: the settlements of which enough is known;
    unclassed: the others.
    """

    group: Words
    number: Count
    reason: Reason | None
    known: Share
    required: Share
    draws: Count
    sample: tuple[Words, ...]
    stability: tuple[Stability, ...] = ()
    classes: tuple[NeedsClass, ...] = ()
    members: tuple[Membership, ...] = ()
    unclassed: tuple[Words, ...] = ()

    @property
    def best(self) -> Stability | None:
        """The number of classes that agrees best; of equals the larger."""
        return max(self.stability, key=lambda one: (one.agreement, one.number), default=None)

    def of(self, settlement: str) -> Membership | None:
        """The class of a settlement; None where it has none."""
        return next((one for one in self.members if one.settlement == settlement), None)


class Peer(Model):
    """A settlement like another that has closed its gap.

    similarity: 1 is the same group, population and profile. status: of the initiative, None for an
    indicator. value: of the indicator. since: the first date it is said to have been so, as given
    (may be partial), None where no date is known. what, source: as reported; basis: verified,
    reported or claimed.
    """

    settlement: Words
    similarity: Share
    status: Id | None
    value: float | None
    since: Words | None
    basis: Words
    what: str = ""
    source: str = ""


class GapPeers(Model):
    """Who has closed a gap of a settlement, the most similar first.

    A leaf counts as closed from the points of the edition's target status on. A gap that nobody has
    closed is not listed; one of which nothing is known is.
    """

    settlement: Words
    node: Id
    peers: Annotated[tuple[Peer, ...], Field(min_length=1)]


class MethodPlace(Model):
    """Score and place of a technology by one method with the edition's weights.

    robustness: the share of draws of the weights in which it stands at that place or better. low,
    high: the 5 and 95 percentiles of its places over the draws (low is the better).
    """

    method: Method
    score: float
    place: Number
    robustness: Share
    low: Number
    high: Number


class TechnologyPriority(Model):
    """A technology among those that a scope has a use for.

    need: points of the total that its open initiatives gain at the target status. effect: points
    through the indicators they move. readiness: 1-9. cost: of putting them in place and of running
    them for the years of a plan. An initiative with several technologies counts in equal parts for
    each. known: the share of that need of which anything is known. initiatives: open ones that use
    it. place: by the mean of the three methods' places.
    """

    technology: Id
    place: Number
    need: Points
    effect: Points
    readiness: Annotated[int, Field(ge=1, le=9)]
    cost: Count
    known: Share
    initiatives: tuple[Id, ...]
    methods: tuple[MethodPlace, ...]

    def by(self, method: Method) -> MethodPlace:
        """Score and place by one of the methods."""
        return next(one for one in self.methods if one.method == method)


class Priorities(Model):
    """The technologies of a settlement, a class or the country, the first one first.

    scope: the KATO, the class's id, or `country`. need and effect of several settlements are means,
    cost is their sum. left_out: technologies whose readiness, or the cost of whose initiatives, the
    edition does not state. A technology without an open initiative is not listed.
    """

    kind: ScopeKind
    scope: Words
    technologies: tuple[TechnologyPriority, ...]
    left_out: tuple[Id, ...] = ()


class Diagnosis(Model):
    """What settlements need, who is like them and what comes first, from one assessment.

    fingerprint: of the edition. classes: of `all`, then of each group. previous: the period of the
    diagnosis whose classes are continued.
    """

    edition: Words
    fingerprint: Words
    period: Words
    scale: float
    seed: Count
    previous: Words | None = None
    classes: tuple[NeedsClasses, ...]
    priorities: tuple[Priorities, ...]
    profiles: tuple[Profile, ...] = ()
    peers: tuple[GapPeers, ...] = ()

    def profile(self, settlement: str) -> Profile:
        """The gaps of a settlement. Raises KeyError for one that is not assessed."""
        for one in self.profiles:
            if one.settlement == settlement:
                return one
        raise KeyError(settlement)

    def classes_of(self, group: str = "all") -> NeedsClasses:
        """The classes within a group. Raises KeyError for an unknown one."""
        for one in self.classes:
            if one.group == group:
                return one
        raise KeyError(group)

    def peers_of(self, settlement: str) -> tuple[GapPeers, ...]:
        """The gaps of a settlement that others like it have closed."""
        return tuple(one for one in self.peers if one.settlement == settlement)

    def priorities_of(self, scope: str = "country") -> Priorities:
        """The technologies of a settlement, a class or the country. Raises KeyError."""
        for one in self.priorities:
            if one.scope == scope:
                return one
        raise KeyError(scope)
