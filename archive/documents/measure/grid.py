"""What cells say about a sheet, whatever the workbook: content hidden, far away or formatted not to be seen."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import msgspec

from archive.documents.measure.signal import Signal

ROW_GAP = 50
COLUMN_GAP = 16
_ALIKE = 24
_WHITE_SECTION = re.compile(r"\[(?:white|color ?2)\]", re.IGNORECASE)


class SheetFacts(msgspec.Struct):
    """Counts for one sheet: rows and columns that are hidden and have content, invisible cells, cells far away."""

    name: str
    state: str = "visible"
    filled: int = 0
    hidden_rows: int = 0
    filtered: bool = False
    hidden_columns: int = 0
    unseen_cells: int = 0
    far_cells: int = 0

    def signals(self, detector: str) -> list[Signal]:
        """The facts as signals. A hidden sheet without content, as some programs leave behind, is none."""
        found = []
        if self.state != "visible" and self.filled:
            kind = "very_hidden_sheet" if self.state == "very_hidden" else "hidden_sheet"
            found.append(Signal(kind, 1, self.name, detector))
        if self.hidden_rows:
            kind = "filtered_rows" if self.filtered else "hidden_rows"
            found.append(Signal(kind, self.hidden_rows, self.name, detector))
        for kind, count in (
            ("hidden_columns", self.hidden_columns),
            ("hidden_cells", self.unseen_cells),
            ("far_cells", self.far_cells),
        ):
            if count:
                found.append(Signal(kind, count, self.name, detector))
        return found


def far(places: Iterable[int], gap: int) -> set[int]:
    """The occupied rows or columns that stand apart: after an empty stretch of `gap` or more."""
    ordered = sorted(places)
    last = 0
    for place in ordered:
        if place - last > gap and last:
            return {other for other in ordered if other >= place}
        last = place
    return set() if not ordered or ordered[0] <= gap * 5 else set(ordered)


def alike(one: tuple[int, int, int] | None, other: tuple[int, int, int] | None) -> bool:
    """Whether two colours (red, green, blue from 0 to 255) can't be told apart."""
    return one is not None and other is not None and max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _ALIKE


def rgb(text: str | None) -> tuple[int, int, int] | None:
    """A colour written as `RRGGBB`, `AARRGGBB` or `#RRGGBB`; null for anything else."""
    digits = (text or "").lstrip("#")[-6:]
    try:
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)) if len(digits) == 6 else None
    except ValueError:
        return None


def tinted(colour: tuple[int, int, int] | None, tint: float) -> tuple[int, int, int] | None:
    """A colour made lighter (tint above 0) or darker (below)."""
    if colour is None or not tint:
        return colour
    if tint < 0:
        return tuple(int(part * (1 + tint)) for part in colour)  # type: ignore[return-value]
    return tuple(int(part + (255 - part) * tint) for part in colour)  # type: ignore[return-value]


def headings_alone(unseen: Collection[tuple[int, int]], filled: Collection[tuple[int, int]]) -> bool:
    """Whether white cells without a fill are the whole heading of a table that is seen: a program that knows no table
    styles drops the dark ground of the heading and keeps its letters white.

    The cells are all those of one row, two at least and side by side, nothing stands above them, and every one has a
    value below that is seen.
    """
    rows = {row for row, _ in unseen}
    columns = sorted(column for _, column in unseen)
    if len(rows) != 1 or len(columns) < 2 or columns[-1] - columns[0] + 1 != len(columns):
        return False
    (row,) = rows
    places = set(filled)
    whole = {column for other, column in places if other == row} == set(columns)
    above = any(other < row and column in columns for other, column in places)
    return whole and not above and all((row + 1, column) in places for column in columns)


NUMBERS, TEXTS = "numbers", "texts"


def concealed(number_format: str) -> frozenset[str]:
    """Which values a number format shows nothing of: `;;;` both `numbers` and `texts`, `;;` the numbers alone.

    A format that hides zeros or negative numbers only, as accounts use, hides nothing.
    """
    sections = number_format.strip().split(";")
    found = set()
    if not _shows(sections[0]) and (len(sections) > 1 or sections[0].strip()):
        found.add(NUMBERS)
    if (len(sections) == 4 and not _shows(sections[3])) or (len(sections) == 1 and NUMBERS in found):
        found.add(TEXTS)
    return frozenset(found)


def _shows(section: str) -> bool:
    return not _WHITE_SECTION.search(section) and bool(section.replace('""', "").strip())


def hidden_columns(hidden: Collection[tuple[int, int]], filled: Iterable[int]) -> set[int]:
    """Those of the filled columns that lie in one of the hidden ranges."""
    return {place for place in filled if any(first <= place <= last for first, last in hidden)}


INDEXED = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF "
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
    "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
)
_PALETTE = tuple(rgb(code) for code in INDEXED.split())


def indexed(number: int) -> tuple[int, int, int] | None:
    """A colour of the standard palette; 64 is the text's black, 65 the background's white."""
    if number in (64, 65):
        return (0, 0, 0) if number == 64 else (255, 255, 255)
    return _PALETTE[number] if 0 <= number < len(_PALETTE) else None
