"""XLSB: the binary records of workbook, styles and sheets, by the same facts as every other workbook.

No maintained library reads more than values from this format; the records needed are few and of fixed layout
(Microsoft's published description of the Excel binary file format), so they are read here.
"""

from __future__ import annotations

import struct

from archive.documents.measure import ooxml, xlsx_sights
from archive.documents.measure.grid import COLUMN_GAP, NUMBERS, ROW_GAP, TEXTS, SheetFacts, alike, far
from archive.documents.measure.signal import Signal
from archive.documents.measure.xlsb_styles import Colour, Styles, records, string
from archive.documents.measure.xlsx import part_signals
from archive.documents.opened import OpenedFile
from archive.documents.package import Package, parse_xml
from archive.documents.problems import corrupt

DETECTOR = "xlsb/2"

_ROW, _COLUMN, _SHEET, _FILTER_COLUMN = 0, 60, 156, 163
_CONDITIONS, _CONDITION = 461, 463
_NUMBERS, _TEXTS, _SHARED = (2, 5, 9, 13, 16), (6, 7, 8, 17, 18), (7, 18)
_CELLS, _SHORT_CELLS = range(2, 12), range(13, 19)
_BLANK, _SHORT_BLANK = 1, 12
_STATES = {0: "visible", 1: "hidden", 2: "very_hidden"}


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
    known = Styles(package.read(styles) if styles else b"")
    strings = next((t for kind, t, _ in relations.values() if kind == "sharedStrings" and t in package), "")
    coloured = known.coloured(package.read(strings)) if strings else {}
    found: list[Signal] = []
    names: list[str] = []
    for kind, data in records(package.read(main)):
        if kind != _SHEET:
            continue
        state = _STATES.get(struct.unpack_from("<I", data)[0], "hidden")
        key, place = string(data, 8)
        name, _ = string(data, place)
        names.append(name)
        _, target, external = relations.get(key, ("", "", True))
        if not external and target in package:
            sheet = _Sheet(name, state, package.read(target), known, coloured)
            found += sheet.facts.signals(DETECTOR)
            covered = sheet.covered(package, target)
            if covered:
                found.append(Signal("covered_text", covered, name, DETECTOR))
    if not names:
        raise corrupt("the workbook names no sheet")
    found += part_signals(package, names, DETECTOR)
    return found + ooxml.measure(package)


class _Sheet:
    """Facts of one sheet, and the places of its filled cells, rows and columns from 0."""

    def __init__(self, name: str, state: str, data: bytes, styles: Styles, coloured: dict[int, list[Colour]]) -> None:
        self.facts = SheetFacts(name, state)
        self._styles, self._coloured = styles, coloured
        self._filled: dict[tuple[int, int], int] = {}
        self._zeros: set[tuple[int, int]] = set()
        hidden: list[tuple[int, int]] = []
        tucked: set[int] = set()
        where: list[tuple[int, int, int, int]] = []
        white: list[tuple[int, int, int, int]] = []
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
                if row_hidden:
                    tucked.add(row)
                self._cell(kind, row, place, style & 0xFFFFFF, record)
            elif kind == _COLUMN:
                first, last, width, _, flags = struct.unpack_from("<IIIIH", record)
                if flags & 1 or width == 0:
                    hidden.append((first, last))
            elif kind == _FILTER_COLUMN:
                self.facts.filtered = True
            elif kind == _CONDITIONS:
                count = struct.unpack_from("<I", record, 8)[0]
                where = [struct.unpack_from("<IIII", record, 12 + 16 * n) for n in range(min(count, 5000))]
            elif kind == _CONDITION and struct.unpack_from("<I", record, 8)[0] in styles.hiding:
                white += where
        rows, columns = {row for row, _ in self._filled}, {column for _, column in self._filled}
        self.facts.hidden_rows = len(tucked)
        self.facts.hidden_columns = sum(any(a <= place <= b for a, b in hidden) for place in columns)
        self.facts.far_cells = max(len(far(rows, ROW_GAP)), len(far(columns, COLUMN_GAP)))
        self.facts.unseen_cells += sum(
            styles.white(style) and any(a <= r <= b and c <= column <= d for a, b, c, d in white)
            for (r, column), style in self._filled.items()
            if white and (r, column) not in self._zeros
        )

    def _cell(self, kind: int, row: int, place: int, style: int, record: bytes) -> None:
        self.facts.filled += 1
        self._filled[row, place] = style
        if kind in _NUMBERS and not any(record[8 if kind in _CELLS else 4 :]):
            self._zeros.add((row, place))
        values = TEXTS if kind in _TEXTS else NUMBERS
        if values in self._styles.unseen.get(style, ()):
            self.facts.unseen_cells += 1
        elif kind in _SHARED and self._coloured:
            colours = self._coloured.get(struct.unpack_from("<I", record, 8 if kind in _CELLS else 4)[0], [])
            known, behind = self._styles.behind[style] if style < len(self._styles.behind) else (False, None)
            self.facts.unseen_cells += known and any(alike(colour, behind) for colour in colours)

    def covered(self, package: Package, member: str) -> int:
        """Filled cells under wordless shapes."""
        filled = {(row + 1, column + 1) for row, column in self._filled}
        return sum(
            xlsx_sights.covered_cells(parse_xml(package.read(target)), filled)
            for kind, target, external in package.relations(member).values()
            if kind == "drawing" and not external and target in package
        )
