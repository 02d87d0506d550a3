"""What the room shows, and what it is allowed to know."""

from __future__ import annotations

import ast
from pathlib import Path

from aqyl import standard

ROOM = Path(standard.__file__).parent


def test_the_public_face() -> None:
    assert standard.__all__ == [
        "Change",
        "Edition",
        "EditionFiles",
        "ImportSummary",
        "Source",
        "Text",
        "check_folder",
        "count_sources",
        "diff_editions",
        "edition_files",
        "fingerprint",
        "import_initiatives",
        "list_editions",
        "load_edition",
        "sources_in",
        "write_template",
    ]
    assert standard.__all__ == sorted(standard.__all__)
    assert all(hasattr(standard, name) for name in standard.__all__)


def imports(file: Path) -> list[tuple[ast.stmt, str]]:
    """Every import of a file: the statement and the module."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found.append((node, str(node.module)))
        elif isinstance(node, ast.Import):
            found += [(node, alias.name) for alias in node.names]
    return found


def test_the_room_knows_only_the_rooms_above_it() -> None:
    for file in ROOM.rglob("*.py"):
        for _, module in imports(file):
            if module.startswith("aqyl"):
                assert module.split(".")[1] in {"standard", "tables", "problems", "language"}


def test_excel_is_imported_only_where_it_is_used() -> None:
    for file in ROOM.rglob("*.py"):
        top = ast.parse(file.read_text(encoding="utf-8")).body
        for node, module in imports(file):
            if module.split(".")[0] in {"xlsxwriter", "python_calamine", "difflib"}:
                assert node not in top or module == "difflib"
