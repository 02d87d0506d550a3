"""Backups that bring everything back, and a log whose break is found from the command line."""

from __future__ import annotations

import fcntl
import gzip
import io
import json
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import serializers
from django.db import DatabaseError, connection

from aqyl.portal.campaigns.models import Answer, Campaign
from aqyl.portal.evidence import store
from aqyl.portal.evidence.store import Incoming
from aqyl.portal.history import guard
from aqyl.portal.history.chain import verify_log
from aqyl.portal.history.models import Event
from aqyl.portal.operate import backup as backup_module
from aqyl.portal.operate.administrator import make_administrator
from aqyl.portal.operate.archive import MANIFEST, kept_models
from aqyl.portal.operate.backup import back_up
from aqyl.portal.operate.demonstration import make_demonstration
from aqyl.portal.operate.restore import restore
from aqyl.portal.people.models import Person
from aqyl.portal.plans.models import Plan
from aqyl.portal.procedure import perform
from aqyl.problems import InputError
from tests.portal.conftest import empty_database


@pytest.fixture(autouse=True)
def _evidence_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "evidence")


def everything() -> dict[str, object]:
    """Every row of every model."""
    return {
        model._meta.label: serializers.serialize("python", model._base_manager.order_by("pk"))
        for model in kept_models()
    }


def add_evidence() -> Path:
    path = Path(settings.MEDIA_ROOT) / "ab" / "cdef"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("дәлел".encode())
    return path


def changed(source: Path, target: Path, name: str, content: bytes | None) -> None:
    """The archive with one file's content replaced, or the file left out."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for entry in old.getmembers():
            data = old.extractfile(entry)
            kept = data.read() if data else b""
            if entry.name == name:
                if content is None:
                    continue
                kept, entry.size = content, len(content)
            new.addfile(entry, io.BytesIO(kept))


def renamed(source: Path, target: Path, name: str, other: str) -> None:
    """The archive with one file under another name, in the list of its files too."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for entry in old.getmembers():
            data = old.extractfile(entry)
            kept = data.read() if data else b""
            if entry.name == "manifest.json":
                kept = kept.replace(f'"{name}"'.encode(), f'"{other}"'.encode())
                entry.size = len(kept)
            elif entry.name == name:
                entry.name = other
            new.addfile(entry, io.BytesIO(kept))


@pytest.fixture
def saved(committed: None, answer: Answer, officer: Person, tmp_path: Path) -> Path:
    """A backup of a campaign with one answer and one file of evidence."""
    perform("save-answer", answer, officer, status="planned", note="Қазақша ескерту")
    add_evidence()
    back_up(tmp_path / "backup.tar.gz")
    return tmp_path / "backup.tar.gz"


class TestRestoring:
    def test_everything_comes_back(self, saved: Path) -> None:
        before, file = everything(), add_evidence()
        empty_database()
        file.unlink()
        summary = restore(saved)
        assert everything() == before
        assert file.read_bytes() == "дәлел".encode()
        assert (summary.files, list(verify_log())) == (1, [])

    def test_work_goes_on_afterwards(self, saved: Path, answer: Answer, officer: Person) -> None:
        empty_database()
        restore(saved)
        back = Answer.objects.get(pk=answer.pk)
        perform("save-answer", back, Person.objects.get(pk=officer.pk), note="next")
        make_administrator("new@example.kz", "New", "kk")
        assert list(verify_log()) == []

    def test_not_over_something(self, saved: Path) -> None:
        before = everything()
        with pytest.raises(InputError, match="a new, empty portal"):
            restore(saved)
        assert everything() == before

    @pytest.mark.parametrize("content", [b'{"model": "people.person"}\n', None])
    def test_a_changed_or_missing_file_is_named(self, saved: Path, content: bytes | None) -> None:
        other = saved.with_name("changed.tar.gz")
        changed(saved, other, "rows/people.person.jsonl", content)
        empty_database()
        with pytest.raises(InputError, match=r"rows/people\.person\.jsonl"):
            restore(other)
        assert not Person.objects.exists()

    @pytest.mark.parametrize("name", ["evidence/../../x", "evidence/{folder}/x", "/x"])
    def test_no_name_leads_out_of_the_folder(self, saved: Path, name: str) -> None:
        name = name.format(folder=saved.parent)
        other = saved.with_name("renamed.tar.gz")
        renamed(saved, other, "evidence/ab/cdef", name)
        empty_database()
        with pytest.raises(InputError, match="damaged"):
            restore(other)
        assert not (saved.parent / "x").exists()

    def test_a_newer_version_is_refused(self, saved: Path) -> None:
        with tarfile.open(saved) as archive:
            file = archive.extractfile(MANIFEST)
            assert file is not None
            manifest = json.load(file)
        manifest["migrations"].append(["people", "9999_wings"])
        other = saved.with_name("newer.tar.gz")
        changed(saved, other, MANIFEST, json.dumps(manifest).encode())
        empty_database()
        with pytest.raises(InputError, match=r"people\.9999_wings"):
            restore(other)

    @pytest.mark.parametrize("content", [b"", b"hello", gzip.compress(b"hello", mtime=0)])
    def test_what_is_no_backup(self, committed: None, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "x").write_bytes(content)
        with pytest.raises(InputError, match="a file that is no backup"):
            restore(tmp_path / "x")

    def test_cut_off_anywhere(self, saved: Path) -> None:
        whole = saved.read_bytes()
        empty_database()
        for length in range(0, len(whole) * 11 // 12, len(whole) // 12):
            saved.write_bytes(whole[:length])
            with pytest.raises(InputError):
                restore(saved)
        assert not Person.objects.exists()


class TestBackingUp:
    def test_a_fault_leaves_no_file(
        self, committed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise OSError("disk full")

        monkeypatch.setattr(backup_module, "_add", fail)
        with pytest.raises(OSError, match="disk full"):
            back_up(tmp_path / "b.tar.gz")
        assert [path.name for path in tmp_path.iterdir()] == ["evidence"]

    def test_what_is_still_coming_in_stays_out(self, committed: None, tmp_path: Path) -> None:
        kept, upload = add_evidence(), Incoming()
        upload.write(b"half")
        half_a_bundle = store.root() / "published/bundles/campaign-1.writing"
        half_a_bundle.parent.mkdir(parents=True)
        half_a_bundle.write_bytes(b"half")
        try:
            assert back_up(tmp_path / "b.tar.gz").files == 1
        finally:
            upload.drop()
            half_a_bundle.unlink()
        with tarfile.open(tmp_path / "b.tar.gz") as archive:
            names = [name for name in archive.getnames() if name.startswith("evidence/")]
        assert names == [f"evidence/{kept.relative_to(store.root()).as_posix()}"]

    def test_no_evidence_is_deleted_meanwhile(
        self, committed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        add, free = backup_module._add, []

        def try_to_delete(archive: tarfile.TarFile, name: str, *more: Any) -> None:
            with (store.root() / "lock").open("ab") as file, suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                free.append(name)
            add(archive, name, *more)

        add_evidence()
        monkeypatch.setattr(backup_module, "_add", try_to_delete)
        back_up(tmp_path / "b.tar.gz")
        assert free == [MANIFEST]

    def test_never_over_another_file(self, committed: None, tmp_path: Path) -> None:
        (tmp_path / "b").write_text("mine")
        with pytest.raises(InputError, match="no backup is written over"):
            back_up(tmp_path / "b")
        assert (tmp_path / "b").read_text() == "mine"


@pytest.mark.django_db
class TestAccounts:
    @pytest.mark.parametrize("given", ["", "aigul", "aigul@"])
    def test_what_is_no_address(self, given: str) -> None:
        with pytest.raises(InputError, match="such as aigul@example"):
            make_administrator(given, "Aigul", "kk")

    def test_an_address_whatever_its_case_has_one_account(self) -> None:
        make_administrator("Aigul@Example.kz", "Айгүл", "kk")
        with pytest.raises(InputError, match="a second account for"):
            make_administrator("aigul@example.kz", "Айгүл", "kk")

    def test_the_demonstration_has_an_account_for_each_role_once(self) -> None:
        accounts = make_demonstration()
        assert {one.role for one in accounts} == set(
            Person.objects.values_list("grants__role", flat=True)
        )
        assert all(
            Person.objects.get(email=one.email).check_password(one.password) for one in accounts
        )
        assert make_demonstration() == []

    def test_last_year_is_published_and_the_log_says_that_it_is_made_up(self) -> None:
        make_demonstration(last_year=True)
        earlier, now = Campaign.objects.order_by("period")
        assert (earlier.state, now.state) == ("campaign.published", "campaign.open")
        assert earlier.demonstration
        assert Event.objects.filter(action="make-up-answers").count() == 1
        states = set(earlier.submissions.values_list("answers__state", flat=True))
        assert states == {"answer.claimed", "answer.verified", "answer.refused"}
        assert earlier.publications.get().number == 1

    def test_almaty_has_a_plan_that_residents_are_asked_of(self) -> None:
        make_demonstration(last_year=True)
        plan = Plan.objects.get()
        assert (plan.territory_id, plan.state) == ("750000000", "plan.consultation")
        assert plan.campaign.demonstration
        assert plan.text.roadmap.actions
        assert plan.comments.count() == 2
        assert list(verify_log()) == []


def aqyl(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """The command line, in a process and an SQLite installation of its own."""
    command = [sys.executable, "-m", "aqyl.cli.main", *words, "--home", str(home)]
    variables = {"PATH": "/usr/bin:/bin", "AQYL_LANG": "en"}
    return subprocess.run(command, capture_output=True, text=True, env=variables, check=False)


def test_the_whole_round_from_the_command_line(tmp_path: Path) -> None:
    one, two, file = tmp_path / "one", tmp_path / "two", str(tmp_path / "b.tar.gz")
    made = aqyl("portal", "administrator", "a@example.kz", "Айгүл", "--json", home=one)
    assert len(json.loads(made.stdout)["password"]) > 16
    assert aqyl("portal", "backup", file, home=one).returncode == 0
    assert aqyl("portal", "restore", file, home=two).returncode == 0
    whole = json.loads(aqyl("portal", "verify-log", "--json", home=two).stdout)
    assert whole["breaks"] == []
    assert whole["events"] == 1

    database = sqlite3.connect(two / "aqyl.sqlite3")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute("UPDATE history_event SET action = 'x'")
    database.execute("DROP TRIGGER history_no_update")
    database.execute("UPDATE history_event SET action = action || '.'")
    database.commit()
    broken = aqyl("portal", "verify-log", home=two)
    assert broken.returncode == 1
    assert "Event no. 1 was changed after it was sealed" in broken.stdout
    assert "triggers" in broken.stdout


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    aqyl("portal", "administrator", "a@example.kz", "A", home=tmp_path)
    file = tmp_path / "secret-key"
    key = file.read_text()
    aqyl("portal", "verify-log", home=tmp_path)
    assert (file.read_text(), file.stat().st_mode & 0o777) == (key, 0o600)
    assert len(key) > 60


def test_triggers_can_be_taken_off_for_undoing_a_migration(committed: None) -> None:
    guard.remove(connection)
    assert not guard.installed(connection)
    guard.install(connection)
    assert guard.installed(connection)
    with pytest.raises(DatabaseError):
        guard.install(connection)
