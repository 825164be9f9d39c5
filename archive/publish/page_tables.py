"""Rows of tables, wherever they were found: in the response on the page first, then in the attached files.

A table of the page is part of the response, so what hides or shortens the response keeps its tables back too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.publish.disclosures import json_text, lots
from archive.publish.files import FileReader
from archive.publish.items import Item
from archive.publish.lookups import Row
from archive.store import PageTable


class Found(NamedTuple):
    """A table to publish: `file` is the attachment's public id or None, `columns` and `rows` are JSON lists."""

    item: Item
    file: int | None
    name: str | None
    columns: str | None
    rows: str


def found_tables(session: Session, items: Sequence[Item], files: FileReader) -> Iterator[Found]:
    """Every table to publish, in the order in which they are numbered."""
    for lot in lots([item for item in items if not item.hidden and not item.extract_only]):
        query = select(PageTable).where(PageTable.disclosure_id.in_(list(lot))).order_by(PageTable.id)
        for table in session.scalars(query):
            yield Found(lot[table.disclosure_id], None, table.name, table.columns, table.rows)
        session.expunge_all()
    for item, file, name, read in files.tables():
        yield Found(item, file, name, read.columns, read.rows)


def table_rows(session: Session, items: Sequence[Item], files: FileReader) -> Iterator[Row]:
    """Rows of `tables`."""
    for number, found in enumerate(found_tables(session, items, files), 1):
        redactor = found.item.redactor
        yield {
            "id": number,
            "disclosure_id": found.item.number,
            "attachment_id": found.file,
            "name": redactor.clean(found.name),
            "columns": json_text(redactor.row(msgspec.json.decode(found.columns))) if found.columns else None,
            "rows": len(msgspec.json.decode(found.rows, type=list[msgspec.Raw])),
        }


def cell_rows(session: Session, items: Sequence[Item], files: FileReader) -> Iterator[Row]:
    """Rows of `table_rows`."""
    for number, found in enumerate(found_tables(session, items, files), 1):
        for place, cells in enumerate(msgspec.json.decode(found.rows), 1):
            yield {"table_id": number, "number": place, "cells": json_text(found.item.redactor.row(cells))}
