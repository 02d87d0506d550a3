"""A search goes through the whole register beside the portal, and teaches from verdicts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from aqyl.portal.operate.made_up import enter_projects
from aqyl.portal.people.models import Person
from aqyl.portal.places.models import COUNTRY, Territory
from aqyl.portal.procedure import RefusedError, perform
from aqyl.portal.projects import work
from aqyl.portal.projects.learning import weights_now
from aqyl.portal.projects.models import Pair, Project, Search
from tests.portal.projects.conftest import Enter, enter_pairs, found

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent


def ask(person: Person, monkeypatch: pytest.MonkeyPatch) -> Search:
    """A search that was asked for and not begun."""
    monkeypatch.setattr(work, "start", lambda search: None)
    perform("search-projects", Territory.objects.get(code=COUNTRY), person)
    return Search.objects.latest("pk")


def test_the_planted_pairs_of_the_made_up_register_are_found(
    manager: Person, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    enter_projects(manager)
    assert Project.objects.filter(made_up=True).count() == Project.objects.count() > 25
    search = ask(manager, monkeypatch)
    call_command("search_projects", str(search.pk))
    search.refresh_from_db()
    assert search.ended_at is not None
    assert (search.failed, search.projects) == ("", Project.objects.count())
    pairs = {(p.first.code, p.second.code): p for p in Pair.objects.all()}
    assert capsys.readouterr().out.strip() == str(len(pairs))
    twice = pairs["DEMO-001", "DEMO-002"]
    assert twice.suggested == "same"
    assert twice.stake == 405_500_000
    assert pairs["DEMO-003", "DEMO-004"].suggested == "part"
    assert pairs["DEMO-005", "DEMO-007"].suggested == "shared_need"
    assert all({"kk", "ru", "en", "code", "weight"} == set(r) for r in twice.reasons)
    assert twice.reasons[0]["kk"] != twice.reasons[0]["en"]


def test_one_search_at_a_time_unless_the_other_fell_silent(
    manager: Person, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter("A-1")
    with pytest.raises(RefusedError, match="fewer than two"):
        ask(manager, monkeypatch)
    enter("A-2")
    first = ask(manager, monkeypatch)
    with pytest.raises(RefusedError, match="going on"):
        ask(manager, monkeypatch)
    long_ago = timezone.now() - work.SILENT - dt.timedelta(seconds=1)
    Search.objects.filter(pk=first.pk).update(told_at=long_ago)
    assert ask(manager, monkeypatch).pk != first.pk


def test_what_breaks_is_kept_with_the_search(
    search: Search, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise MemoryError

    monkeypatch.setattr(work, "edition_now", broken)
    with pytest.raises(MemoryError):
        work.run(search)
    search.refresh_from_db()
    assert search.failed == "MemoryError"
    assert search.ended_at is not None


def test_a_pair_found_no_longer_stays_where_a_person_judged_it(
    search: Search, enter: Enter, manager: Person
) -> None:
    for code in ("A-1", "A-2", "A-3"):
        enter(code)
    enter_pairs(search, found("A-1", "A-2"), found("A-1", "A-3"))
    judged = Pair.objects.get(second__code="A-2")
    perform("judge-pair", judged, manager, verdict="different", reason="Басқа көше")
    later = Search.objects.create(asked_at=timezone.now(), told_at=timezone.now())
    enter_pairs(later, found("A-3", "A-2"))
    assert set(Pair.objects.values_list("second__code", "found")) == {
        ("A-2", None),
        ("A-2", later.pk),
    }
    enter_pairs(later, found("A-2", "A-1", probability=0.7))
    judged.refresh_from_db()
    assert (judged.verdict, judged.probability, judged.found_id) == ("different", 0.7, later.pk)


def test_verdicts_teach_and_a_person_adopts(search: Search, enter: Enter, manager: Person) -> None:
    shipped = weights_now()
    learned = {
        "verdicts": 30,
        "changed": ["threshold"],
        "threshold": 0.7,
        "weights": shipped.model_copy(update={"threshold": 0.7}).model_dump_json(),
    }
    enter_pairs(search)
    with pytest.raises(RefusedError, match="nothing was learned"):
        perform("adopt-weights", search, manager)
    enter_pairs(search, **learned)
    assert weights_now() == shipped
    perform("adopt-weights", search, manager)
    assert weights_now().threshold == 0.7
    with pytest.raises(RefusedError):
        perform("adopt-weights", search, manager)
