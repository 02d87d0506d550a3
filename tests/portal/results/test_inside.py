"""Preliminary results for the akimat, and the review of the base list for the methodologist."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.people.models import Person
from aqyl.portal.results.models import Publication
from tests.portal.conftest import ALMATY, ASTANA, Invite

pytestmark = pytest.mark.django_db


def sign_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


@pytest.fixture
def here(preliminary: Campaign) -> str:
    return f"/kk/results/submissions/{preliminary.submissions.get(territory_id=ALMATY).pk}/"


class TestPreliminary:
    @pytest.mark.parametrize(
        ("role", "place"),
        [("officer", ALMATY), ("approver", ALMATY), ("verifier", "KZ"), ("auditor", "KZ")],
    )
    def test_whoever_reads_the_submission_reads_its_result(
        self, client: Client, here: str, invite: Invite, role: str, place: str
    ) -> None:
        assert sign_in(client, invite(role, place)).get(here).status_code == 200

    @pytest.mark.parametrize(("role", "place"), [("officer", ASTANA), ("administrator", "KZ")])
    def test_nobody_else(
        self, client: Client, here: str, invite: Invite, role: str, place: str
    ) -> None:
        sign_in(client, invite(role, place))
        assert client.get(here).status_code == 403
        assert client.get(f"{here}total/").status_code == 403

    def test_not_without_an_account(self, client: Client, here: str) -> None:
        assert client.get(here).status_code == 302

    def test_it_shows_what_the_verifier_changed_and_how_to_appeal(
        self, client: Client, here: str, officer: Person
    ) -> None:
        refused = Answer.objects.filter(
            submission__territory_id=ALMATY, state="answer.refused", is_indicator=False
        )[0]
        refused.reason = "the order is from another year"
        refused.save()
        html = sign_in(client, officer).get(here).content.decode()
        assert refused.reason in html
        assert "«шағым беру»" in html
        assert "10 жұмыс күні" in html
        assert f'href="{here}{refused.node}/"' in html
        card = f"/kk/submissions/{refused.submission_id}/cards/{refused.node}/"
        assert f'href="{card}"' in html

    def test_each_number_opens_to_its_trail(
        self, client: Client, here: str, officer: Person
    ) -> None:
        html = sign_in(client, officer).get(f"{here}total/").content.decode()
        assert "Неден құралған" in html
        assert client.get(f"{here}nothing/").status_code == 404

    def test_before_there_is_any(self, client: Client, filled: Campaign, officer: Person) -> None:
        number = filled.submissions.get(territory_id=ALMATY).pk
        html = sign_in(client, officer).get(f"/kk/results/submissions/{number}/").content.decode()
        assert "Алдын ала нәтиже әлі жоқ" in html

    def test_once_published_it_leads_to_the_public_page(
        self, client: Client, published: Publication, officer: Person
    ) -> None:
        number = published.campaign.submissions.get(territory_id=ALMATY).pk
        response = sign_in(client, officer).get(f"/kk/results/submissions/{number}/")
        assert response["Location"] == f"/kk/results/kz-2026/2026/{ALMATY}/"

    def test_queries(
        self, client: Client, here: str, officer: Person, django_assert_num_queries: object
    ) -> None:
        sign_in(client, officer).get(here)
        with django_assert_num_queries(11):  # type: ignore[operator]
            client.get(here)


class TestReview:
    HERE = "/kk/results/kz-2026/2026/review/"

    def test_a_methodologist_sees_every_initiative(
        self, client: Client, filled: Campaign, invite: Invite
    ) -> None:
        html = sign_in(client, invite("methodologist", "KZ")).get(self.HERE).content.decode()
        asked = Answer.objects.filter(is_indicator=False).values("node").distinct().count()
        assert html.count('<tr><th scope="row">') == asked
        assert "жорамалдары" in html

    def test_the_section_leads_to_the_newest_campaign(
        self, client: Client, filled: Campaign, invite: Invite
    ) -> None:
        sign_in(client, invite("methodologist", "KZ"))
        assert client.get("/kk/results/review/")["Location"] == self.HERE

    def test_it_is_exported(self, client: Client, filled: Campaign, invite: Invite) -> None:
        sign_in(client, invite("methodologist", "KZ"))
        text = client.get(self.HERE.rstrip("/") + ".csv").content.decode()
        rows = list(csv.DictReader(io.StringIO(text)))
        assert all(int(row["have"]) <= int(row["checked"]) <= int(row["asked"]) for row in rows)
        assert all(float(row["have_low"]) <= float(row["have_high"]) for row in rows)

    @pytest.mark.parametrize("role", ["officer", "verifier"])
    def test_nobody_else(self, client: Client, filled: Campaign, invite: Invite, role: str) -> None:
        sign_in(client, invite(role, "KZ"))
        assert client.get(self.HERE).status_code == 403
        assert client.get(self.HERE.rstrip("/") + ".csv").status_code == 403

    def test_an_edition_without_its_rules_has_no_review(
        self,
        client: Client,
        filled: Campaign,
        invite: Invite,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        bare = filled.edition.model_copy(update={"review": None})
        monkeypatch.setattr(Campaign, "edition", property(lambda _: bare))
        sign_in(client, invite("methodologist", "KZ"))
        assert client.get(self.HERE).status_code == 404
        assert client.get(self.HERE.rstrip("/") + ".csv").status_code == 404
        assert self.HERE not in client.get("/kk/home/").content.decode()
