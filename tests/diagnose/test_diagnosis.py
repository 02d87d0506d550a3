"""The whole diagnosis: what it asks for, what it keeps, what it says of real data."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from aqyl import diagnose as room
from aqyl.assess import Assessment, assess
from aqyl.diagnose import as_document, diagnose, read_diagnosis, tidy
from aqyl.problems import InputError
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.tables import Table, read_data, write_json
from tests.assess.small import run, said, small
from tests.diagnose.made import diagnosed, made_up
from tests.diagnose.small import assessed

STATUSES = {
    f"u{n}": {"a.cameras": "none" if n % 2 else "implemented", "b.app": "none"} for n in range(8)
}


@pytest.fixture(scope="module")
def public() -> tuple[Assessment, Table]:
    data = read_data(Path(str(files("aqyl"))) / "data" / "kz-public")
    return assess(load_edition("kz-2026"), data, load_register()), data["evidence"]


def test_the_public_face() -> None:
    assert room.__all__ == sorted(room.__all__)
    assert set(room.__all__) == {
        *(
            "Diagnosis",
            "Gap",
            "GapPeers",
            "Membership",
            "MethodPlace",
            "NeedsClass",
            "NeedsClasses",
        ),
        *("Peer", "Priorities", "Profile", "Stability", "TechnologyPriority"),
        *("as_document", "classes_table", "diagnose", "needs_table", "peers_table"),
        *("priorities_table", "read_diagnosis"),
    }
    assert all(hasattr(room, name) for name in room.__all__)


def test_what_is_publicly_known_is_too_little_to_class_settlements(
    public: tuple[Assessment, Table],
) -> None:
    assessment, evidence = public
    found = diagnose(assessment, load_register(), evidence)
    everyone = found.classes_of("all")
    assert (everyone.number, everyone.reason, len(everyone.sample)) == (0, "too_few", 3)
    assert len(everyone.unclassed) == 97
    country = found.priorities_of()
    assert all(one.known < 0.1 for one in country.technologies)
    # Almaty has had air-quality messages since August 2020; Astana is most like it.
    [own] = [one for one in found.peers_of("710000000") if one.node == "ecology.air-information"]
    assert (own.peers[0].settlement, own.peers[0].since) == ("750000000", "2020-08")


def test_an_edition_without_rules_of_planning_is_refused() -> None:
    bare = run(small(), [said("u1", "a.cameras")], [])
    with pytest.raises(InputError, match="no rules of diagnosis"):
        diagnose(bare)


def test_no_criteria_are_no_rules() -> None:
    with pytest.raises(InputError, match="no rules of diagnosis"):
        diagnose(assessed(STATUSES, criteria=()))


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "scipy.cluster.hierarchy", None)
    with pytest.raises(InputError, match=r"aqyl\[diagnose\]"):
        diagnose(assessed(STATUSES))


def test_a_diagnosis_is_kept_and_read_back(tmp_path: Path) -> None:
    found = diagnosed()
    write_json(tmp_path / "diagnosis.json", as_document(found))
    back = read_diagnosis(tmp_path / "diagnosis.json")
    assert (back.classes, back.priorities) == (found.classes, found.priorities)
    assert (back.profiles, back.peers) == ((), ())


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"edition": 3}', "\x00"])
def test_a_file_that_is_no_diagnosis_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "diagnosis.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        read_diagnosis(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_diagnosis(tmp_path / "nowhere.json")


def test_the_tables_have_the_columns_they_name() -> None:
    found = diagnose(assessed(STATUSES))
    for columns, rows in (
        (tidy.NEEDS, tidy.needs_table(found)),
        (tidy.CLASSES, tidy.classes_table(found)),
        (tidy.PEERS, tidy.peers_table(found)),
        (tidy.PRIORITIES, tidy.priorities_table(found)),
    ):
        written = list(rows)
        assert written
        assert all(row.keys() <= set(columns) for row in written)
        assert {name for row in written for name in row} >= set(columns) - {
            *("class", "agree", "on_border", "other", "reason", "title_kk", "title_ru", "title_en"),
        }


def test_every_settlement_has_a_row_in_each_set_of_classes_with_a_class_or_a_reason() -> None:
    found = diagnose(made_up(answered=0.25, seed=3)[0])
    rows = list(tidy.classes_table(found))
    assert len(rows) == 200  # all of them, then each in its group
    assert all(bool(row.get("class")) != bool(row.get("reason")) for row in rows)
