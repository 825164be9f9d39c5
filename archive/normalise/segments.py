"""Telling request and response apart: labels, then a decision's opening sentence, then alternating pairs, then not.

Every block of the answer gets a role. A part that cannot be told apart is the response, and the record says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.normalise.blocks import Block
from archive.normalise.labelled import LabelReader
from archive.normalise.parts import Part, Segmented, read_parts
from archive.normalise.unlabelled import settle

__all__ = ["Part", "Segmented", "segment"]


def segment(blocks: Sequence[Block], consumed: set[int], force_words: frozenset[str]) -> Segmented:
    """Give every block its role. `consumed`: indices of blocks that hold labelled facts."""
    reader = LabelReader(read_parts(blocks, consumed, force_words), force_words)
    reader.read()
    return settle(reader)
