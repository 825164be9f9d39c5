"""The learned weights, and how a block sounds by them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from archive.normalise.blocks import Block
from archive.normalise.voices.marks import marks_of

MOST = 3.0
"""How much one block may say for a side: a long answer must not drown a short question."""


class Heard(NamedTuple):
    """How much a block sounds like each voice, in logits up to a constant."""

    around: float
    asked: float
    answered: float
    closing: float

    @property
    def asks(self) -> bool:
        """Whether the requester's voice is the loudest."""
        return self.asked > self.around and self.asked > self.answered

    @property
    def side(self) -> float:
        """Above nought where the requester speaks, below where the body does; -3 to 3."""
        return max(-MOST, min(MOST, self.asked - self.answered))


class Weights(NamedTuple):
    """What was learned.

    `marks`: weight of each mark for each voice in the order of `Heard`; `places`: of the signs of a boundary;
    `giving`: of each mark of an answer for that it gives what was asked, and does not refuse, deny or explain;
    `supply`: of each sign of a whole answer for that it gives something.
    Marks are weighed in hundredths of a logit: sums of whole numbers are the same in any order.
    """

    marks: dict[str, tuple[int, int, int, int]]
    places: dict[str, float]
    giving: dict[str, int]
    supply: dict[str, int]


@cache
def weights() -> Weights:
    """The weights that stand in `data/voices.json`."""
    found = json.loads(files("archive.normalise").joinpath("data/voices.json").read_text(encoding="utf-8"))
    return Weights(
        {mark: tuple(values) for mark, values in found["marks"].items()},
        found["places"],
        found["giving"],
        found["supply"],
    )


def hear(block: Block, known: Weights | None = None) -> Heard:
    """How a block sounds; `known` for other weights than those of the archive."""
    of = (known or weights()).marks
    around, asked, answered, closing = of["bias"]
    for mark in marks_of(block.text, block.kind):
        found = of.get(mark)
        if found:
            around += found[0]
            asked += found[1]
            answered += found[2]
            closing += found[3]
    return Heard(around / 100, asked / 100, answered / 100, closing / 100)


def giving(text: str, kind: str = "text", known: Weights | None = None) -> float:
    """How much words of the answer sound as if they gave what was asked: above nought if they do, in logits."""
    of = (known or weights()).giving
    return (of["bias"] + sum(of.get(mark, 0) for mark in marks_of(text, kind))) / 100
