"""The form as a workbook: out, filled in, looked at, taken."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aqyl.assess.form import Entries
from aqyl.portal.campaigns.forms import entries_of, form_of
from aqyl.portal.campaigns.models import Answer, Submission
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import perform
from aqyl.publish.form import form_bytes

pytestmark = pytest.mark.django_db


def there(submission: Submission) -> str:
    return f"/kk/submissions/{submission.pk}/workbook/"


def filled(submission: Submission, **given: object) -> SimpleUploadedFile:
    """The form with the first answer filled in as given, as an office program would send it."""
    answers = list(submission.answers.order_by("node"))
    first = next(one for one in answers if not one.is_indicator)
    for name, value in given.items():
        setattr(first, name, value)
    content = form_bytes(form_of(submission), entries_of(submission, answers), Entries(), "kk")
    return SimpleUploadedFile("form.xlsx", content)


def signed(html: str) -> dict[str, str]:
    return {
        name: re.search(rf'name="{name}" value="([^"]+)"', html)[1]  # type: ignore[index]
        for name in ("filled", "all")
    }


def test_the_form_is_taken_out_in_the_language_of_the_page(
    client: Client, answer: Answer, officer: Person
) -> None:
    perform("save-answer", answer, officer, status="pilot")
    client.force_login(officer)
    sent = client.get(f"/ru/submissions/{answer.submission_id}/form.xlsx")
    assert sent["Content-Disposition"].endswith('-2026-ru.xlsx"')
    with zipfile.ZipFile(io.BytesIO(sent.content)) as book:
        assert "Пилот" in book.read("xl/sharedStrings.xml").decode()


def test_what_would_change_is_shown_before_it_is_taken(
    client: Client, answer: Answer, officer: Person
) -> None:
    client.force_login(officer)
    file = filled(answer.submission, status="pilot", note="Файлдан")
    before = Event.objects.count()
    page = client.post(there(answer.submission), {"file": file})
    html = page.content.decode()
    assert "Өзгеретін карточкалар: 1" in html
    assert "Файлдан" in html
    assert Event.objects.count() == before
    taken = client.post(there(answer.submission), {"taken": "yes", **signed(html)})
    assert taken.status_code == 303
    answer.refresh_from_db()
    assert (answer.status, answer.note) == ("pilot", "Файлдан")
    assert Event.objects.filter(action="take-form").count() == 1
    assert Event.objects.filter(action="save-answer", subject=f"answer:{answer.pk}").exists()


def test_what_was_emptied_is_emptied_only_when_asked(
    client: Client, answer: Answer, officer: Person
) -> None:
    perform("save-answer", answer, officer, status="pilot", note="Сақталсын")
    client.force_login(officer)
    file = filled(answer.submission, status="planned", note="")
    html = client.post(there(answer.submission), {"file": file}).content.decode()
    assert "босатылған" in html
    client.post(there(answer.submission), {"taken": "yes", **signed(html)})
    answer.refresh_from_db()
    assert (answer.status, answer.note) == ("planned", "Сақталсын")


def test_a_card_changed_since_the_preview_keeps_all_as_it_is(
    client: Client, answer: Answer, officer: Person
) -> None:
    client.force_login(officer)
    file = filled(answer.submission, status="pilot")
    html = client.post(there(answer.submission), {"file": file}).content.decode()
    perform("save-answer", answer, officer, status="integrated")
    taken = client.post(there(answer.submission), {"taken": "yes", **signed(html)})
    assert taken.status_code == 409
    answer.refresh_from_db()
    assert answer.status == "integrated"


def test_a_preview_of_someone_else_is_not_taken(
    client: Client, answer: Answer, officer: Person, invite: object
) -> None:
    client.force_login(officer)
    html = client.post(there(answer.submission), {"file": filled(answer.submission, note="а")})
    client.force_login(invite("officer", "750000000"))  # type: ignore[operator]
    taken = {"taken": "yes", **signed(html.content.decode())}
    assert client.post(there(answer.submission), taken).status_code == 422


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.xlsx", b""), ("text.xlsx", b"hello"), ("zip.xlsx", b"PK\x03\x04broken")],
)
def test_what_is_no_form_is_refused_with_why(
    client: Client, answer: Answer, officer: Person, name: str, content: bytes
) -> None:
    client.force_login(officer)
    answered = client.post(there(answer.submission), {"file": SimpleUploadedFile(name, content)})
    assert answered.status_code == 422
    assert "govuk-error-summary" in answered.content.decode()


def test_no_file_is_asked_for_one(client: Client, answer: Answer, officer: Person) -> None:
    client.force_login(officer)
    assert client.post(there(answer.submission)).status_code == 422


def test_nobody_brings_a_form_who_may_not_write(
    client: Client, answer: Answer, verifier: Person
) -> None:
    client.force_login(verifier)
    assert client.get(there(answer.submission)).status_code == 403


def test_nothing_is_left_in_the_temporary_folder(
    client: Client, answer: Answer, officer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    client.force_login(officer)
    client.post(there(answer.submission), {"file": filled(answer.submission, note="а")})
    assert list(tmp_path.iterdir()) == []
