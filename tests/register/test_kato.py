"""Reading the classifier: which rows are cities and kents, and how their names are tidied."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqyl.problems import Place
from aqyl.register.kato import Unit, read_kato

HEADER = "kato,level,name_ru,name_kk"
OBLAST = "110000000,oblast,Акмолинская область,Ақмола облысы"
DISTRICT = "113400000,district,Аршалынский район,Аршалы ауданы"
KENT = "113430100,settlement,п. Аршалы,Аршалы  к."


def write(folder: Path, *lines: str) -> Path:
    path = folder / "kato.csv"
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("level", "ru", "kk", "kind", "clean_ru", "clean_kk"),
    [
        ("sub_district", "г.Семей", "Семей қ.", "city", "Семей", "Семей"),
        ("settlement", "п. Мырзакент", "Мырзакент к.", "kent", "Мырзакент", "Мырзакент"),
        ("settlement", "г.Форт-Шевченко", "Форт-Шевченко ќ.", "city", *["Форт-Шевченко"] * 2),
        ("settlement", "п.С.Сейфуллин", "С.Сейфуллин к.", "kent", *["С.Сейфуллин"] * 2),
        ("sub_district", "г.а.Алтай", "Алтай қ.ә.", "", "г.а.Алтай", "Алтай қ.ә."),
        ("sub_district", "п.а.Нура", "Нұра к.ә.", "", "п.а.Нура", "Нұра к.ә."),
        ("settlement", "с.Акколь", "Ақкөл а.", "", "с.Акколь", "Ақкөл а."),
    ],
)
def test_kinds_and_names(
    level: str, ru: str, kk: str, kind: str, clean_ru: str, clean_kk: str
) -> None:
    unit = Unit("113430100", level, ru, kk, Place())
    assert (unit.kind, unit.name("ru"), unit.name("kk")) == (kind, clean_ru, clean_kk)


@pytest.mark.parametrize(
    ("ru", "kk", "clean_ru", "clean_kk"),
    [
        ("Риддер Г.А.", "Риддер Қ.Ә.", "городская администрация Риддер", "Риддер қалалық әкімдігі"),
        ("Актау Г.А.", "Ақтау Г.А.", "городская администрация Актау", "Ақтау қалалық әкімдігі"),
        ("Район Шал акына", "Шал ақын ауданы", "район Шал акына", "Шал ақын ауданы"),
        ("Аккольский район", "Ақкөл ауданы", "Аккольский район", "Ақкөл ауданы"),
    ],
)
def test_names_of_districts(ru: str, kk: str, clean_ru: str, clean_kk: str) -> None:
    unit = Unit("632400000", "district", ru, kk, Place())
    assert (unit.kind, unit.name("ru"), unit.name("kk")) == ("", clean_ru, clean_kk)


def test_a_whole_classifier(tmp_path: Path) -> None:
    classifier, problems = read_kato(write(tmp_path, OBLAST, DISTRICT, KENT))
    (kent,) = classifier.settlements()
    oblast, district = classifier.oblast(kent), classifier.district(kent)
    assert problems == []
    assert kent.name("kk") == "Аршалы"
    assert oblast is not None
    assert district is not None
    assert (oblast.kato, district.kato) == ("110000000", "113400000")


def test_everything_wrong_is_said_in_one_pass(tmp_path: Path) -> None:
    path = write(
        tmp_path, OBLAST, OBLAST, DISTRICT, KENT,
        "1134301,settlement,п.Коротыш,Коротыш к.",
        "11343010О,settlement,п.Буква,Буква к.",
        "113430200,settlement,,Атсыз к.",
        "993430100,settlement,п.Ничей,Ничей к.",
    )  # fmt: skip
    _, problems = read_kato(path)
    assert [(p.key, p.place.line, p.values.get("given")) for p in problems] == [
        ("register.kato_twice", 3, "110000000"),
        ("register.bad_kato", 6, "1134301"),
        ("register.bad_kato", 7, "11343010О"),
        ("table.blank", 8, None),
        ("register.no_parent", 9, "993430100 п.Ничей"),
    ]
    assert problems[0].values["first"] == 2


def test_a_missing_column_names_the_near_one(tmp_path: Path) -> None:
    path = tmp_path / "kato.csv"
    path.write_text("kato,level,name_ru,name_kz\n1,2,3,4\n", encoding="utf-8")
    _, (problem,) = read_kato(path)
    assert problem.key == "table.column_missing"
    assert problem.place == Place("kato.csv", 1, "name_kk")
    assert "name_kz" in problem.part("allowed", "en")
