"""The data files that come with the register; `data/README.md` names their sources."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

DATA = Path(str(files("aqyl.register").joinpath("data")))
KATO_FILE = DATA / "kato.csv.gz"
GEONAMES_FILE = DATA / "geonames.csv"
SPECIAL_CASES = DATA / "special_cases.yaml"
ENGLISH_NAMES = DATA / "english_names.csv"
SETTLEMENTS = DATA / "settlements.csv"
