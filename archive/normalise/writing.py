"""The texts of the record, written from the parts: paragraphs apart, list items a line each."""

from __future__ import annotations

from collections.abc import Sequence

from archive.normalise.record import Segment, SegmentRole
from archive.normalise.segments import Part

ROLES: dict[str, SegmentRole] = {
    "request": "request",
    "clarification": "clarification",
    "response": "response",
    "reasoning": "reasoning",
    "tail": "boilerplate",
    "annex": "boilerplate",
    "preamble": "boilerplate",
}


def text_of(parts: Sequence[Part], *roles: str) -> str | None:
    """The text of the parts in these roles, or null when there is none."""
    return _written([part for part in parts if part.role in roles])


def _written(parts: Sequence[Part]) -> str | None:
    pieces: list[str] = []
    before = ""
    for part in parts:
        block = part.block
        if not block.text:
            continue
        text = f"- {block.text}" if block.kind == "item" else block.text
        if pieces:
            close = block.follows or (block.kind == before and before in ("item", "row"))
            pieces.append("\n" if close else "\n\n")
        pieces.append(text)
        before = block.kind
    return "".join(pieces) or None


def segments_of(parts: Sequence[Part]) -> list[Segment]:
    """The page in order, neighbours of one role and number together."""
    made: list[Segment] = []
    run: list[Part] = []

    def close() -> None:
        if run:
            text = _written(run)
            if text:
                made.append(Segment(role=ROLES[run[0].role], number=run[0].number, text=text))
            run.clear()

    for part in parts:
        if part.role not in ROLES:
            if part.role == "label":
                close()
            continue
        if run and (run[0].role != part.role or run[0].number != part.number):
            close()
        run.append(part)
    close()
    return made


def span_of(parts: Sequence[Part], roles: tuple[str, ...]) -> tuple[int, int] | None:
    """From the first to the last character of the parts in these roles, in the page's text."""
    chosen = [part.block for part in parts if part.role in roles and part.block.text]
    return (chosen[0].start, chosen[-1].start + len(chosen[-1].text)) if chosen else None
