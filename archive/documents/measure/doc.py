"""DOC (Word 97 to 2003): hidden and unseen text, tracked changes, comments, embedded files, fast saves.

The format keeps character and paragraph properties in pages of 512 bytes beside the text; each property is a code of
two bytes and an operand whose size is part of the code (Microsoft's published description of the Word binary file
format). No maintained library reads them, so the few that matter are read here.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from archive.documents.measure import escher
from archive.documents.measure.grid import alike
from archive.documents.measure.ole import author, storages
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.problems import corrupt, encrypted

DETECTOR = "doc/2"

_PAGE = 512
_TABLE_PAIRS = 154
_COMMENT_REFS, _CHARACTERS, _PARAGRAPHS, _STYLES = 4, 12, 13, 1
_VANISH, _DELETED, _INSERTED, _SIZE = 0x083C, 0x0800, 0x0801, 0x4A43
_COLOUR, _COLOUR_INDEX, _HIGHLIGHT, _SHADE, _OLD_SHADE, _STYLE = 0x6870, 0x2A42, 0x2A0C, 0xCA71, 0x4866, 0x4A30
_PARAGRAPH_STYLE, _NO_STYLE = 0x4600, 0xFFF
_OF_LETTERS = (_VANISH, _SIZE, _COLOUR, _COLOUR_INDEX, _HIGHLIGHT, _SHADE, _OLD_SHADE)
_IN_TABLE, _PARAGRAPH_SHADES, _TABLE_SHADES = 0x2416, (0xC64D, 0x442D), (0xD612, 0xD670, 0xD609, 0xD616, 0xD60C)
_LONG_OPERANDS = (0xD606, 0xD608)
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_INDEX = {1: _BLACK, 8: _WHITE}
_TEXT_BOUNDS, _PIECES, _LENGTHS, _TEXT_OF_SHAPE = 24, 33, 0x4C, 0x80
_LEFT_WORDS = re.compile(rb"(?:[A-Za-z]{2,}[ ,.]+){2}[A-Za-z]{2,}")
_DRAWINGS, _SHAPE_PLACES, _SHAPE_PLACE, _IN_FRONT, _BELOW_TEXT = 50, 40, 26, 3, 0x4000
_LEAST_WIDE, _LEAST_HIGH = 400, 140
_EMPTY = bytes(range(33)) + b"\xa0"
Colour = tuple[int, int, int] | None


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a document."""
    try:
        found = _Document(file).signals()
    except (struct.error, IndexError) as error:
        raise corrupt("the document's properties can't be read") from error
    return found + storages(file, DETECTOR) + author(file, DETECTOR)


class _Document:
    def __init__(self, file: OpenedFile) -> None:
        self.main = file.stream("WordDocument")
        flags = struct.unpack_from("<H", self.main, 10)[0]
        if flags & 0x100:
            raise encrypted()
        self.quick_saves = flags >> 4 & 0xF if flags & 4 else 0
        self.table = file.stream("1Table" if flags & 0x200 else "0Table")

    def _covers(self) -> int:
        """Wordless black or white shapes that float in front of the text, large enough to hide some."""
        drawings, places = self._pair(_DRAWINGS), self._pair(_SHAPE_PLACES)
        if not drawings:
            return 0
        count = (len(places) - 4) // (4 + _SHAPE_PLACE)
        boxes = {}
        for number in range(max(count, 0)):
            spot = 4 * (count + 1) + _SHAPE_PLACE * number
            key, left, top, right, bottom, flags = struct.unpack_from("<IiiiiH", places, spot)
            if right - left >= _LEAST_WIDE and bottom - top >= _LEAST_HIGH and not flags & _BELOW_TEXT:
                boxes[key] = flags >> 5 & 0xF
        return sum(
            shape.covers and boxes.get(shape.number) == _IN_FRONT
            for place in self._drawing_starts(drawings)
            for shape in escher.shapes(drawings, place, self._drawing_end(drawings, place))
        )

    def _pieces(self) -> Iterator[tuple[int, int, int, int]]:
        """The pieces the text is made of: first and last letter, where the first stands, and bytes a letter."""
        data, place = self._pair(_PIECES), 0
        while place < len(data) and data[place] == 1:
            place += 3 + struct.unpack_from("<H", data, place + 1)[0]
        if place >= len(data) or data[place] != 2:
            return
        size = struct.unpack_from("<I", data, place + 1)[0]
        table = data[place + 5 : place + 5 + size]
        count = (size - 4) // 12
        for number in range(count):
            start, end = struct.unpack_from("<II", table, 4 * number)
            where = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)[0]
            wide = 1 if where & 0x40000000 else 2
            yield start, end, (where & 0x3FFFFFFF) // (1 if wide == 2 else 2), wide

    def _in_boxes(self) -> list[tuple[int, int]]:
        """The bytes of text that stands in text boxes, if a shape that holds text has a colour of its own."""
        drawings = self._pair(_DRAWINGS)
        coloured = any(
            shape.filled and not alike(shape.colour, _WHITE) and _TEXT_OF_SHAPE in shape.options
            for place in self._drawing_starts(drawings)
            for shape in escher.shapes(drawings, place, self._drawing_end(drawings, place))
        )
        if not coloured:
            return []
        before = sum(struct.unpack_from("<6i", self.main, _LENGTHS))
        found = []
        for start, end, place, wide in self._pieces():
            if end > before:
                found.append((place + max(before - start, 0) * wide, place + (end - start) * wide))
        return found

    @staticmethod
    def _drawing_starts(drawings: bytes) -> Iterator[int]:
        """Where each drawing begins: the shared part first, then one a story behind a byte of its own."""
        place = 0
        while place + 8 < len(drawings):
            place += place > 0
            yield place
            if place + 8 <= len(drawings):
                place += struct.unpack_from("<I", drawings, place + 4)[0] + 8

    @staticmethod
    def _drawing_end(drawings: bytes, place: int) -> int:
        if place + 8 > len(drawings):
            return len(drawings)
        return min(place + 8 + int(struct.unpack_from("<I", drawings, place + 4)[0]), len(drawings))

    def _left_over(self) -> bool:
        """Whether words stand in the text's part of the stream that no piece of the document uses."""
        first, last = struct.unpack_from("<II", self.main, _TEXT_BOUNDS)
        unused = bytearray(self.main[first:last])
        pieces = list(self._pieces())
        for start, end, place, wide in pieces:
            begin, length = place - first, (end - start) * wide
            if begin >= 0 and begin + length <= len(unused):
                unused[begin : begin + length] = bytes(length)
        if not pieces:
            return False
        plain = bytes(unused).replace(b"\0", b"")
        return _LEFT_WORDS.search(plain) is not None

    def _pair(self, number: int) -> bytes:
        place, size = struct.unpack_from("<II", self.main, _TABLE_PAIRS + 8 * number)
        return self.table[place : place + size]

    def signals(self) -> list[Signal]:
        counts: Counter[str] = Counter()
        comments = len(self._pair(_COMMENT_REFS))
        counts["comments"] = (comments - 4) // 34 if comments > 4 else 0
        counts["covered_text"] = self._covers()
        counts["earlier_versions"] = int(self.quick_saves > 0 or self._left_over())
        tables, shaded = self._paragraphs()
        shaded_tables = any(code in _TABLE_SHADES and any(operand) for _, _, codes in tables for code, operand in codes)
        boxes = self._in_boxes()
        styles = self._styles()
        paragraphs = self._paragraph_styles(styles)
        for start, end, properties, said in _by_paragraph(self._runs(_CHARACTERS), paragraphs):
            text = self.main[start:end].strip(_EMPTY).replace(b"\0", b"").strip(_EMPTY)
            if not text:
                continue
            own = dict(properties)
            number = int.from_bytes(own[_STYLE], "little") if _STYLE in own else None
            codes = said | (styles.get(number, {}) if number is not None else {}) | own
            in_table = any(a < end and start < b for a, b, cs in tables if (_IN_TABLE, b"\1") in cs)
            behind_known = not (in_table and shaded_tables) and not any(a < end and start < b for a, b in shaded)
            behind_known = behind_known and not any(a <= start < b for a, b in boxes)
            kind = self._kind(codes, behind_known)
            if kind:
                counts[kind] += 1
        return [Signal(kind, count, "document", DETECTOR) for kind, count in counts.items() if count]

    @staticmethod
    def _kind(codes: dict[int, bytes], behind_known: bool) -> str:
        if codes.get(_VANISH, b"\0")[0] in (1, 0x81):
            return "hidden_text"
        if codes.get(_DELETED, b"\0")[0] or codes.get(_INSERTED, b"\0")[0]:
            return "tracked_changes"
        if _SIZE in codes and int.from_bytes(codes[_SIZE], "little") <= 3:
            return "hidden_text"
        colour = _colour(codes)
        behind = _behind(codes)
        if codes.get(_HIGHLIGHT) == b"\1" and (colour is None or alike(colour, _BLACK)):
            return "covered_text"
        if behind is not None:
            return "covered_text" if alike(behind, _BLACK) and alike(colour or _BLACK, _BLACK) else ""
        return "hidden_text" if alike(colour, _WHITE) and behind_known and codes.get(_HIGHLIGHT, b"\0") == b"\0" else ""

    def _paragraphs(self) -> tuple[list[tuple[int, int, list[tuple[int, bytes]]]], list[tuple[int, int]]]:
        """Paragraphs of tables with their properties, and the ranges of paragraphs that bring their own shading."""
        tables, shaded = [], []
        for start, end, properties in self._runs(_PARAGRAPHS):
            codes = {code for code, _ in properties}
            if _IN_TABLE in codes or codes.intersection(_TABLE_SHADES):
                tables.append((start, end, properties))
            if codes.intersection(_PARAGRAPH_SHADES):
                shaded.append((start, end))
        return tables, shaded

    def _runs(self, which: int) -> Iterator[tuple[int, int, list[tuple[int, bytes]]]]:
        """Each run of characters or paragraphs as the bytes it spans in the main stream, and its properties."""
        index = self._pair(which)
        count = (len(index) - 4) // 8
        for number in range(max(count, 0)):
            page = struct.unpack_from("<I", index, 4 * (count + 1) + 4 * number)[0] & 0x3FFFFF
            data = self.main[page * _PAGE : (page + 1) * _PAGE]
            if len(data) < _PAGE:
                continue
            runs = data[511]
            step = 1 if which == _CHARACTERS else 13
            for run in range(runs):
                start, end = struct.unpack_from("<II", data, 4 * run)
                place = data[4 * (runs + 1) + step * run] * 2
                if end <= start:
                    continue
                if not place:
                    yield start, end, []
                    continue
                size = data[place]
                body = data[place + 1 : place + 1 + size]
                style = b""
                if which == _PARAGRAPHS:
                    long = data[place + 1]
                    style = data[place + 1 : place + 3] if size else data[place + 2 : place + 4]
                    body = data[place + 3 : place + 2 * size] if size else data[place + 4 : place + 2 + 2 * long]
                named = [(_PARAGRAPH_STYLE, style)] if style else []
                yield start, end, named + list(_properties(body))

    def _paragraph_styles(self, styles: dict[int, dict[int, bytes]]) -> list[tuple[int, int, dict[int, bytes]]]:
        """Paragraphs whose style says something of letters: the bytes they span, and what it says."""
        if not any(styles.values()):
            return []
        found = []
        for start, end, properties in self._runs(_PARAGRAPHS):
            number = next((int.from_bytes(v, "little") for code, v in properties if code == _PARAGRAPH_STYLE), 0)
            if styles.get(number):
                found.append((start, end, styles[number]))
        return sorted(found, key=lambda one: one[:2])

    def _styles(self) -> dict[int, dict[int, bytes]]:
        """What each character and paragraph style says of letters, with what it inherits."""
        sheet = self._pair(_STYLES)
        found: dict[int, dict[int, bytes]] = {}
        parents: dict[int, int] = {}
        if len(sheet) < 6:
            return found
        place = 2 + struct.unpack_from("<H", sheet)[0]
        base = struct.unpack_from("<H", sheet, 4)[0]
        number = 0
        while place + 2 <= len(sheet):
            size = struct.unpack_from("<H", sheet, place)[0]
            style = sheet[place + 2 : place + 2 + size]
            if size > base + 2:
                parents[number], found[number] = _style_says(style, base)
            place += 2 + size
            number += 1
        return {number: _inherited(number, found, parents) for number in found}


def _style_says(style: bytes, base: int) -> tuple[int, dict[int, bytes]]:
    """The number of a style's parent, and the properties of letters that it gives itself."""
    kind, parent = struct.unpack_from("<H", style, 2)[0] & 0xF, struct.unpack_from("<H", style, 2)[0] >> 4
    name = struct.unpack_from("<H", style, base)[0]
    place = base + 2 + 2 * (name + 1)
    for part in range(2 if kind == 1 else 1):
        if place + 2 > len(style):
            break
        size = struct.unpack_from("<H", style, place)[0]
        body = style[place + 2 : place + 2 + size]
        if kind == 2 or part == 1:
            return parent, {code: operand for code, operand in _properties(body) if code in _OF_LETTERS}
        place += 2 + size + (size & 1)
    return parent, {}


def _inherited(number: int, found: dict[int, dict[int, bytes]], parents: dict[int, int]) -> dict[int, bytes]:
    codes: dict[int, bytes] = {}
    for _ in range(20):
        codes = found.get(number, {}) | codes
        number = parents.get(number, _NO_STYLE)
    return codes


def _by_paragraph(
    runs: Iterable[tuple[int, int, list[tuple[int, bytes]]]], paragraphs: list[tuple[int, int, dict[int, bytes]]]
) -> Iterator[tuple[int, int, list[tuple[int, bytes]], dict[int, bytes]]]:
    """Runs of letters cut where a paragraph whose style says something of letters begins or ends."""
    for start, end, properties in runs:
        index = max(bisect_right(paragraphs, start, key=lambda one: one[0]) - 1, 0)
        place = start
        while index < len(paragraphs) and paragraphs[index][0] < end:
            first, last, said = paragraphs[index]
            if place < first:
                yield place, first, properties, {}
            if max(first, place) < min(last, end):
                yield max(first, place), min(last, end), properties, said
                place = min(last, end)
            index += 1
        if place < end:
            yield place, end, properties, {}


def _properties(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 2 < len(data):
        code = struct.unpack_from("<H", data, place)[0]
        place += 2
        size = _OPERANDS.get(code >> 13)
        if size is None:
            wide = code in _LONG_OPERANDS
            size = (struct.unpack_from("<H", data, place)[0] if wide else data[place]) + 1
            yield code, data[place + 1 : place + size]
        else:
            yield code, data[place : place + size]
        place += size


def _colour(codes: dict[int, bytes]) -> Colour:
    value = codes.get(_COLOUR)
    if value is not None and len(value) == 4 and value[3] == 0:
        return value[0], value[1], value[2]
    return _INDEX.get(codes.get(_COLOUR_INDEX, b"\0")[0])


def _behind(codes: dict[int, bytes]) -> Colour:
    shade = codes.get(_SHADE)
    if shade is not None and len(shade) >= 8 and shade[7] == 0:
        return shade[4], shade[5], shade[6]
    old = codes.get(_OLD_SHADE)
    return _INDEX.get(int.from_bytes(old, "little") >> 5 & 0x1F) if old else None
