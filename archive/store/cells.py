"""Naming cells of tables in a decision: from the place a person sees to what stands there.

A place alone would not do: rows move when a page or file is read anew. So a redaction keeps the row it was decided on,
and takes the cell out of every row that reads the same; words that stand nowhere else in the tables go everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import UsageProblem
from archive.store.disclosures import PageTable
from archive.store.files import Document, DocumentTable
from archive.store.review import Decision

DISTINCT = 4
"""Least number of characters of a cell whose words are taken out wherever they stand, if no other cell has them."""

WHOLE_ROW = "*"


class RedactedCell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One cell taken out: its table's name, row (0: the header) and column from 1 as decided, and the row as it read.

    `everywhere`: the cell's words are taken out of every text of the same thing too, not only out of this row.
    """

    table: str | None
    row: int
    column: int
    cells: tuple[str, ...]
    everywhere: bool

    @property
    def value(self) -> str:
        """What stands in the cell."""
        return self.cells[self.column - 1]


class Grid(msgspec.Struct, frozen=True):
    """A stored table: its name as published, and its rows, the header (or an empty row) first."""

    name: str | None
    rows: list[list[str]]


def grids(session: Session, disclosure_id: int | None, digest: str | None) -> Iterator[Grid]:
    """Tables of a page's response, or of a file and its members, in the order in which they are published."""
    decode = msgspec.json.Decoder(list[list[str]]).decode
    header = msgspec.json.Decoder(list[str]).decode
    found: list[tuple[str, DocumentTable | PageTable]]
    if digest is not None:
        query = (
            select(Document.path, DocumentTable)
            .join(Document, Document.id == DocumentTable.document_id)
            .where(Document.digest == digest)
            .order_by(Document.path, DocumentTable.number)
        )
        found = [(path, table) for path, table in session.execute(query)]
    else:
        pages = select(PageTable).where(PageTable.disclosure_id == disclosure_id).order_by(PageTable.number)
        found = [("", table) for table in session.scalars(pages)]
    for path, table in found:
        name = ": ".join(filter(None, (path, table.name))) or None
        yield Grid(name, [header(table.columns) if table.columns else [], *decode(table.rows)])


def cells_at(
    session: Session, subject: tuple[int | None, str | None], place: tuple[str, str, str]
) -> list[RedactedCell]:
    """The cells a person means by table (name, or number from 1), row (from 1; 0: header) and column (heading, number
    from 1, or `*` for the whole row). Raises `UsageProblem` if there is no such cell or it is empty.
    """
    table, row, column = place
    said = f"--cell {table!r} {row} {column!r}"
    all_grids = list(grids(session, *subject))
    grid = _grid(all_grids, table, said)
    if not row.isdecimal() or not 0 <= int(row) < len(grid.rows) or not grid.rows[int(row)]:
        raise UsageProblem(f"{said}: that table has rows 1 to {len(grid.rows) - 1}, and row 0 if it has a header")
    cells = tuple(grid.rows[int(row)])
    if column == WHOLE_ROW:
        columns = [number for number, value in enumerate(cells, 1) if value.strip()]
    else:
        columns = [_column(grid, cells, column, said)]
    if not any(cells[number - 1].strip() for number in columns):
        raise UsageProblem(f"{said}: that cell is empty")
    return [RedactedCell(grid.name, int(row), number, cells, _distinct(all_grids, cells, number)) for number in columns]


def _grid(all_grids: list[Grid], table: str, said: str) -> Grid:
    named = [grid for grid in all_grids if grid.name is not None and grid.name.casefold() == table.casefold()]
    if len(named) == 1:
        return named[0]
    if table.isdecimal() and 1 <= int(table) <= len(all_grids):
        return all_grids[int(table) - 1]
    names = ", ".join(f"{number} {grid.name or '(no name)'}" for number, grid in enumerate(all_grids, 1))
    raise UsageProblem(
        f"{said}: {'more than one such table' if named else 'no such table'}; there is: {names or 'none'}"
    )


def _column(grid: Grid, cells: tuple[str, ...], column: str, said: str) -> int:
    headings = [name.casefold().strip() for name in grid.rows[0]]
    wanted = column.casefold().strip()
    if headings.count(wanted) == 1:
        return headings.index(wanted) + 1
    if column.isdecimal() and 1 <= int(column) <= len(cells):
        return int(column)
    raise UsageProblem(f"{said}: no such column; name it by its heading or its number from 1 to {len(cells)}")


def _distinct(all_grids: list[Grid], cells: tuple[str, ...], column: int) -> bool:
    """Whether a cell's words are its own, or the row has nothing else to know it by."""
    value = _plain(cells[column - 1])
    if sum(bool(cell.strip()) for cell in cells) < 2:
        return True
    if len(value) < DISTINCT:
        return False
    return sum(_plain(cell) == value for grid in all_grids for row in grid.rows for cell in row) == 1


def _plain(text: str) -> str:
    return " ".join(re.split(r"\s+", text.casefold().strip()))


def still_there(session: Session, decision: Decision, cell: RedactedCell) -> bool:
    """Whether a table of what was decided about still has the row; if not, its place is no longer known."""
    return any(
        tuple(row) == cell.cells
        for grid in grids(session, decision.disclosure_id, decision.digest)
        for row in grid.rows
    )
