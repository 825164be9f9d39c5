"""PPT (PowerPoint 97 to 2003): speaker notes, hidden slides, comments, embedded files, earlier saves.

A presentation is a tree of records, each with its kind and size (Microsoft's published description of the PowerPoint
binary file format). Colours depend on schemes and masters and are not followed here.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator

from archive.documents.measure.ole import author, storages
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.problems import corrupt, encrypted, limit

DETECTOR = "ppt/1"

_SLIDE, _NOTES, _NOTES_ATOM, _SHOW_INFO, _DOCUMENT_ATOM = 1006, 1008, 1009, 1017, 1001
_CHARS, _BYTES, _COMMENT, _OBJECT, _EDIT = 4000, 4008, 12000, 4113, 4085
_SHAPE, _ANCHOR, _OPTIONS = 0xF004, 0xF010, 0xF00B
_GROUP_FLAGS, _HIDDEN_SHAPE = 0x03BF, 0x00020002
_DEPTH = 60
_HIDDEN = 4


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a presentation."""
    if file.stream("Current User")[12:16] == b"\xdf\xc4\xd1\xf3":
        raise encrypted()
    data = file.stream("PowerPoint Document")
    counts: Counter[str] = Counter()
    width = height = 0
    edits = 0
    try:
        for kind, place, size, _ in _records(data, 0, len(data), 0):
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
            elif kind == _SHAPE:
                shape = _shape(data, place, size, width, height)
                if shape:
                    counts[shape] += 1
    except struct.error as error:
        raise corrupt("a record of the presentation is cut short") from error
    counts["earlier_versions"] = max(0, edits - 1)
    found = [Signal(kind, count, "presentation", DETECTOR) for kind, count in counts.items() if count]
    return found + [s for s in storages(file, DETECTOR) if s.kind != "embedded_file"] + author(file, DETECTOR)


def _records(data: bytes, place: int, end: int, depth: int) -> Iterator[tuple[int, int, int, int]]:
    """Each record, containers before what is in them: kind, where its content starts, its size, how deep it is."""
    if depth > _DEPTH:
        raise limit("records nested too deep")
    while place + 8 <= end:
        head, kind, size = struct.unpack_from("<HHI", data, place)
        place += 8
        if place + size > end:
            return
        yield kind, place, size, depth
        if head & 0xF == 0xF:
            yield from _records(data, place, place + size, depth + 1)
        place += size


def _notes(data: bytes, place: int, size: int) -> bool:
    """Whether notes of a slide (the notes' master belongs to none) have words."""
    of_slide = False
    words = False
    for kind, start, length, _ in _records(data, place, place + size, 1):
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
    for kind, start, length, _ in _records(data, place, place + size, 1):
        words = words or _has_words(data, kind, start, length)
        if kind == _ANCHOR and length == 8:
            top, left, right, bottom = struct.unpack_from("<hhhh", data, start)
            outside = left >= width or top >= height or right <= 0 or bottom <= 0
        elif kind == _OPTIONS:
            for entry in range(start, start + length - 5, 6):
                key, value = struct.unpack_from("<HI", data, entry)
                hidden = hidden or (key & 0x3FFF == _GROUP_FLAGS and value & _HIDDEN_SHAPE == _HIDDEN_SHAPE)
    if not words:
        return ""
    return "hidden_text" if hidden else "off_page_text" if outside and width > 0 else ""
