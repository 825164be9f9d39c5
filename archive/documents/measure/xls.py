"""XLS (BIFF8 and older): sheets, rows, columns, names and styles through xlrd, caches by the records themselves.

xlrd knows nothing of filters, external caches and which strings are used, so the workbook's records are walked once
beside it; a record is two numbers and that many bytes.
"""

from __future__ import annotations

import io
import struct
from typing import Any

import xlrd

from archive.documents.measure.grid import COLUMN_GAP, NUMBERS, ROW_GAP, TEXTS, SheetFacts, alike, concealed, far
from archive.documents.measure.signal import Signal
from archive.documents.measure.xls_records import Records, Rule
from archive.documents.opened import OpenedFile
from archive.documents.problems import corrupt, encrypted

DETECTOR = "xls/2"

_WHITE = (255, 255, 255)
_STATES = {0: "visible", 1: "hidden", 2: "very_hidden"}
_AUTOMATIC = 0x7FFF
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
    records = Records(file)
    unseen = _unseen_styles(book)
    found: list[Signal] = []
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        place = records.sheets[number] if number < len(records.sheets) else -1
        facts = _facts(book, sheet, unseen, place in records.filtered, records.rules.get(place, []))
        if records.window_hidden and facts.state == "visible":
            facts.state = "hidden"
        found += facts.signals(DETECTOR)
        covered = _under(sheet, records.covered(place))
        if covered:
            found.append(Signal("covered_text", covered, sheet.name, DETECTOR))
        notes = len(getattr(sheet, "cell_note_map", {}))
        if notes:
            found.append(Signal("comments", notes, sheet.name, DETECTOR))
    found += _names(book)
    found += records.signals()
    return found + _storages(file)


def _facts(book: Any, sheet: Any, unseen: dict[int, frozenset[str]], filtered: bool, rules: list[Rule]) -> SheetFacts:
    facts = SheetFacts(sheet.name, _STATES.get(sheet.visibility, "hidden"), filtered=filtered)
    hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden or _flat(info)}
    if sheet.default_row_hidden:
        hidden_rows.update(set(range(sheet.nrows)) - sheet.rowinfo_map.keys())
    hidden_columns = {place for place, info in sheet.colinfo_map.items() if info.hidden or info.width < 128}
    if sheet.defcolwidth == 0 and sheet.standardwidth in (None, 0):
        hidden_columns.update(set(range(sheet.ncols)) - sheet.colinfo_map.keys())
    rows: set[int] = set()
    columns: set[int] = set()
    for row in range(sheet.nrows):
        kinds = sheet.row_types(row)
        styles = sheet._cell_xf_indexes[row] if unseen or rules else ()
        for place, kind in enumerate(kinds):
            if kind in _EMPTY:
                continue
            facts.filled += 1
            rows.add(row)
            columns.add(place)
            if unseen and styles[place] in unseen:
                facts.unseen_cells += (TEXTS if kind == xlrd.XL_CELL_TEXT else NUMBERS) in unseen[styles[place]]
            elif rules and kind != xlrd.XL_CELL_ERROR and sheet.cell_value(row, place) not in ("", 0):
                facts.unseen_cells += any(rule.covers(row, place) for rule in rules) and _white_ground(
                    book, styles[place]
                )
    facts.unseen_cells += _pale_runs(book, sheet)
    facts.hidden_rows = len(rows & hidden_rows)
    facts.hidden_columns = len(columns & hidden_columns)
    far_rows, far_columns = far(rows, ROW_GAP), far(columns, COLUMN_GAP)
    facts.far_cells = max(len(far_rows), len(far_columns))
    return facts


def _under(sheet: Any, boxes: list[tuple[int, int, int, int]]) -> int:
    """Filled cells under shapes."""
    places = {
        (row, column)
        for top, bottom, left, right in boxes
        for row in range(top, min(bottom + 1, sheet.nrows))
        for column in range(left, min(right + 1, sheet.row_len(row)))
    }
    return sum(sheet.cell_type(row, column) not in _EMPTY for row, column in places)


def _flat(info: Any) -> bool:
    return info.height < 20 and info.has_default_height != 1


def _unseen_styles(book: Any) -> dict[int, frozenset[str]]:
    """Styles that show nothing, with the values they show nothing of."""
    found = {}
    for number, style in enumerate(book.xf_list):
        code = book.format_map.get(style.format_key)
        silent = concealed(code.format_str) if code is not None else frozenset()
        if silent:
            found[number] = silent
        font = book.font_list[style.font_index] if style.font_index < len(book.font_list) else None
        if font is None:
            continue
        known, behind = _ground(book, style)
        colour = _letters(book, font)
        if (known and alike(colour, behind)) or font.height <= 20:
            found[number] = frozenset((NUMBERS, TEXTS))
    return found


def _letters(book: Any, font: Any) -> tuple[int, int, int] | None:
    return (0, 0, 0) if font.colour_index == _AUTOMATIC else book.colour_map.get(font.colour_index)


def _ground(book: Any, style: Any) -> tuple[bool, tuple[int, int, int] | None]:
    """Whether the colour behind a style's letters is known, and which it is."""
    pattern = style.background.fill_pattern
    return pattern in (0, 1), _WHITE if pattern == 0 else book.colour_map.get(style.background.pattern_colour_index)


def _white_ground(book: Any, style: int) -> bool:
    known, behind = _ground(book, book.xf_list[style]) if style < len(book.xf_list) else (True, _WHITE)
    return known and alike(behind, _WHITE)


def _pale_runs(book: Any, sheet: Any) -> int:
    """Cells in which some letters have the colour that stands behind them."""
    count = 0
    for (row, column), runs in (sheet.rich_text_runlist_map or {}).items():
        if row >= sheet.nrows or column >= sheet.row_len(row):
            continue
        text = str(sheet.cell_value(row, column))
        known, behind = _ground(book, book.xf_list[sheet.cell_xf_index(row, column)])
        ends = [offset for offset, _ in runs[1:]] + [len(text)]
        count += known and any(
            text[offset:end].strip()
            and font < len(book.font_list)
            and alike(_letters(book, book.font_list[font]), behind)
            for (offset, font), end in zip(runs, ends, strict=True)
        )
    return count


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
