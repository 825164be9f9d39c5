"""CSV lines made by SQLite itself, quoting included: three times the pace of making them here, and without holding up
other requests meanwhile. Only the exemptions, which come from the facet sidecar, are put in between two halves.
"""

from __future__ import annotations

import json
import sqlite3

import numpy as np
from numpy.typing import NDArray

from datasette_config.site.export import columns
from datasette_config.site.snapshot import Snapshot
from datasette_config.spreadsheet import FORMULA

QUOTED = frozenset(("permalink", "reference", "title", "url", "request", "response", "force", "force_name"))
"""Columns of free text: always quoted, and guarded against formulas. The others hold codes, dates and numbers."""
ELSEWHERE = {
    "force": "f.slug",
    "force_name": "f.name",
    "outcome": "o.name",
    "request": "t.request",
    "response": "t.response",
}


def cell(name: str, raw: bool) -> str:
    """SQL of one cell as it stands in a CSV line."""
    column = ELSEWHERE.get(name, f"d.{name}")
    if name not in QUOTED:
        return f"coalesce({column}, '')"
    text = f"replace({column}, '\"', '\"\"')"
    if not raw:
        signs = ", ".join(f"char({ord(sign)})" for sign in sorted(FORMULA))
        text = f"iif(substr({column}, 1, 1) IN ({signs}), char(39), '') || {text}"
    return f"coalesce('\"' || {text} || '\"', '')"


def _sql(text: bool, raw: bool) -> str:
    names = [column.name for column in columns(text)]
    split = names.index("exemptions")
    before = " || ',' || ".join(cell(name, raw) for name in names[:split])
    after = " || ',' || ".join(cell(name, raw) for name in names[split + 1 :])
    return (
        f"SELECT {before}, {after} FROM json_each(?) j CROSS JOIN disclosures d ON d.id = j.value"  # noqa: S608
        " CROSS JOIN forces f ON f.id = d.force_id CROSS JOIN outcomes o ON o.id = d.outcome_id"
        + (" LEFT JOIN texts t ON t.id = d.id" if text else "")
    )


SQL = {(text, raw): _sql(text, raw) for text in (False, True) for raw in (False, True)}


class Lines:
    """Writes the CSV lines of some ids, in the order of the ids; UTF-8, RFC 4180."""

    def __init__(self, snapshot: Snapshot, text: bool = False, raw: bool = False) -> None:
        self.snapshot = snapshot
        self.text = text
        self._sql = SQL[text, raw]
        self._names = {n: f"{row['regime']} {row['provision']}" for n, row in snapshot.provision_by_id.items()}

    @property
    def head(self) -> bytes:
        """The row of column names."""
        return (",".join(column.name for column in columns(self.text)) + "\r\n").encode()

    def write(self, connection: sqlite3.Connection, ids: NDArray[np.int64]) -> bytes:
        """The lines of these ids."""
        cursor = connection.cursor()
        cursor.row_factory = None
        column, name = self.snapshot.facets.multiple["provision"], self._names.__getitem__
        starts, ends, codes = column.indptr[ids - 1].tolist(), column.indptr[ids].tolist(), column.codes
        halves = cursor.execute(self._sql, (json.dumps(ids.tolist()),))
        lines = [
            f"{before},{'; '.join(map(name, codes[start:end].tolist())) if start != end else ''},{after}\r\n"
            for (before, after), start, end in zip(halves, starts, ends, strict=True)
        ]
        return "".join(lines).encode("utf-8", "replace")
