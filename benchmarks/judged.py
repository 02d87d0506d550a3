"""Pairs of real reports judged by hand, and how good the shipped weights are on them.

The reports are those of `data/kz-public/evidence.csv`: English notes of what cities of Kazakhstan
put in place, without amounts or suppliers. See tests/reference/duplicates/README.md.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from aqyl.assess.dates import parse_on
from aqyl.diagnose import duplicates
from aqyl.register import load_register
from aqyl.standard import load_edition
from aqyl.tables import Table, read_table
from benchmarks.labelled import FOLDER

SAMPLE = "109 pairs of real reports of 56 settlements, judged by hand by one person"


def reports(*, initiatives: bool) -> duplicates.Projects:
    """The reports as projects; with the initiative that the theme names, or without."""
    edition = load_edition("kz-2026")
    of_theme = {theme: one.id for one in edition.initiatives for theme in one.themes}
    given = read_table(Path(str(files("aqyl"))) / "data" / "kz-public" / "evidence.csv", "evidence")
    rows = []
    for at, row in enumerate(given):
        span = parse_on(str(row["on"])) if row["on"] else None
        theme = str(row["theme"])
        named = of_theme.get(theme, "") if initiatives else ""
        rows.append({
            "id": f"E{at:03d}", "settlement": row["settlement"], "title_en": row["what"],
            "initiative": named, "start": str(span[0]) if span else None,
        })  # fmt: skip
    table = Table("projects", tuple(rows), file="evidence.csv")
    return duplicates.read_projects(table, edition, load_register()).projects


def tuned(*, initiatives: bool) -> duplicates.Tuned:
    """What the judged pairs say of the shipped weights, and what they would teach."""
    projects = reports(initiatives=initiatives)
    verdicts = duplicates.read_verdicts(
        read_table(FOLDER / "evidence_pairs.csv", "verdicts"), projects
    )
    edition, register = load_edition("kz-2026"), load_register()
    return duplicates.tune_by(projects, edition, register, verdicts, sample=SAMPLE)
