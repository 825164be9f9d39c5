"""XLS (BIFF8 and older): sheets, rows, columns, names and styles through xlrd, caches by the records themselves.

xlrd knows nothing of filters, external caches and which strings are used, so the workbook's records are walked once
beside it; a record is two numbers and that many bytes.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any

import xlrd

from archive.documents.measure.grid import COLUMN_GAP, ROW_GAP, SheetFacts, alike, conceals, far
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.problems import corrupt, encrypted

DETECTOR = "xls/1"

_WHITE = (255, 255, 255)
_STATES = {0: "visible", 1: "hidden", 2: "very_hidden"}
_BOF, _EOF, _CRN, _FILTER, _SST, _LABELSST, _FILEPASS = 0x0809, 0x0A, 0x5A, 0x9B, 0xFC, 0xFD, 0x2F
_SUPBOOK, _SXDB, _OBJ, _DCONREF = 0x1AE, 0xC6, 0x5D, 0x51
_EMPTY = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
_STORAGES = {
    "_sx_db_cur": "pivot_cache",
    "revision log": "tracked_changes",
    "_vba_project_cur": "macros",
    "vba": "macros",
    "macros": "macros",
}


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a workbook."""
    try:
        book = xlrd.open_workbook(file_contents=file.data, formatting_info=True, logfile=io.StringIO())
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError) as error:
        if "encrypted" in str(error).lower():
            raise encrypted() from error
        raise corrupt("the workbook's layout can't be looked into") from error
    except (AssertionError, IndexError, KeyError, ValueError, TypeError, struct.error, AttributeError) as error:
        raise corrupt("the workbook's layout can't be looked into") from error
    records = _Records(file)
    unseen = _unseen_styles(book)
    found: list[Signal] = []
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        facts = _facts(sheet, unseen, number in records.filtered)
        found += facts.signals(DETECTOR)
        notes = len(getattr(sheet, "cell_note_map", {}))
        if notes:
            found.append(Signal("comments", notes, sheet.name, DETECTOR))
    found += _names(book)
    found += records.signals()
    return found + _storages(file)


def _facts(sheet: Any, unseen: set[int], filtered: bool) -> SheetFacts:
    facts = SheetFacts(sheet.name, _STATES.get(sheet.visibility, "hidden"), filtered=filtered)
    hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden or _flat(info)}
    hidden_columns = {place for place, info in sheet.colinfo_map.items() if info.hidden or info.width < 128}
    rows: set[int] = set()
    columns: set[int] = set()
    for row in range(sheet.nrows):
        kinds = sheet.row_types(row)
        styles = sheet._cell_xf_indexes[row] if unseen else ()
        for place, kind in enumerate(kinds):
            if kind in _EMPTY:
                continue
            facts.filled += 1
            rows.add(row)
            columns.add(place)
            if unseen and styles[place] in unseen:
                facts.unseen_cells += 1
    facts.hidden_rows = len(rows & hidden_rows)
    facts.hidden_columns = len(columns & hidden_columns)
    far_rows, far_columns = far(rows, ROW_GAP), far(columns, COLUMN_GAP)
    facts.far_cells = max(len(far_rows), len(far_columns))
    return facts


def _flat(info: Any) -> bool:
    return info.height < 20 and info.has_default_height != 1


def _unseen_styles(book: Any) -> set[int]:
    found = set()
    for number, style in enumerate(book.xf_list):
        code = book.format_map.get(style.format_key)
        if code is not None and conceals(code.format_str):
            found.add(number)
            continue
        font = book.font_list[style.font_index] if style.font_index < len(book.font_list) else None
        if font is None:
            continue
        colour = book.colour_map.get(font.colour_index)
        pattern = style.background.fill_pattern
        behind = _WHITE if pattern == 0 else book.colour_map.get(style.background.pattern_colour_index)
        if (pattern in (0, 1) and font.colour_index != 0x7FFF and alike(colour, behind)) or font.height <= 20:
            found.add(number)
    return found


def _names(book: Any) -> list[Signal]:
    hidden = {number for number in range(book.nsheets) if book.sheet_by_index(number).visibility}
    count = 0
    for name in book.name_obj_list:
        if name.builtin or name.name.startswith("_xl"):
            continue
        result = getattr(name, "result", None)
        places: set[int] = set()
        for ref in getattr(result, "value", None) or ():
            coords = getattr(ref, "coords", None)
            if coords:
                places.update(range(coords[0], coords[1]))
        count += bool(places & hidden)
    return [Signal("hidden_name", count, "defined names", DETECTOR)] if count else []


def _storages(file: OpenedFile) -> list[Signal]:
    if file.data[:4] != b"\xd0\xcf\x11\xe0":
        return []
    counts: dict[str, int] = {}
    for path in file.ole.listdir(streams=True, storages=True):
        top = path[0].lower()
        kind = _STORAGES.get(top, "")
        if top.startswith("mbd") and len(path) == 1:
            counts["embedded_file"] = counts.get("embedded_file", 0) + 1
        elif kind == "pivot_cache":
            counts[kind] = counts.get(kind, 0) + int(len(path) > 1)
        elif kind:
            counts[kind] = 1
    found = [Signal(kind, count, "workbook", DETECTOR) for kind, count in counts.items() if count]
    try:
        author = file.ole.get_metadata().author
    except (OSError, ValueError, IndexError, TypeError, AttributeError, KeyError):
        author = None
    return found + ([Signal("author_metadata", 1, "properties", DETECTOR)] if author else [])


class _Records:
    """What the workbook's records say that xlrd does not."""

    def __init__(self, file: OpenedFile) -> None:
        stream = file.data
        if file.data[:4] == b"\xd0\xcf\x11\xe0":
            stream = file.stream("Workbook") or file.stream("Book")
        self.filtered: set[int] = set()
        self._cached = self._strings = self._depth = 0
        self._used: set[bytes] = set()
        sheet = -1
        for kind, place, size in _walk(stream):
            if kind == _BOF:
                self._depth += 1
                sheet += self._depth == 1
            elif kind == _EOF:
                self._depth = max(0, self._depth - 1)
            elif kind == _FILEPASS:
                raise encrypted()
            elif kind == _CRN:
                self._cached += 1
            elif kind == _FILTER:
                self.filtered.add(sheet - 1)
            elif kind == _SST and size >= 8:
                self._strings = int.from_bytes(stream[place + 4 : place + 8], "little")
            elif kind == _LABELSST and size >= 10:
                self._used.add(stream[place + 6 : place + 10])

    def signals(self) -> list[Signal]:
        """External caches and strings no cell shows."""
        found = []
        if self._cached:
            found.append(Signal("external_link_cache", self._cached, "workbook", DETECTOR))
        if self._strings > len(self._used):
            found.append(Signal("orphan_strings", self._strings - len(self._used), "shared strings", DETECTOR))
        return found


def _walk(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record as its kind, where its content starts, and the content's size."""
    place = 0
    unpack = struct.Struct("<HH").unpack_from
    while place + 4 <= len(stream):
        kind, size = unpack(stream, place)
        yield kind, place + 4, size
        place += 4 + size
