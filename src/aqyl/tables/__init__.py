"""The tidy tables that pass between rooms: columns, reading with checks, writing."""

from aqyl.tables.folder import find_tables, read_data
from aqyl.tables.read import read_table
from aqyl.tables.schema import SCHEMAS, Column, Schema
from aqyl.tables.table import Row, Sentinel, Table
from aqyl.tables.write import sha256_of, write_csv, write_json, write_text

__all__ = [
    "SCHEMAS",
    "Column",
    "Row",
    "Schema",
    "Sentinel",
    "Table",
    "find_tables",
    "read_data",
    "read_table",
    "sha256_of",
    "write_csv",
    "write_json",
    "write_text",
]
