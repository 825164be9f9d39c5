"""The parts of a page: each block with the label it is and the role it comes to play."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.normalise.blocks import Block
from archive.normalise.labels import Label, leading, meta_kind, whole_line
from archive.normalise.references import reference_value
from archive.normalise.text import words

REQUEST_SIDE = ("request", "clarification")
ANSWER_LABELS = ("request", "response", "reasoning", "question", "decision")
STATUTE = re.compile(
    r"^(?:section|article|regulation|s\.?)\s?\d{1,2}[A-Z]?(?:\s?\(\w{1,3}\)){0,3} (?:of the \w[\w ]{0,60} "
    r")?(?:provides|states|says|reads|sets out|asks)",
    re.I,
)
SIDE_OF_FACT = re.compile(
    r"(?!.{0,30}\bdate\b)(?:(?:the|your|our|foi) ){0,2}+(?:(request|question|enquiry|asked)|(?:letter|reply"
    r"|response|answer|decision|responded|answered|replied))\b(?![^\d]{0,20}\b(?:no|number|ref|reference|id|due)\b)",
    re.I,
)
"""A fact that says which side begins below it, and is no number of a request."""
OF_SIDES = ("request_date", "response_date")
"""Facts whose labels, with no value (`Answer given`), name a side."""
SUBCLAUSE = re.compile(r"^\(?(?:\d{1,2}[A-Z]?|[a-z]|[ivx]{1,4})\)\s")
CLOSING = re.compile(
    r"^(?:(?:many )?thanks,?$|yours (?:sincerely|faithfully)|kind regards|should you (?:be|have|wish|feel|require"
    r"|not be)|if you (?:are|remain|feel|were|think|wish|have any|would like to complain"
    r"|disagree)\b[^.]{0,90}(?:dissatisf|unhappy|not (?:happy|satisfied|content)|complain|review|appeal|questions"
    r"|quer|wrong|contact)|you (?:have|may) (?:the )?(?:right|ask\b)[^.]{0,60}(?:review|complain|appeal|look again)"
    r"|[\w ]{3,40} (?:provides?|gives?|offers?) you (?:with )?(?:the|a) right|you can (?:also )?(?:request|ask for"
    r"|ask us for) an? (?:\w+ )?review|if you (?:require|need) any further (?:assistance|help|information)"
    r"|every effort|please (?:note|be aware) that (?:police forces|as police forces|every)|the information (?:above"
    r"|provided) is protected by|this response (?:is unique|should not be)|our reply speaks|complaints? (?:should"
    r"|can|may|must)|an appeal may|your attention is drawn|i would like to (?:take this"
    r"|draw your attention to your right)|i trust this|i hope this|thank you for your interest"
    r"|may i take this opportunity|os (?:ydych yn|nad ydych))",
    re.I,
)
UNIQUE = re.compile(
    r"\b(?:response|reply|answer)s? (?:is|was|are|will be|may be|should be (?:considered|treated as)"
    r"|provided is) (?:\w+ ){0,3}unique|\bspeaks for [^.]{0,60}\balone\b|\bother forces may\b|not be (?:used as"
    r"|relied on|taken as) (?:a )?(?:comparison|comparable)",
    re.I,
)
UNIQUE_WORDS = ("unique", "alone", "other forces", "compar")
FILE_TALK = re.compile(
    r"[\d.,]{1,12} ?[kmg]b|pdf|xlsx?|docx?|csv|ods|[\s()\[\],:;.|–-]|attachments?|download|file|opens in new window"
)
FILE_ALONE = re.compile(
    r"[^.?!|]{3,120}?(?:\.\w{3,4})?[\s(\[,–-]{1,3}(?:pdf|xlsx?|docx?|csv|ods|odt|pptx?|zip|word|excel)[\s,:)–-]{1,3}"
    r"[\d.,]{1,8}\s?[kmg]b[)\]]?",
    re.I,
)
"""A file's name, kind and size on a line of their own, in a text that keeps no links."""
MARKS = re.compile(r"[\s()\[\],:;.|–-]")
FILE_ENDS = words(
    """
    pdf doc docx xls xlsx xlsm csv ods odt ppt pptx zip rtf msg txt tif tiff jpg jpeg png mp3 mp4 wav
    """
)


@dataclass(slots=True)
class Part:
    """A block with the label it is, if any, and the role it plays.

    Roles: `meta`, `label`, `preamble`, `open` (not yet told), `request`, `clarification`, `response`, `reasoning`,
    `tail`, `annex`, `files`. `number` is the question's own label.
    """

    block: Block
    label: Label | None = None
    role: str = "preamble"
    number: str | None = None
    rule: str = ""


@dataclass(slots=True)
class Segmented:
    """The parts in page order, how they were told apart, and warnings."""

    parts: list[Part]
    structure: str = "unsegmented"
    request_rule: str = ""
    response_rule: str = ""
    warnings: list[str] = field(default_factory=list)


def read_parts(blocks: Sequence[Block], consumed: set[int], force_words: frozenset[str]) -> list[Part]:
    """The blocks with their labels; a line that begins with a label becomes the label and the rest."""
    parts: list[Part] = []
    for index, block in enumerate(blocks):
        above_text = index + 1 < len(blocks) and index + 1 not in consumed
        if index in consumed:
            parts.append(_fact(block, above_text))
            continue
        if block.kind == "row":
            parts.append(Part(block))
            continue
        label = whole_line(block.text, force_words)
        if label is None and above_text and len(block.text) < 40 and meta_kind(block.text.rstrip(" :")) in OF_SIDES:
            label = _fact(block, above_text).label
        if label:
            label = _doubt(label, block, index + 1 < len(blocks))
        if label and index + 1 in consumed and label.phrase.startswith("freedom of information"):
            label = None
        if label:
            parts.append(Part(block, label))
            continue
        split = leading(block.text, block.lead, force_words)
        if split and _may_lead(split[0], block):
            label, at = split
            rest = block.text[at:].lstrip(" :–-")
            if rest and not (label.kind == "request" and reference_value(rest)):
                gap = len(block.text) - len(rest)
                body = block.copy(rest, start=block.start + gap, follows=False)
                body.links = [link._replace(start=max(0, link.start - gap), end=link.end - gap) for link in block.links]
                parts.append(Part(block.copy(block.text[:at].rstrip(), kind="label"), label))
                parts.append(Part(body))
                continue
        parts.append(Part(block))
    return parts


def _fact(block: Block, last: bool) -> Part:
    """A block that holds facts: a side's label where it stands above text as a heading, or bears no value."""
    standing = block.kind == "heading" or block.strong or not any(map(str.isdecimal, block.text))
    side = SIDE_OF_FACT.match(block.text) if last and standing else None
    if side is None:
        return Part(block, None, "meta")
    return Part(block, Label("request" if side.group(1) else "response", phrase=side.group().lower()))


def _may_lead(label: Label, block: Block) -> bool:
    """Whether a label followed by text on its line is one: `Question 1:` in a sentence of the answer is not."""
    if label.kind in ("request", "response"):
        return True
    if label.kind in ("decision", "tail", "annex", "clarification", "reasoning", "both"):
        return block.lead > 0 and (label.kind == "decision" or " " in label.phrase)
    return False


def _doubt(label: Label, block: Block, more: bool) -> Label | None:
    """Labels that need emphasis or a colon to count, since the word alone may be an answer or a list item."""
    if block.kind == "item" and not (block.strong or block.text.endswith(":")):
        return None
    if label.phrase == "a" and not (block.strong or block.kind in ("heading", "term") or block.text.endswith(":")):
        return None
    if label.kind in ("reasoning", "attachments", "tail", "annex", "decision"):
        standing = block.strong or block.kind in ("heading", "term") or block.text[-1] in ":?" or block.text.isupper()
        short = len(block.text.split()) > 1 or label.kind in ("attachments", "decision")
        if not standing and not (short and not block.follows and more):
            return None
    return label


def is_closing(text: str) -> bool:
    """Whether a paragraph begins as letters close: greetings, rights of review, caveats for every reader."""
    return bool(CLOSING.match(text))


def is_disclaimer(text: str) -> bool:
    """The closing remark that other bodies may count differently: of neither side."""
    return len(text) <= 400 and any(word in text for word in UNIQUE_WORDS) and bool(UNIQUE.search(text))


def is_statute(text: str) -> bool:
    """A line of statute text, or the sentence that introduces one."""
    return bool(SUBCLAUSE.match(text) or STATUTE.match(text))


def is_file_line(block: Block) -> bool:
    """Whether a block is little else than links to files."""
    if not block.links:
        return block.kind in ("text", "item") and FILE_ALONE.fullmatch(block.text) is not None
    if len(block.text) > 300:
        return False
    if _is_sentence(block):
        return False
    covered = sum(link.end - link.start for link in block.links if file_like(link.href) or link.download)
    if covered <= 0 or covered < len(block.text) * 0.4:
        return False
    rest = FILE_TALK.sub("", block.text.lower())
    linked = MARKS.sub("", "".join(link.text for link in block.links).lower())
    return len(rest) <= max(len(linked), 1) + 24


def _is_sentence(block: Block) -> bool:
    """`See lamps 2023.`: a sentence of the answer in which a link stands."""
    first = block.links[0]
    before = block.text[: first.start].strip()
    return len(block.links) == 1 and block.text.endswith(".") and block.kind == "text" and before[:1].isupper()


def file_like(href: str) -> bool:
    """Whether an address ends as a file's does, and not as a page's."""
    tail = href.split("?", maxsplit=1)[0].rsplit("/", 1)[-1].lower()
    return "." in tail and tail.rsplit(".", 1)[-1] in FILE_ENDS
