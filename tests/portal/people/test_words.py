"""No wording of people, signing in, the log or notices is left over."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import yaml

import aqyl
from aqyl.language import LANGUAGES
from aqyl.portal.people.models import Role
from aqyl.portal.projects.models import Pair
from aqyl.portal.projects.pages.quality import FIGURES
from aqyl.standard.procedure import Role as ProcedureRole
from aqyl.tables import SCHEMAS

SOURCE = Path(aqyl.__file__).parent
FILES = (
    "portal-people",
    "portal-sign",
    "portal-history",
    "portal-notices",
    "problems-portal-people",
    "portal-projects",
    "problems-portal-projects",
    "portal-needs",
    "portal-scenarios",
    "problems-portal-scenarios",
)
IN_PARTS = {
    "portal.people.lang.": LANGUAGES,
    "portal.kind.": (
        "campaign",
        "submission",
        "answer",
        "person",
        "territory",
        "project",
        "pair",
        "search",
        "scenario",
        "plan",
        "report",
        "comment",
    ),
    "portal.projects.field.": SCHEMAS["projects"].names,
    "portal.projects.hint.": SCHEMAS["projects"].names,
    "portal.projects.verdict.": Pair.VERDICTS,
    "portal.projects.by.": ("judged", "suggested"),
    **dict.fromkeys((f"portal.projects.quality.{name}" for name in FIGURES), ("",)),
    "portal.letter.": ("invitation", "reset", "notices", "signature"),
}


def test_each_is_said_somewhere() -> None:
    code = "".join(
        path.read_text("utf-8")
        for pattern in ("*.py", "*.html")
        for path in (SOURCE / "portal").rglob(pattern)
    )
    for name in FILES:
        text = (SOURCE / "language" / "strings" / f"{name}.yaml").read_text("utf-8")
        for key in yaml.safe_load(text):
            said = key.removeprefix("problem.").rpartition(".")[0] if "problem" in name else key
            family = next((one for one in IN_PARTS if key.startswith(one)), None)
            if family is not None:
                assert key.removeprefix(family).partition(".")[0] in IN_PARTS[family], key
            elif not key.startswith("portal.deed."):  # held to the actions by the log's tests
                assert f'"{said}"' in code, key


def test_every_role_is_named() -> None:
    words = yaml.safe_load((SOURCE / "language/strings/procedure.yaml").read_text("utf-8"))
    named = {key.rpartition(".")[2] for key in words if key.startswith("procedure.role.")}
    assert named == set(Role.values) | set(get_args(ProcedureRole))
