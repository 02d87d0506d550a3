"""The pairs and the problems of a register as tidy rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aqyl.diagnose.duplicates.find import Pair
from aqyl.diagnose.duplicates.rows import Read
from aqyl.language import LANGUAGES
from aqyl.problems import PARTS, Problem

PAIRS = (
    "first", "second", "verdict", "probability", "amount_first", "amount_second", "overlap_days",
    "reasons", *(f"reasons_{lang}" for lang in LANGUAGES),
)  # fmt: skip
PROBLEMS = ("row", "column", "grade", "problem", *PARTS)


def pairs_table(pairs: Iterable[Pair]) -> Iterator[dict[str, object]]:
    """A row a pair; `reasons` are codes, `reasons_*` the same worded, the weightiest first."""
    for pair in pairs:
        yield {
            "first": pair.first,
            "second": pair.second,
            "verdict": pair.verdict,
            "probability": round(pair.probability, 4),
            "amount_first": pair.money.first,
            "amount_second": pair.money.second,
            "overlap_days": pair.money.overlap_days,
            "reasons": " ".join(reason.code for reason in pair.reasons),
            **{
                f"reasons_{lang}": "; ".join(reason.say(lang) for reason in pair.reasons)
                for lang in LANGUAGES
            },
        }


def problems_table(read: Read, lang: str) -> Iterator[dict[str, object]]:
    """A row a problem: `error` where the project was left out, `warning` where it was used."""
    for grade, problems in (("error", read.errors), ("warning", read.warnings)):
        for problem in problems:
            yield _row(problem, grade, lang)


def _row(problem: Problem, grade: str, lang: str) -> dict[str, object]:
    told = {part: problem.part(part, lang) for part in PARTS}
    place = problem.place
    return {
        "row": place.line, "column": place.column, "grade": grade, "problem": problem.key, **told,
    }  # fmt: skip
