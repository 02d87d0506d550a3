"""Projects come onto the register from a file: what changes is shown first, then taken whole."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import RefusedError, perform
from aqyl.portal.projects.models import Project
from aqyl.portal.projects.rows import kept, preview
from aqyl.portal.projects.workbook import workbook_bytes
from aqyl.standard import load_edition
from aqyl.tables import Row, read_table
from tests.portal.conftest import ALMATY, ASTANA, Invite
from tests.portal.projects.conftest import COLUMNS, Enter, row

pytestmark = pytest.mark.django_db
TAKE = "/en/projects/take/"
Browse = Callable[[Person], Client]


def file_of(rows: Sequence[Row], name: str = "projects.csv") -> SimpleUploadedFile:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile(name, text.getvalue().encode())


def look(client: Client, rows: Sequence[Row]) -> str:
    """The preview of a file."""
    answer = client.post(TAKE, {"file": file_of(rows)})
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def take(client: Client, page: str) -> int:
    """Take what a preview showed; the status of the answer."""
    found = re.search(r'name="signed" value="([^"]+)"', page)
    assert found
    return client.post(TAKE, {"taken": "yes", "signed": found[1]}).status_code


def test_new_rows_are_shown_then_entered_with_an_event(officer: Person, browse: Browse) -> None:
    client = browse(officer)
    page = look(client, [row("A-1"), row("A-2", amount=None)])
    assert "A-1: Умное освещение" in page
    assert not Project.objects.exists(), "looking takes nothing"
    assert take(client, page) == 303
    one = Project.objects.get(code="A-1")
    assert (one.territory_id, one.amount, one.made_up) == (ALMATY, 1000.0, False)
    event = Event.objects.filter(action="take-projects").get()
    assert '"made":{"A-1":' in event.data
    assert event.territory == ALMATY


def test_a_change_shows_both_sides_and_is_told_by_the_project_itself(
    officer: Person, browse: Browse, enter: Enter
) -> None:
    enter("A-1")
    client = browse(officer)
    page = look(client, [row("A-1", amount=2500.0), row("A-2")])
    assert "2,500" in page
    assert take(client, page) == 303
    event = Event.objects.filter(action="save-project").get()
    assert '"after":{"amount":2500.0}' in event.data
    assert Project.objects.get(code="A-1").version == 2


def test_the_same_file_again_changes_nothing(officer: Person, browse: Browse, enter: Enter) -> None:
    enter("A-1")
    assert "There is nothing to enter in the file." in look(browse(officer), [row("A-1")])


def test_rows_with_errors_are_left_out_by_row_and_the_others_taken(
    officer: Person, browse: Browse, enter: Enter
) -> None:
    enter("S-1", settlement=ASTANA)
    client = browse(officer)
    rows = [
        row("A-1"),
        row("A-2", title_ru=None),
        row("A-3", settlement=ASTANA),
        row("S-1"),
        row("A-4", start="2026-05", end="2026-01"),
        row("A-5", supplier="x" * 301),
    ]
    page = look(client, rows)
    lines = re.findall(r"<p>Row (\d+) ", page.split("<details")[0])
    assert lines == ["3", "4", "5", "6", "7"]
    assert take(client, page) == 303
    assert set(Project.objects.values_list("code", flat=True)) == {"A-1", "S-1"}


def test_a_register_changed_meanwhile_is_looked_at_again(
    officer: Person, browse: Browse, enter: Enter
) -> None:
    enter("A-1")
    client = browse(officer)
    page = look(client, [row("A-1", amount=5.0)])
    enter("A-1", amount=7.0)
    assert take(client, page) == 409
    assert Project.objects.get(code="A-1").amount == 7.0


def test_a_preview_is_ones_own(officer: Person, invite: Invite, browse: Browse) -> None:
    page = look(browse(officer), [row("A-1")])
    assert take(browse(invite("officer", ALMATY)), page) == 422


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("projects.csv", b"id,cost\nA-1,5\n", "cost"),
        ("projects.csv", b"\xff\xfe\x00", "UTF-8"),
        ("projects.xlsx", b"no workbook", "broken"),
        ("projects.pdf", b"%PDF", "XLSX or CSV"),
        ("projects.csv", b"", "XLSX or CSV"),
    ],
)
def test_what_is_no_table_is_said_and_repaired(
    officer: Person, browse: Browse, name: str, content: bytes, said: str
) -> None:
    answer = browse(officer).post(TAKE, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert said in answer.content.decode() or name == "projects.xlsx"
    assert not Project.objects.exists()


def test_a_manager_takes_rows_of_every_settlement_all_or_none(
    manager: Person, tmp_path: Path
) -> None:
    from aqyl.portal.projects.rows import enter as take_all

    path = tmp_path / "projects.csv"
    path.write_bytes(file_of([row("A-1"), row("S-1", settlement=ASTANA)]).read())
    take_all(preview(path, manager), manager)
    assert Project.objects.count() == 2
    assert Event.objects.filter(action="take-projects").count() == 2


def test_what_was_taken_off_is_kept_and_comes_back_with_a_file(
    officer: Person, enter: Enter
) -> None:
    one = enter("A-1")
    with pytest.raises(RefusedError):
        perform("remove-project", one, officer, reason=" ")
    perform("remove-project", one, officer, reason="Шарт бұзылды")
    assert one.removed_at is not None
    with pytest.raises(RefusedError):
        perform("remove-project", one, officer, reason="again")
    assert enter("A-1").removed_at is None


def test_the_workbook_can_be_brought_back_as_it_is(
    officer: Person, enter: Enter, tmp_path: Path
) -> None:
    one = enter("A-1", title_kk="Ақылды жарық", start="2026-03", supplier_bin="012345678901")
    content = workbook_bytes([one.row()], load_edition("kz-2026"), "kk")
    assert content == workbook_bytes([one.row()], load_edition("kz-2026"), "kk")
    path = tmp_path / "projects.xlsx"
    path.write_bytes(content)
    assert read_table(path, "projects").rows == (one.row(),)
    assert preview(path, officer).lines == ()


def test_a_file_nobody_took_goes_and_one_that_was_taken_too(
    officer: Person, browse: Browse
) -> None:
    client = browse(officer)
    page = look(client, [row("A-1")])
    (path,) = kept("0", ".csv").parent.iterdir()
    assert take(client, page) == 303
    assert not path.exists()
