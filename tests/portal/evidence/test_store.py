"""Content by its digest: the same once, never half of it, deleted when its term is over."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.evidence import store as stored
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.evidence.retention import Swept, sweep
from aqyl.portal.evidence.thumbnails import path_for, thumbnail
from aqyl.portal.history.models import Event
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import perform
from tests.portal import samples
from tests.portal.evidence.conftest import Add, Limits, files_in, received

NOTHING = Swept((), (), 0)


def days(count: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(days=count)


class TestKeeping:
    def test_content_stands_under_its_digest(self, store: Path) -> None:
        digest = received(b"abc").keep()
        assert digest == hashlib.sha256(b"abc").hexdigest()
        assert (store / digest[:2] / digest[2:]).read_bytes() == b"abc"
        assert list(stored.contents()) == [(digest, stored.path_of(digest))]

    def test_the_same_content_once(self, store: Path) -> None:
        assert received(b"abc").keep() == received(b"abc").keep()
        assert len(files_in(store)) == 1

    def test_what_is_dropped_leaves_nothing(self, store: Path) -> None:
        received(b"abc").drop()
        assert files_in(store) == []


@pytest.mark.django_db
class TestRetention:
    def test_living_evidence_stays_for_ever(self, add: Add, store: Path) -> None:
        add()
        assert sweep(days(100_000)) == NOTHING
        assert len(files_in(store)) == 1

    def test_removed_content_stays_until_its_term_is_over(
        self, add: Add, answer: Answer, officer: Person, store: Path, limits: Limits
    ) -> None:
        limits(evidence_keep_days=30)
        one = add()
        perform("remove-evidence", answer, officer, evidence=one.pk, reason="wrong act")
        assert sweep(days(29)) == NOTHING
        swept = sweep(days(31))
        assert swept.expired == (one.digest,)
        one.refresh_from_db()
        assert (one.deleted_at is not None, files_in(store)) == (True, [])
        event = Event.objects.latest("number")
        assert (event.action, event.actor) == ("delete-content", "")
        assert json.loads(event.data)["expired"] == [one.digest]
        assert sweep(days(32)) == NOTHING

    def test_content_that_another_answer_still_names_stays(
        self, add: Add, answer: Answer, officer: Person, store: Path
    ) -> None:
        one = add()
        other = answer.submission.answers.exclude(pk=answer.pk)[0]
        add(to=other)
        perform("remove-evidence", answer, officer, evidence=one.pk, reason="not here")
        assert sweep(days(100_000)) == NOTHING
        assert len(files_in(store)) == 1

    def test_content_put_back_after_its_deletion(
        self, add: Add, answer: Answer, officer: Person, store: Path
    ) -> None:
        perform("remove-evidence", answer, officer, evidence=add().pk, reason="x")
        sweep(days(10_000))
        again = add()
        assert again.deleted_at is None
        assert len(files_in(store)) == 1

    def test_an_upload_that_ended_before_its_row_is_cleared_a_day_later(self, store: Path) -> None:
        digest = received(b"nobody's").keep()
        received(b"half").close()
        assert sweep(timezone.now()) == NOTHING
        assert sweep(days(2)) == Swept((), (digest,), 1)
        assert files_in(store) == []

    def test_the_command_deletes_what_is_old_and_says_how_much(self, store: Path) -> None:
        received(b"new").keep()
        received(b"nobody's").keep()
        received(b"half").close()
        old = [
            stored.path_of(hashlib.sha256(b"nobody's").hexdigest()),
            *stored.incoming().iterdir(),
        ]
        for file in old:
            os.utime(file, (0, 0))
        said = io.StringIO()
        call_command("sweep_evidence", stdout=said)
        assert said.getvalue() == "0 1 1\n"
        assert [file.read_bytes() for file in files_in(store)] == [b"new"]

    def test_the_small_picture_goes_too(self, add: Add, answer: Answer, officer: Person) -> None:
        one = add(samples.png(), "photo.png")
        thumbnail(one)
        perform("remove-evidence", answer, officer, evidence=one.pk, reason="x")
        sweep(days(10_000))
        assert not path_for(one.digest).exists()


@pytest.mark.django_db
class TestThumbnails:
    @pytest.mark.parametrize(
        ("content", "name"), [(samples.png(900, 400), "photo.png"), (samples.pdf(), "act.pdf")]
    )
    def test_a_picture_and_a_pdf_are_drawn_once_and_small(
        self, add: Add, content: bytes, name: str
    ) -> None:
        from PIL import Image

        one = add(content, name)
        drawn = thumbnail(one)
        assert drawn is not None
        with Image.open(drawn) as picture:
            assert max(picture.size) == 240
        made = drawn.stat().st_mtime_ns
        assert thumbnail(one) == drawn
        assert drawn.stat().st_mtime_ns == made

    def test_what_cannot_be_drawn_is_tried_once(
        self, add: Add, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = add(b"%PDF-1.4 nothing\n%%EOF", "act.pdf")
        assert thumbnail(one) is None
        monkeypatch.setattr("subprocess.run", None)
        assert thumbnail(one) is None

    def test_nothing_is_drawn_of_a_document(self, add: Add) -> None:
        assert thumbnail(add(samples.office(), "order.docx")) is None

    def test_drawing_has_bounds(self) -> None:
        import subprocess
        import sys

        code = (
            "import resource as r; from aqyl.portal.evidence.drawing import bound; bound();"
            "print(r.getrlimit(r.RLIMIT_CPU)[0], r.getrlimit(r.RLIMIT_AS)[0]); bytearray(2 * 10**9)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], check=False, capture_output=True, text=True
        )
        assert done.stdout.split() == ["10", str(1536 * 1024 * 1024)]
        assert "MemoryError" in done.stderr


@pytest.mark.django_db
def test_a_store_is_readable_by_its_owner_alone(add: Add, store: Path) -> None:
    one = add()
    assert oct(os.stat(store / one.digest[:2]).st_mode)[-3:] == "700"
    assert Evidence.objects.get().shown == "act.pdf"
