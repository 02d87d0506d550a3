"""Run the benchmarks: one line a figure, all of them in OUT/bench.json.

python -m benchmarks [-o OUT] [NAME ...]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from aqyl.tables import write_json
from benchmarks import (
    assessing,
    building,
    diagnosing,
    duplicates,
    outranking,
    planning,
    portal,
    starting,
    uncertainty,
)
from benchmarks.figure import Figure

GROUPS = {
    "starting": starting.measure,
    "assessing": assessing.measure,
    "building": building.measure,
    "diagnosing": diagnosing.measure,
    "duplicates": duplicates.measure,
    "outranking": outranking.measure,
    "planning": planning.measure,
    "portal": portal.measure,
    "uncertainty": uncertainty.measure,
}


def main() -> None:
    """Measure the groups named (default: all) and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--out", type=Path, default=Path("out"))
    parser.add_argument("names", nargs="*", help=", ".join(GROUPS))
    given = parser.parse_args()
    figures: list[Figure] = []
    for name in given.names or GROUPS:
        for figure in GROUPS[name](given.out):
            print(figure, flush=True)
            figures.append(figure)
    write_json(given.out / "bench.json", [figure.as_dict() for figure in figures])


main()
