"""Several requests on one page, each with a reference of its own: where one ends and the next begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from archive.normalise.blocks import Block
from archive.normalise.facts import Facts
from archive.normalise.labels import whole_line
from archive.normalise.references import reference_value, tidy

TELLING = ("request", "response", "both")


class Stretch(NamedTuple):
    """Blocks from `begin` to `end` that belong to one request, and the heading right above it."""

    begin: int
    end: int
    title: str | None


def divide(blocks: Sequence[Block], facts: Facts) -> list[Stretch]:
    """The stretches of a page with several references, or none.

    Each must have text of its own and open like a disclosure: a date beside the reference, or a label or prose soon
    after it. Two references side by side belong to one case (a case number and a log number).
    """
    marks = []
    seen = set()
    for fact in facts.of("reference"):
        reference = reference_value(fact.value)
        if reference is None or tidy(reference.value).lower() in seen:
            continue
        seen.add(tidy(reference.value).lower())
        marks.append(fact.block)
    if len(marks) < 2:
        return []
    referring = {fact.block for fact in facts.of("reference")}
    dates = sorted(fact.block for fact in facts.found if fact.kind.endswith("date"))
    begins = [_begin(blocks, mark, facts, referring) for mark in marks]
    stretches = []
    for place, begin in enumerate(begins):
        end = begins[place + 1] if place + 1 < len(begins) else len(blocks)
        if not _is_disclosure(blocks, begin, end, facts, dates):
            return []
        heading = blocks[begin] if blocks[begin].kind == "heading" and begin < marks[place] else None
        stretches.append(Stretch(begin, end, heading.text if heading else None))
    first = [whole_line(block.text) for block in blocks[: begins[0]]]
    if any(label and label.kind in TELLING for label in first):
        return []
    return stretches


def _begin(blocks: Sequence[Block], mark: int, facts: Facts, referring: set[int]) -> int:
    """Back over labelled facts and one heading that stand right above a reference."""
    begin = mark
    while begin > 0 and begin - 1 in facts.blocks and mark - begin < 3 and begin - 1 not in referring:
        begin -= 1
    if begin > 0 and blocks[begin - 1].kind == "heading":
        begin -= 1
    return begin


def _is_disclosure(blocks: Sequence[Block], begin: int, end: int, facts: Facts, dates: Sequence[int]) -> bool:
    """`dates`: the blocks that hold one, in order: found by bisection, so that many cases stay cheap."""
    body = [index for index in range(begin, end) if index not in facts.blocks and blocks[index].kind != "heading"]
    text = sum(len(blocks[index].text) for index in body)
    dated = bisect_left(dates, begin) < bisect_left(dates, end)
    labelled = any((label := whole_line(blocks[index].text)) and label.kind in TELLING for index in range(begin, end))
    return text > 40 and (dated or labelled)
