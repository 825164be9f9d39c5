"""The short extract that is published where a body's terms do not allow its whole text to be."""

from __future__ import annotations

EXTRACT_LENGTH = 300
ELLIPSIS = " …"


def extract(text: str | None, length: int = EXTRACT_LENGTH) -> str | None:
    """At most `length` characters from the start of the text, cut between words, a cut marked by an ellipsis."""
    if text is None or len(text) <= length:
        return text
    kept = text[: length - len(ELLIPSIS) + 1]
    words = kept.rstrip() if kept[-1].isspace() else kept.rpartition(" ")[0].rstrip()
    return (words or kept[: length - len(ELLIPSIS)]) + ELLIPSIS
