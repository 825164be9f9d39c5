"""XLSB: the binary records of workbook, styles and sheets, by the same facts as every other workbook.

No maintained library reads more than values from this format; the records needed are few and of fixed layout
(Microsoft's published description of the Excel binary file format), so they are read here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from archive.documents.measure import ooxml
from archive.documents.measure.grid import COLUMN_GAP, ROW_GAP, SheetFacts, alike, concealed, far, indexed
from archive.documents.measure.signal import Signal
from archive.documents.measure.xlsx import part_signals
from archive.documents.opened import OpenedFile
from archive.documents.package import Package
from archive.documents.problems import corrupt

DETECTOR = "xlsb/2"

_ROW, _COLUMN, _SHEET, _FILTER_COLUMN = 0, 60, 156, 163
_FORMAT, _FONT, _FILL, _STYLE, _BEGIN_STYLES, _END_STYLES = 44, 43, 45, 47, 617, 618
_CELLS, _SHORT_CELLS = range(2, 12), range(13, 19)
_BLANK, _SHORT_BLANK = 1, 12
_STATES = {0: "visible", 1: "hidden", 2: "very_hidden"}
_WHITE = (255, 255, 255)
Colour = tuple[int, int, int] | None


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a workbook."""
    package = file.package
    relations = package.relations("").values()
    main = next((target for kind, target, _ in relations if kind == "officeDocument"), "xl/workbook.bin")
    if main not in package:
        raise corrupt("the workbook has no main part")
    try:
        return _signals(package, main)
    except (struct.error, IndexError) as error:
        raise corrupt("a record of the workbook is cut short") from error


def _signals(package: Package, main: str) -> list[Signal]:
    relations = package.relations(main)
    styles = next((t for kind, t, _ in relations.values() if kind == "styles" and t in package), "")
    unseen = _unseen_styles(package.read(styles)) if styles else set()
    found: list[Signal] = []
    names: list[str] = []
    for kind, data in records(package.read(main)):
        if kind != _SHEET:
            continue
        state = _STATES.get(struct.unpack_from("<I", data)[0], "hidden")
        key, place = _string(data, 8)
        name, _ = _string(data, place)
        names.append(name)
        _, target, external = relations.get(key, ("", "", True))
        if not external and target in package:
            found += _facts(name, state, package.read(target), unseen).signals(DETECTOR)
    if not names:
        raise corrupt("the workbook names no sheet")
    found += part_signals(package, names, DETECTOR)
    return found + ooxml.measure(package)


def _facts(name: str, state: str, data: bytes, unseen: set[int]) -> SheetFacts:
    facts = SheetFacts(name, state)
    hidden: list[tuple[int, int]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    tucked: set[int] = set()
    row, row_hidden, place = 0, False, -1
    for kind, record in records(data):
        if kind == _ROW:
            row, place = struct.unpack_from("<I", record)[0], -1
            row_hidden = bool(record[11] & 0x10) or struct.unpack_from("<H", record, 8)[0] == 0
        elif kind in (_BLANK, _SHORT_BLANK):
            place = struct.unpack_from("<I", record)[0] if kind == _BLANK else place + 1
        elif kind in _CELLS or kind in _SHORT_CELLS:
            if kind in _CELLS:
                place, style = struct.unpack_from("<II", record)
            else:
                place, style = place + 1, struct.unpack_from("<I", record)[0]
            facts.filled += 1
            rows.add(row)
            columns.add(place)
            if row_hidden:
                tucked.add(row)
            facts.unseen_cells += (style & 0xFFFFFF) in unseen
        elif kind == _COLUMN:
            first, last, width, _, flags = struct.unpack_from("<IIIIH", record)
            if flags & 1 or width == 0:
                hidden.append((first, last))
        elif kind == _FILTER_COLUMN:
            facts.filtered = True
    facts.hidden_rows = len(tucked)
    facts.hidden_columns = sum(any(a <= place <= b for a, b in hidden) for place in columns)
    facts.far_cells = max(len(far(rows, ROW_GAP)), len(far(columns, COLUMN_GAP)))
    return facts


def _unseen_styles(data: bytes) -> set[int]:
    formats: dict[int, str] = {}
    fonts: list[tuple[Colour, int]] = []
    fills: list[tuple[bool, Colour]] = []
    found: set[int] = set()
    inside, number = False, 0
    for kind, record in records(data):
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", record)[0]] = _string(record, 2)[0]
        elif kind == _FONT:
            fonts.append((_colour(record, 12), struct.unpack_from("<H", record)[0]))
        elif kind == _FILL:
            pattern = struct.unpack_from("<I", record)[0]
            fills.append((pattern in (0, 1), None if pattern == 0 else _colour(record, 4)))
        elif kind in (_BEGIN_STYLES, _END_STYLES):
            inside = kind == _BEGIN_STYLES
        elif kind == _STYLE and inside:
            _, code, font, fill = struct.unpack_from("<HHHH", record)
            colour, height = fonts[font] if font < len(fonts) else (None, 220)
            known, behind = fills[fill] if fill < len(fills) else (False, None)
            if (
                len(concealed(formats.get(code, ""))) == 2
                or height <= 20
                or (known and alike(colour, behind or _WHITE))
            ):
                found.add(number)
            number += 1
    return found


def _colour(record: bytes, place: int) -> Colour:
    kind, index = record[place] >> 1, record[place + 1]
    if kind == 2:
        return record[place + 4], record[place + 5], record[place + 6]
    if kind == 1:
        return indexed(index)
    return {0: _WHITE, 1: (0, 0, 0)}.get(index) if kind == 3 else None


def _string(data: bytes, place: int) -> tuple[str, int]:
    count = struct.unpack_from("<I", data, place)[0]
    if count == 0xFFFFFFFF:
        return "", place + 4
    end = place + 4 + 2 * count
    return data[place + 4 : end].decode("utf-16-le", "replace"), end


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each record's kind and content; kind and size are written in groups of seven bits, low group first."""
    place = 0
    while place < len(data):
        kind = data[place]
        place += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[place] & 0x7F) << 7
            place += 1
        size = 0
        for step in range(4):
            byte = data[place]
            place += 1
            size |= (byte & 0x7F) << 7 * step
            if not byte & 0x80:
                break
        yield kind, data[place : place + size]
        place += size
