"""What a report is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aqyl.assess import Assessment
from aqyl.assess import gaming as games
from aqyl.assess.audit.finding import Finding
from aqyl.assess.bridge import Bridge
from aqyl.assess.compare import Comparison
from aqyl.assess.uncertainty import Uncertain
from aqyl.language import Lang
from aqyl.standard import Text
from aqyl.tables import Table


@dataclass(frozen=True, slots=True)
class OtherOrder:
    """The assessment beside an order published elsewhere; `source`: an address or a citation."""

    comparison: Comparison
    title: Text
    source: str


@dataclass(frozen=True)
class ReportInput:
    """Everything a report shows; only the assessment is needed.

    manifest: what was run. `inputs` is a list of {file, sha256, rows}; `edition` is a mapping with
    the `fingerprint`; `versions` maps a program to its version; `command` replays the run; `seed`
    is a number. Any of them may be missing; other keys are shown as they are.
    lang: the language shown first. places: settlement -> (latitude, longitude) in degrees; where
    it is empty only outlines that are themselves assessed are drawn. population: settlement ->
    inhabitants, for the size of its mark on the map. before: the same units in another edition.
    bridge: from or to another assessment, this one being one of its ends. uncertain: the draws of
    each source of uncertainty apart, then of all together. gaming: what the gaming tests found.
    evidence: the table the assessment's reports came from, so that each can be listed.
    """

    assessment: Assessment
    findings: tuple[Finding, ...] = ()
    manifest: Mapping[str, object] = field(default_factory=dict)
    lang: Lang = "kk"
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    population: Mapping[str, int] = field(default_factory=dict)
    comparison: OtherOrder | None = None
    before: Assessment | None = None
    bridge: Bridge | None = None
    uncertain: tuple[Uncertain, ...] = ()
    gaming: tuple[games.Finding, ...] = ()
    evidence: Table | None = None
