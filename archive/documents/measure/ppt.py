"""PPT (PowerPoint 97 to 2003): speaker notes, hidden slides, comments, embedded files, earlier saves.

A presentation is a tree of records, each with its kind and size (Microsoft's published description of the PowerPoint
binary file format). A colour is followed where the text gives it itself, not where a master does.
"""

from __future__ import annotations

import struct
from collections import Counter

from archive.documents.measure import ppt_text
from archive.documents.measure.escher import ANCHOR, OPTIONS, SHAPE, Shape, records, shapes
from archive.documents.measure.grid import alike
from archive.documents.measure.ole import author, storages
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.problems import corrupt, encrypted

DETECTOR = "ppt/2"

_SLIDE, _NOTES, _NOTES_ATOM, _SHOW_INFO, _DOCUMENT_ATOM = 1006, 1008, 1009, 1017, 1001
_CHARS, _BYTES, _COMMENT, _OBJECT, _EDIT = 4000, 4008, 12000, 4113, 4085
_MASTER = 1016
_GROUP_FLAGS, _HIDDEN_SHAPE = 0x03BF, 0x00020002
_COVERED, _TINY = 0.6, 1
_WHITE = (255, 255, 255)
_HIDDEN = 4


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a presentation."""
    if file.stream("Current User")[12:16] == b"\xdf\xc4\xd1\xf3":
        raise encrypted()
    data = file.stream("PowerPoint Document")
    counts: Counter[str] = Counter()
    width = height = 0
    edits = 0
    pages: list[tuple[int, int, int]] = []
    try:
        for kind, place, size, _ in records(data, 0, len(data)):
            if kind == _DOCUMENT_ATOM:
                width, height = struct.unpack_from("<ii", data, place)
            elif kind == _SHOW_INFO and size >= 12:
                counts["hidden_slide"] += bool(struct.unpack_from("<H", data, place + 10)[0] & _HIDDEN)
            elif kind == _NOTES:
                counts["speaker_notes"] += _notes(data, place, size)
            elif kind == _COMMENT:
                counts["comments"] += 1
            elif kind == _OBJECT:
                counts["embedded_file"] += 1
            elif kind == _EDIT:
                edits += 1
            elif kind == SHAPE:
                signal = _shape(data, place, size, width, height)
                if signal:
                    counts[signal] += 1
            if kind in (_SLIDE, _MASTER):
                pages.append((kind, place, size))
        counts.update(_looks(data, pages))
    except struct.error as error:
        raise corrupt("a record of the presentation is cut short") from error
    counts["earlier_versions"] = max(0, edits - 1)
    found = [Signal(kind, count, "presentation", DETECTOR) for kind, count in counts.items() if count]
    return found + [s for s in storages(file, DETECTOR) if s.kind != "embedded_file"] + author(file, DETECTOR)


def _notes(data: bytes, place: int, size: int) -> bool:
    """Whether notes of a slide (the notes' master belongs to none) have words."""
    of_slide = False
    words = False
    for kind, start, length, _ in records(data, place, place + size):
        if kind == _NOTES_ATOM:
            of_slide = struct.unpack_from("<I", data, start)[0] != 0
        words = words or _has_words(data, kind, start, length)
    return of_slide and words


def _has_words(data: bytes, kind: int, start: int, length: int) -> bool:
    if kind not in (_CHARS, _BYTES):
        return False
    text = data[start : start + length].decode("utf-16-le" if kind == _CHARS else "latin-1", "replace")
    return sum(letter.isalpha() for letter in text) >= 3


def _shape(data: bytes, place: int, size: int, width: int, height: int) -> str:
    """The kind of signal of a shape with words that is hidden or wholly outside the slide, or empty."""
    words = outside = hidden = False
    for kind, start, length, _ in records(data, place, place + size):
        words = words or _has_words(data, kind, start, length)
        if kind == ANCHOR and length == 8:
            top, left, right, bottom = struct.unpack_from("<hhhh", data, start)
            outside = left >= width or top >= height or right <= 0 or bottom <= 0
        elif kind == OPTIONS:
            for entry in range(start, start + length - 5, 6):
                key, value = struct.unpack_from("<HI", data, entry)
                hidden = hidden or (key & 0x3FFF == _GROUP_FLAGS and value & _HIDDEN_SHAPE == _HIDDEN_SHAPE)
    if not words:
        return ""
    return "hidden_text" if hidden else "off_page_text" if outside and width > 0 else ""


def _looks(data: bytes, pages: list[tuple[int, int, int]]) -> Counter[str]:
    """Text on slides that is covered by a shape, too small, or pale on a ground where nothing else is drawn."""
    counts: Counter[str] = Counter()
    drawn = {(kind, place): list(shapes(data, place, place + size)) for kind, place, size in pages}
    plain = not any(_coloured(one) for (kind, _), some in drawn.items() if kind == _MASTER for one in some)
    for (kind, _), some in drawn.items():
        if kind != _SLIDE:
            continue
        for number, one in enumerate(some):
            text = _runs(data, one)
            if not text:
                continue
            box = _box(one)
            if any(run.size is not None and run.size <= _TINY for run in text):
                counts["hidden_text"] += 1
            elif box and any(other.covers and _overlap(box, _box(other)) > _COVERED for other in some[number + 1 :]):
                counts["covered_text"] += 1
            elif plain and not one.filled and any(run.pale for run in text):
                behind = [
                    other for place, other in enumerate(some) if (place < number or other.backdrop) and _coloured(other)
                ]
                counts["hidden_text"] += not any(not box or _overlap(box, _box(other)) > 0 for other in behind)
    return counts


def _coloured(one: Shape) -> bool:
    """Whether something that is not white stands behind what is drawn on a shape: a fill or a picture."""
    if one.flags & 0x5 and not one.backdrop:
        return False
    return 0x104 in one.options or (one.filled and not alike(one.colour, _WHITE) and 0x181 in one.options)


def _runs(data: bytes, one: Shape) -> list[ppt_text.Run]:
    if one.text is None:
        return []
    found: list[ppt_text.Run] = []
    letters = 0
    for kind, place, size, _ in records(data, one.text[0], sum(one.text)):
        if kind in (ppt_text.CHARS, ppt_text.BYTES):
            letters = size // 2 if kind == ppt_text.CHARS else size
        elif kind == ppt_text.STYLES:
            found += ppt_text.runs(data[place : place + size], letters)
    return found


def _box(one: Shape) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of a shape in the slide's units."""
    if len(one.anchor) != 8:
        return None
    top, left, right, bottom = struct.unpack("<hhhh", one.anchor)
    return left, top, right, bottom


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int] | None) -> float:
    """The share of a box that another covers; of one whose place is not known, all."""
    if other is None:
        return 1.0
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    area = max((one[2] - one[0]) * (one[3] - one[1]), 1)
    return wide * high / area if wide > 0 and high > 0 else 0.0
