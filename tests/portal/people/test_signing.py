"""Signing in and out, locking out, passwords by letter, sessions; no more of allauth than that."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from aqyl.portal.history.models import Event
from aqyl.portal.people import letters, links
from aqyl.portal.people.adapters import home_in
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY
from aqyl.portal.procedure import perform
from tests.portal.conftest import ALMATY, Invite
from tests.portal.people.conftest import PASSWORD, SignIn

pytestmark = pytest.mark.django_db
WRONG = "not the password"
NEW = "тоғыз қабат торқадан"


def enter(client: Client, email: str, password: str, lang: str = "kk", **more: str) -> object:
    return client.post(f"/{lang}/sign-in/", {"login": email, "password": password, **more})


class TestIn:
    def test_by_address_in_any_case_and_password(self, client: Client, officer: Person) -> None:
        answer = enter(client, officer.email.upper(), PASSWORD)
        assert (answer.status_code, answer["Location"]) == (302, home_in("kk"))
        assert client.get("/kk/account/").status_code == 200

    def test_goes_on_in_the_persons_language(self, client: Client, officer: Person) -> None:
        perform("change-own-details", officer, officer, name="A", language="ru")
        answer = enter(client, officer.email, PASSWORD, "en", next="/en/notices/")
        assert answer["Location"] == "/ru/notices/"
        assert client.cookies["django_language"].value == "ru"

    def test_never_to_another_site(self, client: Client, officer: Person) -> None:
        answer = enter(client, officer.email, PASSWORD, next="https://evil.example/")
        assert answer["Location"] == home_in("kk")

    @pytest.mark.parametrize("email", ["person1@example.kz", "nobody@example.kz"])
    def test_a_wrong_password_and_an_unknown_address_look_alike(
        self, client: Client, officer: Person, email: str
    ) -> None:
        answer = enter(client, email, WRONG)
        assert answer.status_code == 200
        assert "Электрондық пошта немесе құпиясөз дұрыс емес." in answer.content.decode()

    def test_a_closed_account(self, client: Client, invite: Invite) -> None:
        person = invite("officer", ALMATY, active=False)
        answer = enter(client, person.email, PASSWORD)
        assert answer["Location"] == "/kk/sign-in/closed/"
        assert "Есептік жазба жабық" in client.get(answer["Location"]).content.decode()

    def test_out(self, officer: Person, sign_in: SignIn) -> None:
        client = sign_in(officer)
        asked = client.get("/kk/sign-out/").content.decode()
        assert f"Сіз {officer.name} болып кіріп отырсыз" in asked
        assert 'href="/kk/home/"' in asked
        assert client.post("/kk/sign-out/").status_code == 302
        assert client.get("/kk/account/").status_code == 302


class TestLockOut:
    def test_five_wrong_passwords_shut_the_account_from_there(
        self, client: Client, officer: Person
    ) -> None:
        for _ in range(4):
            assert enter(client, officer.email, WRONG).status_code == 200
        page = enter(client, officer.email.upper(), WRONG)
        until = timezone.localtime() + dt.timedelta(minutes=15)
        assert page.status_code == 429
        text = page.content.decode()
        assert "5 рет қате құпиясөз" in text
        assert f"{until:%H:}" in text
        assert "15 минутқа" in text
        assert enter(client, officer.email, PASSWORD).status_code == 429

    def test_not_from_elsewhere_and_no_other_account(self, officer: Person, invite: Invite) -> None:
        other = invite("officer", ALMATY)
        here, there = Client(), Client(REMOTE_ADDR="10.0.0.7")
        for _ in range(5):
            enter(here, officer.email, WRONG)
        assert enter(here, officer.email, PASSWORD).status_code == 429
        assert enter(there, officer.email, PASSWORD).status_code == 302
        assert enter(here, other.email, PASSWORD).status_code == 302

    def test_open_again_after_a_quarter_of_an_hour(self, client: Client, officer: Person) -> None:
        from axes.models import AccessAttempt

        for _ in range(5):
            enter(client, officer.email, WRONG)
        past = timezone.now() - dt.timedelta(minutes=15, seconds=1)
        AccessAttempt.objects.update(attempt_time=past)
        assert enter(client, officer.email, PASSWORD).status_code == 302

    def test_what_is_kept_of_an_attempt_holds_no_password(
        self, client: Client, officer: Person
    ) -> None:
        from axes.models import AccessAttempt

        enter(client, officer.email, WRONG)
        (attempt,) = AccessAttempt.objects.all()
        assert WRONG not in str(vars(attempt))

    def test_behind_a_proxy_the_clients_address_counts(
        self, officer: Person, settings: Settings
    ) -> None:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        client = Client()
        for number in range(5):
            client.defaults["HTTP_X_FORWARDED_FOR"] = f"6.6.6.{number}, 10.0.0.7"
            page = enter(client, officer.email, WRONG)
        assert page.status_code == 429


def link_in(letter: mail.EmailMessage) -> str:
    (link,) = re.findall(r"http://127\.0\.0\.1:8000(/\S+/)", letter.body)[:1]
    return str(link)


def set_by_link(client: Client, link: str, password: str = NEW) -> object:
    form = client.get(link, follow=True)
    if form.redirect_chain:
        link = form.redirect_chain[-1][0]
    return client.post(link, {"password1": password, "password2": password})


class TestPasswordByLetter:
    def test_the_first_one_by_invitation(self, client: Client, invite: Invite) -> None:
        person = invite("officer", ALMATY)
        person.set_unusable_password()
        person.save()
        letters.send_invitation(person.pk)
        assert set_by_link(client, link_in(mail.outbox[0])).status_code == 302
        assert enter(client, person.email, NEW).status_code == 302
        assert Event.objects.latest("number").action == "set-password"

    def test_a_link_holds_once(self, client: Client, officer: Person) -> None:
        letters.send_reset(officer)
        link = link_in(mail.outbox[0])
        set_by_link(client, link)
        page = Client().get(link, follow=True)
        assert "Сілтеме енді жарамайды" in page.content.decode()

    @pytest.mark.parametrize(
        ("has_password", "age", "holds"),
        [
            (False, dt.timedelta(days=6, hours=23), True),
            (False, dt.timedelta(days=7, minutes=1), False),
            (True, dt.timedelta(minutes=59), True),
            (True, dt.timedelta(minutes=61), False),
        ],
    )
    def test_a_link_holds_for_its_term(
        self,
        officer: Person,
        has_password: bool,
        age: dt.timedelta,
        holds: bool,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        if not has_password:
            officer.set_unusable_password()
            officer.save()
        token = links.PasswordLinks().make_token(officer)
        later = dt.datetime.now() + age
        monkeypatch.setattr(links.PasswordLinks, "_now", lambda self: later)
        assert links.PasswordLinks().check_token(officer, token) is holds

    def test_not_for_a_closed_account(self, client: Client, invite: Invite) -> None:
        person = invite("officer", ALMATY)
        letters.send_reset(person)
        Person.objects.filter(pk=person.pk).update(is_active=False)
        page = client.get(link_in(mail.outbox[0]), follow=True)
        assert "Сілтеме енді жарамайды" in page.content.decode()

    def test_asked_for_by_the_person(self, client: Client, officer: Person) -> None:
        answer = client.post("/ru/password/forgotten/", {"email": officer.email})
        assert answer["Location"] == "/ru/password/sent/"
        (letter,) = mail.outbox
        assert letter.subject == "Aqyl: жаңа құпиясөз"

    @pytest.mark.parametrize("closed", [True, False])
    def test_the_answer_does_not_say_who_has_an_account(
        self, client: Client, invite: Invite, closed: bool
    ) -> None:
        email = invite(active=False).email if closed else "nobody@example.kz"
        answer = client.post("/kk/password/forgotten/", {"email": email})
        assert answer["Location"] == "/kk/password/sent/"
        assert mail.outbox == []

    @pytest.mark.parametrize(
        ("password", "says"),
        [("short", "тым қысқа"), ("qwerty123456", "тым кең тараған"), ("", "толтыру міндетті")],
    )
    def test_a_weak_one_is_refused_in_kazakh(
        self, client: Client, officer: Person, password: str, says: str
    ) -> None:
        letters.send_reset(officer)
        page = set_by_link(client, link_in(mail.outbox[0]), password)
        assert page.status_code == 200
        assert says in page.content.decode()


class TestSessions:
    def test_a_changed_password_ends_them_all(self, officer: Person, sign_in: SignIn) -> None:
        one, two = sign_in(officer), sign_in(officer)
        form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
        assert one.post("/kk/account/password/", form).status_code == 302
        assert one.get("/kk/account/").status_code == 302
        assert two.get("/kk/account/").status_code == 302
        assert not UserSession.objects.filter(user=officer).exists()
        sign = Client()
        assert enter(sign, officer.email, NEW).status_code == 302

    def test_a_closed_account_ends_them_all(
        self, officer: Person, sign_in: SignIn, invite: Invite
    ) -> None:
        client = sign_in(officer)
        perform("deactivate", officer, invite("administrator", COUNTRY))
        assert client.get("/kk/account/").status_code == 302
        assert not UserSession.objects.filter(user=officer).exists()

    def test_one_elsewhere_is_ended_and_this_one_goes_on(
        self, officer: Person, sign_in: SignIn
    ) -> None:
        here, there, third = sign_in(officer), sign_in(officer), sign_in(officer)
        session = UserSession.objects.get(session_key=there.session.session_key)
        answer = here.post("/kk/account/sessions/", {"session": str(session.pk)})
        assert answer.status_code == 303
        assert there.get("/kk/account/").status_code == 302
        assert third.get("/kk/account/").status_code == 200
        here.post("/kk/account/sessions/", {"session": "x"})
        assert third.get("/kk/account/").status_code == 200
        here.post("/kk/account/sessions/")
        assert third.get("/kk/account/").status_code == 302
        assert here.get("/kk/account/").status_code == 200

    def test_nobody_ends_anothers(self, officer: Person, approver: Person, sign_in: SignIn) -> None:
        here, there = sign_in(officer), sign_in(approver)
        session = UserSession.objects.get(user=approver)
        here.post("/kk/account/sessions/", {"session": str(session.pk)})
        assert there.get("/kk/account/").status_code == 200


def test_who_came_by_single_sign_on_alone_can_set_a_password_and_a_second_factor(
    client: Client, officer: Person
) -> None:
    officer.set_unusable_password()
    officer.save()
    client.force_login(officer)
    assert client.get("/kk/account/password/")["Location"] == "/kk/account/first-password/"
    assert client.get("/kk/account/second-factor/add/").status_code == 200
    form = {"password1": NEW, "password2": NEW}
    assert client.post("/kk/account/first-password/", form).status_code == 302
    assert enter(client, officer.email, NEW).status_code == 302


def test_too_many_requests_are_told_so(client: Client) -> None:
    for number in range(31):
        page = client.post("/kk/password/forgotten/", {"email": f"p{number}@example.kz"})
    assert page.status_code == 429
    assert "Сұрау тым көп" in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        *("sign-up/", "sign-up/single/", "account/connections/", "accounts/login/"),
        *("email/", "confirm-email/", "login/", "3rdparty/", "sessions/", "2fa/", "2fa/webauthn/"),
    ],
)
def test_the_rest_of_allauth_is_not_there(
    client: Client, officer: Person, sign_in: SignIn, address: str
) -> None:
    assert client.get(f"/kk/{address}").status_code == 404
    assert sign_in(officer).post(f"/kk/{address}").status_code == 404


def test_a_letter_that_cannot_be_sent_undoes_nothing(
    invite: Invite,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def fail(*given: object) -> None:
        raise OSError("no mail server")

    person = invite("officer", ALMATY)
    person.set_unusable_password()
    person.save()
    monkeypatch.setattr(letters, "send_mail", fail)
    with django_capture_on_commit_callbacks(execute=True):
        perform("invite-again", person, invite("administrator", COUNTRY))
    assert Event.objects.latest("number").action == "invite-again"
