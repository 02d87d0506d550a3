"""From an edition and a settlement to its form."""

from __future__ import annotations

import pytest

from aqyl.assess.form import IndicatorCard, InitiativeCard, build_form, find_unit
from aqyl.problems import NotFoundError
from aqyl.register import load_register
from aqyl.standard import fingerprint, load_edition
from aqyl.standard.models import Place, Units
from tests.assess.audit.build import SOURCE, text
from tests.assess.form.town import form_of, town

KZ = load_edition("kz-2026")
AKKOL = "113220100"


def test_the_sections_are_the_domains_in_the_order_of_the_text() -> None:
    form = form_of("kz-2026")
    assert [section.id for section in form.sections] == [domain.id for domain in KZ.domains]
    assert len(list(form.cards())) == len(KZ.initiatives) + len(KZ.indicators)


def test_base_initiatives_come_before_recommended_ones_and_those_before_indicators() -> None:
    for section in form_of("kz-2026").sections:
        obligations = [card.obligation for card in section.initiatives]
        assert obligations == sorted(obligations)
        assert section.cards == (*section.initiatives, *section.indicators)


def test_what_does_not_apply_to_the_group_is_no_card() -> None:
    form = form_of("kz-2026", AKKOL)
    asked = {card.id for card in form.cards() if isinstance(card, InitiativeCard)}
    not_asked = {one.id for one in KZ.initiatives if one.groups["district"] == "not_applied"}
    assert form.group == "district"
    assert form.not_applied == not_asked
    assert asked == {one.id for one in KZ.initiatives} - not_asked
    named = {p for card in form.cards() if isinstance(card, InitiativeCard)
             for p, _ in card.prerequisites}  # fmt: skip
    assert not named & not_asked


def test_a_card_of_an_initiative_says_what_counts_as_each_status() -> None:
    card = form_of("kz-2026").card("safety.video-surveillance")
    assert isinstance(card, InitiativeCard)
    words = {status.id: status for status in card.statuses}
    assert words["implemented"].own
    assert "90 %" in words["implemented"].done.en
    assert not words["none"].own
    assert words["none"].done.en == "The akimat has confirmed that the initiative is not there."
    assert (words["lost"].ladder, words["integrated"].ladder) == (None, 4)


def test_a_card_of_an_indicator_says_how_its_value_is_made() -> None:
    card = form_of("kz-2026").card("transport.cashless-fares")
    assert isinstance(card, IndicatorCard)
    assert card.has_parts
    assert card.is_percent
    assert (card.multiplier, card.direction) == (100.0, "up")
    assert (card.checks.minimum, card.checks.maximum) == (0.0, 100.0)
    assert card.unit_title.kk == "пайыз"


def test_the_form_names_its_edition_settlement_and_period() -> None:
    form = form_of("kz-2026", period="2027")
    assert (form.edition, form.settlement, form.period) == ("kz-2026", "391010000", "2027")
    assert form.fingerprint == fingerprint(KZ)
    assert form.settlement_title.kk == "Қостанай"
    assert form.group_title == KZ.groups[1].title
    assert form.working


def test_an_edition_of_official_entries_alone_is_no_working_list() -> None:
    official = KZ.source
    leaves = {
        name: tuple(one.model_copy(update={"source": official}) for one in getattr(town(), name))
        for name in ("initiatives", "indicators")
    }
    made = town().model_copy(update=leaves)
    assert not build_form(made, find_unit(made, None, "x"), "2026").working


@pytest.mark.parametrize(
    ("settlement", "key"),
    [("999999999", "register.not_found"), ("111010001", "register.not_found")],
)
def test_a_settlement_that_is_not_there(settlement: str, key: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_unit(KZ, load_register(), settlement)
    assert [problem.key for problem in caught.value.problems] == [key]


def test_a_settlement_whose_group_is_unclear_has_no_form() -> None:
    unclear = load_register().list("")[0]
    with pytest.raises(NotFoundError, match="not assessed by this edition"):
        find_unit(KZ, load_register(), unclear.kato)


def test_an_edition_that_lists_its_units_knows_no_others() -> None:
    places = (
        Place(id="north", title=text("North"), source=SOURCE),
        Place(id="south", title=text("South"), source=SOURCE, left_out=text("no data")),
    )
    made = town(units=Units(kind="listed", listed=places))
    assert find_unit(made, None, "north").title.en == "North"
    with pytest.raises(NotFoundError, match="not assessed"):
        find_unit(made, None, "south")
    with pytest.raises(NotFoundError, match="north North"):
        find_unit(made, None, "nor")
