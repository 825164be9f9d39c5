"""Whether an answer gave anything of what was asked, heard in all its words at once.

A refusal tells figures of its search, a denial explains at length, an answer in plain words may hold no phrase of any
list. No single phrase decides that; what was learned from labelled answers weighs all of them together, with how many
paragraphs refuse and how many hold figures, and what the provisions applied mean.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from archive.normalise import supplying
from archive.normalise.attachments import DATA_FILES
from archive.normalise.blocks import Block
from archive.normalise.citations.meaning import meaning
from archive.normalise.said import LONGEST, has_figure, said
from archive.normalise.text import plain
from archive.normalise.voices.hearing import Weights, weights

TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[£%?:.;\n]")
START = "\n"
"""Stands before every paragraph, and counts as a word."""
MOST = 20_000
"""Characters of an answer that are listened to."""
FIRST_WORDS = 30
ROWS = (1, 3, 8)
FIGURES = (1, 2, 4, 8)
SHARES = (10, 25, 50, 75, 95)
"""Hundredths of the answer that neither refuse nor deny."""


def supplies(
    blocks: Sequence[Block],
    provisions: Iterable[tuple[str, str]],
    files: Collection[str],
    known: Weights | None = None,
) -> float:
    """Above nought where the answer gives something, in logits.

    `provisions`: regime and number of each provision applied; `files`: extensions of the attachments.
    """
    of = (known or weights()).supply
    words = _words_of_answer(blocks)
    doing = _doing([block for block in blocks if block.text], provisions, files)
    total = of["bias"] + sum(of[word] for word in words & of.keys())
    return (total + sum(of.get(sign, 0) * value for sign, value in doing.items())) / 100


def signs_of_answer(
    blocks: Sequence[Block], provisions: Iterable[tuple[str, str]], files: Collection[str]
) -> dict[str, int]:
    """The signs by which an answer is weighed: its words and pairs of words, and what its paragraphs do."""
    doing = _doing([block for block in blocks if block.text], provisions, files)
    return dict.fromkeys(_words_of_answer(blocks), 1) | doing


def _words_of_answer(blocks: Sequence[Block]) -> set[str]:
    """Words and pairs of the answer; those that the first paragraph begins with once more, as such."""
    texts = [block.text[:LONGEST] for block in blocks if block.text]
    if not texts:
        return set()
    whole = _words(START + START.join(texts)[:MOST])
    first = _words(texts[0][:400])[:FIRST_WORDS]
    return {*whole, *_pairs(whole), *(f"first:{word}" for word in (*first, *_pairs(first)))}


def _words(text: str) -> list[str]:
    """The words of a text and its marks; all numbers are one word."""
    return ["0" if token.isdecimal() else token for token in TOKEN.findall(text.lower().replace("’", "'"))]


def _pairs(words: Sequence[str]) -> Iterator[str]:
    return map(" ".join, itertools.pairwise(words))


def _doing(blocks: Sequence[Block], provisions: Iterable[tuple[str, str]], files: Collection[str]) -> dict[str, int]:
    """What the paragraphs do, counted: rows, refusals, figures outside of refusals and before the first of them.

    Beside it what the provisions applied mean, and what files there are.
    """
    count: Counter[str] = Counter()
    free = whole = 0
    for block in blocks:
        lowered = plain(block.text[:LONGEST])
        says = said(lowered)
        refuses = says.refuses or says.neither or says.cost
        whole += len(lowered)
        count["rows"] += block.kind == "row"
        count["refusals"] += refuses
        if refuses or says.not_held:
            continue
        free += len(lowered)
        if block.kind == "row" or has_figure(lowered):
            count["figures"] += 1
            count["figures first"] += not count["refusals"]
    signs = {
        f"{name} {step}": 2
        for name, steps in (("rows", ROWS), ("figures", FIGURES), ("figures first", FIGURES))
        for step in steps
        if count[name] >= step
    }
    signs.update({f"free {share}": 1 for share in SHARES if free * 100 >= share * max(whole, 1)})
    if not count["refusals"]:
        signs["no refusal"] = 2
    if blocks:
        opening = said(plain(blocks[0].text[:LONGEST]))
        if opening.refuses:
            signs["refuses first"] = 2
        if opening.not_held:
            signs["denies first"] = 2
    if supplying.SUPPLY.search(" ".join(block.text for block in blocks)[:LONGEST].lower()):
        signs["words of supply"] = 2
    meant = sorted({meaning(regime, provision) for regime, provision in provisions})
    signs.update((f"applied:{kind}", 3) for kind in meant)
    signs["applied:" + ("+".join(meant) or "nothing")] = 3
    if files:
        signs["file"] = 2
    if not DATA_FILES.isdisjoint(files):
        signs["data file"] = 2
    return signs
