"""Upload, link, change and open evidence in a browser."""

from __future__ import annotations

import io
import itertools
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.people.models import Person, Role
from tests.portal import samples
from tests.portal.conftest import ALMATY, ASTANA, COUNTRY, Invite
from tests.portal.evidence.conftest import Add, Limits, files_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_in(client: Client, officer: Person) -> None:
    client.force_login(officer)


def page(name: str, **values: int) -> str:
    return reverse(name, kwargs=values)


def upload(
    client: Client, answer: Answer, content: bytes, name: str = "act.pdf", **more: Any
) -> Any:
    data = {"title": "Акт", "file": SimpleUploadedFile(name, content), **more}
    return client.post(page("evidence-upload", answer=answer.pk), data)


def opened(client: Client, one: Evidence, more: str = "", name: str = "content") -> Any:
    """The answer to whoever opens it, read to its end into `body`."""
    response = client.get(page(f"evidence-{name}", evidence=one.pk) + more)
    response.body = b"".join(response)
    return response


class TestUpload:
    def test_to_the_list_where_it_stands(self, client: Client, answer: Answer) -> None:
        response = upload(client, answer, samples.pdf())
        assert response.status_code == 303
        shown = client.get(response["Location"]).content.decode()
        assert "Акт" in shown
        assert Evidence.objects.get().size == len(samples.pdf())

    def test_part_of_a_page_tells_the_answers_new_version(
        self, client: Client, answer: Answer
    ) -> None:
        data = {"file": SimpleUploadedFile("act.pdf", samples.pdf())}
        address = page("evidence-upload", answer=answer.pk)
        response = client.post(address, data, headers={"HX-Request": "true"})
        answer.refresh_from_db()
        assert response["HX-Trigger"] == (
            f'{{"aqyl:version":{{"answer":{answer.pk},"is":{answer.version}}}}}'
        )
        assert "<html" not in response.content.decode()

    @pytest.mark.parametrize(
        ("content", "name", "said"),
        [
            (b"", "act.pdf", "0 байт"),
            (samples.png(), "act.pdf", "PNG"),
            (b"MZ" + bytes(99), "act.pdf", "түрге жатпайды"),
        ],
    )
    def test_a_refusal_says_why_and_leaves_nothing(
        self, client: Client, answer: Answer, store: Path, content: bytes, name: str, said: str
    ) -> None:
        response = upload(client, answer, content, name)
        assert (response.status_code, files_in(store)) == (422, [])
        assert said in response.content.decode()
        assert 'value="Акт"' in response.content.decode()

    def test_a_form_without_a_file(self, client: Client, answer: Answer) -> None:
        response = client.post(page("evidence-upload", answer=answer.pk), {"title": "x"})
        assert response.status_code == 422

    def test_cut_off_at_the_limit_while_it_comes(
        self, client: Client, answer: Answer, store: Path, limits: Limits
    ) -> None:
        limits(evidence_max_mb=1)
        response = upload(client, answer, samples.pdf() + bytes(1024 * 1024))
        assert (response.status_code, files_in(store)) == (413, [])

    def test_three_gigabytes_are_refused_before_any_is_read(
        self, client: Client, answer: Answer, store: Path
    ) -> None:
        body = Unread()
        response = client.generic(
            "POST",
            page("evidence-upload", answer=answer.pk),
            content_type="multipart/form-data; boundary=x",
            CONTENT_LENGTH=str(3 * 1024**3),
            **{"wsgi.input": body},
        )
        assert (response.status_code, body.read_bytes, files_in(store)) == (413, 0, [])
        assert "25 МБ" in response.content.decode()

    def test_only_with_the_pages_own_token(self, answer: Answer, officer: Person) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(officer)
        assert upload(strict, answer, samples.pdf()).status_code == 403
        assert not Evidence.objects.exists()

    def test_whoever_may_not_is_refused_before_any_is_read(
        self, client: Client, answer: Answer, invite: Invite, store: Path
    ) -> None:
        client.force_login(invite("verifier", COUNTRY))
        assert upload(client, answer, samples.pdf()).status_code == 403
        client.logout()
        assert upload(client, answer, samples.pdf()).status_code == 302
        assert files_in(store) == []


class Unread(io.RawIOBase):
    """A body that counts what is read of it."""

    read_bytes = 0

    def read(self, size: int = -1) -> bytes:
        self.read_bytes += max(size, 1)
        return b""


class TestOtherChanges:
    def test_a_link(self, client: Client, answer: Answer) -> None:
        address = page("evidence-link", answer=answer.pk)
        assert client.post(address, {"link": "https://a.kz/x"}).status_code == 303
        response = client.post(address, {"link": "a.kz"})
        assert response.status_code == 422
        assert 'value="a.kz"' in response.content.decode()

    def test_remove_and_show(self, client: Client, add: Add, officer: Person) -> None:
        one = add()
        address = page("evidence-change", evidence=one.pk)
        assert client.post(address, {"do": "make-public"}).status_code == 303
        assert client.post(address, {"do": "remove-evidence"}).status_code == 422
        given = {"do": "remove-evidence", "reason": "ескі"}
        assert client.post(address, given).status_code == 303
        one.refresh_from_db()
        assert (one.public, one.removed_by) == (True, officer)
        listed = client.get(page("evidence", answer=one.answer_id)).content.decode()
        assert "ескі" in listed

    def test_no_other_change(self, client: Client, add: Add) -> None:
        address = page("evidence-change", evidence=add().pk)
        assert client.post(address, {"do": "keep-copy"}).status_code == 404

    def test_who_reads_the_list(self, client: Client, add: Add, invite: Invite) -> None:
        one = add()
        for role, place in itertools.product(Role, [ALMATY, ASTANA]):
            client.force_login(invite(role, place))
            reads = place == ALMATY and role not in (Role.ADMINISTRATOR, Role.DEPUTY)
            listed = client.get(page("evidence", answer=one.answer_id))
            assert listed.status_code == (200 if reads else 403), (role, place)
            assert opened(client, one).status_code == (200 if reads else 404), (role, place)
            changed = client.post(page("evidence-change", evidence=one.pk), {"do": "make-public"})
            writes = reads and role in (Role.OFFICER, Role.APPROVER)
            assert changed.status_code == (303 if writes else 403), (role, place)

    def test_queries(
        self,
        client: Client,
        add: Add,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        one = add()
        for number in range(5):
            add(samples.pdf() + b"%d\n%%%%EOF" % number, f"{number}.pdf")
        with django_assert_num_queries(6):
            client.get(page("evidence", answer=one.answer_id))


class TestOpening:
    def test_saved_rather_than_shown(self, client: Client, add: Add) -> None:
        one = add(samples.office(), "бұйрық.docx")
        response = opened(client, one, "?inline")
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert response.body == samples.office()

    @pytest.mark.parametrize(
        ("content", "name"), [(samples.pdf(), "a.pdf"), (samples.png(), "a.png")]
    )
    def test_pictures_and_pdf_are_shown_in_a_sandbox(
        self, client: Client, add: Add, content: bytes, name: str
    ) -> None:
        one = add(content, name)
        shown = opened(client, one, "?inline")
        assert shown["Content-Disposition"].startswith("inline")
        assert shown["Content-Security-Policy"].startswith("sandbox")
        assert opened(client, one)["Content-Disposition"].startswith("attachment")

    def test_text_is_never_shown(self, client: Client, add: Add) -> None:
        one = add(b"<script>alert(1)</script>", "a.txt")
        response = opened(client, one, "?inline")
        assert response["Content-Disposition"].startswith("attachment")

    def test_a_small_picture(self, client: Client, add: Add) -> None:
        one = add(samples.png(), "a.png")
        response = opened(client, one, name="small")
        assert response.body.startswith(b"\x89PNG")
        other = add(samples.office(), "a.docx")
        assert opened(client, other, name="small").status_code == 404

    @pytest.mark.parametrize(
        ("public", "state", "status"),
        [
            (True, "published", 200),
            (True, "archived", 200),
            (True, "preliminary", 404),
            (False, "published", 404),
        ],
    )
    def test_anyone_opens_what_is_public_and_published(
        self, client: Client, add: Add, public: bool, state: str, status: int
    ) -> None:
        one = add()
        Evidence.objects.update(public=public)
        Campaign.objects.update(state=f"campaign.{state}")
        client.logout()
        assert opened(client, one).status_code == status
        Evidence.objects.update(removed_at=one.added_at)
        assert opened(client, one).status_code == 404

    def test_what_was_deleted_or_lost_is_not_there(self, client: Client, add: Add) -> None:
        one = add()
        Evidence.objects.update(deleted_at=one.added_at)
        assert opened(client, one).status_code == 404
        Evidence.objects.update(deleted_at=None, digest="f" * 64)
        assert opened(client, one).status_code == 404
