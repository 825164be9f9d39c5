"""Lines that hold nothing but a question's number (`Question 2`): of neither side, and the number of what is below."""

from __future__ import annotations

from collections.abc import Sequence

from archive.normalise.parts import Part


def is_number(part: Part) -> bool:
    """Whether a part is nothing but a question's number."""
    return part.label is not None and part.label.kind == "question"


def number_pairs(parts: Sequence[Part]) -> None:
    """A number above a question is no word of either side; question and answer below bear it."""
    number: str | None = None
    for part, following in zip(parts, (*parts[1:], None), strict=True):
        if part.label and is_number(part) and following and following.role == "request":
            part.role, number = "label", part.label.number
        elif part.role in ("request", "response") and not part.label:
            part.number = part.number or number


def leave_first_number(parts: Sequence[Part]) -> None:
    """`Question 1` right below the label of the answer is no word of it; the parts below bear its number.

    Nor is it one of the request where the other questions' numbers stand apart.
    """
    apart = any(part.role == "label" and is_number(part) for part in parts)
    for side in ("request", "response") if apart else ("response",):
        first = next((part for part in parts if part.role == side), None)
        if first and is_number(first):
            first.role = "label"
