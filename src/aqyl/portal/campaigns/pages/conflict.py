"""Two people changed one card: both versions side by side, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aqyl.assess.form import Card
from aqyl.portal.campaigns.models import Answer
from aqyl.portal.campaigns.pages.saving import Typed, fields_on, texts_of

MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the two versions say differently; pick: which one is proposed."""

    field: str
    mine: str
    theirs: str
    pick: str
    can_join: bool

    @property
    def is_number(self) -> bool:
        """Whether it holds a number."""
        return self.field in Answer.NUMBERS


def differences(
    card: Card, typed: Typed, current: Answer, was: Mapping[str, str], lang: str
) -> list[Difference]:
    """Fields of which the versions differ. was: what stood there when I opened the card.

    What I did not change is proposed as the other left it.
    """
    theirs = texts_of(current, card, lang)
    return [
        Difference(
            name,
            typed.texts[name],
            theirs[name],
            THEIRS if was.get(name, "") == typed.texts[name] else MINE,
            name == "note" and bool(theirs[name]) and bool(typed.texts[name]),
        )
        for name in fields_on(card)
        if name in typed.texts and typed.texts[name] != theirs[name]
    ]


def picked(posted: Mapping[str, str], given: Mapping[str, object]) -> dict[str, object]:
    """What is to be saved of mine, after a choice was made for each field."""
    chosen = dict(given)
    for name in given:
        pick = posted.get(f"pick-{name}", MINE)
        if pick == THEIRS:
            del chosen[name]
        elif pick == BOTH and name == "note":
            joined = f"{posted.get('theirs-note', '')}\n\n{given[name]}"
            chosen[name] = joined.replace("\r\n", "\n").strip()
    return chosen
