"""Making deleted rows unreadable: a database keeps them in free pages and logs until it is told otherwise."""

from __future__ import annotations

from sqlalchemy import Engine

WITH_TEXT = (
    "revision",
    "event",
    "address",
    "attachment",
    "citation",
    "disclosure",
    "document_part",
    "document_table",
    "page_table",
)
"""Tables that may have held what was erased."""


def forget_deleted(engine: Engine) -> None:
    """Rewrite what held deleted rows, and empty the write-ahead log where that is in our hands."""
    pooled = engine.raw_connection()
    try:
        connection = pooled.driver_connection
        assert connection is not None
        if engine.dialect.name == "sqlite":
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            connection.autocommit = True
            for table in WITH_TEXT:
                connection.execute(f"VACUUM FULL {table}")
            connection.autocommit = False
    finally:
        pooled.close()
