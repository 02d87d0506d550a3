"""A card: filled in, saved, remarked on, changed by two people at once."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.utils import timezone

from aqyl.assess.form import IndicatorCard
from aqyl.portal.campaigns.forms import form_of
from aqyl.portal.campaigns.models import Answer, Presence, Submission
from aqyl.portal.campaigns.prolonging import earliest
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import perform
from tests.portal.conftest import ALMATY, ASTANA, Invite

pytestmark = pytest.mark.django_db


def address(answer: Answer, lang: str = "kk") -> str:
    return f"/{lang}/submissions/{answer.submission_id}/cards/{answer.node}/"


def post(client: Client, answer: Answer, lang: str = "kk", **fields: object):  # type: ignore[no-untyped-def]
    return client.post(address(answer, lang), {"seen": answer.version, **fields})


def by_script(client: Client, answer: Answer, **fields: object):  # type: ignore[no-untyped-def]
    sent = {"seen": answer.version, **fields}
    return client.post(address(answer), sent, headers={"accept": "application/json"})


@pytest.fixture
def indicator(begun: Submission) -> Answer:
    """An indicator that is made of two numbers."""
    form = form_of(begun)
    card = next(c for c in form.cards() if isinstance(c, IndicatorCard) and c.has_parts)
    return begun.answers.get(node=card.id)


class TestReading:
    def test_statuses_are_worded_by_the_edition(
        self, client: Client, answer: Answer, officer: Person
    ) -> None:
        client.force_login(officer)
        html = client.get(address(answer)).content.decode()
        edition = answer.campaign.edition
        card = form_of(answer.submission).card(answer.node)
        assert card is not None
        for status in edition.statuses:
            assert f'value="{status.id}"' in html
        assert card.title.kk in html
        assert all(one.done.kk in html for one in card.statuses)  # type: ignore[union-attr]

    def test_another_akimat_does_not_read_it(
        self, client: Client, answer: Answer, invite: Invite
    ) -> None:
        client.force_login(invite("officer", ASTANA))
        assert client.get(address(answer)).status_code == 403

    def test_whoever_may_not_write_gets_no_fields(
        self, client: Client, answer: Answer, verifier: Person
    ) -> None:
        client.force_login(verifier)
        html = client.get(address(answer)).content.decode()
        assert "<textarea" not in html
        assert "жауап жоқ" in html

    def test_a_card_that_is_none_is_not_found(
        self, client: Client, begun: Submission, officer: Person
    ) -> None:
        client.force_login(officer)
        assert client.get(f"/kk/submissions/{begun.pk}/cards/nothing.here/").status_code == 404

    def test_last_years_answer_stands_beside(
        self, client: Client, answer: Answer, officer: Person, manager: Person
    ) -> None:
        perform("save-answer", answer, officer, status="pilot", note="Екі ауданда")
        country = answer.territory.parent
        perform("make-campaign", country, manager, edition="kz-2026", period="2027")
        later = type(answer.campaign).objects.get(period="2027")
        perform("open-campaign", later, manager)
        new = Answer.objects.get(
            submission__campaign=later, submission__territory=ALMATY, node=answer.node
        )
        client.force_login(officer)
        html = client.get(address(new)).content.decode()
        assert "Екі ауданда" in html
        assert "2026 жылғы бағалау" in html


class TestSaving:
    def test_without_a_script_the_button_saves_and_goes_on(
        self, client: Client, answer: Answer, officer: Person
    ) -> None:
        client.force_login(officer)
        sent = post(client, answer, status="pilot", source="", note="Сынақ", go="next")
        assert sent.status_code == 303
        assert "/cards/" in sent["Location"]
        assert sent["Location"] != address(answer)
        answer.refresh_from_db()
        assert (answer.status, answer.note) == ("pilot", "Сынақ")

    def test_a_script_is_told_the_version_and_the_time(
        self, client: Client, answer: Answer, officer: Person
    ) -> None:
        client.force_login(officer)
        told = json.loads(by_script(client, answer, status="pilot").content)
        assert told["version"] == answer.version + 1
        assert len(told["saved"]) == 5

    def test_the_same_again_is_no_event(
        self, client: Client, answer: Answer, officer: Person
    ) -> None:
        client.force_login(officer)
        by_script(client, answer, status="pilot")
        before = Event.objects.count()
        assert by_script(client, answer, status="pilot").status_code == 200
        assert Event.objects.count() == before

    @pytest.mark.parametrize(
        ("lang", "typed"), [("kk", "1 234,5"), ("ru", "1234.5"), ("en", "1,234.5")]
    )
    def test_numbers_are_typed_as_the_language_writes_them(
        self, client: Client, indicator: Answer, officer: Person, lang: str, typed: str
    ) -> None:
        client.force_login(officer)
        post(client, indicator, lang, value=typed)
        indicator.refresh_from_db()
        assert indicator.value == 1234.5

    def test_what_is_no_number_stays_in_its_field_with_why(
        self, client: Client, indicator: Answer, officer: Person
    ) -> None:
        client.force_login(officer)
        answer = post(client, indicator, value="он екі", note="Ескерту")
        html = answer.content.decode()
        assert answer.status_code == 422
        assert 'value="он екі"' in html
        assert ">Ескерту</textarea>" in html
        assert 'href="#value"' in html
        indicator.refresh_from_db()
        assert indicator.note == ""

    def test_the_value_is_worked_out_of_its_parts(
        self, client: Client, indicator: Answer, officer: Person
    ) -> None:
        client.force_login(officer)
        card = form_of(indicator.submission).card(indicator.node)
        assert isinstance(card, IndicatorCard)
        told = json.loads(by_script(client, indicator, numerator="1", denominator="4").content)
        assert float(told["ratio"].replace(",", ".")) == card.multiplier / 4

    def test_a_remark_stands_beside_the_field_at_once(
        self, client: Client, indicator: Answer, officer: Person
    ) -> None:
        client.force_login(officer)
        told = json.loads(by_script(client, indicator, numerator="7").content)
        assert "Қате:" in told["remarks"]

    def test_a_text_that_is_too_long_is_refused(
        self, client: Client, answer: Answer, officer: Person
    ) -> None:
        client.force_login(officer)
        assert post(client, answer, note="а" * 4001).status_code == 422

    def test_nobody_writes_once_it_is_signed(
        self, client: Client, answer: Answer, officer: Person
    ) -> None:
        Submission.objects.filter(pk=answer.submission_id).update(state="submission.signed")
        client.force_login(officer)
        assert by_script(client, answer, status="pilot").status_code == 422


class TestTwoPeople:
    @pytest.fixture
    def colleague(self, invite: Invite) -> Person:
        return invite("officer", ALMATY)

    def test_the_script_is_told_of_a_conflict(
        self, client: Client, answer: Answer, officer: Person, colleague: Person
    ) -> None:
        perform("save-answer", answer, colleague, note="Менікі")
        answer.version -= 1
        client.force_login(officer)
        assert by_script(client, answer, status="pilot", note="").status_code == 409

    def test_both_versions_stand_side_by_side_and_nothing_is_lost(
        self, client: Client, answer: Answer, officer: Person, colleague: Person
    ) -> None:
        perform("save-answer", answer, colleague, note="Әріптестікі", status="planned")
        answer.version -= 1
        client.force_login(officer)
        page = post(
            client, answer, status="pilot", note="Менікі", **{"was-status": "", "was-note": ""}
        )
        html = page.content.decode()
        assert page.status_code == 409
        assert "Менікі" in html
        assert "Әріптестікі" in html
        answer.refresh_from_db()
        chosen = {"pick-status": "theirs", "pick-note": "both", "theirs-note": "Әріптестікі"}
        assert post(client, answer, status="pilot", note="Менікі", **chosen).status_code == 303
        answer.refresh_from_db()
        assert answer.status == "planned"
        assert answer.note == "Әріптестікі\n\nМенікі"

    def test_what_i_did_not_change_is_proposed_as_the_other_left_it(
        self, client: Client, answer: Answer, officer: Person, colleague: Person
    ) -> None:
        perform("save-answer", answer, colleague, note="Әріптестікі")
        answer.version -= 1
        client.force_login(officer)
        html = post(client, answer, status="pilot", note="", **{"was-note": ""}).content.decode()
        assert 'id="note-theirs" value="theirs" checked' in html
        assert 'id="status-mine" value="mine" checked' in html

    def test_a_newer_version_in_which_nothing_typed_changed_is_saved_over(
        self, client: Client, answer: Answer, officer: Person
    ) -> None:
        """Such as one to which only evidence was added."""
        day = earliest(answer, timezone.localdate())
        perform("prolong-answer", answer, None, day=day, reason="Дәлел жиналуда")
        answer.version -= 1
        client.force_login(officer)
        was = {"was-status": "", "was-note": "", "was-source": ""}
        assert by_script(client, answer, status="pilot", note="", **was).status_code == 200
        answer.refresh_from_db()
        assert answer.status == "pilot"

    def test_who_has_the_card_open_is_told_and_not_logged(
        self, client: Client, answer: Answer, officer: Person, colleague: Person
    ) -> None:
        before = Event.objects.count()
        client.force_login(colleague)
        assert json.loads(client.post(f"{address(answer)}here/").content) == {"others": []}
        client.force_login(officer)
        told = json.loads(client.post(f"{address(answer)}here/").content)
        assert told == {"others": [colleague.name]}
        assert colleague.name in client.get(address(answer)).content.decode()
        assert Event.objects.count() == before
        assert Presence.objects.count() == 2


@pytest.mark.parametrize("page", ["", "city-management/", "cards/{node}/", "workbook/"])
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_page_stands_in_every_language(
    client: Client, answer: Answer, officer: Person, page: str, lang: str
) -> None:
    client.force_login(officer)
    there = f"/{lang}/submissions/{answer.submission_id}/{page.format(node=answer.node)}"
    found = client.get(there)
    assert found.status_code == 200
    assert len(found.content) < 60_000


@pytest.mark.parametrize(
    ("page", "queries"), [("", 9), ("city-management/", 8), ("cards/{node}/", 10)]
)
def test_a_page_takes_a_fixed_number_of_queries(
    client: Client,
    answer: Answer,
    officer: Person,
    page: str,
    queries: int,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    client.force_login(officer)
    there = f"/kk/submissions/{answer.submission_id}/{page.format(node=answer.node)}"
    with django_assert_num_queries(queries):
        client.get(there)
