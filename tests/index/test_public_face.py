"""What the room shows, and what it is allowed to know."""

from __future__ import annotations

import ast
from pathlib import Path

from aqyl import index

ROOM = Path(index.__file__).parent


def test_the_public_face_is_sorted_and_there() -> None:
    constants_first = sorted(index.__all__, key=lambda name: (name[0].islower(), name))
    assert index.__all__ == constants_first
    assert all(hasattr(index, name) for name in index.__all__)


def test_the_room_imports_itself_problems_and_language_only() -> None:
    for file in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("aqyl"):
                assert str(node.module).split(".")[1] in {"index", "problems", "language"}


def test_scipy_is_imported_only_where_it_is_used() -> None:
    for file in ROOM.glob("*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not any(name.startswith("scipy") for name in names)
