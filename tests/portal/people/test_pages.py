"""The pages of people and of one's own account: who sees whom, what is found, what is refused."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY
from aqyl.portal.procedure import perform
from tests.portal.conftest import ALMATY, ASTANA, KOKSHETAU, Invite
from tests.portal.people.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_administrator(client: Client, invite: Invite) -> Client:
    client.force_login(invite("administrator", COUNTRY))
    return client


def named(person: Person, name: str) -> Person:
    perform("change-own-details", person, person, name=name, language="kk")
    return person


def people_on(client: Client, query: str = "") -> list[str]:
    """The addresses in the list, in its order."""
    answer = client.get(f"/kk/people/?{query}")
    assert answer.status_code == 200
    return [person.email for person in answer.context["page"]]


class TestList:
    @pytest.mark.parametrize("typed", ["өскемен", "ОСКЕМЕН", "оскемен бек", "бек ӨСК", "PERSON2"])
    def test_search_knows_no_case_and_kazakh_letters_by_their_neighbours(
        self, as_administrator: Client, invite: Invite, typed: str
    ) -> None:
        found = named(invite("officer", ALMATY), "Өскеменов Бек")
        named(invite("officer", ALMATY), "Алмабаев Бек")
        assert people_on(as_administrator, f"q={typed}") == [found.email]

    def test_by_role_and_territory_on_one_grant(
        self, as_administrator: Client, invite: Invite
    ) -> None:
        both = invite(("officer", KOKSHETAU), ("auditor", ASTANA))
        invite("auditor", KOKSHETAU)
        assert people_on(as_administrator, "role=officer") == [both.email]
        assert people_on(as_administrator, "role=officer&territory=oblast-110000000") == [
            both.email
        ]
        assert people_on(as_administrator, f"role=officer&territory={ASTANA}") == []
        assert len(people_on(as_administrator, "territory=KZ")) == 3

    def test_one_sees_people_of_ones_own_territories(self, client: Client, invite: Invite) -> None:
        local = invite("administrator", "oblast-110000000")
        theirs, _ = invite("officer", KOKSHETAU), invite("officer", ALMATY)
        client.force_login(local)
        assert set(people_on(client)) == {local.email, theirs.email}
        stranger = Person.objects.exclude(pk__in=[local.pk, theirs.pk]).get()
        assert client.get(f"/kk/people/{stranger.pk}/").status_code == 404

    @pytest.mark.parametrize("role", ["officer", "approver", "verifier", "methodologist"])
    def test_not_for_everyone(self, client: Client, invite: Invite, role: str) -> None:
        client.force_login(invite(role, COUNTRY))
        assert client.get("/kk/people/").status_code == 403
        assert client.get("/kk/people/invite/").status_code == 403

    def test_not_without_signing_in(self, client: Client) -> None:
        assert client.get("/ru/people/")["Location"] == "/ru/sign-in/?next=/ru/people/"

    @pytest.mark.parametrize("page", ["2", "99999999999999999999", "-1", "x"])
    def test_any_page_number(self, as_administrator: Client, invite: Invite, page: str) -> None:
        Person.objects.bulk_create(
            [Person(email=f"p{i:03}@example.kz", name="P", search=f"p{i:03}") for i in range(120)]
        )
        assert people_on(as_administrator, f"page={page}")

    def test_queries(
        self,
        as_administrator: Client,
        invite: Invite,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for _ in range(20):
            invite(("officer", ALMATY), ("approver", ASTANA))
        with django_assert_num_queries(9):
            page = as_administrator.get("/kk/people/")
        assert len(page.content) < 150_000


class TestPerson:
    def test_roles_and_events(
        self,
        as_administrator: Client,
        invite: Invite,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        person = named(invite(("officer", ALMATY), ("approver", ASTANA)), "Әсел")
        with django_assert_num_queries(14):
            page = as_administrator.get(f"/kk/people/{person.pk}/")
        text = page.content.decode()
        assert "әкімдік маманы" in text
        assert "аты-жөнін немесе тілін өзгерту" in text

    def test_a_role_is_given_and_withdrawn(self, as_administrator: Client, invite: Invite) -> None:
        person = invite("officer", ALMATY)
        given = {"role": "approver", "territory": ASTANA}
        answer = as_administrator.post(f"/kk/people/{person.pk}/grant/", given)
        assert (answer.status_code, answer["Location"]) == (303, f"/kk/people/{person.pk}/")
        page = as_administrator.get(answer["Location"])
        assert [str(message) for message in page.context["messages"]] == ["Орындалды."]
        given = {"role": "officer", "territory": ALMATY}
        assert as_administrator.post(f"/kk/people/{person.pk}/withdraw/", given).status_code == 303
        assert Person.objects.get(pk=person.pk).roles == {("approver", ASTANA)}

    def test_a_refusal_says_why_in_the_pages_language(
        self, as_administrator: Client, invite: Invite
    ) -> None:
        person = invite("officer", ALMATY)
        given = {"role": "verifier", "territory": COUNTRY}
        for lang, says in [
            ("kk", "жауап беретін адам сол аумақта тексеруші болмайды"),
            ("ru", "кто отвечает, тот на той же территории не проверяет"),
            ("en", "whoever answers does not verify for the same territory"),
        ]:
            page = as_administrator.post(f"/{lang}/people/{person.pk}/grant/", given)
            assert page.status_code == 422
            assert says in page.content.decode()

    def test_what_one_may_never_do_is_403(self, client: Client, invite: Invite) -> None:
        person = invite("officer", ALMATY)
        client.force_login(invite("auditor", COUNTRY))
        page = client.get(f"/kk/people/{person.pk}/").content.decode()
        assert "Есептік жазбаны жабу" not in page
        assert client.post(f"/kk/people/{person.pk}/deactivate/").status_code == 403
        given = {"role": "officer", "territory": ASTANA}
        assert client.post(f"/kk/people/{person.pk}/grant/", given).status_code == 403

    def test_closing_opening_handing_over(self, as_administrator: Client, invite: Invite) -> None:
        one, two = invite("officer", ALMATY), invite("officer", ASTANA)
        address = f"/kk/people/{one.pk}"
        assert as_administrator.post(f"{address}/deactivate/").status_code == 303
        assert as_administrator.post(f"{address}/deactivate/").status_code == 422
        assert as_administrator.post(f"{address}/reactivate/").status_code == 303
        unknown = {"email": "nobody@example.kz"}
        assert as_administrator.post(f"{address}/hand-over/", unknown).status_code == 422
        known = {"email": two.email.upper()}
        assert as_administrator.post(f"{address}/hand-over/", known).status_code == 303
        assert two.grants.count() == 2

    @pytest.mark.parametrize("text", ["9" * 30, "x" * 5000, "'"])
    def test_nonsense_is_no_fault(
        self, as_administrator: Client, invite: Invite, text: str
    ) -> None:
        address = f"/kk/people/{invite('officer', ALMATY).pk}"
        given = {"role": text, "territory": text, "email": text, "session": text, "notice": text}
        for path, status in [("grant", 404), ("withdraw", 404), ("hand-over", 422)]:
            assert as_administrator.post(f"{address}/{path}/", given).status_code == status
        for path in ("account/sessions", "notices/read"):
            assert as_administrator.post(f"/kk/{path}/", given).status_code == 303
        assert as_administrator.get("/kk/people/", {"q": text, "page": text}).status_code == 200
        assert as_administrator.get(f"/kk/people/{'9' * 30}/").status_code == 404

    @pytest.mark.parametrize("word", ["set-password", "read-notices", "grant-role", "x"])
    def test_no_other_action_by_its_address(
        self, as_administrator: Client, invite: Invite, word: str
    ) -> None:
        assert as_administrator.post(f"/kk/people/{invite().pk}/{word}/").status_code == 404


GIVEN = {"name": "Айгүл", "email": "a@example.kz", "language": "ru", "role": "officer"}


class TestInviting:
    def test_the_form(
        self,
        as_administrator: Client,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            answer = as_administrator.post("/kk/people/invite/", {**GIVEN, "territory": ALMATY})
        assert (answer.status_code, answer["Location"]) == (303, "/kk/people/")
        assert mail.outbox[0].subject == "Приглашение на портал Aqyl"

    def test_what_is_wrong_is_told_beside_the_field_and_on_top(
        self, as_administrator: Client
    ) -> None:
        page = as_administrator.post("/kk/people/invite/", {**GIVEN, "email": "a@"})
        text = page.content.decode()
        assert page.status_code == 422
        assert '<a href="#id_email">Электрондық пошта мекенжайын дұрыс жазыңыз' in text
        assert 'aria-describedby="id_email-error" aria-invalid="true"' in text
        assert 'value="Айгүл"' in text

    def test_a_territory_out_of_reach_is_not_among_the_choices(
        self, client: Client, invite: Invite
    ) -> None:
        client.force_login(invite("administrator", ALMATY))
        page = client.post("/kk/people/invite/", {**GIVEN, "territory": ASTANA})
        assert page.status_code == 422
        assert not Person.objects.filter(email="a@example.kz").exists()


class TestAccount:
    def test_name_and_language(self, officer: Person, sign_in: SignIn) -> None:
        client = sign_in(officer)
        answer = client.post("/kk/account/", {"name": "Қайрат", "language": "en"})
        assert (answer.status_code, answer["Location"]) == (303, "/en/account/")
        assert 'value="Қайрат"' in client.get("/en/account/").content.decode()
        assert client.post("/kk/account/", {"name": "", "language": "en"}).status_code == 422

    def test_queries(
        self,
        officer: Person,
        sign_in: SignIn,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        client = sign_in(officer)
        with django_assert_num_queries(8):
            client.get("/kk/account/")


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("address", ["people", "people/invite", "account", "log", "notices"])
def test_every_page_in_every_language(
    as_administrator: Client, manager: Person, lang: str, address: str
) -> None:
    as_administrator.force_login(manager)
    page = as_administrator.get(f"/{lang}/{address}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert f'<html lang="{lang}"' in text
    assert text.count("<h1") == 1
    assert re.search(r"<title>\w[^<]+</title>", text)
    assert " style=" not in text
    assert "<script>" not in text
