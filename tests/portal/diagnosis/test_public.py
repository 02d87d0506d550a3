"""Public pages of a diagnosis: kept by content, honest about what is not known, light."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from aqyl.diagnose import Diagnosis, NeedsClasses
from aqyl.portal.diagnosis import kept, views
from aqyl.portal.diagnosis.drawings import SHAPES, look_of
from aqyl.portal.diagnosis.kept import COUNTRY, of_publication
from aqyl.portal.results import store
from aqyl.register import load_register
from tests.portal.conftest import ALMATY
from tests.portal.diagnosis.conftest import World

pytestmark = pytest.mark.django_db
PUBLISHED = "/en/results/kz-2026/2026/"
NEEDS = f"{PUBLISHED}needs/"
OWN = f"{PUBLISHED}{ALMATY}/needs/"


def text(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_a_diagnosis_is_computed_once_and_read_in_parts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = of_publication(world.second)
    own = of_publication(world.second, ALMATY)
    monkeypatch.setattr(kept, "_diagnosed", lambda publication: pytest.fail("computed again"))
    assert of_publication(world.second) == whole
    assert [one.settlement for one in own.profiles] == [ALMATY]
    assert {one.settlement for one in own.peers} == {ALMATY}
    assert (whole.profiles, whole.peers) == ((), ())
    assert {one.kind for one in whole.priorities} <= {"country", "class"}
    assert whole.previous == world.first.campaign.period


def test_the_parts_say_what_the_whole_says(world: World) -> None:
    whole = kept._diagnosed(world.second)
    split = dict(kept.parts(whole))
    assert list(split)[-1] == COUNTRY
    assert split[ALMATY].profile(ALMATY) == whole.profile(ALMATY)
    assert split[ALMATY].peers_of(ALMATY) == whole.peers_of(ALMATY)
    assert split[ALMATY].priorities_of(ALMATY) == whole.priorities_of(ALMATY)


def test_three_settlements_are_too_few_for_classes_and_the_page_says_so(world: World) -> None:
    page = text(NEEDS)
    assert "which is too few to class" in page
    assert "var(--class-1)" not in page
    assert "PROMETHEE II" in page
    assert "not official" in page


def stable(found: Diagnosis) -> Diagnosis:
    """The same diagnosis with two classes: Almaty on the border, and all others."""
    classes = found.classes_of()
    names = [*classes.sample, *classes.unclassed]
    title = {"kk": "Көлік керек", "ru": "Нужен транспорт", "en": "Needs transport"}
    held: list[dict[str, Any]] = [
        {"id": "all-1", "title": title, "members": [ALMATY], "largest": ["transport"]},
        {"id": "all-2", "title": title, "members": names[1:], "largest": ["safety"]},
    ]
    held = [one | {"centre": {"transport": 40.0}, "above": {"transport": 5.0}} for one in held]
    members = [
        {
            "settlement": name,
            "needs_class": "all-1" if name == ALMATY else "all-2",
            "agree": 0.6,
            "on_border": name == ALMATY,
            "other": "all-2" if name == ALMATY else None,
        }
        for name in (ALMATY, *(one for one in names if one != ALMATY))
    ]
    held[1]["members"] = [one for one in names if one != ALMATY]
    fresh = json.loads(classes.model_dump_json()) | {"reason": None, "number": 2}
    agreed = {"number": 2, "agreement": 0.81, "low": 0.7, "high": 0.95}
    fresh |= {"draws": 100, "stability": [agreed]}
    fresh |= {"classes": held, "members": members, "sample": names, "unclassed": []}
    own = found.priorities_of(COUNTRY)
    more = [own.model_copy(update={"kind": "class", "scope": one["id"]}) for one in held]
    others = [one for one in found.classes if one.group != "all"]
    return found.model_copy(
        update={
            "classes": (NeedsClasses.model_validate_json(json.dumps(fresh)), *others),
            "priorities": (own, *more),
        }
    )


def test_classes_stand_on_a_map_by_colour_and_shape_and_in_a_list(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stable(of_publication(world.second))
    monkeypatch.setattr(views, "of_publication", lambda *_: made)
    caches["pages"].clear()
    page = text(NEEDS)
    assert "Classes by need: 2. Agreement over 100 draws (adjusted Rand index): 0.81" in page
    for name in load_register().in_groups():
        assert f"{PUBLISHED}{name.kato}/needs/" in page
    assert page.count("var(--class-1)") == 1
    assert page.count("var(--class-2)") > 10
    assert 'aria-label="Almaty: Needs transport"' in page
    assert '<a href="../750000000/needs/"' in page
    border = page.split(f"{PUBLISHED}{ALMATY}/needs/")[1].split("</li>")[0]
    assert "on the border" in border
    image = text(f"{NEEDS}map.svg")
    assert "var(" not in image
    caches["pages"].clear()


def test_a_class_keeps_its_look_from_year_to_year() -> None:
    class One:
        def __init__(self, name: str) -> None:
            self.id = name

    class Classes:
        classes = (One("all-7"), One("all-2"), One("all-10"))

    assert look_of(Classes()) == {"all-2": 1, "all-7": 2, "all-10": 3}  # type: ignore[arg-type]
    assert len(set(SHAPES)) == 6


def test_a_settlement_shows_its_gaps_with_intervals_and_who_closed_them(world: World) -> None:
    page, found = text(OWN), of_publication(world.second, ALMATY)
    domain = next(gap for gap in found.profile(ALMATY).gaps if gap.kind == "domain")
    assert domain.gap is not None
    assert f"Gap {domain.gap:.1f} ({domain.low:.1f} – {domain.high:.1f})" in page
    first = found.peers_of(ALMATY)[0]
    peers = text(f"{OWN}peers/")
    assert load_register().get(first.peers[0].settlement).name("en") in peers
    assert f"{PUBLISHED}{first.peers[0].settlement}/needs/" in peers
    assert f"All gaps that others have closed: {len(found.peers_of(ALMATY))}" in page


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_pages_are_light_and_whole_in_three_languages(world: World, lang: str) -> None:
    for path in (NEEDS, OWN, f"{OWN}peers/", f"{NEEDS}groups/republican/"):
        answer = Client().get(path.replace("/en/", f"/{lang}/"))
        assert answer.status_code == 200
        assert len(answer.content) < 150_000, path
        assert b"diagnose." not in answer.content


@pytest.mark.parametrize(("path", "queries"), [(NEEDS, 1), (OWN, 1), (f"{OWN}peers/", 1)])
def test_a_page_asks_the_database_so_often_and_a_second_visit_only_for_its_tag(
    world: World, path: str, queries: int, django_assert_num_queries: Any
) -> None:
    of_publication(world.second)
    caches["pages"].clear()
    caches["tags"].clear()
    with django_assert_num_queries(queries):
        first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert first["Cache-Control"].startswith("public")


def test_the_document_is_what_the_command_writes(world: World) -> None:
    found = json.loads(text(f"{NEEDS}diagnosis.json"))
    assert found["period"] == "2026"
    assert "profiles" not in found
    assert Diagnosis.model_validate_json(json.dumps(found)).classes


def test_results_lead_to_the_diagnosis_and_unknown_places_do_not(world: World) -> None:
    assert re.search(rf'href="{NEEDS}"', text(PUBLISHED))
    assert re.search(rf'href="{OWN}"', text(f"{PUBLISHED}{ALMATY}/"))
    text(f"{PUBLISHED}123456789/needs/", 404)
    text(f"{NEEDS}groups/nowhere/", 404)
    text("/en/results/kz-2026/1999/needs/", 404)
    assert list((store.root() / "drawings").glob("*.json"))
