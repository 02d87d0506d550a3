"""How much is filled in, and which card comes next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aqyl.assess.form import (
    Entries,
    IndicatorCard,
    InitiativeCard,
    Progress,
    completeness,
    what_next,
)
from tests.assess.form.town import answer, form_of, value

FORM = form_of("kz-2026")
CARDS = list(FORM.cards())
RECOMMENDED = [c for c in CARDS if isinstance(c, InitiativeCard) and c.obligation == "recommended"]


def fill(cards: list[str]) -> Entries:
    """An answer for each of the cards."""
    initiatives = [c for c in cards if isinstance(FORM.card(c), InitiativeCard)]
    indicators = [c for c in cards if isinstance(FORM.card(c), IndicatorCard)]
    return Entries(
        tuple(answer(card, "none") for card in initiatives),
        tuple(value(card, 1.0) for card in indicators),
    )


def test_progress_counts_answers_and_reasons_apart() -> None:
    now = Entries(
        (answer("safety.service-112", "pilot"), answer("safety.mass-alert", "nearly")),
        (
            value("safety.crimes", note="comes out in April"),
            value("safety.crimes-cleared", None, numerator=5.0, denominator=8.0),
            value("safety.alert-coverage", None, numerator=5.0),
        ),
    )
    safety = completeness(FORM, now)["safety"]
    assert safety == Progress(answered=2, explained=1, total=19)
    assert safety.left == 16


def test_base_initiatives_come_first_and_those_of_the_first_stage_before() -> None:
    first = what_next(FORM, Entries())
    assert isinstance(first, InitiativeCard)
    assert (first.obligation, first.stage) == ("base", 1)


def walk() -> list[str]:
    """Every card in the order in which it is offered."""
    order: list[str] = []
    while (card := what_next(FORM, fill(order))) is not None:
        order.append(card.id)
    return order


ORDER = walk()


def test_every_card_is_offered_once() -> None:
    assert sorted(ORDER) == sorted(card.id for card in CARDS)


def test_recommended_initiatives_come_last() -> None:
    assert set(ORDER[-len(RECOMMENDED) :]) == {card.id for card in RECOMMENDED}


def test_what_an_initiative_rests_on_comes_before_it() -> None:
    """Unless it is only recommended while the initiative itself is base."""
    recommended = {card.id for card in RECOMMENDED}
    for card in CARDS:
        for other, _ in card.prerequisites if isinstance(card, InitiativeCard) else ():
            if (other in recommended) <= (card.id in recommended):
                assert ORDER.index(other) < ORDER.index(card.id), card.id


def test_a_card_with_a_reason_is_not_offered_again() -> None:
    blank = [card.id for card in CARDS if card.id != "safety.crimes"]
    now = fill(blank)
    reason = value("safety.crimes", note="comes out in April")
    assert what_next(FORM, now) == FORM.card("safety.crimes")
    assert what_next(FORM, Entries(now.answers, (*now.values, reason))) is None


@given(st.lists(st.sampled_from([card.id for card in CARDS]), unique=True))
def test_progress_adds_up(filled: list[str]) -> None:
    progress = completeness(FORM, fill(filled)).values()
    assert sum(one.answered for one in progress) == len(filled)
    assert sum(one.total for one in progress) == len(CARDS)
    assert all(one.left == one.total - one.answered for one in progress)
