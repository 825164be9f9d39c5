"""Where the requester stops and the body begins, among blocks that no label tells apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from archive.normalise import cues, firm, openers
from archive.normalise.blocks import Block
from archive.normalise.voices.hearing import Weights, hear, weights

LEADING_DIGITS = re.compile(r"\d+")
LONGEST = 400
DOUBTFUL = 1.2
"""Margin of a boundary, in logits, below which two of three at most were right on pages not learned from."""


class Boundary(NamedTuple):
    """The index of the first block of the answer: 0 where all is answer, the number of blocks where all is request.

    `margin`: by how much it beats the next likely place, in logits.
    """

    place: int
    margin: float


def boundary(
    blocks: Sequence[Block],
    force_words: frozenset[str],
    known: Weights | None = None,
    least: int = 0,
    breaks: Collection[int] = (),
) -> Boundary:
    """Where the answer begins.

    `least`: blocks that are certainly the request's. `breaks`: places where something else stands between two blocks.
    """
    of = (known or weights()).places
    totals = [
        sum(of.get(sign, 0.0) * value for sign, value in signs.items())
        for signs in signs_of_places(blocks, force_words, known, breaks)
    ]
    ranked = sorted(range(least, len(totals)), key=totals.__getitem__, reverse=True)
    margin = totals[ranked[0]] - totals[ranked[1]] if len(ranked) > 1 else float("inf")
    return Boundary(ranked[0], margin)


def signs_of_places(
    blocks: Sequence[Block], force_words: frozenset[str], known: Weights | None = None, breaks: Collection[int] = ()
) -> list[dict[str, float]]:
    """For each possible boundary, from 0 to `len(blocks)`, what speaks for it and against it."""
    sides = [hear(block, known).side for block in blocks]
    behind = sum(sides)
    before = 0.0
    highest = 0
    places: list[dict[str, float]] = []
    for index, block in enumerate(blocks):
        signs = {"voices": (before - behind) / 4}
        if index == 0:
            signs["no request"] = 1
        else:
            signs |= _signs(blocks[index - 1], block, highest, force_words)
            signs["break"] = float(index in breaks)
            signs["turn"] = max(-1.0, min(1.0, (sides[index - 1] - sides[index]) / 4))
        places.append(signs)
        before += sides[index]
        behind -= sides[index]
        highest = max(highest, _leading(block.text) or 0)
    places.append({"voices": before / 4, "no answer": 1})
    return places


def _signs(last: Block, block: Block, highest: int, force_words: frozenset[str]) -> dict[str, float]:
    """The signs of a boundary between two neighbouring blocks. `highest`: of the numbers that lead blocks before."""
    text = block.text
    listed = block.kind == "item"
    row = block.kind == "row"
    number, previous = _leading(text), _leading(last.text)
    letter, letter_before = _letter(text), _letter(last.text)
    counts_on = bool(number and previous and number == previous + 1) or bool(
        letter and letter_before and ord(letter) == ord(letter_before) + 1
    )
    signs = {
        "opens decision": openers.opens_decision(text, force_words),
        "firm": firm.is_firm_decision(text),
        "opens answer": openers.opens_answer(text),
        "seeks detail": cues.CLARIFY.search(text[:LONGEST].lower()) is not None,
        "asks": openers.looks_asked(text),
        "after question": openers.looks_asked(last.text),
        "after question mark": last.text.rstrip(" \"”’')").endswith("?"),
        "after colon": last.text.endswith(":"),
        "after stop": last.text[-1] in ".?!",
        "item": listed,
        "within list": listed and last.kind == "item",
        "off list": not listed and last.kind == "item",
        "row": row,
        "within table": row and last.kind == "row",
        "heading": block.kind in ("heading", "label", "term") or block.strong,
        "after heading": last.kind in ("heading", "label", "term") or last.strong,
        "same paragraph": block.follows,
        "within quotation": block.quoted and last.quoted,
        "after quotation": last.quoted and not block.quoted,
        "counts on": counts_on,
        "counts anew": number == 1 and highest > 1,
        "short": len(text) < 25,
    }
    return {sign: 1.0 for sign, holds in signs.items() if holds}


def _leading(text: str) -> int | None:
    digits = LEADING_DIGITS.match(openers.question_number(text) or "")
    return int(digits.group()) if digits else None


def _letter(text: str) -> str | None:
    mark = openers.question_number(text) or ""
    return mark if len(mark) == 1 and mark.isalpha() else None
