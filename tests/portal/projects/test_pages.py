"""Pages of the register and the desk: who sees what, at how many queries, how heavy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY
from aqyl.portal.procedure import perform
from aqyl.portal.projects.learning import weights_now
from aqyl.portal.projects.models import Pair, Project, Search
from aqyl.portal.projects.pages.together import groups
from tests.portal.conftest import ALMATY, ASTANA, KOKSHETAU, Invite
from tests.portal.projects.conftest import Enter, enter_pairs, found

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]
LIST, DESK = "/en/projects/", "/en/projects/pairs/"
QUALITY, TOGETHER = f"{DESK}quality/", f"{DESK}together/"
# What twelve verdicts say of the suggestions: nothing of recall.
SAID: dict[str, Any] = {
    "precision": [0.8, 0.6, 0.9],
    "recall": [None, None, None],
    "f1": [0.8, 0.6, 0.9],
}
SAID |= {"pairs": 12, "matches": 7}


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_everyone_sees_the_projects_of_their_own_territories(
    enter: Enter, invite: Invite, browse: Browse
) -> None:
    enter("A-1", title_kk="Жарық")
    enter("S-1", settlement=ASTANA, title_ru="Мосты")
    page = text(browse(invite("officer", ALMATY)), LIST)
    assert "A-1" in page
    assert "S-1" not in page
    everything = text(browse(invite("methodologist", COUNTRY)), LIST)
    assert "A-1" in everything
    assert "S-1" in everything
    assert browse(invite("administrator", COUNTRY)).get(LIST).status_code == 403
    assert Client().get(LIST).status_code == 302


def test_a_search_of_the_list_knows_no_case_and_keeps_to_a_place(
    enter: Enter, manager: Person, browse: Browse
) -> None:
    enter("A-1", title_kk="Ақылды ЖАРЫҚ", supplier="Үлгі")
    enter("S-1", settlement=ASTANA, title_ru="Мосты")
    client = browse(manager)
    assert "A-1" in text(client, f"{LIST}?q=жарық+үлгі")
    assert "There are no such projects." in text(client, f"{LIST}?q=жарық+мост")
    assert "A-1" not in text(client, f"{LIST}?place={ASTANA}")


def test_a_project_of_another_settlement_opens_only_through_a_pair(
    apart: Pair, invite: Invite, enter: Enter, browse: Browse
) -> None:
    enter("K-2", settlement=KOKSHETAU)
    client = browse(invite("officer", ALMATY))
    text(client, f"{LIST}{apart.second_id}/")
    other = Project.objects.get(code="K-2")
    text(client, f"{LIST}{other.pk}/", 403)
    assert "Take off the register" not in text(client, f"{LIST}{apart.second_id}/")


def test_officers_see_pairs_of_their_settlement_and_judge_none(
    pair: Pair, invite: Invite, browse: Browse
) -> None:
    client = browse(invite("officer", ALMATY))
    page = text(client, f"{DESK}{pair.pk}/")
    assert "Your verdict" not in page
    answer = client.post(f"{DESK}{pair.pk}/", {"seen": 1, "verdict": "same", "reason": "x"})
    assert answer.status_code == 403
    assert browse(invite("officer", ASTANA)).get(f"{DESK}{pair.pk}/").status_code == 404


def test_a_pair_shows_both_with_what_differs_marked_and_escaped(
    pair: Pair, manager: Person, browse: Browse
) -> None:
    page = text(browse(manager), f"{DESK}{pair.pk}/")
    assert "Освещение улиц &lt;1&gt;, этап <mark>1</mark>" in page
    assert "Освещение улиц &lt;1&gt;, этап <mark>2</mark>" in page
    assert "1,000 tenge" in page
    assert "<li>words</li>" in page
    assert "<li>stage</li>" in page


def test_a_verdict_needs_a_choice_and_a_reason_and_leads_to_the_next_pair(
    pair: Pair, enter: Enter, search: Search, invite: Invite, browse: Browse
) -> None:
    enter("A-9")
    enter_pairs(search, found("A-1", "A-2"), found("A-1", "A-9", probability=0.6))
    client = browse(invite("methodologist", COUNTRY))
    path = f"{DESK}{pair.pk}/"
    assert client.post(path, {"seen": 1, "verdict": "", "reason": "x"}).status_code == 422
    assert client.post(path, {"seen": 1, "verdict": "same", "reason": " "}).status_code == 422
    answer: Any = client.post(path, {"seen": 1, "verdict": "part", "reason": "Екінші кезең"})
    other = Pair.objects.get(second__code="A-9")
    assert (answer.status_code, answer.url) == (303, f"{DESK}{other.pk}/")
    pair.refresh_from_db()
    assert (pair.verdict, pair.note, pair.changed_since) == ("part", "Екінші кезең", False)
    again = client.post(path, {"seen": 1, "verdict": "same", "reason": "late"})
    assert again.status_code == 409


def test_a_verdict_says_when_a_project_changed_after_it(
    pair: Pair, manager: Person, enter: Enter, browse: Browse
) -> None:
    perform("judge-pair", pair, manager, verdict="same", reason="Бір шарт")
    enter("A-1", amount=5.0)
    assert "was changed after the verdict" in text(browse(manager), f"{DESK}{pair.pk}/")


def test_the_desk_is_narrowed_and_sorted(
    search: Search, enter: Enter, manager: Person, browse: Browse
) -> None:
    for code in ("A-1", "A-2", "A-3"):
        enter(code, title_en=f"Lights {code}")
    enter_pairs(
        search,
        found("A-1", "A-2", stake=5.0),
        found("A-1", "A-3", suggested="part", probability=0.7, stake=800.0),
    )
    client = browse(manager)
    page = text(client, DESK)
    assert page.index("Lights A-2") < page.index("Lights A-3")
    page = text(client, f"{DESK}?sort=money")
    assert page.index("Lights A-3") < page.index("Lights A-2")
    assert "Lights A-2" not in text(client, f"{DESK}?verdict=part")
    assert "There are no such pairs." in text(client, f"{DESK}?judged=judged")


def test_what_is_said_of_quality_names_its_sample(
    search: Search, manager: Person, browse: Browse
) -> None:
    least = {"threshold": 20, "weights": 60, "of_each_kind": 5}
    learned = {"verdicts": 12, "changed": [], "before": SAID, "after": SAID, "least": least}
    assert "Nothing has been computed" in text(browse(manager), QUALITY)
    enter_pairs(search, **learned)
    page = text(browse(manager), QUALITY)
    assert "12 pairs judged by persons" in page
    assert "80% (60% – 90%)" in page.replace("\xa0", "").replace(" %", "%")
    assert "at least 20" in page


@pytest.mark.parametrize(
    ("lang", "shipped", "learned"),
    [("kk", "жасанды жобалардың", "Шешімдер: 30."), ("ru", "вымышленных", "Решений: 30.")],
)
def test_what_the_weights_rest_on_is_said_in_the_readers_language(
    manager: Person, browse: Browse, lang: str, shipped: str, learned: str
) -> None:
    client, path = browse(manager), QUALITY.replace("/en/", f"/{lang}/")
    assert shipped in text(client, path)
    weights = weights_now().model_dump_json()
    now = timezone.now()
    given = {"verdicts": 30, "weights": weights, "changed": ["threshold"], "threshold": 0.7}
    given |= {"before": SAID, "after": SAID}
    Search.objects.create(asked_at=now, told_at=now, ended_at=now, adopted=True, learned=given)
    page = text(client, path)
    assert learned in page
    assert shipped not in page


def test_dates_are_as_exact_as_given_and_in_the_readers_language(
    enter: Enter, manager: Person, browse: Browse
) -> None:
    enter("A-1", start="2026-03", end="2027")
    client = browse(manager)
    assert "Mar 2026 – 2027" in text(client, LIST)
    assert "март 2026" in text(client, LIST.replace("/en/", "/ru/"))


def test_shared_needs_gather_into_lists_confirmed_ones_apart(
    search: Search, enter: Enter, manager: Person, browse: Browse
) -> None:
    for code, place in (("A-1", ALMATY), ("K-1", KOKSHETAU), ("S-1", ASTANA), ("A-2", ALMATY)):
        enter(code, settlement=place, initiative="ecology.waste-tracking", currency=None)
    shared = {"suggested": "shared_need"}
    enter_pairs(
        search,
        found("A-1", "K-1", **shared),
        found("K-1", "S-1", **shared),
        found("A-2", "S-1", **shared),
    )
    first, second, third = Pair.objects.order_by("pk")
    for one in (first, second):
        perform("judge-pair", one, manager, verdict="shared_need", reason="Бір бастама")
    confirmed, suggested = groups(Pair.objects.order_by("pk"))
    assert [one.pk for one in confirmed] == [first.pk, second.pk]
    assert [one.pk for one in suggested] == [third.pk]
    page = text(browse(manager), TOGETHER)
    assert "Projects: 3. Together by the register: 3,000 tenge." in page
    assert page.index("confirmed by a person") < page.index("only suggested")


@pytest.mark.parametrize(
    ("path", "queries"),
    [(LIST, 10), (DESK, 12), ("{pair}", 8), (QUALITY, 9), (TOGETHER, 7), ("{project}", 9)],
)
def test_a_page_of_thirty_projects_asks_the_database_so_often_and_is_light(
    path: str,
    queries: int,
    search: Search,
    enter: Enter,
    manager: Person,
    browse: Browse,
    django_assert_num_queries: Any,
) -> None:
    for n in range(30):
        enter(f"A-{n:02}", title_kk="Көше жарығын қашықтан басқару жүйесін енгізу" * 2)
    enter_pairs(search, *(found("A-00", f"A-{n:02}") for n in range(1, 30)))
    pair = Pair.objects.first()
    assert pair is not None
    where = {"pair": f"{DESK}{pair.pk}/", "project": f"{LIST}{pair.first_id}/"}
    client = browse(manager)
    with django_assert_num_queries(queries):
        answer = client.get(path.format(**where))
    assert len(answer.content) < 150_000
