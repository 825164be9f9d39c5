"""What stands below the last words of an answer and is none of it: a letter's closing words, a heading of files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from archive.normalise.labels import whole_line
from archive.normalise.parts import Part
from archive.normalise.voices.hearing import hear

HEADS = re.compile(r"[^\d.!]{4,60}")
"""A line that may head what is below it."""
CLOSES = 1.5
"""By how much the end of a letter must be louder: a lost line of the answer is worse than a stray one."""
OF_DATA = re.compile(r"\b(?:figures|statistics|data) (?:should|must|may|can|are|is|were)\b|\bthe systems used\b", re.I)
"""How the figures are to be read: a caveat of the answer, though it sounds like the end of a letter."""


def leave_heading_of_files(parts: Sequence[Part], force_words: frozenset[str]) -> None:
    """`Related documents` in plain type above the files is no word of the answer."""
    for part, following in pairwise(parts):
        if part.role in ("response", "reasoning") and following.role == "files":
            label = whole_line(part.block.text, force_words)
            if label and label.kind == "attachments":
                part.role = "files"


def trim_closing(parts: Sequence[Part]) -> None:
    """What sounds like the end of a letter, below the last words of the answer, is none of it.

    A heading of what closes the page tells itself where the answer ends.
    """
    answer = [index for index, part in enumerate(parts) if part.role in ("response", "reasoning")]
    below = parts[answer[-1] + 1] if answer and answer[-1] + 1 < len(parts) else None
    if below and below.role == "tail" and below.label:
        return
    for index in reversed(answer[1:]):
        part = parts[index]
        within = part.block.follows or part.block.kind == "detail"
        heads = not within and HEADS.fullmatch(part.block.text) is not None
        heard = hear(part.block.copy(part.block.text.rstrip(" :")) if heads else part.block)
        needed = max(heard.answered, heard.asked) + (0.0 if heads else CLOSES)
        named = parts[index - 1].role == "label"
        of_data = OF_DATA.search(part.block.text) is not None
        if named or of_data or part.label or part.block.kind == "row" or heard.closing < needed:
            return
        part.role = "tail"
