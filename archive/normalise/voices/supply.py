"""Whether an answer gave anything of what was asked, heard in all its words at once.

A refusal tells figures of its search, a denial explains at length, an answer in plain words may hold no phrase of any
list. No single phrase decides that; what was learned from labelled answers weighs all of them together, with how many
paragraphs refuse and how many hold figures, and what the provisions applied mean.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from archive.normalise import supplying
from archive.normalise.blocks import Block
from archive.normalise.citations.meaning import meaning
from archive.normalise.said import has_figure, said
from archive.normalise.voices.hearing import Weights, weights

TOKEN = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+|[£%?:.;]")
LONGEST = 6000
"""Characters of a paragraph that are listened to."""
MOST = 20_000
"""Characters of an answer that are."""
FIRST_WORDS = 30
ROWS = (1, 3, 8)
FIGURES = (1, 2, 4, 8)
SHARES = (10, 25, 50, 75, 95)
"""Hundredths of the answer that neither refuse nor deny."""
DATA = frozenset({"xls", "xlsx", "xlsm", "xlsb", "csv", "ods", "zip", "json"})


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
    signs = signs_of_answer(blocks, provisions, files)
    return (of["bias"] + sum(of[sign] * value for sign, value in signs.items() if sign in of)) / 100


def signs_of_answer(
    blocks: Sequence[Block], provisions: Iterable[tuple[str, str]], files: Collection[str]
) -> dict[str, int]:
    """The signs by which an answer is weighed: its words and pairs of words, and what its paragraphs do."""
    filled = [block for block in blocks if block.text]
    signs: dict[str, int] = {}
    room = MOST
    for block in filled:
        signs.update(dict.fromkeys(_words(block.text[: min(LONGEST, room)], start=True), 1))
        room -= len(block.text)
        if room <= 0:
            break
    if filled:
        first = _words(filled[0].text[:400], most=FIRST_WORDS)
        signs.update((f"first:{word}", 1) for word in first)
    signs.update(_doing(filled))
    meant = sorted({meaning(regime, provision) for regime, provision in provisions})
    signs.update((f"applied:{kind}", 3) for kind in meant)
    signs["applied:" + ("+".join(meant) or "nothing")] = 3
    if files:
        signs["file"] = 2
    if not DATA.isdisjoint(files):
        signs["data file"] = 2
    return signs


def _words(text: str, start: bool = False, most: int | None = None) -> set[str]:
    """Words and pairs of neighbours; all numbers are one word, a bar stands before the first."""
    found = ["0" if word[0].isdigit() else word for word in TOKEN.findall(text.lower().replace("’", "'"))][:most]
    if start:
        found.insert(0, "|")
    return {*found, *map(" ".join, itertools.pairwise(found))}


def _doing(blocks: Sequence[Block]) -> dict[str, int]:
    """What the paragraphs do, counted: rows, refusals, figures outside of refusals and before the first of them."""
    count: Counter[str] = Counter()
    free = whole = 0
    for block in blocks:
        lowered = block.text[:LONGEST].lower()
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
        opening = said(blocks[0].text[:LONGEST].lower())
        if opening.refuses:
            signs["refuses first"] = 2
        if opening.not_held:
            signs["denies first"] = 2
    if supplying.SUPPLY.search(" ".join(block.text for block in blocks)[:LONGEST].lower()):
        signs["words of supply"] = 2
    return signs
