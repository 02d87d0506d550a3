"""Which suppliers are the same organisation: the BIN decides, else the name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml

from aqyl.diagnose.duplicates.letters import unmixed
from aqyl.diagnose.duplicates.matching.records import Integers
from aqyl.diagnose.duplicates.matching.words import words
from aqyl.register.english import transliterate

UNKNOWN = -1


@dataclass(frozen=True)
class Suppliers:
    """number: of each project's supplier, UNKNOWN where there is none.

    by_name: whether the number rests on the name, for want of a BIN. cores: name -> the part of it
    that names the organisation.
    """

    number: Integers
    by_name: Sequence[bool]


@cache
def _rules() -> Mapping[str, Any]:
    text = files("aqyl.diagnose.duplicates").joinpath("suppliers.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


@cache
def core(name: str) -> str:
    """A name without legal form, quotes, spaces and alphabet.

    >>> core('ТОО "Зерде Холдинг"') == core("«Зерде Холдинг» ЖШС") == core("Zerde Holding LLP")
    True
    """
    forms = set(_rules()["forms"])
    kept = [word for word in words(unmixed(name)[0]) if word not in forms]
    latin = transliterate(" ".join(kept)).lower()
    for given, written in _rules()["spellings"].items():
        latin = latin.replace(given, written)
    return re.sub(r"([a-z])\1", r"\1", re.sub(r"[^a-z0-9]", "", latin))


def suppliers(names: Sequence[str], bins: Sequence[str]) -> Suppliers:
    """Number the suppliers.

    Equal BINs are one organisation, other BINs another, whatever the names. A name without a BIN
    is that of the one BIN its core, or one spelled nearly so (by splink), belongs to; where it
    belongs to several, or to none, it stands for itself.
    """
    cores = [core(name) if name else "" for name in names]
    families = _families(sorted({one for one in cores if one}))
    owners: dict[str, set[str]] = defaultdict(set)
    for one, code in zip(cores, bins, strict=True):
        if one and code:
            owners[families[one]].add(code)
    numbers: dict[str, int] = {"": UNKNOWN}
    found = [
        numbers.setdefault(_identity(one, code, families, owners), len(numbers))
        for one, code in zip(cores, bins, strict=True)
    ]
    by_name = [bool(one) and not code for one, code in zip(cores, bins, strict=True)]
    return Suppliers(np.array(found, dtype=np.int64), by_name)


def _identity(
    one: str, code: str, families: Mapping[str, str], owners: Mapping[str, set[str]]
) -> str:
    if code or not one:
        return code
    owner = owners.get(families[one], set())
    return next(iter(owner)) if len(owner) == 1 else f"name:{families[one]}"


def _families(cores: Sequence[str]) -> dict[str, str]:
    """core -> the first core of those spelled nearly the same."""
    family = {one: one for one in cores}

    def root(one: str) -> str:
        while family[one] != one:
            family[one] = family[family[one]]
            one = family[one]
        return one

    for one, other in _nearly_same(cores) if len(cores) > 1 else ():
        first, second = sorted((root(one), root(other)))
        family[second] = first
    return {one: root(one) for one in cores}


def _nearly_same(cores: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Pairs of cores that splink judges one name, in their order."""
    import pandas as pd
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rules = _rules()["linking"]
    frame = pd.DataFrame({"unique_id": range(len(cores)), "core": list(cores)})
    frame["head"] = frame["core"].str[: rules["block"]]
    frame["tail"] = frame["core"].str[-rules["block"] :]
    # «Құрылыс 1» and «Құрылыс 2» are two organisations.
    frame["digits"] = frame["core"].str.replace(r"\D", "", regex=True)
    settings = SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=rules["prior"],
        comparisons=[_comparison(rules)],
        blocking_rules_to_generate_predictions=[
            block_on(side, "digits") for side in ("head", "tail")
        ],
    )
    engine = DuckDBAPI()
    linker = Linker(engine.register(frame), settings, log_level=None)
    judged = linker.inference.predict(threshold_match_probability=rules["threshold"])
    table: Any = judged.as_pandas_dataframe()  # type: ignore[no-untyped-call]
    table = table[["unique_id_l", "unique_id_r"]]
    return sorted((cores[i], cores[j]) for i, j in table.itertuples(index=False))


def _comparison(rules: Mapping[str, Any]) -> Any:
    import splink.comparison_level_library as levels
    import splink.comparison_library as comparisons

    steps = [
        levels.JaroWinklerLevel("core", level["likeness"]).configure(
            m_probability=level["m"], u_probability=level["u"]
        )
        for level in rules["levels"]
    ]
    other = levels.ElseLevel().configure(
        m_probability=rules["else"]["m"], u_probability=rules["else"]["u"]
    )
    return comparisons.CustomComparison(
        output_column_name="core",
        comparison_levels=[levels.NullLevel("core"), *steps, other],
    )
