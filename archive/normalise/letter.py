"""Plain text into blocks: a letter as an extractor gives it, or a page saved as text.

Pages are joined after their running heads, feet and protective markings are taken off; hard-wrapped lines are joined
into paragraphs; a letter set in two columns is read column by column where its heading line shows them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from archive.normalise.blocks import Block, Flat, Region
from archive.normalise.labels import meta_kind, split_meta, whole_line
from archive.normalise.text import squash, words

PAGE_NUMBER = re.compile(
    r"^(?:page\s{1,3}\d{1,4}(?:\s{0,3}(?:of|/)\s{0,3}\d{1,4})?|\d{1,4}\s{0,3}\|\s{0,3}p\s?a\s?g\s?e(?:"
    r"\s{1,3}of\s{1,3}\d{1,4})?|-?\s?\d{1,3}\s?-?|\d{1,3}\s{0,2}/\s{0,2}\d{1,3})$",
    re.I,
)
PAGE_MENTION = re.compile(r"\bpage\s{1,3}\d{1,4}\s{0,3}(?:of|/)\s{0,3}\d{1,4}\b", re.I)
PAGE_FOOT = re.compile(r"^[^.?!]{0,120}\b(?:page|sheet)\s{1,3}\d{1,3}(?:\s{0,3}(?:of|/)\s{0,3}\d{1,3})?$", re.I)
"""A line that ends with the page's number and is no sentence: a marking or a reference may stand before it."""
COUNTED_FOOT = re.compile(r"([^.?!:]{3,70}?)\s(\d{1,3})\s{0,2}(?:/|of)\s{0,2}(\d{1,3})$")
MARKING = re.compile(
    r"^(?:not protectively marked|official(?:[\s:-]{1,4}(?:sensitive|public|partner|closed))?|restricted"
    r"|unclassified|protect|disclosable|swyddogol)(?:\s?[-/]\s?[a-z ]{1,30})?$",
    re.I,
)
NUMBERED = re.compile(
    r"^(?:[(\[\"“'‘]{0,2}(?:\d{1,2}[a-z]?|[a-z]|[ivx]{1,4}|Q\s?\d{1,2}[a-z]?|Qa?[a-z])[.):/]|[-–—*•·o▪●]\s)", re.I
)
QUOTED = re.compile(r"\s{0,8}(?:>\s?){1,4}(?!\S*>)")
"""What mail programs put before each line of the message that is answered."""
BULLET = re.compile(r"^[-–—*•·▪●]\s{0,4}")
GAP = re.compile(r"\S(\s{3,})\S")
FULL_WIDTH = 55
LONGEST_JOINED = 2000
"""Characters of a paragraph to which no more is joined: no sentence is longer, and time must grow with the text."""
CARRYING = words("a an and are as at by for from in is it of on or our that the their this to was were which with your")
"""Words with which no paragraph ends."""


def read_letter(pages: Sequence[str], force_words: frozenset[str]) -> Flat:
    """The flat page of a letter's pages (or of one text with form feeds between its pages)."""
    sheets = [sheet.splitlines() for page in pages for sheet in re.split("[\f]", page)]
    sheets = _without_running_lines(sheets)
    lines: list[str] = []
    for sheet in sheets:
        while sheet and not sheet[0].strip():
            sheet.pop(0)
        while sheet and not sheet[-1].strip():
            sheet.pop()
        if lines and sheet and not _runs_on(lines[-1], sheet[0]):
            lines.append("")
        lines.extend(sheet)
    lines = _read_columns(lines, force_words)
    blocks = _paragraphs(lines, force_words)
    return Flat(blocks, [Region("box", -1)])


def _runs_on(before: str, after: str) -> bool:
    """Whether a sentence goes on over a page's end."""
    before, after = before.rstrip(), after.strip()
    return bool(before and after) and before[-1] not in ".:?!;" and after[0].islower()


def _without_running_lines(sheets: list[list[str]]) -> list[list[str]]:
    """Pages without page numbers, markings, and the lines that stand at the same edge of several pages."""
    edges: dict[str, int] = {}
    for sheet in sheets:
        filled = [line.strip() for line in sheet if line.strip()]
        for line in {*filled[:3], *filled[-3:]}:
            edges[line] = edges.get(line, 0) + 1
    repeated = {line for line, times in edges.items() if times > 1 and len(sheets) > 1}
    feet_counted = _counted_feet([line.strip() for sheet in sheets for line in sheet])
    cleaned = []
    first_seen: set[str] = set()
    for number, sheet in enumerate(sheets):
        filled_at = [index for index, line in enumerate(sheet) if line.strip()]
        near = {*filled_at[:4], *filled_at[-4:]}
        drop: set[int] = set()
        for index in filled_at:
            line = sheet[index].strip()
            if PAGE_NUMBER.match(line) and (index in near or "age" in line.lower().replace(" ", "")):
                bare = line.isdigit()
                if not bare or (
                    index in filled_at[-2:] and len(sheets) > 1 and len(line) < 4 and sheet[index][:4].isspace()
                ):
                    drop.add(index)
            elif (
                MARKING.match(line)
                or PAGE_FOOT.match(line)
                or line in feet_counted
                or (index in near and PAGE_MENTION.search(line) and len(line) < 110)
            ):
                drop.add(index)
            elif index in near and line in repeated:
                if line in first_seen or index not in filled_at[:4] or number:
                    drop.add(index)
                first_seen.add(line)
        drop.update(_beside_numbers(sheet, drop))
        times = Counter(line.strip() for line in sheet)
        feet = {
            sheet[index + 1].strip()
            for index in drop
            if _is_page_number(sheet[index]) and index + 1 < len(sheet) and times[sheet[index + 1].strip()] > 1
        }
        feet.discard("")
        drop.update(index for index in filled_at if sheet[index].strip() in feet)
        cleaned.append([line for index, line in enumerate(sheet) if index not in drop])
    return cleaned


def _counted_feet(lines: Sequence[str]) -> set[str]:
    """Lines that end with the pages counted (`Access Unit 1 / 3`), two or more of them with the same words."""
    alike: dict[tuple[str, str], set[str]] = {}
    for line in lines:
        foot = COUNTED_FOOT.match(squash(line)) if len(line) < 150 else None
        if foot and int(foot.group(2)) <= int(foot.group(3)):
            alike.setdefault((foot.group(1).rstrip(), foot.group(3)), set()).add(line)
    return {line for same in alike.values() if len(same) > 1 for line in same}


def _beside_numbers(sheet: list[str], drop: set[int]) -> set[int]:
    """Short lines that stand with the page's number at its foot, apart from the text: the body's name, a reference."""
    beside: set[int] = set()
    for index in drop:
        above = index - 1
        if not _is_page_number(sheet[index]) or above < 2 or any(line.strip() for line in sheet[index + 3 :]):
            continue
        text = sheet[above].strip()
        if text and len(text) < 60 and text[-1] not in ".?!:;," and not sheet[above - 1].strip():
            beside.add(above)
    return beside


def _is_page_number(line: str) -> bool:
    return bool(PAGE_NUMBER.match(line.strip())) and "age" in line.lower().replace(" ", "")


def _read_columns(lines: list[str], force_words: frozenset[str]) -> list[str]:
    """A letter in two columns, headed `Request` and `Response` on one line: the left column, then the right."""
    for at, line in enumerate(lines):
        gap = GAP.search(line.rstrip())
        if not gap:
            continue
        left, right = line[: gap.start() + 1].strip(), line[gap.end() - 1 :].strip()
        first, second = whole_line(left, force_words), whole_line(right, force_words)
        if not (first and second and first.kind in ("request", "question") and second.kind == "response"):
            continue
        column = gap.end() - 1
        end = at + 1
        while end < len(lines) and not _ends_columns(lines[end], column, force_words):
            end += 1
        lefts, rights = [], []
        for other in lines[at + 1 : end]:
            lefts.append(other[:column].rstrip())
            rights.append(other[column:].strip())
        return [*lines[:at], left, "", *lefts, "", right, "", *rights, "", *lines[end:]]
    return lines


def _ends_columns(line: str, column: int, force_words: frozenset[str]) -> bool:
    """Whether a line runs over the gap between the columns, or is a label that ends them."""
    if len(line) > column > 0 and line[column - 1] != " " and line[column - 2 : column].strip() and line[column] != " ":
        return True
    label = whole_line(line.strip(), force_words)
    return bool(label and label.kind in ("tail", "annex"))


def _paragraphs(lines: list[str], force_words: frozenset[str]) -> list[Block]:
    wrapped = sum(len(line.rstrip()) > FULL_WIDTH for line in lines)
    runs_on = any(len(line.rstrip()) > FULL_WIDTH and after.strip()[:1].islower() for line, after in pairwise(lines))
    hard_wrapped = (wrapped > 2 or runs_on) and max((len(line.rstrip()) for line in lines), default=0) < 130
    blocks: list[Block] = []
    paragraph: list[str] = []

    quoted = False

    def close() -> None:
        if paragraph:
            text = squash(" ".join(paragraph))
            if text:
                block = Block(BULLET.sub("", text) if BULLET.match(text) and len(text) > 2 else text, quoted=quoted)
                if block.text != text:
                    block.kind, block.depth = "item", 1
                blocks.append(block)
            paragraph.clear()

    width = _width(lines) if hard_wrapped else 0
    for at, line in enumerate(lines):
        text = line.strip()
        mark = QUOTED.match(line)
        if bool(mark) != quoted:
            close()
            quoted = bool(mark)
        if mark:
            text = line[mark.end() :].strip()
        if not text:
            close()
            continue
        row = GAP.search(text)
        form = _form_line(text, force_words) if row else None
        if form:
            close()
            blocks.append(Block(form[0]))
            paragraph.extend(form[1:])
            continue
        if row and (_is_row(text) or _two_labels(text)):
            close()
            if _two_labels(text):
                blocks.extend(Block(squash(part)) for part in re.split(r"\s{3,}", text))
            else:
                blocks.append(Block(squash(text), "row", cells=[squash(part) for part in re.split(r"\s{2,}", text)]))
            continue
        alone = _alone(text, force_words) and not (paragraph and text[0].islower())
        if NUMBERED.match(text) or not hard_wrapped or alone:
            close()
            paragraph.append(text)
            if not hard_wrapped or alone:
                close()
            continue
        if paragraph and _ends(lines[at - 1].rstrip(), text, width):
            close()
        paragraph.append(text)
    close()
    return _run_on(blocks, force_words) if hard_wrapped else blocks


def _run_on(blocks: list[Block], force_words: frozenset[str]) -> list[Block]:
    """Paragraphs of prose that begin in the middle of a sentence are joined to the one that was broken off."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined and len(joined[-1].text) < LONGEST_JOINED else None
        alike = last is not None and last.kind == block.kind == "text" and last.quoted == block.quoted
        if last and alike and _broken(last.text, block.text) and not whole_line(last.text, force_words):
            last.text = f"{last.text} {block.text}"
            continue
        joined.append(block)
    return joined


def _broken(before: str, after: str) -> bool:
    """Whether a sentence was broken off before the second text; a short first word may be an item of a list."""
    broken = before[-1] not in ".:;?!" and before[0].isupper() and after[0].islower() and len(after) > FULL_WIDTH
    carried = before.rsplit(maxsplit=1)[-1] in CARRYING and len(before) > FULL_WIDTH
    return carried or (broken and not NUMBERED.match(after))


def _width(lines: list[str]) -> int:
    """How long a full line is: all but the longest twentieth of the long lines fit in it."""
    long = sorted(length for line in lines if (length := len(line.rstrip())) > FULL_WIDTH)
    return long[len(long) * 19 // 20]


def _ends(before: str, after: str, width: int) -> bool:
    """Whether a paragraph ended with the line before, no blank line between: the next word would have fitted on it.

    Printed letters do not count characters, so a line that ends a sentence needs a tenth of room, another a quarter.
    """
    if after[0].islower():
        return False
    needed = len(before) + 1 + len(after.split(" ", 1)[0])
    if before[-1:] in ".?!:;":
        return needed <= width * 0.9
    return (
        needed <= width * 0.75 and before[-1:] not in ",-–(" and before.rsplit(maxsplit=1)[-1].lower() not in CARRYING
    )


def _form_line(text: str, force_words: frozenset[str]) -> list[str] | None:
    """A line of a form, label left and value right: a fact as one line, a side's label as a line of its own."""
    parts = re.split(r"\s{3,}", text)
    if len(parts) != 2 or split_meta(squash(parts[1])):
        return None
    left = parts[0].rstrip(" :")
    if meta_kind(left) and any(character.isdigit() for character in parts[1]) and len(parts[1]) < 60:
        return [f"{left}: {squash(parts[1])}"]
    label = whole_line(left, force_words)
    if label and label.kind in ("request", "response") and not whole_line(parts[1], force_words):
        return [f"{left}:", parts[1]]
    return None


def _is_row(text: str) -> bool:
    parts = re.split(r"\s{2,}", text)
    return len(parts) > 2 or (len(parts) == 2 and len(parts[0]) < 60 and any(part[:1].isdigit() for part in parts))


def _two_labels(text: str) -> bool:
    parts = re.split(r"\s{3,}", text)
    return len(parts) == 2 and all(split_meta(squash(part)) for part in parts)


def _alone(text: str, force_words: frozenset[str]) -> bool:
    """A line that is a label, or a label with its value, is no part of the paragraph beside it."""
    if len(text) > 90:
        return False
    label = whole_line(text, force_words)
    if label and label.kind in ("request", "response", "both", "clarification", "tail", "annex", "attachments"):
        return text[-1] != "." and (text[-1] == ":" or text[0].isupper())
    pairs = split_meta(text)
    return bool(pairs and ":" in text and any(len(value) < 60 for _, value in pairs))
