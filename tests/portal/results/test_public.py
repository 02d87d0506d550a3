"""What anyone can read without an account."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django.fixtures import Settings

from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.history.models import Event
from aqyl.portal.procedure import perform
from aqyl.portal.results import store
from aqyl.portal.results.change import change_of
from aqyl.portal.results.models import Publication
from aqyl.portal.results.tables import rows_of
from aqyl.publish.bundle import read_bundle, verify
from aqyl.register import load_register
from aqyl.tables import read_table
from tests.portal.conftest import ALMATY, ASTANA, Invite
from tests.portal.results.conftest import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

HERE = "/kk/results/kz-2026/2026/"
PAGES = {
    "country": HERE,
    "settlement": f"{HERE}{ALMATY}/",
    "number": f"{HERE}{ALMATY}/total/",
    "nodes": f"{HERE}nodes/",
    "node": f"{HERE}nodes/safety/",
    "compare": f"{HERE}compare/?with={ALMATY}&with={ASTANA}",
    "downloads": f"{HERE}downloads/",
    "campaigns": "/kk/results/",
}
QUERIES = {
    "country": 3, "settlement": 5, "number": 3, "nodes": 1, "node": 3, "compare": 3,
    "downloads": 2, "campaigns": 1,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_stands_in_three_languages_and_is_small(client: Client, name: str) -> None:
    titles = set()
    for lang in ("kk", "ru", "en"):
        response = client.get(PAGES[name].replace("/kk/", f"/{lang}/", 1))
        assert response.status_code == 200
        html = response.content.decode()
        assert f'lang="{lang}"' in html
        assert len(response.content) < 150_000
        assert " style=" not in html
        titles.add(re.search("<h1[^>]*>(.*?)</h1>", html, re.DOTALL)[1])  # type: ignore[index]
    assert len(titles) > 1


@pytest.mark.parametrize("name", sorted(PAGES))
def test_queries(client: Client, django_assert_num_queries: object, name: str) -> None:
    client.get(PAGES[name])
    address = PAGES[name] + ("&fresh=1" if "?" in PAGES[name] else "?fresh=1")
    with django_assert_num_queries(QUERIES[name]):  # type: ignore[operator]
        assert client.get(address).status_code == 200


class TestVisibility:
    @pytest.mark.parametrize(
        "address",
        [
            "/kk/results/kz-2026/1999/",
            f"{HERE}publication-2/",
            f"{HERE}000000000/",
            f"{HERE}{ALMATY}/nothing/",
            f"{HERE}nodes/nothing/",
            f"{HERE}downloads/evidence.csv",
            f"{HERE}downloads/scores.pdf",
        ],
    )
    def test_what_is_not_there(self, client: Client, address: str) -> None:
        assert client.get(address).status_code == 404

    def test_nothing_is_shown_before_it_is_published(self, client: Client) -> None:
        Publication.objects.filter(campaign__period="2026").update(campaign_id=_another())
        assert client.get(HERE).status_code == 404
        assert f'href="{HERE}"' not in client.get("/kk/results/").content.decode()

    def test_a_demonstration_says_so(self, client: Client) -> None:
        assert "ойдан шығарылған" in client.get("/kk/results/kz-2026/2024/").content.decode()
        assert "ойдан шығарылған" not in client.get(HERE).content.decode()

    def test_every_page_says_how_much_is_not_official(self, client: Client) -> None:
        for name in sorted(PAGES.keys() - {"campaigns"}):
            html = client.get(PAGES[name].replace("/kk/", "/en/", 1)).content.decode()
            assert re.search(r"\d+ working, \d+ assumptions", html), name

    def test_notes_of_the_akimat_are_nowhere(self, client: Client) -> None:
        for address in [*PAGES.values(), f"{HERE}downloads/answers.json"]:
            assert "known to us alone" not in client.get(address).content.decode()


def _another() -> int:
    """A campaign of a year that nobody asks for."""
    return Campaign.objects.create(edition_id="kz-2026", fingerprint="0" * 64, period="2001").pk


class TestKept:
    def test_whoever_has_the_page_is_told_that_it_is_the_same(self, client: Client) -> None:
        first = client.get(HERE)
        again = client.get(HERE, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        headers = {"if-modified-since": first["Last-Modified"]}
        assert client.get(HERE, headers=headers).status_code == 304

    def test_it_is_the_same_for_everyone(self, client: Client, invite: Invite) -> None:
        first = client.get(HERE)
        assert first["Cache-Control"] == "public, max-age=300"
        assert "Cookie" not in first.get("Vary", "")
        client.force_login(invite("manager", "KZ"))
        assert client.get(HERE).content == first.content

    def test_each_language_and_page_has_a_tag_of_its_own(self, client: Client) -> None:
        addresses = [HERE, HERE.replace("/kk/", "/ru/"), f"{HERE}nodes/", f"{HERE}publication-1/"]
        assert len({client.get(address)["ETag"] for address in addresses}) == 4

    def test_from_memory_it_costs_one_query(
        self, client: Client, django_assert_num_queries: object
    ) -> None:
        client.get(HERE)
        with django_assert_num_queries(1):  # type: ignore[operator]
            client.get(HERE)


class TestNumbers:
    def test_the_ranking_shows_score_bounds_and_possible_places(
        self, client: Client, world: World
    ) -> None:
        row = world.second.ranks.get(settlement=ALMATY, group="republican")
        html = client.get(HERE.replace("/kk/", "/en/")).content.decode()
        cells = html.split(f'{ALMATY}/">Almaty</a></th>')[1].split("</tr>")[0]
        assert f"{row.score:.1f}" in cells
        assert f">{row.rank_low:.0f}" in cells

    def test_the_parts_of_a_number_sum_to_it(self, client: Client) -> None:
        html = client.get(f"/en/results/kz-2026/2026/{ALMATY}/total/").content.decode()
        score = float(re.search(r"<dt>Score</dt><dd>([\d.]+)", html)[1])  # type: ignore[index]
        parts = [float(x) for x in re.findall(r'<td class="n">([\d.]+)</td></tr>', html)]
        assert len(parts) == 8
        assert sum(parts) == pytest.approx(score, abs=0.051)

    def test_a_leaf_opens_to_the_row_of_the_bundle_and_its_source(
        self, client: Client, world: World
    ) -> None:
        fact = world.second.facts.filter(settlement=ALMATY, file="answers.csv")[0]
        html = client.get(f"{HERE}{ALMATY}/{fact.node}/").content.decode()
        assert f"{fact.file} файлының {fact.line}-жолы" in html
        assert fact.sha256 in html
        assert 'href="https://example.kz/order-7"' in html

    def test_the_change_since_the_year_before_sums(self, client: Client, world: World) -> None:
        change = change_of(world.second, ALMATY)
        assert change is not None
        assert change.real + change.method + change.data == pytest.approx(change.points)
        scores = {"settlement": ALMATY, "node": "total"}
        assert change.before == pytest.approx(world.first.scores.get(**scores).score)
        assert change.after == pytest.approx(world.second.scores.get(**scores).score)
        assert (
            "2025 жылмен салыстырғандағы өзгеріс" in client.get(f"{HERE}{ALMATY}/").content.decode()
        )

    def test_the_first_year_has_no_change(self, world: World) -> None:
        assert change_of(world.first, ALMATY) is None

    def test_who_does_it_best_comes_first(self, client: Client, world: World) -> None:
        best = world.second.scores.filter(node="safety", score__isnull=False)
        name = load_register().get(best.order_by("-score", "-low")[0].settlement).name("kk")
        html = client.get(PAGES["node"]).content.decode()
        assert html.split('<th scope="row">')[1].split("</a>")[0].endswith(f">{name}")

    def test_one_alone_is_chosen_beforehand(self, client: Client) -> None:
        html = client.get(f"{HERE}compare/?with={ALMATY}").content.decode()
        assert f'value="{ALMATY}" selected' in html

    def test_what_is_no_settlement_is_not_compared(self, client: Client) -> None:
        response = client.get(f"{HERE}compare/?with=x&with=y")
        assert response.status_code == 422
        assert "2-ден 5-ке дейін" in response.content.decode()

    def test_the_map_leads_to_the_settlements(self, client: Client) -> None:
        html = client.get(HERE).content.decode()
        assert f'<a href="{ALMATY}/"' in html
        drawn = client.get(f"{HERE}map.svg")
        assert drawn["Content-Type"] == "image/svg+xml"
        assert b"var(--" not in drawn.content


class TestDownloads:
    def test_csv_is_the_file_of_the_bundle(self, client: Client, world: World) -> None:
        with ZipFile(store.bundle_path(world.second.digest)) as archive:
            assert client.get(f"{HERE}downloads/scores.csv").content == archive.read(
                "results/scores.csv"
            )

    def test_json_holds_the_rows_and_what_to_know(self, client: Client, world: World) -> None:
        found = client.get(f"{HERE}downloads/ranks.json").json()
        assert len(found["rows"]) == world.second.ranks.count()
        assert found["notes"]["bundle"] == f"sha256:{world.second.digest}"
        assert found["notes"]["licence"] == "Жариялаушы лицензиясын көрсетпеген."
        demonstration = client.get("/kk/results/kz-2026/2024/downloads/ranks.json").json()
        assert "ойдан шығарылған" in demonstration["notes"]["demonstration"]

    def test_xlsx_can_be_read_back(self, client: Client, tmp_path: Path) -> None:
        path = tmp_path / "answers.xlsx"
        path.write_bytes(client.get(f"{HERE}downloads/answers.xlsx").content)
        table = read_table(path, "answers")
        lines = client.get(f"{HERE}downloads/answers.csv").content.decode().splitlines()
        assert len(table) == len(lines) - 1

    def test_the_bundle_replays(self, client: Client, tmp_path: Path) -> None:
        path = tmp_path / "bundle.zip"
        response = client.get(f"{HERE}downloads/bundle.zip")
        path.write_bytes(b"".join(response.streaming_content))  # type: ignore[attr-defined]
        assert verify(path).replays


def test_the_first_publication_stays_after_a_correction(client: Client, world: World) -> None:
    before = client.get(f"{HERE}publication-1/").content
    campaign = world.second.campaign
    perform("publish-correction", campaign, world.manager, reason="a slip of the pen")
    html = client.get(f"{HERE}publication-1/").content.decode()
    assert "Кейін түзетіліп, 2-жарияланым шықты" in html
    assert "Кейін түзетіліп" not in before.decode()
    assert "a slip of the pen" in client.get(f"{HERE}downloads/").content.decode()


def test_which_publication_is_the_latest_is_not_asked_every_time(
    client: Client, settings: Settings, django_assert_num_queries: object
) -> None:
    settings.PUBLISHED_FRESH = 60
    address = f"/en/results/kz-2026/2026/{ASTANA}/"
    try:
        first = client.get(address)
        with django_assert_num_queries(0):  # type: ignore[operator]
            assert client.get(address).content == first.content
    finally:
        caches["tags"].clear()


class TestPublished:
    """What every publication is; how it comes about stands in test_freeze.py."""

    def test_it_says_what_its_bundle_is(self, world: World) -> None:
        one, path = world.second, store.bundle_path(world.second.digest)
        assert one.size == path.stat().st_size
        assert read_bundle(path).manifest.edition.fingerprint == one.fingerprint

    def test_scores_in_the_database_are_those_of_the_bundle(self, world: World) -> None:
        with ZipFile(store.bundle_path(world.second.digest)) as archive:
            lines = archive.read("results/scores.csv").decode().splitlines()[1:]
        kept = world.second.scores.order_by("pk")
        assert len(lines) == len(kept)
        for line, row in zip(lines, kept, strict=True):
            cells = line.split(",")
            assert cells[2:6] == [row.settlement, row.group, row.node, row.kind]
            assert (float(cells[6]) if cells[6] else None) == row.score

    def test_it_names_the_end_of_the_log_before_it(self, world: World) -> None:
        event = Event.objects.get(number=world.second.log_number)
        assert event.digest == world.second.log_digest
        assert Event.objects.get(number=world.second.log_number + 1).action == "publish"

    def test_values_of_earlier_real_years_may_still_stand(self, world: World) -> None:
        rows = rows_of(world.second.campaign)
        assert {row["period"] for row in rows["values"]} == {"2025", "2026"}
        assert {row["period"] for row in rows["answers"]} == {"2026"}
        assert world.demonstration.campaign.period == "2024"

    def test_the_period_before_is_named(self, world: World) -> None:
        assert world.second.before == world.first
        assert world.first.before is None
