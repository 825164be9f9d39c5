"""Taking the site away from the answer: navigation, notices, feedback, sharing, and what stands before the title.

Three means, in this order. Containers that the markup itself names (nav, footer, aside, form …), unless the title is
inside. Everything before the title. Known sentences, wherever they stand: such a sentence takes its container with it
when it opens one (`Page feedback`), or goes alone. What is in doubt stays, because a lost answer is worse than a stray
line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.normalise.blocks import Block, Flat, Region
from archive.normalise.labels import whole_line
from archive.normalise.parts import file_like
from archive.normalise.sitewords import LINES, OPENERS, WHOLE

DROPPED = frozenset({"nav", "footer", "aside", "form", "dialog", "named", "header"})
KEPT_HEADINGS = ("attachment", "download", "document", "file", "related doc")

FOOT = re.compile(
    r"^(?:accessibility|copyright|cookies?|privacy|site ?map|contact us|terms|disclaimer|web policy|legal|home|help"
    r"|feedback|in an emergency)\b.{0,40}$"
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\W{0,2}$")
SENTENCE_END = re.compile(r"[a-z]{2}[.?!](?:\s|$)")
LONGEST = 260
MOST_BEFORE = 12
"""Blocks above the title that are kept."""


def opens(lowered: str) -> bool:
    """Whether the lowered line opens a stretch of furniture."""
    return lowered.startswith(OPENERS) and (lowered.rstrip(" :") in OPENERS or len(lowered) < 90)


def is_line(lowered: str) -> bool:
    """Whether the lowered line is furniture by itself."""
    if lowered in WHOLE or _is_foot(lowered):
        return True
    if lowered.startswith(LINES):
        first = next(line for line in LINES if lowered.startswith(line))
        return first not in WHOLE and len(lowered) < LONGEST
    return False


def _is_foot(lowered: str) -> bool:
    """A line of the site's own links (`Accessibility | Copyright | Web policy`)."""
    pieces = [piece.strip() for piece in lowered.split(" | ")] if " | " in lowered else []
    return len(pieces) > 2 and sum(piece in WHOLE or bool(FOOT.match(piece)) for piece in pieces) * 2 > len(pieces)


def find_title(flat: Flat, site_names: Iterable[str]) -> int | None:
    """Index of the block with the disclosure's title: the first `h1` of the main content; None if there is none."""
    names = {name.lower() for name in site_names if name}
    outside = _outside(flat)
    fallback = None
    for index, block in enumerate(flat.blocks):
        if block.level != 1 or block.kind != "heading":
            continue
        if block.text.lower() in names:
            continue
        if not outside[block.region] or index >= flat.main_from > 0:
            return index
        if fallback is None and not _kind_above(flat.regions, block.region, ("nav", "dialog", "named")):
            fallback = index
    return fallback


def _outside(flat: Flat) -> list[bool]:
    """For each container, whether the markup says that it holds no content."""
    outside: list[bool] = []
    inside_main: list[bool] = []
    for region in flat.regions:
        main = region.kind in ("main", "article") or (region.parent >= 0 and inside_main[region.parent])
        inside_main.append(main)
        dropped = region.kind in DROPPED and not (region.kind == "header" and main)
        outside.append(dropped or (region.parent >= 0 and outside[region.parent]))
    return outside


def _kind_above(regions: list[Region], index: int, kinds: tuple[str, ...]) -> bool:
    while index >= 0:
        if regions[index].kind in kinds:
            return True
        index = regions[index].parent
    return False


def main_blocks(flat: Flat, title: int | None, force_words: frozenset[str]) -> tuple[list[Block], list[Block]]:
    """The blocks of the answer, and the last before the title (where a date of publication may stand)."""
    blocks = flat.blocks
    outside = _outside(flat)
    freed = _freed(flat, title, outside)
    has_main = any(region.kind == "main" for region in flat.regions)
    in_main = _within(flat.regions, "main") if has_main else []
    title_in_main = title is not None and has_main and in_main[blocks[title].region]
    start = title + 1 if title is not None else flat.main_from
    end = title if title is not None else flat.main_from
    before = blocks[max(0, end - MOST_BEFORE) : end]
    kept: list[Block] = []
    for index in range(start, len(blocks)):
        block = blocks[index]
        if outside[block.region] and block.region not in freed:
            continue
        if title_in_main and not in_main[block.region]:
            continue
        kept.append(block)
    if title is None and not flat.main_from:
        kept = [block for block in kept if not is_line(block.text.lower())]
    home = _common_region(kept, flat.regions)
    return _without_foot(_without_sentences(kept, flat.regions, home, force_words), home), before


def _without_foot(blocks: list[Block], home: set[int]) -> list[Block]:
    """The blocks without the site's links below them (`Most popular`), where those stand in a container of their own."""
    end = len(blocks)
    while end > 1 and blocks[end - 1].region not in home:
        block = blocks[end - 1]
        heads = block.kind == "heading" and end < len(blocks) and len(block.text) < 60
        if not (heads or _leads_away(block)):
            break
        end -= 1
    return blocks[:end]


def _leads_away(block: Block) -> bool:
    """Whether a block is no sentence and little else than links, most of them to pages and not to files."""
    text = block.text
    if block.cell or SENTENCE_END.search(text):
        return False
    if not block.links:
        return len(text) < 120 and POSTCODE.search(text) is not None
    files = sum(file_like(link.href) for link in block.links)
    covered = sum(link.end - link.start for link in block.links)
    return files * 2 <= len(block.links) and covered * 3 >= len(text)


def _freed(flat: Flat, title: int | None, outside: list[bool]) -> set[int]:
    """Containers that look like furniture and are not: they hold the title, the labels, or the files of the answer."""
    freed: set[int] = set()
    holders = []
    if title is not None:
        holders.append(flat.blocks[title].region)
    for block in flat.blocks:
        if outside[block.region] and len(block.text) < 60:
            kinds = _kinds_above(flat.regions, block.region)
            if kinds & {"nav", "footer", "dialog", "named"}:
                continue
            label = whole_line(block.text)
            if label and label.kind in ("request", "response", "both"):
                holders.append(block.region)
            elif block.kind == "heading" and "aside" in kinds and block.text.lower().startswith(KEPT_HEADINGS):
                freed.add(block.region)
    tops: set[int] = set()
    climbed: set[int] = set()
    for holder in holders:
        at = holder
        while at >= 0 and at not in climbed:
            climbed.add(at)
            if flat.regions[at].kind in ("form", "header", "aside"):
                tops.add(at)
            at = flat.regions[at].parent
    if tops:
        allowed = [False] * len(flat.regions)
        for index, region in enumerate(flat.regions):
            above = region.parent >= 0 and allowed[region.parent]
            allowed[index] = index in tops or (above and region.kind not in DROPPED)
            if allowed[index]:
                freed.add(index)
    return freed


def _kinds_above(regions: list[Region], index: int) -> set[str]:
    kinds = set()
    steps = 0
    while index >= 0 and steps < 60:
        kinds.add(regions[index].kind)
        index = regions[index].parent
        steps += 1
    return kinds


def _within(regions: list[Region], kind: str) -> list[bool]:
    within: list[bool] = []
    for region in regions:
        within.append(region.kind == kind or (region.parent >= 0 and within[region.parent]))
    return within


def _without_sentences(
    blocks: list[Block], regions: list[Region], home: set[int], force_words: frozenset[str]
) -> list[Block]:
    kept: list[Block] = []
    cut: set[int] = set()
    cut_level = 0
    for block in blocks:
        if cut and _inside(regions, block.region, cut):
            continue
        text = block.text
        if len(text) < LONGEST:
            lowered = text.lower().replace("’", "'")
            if cut_level:
                label = whole_line(text, force_words) if len(text) < 60 else None
                heading = block.kind == "heading" and block.level <= cut_level and not opens(lowered)
                if (label and label.kind in ("request", "response", "both", "attachments")) or heading:
                    cut_level = 0
                else:
                    continue
            if opens(lowered):
                if block.region in home:
                    cut_level = block.level or 9 if block.kind == "heading" else 0
                else:
                    cut.add(block.region)
                continue
            if is_line(lowered) and (_is_foot(lowered) or lowered[0] == "©" or not _offers_file(block)):
                continue
        elif cut_level:
            continue
        if block.kind == "button":
            label = whole_line(text, force_words)
            if not label:
                continue
            block.kind = "heading"
            block.level = 3
        kept.append(block)
    return kept


def _offers_file(block: Block) -> bool:
    return any("." in link.href[-6:] for link in block.links)


def _common_region(blocks: list[Block], regions: list[Region]) -> set[int]:
    """The containers that hold most of the text: a sentence of furniture there takes no container with it."""
    weight: dict[int, int] = {}
    for block in blocks:
        weight[block.region] = weight.get(block.region, 0) + len(block.text)
    if not weight:
        return set()
    heaviest = max(weight, key=lambda region: weight[region])
    home = {region for region, size in weight.items() if size * 4 > weight[heaviest]}
    at = heaviest
    while at >= 0:
        home.add(at)
        at = regions[at].parent
    return home


def _inside(regions: list[Region], index: int, cut: set[int]) -> bool:
    steps = 0
    while index >= 0 and steps < 40:
        if index in cut:
            return True
        index = regions[index].parent
        steps += 1
    return False
