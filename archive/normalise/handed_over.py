"""What the body says below a request, where no label takes the word from the requester.

A heading above the answer often comes too late: the decision, or a remark on how the request was handled, stands
between the requester's last words and it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.normalise import openers
from archive.normalise.blocks import Block
from archive.normalise.parts import REQUEST_SIDE, Part, Segmented
from archive.normalise.voices.boundary import DOUBTFUL, boundary
from archive.normalise.voices.hearing import hear

SURELY_SPEAKS = 1.0
"""How much a block alone must sound like its side to be taken out of what is open."""
SURELY = -1.5
"""What blocks together must sound like, at the least, to be taken from the requester against the labels."""
OF_REQUEST = re.compile(
    r"\b(?:your|this) (?:\w+ )?(?:request|questions?|enquiry|correspondence|e[ -]?mail|letter|application)\b", re.I
)
"""What only the body says, since a requester has no request of the body's."""


def hand_over(parts: Sequence[Part], result: Segmented, force_words: frozenset[str], labelled: bool) -> None:
    """What the body says below the request and above the first label of its answer is no end of the request.

    A decision there belongs to the answer; a remark (under which law the request was handled) to neither side.
    `labelled`: whether the request has a label of its own.
    """
    first = next((at for at, part in enumerate(parts) if part.role in ("response", "reasoning")), None)
    if first is None or result.response_rule != "label" or any(part.role == "clarification" for part in parts[:first]):
        return
    begin = end = first - (parts[first - 1].role in ("label", "files")) if first else 0
    while begin and (parts[begin - 1].role in REQUEST_SIDE or _gives_reasons(parts[begin - 1])):
        begin -= 1
    blocks = [part.block for part in parts[begin:end]]
    last = next((block for block in reversed(blocks) if not is_heading(block)), None)
    if len(blocks) < 2 or last is None:
        return
    side = hear(last).side
    if side > SURELY_SPEAKS or (
        side > -1 and not any(openers.opens_decision(each.text, force_words) for each in blocks)
    ):
        return
    place, margin = boundary(blocks, force_words, least=1)
    sides = [hear(block).side for block in blocks[place:] if not is_heading(block)]
    if not sides:
        return
    decides = openers.opens_decision(blocks[place].text, force_words)
    surely = decides and margin > 2 * DOUBTFUL and sum(sides) < SURELY * len(sides)
    if margin < DOUBTFUL or max(sides) > (SURELY_SPEAKS if surely else -1) or sum(sides) > SURELY:
        return
    if not decides and not all(_is_remark(block) for block in blocks[place:] if not is_heading(block)):
        return
    for part in parts[begin + place : end]:
        part.role = "response" if decides else "preamble"
        if decides and part.label and part.label.kind == "reasoning":
            part.role = "reasoning"
    if decides and not labelled:
        result.structure = result.response_rule = "opener"


def _gives_reasons(part: Part) -> bool:
    return part.label is not None and part.label.kind == "reasoning" and part.role == "preamble"


def is_heading(block: Block) -> bool:
    """Whether a block stands over others: a heading, or a short line in bold that is no sentence."""
    if block.kind in ("heading", "term"):
        return True
    return block.strong and len(block.text) < 80 and block.text[-1] not in ".;,"


def _is_remark(block: Block) -> bool:
    """Whether only the body can have said it: of a request made to it, or in the voice of what stands around."""
    heard = hear(block)
    return OF_REQUEST.search(block.text) is not None or heard.around > max(heard.asked, heard.answered)
