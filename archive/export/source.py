"""The published file as something to export from: its build, its tables, its rows in a stream."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from archive.errors import DataProblem, UsageProblem
from archive.publish.schema import TABLES, Table

LOT = 2_000
"""Rows read at a time: the widest tables hold tens of kilobytes a row."""

TableName = str


class Source(NamedTuple):
    """An open published file: its real path, its manifest and a connection that only reads."""

    path: Path
    facts: dict[str, str]
    connection: sqlite3.Connection

    def count(self, table: Table) -> int:
        """Rows of a table."""
        return int(self.facts.get(f"rows_{table.name}", len(self.facts)))  # the manifest does not count itself

    def lots(self, table: Table) -> Iterator[list[tuple[object, ...]]]:
        """The rows of a table in the order of its key, in lots."""
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        key = table.key if isinstance(table.key, tuple) else (table.key,)
        order = ", ".join(f'"{name}"' for name in key)
        cursor = self.connection.execute(f'SELECT {names} FROM "{table.name}" ORDER BY {order}')  # noqa: S608
        while lot := cursor.fetchmany(LOT):
            yield lot


@contextmanager
def open_source(public: Path) -> Iterator[Source]:
    """Open the file that a public folder's `foi.db` names. Raises `UsageProblem` if there is none."""
    link = public / "foi.db"
    if not link.exists():
        raise UsageProblem(f"{link}: nothing is published here yet (run `foi publish` first)")
    path = link.resolve()
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        facts = dict(connection.execute("SELECT key, value FROM archive_build"))
        yield Source(path, facts, connection)
    except sqlite3.DatabaseError as error:
        raise DataProblem(f"{path}: cannot be read: {error}") from error
    finally:
        connection.close()


def chosen_tables(names: tuple[TableName, ...]) -> list[Table]:
    """The tables of these names, all of them if none is named. Raises `UsageProblem` for an unknown one."""
    known = {table.name: table for table in TABLES}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UsageProblem(f"{unknown[0]}: no such public table (there are {', '.join(known)})")
    return [known[name] for name in names] if names else list(TABLES)
