"""The interface for programs, as anyone may read it."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from aqyl.portal.api import limits
from tests.portal.conftest import ALMATY
from tests.portal.results.conftest import World, shared, world

__all__ = ["shared", "world"]
pytestmark = pytest.mark.django_db

HERE = "/api/v1/campaigns/kz-2026/2026"
PROBLEM = "application/problem+json"


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Nobody has asked yet."""
    cache.clear()


class TestReading:
    def test_only_published_campaigns_are_there(self, client: Client, world: World) -> None:
        found = client.get("/api/v1/campaigns").json()
        assert [one["period"] for one in found["items"]] == ["2026", "2025", "2024"]
        assert [one["demonstration"] for one in found["items"]] == [False, False, True]
        (publication,) = found["items"][0]["publications"]
        assert publication["bundle"] == world.second.digest

    def test_every_campaign_says_how_much_is_official(self, client: Client, world: World) -> None:
        sources = client.get(HERE).json()["sources"]
        assert sources["working"] > sources["official"] > 0

    def test_scores_of_one_settlement(self, client: Client, world: World) -> None:
        found = client.get(f"{HERE}/scores?settlement={ALMATY}&node=total").json()
        row = world.second.scores.get(settlement=ALMATY, node="total")
        assert found["items"] == [row.as_row()]
        assert found["next"] is None

    def test_ranks_of_a_group(self, client: Client, world: World) -> None:
        found = client.get(f"{HERE}/ranks?group=republican").json()
        assert found["count"] == 3
        assert {one["group"] for one in found["items"]} == {"republican"}

    def test_editions_initiatives_and_settlements(self, client: Client) -> None:
        assert client.get("/api/v1/editions/kz-2026").json()["initiatives"] == 86
        found = client.get("/api/v1/editions/kz-2026/initiatives?limit=1").json()
        assert found["count"] == 86
        assert client.get(f"/api/v1/settlements/{ALMATY}").json()["name"]["kk"] == "Алматы"
        assert client.get("/api/v1/settlements").json()["count"] == 100

    def test_queries(self, client: Client, world: World, django_assert_num_queries: object) -> None:
        for address, number in ((f"{HERE}/scores", 3), (f"{HERE}/ranks", 3), (HERE, 2)):
            with django_assert_num_queries(number):  # type: ignore[operator]
                client.get(address)


class TestParts:
    def test_parts_put_together_are_the_whole(self, client: Client, world: World) -> None:
        offset: int | None = 0
        found: list[str] = []
        while offset is not None:
            page = client.get(f"/api/v1/settlements?limit=30&offset={offset}").json()
            found += [one["kato"] for one in page["items"]]
            offset = page["next"]
        assert len(found) == len(set(found)) == 100

    @pytest.mark.parametrize("offset", [10**6, 2**31, 2**63, 10**40])
    def test_a_giant_offset_is_an_empty_part(
        self, client: Client, world: World, offset: int
    ) -> None:
        page = client.get(f"{HERE}/scores?offset={offset}").json()
        assert (page["items"], page["next"]) == ([], None)

    @pytest.mark.parametrize("limit", ["0", "201", "-1", "x", "1e3"])
    def test_a_limit_out_of_bounds_is_refused(self, client: Client, limit: str) -> None:
        response = client.get(f"/api/v1/settlements?limit={limit}")
        assert (response.status_code, response["Content-Type"]) == (422, PROBLEM)
        assert "query.limit" in response.json()["problems"][0]["given"]


class TestTags:
    def test_who_has_it_is_told_so(self, client: Client, world: World) -> None:
        first = client.get(HERE)
        again = client.get(HERE, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_it_can_be_kept_by_anyone(self, client: Client, world: World) -> None:
        assert client.get(HERE)["Cache-Control"] == "public, max-age=300"


class TestRefusals:
    @pytest.mark.parametrize(
        "address",
        [
            "/api/v1/nothing",
            "/api/v1/campaigns/kz-2026/1999",
            f"{HERE}/scores?publication=9",
            "/api/v1/editions/kz-1999",
            "/api/v1/settlements/000000000",
        ],
    )
    def test_nothing_of_the_kind(self, client: Client, world: World, address: str) -> None:
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (404, PROBLEM)
        (problem,) = response.json()["problems"]
        assert all(problem[part] for part in ("given", "allowed", "repair"))

    def test_in_the_language_that_is_accepted(self, client: Client) -> None:
        titles = {
            lang: client.get("/api/v1/nothing", headers={"accept-language": lang}).json()["title"]
            for lang in ("kk", "ru", "en")
        }
        assert titles["kk"] == "Мұндай нәрсе жоқ"
        assert titles["en"] == "Not found"
        assert len(set(titles.values())) == 3

    def test_another_method_is_told_which_are_allowed(self, client: Client) -> None:
        response = client.post("/api/v1/settlements")
        assert (response.status_code, response["Content-Type"]) == (405, PROBLEM)
        assert response["Allow"] == "GET"


class TestLimits:
    def test_one_too_many_waits_for_the_next_minute(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "BY_ADDRESS", 2)
        codes = [client.get("/api/v1/editions").status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        response = client.get("/api/v1/editions")
        assert 0 < int(response["Retry-After"]) <= 60

    def test_made_up_tokens_count_for_the_address(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "BY_ADDRESS", 2)
        codes = [
            client.get(
                "/api/v1/editions", headers={"authorization": f"Bearer aqyl_{n}"}
            ).status_code
            for n in range(3)
        ]
        assert codes == [200, 200, 429]

    def test_another_address_has_its_own(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "BY_ADDRESS", 1)
        assert client.get("/api/v1/editions").status_code == 200
        assert client.get("/api/v1/editions", REMOTE_ADDR="192.0.2.7").status_code == 200
