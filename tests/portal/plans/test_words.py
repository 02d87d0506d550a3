"""No wording of plans is left over."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import yaml

import aqyl
from aqyl.plan.progress import State

SOURCE = Path(aqyl.__file__).parent
FILES = ("portal-plans", "problems-portal-plans")
IN_PARTS = {
    "portal.plans.document.": ("strategy", "roadmap", "progress"),
    "portal.plans.section.": ("standing", "goals", "priorities", "stages", "risks"),
    "portal.plans.progress_state.": get_args(State),
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
                assert key.removeprefix(family) in IN_PARTS[family], key
            elif not key.startswith("portal.deed."):  # held to the actions by the log's tests
                assert f'"{said}"' in code, key
