"""Three languages: every word there, none left over from another, numbers as each writes them."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from aqyl.language import LANGUAGES, Lang, catalogue, fold, format_number, format_percent, sort_key
from aqyl.publish import ReportInput
from tests.publish.conftest import Make
from tests.publish.reading import Page

STRINGS = {key: three for key, three in catalogue().items() if key.startswith("report.")}
PUBLISH = Path(str(files("aqyl.publish")))
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for pattern in ("**/*.py", "templates/*.j2")
    for path in sorted(PUBLISH.glob(pattern))
)
# Words of Latin letters that stand in Kazakh and Russian too.
LATIN = {"SHA-256", "GeoNames", "geokz", "CC", "BY", "Apache-2.0"}
CYRILLIC = re.compile("[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")


@pytest.mark.parametrize("key", STRINGS)
def test_a_string_is_whole_in_every_language(key: str) -> None:
    three = STRINGS[key]
    assert set(three) == set(LANGUAGES)
    assert all(text == text.strip() and text for text in three.values())
    places = [sorted(re.findall(r"\{(\w+)\}", text)) for text in three.values()]
    assert places[0] == places[1] == places[2]


@pytest.mark.parametrize("key", STRINGS)
def test_a_string_is_written_in_its_own_letters(key: str) -> None:
    three = {lang: re.sub(r"\{\w+\}", "", text) for lang, text in STRINGS[key].items()}
    if key != "report.map.short":
        assert not CYRILLIC.search(three["en"])
    for lang in ("kk", "ru"):
        assert set(re.findall(r"[A-Za-z][\w.-]*", three[lang])) <= LATIN
    assert not re.search("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]", three["ru"])


def test_no_key_is_left_unused() -> None:
    unused = [key for key in STRINGS if not _used(key.removeprefix("report."))]
    assert unused == []


def _used(key: str) -> bool:
    """Named outright, or completed in code or template from one of its ends."""
    if re.search(rf'"(?:report\.)?{re.escape(key)}"', SOURCES):
        return True
    pieces = key.split(".")
    starts = [".".join(pieces[:i]) for i in range(1, len(pieces))]
    completed = [f'"{start}." ~' in SOURCES or f'"{start}.{{' in SOURCES for start in starts]
    by_section = pieces[-1] == "title" and f'"{pieces[0]}": ' in SOURCES
    return any(completed) or by_section or pieces[0] == "settlements"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_language_is_the_one_asked_for(
    make: Make, open_report: ReportInput, lang: Lang
) -> None:
    page = make(open_report, lang)
    assert page.one("html").attributes["lang"] == lang
    pressed = [b.attributes["data-lang"] for b in page.find("button", **{"aria-pressed": "true"})]
    assert pressed == [lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_marked_text_stands_in_the_dictionary(
    make: Make, public_report: ReportInput, lang: Lang
) -> None:
    page = make(public_report, lang)
    words = page.dictionary["words"]
    assert len({len(texts) for texts in words.values()}) == 1
    marked = [e for e in page.find() if "data-t" in e.attributes]
    assert len(marked) > 2000
    for element in marked:
        assert element.text == words[lang][int(element.attributes["data-t"])]
    for element in page.find():
        if "data-a" in element.attributes:
            name, place = element.attributes["data-a"].split(":")
            assert element.attributes[name] == words[lang][int(place)]


def test_no_wording_of_the_dictionary_is_empty(public: Page) -> None:
    assert all(text for texts in public.dictionary["words"].values() for text in texts)


def test_an_english_report_holds_no_cyrillic_of_ours(make: Make, open_report: ReportInput) -> None:
    page = make(open_report, "en")
    texts = {text for text in page.visible() if CYRILLIC.search(text)}
    assert texts == set()
    attributes = {
        value
        for element in page.find()
        for name, value in element.attributes.items()
        if name in ("aria-label", "title") and CYRILLIC.search(value)
    }
    assert attributes == {"Қазақша", "Русский"}


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_nothing_of_ours_is_left_in_english(
    make: Make, open_report: ReportInput, lang: Lang
) -> None:
    page = make(open_report, lang)
    english = set(page.dictionary["words"]["en"])
    left = {text for text in page.visible() if text in english and re.search("[a-z]{3}", text)}
    assert left == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_are_written_as_the_language_writes_them(
    make: Make, open_report: ReportInput, lang: Lang
) -> None:
    page = make(open_report, lang)
    numbers = page.find("data")
    assert len(numbers) > 1000
    for element in numbers:
        plain = element.attributes["value"]
        digits = len(plain.rstrip("%").partition(".")[2])
        if plain.endswith("%"):
            assert element.text == format_percent(float(plain[:-1]) / 100, lang, digits)
        else:
            assert element.text == format_number(float(plain), lang, digits)


def test_names_sort_as_each_language_sorts(public: Page, public_report: ReportInput) -> None:
    places = {
        a.attributes["id"][2:]: a.attributes["data-n"].split() for a in public.find("article")
    }
    for i, lang in enumerate(LANGUAGES):
        units = sorted(public_report.assessment.units, key=lambda u: int(places[u.id][i]))
        names = [sort_key(unit.title.say(lang), lang) for unit in units]
        assert names == sorted(names)


def test_rows_are_found_by_folded_names_in_every_language(
    public: Page, public_report: ReportInput
) -> None:
    folded = {a.attributes["id"][2:]: a.attributes["data-f"] for a in public.find("article")}
    for unit in public_report.assessment.units:
        assert all(fold(unit.title.say(lang)) in folded[unit.id] for lang in LANGUAGES)
