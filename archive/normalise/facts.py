"""Facts printed beside labels: reference, dates, outcome in words, and lines that carry nothing the record needs.

A value stands on the label's line, in the next block, or nowhere; when the next block is itself a label, the value is
missing (one body prints `FOI date` directly above `FOI reference`). The blocks used here belong to neither request nor
response.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.normalise.blocks import Block
from archive.normalise.dates import find_dates, only_date
from archive.normalise.labels import OUTCOME_WORDS, meta_kind, split_meta, whole_line
from archive.normalise.references import reference_value

DATES = ("request_date", "response_date", "published_date", "date", "page_date")
BELOW_HEADING = (
    "applicant",
    "applicant type",
    "requester",
    "requester type",
    "category",
    "categories",
    "department",
    "business area",
    "directorate",
    "outcome",
    "status",
    "regime",
    "disclosure type",
)
"""Headings whose short line below is their value."""
GREETINGS = ("dear ", "thank you for your", "i write ", "further to your", "i refer to", "with reference to your")
HEADER_DATE = re.compile(r"^.{6,30}\s\|\s")
PUBLISHED_ON = re.compile(r"\bpublished (?:on|by [^.]{0,60} on):?\s|\bpublished:\s(?:\d\d:\d\d\s)?", re.I)
BESIDE = re.compile(r" [•|–—] ")
"""What stands between a reference and what is told beside it on its line."""
BARE_PUB = re.compile(r"^PUB\s?\d{2,7}$")
HEAD = 12
"""Blocks that can belong to a letter's head."""
BARE_NUMBER = re.compile(r"^\d{4,8}$")
HEADED_REFERENCE = re.compile(
    r"^(?:foi |freedom of information )?(?:response|request|disclosure"
    r"|reply) (?:no\.? )?((?:[A-Z]{2,5}[ /-])?\d{2,6}[/-]\d{2,7})(?=$|, (?:received|answered|dated))",
    re.I,
)
BARE_REFERENCE = re.compile(
    r"^(?:[A-Z]{1,3}/)?(?:[A-Z]{0,3}FOI[A-Z]?|RFI|EIR|IM-FOI|F)[ /-]{0,2}\d{1,8}(?:\s?[/-]\s?\d{2,6}){0,3}$"
    r"|^\d{2}[./](?:FOI|FIN|EIR)[./]\d\d[./]\d{3,7}(?:/[A-Z])?$|^[A-Z]{2,5}/\d{2}/\d{3,6}$"
    r"|^[A-Z]{2,4} \d{3,6}/\d{2}$|^[A-Z]{2,4}(?:/[A-Z]{2})?/\d{3,7}/\d{2}$"
)


class Fact(NamedTuple):
    """A labelled value: field, value as printed, the block it stands in and where in that block."""

    kind: str
    value: str
    block: int
    start: int


@dataclass(slots=True)
class Facts:
    """The facts in page order, and the indices of the blocks that hold them and nothing else."""

    found: list[Fact] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)

    def of(self, *kinds: str) -> list[Fact]:
        """The facts of these kinds, in page order."""
        return [fact for fact in self.found if fact.kind in kinds]


def collect(blocks: Sequence[Block], force_words: frozenset[str]) -> Facts:
    """Read the labelled facts of a page. Labels count anywhere, values must be of the label's kind."""
    facts = Facts()
    started = False
    skip = -1
    for index, block in enumerate(blocks):
        if index <= skip:
            continue
        text = block.text
        if len(text) > 300:
            continue
        if block.kind == "row":
            if not started and index < HEAD:
                _letterhead_row(facts, block, index)
            continue
        label = whole_line(text, force_words)
        if (
            label
            and label.kind in ("request", "response", "question", "both", "decision")
            and not _is_meta_term(facts, blocks, index)
        ):
            if label.kind == "request" and _dates_label(facts, blocks, index):
                skip = index + 1
                continue
            opens = label.kind in ("request", "response", "both")
            started = started or (opens and not _heads_letter(blocks, index) and not _heads_facts(blocks, index))
            continue
        pairs = split_meta(text)
        if pairs and _take_pairs(facts, index, text, pairs, started):
            continue
        kind = meta_kind(text.rstrip(" :–-")) if len(text) < 90 else None
        if kind and (not started or kind in DATES[:3]) and _stands(blocks, index, kind):
            used = _take_next(facts, blocks, index, kind, force_words)
            if used or kind not in ("outcome", "ignored"):
                facts.blocks.add(index)
            if used:
                skip = index + 1
            continue
        if not started:
            _unlabelled(facts, blocks, index)
    _date_at_foot(facts, blocks)
    return facts


def _dates_label(facts: Facts, blocks: Sequence[Block], index: int) -> bool:
    """Whether nothing but a date stands below a label of the request (`Asked` / `10 January 2024`): its date."""
    following = blocks[index + 1].text if index + 1 < len(blocks) else ""
    found = only_date(following)
    if found is None or found.start > 12 or len(following) - found.end > 2:
        return False
    facts.found.append(Fact("request_date", following, index + 1, 0))
    facts.blocks.update((index, index + 1))
    return True


def _date_at_foot(facts: Facts, blocks: Sequence[Block]) -> None:
    """`Date: 23-JUL-20` below the answer is the letter's where it stands beside the reference, or ends the page."""
    if facts.of("date", "response_date"):
        return
    beside = {fact.block + step for fact in facts.of("reference") for step in (-1, 1)}
    ending = len(blocks) - 2
    found = []
    for index, block in enumerate(blocks):
        if len(block.text) > 60 or index in facts.blocks or (index < ending and index not in beside):
            continue
        pairs = split_meta(block.text)
        if len(pairs) == 1 and pairs[0][0] == "date" and _fits("date", pairs[0][1], False):
            found.append(Fact("date", pairs[0][1], index, block.text.find(pairs[0][1])))
    if len(found) == 1:
        facts.found.extend(found)
        facts.blocks.add(found[0].block)


def _heads_letter(blocks: Sequence[Block], index: int) -> bool:
    """Whether a label is the heading of a letter: its greeting is still to come."""
    return any(block.text.lower().startswith(GREETINGS) for block in blocks[index + 1 : index + 7])


def _heads_facts(blocks: Sequence[Block], index: int) -> bool:
    """Whether a label is the heading of a page: right below it facts are told."""
    below = blocks[index + 1].text if index + 1 < len(blocks) else ""
    return len(below) < 60 and meta_kind(below.rstrip(" :–-")) in ("reference", *DATES[:3])


def _letterhead_row(facts: Facts, block: Block, index: int) -> None:
    """A letter's reference and date on one line, far apart."""
    at = 0
    for cell in block.cells:
        at = max(block.text.find(cell, at), at)
        pairs = split_meta(cell)
        found = only_date(cell)
        if len(pairs) == 1 and _fits(*pairs[0], False):
            facts.found.append(Fact(pairs[0][0], pairs[0][1], index, at + max(cell.find(pairs[0][1]), 0)))
        elif found and found.exact and len(cell) < 24:
            facts.found.append(Fact("bare_date", found.value, index, at + found.start))
        elif BARE_REFERENCE.match(cell):
            facts.found.append(Fact("bare_reference", cell, index, at))


def _stands(blocks: Sequence[Block], index: int, kind: str) -> bool:
    """Whether a label alone on its line is set off as one, or its value follows."""
    block = blocks[index]
    set_off = block.text.rstrip()[-1] == ":" or block.strong or block.kind in ("term", "heading")
    return set_off or _value_fits(blocks, index, kind)


def _is_meta_term(facts: Facts, blocks: Sequence[Block], index: int) -> bool:
    """Whether a side's label is one of a fact: `Request` above a reference, `Result` / `Refused` among other facts."""
    following = blocks[index + 1].text if index + 1 < len(blocks) else ""
    if not following or len(following) >= 40:
        return False
    kind = meta_kind(blocks[index].text.rstrip(" :"))
    if kind in DATES[:3]:
        found = only_date(following)
        return found is not None and len(following) - (found.end - found.start) < 14
    if kind == "outcome":
        return index - 1 in facts.blocks and _is_term_of_few_words(blocks, index)
    return bool(kind == "reference" and reference_value(following))


def _is_term_of_few_words(blocks: Sequence[Block], index: int) -> bool:
    """Whether one short detail, and no more, stands below a term."""
    term, detail, *more = (block.kind for block in blocks[index : index + 3])
    value = blocks[index + 1].text
    return (term, detail) == ("term", "detail") and more != ["detail"] and len(value.split()) < 5 and value[-1] != "?"


def _take_pairs(facts: Facts, index: int, text: str, pairs: list[tuple[str, str]], started: bool) -> bool:
    taken = 0
    at = 0
    for kind, value in pairs:
        if not _fits(kind, value, started):
            if not value and len(pairs) > 1:
                taken += 1
            continue
        at = text.find(value, at) if value else at
        facts.found.append(Fact(kind, value, index, max(at, 0)))
        taken += 1
    if taken and taken == len(pairs):
        facts.blocks.add(index)
        return True
    return bool(taken)


def _fits(kind: str, value: str, started: bool) -> bool:
    """Whether a value can be one of this label. Inside the body only what cannot be mistaken counts."""
    if not value:
        return False
    if kind in ("reference", "publication_number"):
        return reference_value(value) is not None
    if kind in DATES:
        found = only_date(value)
        if not found:
            return False
        return not (started and kind == "date") and (not started or len(value) < 40)
    return not started and (len(value) < 200)


def _value_fits(blocks: Sequence[Block], index: int, kind: str) -> bool:
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is None or len(following.text) > 60:
        return False
    if kind in DATES:
        return only_date(following.text) is not None or meta_kind(following.text.rstrip(" :")) is not None
    if kind in ("reference", "publication_number"):
        return reference_value(following.text) is not None
    return False


def _take_next(facts: Facts, blocks: Sequence[Block], index: int, kind: str, force_words: frozenset[str]) -> bool:
    """Take the next block as the label's value, unless it is a label itself or no value of that kind."""
    if index + 1 >= len(blocks):
        return False
    following = blocks[index + 1]
    text = following.text
    label = whole_line(text, force_words)
    if label and kind == "outcome" and OUTCOME_WORDS.fullmatch(label.phrase):
        label = None
    if len(text) > 200 or label or meta_kind(text.rstrip(" :–-")) or split_meta(text):
        return False
    if kind in ("outcome", "ignored"):
        below = blocks[index].kind == "heading" or blocks[index].strong
        telling = blocks[index].text.lower().strip(" :") in BELOW_HEADING and len(text) < 60 and not text.endswith("?")
        if blocks[index].kind != "term" and not (following.follows and len(text) < 90) and not (below and telling):
            return False
    elif not _fits(kind, text, False):
        return False
    facts.found.append(Fact(kind, text, index + 1, 0))
    facts.blocks.add(index + 1)
    return True


def _unlabelled(facts: Facts, blocks: Sequence[Block], index: int) -> None:
    """Dates and numbers that stand alone above the request."""
    text = blocks[index].text
    if len(text) > 200:
        return
    if HEADER_DATE.match(text):
        found = only_date(text.split("|", 1)[0])
        if found and found.exact:
            facts.found.append(Fact("published_date", found.value, index, 0))
            facts.blocks.add(index)
            return
    published = PUBLISHED_ON.search(text)
    if published:
        dates = find_dates(text[published.end() - 1 :], 1)
        if dates and dates[0].start < 4:
            facts.found.append(Fact("published_date", dates[0].value, index, published.end()))
            facts.blocks.add(index)
            return
    if BARE_PUB.match(text):
        facts.found.append(Fact("publication_number", text, index, 0))
        facts.blocks.add(index)
        following = blocks[index + 1].text if index + 1 < len(blocks) else ""
        if BARE_NUMBER.match(following):
            facts.found.append(Fact("reference", following, index + 1, 0))
            facts.blocks.add(index + 1)
        return
    headed = HEADED_REFERENCE.match(text)
    if headed:
        facts.found.append(Fact("bare_reference", headed.group(1), index, headed.start(1)))
        facts.blocks.add(index)
        return
    first = BESIDE.split(text, maxsplit=1)[0]
    if BARE_REFERENCE.match(first):
        facts.found.append(Fact("bare_reference", first, index, 0))
        if first == text:
            facts.blocks.add(index)
        return
    last = next(iter(find_dates(text, 4)[-1:]), None) if len(text) < 60 and text[-1].isdecimal() else None
    if last and last.exact and last.end == len(text) and BARE_REFERENCE.match(text[: last.start].rstrip()):
        facts.found.append(Fact("bare_reference", text[: last.start].rstrip(), index, 0))
        facts.found.append(Fact("bare_date", last.value, index, last.start))
        facts.blocks.add(index)
        return
    found = only_date(text)
    if found and found.exact and len(text) - (found.end - found.start) < 14 and found.end >= len(text.rstrip(" .")) - 1:
        facts.found.append(Fact("bare_date", found.value, index, found.start))
        facts.blocks.add(index)
