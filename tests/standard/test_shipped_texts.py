"""The wordings of the editions: three languages, each in its own letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from aqyl.standard import Text
from tests.standard.shipped import EDITIONS, texts

# Words that Kazakh and Russian share; a new one is added here after a look at it.
SHARED = {
    "%",
    "Биометрия",
    "Веб-портал",
    "Инватакси",
    "индекс",
    "минут",
    "мкг/м³",
    "экология",
    "экономика",
    "энергия",
}
# Proper names that Russian writes with Kazakh letters: acts, systems, two oblasts.
KAZAKH_NAMES = {"469/НҚ", "Тасқын", "е-Өтініш", "Жетісу", "Ұлытау"}
ACTS = {"469/НҚ"}
KAZAKH = re.compile(r"[\w/-]*[әғқңөұүһіӘҒҚҢӨҰҮҺІ][\w-]*")
CYRILLIC = re.compile(r"[\w/-]*[\u0400-\u04ff][\w-]*")
MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0400-\u04ff])\w+\b")
LETTERS = re.compile(r"[\u0400-\u04ff]")


def all_texts() -> Iterator[tuple[str, Text]]:
    for name in EDITIONS:
        yield from texts(name)


def strange(found: dict[str, set[str]]) -> dict[str, set[str]]:
    return {path: words for path, words in found.items() if words}


def test_the_three_wordings_differ() -> None:
    same = {text.kk: path for path, text in all_texts() if text.kk == text.ru}
    same |= {text.en: path for path, text in all_texts() if text.en in (text.kk, text.ru)}
    assert {word: path for word, path in same.items() if word not in SHARED} == {}


def test_russian_has_no_kazakh_letters_but_in_names() -> None:
    found = {path: set(KAZAKH.findall(text.ru)) - KAZAKH_NAMES for path, text in all_texts()}
    assert strange(found) == {}


def test_english_has_no_cyrillic_but_in_acts() -> None:
    found = {path: set(CYRILLIC.findall(text.en)) - ACTS for path, text in all_texts()}
    assert strange(found) == {}


def test_no_word_mixes_the_scripts() -> None:
    """A Latin о inside a Cyrillic word looks right and cannot be found."""
    for lang in ("kk", "ru", "en"):
        found = {path: set(MIXED.findall(text.say(lang))) for path, text in all_texts()}
        assert strange(found) == {}


def test_kazakh_and_russian_are_in_cyrillic() -> None:
    bare = {"%"}
    for path, text in all_texts():
        assert LETTERS.search(text.kk) or text.kk in bare, path
        assert LETTERS.search(text.ru) or text.ru in bare, path


def test_the_kazakh_of_kz_2026_is_kazakh() -> None:
    """Nearly every longer text has a letter that Russian lacks."""
    long = [text.kk for _, text in texts("kz-2026") if len(text.kk) > 40]
    assert len(long) > 300
    assert [text for text in long if not KAZAKH.search(text)] == []


def test_texts_are_tidy() -> None:
    """No double blanks, no blank before a mark, no straight quotes, brackets in pairs."""
    for path, text in all_texts():
        for lang in ("kk", "ru", "en"):
            words = text.say(lang)
            assert not re.search(r"  | [,.;:!?](\s|$)|\"", words), (path, words)
            assert words.count("(") == words.count(")"), (path, words)
            assert words.count("«") == words.count("»"), (path, words)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("ситуациялық орталық", "операциялық орталық"),
        ("жедел штаб", "операциялық орталық"),
        ("хабарлау жүйесі", "құлақтандыру жүйесі"),
        ("бейнеплатформа", "бейнемониторинг платформасы"),
        ("станса", "станция"),
        ("айлық есеп", "ай сайынғы есеп"),
        ("жұртқа ашық", "көпшілікке ашық"),
        ("орташа жылдық халық", "жылдық орташа халық"),
        ("сенсор", "датчик"),
        ("мобильдік", "мобильді"),
        ("цифрлі", "цифрлық"),
    ],
)
def test_kz_2026_has_one_kazakh_term_for_a_thing(wrong: str, right: str) -> None:
    words = [text.kk.lower() for _, text in texts("kz-2026")]
    assert [text for text in words if wrong in text] == [], f"write {right}"


def test_the_operations_centre_has_one_name_in_all_languages() -> None:
    for path, text in texts("kz-2026"):
        if "operations centre" in text.en.lower() and "security" not in path:
            assert "операциялық" in text.kk.lower(), path
            assert "операционн" in text.ru.lower(), path
