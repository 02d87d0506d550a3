"""`kill -9` in the middle of publication: nothing half-published, and the next run publishes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

BEGIN = """
import os, signal
import django
django.setup()
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import perform
from aqyl.portal.results import freeze, store
from aqyl.portal.results.models import Publication, Score
"""
SET_UP = f"""{BEGIN}
from django.core.management import call_command
call_command("migrate", verbosity=0)
from aqyl.portal.people.models import Grant
from aqyl.portal.places.load import load_places
from aqyl.portal.campaigns.models import Campaign
from tests.portal.conftest import FEW
from tests.portal.results.conftest import fill
load_places(FEW)
manager = Person.objects.create_user("a@example.kz", "a long password", name="A")
Grant.objects.create(person=manager, role="manager", territory_id="KZ")
from aqyl.portal.places.models import Territory
perform("make-campaign", Territory.objects.get(pk="KZ"), manager, edition="kz-2026", period="2026")
campaign = Campaign.objects.get()
perform("open-campaign", campaign, manager)
fill(campaign)
perform("start-verification", campaign, manager)
perform("give-preliminary-results", campaign, manager)
"""
KILLED = f"""{BEGIN}
from aqyl.portal.campaigns.models import Campaign
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
MODULE.PLACE = die
perform("publish", Campaign.objects.get(), Person.objects.get())
"""
AFTER = f"""{BEGIN}
from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.history.chain import verify_log
from aqyl.publish.bundle import verify
campaign = Campaign.objects.get()
assert campaign.state == "campaign.preliminary", campaign.state
assert not Publication.objects.exists()
assert Score.objects.filter(publication=None).exists()
assert list(verify_log()) == []
perform("publish", campaign, Person.objects.get())
(only,) = Publication.objects.all()
assert verify(store.bundle_path(only.digest)).replays
later = store.bundle_path(only.digest).stat().st_mtime + 86_400
store.sweep(later)
assert [path.stem for path in (store.root() / "bundles").iterdir()] == [only.digest]
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The variables of an installation with a database of its own."""
    given = {**os.environ, "AQYL_HOME": str(tmp_path), "AQYL_HTTPS": "no"}
    given["DJANGO_SETTINGS_MODULE"] = "aqyl.portal.settings"
    if "DATABASE_URL" not in given:
        yield given
        return
    import psycopg

    name = f"killed_{uuid.uuid4().hex}"
    with psycopg.connect(given["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        given["DATABASE_URL"] = given["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"
        yield given
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


def run(script: str, home: dict[str, str]) -> int:
    """Run a script in a process of its own; how it ended."""
    done = subprocess.run(
        [sys.executable, "-c", script], env=home, check=False, capture_output=True, text=True
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode


def test_nothing_is_half_published(home: dict[str, str]) -> None:
    assert run(SET_UP, home) == 0
    for module, place in (("freeze", "_write_bundle"), ("freeze", "_before"), ("store", "settle")):
        script = KILLED.replace("MODULE", module).replace("PLACE", place)
        assert run(script, home) == -signal.SIGKILL
    assert run(AFTER, home) == 0
