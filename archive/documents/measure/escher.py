"""Drawn shapes of Word, Excel and PowerPoint 97 to 2003, which share one kind of record for them.

Records, flags and properties are those of Microsoft's published description of the Office drawing binary file format.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

import msgspec

from archive.documents.measure.grid import alike
from archive.documents.problems import limit

SHAPE, FLAGS, OPTIONS, ANCHOR, TEXT_BOX = 0xF004, 0xF00A, 0xF00B, 0xF010, 0xF00D
_DEPTH = 60
_DELETED, _BACKGROUND, _GROUP, _PATRIARCH = 0x8, 0x400, 0x1, 0x4
_TEXT_ID, _PICTURE, _FILL_KIND, _FILL_COLOUR, _OPACITY, _FILL_FLAGS, _GROUP_FLAGS = (
    0x80,
    0x104,
    0x180,
    0x181,
    0x182,
    0x1BF,
    0x3BF,
)
_FILLED, _SAYS_FILLED, _BEHIND, _SAYS_BEHIND = 0x10, 0x100000, 0x20, 0x200000
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_SOLID_OPACITY = 0xE000
_LINES = (0, 20, 32, 33, 34, 35, 36, 37, 38, 39, 40)
Colour = tuple[int, int, int] | None


class Shape(msgspec.Struct):
    """A shape: its number, kind, flags, properties by number, anchor's bytes, and where its own text's records lie."""

    number: int = 0
    kind: int = 0
    flags: int = 0
    options: dict[int, int] = {}
    anchor: bytes = b""
    text: tuple[int, int] | None = None

    @property
    def backdrop(self) -> bool:
        """Whether it is the background of its slide or sheet."""
        return bool(self.flags & _BACKGROUND)

    @property
    def filled(self) -> bool:
        """Whether it has a fill, as every closed shape has that does not say otherwise."""
        said = self.options.get(_FILL_FLAGS, 0)
        lines = self.kind in _LINES and _FILL_COLOUR not in self.options
        return bool(said & _FILLED) if said & _SAYS_FILLED else not lines

    @property
    def colour(self) -> Colour:
        """The colour of a plain fill; null if it is a pattern, a picture or a colour of the scheme."""
        value = self.options.get(_FILL_COLOUR, 0xFFFFFF)
        if self.options.get(_FILL_KIND, 0) != 0 or value >> 24:
            return None
        return value & 0xFF, value >> 8 & 0xFF, value >> 16 & 0xFF

    @property
    def covers(self) -> bool:
        """Whether it is a wordless black or white shape in front of what is beneath it."""
        if self.flags & (_DELETED | _BACKGROUND | _GROUP | _PATRIARCH) or self.text or _TEXT_ID in self.options:
            return False
        said = self.options.get(_GROUP_FLAGS, 0)
        if (said & _SAYS_BEHIND and said & _BEHIND) or _PICTURE in self.options or not self.filled:
            return False
        if self.kind in _LINES[1:] or self.options.get(_OPACITY, 0x10000) < _SOLID_OPACITY:
            return False
        return alike(self.colour, _BLACK) or alike(self.colour, _WHITE)


def records(data: bytes, place: int, end: int, depth: int = 0) -> Iterator[tuple[int, int, int, int]]:
    """Each record, containers before what is in them: kind, where its content starts, its size, its instance."""
    if depth > _DEPTH:
        raise limit("records nested too deep")
    while place + 8 <= end:
        head, kind, size = struct.unpack_from("<HHI", data, place)
        place += 8
        if place + size > end:
            return
        yield kind, place, size, head >> 4
        if head & 0xF == 0xF:
            yield from records(data, place, place + size, depth + 1)
        place += size


def shapes(data: bytes, place: int, end: int) -> Iterator[Shape]:
    """Every shape among the records of a drawing, in the order they are drawn."""
    for kind, start, size, _ in records(data, place, end):
        if kind == SHAPE:
            yield shape(data, start, size)


def shape(data: bytes, place: int, size: int) -> Shape:
    """A shape from the content of its record."""
    found = Shape(options={})
    for kind, start, length, instance in records(data, place, place + size):
        if kind == FLAGS and length >= 8:
            found.number, found.flags = struct.unpack_from("<II", data, start)
            found.kind = instance
        elif kind == OPTIONS:
            for entry in range(start, start + min(6 * instance, length) - 5, 6):
                key, value = struct.unpack_from("<HI", data, entry)
                found.options[key & 0x3FFF] = value
        elif kind == ANCHOR:
            found.anchor = data[start : start + length]
        elif kind == TEXT_BOX:
            found.text = (start, length)
    return found
