"""Triggers that make the log append-only, on SQLite and PostgreSQL."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = """
CREATE TRIGGER history_no_{verb} BEFORE {verb} ON history_event
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END
"""
_POSTGRES = (
    """
    CREATE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the event log is append-only'; END $$
    """,
    """
    CREATE TRIGGER history_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON history_event
    FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()
    """,
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the table of events. Raises ValueError for another kind of database."""
    statements = {
        "sqlite": [_SQLITE.format(verb=verb) for verb in ("update", "delete")],
        "postgresql": _POSTGRES,
    }
    if connection.vendor not in statements:
        raise ValueError(
            f"given: a database of the kind {connection.vendor}; allowed: sqlite, postgresql; "
            "repair: set AQYL_DATABASE_URL to one of these"
        )
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off: for undoing the migration."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER history_no_change ON history_event")
            cursor.execute("DROP FUNCTION history_refuse()")
            return
        for verb in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER history_no_{verb}")


def installed(connection: BaseDatabaseWrapper) -> bool:
    """Whether the triggers stand."""
    tables = {"sqlite": "sqlite_master", "postgresql": "pg_trigger"}
    column = {"sqlite": "name", "postgresql": "tgname"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM {tables[connection.vendor]} "  # noqa: S608 - our own words
            f"WHERE {column} LIKE 'history_no_%%'",
            [],
        )
        row = cursor.fetchone()
    return bool(row and row[0] >= {"sqlite": 2, "postgresql": 1}[connection.vendor])
