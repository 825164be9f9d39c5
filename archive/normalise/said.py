"""What one paragraph of the answer says, by the phrases that tell: read once, asked by several."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from archive.normalise import cues, refusals, supplying

LONGEST = 6000
"""Characters of a paragraph that are read for what it does."""


class Said(NamedTuple):
    """Whether a paragraph refuses, neither confirms nor denies, speaks of too much cost, or of not holding."""

    refuses: bool
    neither: bool
    cost: bool
    not_held: bool


def forget() -> None:
    """Before another answer is read: what was kept of the last one."""
    said.cache_clear()
    has_figure.cache_clear()


@cache
def said(lowered: str) -> Said:
    """What a paragraph in lower case says; kept while an answer is read.

    What the law says to everyone, and what might be, is no refusal for cost.
    """
    return Said(
        refuses=refusals.refuses(lowered),
        neither=cues.NEITHER.search(lowered) is not None,
        cost=cues.COST.search(lowered) is not None and cues.COST.search(refusals.decided(lowered)) is not None,
        not_held=cues.says_not_held(lowered),
    )


@cache
def has_figure(lowered: str) -> bool:
    """Whether a text holds a figure other than numbers of provisions, questions and years."""
    if not supplying.DIGIT.search(lowered):
        return bool(supplying.NUMBER_WORD.search(lowered))
    return _counts(lowered) and _counts(supplying.CITED_NUMBER.sub("", lowered))


def _counts(lowered: str) -> bool:
    return bool(supplying.FIGURE.search(lowered) or supplying.NUMBER_WORD.search(lowered))
