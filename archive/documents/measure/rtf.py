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
_WHITE = (255, 255, 255)


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a document."""
    white = _white_colours(file.data)
    counts: Counter[str] = Counter()
    stack: list[dict[str, int]] = [{}]
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
            _control(word.decode(), int(number) if number else None, state, counts)
        elif text is not None and text.strip() and not state.get("aside"):
            if state.get("v"):
                counts["hidden_text"] += 1
            elif state.get("deleted") or state.get("revised"):
                counts["tracked_changes"] += 1
            elif state.get("cf", -1) in white and not state.get("shaded"):
                counts["hidden_text"] += 1
    return [Signal(kind, count, "document", DETECTOR) for kind, count in counts.items()]


def _control(word: str, number: int | None, state: dict[str, int], counts: Counter[str]) -> None:
    if word in ("v", "deleted", "revised"):
        state[word] = int(number != 0)
    elif word == "cf":
        state["cf"] = number or 0
    elif word in ("highlight", "cb", "chcbpat", "cbpat", "clcbpat"):
        state["shaded"] = number or 0
    elif word == "plain":
        for key in ("v", "deleted", "revised", "cf", "shaded"):
            state.pop(key, None)
    elif word == "annotation":
        counts["comments"] += 1
        state["aside"] = 1
    elif word in ("objdata", "objocx"):
        counts["embedded_file"] += 1
        state["aside"] = 1
    elif word in (
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "themedata",
        "datastore",
        "xmlnstbl",
        "listtable",
    ):
        state["aside"] = 1
        if word == "info":
            counts["author_metadata"] += 1


def _white_colours(data: bytes) -> set[int]:
    match = _COLOURS.search(data)
    if match is None:
        return set()
    found = set()
    for number, entry in enumerate(match[1].split(b";")):
        parts = [re.search(rb"\\" + name + rb"([0-9]+)", entry) for name in (b"red", b"green", b"blue")]
        if all(parts) and alike(tuple(int(part[1]) for part in parts if part), _WHITE):  # type: ignore[arg-type]
            found.add(number)
    return found
