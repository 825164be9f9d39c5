"""A thin call of tesseract: picture in, words with confidence out. Used only where tesseract is installed."""

from __future__ import annotations

import csv
import shutil
import subprocess
from functools import lru_cache
from io import StringIO

PROGRAM = "tesseract"
SHARE = 0.6
"""The part of a file's time that recognition may take: pages after that stay unread and are counted in the note."""

_SECONDS = 40


@lru_cache(maxsize=1)
def available() -> str | None:
    """Where tesseract is, or null."""
    return shutil.which(PROGRAM)


def recognise(picture: bytes, *, dpi: int) -> tuple[str, float | None]:
    """Text of a picture (PNG, TIFF or PNM bytes), a line a line, and the mean confidence of its words from 0 to 1.

    A picture tesseract fails on, or can't finish within its time, has no text and no confidence.
    """
    program = available()
    if program is None:
        return "", None
    try:
        result = subprocess.run(
            [program, "stdin", "stdout", "--dpi", str(dpi), "tsv"],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"},
        )
    except (subprocess.SubprocessError, OSError):
        return "", None
    lines: dict[tuple[str, ...], list[str]] = {}
    scores: list[float] = []
    for row in csv.DictReader(
        StringIO(result.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE
    ):
        word = (row.get("text") or "").strip()
        score = float(row.get("conf") or -1)
        if word and score >= 0:
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(word)
            scores.append(score)
    text = "\n".join(" ".join(words) for words in lines.values())
    return text, round(sum(scores) / len(scores) / 100, 3) if scores else None
