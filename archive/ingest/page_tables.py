"""Tables that stand in a page's answer: found by the document reader, kept where their words are the answer's own.

A page is full of tables that only lay it out. One that the answer holds has its cells in the answer's text, so that is
the test; no tag or class is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from archive.documents import read_document
from archive.documents.model import TableFound
from archive.normalise.record import Record
from archive.store import PageTable

SHARE = 0.9
"""Least share of a table's filled cells that must stand in the answer: a cell may be broken over two lines."""

LEAST_CELLS = 4
"""Fewer filled cells than a table of two by two are a layout."""


def tables_of(body: bytes, records: Sequence[Record]) -> list[list[TableFound]]:
    """For each record of a page, the tables in its response, in page order."""
    found: list[list[TableFound]] = [[] for _ in records]
    if b"<table" not in body.lower():
        return found
    texts = [_squashed(record.response or "") for record in records]
    for table in read_document(body, filename="page.html", media_type="text/html").tables:
        cells = [cell for row in (table.columns or [], *table.rows) for cell in map(_squashed, row) if cell]
        if len(cells) < LEAST_CELLS:
            continue
        shares = [sum(cell in text for cell in cells) / len(cells) for text in texts]
        best = max(range(len(texts)), key=lambda place: shares[place])
        if shares[best] >= SHARE:
            found[best].append(table)
    return found


def store_tables(session: Session, disclosure_id: int, tables: Sequence[TableFound]) -> None:
    """Make the stored tables of a disclosure's page these; nothing is written if they are."""
    rows = [
        {
            "number": number,
            "name": table.name,
            "columns": None if table.columns is None else msgspec.json.encode(table.columns).decode(),
            "rows": msgspec.json.encode(table.rows).decode(),
        }
        for number, table in enumerate(tables, 1)
    ]
    stored = session.execute(
        select(PageTable.number, PageTable.name, PageTable.columns, PageTable.rows)
        .where(PageTable.disclosure_id == disclosure_id)
        .order_by(PageTable.number)
    ).all()
    if [dict(row._mapping) for row in stored] == rows:
        return
    session.execute(delete(PageTable).where(PageTable.disclosure_id == disclosure_id))
    if rows:
        session.execute(insert(PageTable), [{"disclosure_id": disclosure_id, **row} for row in rows])


def _squashed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
