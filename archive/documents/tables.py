"""Turning grids of values into tables: cells as published strings, empty margins cut, the header row found."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from archive.documents.model import TableFound

_SEARCHED_ROWS = 12


class _Numbers(dict[float, str]):
    """Numbers as strings, each made once: a large sheet repeats most of them."""

    def __missing__(self, value: float) -> str:
        if value.is_integer() and -1e21 < value < 1e21:
            text = str(int(value))
        else:
            text = f"{value:.15g}"
            text = repr(value) if "e" in text else text
        self[value] = text
        return text


def cell(value: object) -> str:
    """A typed value as the string a reader of the sheet would recognise.

    Numbers have the 15 digits that spreadsheets keep and whole ones no point; dates are ISO 8601.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _Numbers()[value]
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    return str(value)


def strings(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    """Rows of typed values as rows of strings."""
    numbers = _Numbers()
    return [
        [value if type(value) is str else numbers[value] if type(value) is float else cell(value) for value in row]
        for row in rows
    ]


def table_of(rows: list[list[str]], *, part: int | None, name: str | None) -> TableFound | None:
    """A table of a grid: empty rows and outer columns cut, header found; null if the grid is empty.

    Rows above the header (titles, notes) stay in the text of the part and are left out of the table.
    """
    full = [row for row in rows if any(row)]
    if not full:
        return None
    width = max(len(row) for row in full)
    if any(len(row) != width for row in full):
        full = [row + [""] * (width - len(row)) for row in full]
    first = 0
    while not any(row[first] for row in full):
        first += 1
    last = width
    while not any(row[last - 1] for row in full):
        last -= 1
    if first or last != width:
        full = [row[first:last] for row in full]
    header = header_of(full)
    if header is None:
        return TableFound(part, name, None, full)
    return TableFound(part, name, full[header], full[header + 1 :])


def header_of(rows: Sequence[Sequence[str]]) -> int | None:
    """The place of the header row among the first rows, or null.

    A header fills most of the width with short labels (words, or years), and what stands below it is as wide.
    """
    if len(rows) < 2:
        return None
    width = len(rows[0])
    for place, row in enumerate(rows[:_SEARCHED_ROWS]):
        filled = [value for value in row if value.strip()]
        if len(filled) < min(2, width) or len(filled) < 0.6 * width - 1:
            continue
        if place + 1 >= len(rows):
            return None
        labels = [value for value in filled if _label(value)]
        if not any(not _year(value) for value in labels) or len(labels) < len(filled):
            return None
        below = rows[place + 1 : place + 21]
        if any(_number(value) for other in below for value in other):
            return place
        return place if len(set(filled)) == len(filled) and len(below) > 1 and len(filled) == width else None
    return None


def _label(value: str) -> bool:
    return len(value) < 200 and (_year(value) or not _number(value))


def _year(value: str) -> bool:
    return len(value) == 4 and value.isdigit() and "1900" <= value <= "2100"


def _number(value: str) -> bool:
    text = value.strip().strip("£$€%*<>()+-").replace(",", "").replace(" ", "")
    if not text or not text[0].isdigit():
        return False
    return text.replace(".", "", 1).replace("-", "").replace("/", "").replace(":", "").isdigit()
