"""RTF: hidden, deleted and inserted text, comments, embedded objects, white letters, by its control words."""

from __future__ import annotations

import re
from collections import Counter

from archive.documents.measure.grid import alike
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.problems import limit

DETECTOR = "rtf/2"

_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'[0-9a-fA-F]{2}|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)")
_COLOURS = re.compile(rb"\{\\colortbl([^}]*)\}")
_SHAPE, _SHAPE_SIZE = re.compile(rb"\{\\shp\b"), 20_000
_PROPERTY = re.compile(rb"\\sn ?(\w+)\}\s*\{\\sv ?([^{}]*)\}")
_EDGE = re.compile(rb"\\shp(left|top|right|bottom)(-?[0-9]{1,9})")
_LEAST_WIDE, _LEAST_HIGH = 400, 140
_ASIDE = ("fonttbl", "colortbl", "stylesheet", "info", "pict", "themedata", "datastore", "xmlnstbl", "listtable")
_DEPTH = 500
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_TINY_HALF_POINTS = 3
Colour = tuple[int, int, int] | None


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a document."""
    colours = _colours(file.data)
    counts: Counter[str] = Counter()
    stack: list[dict[str, int]] = [{}]
    row: dict[str, int] = {}
    for match in _TOKEN.finditer(file.data):
        word, number, _, brace, text = match.groups()
        state = stack[-1]
        if brace == b"{":
            if len(stack) > _DEPTH:
                raise limit("groups nested too deep")
            stack.append(dict(state))
        elif brace == b"}":
            if len(stack) > 1:
                stack.pop()
        elif word == b"u" or (word is None and match[0].startswith(b"\\'")):
            kind = "" if state.get("aside") else _kind(state, colours, bool(row.get("shaded")))
            counts[kind or "shown"] += 1
        elif word == b"shptxt":
            state["shptxt"] = _coloured(file.data[max(match.start() - _SHAPE_SIZE, 0) : match.start()])
        elif word is not None:
            _control(word.decode(), int(number) if number else None, state, counts, row)
        elif text is not None and text.strip() and not state.get("aside"):
            kind = _kind(state, colours, bool(row.get("shaded")))
            if kind:
                counts[kind] += 1
    counts["covered_text"] += sum(_covers(shape[:_SHAPE_SIZE]) for shape in _SHAPE.split(file.data)[1:])
    return [Signal(kind, count, "document", DETECTOR) for kind, count in counts.items() if count and kind != "shown"]


def _coloured(before: bytes) -> int:
    """Whether the shape whose text begins has a colour of its own behind it."""
    said = {key.lower(): value for key, value in _PROPERTY.findall(before, max(before.rfind(b"\\shpinst"), 0))}
    return int(said.get(b"ffilled", b"1") != b"0" and said.get(b"fillcolor", b"16777215") != b"16777215")


def _covers(shape: bytes) -> bool:
    """Whether a drawn shape without words floats in front of the text, filled with black or white."""
    said = {key.lower(): value for key, value in _PROPERTY.findall(shape)}
    places = {name: int(value) for name, value in _EDGE.findall(shape)}
    wide = places.get(b"right", 0) - places.get(b"left", 0)
    high = places.get(b"bottom", 0) - places.get(b"top", 0)
    if wide < _LEAST_WIDE or high < _LEAST_HIGH or b"\\shptxt" in shape or b"pib" in said or b"\\shpwr3" not in shape:
        return False
    behind = re.search(rb"\\shpfblwtxt1(?![0-9])", shape) or said.get(b"fbehinddocument") == b"1"
    filled = said.get(b"ffilled", b"1") != b"0" and said.get(b"filltype", b"0") == b"0"
    return bool(filled and not behind and said.get(b"fillcolor") in (b"0", b"16777215"))


def _kind(state: dict[str, int], colours: list[Colour], shaded_row: bool) -> str:
    """The kind of signal of text in this state, or empty."""
    if state.get("v"):
        return "hidden_text"
    if state.get("deleted") or state.get("revised"):
        return "tracked_changes"
    if state.get("fs", 24) <= _TINY_HALF_POINTS:
        return "hidden_text"
    letters = _colour(colours, state.get("cf", 0))
    behind = _colour(colours, state.get("behind", 0))
    if alike(behind, _BLACK) and (letters is None or alike(letters, _BLACK)):
        return "covered_text"
    if behind is not None:
        return "hidden_text" if alike(letters, behind) else ""
    if state.get("shptxt"):
        return ""
    in_shade = state.get("paragraph_shaded") or (state.get("intbl") and shaded_row)
    return "hidden_text" if alike(letters, _WHITE) and not in_shade else ""


def _control(word: str, number: int | None, state: dict[str, int], counts: Counter[str], row: dict[str, int]) -> None:
    if word in ("v", "deleted", "revised"):
        state[word] = int(number != 0)
    elif word in ("cf", "fs"):
        state[word] = number or 0
    elif word in ("highlight", "cb", "chcbpat"):
        state["behind"] = number or 0
    elif word == "cbpat":
        state["paragraph_shaded"] = number or 0
    elif word == "intbl":
        state["intbl"] = 1
    elif word == "clcbpat":
        row["shaded"] = 1
    elif word == "trowd":
        row.clear()
    elif word == "pard":
        for key in ("intbl", "paragraph_shaded"):
            state.pop(key, None)
    elif word == "plain":
        for key in ("v", "deleted", "revised", "cf", "behind", "fs"):
            state.pop(key, None)
    elif word == "annotation":
        counts["comments"] += 1
        state["aside"] = 1
    elif word in ("objdata", "objocx"):
        counts["embedded_file"] += 1
        state["aside"] = 1
    elif word in _ASIDE:
        state["aside"] = 1
        if word == "info":
            counts["author_metadata"] += 1


def _colour(colours: list[Colour], number: int) -> Colour:
    return colours[number] if 0 < number < len(colours) else None


def _colours(data: bytes) -> list[Colour]:
    """The colour table; the first entry is the automatic colour."""
    match = _COLOURS.search(data)
    found: list[Colour] = []
    for entry in match[1].split(b";") if match else []:
        parts = [re.search(rb"\\" + name + rb"([0-9]+)", entry) for name in (b"red", b"green", b"blue")]
        values = [int(part[1]) for part in parts if part]
        found.append((values[0], values[1], values[2]) if len(values) == 3 else None)
    return found
