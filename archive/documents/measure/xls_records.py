"""The records of an XLS workbook that xlrd passes over; each is a kind, a size and that many bytes.

Kinds and layouts are those of Microsoft's published description of the Excel binary file format.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

import msgspec

from archive.documents.measure import escher
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.problems import encrypted

DETECTOR = "xls/2"

_BOF, _EOF, _CRN, _FILTER, _SST, _LABELSST, _FILEPASS = 0x0809, 0x0A, 0x5A, 0x9B, 0xFC, 0xFD, 0x2F
_DRAWING, _BOXES = 0xEC, (1, 2, 3)
_BOUNDSHEET, _WINDOW, _CONDITIONS, _CONDITION = 0x85, 0x3D, 0x1B0, 0x1B1
_WORKSHEET, _PROGRAM = 0, 6
_HAS_NUMBER, _HAS_FONT, _HAS_ALIGNMENT, _HAS_BORDER, _HAS_PATTERN = (1 << bit for bit in (25, 26, 27, 28, 29))
_FONT_SIZE, _FONT_COLOUR, _ALIGNMENT_SIZE, _BORDER_SIZE = 118, 80, 8, 8
_WHITES = (1, 9, 65)
_ERROR_TESTS = (2, 3, 126, 129)
_EQUAL, _ZERO = 3, b"\x1e\x00\x00"


class Rule(msgspec.Struct, frozen=True):
    """Where a condition makes letters white: ranges of first row, last row, first column, last column, from 0."""

    ranges: list[tuple[int, int, int, int]]

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell lies in one of the ranges."""
        return any(a <= row <= b and c <= column <= d for a, b, c, d in self.ranges)


class Records:
    """What the workbook's records say that xlrd does not; sheets of every kind count from 0 as the file has them.

    `sheets` gives the number of each worksheet, `rules` the conditions by sheet that make cells white on white.
    """

    def __init__(self, file: OpenedFile) -> None:
        stream = file.data
        if file.data[:4] == b"\xd0\xcf\x11\xe0":
            stream = file.stream("Workbook") or file.stream("Book")
        self.filtered: set[int] = set()
        self.rules: dict[int, list[Rule]] = {}
        self.sheets: list[int] = []
        self._drawings: dict[int, bytes] = {}
        self.window_hidden = False
        self._out_of_sight = 0
        self._known = 0
        self._cached = self._strings = self._depth = 0
        self._used: set[bytes] = set()
        sheet = -1
        ranges: list[tuple[int, int, int, int]] = []
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
            elif kind == _BOUNDSHEET and size >= 8:
                self._sheet(stream[place + 4] & 3, stream[place + 5])
            elif kind == _DRAWING:
                self._drawings[sheet - 1] = self._drawings.get(sheet - 1, b"") + stream[place : place + size]
            elif kind == _WINDOW and size >= 10:
                self.window_hidden = self.window_hidden or bool(stream[place + 8] & 1)
            elif kind == _CONDITIONS and size >= 14:
                ranges = _ranges(stream[place : place + size])
            elif kind == _CONDITION and _hides(stream[place : place + size]):
                self.rules.setdefault(sheet - 1, []).append(Rule(ranges))
            elif kind == _SST and size >= 8:
                self._strings = int.from_bytes(stream[place + 4 : place + 8], "little")
            elif kind == _LABELSST and size >= 10:
                self._used.add(stream[place + 6 : place + 10])

    def _sheet(self, state: int, kind: int) -> None:
        if kind == _WORKSHEET:
            self.sheets.append(self._known)
        else:
            self._out_of_sight += state != 0 and kind != _PROGRAM
        self._known += 1

    def covered(self, sheet: int) -> list[tuple[int, int, int, int]]:
        """First row, last row, first column, last column (from 0) under wordless black or white shapes."""
        data = self._drawings.get(sheet, b"")
        found = []
        for shape in escher.shapes(data, 0, len(data)):
            if shape.covers and shape.kind in _BOXES and len(shape.anchor) == 18:
                left, dx, top, dy, right, dx2, bottom, dy2 = struct.unpack("<8H", shape.anchor[2:])
                found.append((top + (dy > 128), bottom - (dy2 < 128), left + (dx > 512), right - (dx2 < 512)))
        return found

    def signals(self) -> list[Signal]:
        """Hidden charts and macro sheets, external caches and strings no cell shows."""
        found = []
        if self._out_of_sight:
            found.append(Signal("hidden_sheet", self._out_of_sight, "workbook", DETECTOR))
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


def _ranges(record: bytes) -> list[tuple[int, int, int, int]]:
    count = struct.unpack_from("<H", record, 12)[0]
    return [struct.unpack_from("<HHHH", record, 14 + 8 * n) for n in range(min(count, (len(record) - 14) // 8))]


def _hides(record: bytes) -> bool:
    """Whether a condition turns letters white on white; tests for errors, blanks and zeros pick nothing to hide."""
    if len(record) < 12:
        return False
    kind, operator, first, second = struct.unpack_from("<BBHH", record)
    flags = struct.unpack_from("<I", record, 6)[0]
    formula = record[len(record) - first - second : len(record) - second]
    if kind == 2 and len(formula) >= 3 and formula[-3] & 0x1F == 1 and formula[-2] in _ERROR_TESTS:
        return False
    if (kind == 1 and operator == _EQUAL and formula == _ZERO) or not flags & _HAS_FONT:
        return False
    place = 12 + (2 if flags & _HAS_NUMBER else 0)
    if len(record) < place + _FONT_SIZE:
        return False
    colour = struct.unpack_from("<I", record, place + _FONT_COLOUR)[0]
    place += (
        _FONT_SIZE + (_ALIGNMENT_SIZE if flags & _HAS_ALIGNMENT else 0) + (_BORDER_SIZE if flags & _HAS_BORDER else 0)
    )
    if flags & _HAS_PATTERN and len(record) >= place + 4:
        colours = struct.unpack_from("<H", record, place + 2)[0]
        if colours & 0x7F not in _WHITES and colours >> 7 & 0x7F not in _WHITES:
            return False
    return colour in _WHITES
