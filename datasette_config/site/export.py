"""What an export holds: its columns with their meaning, its rows, and the rule that makes cells safe for spreadsheets.

Rows are read some thousand at a time by id and written as they are read, so memory does not grow with their number.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from datasette_config import spreadsheet
from datasette_config.site.snapshot import Snapshot

CHUNK = 2500
TEXT_CHUNK = 200

RULE = f"{spreadsheet.RULE} Add raw=1 to the address for the cells as they are."


class Column(NamedTuple):
    """One column of an export: its stable name, CSV on the Web datatype and meaning."""

    name: str
    datatype: str
    meaning: str


COLUMNS = (
    Column("permalink", "string", "Stable name of the answer in this archive; its page is /d/ and this."),
    Column("force", "string", "Short name of the publishing body."),
    Column("force_name", "string", "Name of the publishing body."),
    Column("reference", "string", "Reference as the page prints it; empty if it prints none."),
    Column("title", "string", "The answer's own title."),
    Column("date", "string", "Date to sort by, YYYY-MM-DD or YYYY-MM; date_source says which it is."),
    Column("date_source", "string", "response, request, published or filed: what `date` is the date of."),
    Column("request_date", "string", "When the request was made, YYYY-MM-DD or YYYY-MM."),
    Column("response_date", "string", "When the force answered, YYYY-MM-DD or YYYY-MM."),
    Column("published_date", "string", "When the page was put up, if it says so."),
    Column("filed_period", "string", "Year and month folder of the page's address; a filing bucket, not a date."),
    Column("year", "integer", "Year of `date`."),
    Column("outcome", "string", "How the request ended; machine name."),
    Column("outcome_flags", "string", "Flags of parts of the answer, blank-separated."),
    Column("exemptions", "string", "Provisions applied, separated by semicolons, such as FOIA 31(3)."),
    Column("ncnd", "integer", "1: neither confirm nor deny was used."),
    Column("legislation", "string", "Laws it was handled under, blank-separated."),
    Column("working_days", "integer", "Working days to the answer, where both dates are exact."),
    Column("attachments", "integer", "Number of files offered with the answer."),
    Column("language", "string", "en or cy."),
    Column("state", "string", "present, missing, removed or returned on the force's site."),
    Column("edited", "integer", "1: the force changed the page after it was first captured."),
    Column("url", "anyURI", "The original address."),
    Column("first_captured", "dateTime", "First capture, UTC."),
    Column("last_captured", "dateTime", "Capture that this text comes from, UTC."),
)
TEXTS = (
    Column("request", "string", "The requester's words."),
    Column("response", "string", "The force's answer."),
)
DIRECT = {
    "permalink", "reference", "title", "date", "date_source", "request_date", "response_date", "published_date",
    "filed_period", "year", "outcome_flags", "ncnd", "legislation", "working_days", "attachments", "language", "state",
    "edited", "url", "first_captured", "last_captured",
}  # fmt: skip


def columns(text: bool) -> tuple[Column, ...]:
    """The columns of an export; `text`: with request and answer."""
    return COLUMNS + TEXTS if text else COLUMNS


def _sql(text: bool) -> str:
    expressions = {"force": "d.force_id", "force_name": "d.force_id", "outcome": "d.outcome_id", "exemptions": "d.id"}
    parts = [f"d.{c.name}" if c.name in DIRECT else expressions.get(c.name, f"t.{c.name}") for c in columns(text)]
    join = " LEFT JOIN texts t ON t.id = d.id" if text else ""
    return f"SELECT {', '.join(parts)} FROM json_each(?) j CROSS JOIN disclosures d ON d.id = j.value{join}"  # noqa: S608


SQL = {text: _sql(text) for text in (False, True)}


class Reader:
    """Reads the rows of some ids as lists of cells, in the order of the ids."""

    def __init__(self, snapshot: Snapshot, text: bool = False) -> None:
        self.snapshot = snapshot
        self.text = text
        self.columns = columns(text)
        names = [column.name for column in self.columns]
        self._force, self._force_name = names.index("force"), names.index("force_name")
        self._outcome, self._exemptions = names.index("outcome"), names.index("exemptions")
        self._slugs = {number: row["slug"] for number, row in snapshot.force_by_id.items()}
        self._names = {number: row["name"] for number, row in snapshot.force_by_id.items()}
        self._outcomes = {number: row["name"] for number, row in snapshot.outcome_by_id.items()}
        self._provisions = {n: f"{row['regime']} {row['provision']}" for n, row in snapshot.provision_by_id.items()}

    def rows(self, connection: sqlite3.Connection, ids: NDArray[np.int64]) -> list[list[Any]]:
        """The rows of these ids."""
        cursor = connection.cursor()
        cursor.row_factory = None
        found = [list(row) for row in cursor.execute(SQL[self.text], (json.dumps(ids.tolist()),))]
        column = self.snapshot.facets.multiple["provision"]
        for row in found:
            row[self._force] = self._slugs[row[self._force]]
            row[self._force_name] = self._names[row[self._force_name]]
            row[self._outcome] = self._outcomes[row[self._outcome]]
            number = row[self._exemptions]
            start, end = column.indptr[number - 1], column.indptr[number]
            row[self._exemptions] = (
                "; ".join(self._provisions[code] for code in column.codes[start:end].tolist()) if start != end else ""
            )
        return found


def json_writer(reader: Reader) -> Callable[[Sequence[list[Any]]], bytes]:
    """A function from rows to JSON objects, one a line."""
    names = [column.name for column in reader.columns]
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

    def write(rows: Sequence[list[Any]]) -> bytes:
        return "".join(encode(dict(zip(names, row, strict=True))) + "\n" for row in rows).encode("utf-8", "replace")

    return write
