"""Scenarios are solved from published results, compared, and handed on as the draft."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import Territory
from aqyl.portal.plans.models import Plan
from aqyl.portal.plans.solving import Wishes
from aqyl.portal.procedure import RefusedError, perform
from aqyl.portal.results.models import Publication
from aqyl.portal.scenarios import solving
from aqyl.portal.scenarios.compare import compared
from aqyl.portal.scenarios.models import Scenario, as_json, wishes_of
from aqyl.standard import load_edition
from tests.portal.conftest import ALMATY, ASTANA, Invite
from tests.portal.plans.conftest import INITIATIVE, plan_text
from tests.portal.scenarios.conftest import YEAR, Make

pytestmark = pytest.mark.django_db
PAGE = f"/en/plans/settlements/{ALMATY}/scenarios/"


def signed(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_wishes_are_read_back_as_they_were_stored() -> None:
    wishes = Wishes({(2027, "local"): 5, (2028, "private"): 0}, 2.5, ("a",), ("b@2028",), False)
    assert wishes_of(as_json(wishes)) == wishes


def test_a_scenario_is_solved_kept_with_what_was_asked_and_compared(
    publication: Publication, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solving, "POINTS", 3)
    client = signed(officer)
    forbidden = "city-management.city-app"
    form = {f"money-{YEAR + n}-local": "400 000" for n in range(5)}
    form |= {"title": "All of it", "mandate": "yes", "share": ""}
    answer: Any = client.post(PAGE, form)
    assert answer.status_code == 303, answer.content.decode()
    first = Scenario.objects.get()
    half = {**form, "title": "Half", "share": "50", "forbid": forbidden, "s": str(first.pk)}
    half.pop("mandate")
    answer = client.post(PAGE, half)
    second = Scenario.objects.latest("pk")
    assert answer.url == f"{PAGE}?s={first.pk}&s={second.pk}"
    assert second.asked.money[YEAR, "local"] == 200_000
    assert (second.asked.forbid, second.asked.mandate) == ((forbidden,), False)
    table = compared(publication.campaign.edition, [first, second])
    one, other = table.columns
    assert one.after > one.before
    for column, most in ((one, 400_000), (other, 200_000)):
        assert 0 < max(column.by_year.values()) <= most
    assert forbidden not in other.actions
    assert first.solved["gap"] < 0.005
    costs = [cost for cost, _, _ in first.front]
    assert costs == sorted(costs)
    event = Event.objects.filter(action="make-scenario").last()
    assert event is not None
    assert '"share"' not in event.data
    assert "200000" in event.data
    page = client.get(answer.url).content.decode()
    assert "1. All of it" in page
    assert "2. Half" in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"title": ""}, "no name"),
        ({"title": "A", "share": "-1"}, "from 0 to 1000"),
        ({"title": "A", "staff": "two"}, "two"),
        ({"title": "A", f"money-{YEAR}-local": "-5"}, "-5"),
    ],
)
def test_what_cannot_be_asked_is_said_and_nothing_kept(
    publication: Publication, officer: Person, form: dict[str, str], said: str
) -> None:
    answer = signed(officer).post(PAGE, form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Scenario.objects.exists()


def test_what_differs_is_named_and_what_is_the_same_counted(make: Make) -> None:
    text = plan_text()
    later = text.roadmap.actions[0].model_copy(
        update={
            "initiative": "city-management.city-app",
            "start": text.roadmap.actions[0].start.replace(year=2028),
        }
    )
    roadmap = text.roadmap.model_copy(update={"actions": (*text.roadmap.actions[:1], later)})
    changed = text.model_copy(update={"roadmap": roadmap})
    scenarios = [make("One"), make("Other", text=changed)]
    edition = load_edition("kz-2026")
    table = compared(edition, scenarios)
    titles = {one.id: one.title for one in edition.initiatives}
    first, second = (titles[name] for name in ("city-management.city-app", INITIATIVE))
    assert [title for title, _ in table.differing] == [first, second]
    assert [one and one.start.year for one in table.differing[0][1]] == [None, 2028]
    assert table.same == 0
    assert compared(edition, [scenarios[0], scenarios[0]]).same == 1
    assert table.columns[0].cost == 80_000
    assert [year for year, _ in table.totals] == [2027, 2028]


def test_a_scenario_becomes_the_draft_unless_one_is_under_way(make: Make, officer: Person) -> None:
    one, client = make("One"), signed(officer)
    path = f"/en/plans/scenarios/{one.pk}/draft/"
    answer: Any = client.post(path)
    plan = Plan.objects.get()
    assert (answer.status_code, answer.url) == (303, f"/en/plans/{plan.pk}/roadmap/")
    assert plan.text.roadmap == one.text.roadmap
    assert plan.solved == one.solved
    assert client.post(path).status_code == 422


def test_only_officers_of_the_place_make_and_remove_and_others_of_it_look(
    make: Make, invite: Invite, publication: Publication
) -> None:
    one = make("One")
    stranger, auditor = signed(invite("officer", ASTANA)), signed(invite("auditor", ALMATY))
    assert stranger.get(PAGE).status_code == 403
    assert stranger.post(f"/en/plans/scenarios/{one.pk}/draft/").status_code == 403
    page = auditor.get(PAGE).content.decode()
    assert "One" in page
    assert "A new scenario" not in page
    assert auditor.post(PAGE, {"title": "B"}).status_code == 403


def test_one_that_was_taken_away_is_gone_but_the_log_keeps_it(make: Make, officer: Person) -> None:
    one, client = make("One"), signed(officer)
    client.post(f"/en/plans/scenarios/{one.pk}/remove/", {"seen": "1"})
    assert f'id="s-{one.pk}"' not in client.get(PAGE).content.decode()
    assert client.post(f"/en/plans/scenarios/{one.pk}/remove/", {"seen": "2"}).status_code == 404
    one.refresh_from_db()
    with pytest.raises(RefusedError):
        perform("remove-scenario", one, officer)
    assert Event.objects.filter(action="remove-scenario").count() == 1


def test_there_is_an_end_to_how_many(make: Make) -> None:
    for n in range(12):
        make(str(n))
    with pytest.raises(RefusedError, match="up to 12"):
        make("one more")


def test_another_begins_from_what_one_asked_and_one_alone_is_not_compared(
    make: Make, officer: Person
) -> None:
    one, client = make("One"), signed(officer)
    page = client.get(f"{PAGE}?from={one.pk}").content.decode()
    assert f'name="money-{YEAR}-local" inputmode="numeric" value="100"' in page
    assert "Choose two to four" in client.get(f"{PAGE}?s={one.pk}").content.decode()


def test_the_page_asks_the_database_so_often_and_is_light(
    make: Make, officer: Person, django_assert_num_queries: Any
) -> None:
    scenarios = [make(str(n)) for n in range(4)]
    client = signed(officer)
    chosen = "&".join(f"s={one.pk}" for one in scenarios)
    with django_assert_num_queries(7):
        answer = client.get(f"{PAGE}?{chosen}")
    assert len(answer.content) < 150_000
    assert answer.content.count(b'class="dot"') == 4
    assert Territory.objects.filter(pk=ALMATY).exists()
