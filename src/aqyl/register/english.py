"""English names: from the table, from GeoNames, or from the Kazakh letters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from aqyl.problems import Problem
from aqyl.register.files import read_rows

ENGLISH_COLUMNS = ("kato", "name_en", "basis", "source")

# The romanisation of Kazakh Cyrillic of BGN and PCGN (1979), its marks and apostrophes left away.
_CYRILLIC = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюя"
_LATIN = (
    "a a b v g gh d e yo zh z i y k q l m n ng o o p r s t u u u f kh h ts ch sh shch y i e yu ya"
)
_LETTERS = dict(zip(_CYRILLIC, _LATIN.split(), strict=True)) | {"ъ": "", "ь": ""}
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ")


@dataclass(frozen=True, slots=True)
class EnglishName:
    """A name and where it comes from: `evidence`, `chosen`, `geonames` or `transliteration`."""

    name: str
    basis: str


def read_english_names(path: Path) -> tuple[dict[str, EnglishName], list[Problem]]:
    """KATO -> the name of a CSV file with the columns of ENGLISH_COLUMNS."""
    table, problems = read_rows(path, ENGLISH_COLUMNS)
    names: dict[str, EnglishName] = {}
    for index, row in enumerate(table.rows if not problems else ()):
        if row["kato"] in names:
            first = [r["kato"] for r in table.rows].index(row["kato"])
            values = {"given": row["kato"], "first": table.lines[first]}
            problems.append(Problem("table.key_twice", table.place(index, "kato"), values))
        names[row["kato"]] = EnglishName(row["name_en"], row["basis"])
    return names, problems


def english_name(listed: EnglishName | None, geonames: str | None, kazakh: str) -> EnglishName:
    """The English name by one rule: the listed one; else GeoNames'; else the transliterated one.

    The list holds the names that the evidence table uses, so that the two agree, and a few that
    were chosen because GeoNames has a former name. Marks and apostrophes are left away.

    >>> english_name(None, "Saryköl", "Сарыкөл").name
    'Sarykol'
    >>> english_name(None, None, "Қызылжар")
    EnglishName(name='Qyzylzhar', basis='transliteration')
    """
    if listed:
        return listed
    if geonames:
        return EnglishName(_plain(geonames), "geonames")
    return EnglishName(transliterate(kazakh), "transliteration")


def transliterate(kazakh: str) -> str:
    """Kazakh Cyrillic in Latin letters after BGN/PCGN 1979, marks left away.

    >>> transliterate("Өскемен"), transliterate("Жаңаөзен"), transliterate("Шұбарши")
    ('Oskemen', 'Zhangaozen', 'Shubarshi')
    """
    return "".join(_letter(letter) for letter in unicodedata.normalize("NFC", kazakh))


def district_in_english(kazakh: str) -> str:
    """A district or a city administration, transliterated.

    >>> district_in_english("Ақкөл ауданы"), district_in_english("Риддер қалалық әкімдігі")
    ('Aqkol District', 'Ridder city administration')
    """
    name = kazakh.removesuffix(" қалалық әкімдігі")
    if name != kazakh:
        return f"{transliterate(name)} city administration"
    return f"{transliterate(kazakh.removesuffix(' ауданы'))} District"


def _letter(letter: str) -> str:
    latin = _LETTERS.get(letter.lower(), letter)
    return latin.capitalize() if letter.isupper() else latin


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).translate(_APOSTROPHES)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
