"""How the letters of a PowerPoint 97 to 2003 text look: runs of characters with their size and colour.

The atom that holds them lists paragraph properties first, each present only if a bit of its mask says so, then those of
characters (Microsoft's published description of the PowerPoint binary file format).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

import msgspec

CHARS, BYTES, STYLES = 4000, 4008, 4001
_PARAGRAPH = ((0xF, 2), (1 << 7, 2), (1 << 4, 2), (1 << 6, 2), (1 << 5, 4), (1 << 11, 2), (1 << 12, 2), (1 << 13, 2))
_PARAGRAPH_MORE = ((1 << 14, 2), (1 << 8, 2), (1 << 10, 2), (1 << 15, 2))
_TABS, _PARAGRAPH_LAST = 1 << 20, ((1 << 16, 2), (7 << 17, 2), (1 << 21, 2))
_FONTS = ((0xFFFF, 2), (1 << 16, 2), (1 << 21, 2), (1 << 22, 2), (1 << 23, 2))
_SIZE, _COLOUR, _POSITION = 1 << 17, 1 << 18, 1 << 19
_BY_VALUE, _OF_BACKGROUND = 0xFE, 0


class Run(msgspec.Struct, frozen=True):
    """Some letters: how many, their size in points (null: as the layout has it), and whether their colour is white or
    that of the background."""

    count: int
    size: int | None
    pale: bool


def runs(data: bytes, letters: int) -> Iterator[Run]:
    """The runs of a text of so many letters. Stops where the atom is not as described."""
    try:
        yield from _runs(data, letters)
    except struct.error:
        return


def _runs(data: bytes, letters: int) -> Iterator[Run]:
    place, covered = 0, 0
    while covered <= letters and place < len(data):
        count, _, mask = struct.unpack_from("<IHI", data, place)
        place += 10 + sum(size for bits, size in (*_PARAGRAPH, *_PARAGRAPH_MORE) if mask & bits)
        if mask & _TABS:
            place += 2 + 4 * struct.unpack_from("<H", data, place)[0]
        place += sum(size for bits, size in _PARAGRAPH_LAST if mask & bits)
        covered += count
    while place < len(data):
        count, mask = struct.unpack_from("<II", data, place)
        place += 8 + sum(size for bits, size in _FONTS if mask & bits)
        size = None
        pale = False
        if mask & _SIZE:
            size = struct.unpack_from("<H", data, place)[0]
            place += 2
        if mask & _COLOUR:
            red, green, blue, index = struct.unpack_from("<BBBB", data, place)
            pale = index == _OF_BACKGROUND or (index == _BY_VALUE and min(red, green, blue) > 230)
            place += 4
        place += 2 if mask & _POSITION else 0
        yield Run(count, size, pale)
