"""RTF: hidden, deleted and inserted text, comments, embedded objects, white letters, by its control words."""

from __future__ import annotations

import re
from collections import Counter

from archive.documents.measure.grid import alike
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.problems import limit

DETECTOR = "rtf/1"

_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'[0-9a-fA-F]{2}|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)")
_COLOURS = re.compile(rb"\{\\colortbl([^}]*)\}")
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
        elif word is not None:
            _control(word.decode(), int(number) if number else None, state, counts, row)
        elif text is not None and text.strip() and not state.get("aside"):
            kind = _kind(state, colours, bool(row.get("shaded")))
            if kind:
                counts[kind] += 1
    return [Signal(kind, count, "document", DETECTOR) for kind, count in counts.items()]


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
