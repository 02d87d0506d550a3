"""Read the spec cases an official can write (`tests/spec/*.yaml`) as tables of an assessment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aqyl.problems import raise_if
from aqyl.standard import Text
from aqyl.standard.yaml_source import read_yaml
from aqyl.tables import SCHEMAS, Table

SPEC = Path(__file__).parent.parent / "spec"
TABLES = ("evidence", "answers", "values", "targets")


@dataclass(frozen=True)
class SpecCase:
    """What is given (tables) and what must come out (scores, ranks)."""

    edition: str
    name: Text
    period: str
    tables: dict[str, Table]
    scores: tuple[dict[str, Any], ...]
    ranks: tuple[dict[str, Any], ...]

    def __str__(self) -> str:
        return f"{self.edition}: {self.name.en}"


def spec_cases() -> list[SpecCase]:
    """Every case of every spec file."""
    cases = []
    for path in sorted(SPEC.glob("*.yaml")):
        content: Any
        content, problems = read_yaml(path, path.name)
        raise_if(problems)
        cases += [_case(content["edition"], case) for case in content["cases"]]
    return cases


def _case(edition: str, case: dict[str, Any]) -> SpecCase:
    known = {"edition", "name", "period", "scores", "ranks", *TABLES}
    unknown = case.keys() - known
    if unknown:
        raise ValueError(f"{case['name']['en']}: unknown keys {sorted(unknown)}")
    tables = {
        name: make_table(name, case[name], case["period"]) for name in TABLES if case.get(name)
    }
    return SpecCase(
        case.get("edition", edition),
        Text.model_validate(case["name"]),
        case["period"],
        tables,
        tuple(case.get("scores", ())),
        tuple(case.get("ranks", ())),
    )


def make_table(name: str, rows: list[dict[str, Any]], period: str = "2026") -> Table:
    """A table of a spec case or test: what a row leaves out is missing, the period filled in."""
    columns = SCHEMAS[name].names
    full = []
    for row in rows:
        unknown = row.keys() - set(columns)
        if unknown:
            raise ValueError(f"{name}: unknown columns {sorted(unknown)}")
        defaults = {"period": period, "verified": "verified", "confidence": "stated"}
        defaults |= {"contradicts": "no", "source": "https://example.org/report"}
        full.append({column: row.get(column, defaults.get(column)) for column in columns})
    return Table(name, tuple(full), tuple(range(2, len(full) + 2)), f"{name}.csv", "0" * 64)
