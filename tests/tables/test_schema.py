"""Every column of every table is documented in docs/data.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqyl.tables import SCHEMAS
from aqyl.tables.schema import INPUTS

DOCS = Path(__file__).parents[2] / "docs" / "data.md"


@pytest.mark.parametrize("name", sorted(SCHEMAS.keys() - {"published"}))
def test_every_column_is_documented(name: str) -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert f"`{name}" in text
    assert [column for column in SCHEMAS[name].names if column not in text] == []


def test_the_input_tables_have_schemas_and_keys_name_columns() -> None:
    assert set(INPUTS) <= SCHEMAS.keys()
    for schema in SCHEMAS.values():
        assert set(schema.key) <= set(schema.names)
