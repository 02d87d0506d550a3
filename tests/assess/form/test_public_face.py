"""What the form shows, and that it knows nothing of files or of a web application."""

from __future__ import annotations

import re
from pathlib import Path

from aqyl.assess import form


def test_the_public_face() -> None:
    assert form.__all__ == [
        "KINDS",
        "Card",
        "Entries",
        "Form",
        "IndicatorCard",
        "InitiativeCard",
        "Progress",
        "Remark",
        "Section",
        "StatusChoice",
        "build_form",
        "check",
        "completeness",
        "fields_of",
        "find_unit",
        "what_next",
    ]
    assert all(hasattr(form, name) for name in form.__all__)


def test_the_form_knows_neither_workbooks_nor_a_web_application() -> None:
    for file in Path(form.__file__).parent.glob("*.py"):
        assert not re.search(
            "django|xlsx|calamine", file.read_text(encoding="utf-8"), re.IGNORECASE
        )
