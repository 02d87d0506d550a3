"""The editions that come with Aqyl: sourced to the last number, whole, and as the order says."""

from __future__ import annotations

import datetime as dt
import re
from typing import get_args

import pytest

from aqyl.standard import Edition, Source, load_edition
from aqyl.standard.models import Initiative
from aqyl.standard.procedure import Subject
from tests.standard.shipped import (
    EDITIONS,
    codes,
    evidence_themes,
    kz_2026,
    numbers,
    resting,
    walk,
)

LINK = re.compile(r"https?://[^\s/]+\.[a-z]{2,}(/\S*)?")


@pytest.mark.parametrize("name", EDITIONS)
def test_every_number_rests_on_a_source_of_its_own_or_of_its_entry(name: str) -> None:
    """Not on the source of the edition as a whole, which says nothing of a single number."""
    edition = load_edition(name)
    bare = [
        f"{path}: {', '.join(numbers(model))}"
        for path, model, source in resting(edition, None, name)
        if numbers(model) and (source is None or isinstance(source, Edition))
    ]
    assert bare == []


@pytest.mark.parametrize("name", EDITIONS)
def test_every_source_can_be_followed(name: str) -> None:
    for path, source in walk(load_edition(name), name):
        if isinstance(source, Source):
            assert source.act if source.kind == "official" else source.note, path
            assert source.link is None or LINK.fullmatch(source.link), path
            assert dt.date(2026, 1, 1) <= source.checked_on <= dt.date(2026, 12, 31), path


@pytest.mark.parametrize("name", EDITIONS)
def test_every_reference_is_a_code_of_the_standard_it_names(name: str) -> None:
    edition = load_edition(name)
    named = {
        (reference.standard, reference.code, entry.id)
        for entry in (*edition.initiatives, *edition.indicators)
        for reference in entry.references
    }
    known = codes()
    assert {one for one in named if one[:2] not in known} == set()


def test_the_copy_of_the_codes_is_whole() -> None:
    counts = dict.fromkeys(("ISO 37120:2018", "ISO 37122:2019", "ISO 37123:2019", "U4SSC"), 0)
    for standard, _ in codes():
        counts[standard] += 1
    assert list(counts.values()) == [128, 80, 68, 91]


def test_kz_2026_has_what_the_order_states() -> None:
    edition = kz_2026()
    assert len(edition.goals) == 3
    assert len(edition.principles) == 6
    assert [domain.id for domain in edition.domains] == [
        "city-management",
        "safety",
        "transport",
        "social",
        "ecology",
        "housing-utilities",
        "economy",
        "infrastructure",
    ]
    assert [(group.id, group.count) for group in edition.groups] == [
        ("republican", 3),
        ("oblast", 39),
        ("district", 58),
    ]
    assert edition.basis.act == "469/НҚ"
    assert edition.basis.date == dt.date(2025, 9, 12)
    assert edition.in_force.start == dt.date(2026, 1, 1)


def test_kz_2026_calls_official_only_what_the_order_states() -> None:
    edition = kz_2026()
    stated = (*edition.goals, *edition.principles, *edition.groups, *edition.domains)
    assert {entry.source.kind for entry in stated} == {"official"}
    filled_in = (
        *edition.initiatives,
        *edition.indicators,
        *edition.statuses,
        *edition.levels,
        *edition.technologies,
        edition.scoring,
    )
    assert {entry.source.kind for entry in filled_in} == {"working"}
    posts = [post.source for indicator in edition.indicators for post in indicator.goalposts]
    assert {source.kind for source in posts} == {"assumption"}


@pytest.mark.parametrize("domain", [domain.id for domain in kz_2026().domains])
def test_each_domain_has_its_initiatives_and_indicators(domain: str) -> None:
    edition = kz_2026()
    initiatives = [i for i in edition.initiatives if i.domain == domain]
    indicators = [i for i in edition.indicators if i.domain == domain]
    assert 8 <= len(initiatives) <= 12
    assert 5 <= len(indicators) <= 8
    assert all(entry.id.startswith(f"{domain}.") for entry in (*initiatives, *indicators))


@pytest.mark.parametrize("initiative", kz_2026().initiatives, ids=lambda i: i.id)
def test_each_initiative_says_what_counts_as_done(initiative: Initiative) -> None:
    """At each status a city can prove, each time something else."""
    assert list(initiative.done) == ["pilot", "implemented", "integrated"]
    for lang in ("kk", "ru", "en"):
        words = [text.say(lang) for text in initiative.done.values()]
        assert len(set(words)) == 3
        assert all(text.endswith(".") and len(text) > 25 for text in words)


@pytest.mark.parametrize("initiative", kz_2026().initiatives, ids=lambda i: i.id)
def test_each_initiative_has_its_place_in_the_standard(initiative: Initiative) -> None:
    assert initiative.principles
    assert initiative.technologies or initiative.id == "city-management.digital-strategy"
    assert set(initiative.groups) == {"republican", "oblast", "district"}
    assert set(initiative.groups.values()) & {"base", "recommended"}


def test_every_group_has_a_base_list_in_every_domain() -> None:
    edition = kz_2026()
    bases = {
        (i.domain, group)
        for i in edition.initiatives
        for group, obligation in i.groups.items()
        if obligation == "base"
    }
    missing = {
        (domain.id, group.id) for domain in edition.domains for group in edition.groups
    } - bases
    assert missing == set()


def test_every_indicator_of_kz_2026_can_be_measured() -> None:
    edition = kz_2026()
    groups = {group.id for group in edition.groups}
    for indicator in edition.indicators:
        assert indicator.checks.minimum is not None, indicator.id
        given = {post.group for post in indicator.goalposts}
        assert given in (groups, {"all"}), indicator.id
        assert (indicator.numerator is None) == (indicator.denominator is None), indicator.id


def test_every_indicator_of_kz_2026_is_moved_by_an_initiative() -> None:
    """But two that stand for the network of services itself, which no initiative here builds."""
    edition = kz_2026()
    moved = {indicator for initiative in edition.initiatives for indicator in initiative.moves}
    still = {indicator.id for indicator in edition.indicators} - moved
    assert still == {"social.schools", "social.health-facilities"}


def test_every_technology_and_unit_of_kz_2026_is_used() -> None:
    edition = kz_2026()
    used = {name for initiative in edition.initiatives for name in initiative.technologies}
    assert {technology.id for technology in edition.technologies} - used == set()
    units = {indicator.unit for indicator in edition.indicators}
    assert {unit.id for unit in edition.measurement_units} - units == set()


def test_every_theme_of_the_evidence_is_owned_or_set_aside() -> None:
    edition = kz_2026()
    owned = {theme for initiative in edition.initiatives for theme in initiative.themes}
    aside = {unmatched.theme for unmatched in edition.unmatched_themes}
    assert evidence_themes() == owned | aside
    assert not owned & aside


def test_kz_2019_has_the_weights_of_its_formulas() -> None:
    """2 C_priority + C_additional + 2 C_ict, over 25."""
    edition = load_edition("kz-2019")
    assert {domain.id: domain.weight for domain in edition.domains} == {
        "priority": 2.0,
        "additional": 1.0,
        "ict": 2.0,
    }
    assert len(edition.indicators) == 11


def test_u4ssc_has_all_91_codes_and_no_targets() -> None:
    edition = load_edition("u4ssc-2022")
    named = {
        reference.code for indicator in edition.indicators for reference in indicator.references
    }
    assert named == {code for standard, code in codes() if standard == "U4SSC"}
    assert len(edition.indicators) == 112
    assert {indicator.target for indicator in edition.indicators} == {None}


def test_the_published_ranking_has_its_units_and_weights() -> None:
    edition = load_edition("kz-open-2023")
    assert len(edition.units.listed) == 20
    assert len(edition.indicators) == 16
    assert [variant.id for variant in edition.variants] == ["ahp"]
    crime = next(indicator for indicator in edition.indicators if indicator.id == "crime")
    assert [step.step for step in crime.steps].count("invert") == 2


def test_the_procedure_of_kz_2026_is_working_and_speaks_of_every_subject() -> None:
    edition = load_edition("kz-2026")
    entries = (*edition.states, *edition.transitions)
    assert {entry.source.kind for entry in entries} == {"working"}
    assert {state.subject for state in edition.states} == set(get_args(Subject))
    for state in edition.states:
        assert (state.standing is not None) == (state.subject == "answer")


def test_every_standing_of_kz_2026_but_a_report_is_the_state_of_an_answer() -> None:
    edition = load_edition("kz-2026")
    named = {state.standing for state in edition.states} - {None}
    assert named == set(edition.scoring.standings) - {"reported"}
