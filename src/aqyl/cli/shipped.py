"""The data that come with Aqyl, and the order of the Ministry that the run is set beside."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqyl.publish.outputs import InputFile


def shipped_data(name: str) -> Path:
    """The folder of a data set that comes with Aqyl."""
    return Path(str(files("aqyl").joinpath("data", name)))


@dataclass(frozen=True, slots=True)
class MinistryOrder:
    """The places the Ministry gave to cities, where they were read, and the file they stand in."""

    places: dict[str, int]
    source: str
    file: InputFile


def ministry_order() -> MinistryOrder:
    """The Ministry's ranking of 20 cities as the press reported it (order only, no scores)."""
    from aqyl.publish.outputs import InputFile
    from aqyl.tables import sha256_of

    path = shipped_data("kz-public") / "ministry-order.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = {row["settlement"]: int(row["place"]) for row in rows}
    used = InputFile("comparison", path.name, sha256_of(path), len(rows))
    return MinistryOrder(places, rows[0]["source"], used)
