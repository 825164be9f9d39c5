"""Tables that forces published, read from the file a page at a time, and sorted by a column without any script."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any

PREVIEW = 12
SHOWN = 200
SORTED = 20_000
"""Most rows that a table may have to be sorted here."""
NUMERAL = re.compile(r"\s*[-−(]?\s*£?\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*%?\s*\)?\s*")


@dataclass
class Table:
    """One table: its row of `tables`, its heads, the rows shown and which of them those are."""

    row: dict[str, Any]
    heads: list[str]
    rows: list[list[str]]
    position: int
    page: int = 1
    pages: int = 1

    @cached_property
    def numeric(self) -> list[bool]:
        """By column: whether it shows numbers and nothing else, so that it is set to the right."""
        shown = zip_longest(*self.rows, fillvalue="")
        columns = [[cell for cell in column if cell.strip()] for column in shown]
        found = [bool(cells) and all(NUMERAL.fullmatch(cell) for cell in cells) for cells in columns]
        return found + [False] * (len(self.heads) - len(found))


def cells(text: str | None) -> list[str]:
    """The cells of a row, as text."""
    try:
        value = json.loads(text or "[]")
    except ValueError:
        return []
    return ["" if cell is None else str(cell) for cell in value] if isinstance(value, list) else []


def _key(cell: str) -> tuple[int, float, str]:
    """Numbers before words, empty cells last."""
    if not cell.strip():
        return 2, 0.0, ""
    found = NUMERAL.fullmatch(cell)
    if found:
        value = float(found[1].replace(",", ""))
        return 0, -value if cell.strip()[0] in "-−(" else value, ""
    return 1, 0.0, cell.casefold()


def listed(connection: sqlite3.Connection, number: int) -> list[dict[str, Any]]:
    """The tables of a disclosure, in order; their place in this list, from 1, is their address."""
    sql = "SELECT * FROM tables WHERE disclosure_id = ? ORDER BY id LIMIT 100"
    return [dict(row) for row in connection.execute(sql, (number,))]


def preview(connection: sqlite3.Connection, row: dict[str, Any], position: int) -> Table:
    """The first rows of a table."""
    found = connection.execute(
        "SELECT cells FROM table_rows WHERE table_id = ? ORDER BY number LIMIT ?", (row["id"], PREVIEW)
    )
    return Table(row, cells(row["columns"]), [cells(r["cells"])[:40] for r in found], position)


def opened(
    connection: sqlite3.Connection, row: dict[str, Any], position: int, page: int, sort: int | None, down: bool
) -> Table:
    """A page of a table, sorted by the column `sort` (from 0) if it is small enough to be sorted here."""
    pages = max(-(-int(row["rows"] or 0) // SHOWN), 1)
    page = min(max(page, 1), pages)
    if sort is None or (row["rows"] or 0) > SORTED:
        found = connection.execute(
            "SELECT cells FROM table_rows WHERE table_id = ? ORDER BY number LIMIT ? OFFSET ?",
            (row["id"], SHOWN, (page - 1) * SHOWN),
        )
        rows = [cells(r["cells"]) for r in found]
    else:
        found = connection.execute("SELECT cells FROM table_rows WHERE table_id = ? ORDER BY number", (row["id"],))
        whole = [cells(r["cells"]) for r in found]
        whole.sort(key=lambda line: _key(line[sort] if sort < len(line) else ""), reverse=down)
        rows = whole[(page - 1) * SHOWN : page * SHOWN]
    return Table(row, cells(row["columns"]), rows, position, page, pages)
