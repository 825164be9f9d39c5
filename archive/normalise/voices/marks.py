"""What is heard in a block: its first words, pairs of them, how it begins and ends, how long it is."""

from __future__ import annotations

import itertools
import re

TOKEN = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+|[£%?:]")
READ = 400
"""Characters of a block that are listened to."""
WORDS = 30
SET_APART = ("item", "row")
"""Kinds of block that are heard otherwise; a heading sounds like a line in bold, since sites differ in nothing more."""
LENGTHS = (25, 60, 140, 300)


def marks_of(text: str, kind: str) -> set[str]:
    """The marks of a block: words, `two words`, `^its beginning`, `$` and its last sign, length, kind of block.

    All numbers are one word, so that no figure of a page that was learned from counts.
    """
    heard = TOKEN.findall(text[:READ].lower().replace("’", "'"))[:WORDS]
    words = ["0" if word.isdigit() else word for word in heard]
    marks = set(words)
    marks.update(f"{one} {other}" for one, other in itertools.pairwise(words))
    for size in (1, 2, 3):
        if len(words) >= size:
            marks.add("^" + " ".join(words[:size]))
    end = text.rstrip(" \"”’')")[-1:]
    marks.add("$" + (end if end in (".", "?", ":", ";", ",") else "w"))
    marks.add(f"len{sum(len(text) >= limit for limit in LENGTHS)}")
    marks.add(f"kind:{kind if kind in SET_APART else 'text'}")
    return marks
