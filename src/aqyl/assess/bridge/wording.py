"""The players of a bridge in words: what changed, by title, in the three languages."""

from __future__ import annotations

from collections.abc import Mapping

from aqyl.assess.bridge.editions import SCORING
from aqyl.assess.bridge.players import Player
from aqyl.assess.bridge.result import Bridge
from aqyl.language import say
from aqyl.standard.entries import Text
from aqyl.standard.models import Edition

# A player of more things than this names the first of them and counts the rest.
NAMED = 3
_LISTS = ("domains", "statuses", "initiatives", "indicators")


class Wording:
    """Words for the players of one bridge."""

    def __init__(self, bridge: Bridge) -> None:
        pair = bridge.before, bridge.after
        self._titles: dict[str, Text] = {}
        for assessment in pair:
            self._titles |= titles_of(assessment.edition)
            self._titles |= {unit.id: unit.title for unit in assessment.units}

    def title(self, given: str, lang: str) -> str:
        """The title of an entry or a unit; its id where it has none."""
        if given == "total":
            return say("bridge.total", lang)
        return self._titles[given].say(lang) if given in self._titles else given

    def name(self, player: Player, lang: str) -> str:
        """A player in a few words: its kind and the things it is about."""
        kind = say(f"bridge.kind.{player.kind}", lang)
        things = [thing for ids in player.ids if (thing := self._thing(ids, lang))]
        if not things:
            return kind
        named, more = ", ".join(things[:NAMED]), len(things) - NAMED
        if more > 0:
            named = say("bridge.more", lang, named=named, count=more)
        return say("bridge.player", lang, kind=kind, things=named)

    def sentences(self, player: Player, lang: str) -> tuple[str, ...]:
        """What of the edition changed, a sentence each; empty where no edition did."""
        return tuple(change.sentence.say(lang) for change in player.changes)

    def _thing(self, ids: tuple[str, ...], lang: str) -> str:
        """`crime` of (indicators, crime, steps); `gross product (Abai Region)` of a blank."""
        match ids:
            case (group, entry, _) if group in _LISTS:
                return self.title(entry, lang)
            case (group, _, field) if group == SCORING:
                return say(f"diff.field.{field}", lang)
            case (unit, leaf):
                words = {"leaf": self.title(leaf, lang), "unit": self.title(unit, lang)}
                return say("bridge.cell", lang, **words)
            case (one,):
                return self.title(one, lang)
        return ""


def titles_of(edition: Edition) -> Mapping[str, Text]:
    """The titles of what a tree and a ladder are made of, by id."""
    return {entry.id: entry.title for name in _LISTS for entry in getattr(edition, name)}
