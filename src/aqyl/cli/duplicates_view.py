"""Pairs of projects for people: how many of each verdict, the foremost, and on what they rest."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from aqyl.cli.screen import Screen

if TYPE_CHECKING:
    from aqyl.diagnose.duplicates import Found, Pair, Quality, Read, Reason, Tuned
    from aqyl.diagnose.duplicates.matching import Interval

# Pairs and problems told on the terminal; the files have all.
_SHOWN, _REASONS = 20, 3
_COLUMNS = ("first", "second", "verdict", "probability", "amounts", "overlap", "reasons")


def as_dict(read: Read, found: Found, tuned: Tuned | None) -> dict[str, object]:
    """For JSON: the sums, the weights used with their source and sample, and every pair."""
    from aqyl.diagnose.duplicates import pairs_table

    return {
        "projects": len(read.projects),
        "left_out": _rows(read),
        "warnings": len(read.warnings),
        "compared": found.compared,
        "verdicts": dict(Counter(pair.verdict for pair in found.pairs)),
        "weights": found.weights.model_dump(mode="json"),
        "quality": None if tuned is None else _quality(tuned),
        "pairs": list(pairs_table(found.pairs)),
    }


def _quality(tuned: Tuned) -> dict[str, object]:
    def told(one: Interval) -> dict[str, float | None]:
        figures = {"value": one.value, "low": one.low, "high": one.high}
        return {name: None if math.isnan(figure) else figure for name, figure in figures.items()}

    return {
        name: {
            "precision": told(one.precision), "recall": told(one.recall), "f1": told(one.f1),
            "pairs": one.pairs, "matches": one.matches, "sample": one.sample,
        }
        for name, one in (("before", tuned.before), ("after", tuned.after))
    } | {"changed": list(tuned.changed)}  # fmt: skip


def show(screen: Screen, read: Read, found: Found, tuned: Tuned | None) -> None:
    """The summary, the foremost pairs, and how far the suggestions can be trusted."""
    _problems(screen, read)
    counts = Counter(pair.verdict for pair in found.pairs)
    sums = {"count": len(read.projects), "compared": found.compared, "pairs": len(found.pairs)}
    screen.line(screen.say("cli.duplicates.head", **sums))
    for verdict, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        title = screen.say(f"duplicates.verdict.{verdict}")
        advice = screen.say(f"duplicates.advice.{verdict}")
        screen.line(screen.say("cli.duplicates.of", verdict=title, count=count, advice=advice))
    if found.pairs:
        screen.line()
        rows = [_row(screen, pair) for pair in found.pairs[:_SHOWN]]
        screen.table([screen.say(f"cli.column.pair.{name}") for name in _COLUMNS], rows, (3, 5))
        if len(found.pairs) > _SHOWN:
            screen.line(screen.say("cli.duplicates.more", count=len(found.pairs) - _SHOWN))
    screen.line()
    _trust(screen, found, tuned)


def _rows(read: Read) -> int:
    return len({problem.place.line for problem in read.errors})


def _problems(screen: Screen, read: Read) -> None:
    from aqyl.problems import told

    if read.errors:
        screen.line(screen.say("cli.duplicates.left_out", count=_rows(read)))
        screen.line(told(read.errors[:_SHOWN], screen.lang))
        screen.line()
    if read.warnings:
        screen.line(screen.say("cli.duplicates.warnings", count=len(read.warnings)))


def _row(screen: Screen, pair: Pair) -> list[str]:
    amounts = (pair.money.first, pair.money.second)
    return [
        pair.first,
        pair.second,
        screen.say(f"duplicates.verdict.{pair.verdict}"),
        screen.number(pair.probability),
        " + ".join("–" if one is None else screen.number(one, 0) for one in amounts),
        screen.number(pair.money.overlap_days, 0),
        "; ".join(reason.say(screen.lang) for reason in _foremost(pair)),
    ]


def _foremost(pair: Pair) -> list[Reason]:
    """The weightiest for a match, and all that decides between verdicts."""
    decides = [reason for reason in pair.reasons if not reason.weight]
    return [reason for reason in pair.reasons if reason.weight][:_REASONS] + decides


def _trust(screen: Screen, found: Found, tuned: Tuned | None) -> None:
    if tuned is None:
        screen.line(screen.say("cli.duplicates.untuned", sample=found.weights.sample))
        return
    for name, quality in (("before", tuned.before), ("after", tuned.after)):
        figures = {
            "precision": _interval(screen, quality.precision),
            "recall": _interval(screen, quality.recall),
        }
        key = f"cli.duplicates.{name}"
        screen.line(screen.say(key, **figures, **_sample(quality)))
    if not tuned.changed:
        screen.line(screen.say("cli.duplicates.too_few", count=tuned.before.pairs))


def _sample(quality: Quality) -> dict[str, object]:
    return {"pairs": quality.pairs, "matches": quality.matches, "sample": quality.sample}


def _interval(screen: Screen, one: Interval) -> str:
    if math.isnan(one.value):
        return "–"
    return f"{screen.number(one.value)} ({screen.number(one.low)}–{screen.number(one.high)})"
