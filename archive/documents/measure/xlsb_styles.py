"""The styles of an XLSB workbook: which show nothing, which conditional ones hide, and strings with pale letters."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from archive.documents.measure.grid import NUMBERS, TEXTS, alike, concealed, indexed

_FORMAT, _FONT, _FILL, _STYLE, _BEGIN_STYLES, _END_STYLES, _CHANGE, _STRING = 44, 43, 45, 47, 617, 618, 507, 19
_FILL_PROPERTIES, _TEXT_COLOUR = (0, 1, 2), 5
WHITE = (255, 255, 255)
Colour = tuple[int, int, int] | None


class Styles:
    """Numbers of styles with the values they show nothing of, the colour behind each style, and pale fonts."""

    def __init__(self, data: bytes) -> None:
        self.unseen: dict[int, frozenset[str]] = {}
        self.behind: list[tuple[bool, Colour]] = []
        self.hiding: set[int] = set()
        self.fonts: list[tuple[Colour, int]] = []
        formats: dict[int, str] = {}
        fills: list[tuple[bool, Colour]] = []
        inside = False
        changes = 0
        for kind, record in records(data):
            if kind == _FORMAT:
                formats[struct.unpack_from("<H", record)[0]] = string(record, 2)[0]
            elif kind == _FONT:
                self.fonts.append((_colour(record, 12), struct.unpack_from("<H", record)[0]))
            elif kind == _FILL:
                pattern = struct.unpack_from("<I", record)[0]
                fills.append((pattern in (0, 1), None if pattern == 0 else _colour(record, 4)))
            elif kind in (_BEGIN_STYLES, _END_STYLES):
                inside = kind == _BEGIN_STYLES
            elif kind == _CHANGE:
                if _whitens(record):
                    self.hiding.add(changes)
                changes += 1
            elif kind == _STYLE and inside:
                _, code, font, fill = struct.unpack_from("<HHHH", record)
                colour, height = self.fonts[font] if font < len(self.fonts) else (None, 220)
                known, behind = fills[fill] if fill < len(fills) else (False, None)
                silent = concealed(formats.get(code, ""))
                if height <= 20 or (known and alike(colour, behind or WHITE)):
                    silent = frozenset((NUMBERS, TEXTS))
                if silent:
                    self.unseen[len(self.behind)] = silent
                self.behind.append((known, behind or WHITE))

    def white(self, style: int) -> bool:
        """Whether what stands behind a style's letters is known to be white."""
        known, colour = self.behind[style] if style < len(self.behind) else (True, WHITE)
        return known and alike(colour, WHITE)

    def coloured(self, data: bytes) -> dict[int, list[Colour]]:
        """Numbers of shared strings with letters of more than one font, each with their colours."""
        found: dict[int, list[Colour]] = {}
        number = 0
        for kind, record in records(data):
            if kind != _STRING:
                continue
            if record[0] & 1:
                text, place = string(record, 1)
                count = struct.unpack_from("<I", record, place)[0]
                runs = [struct.unpack_from("<HH", record, place + 4 + 4 * n) for n in range(min(count, 1000))]
                ends = [start for start, _ in runs[1:]] + [len(text)]
                found[number] = [
                    self.fonts[font][0]
                    for (start, font), end in zip(runs, ends, strict=True)
                    if font < len(self.fonts) and text[start:end].strip()
                ]
            number += 1
        return found


def _whitens(record: bytes) -> bool:
    """Whether a conditional format gives white letters and no ground of its own."""
    if len(record) < 6:
        return False
    place, white = 6, False
    for _ in range(struct.unpack_from("<H", record, 4)[0]):
        kind, size = struct.unpack_from("<HH", record, place)
        if kind in _FILL_PROPERTIES:
            return False
        if kind == _TEXT_COLOUR:
            white = alike(_colour(record, place + 4), WHITE)
        place += max(size, 4)
    return white


def _colour(record: bytes, place: int) -> Colour:
    kind, index = record[place] >> 1, record[place + 1]
    if kind == 2:
        return record[place + 4], record[place + 5], record[place + 6]
    if kind == 1:
        return indexed(index)
    return {0: WHITE, 1: (0, 0, 0)}.get(index) if kind == 3 else None


def string(data: bytes, place: int) -> tuple[str, int]:
    """A string and where it ends."""
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
