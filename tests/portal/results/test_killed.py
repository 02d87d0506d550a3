"""`kill -9` in the middle of publication: nothing half-published, and the next run publishes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.installation import Installation, installation

# One process plays the campaign and has a child of its own killed at each place.
SCRIPT = """
import os, signal
from aqyl.portal.operate import setup
setup.begin()
from django.core.management import call_command
from django.db import connections
from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.history.chain import verify_log
from aqyl.portal.people.models import Grant, Person
from aqyl.portal.places.load import load_places
from aqyl.portal.places.models import Territory
from aqyl.portal.procedure import perform
from aqyl.portal.results import freeze, store
from aqyl.portal.results.models import Publication, Score
from aqyl.publish.bundle import verify
from tests.portal.conftest import FEW
from tests.portal.results.conftest import fill

call_command("migrate", verbosity=0)
load_places(FEW)
manager = Person.objects.create_user("a@example.kz", "a long password", name="A")
Grant.objects.create(person=manager, role="manager", territory_id="KZ")
perform("make-campaign", Territory.objects.get(pk="KZ"), manager, edition="kz-2026", period="2026")
campaign = Campaign.objects.get()
perform("open-campaign", campaign, manager)
fill(campaign)
perform("start-verification", campaign, manager)
perform("give-preliminary-results", campaign, manager)

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

for module, place in ((freeze, "_write_bundle"), (freeze, "_before"), (store, "settle")):
    connections.close_all()
    child = os.fork()
    if not child:
        setattr(module, place, die)
        perform("publish", Campaign.objects.get(), Person.objects.get())
        os._exit(1)
    _, how = os.waitpid(child, 0)
    assert os.WIFSIGNALED(how) and os.WTERMSIG(how) == signal.SIGKILL, how

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
print("published")
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path / "home") as made:
        yield made


def test_nothing_is_half_published(place: Installation) -> None:
    assert place.run("-c", SCRIPT).strip() == "published"
