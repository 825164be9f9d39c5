"""Reference and dates of a record, chosen among what the page offers; nothing is inferred.

Order of trust for a reference: label, title, prose, address. For dates: the date's own label, then the letter's own
date, then the sentence that says when the request came. Two different dates for one thing are a warning, and the
labelled one stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from archive.normalise import dates as calendar
from archive.normalise.blocks import Block
from archive.normalise.body import Body
from archive.normalise.cue import Cue
from archive.normalise.facts import Fact, Facts
from archive.normalise.page import Page
from archive.normalise.parts import is_file_line
from archive.normalise.record import ReferenceSource
from archive.normalise.references import prose_reference, reference_value, title_reference, url_reference
from archive.normalise.segments import Segmented
from archive.normalise.text import lower

RECEIVED = re.compile(
    r"\b(?:received|dated|sent|submitted|e[ -]?mail(?:ed)?|letter|request(?:ed)?|enquiry|correspondence|application"
    r"|made|contacting us|contacted us|writing|wrote)\b[^.;:]{0,90}?\b(?:on|of|dated|by [^.;:]{2,50} on"
    r"|in this office on|:)?\s{0,2}(?:the\s)?$",
    re.I,
)
ON = re.compile(r"^\W{0,3}(?:on|dated)\s{1,2}(?:the\s)?$", re.I)
YOU_SENT = re.compile(
    r",?\s{1,2}you (?:sent|wrote|asked|made|contacted|submitted|requested|applied|e[ -]?mailed)\b", re.I
)
"""`On 23 April 2021 you sent us`."""
ANSWER_SENT = re.compile(
    r"\b(?:our|this|the|my) (?:response|reply|answer|decision|letter) (?:was|is|were|has been) (?:(?:sent|issued"
    r"|given|provided|made)\b[^.;:]{0,30}?\b(?:on|dated)|dated)\s{0,2}(?:the\s)?$",
    re.I,
)
"""The sentence that says when this request was answered."""
PUBLISHED = Cue(
    ("published", "posted", "cyhoeddwyd"),
    r"^(?:first )?(?:published|posted|cyhoeddwyd)(?: on)?:?\s|\b(?:published|posted|cyhoeddwyd)(?: on)?:\s",
)
SUBJECT_LINE = re.compile(r"(?:subject|re)\s?:\s{0,3}", re.I)
ANSWERED_WORDS = (
    "answered",
    "responded",
    "replied",
    "response",
    "completed",
    "closed",
    "finalised",
    "issued",
    "sent",
    "text of",
    "copy of",
)
ANSWERED = re.compile(
    r"(?:[,;–—•|/] ?|\band )(?:it was |was )?(?:completed|closed|finalised|concluded|answered|responded to"
    r"|replied to|issued|sent)(?: on)? (?:the )?$|\b(?:and|was|were|we|been|force|police|constabulary"
    r"|response) (?:answered|responded(?: to)?|replied(?: to)?|sent|issued)(?: you)? (?:on )?(?:the )?$|\b(?:text"
    r"|copy|transcript) of (?:our|the) (?:letter|reply|response|answer|decision)(?: of| dated)(?: the)? $",
    re.I,
)
STRONG = re.compile(r"\breceived\b", re.I)
REQUESTING = (
    "request",
    "enquiry",
    "email",
    "e-mail",
    "e mail",
    "letter",
    "application",
    "correspondence",
    "received",
    "you sent",
    "you wrote",
    "you asked",
)
GREETING = ("dear ", "sir", "madam", "good morning", "good afternoon", "annwyl")
DATA_DATE = re.compile(
    r"\b(?:correct|accurate|as at|as of|up to|between|from|since|until|to|and|extracted|period)(?: (?:on|the|at"
    r"|of)){0,2}\s{0,2}$",
    re.I,
)
Where = tuple[str, tuple[int, int] | None]


class FoundReference(NamedTuple):
    """The record's reference, where it was found, and its place in the page's text."""

    value: str
    source: ReferenceSource
    span: tuple[int, int] | None


@dataclass(slots=True)
class Dates:
    """The record's dates, each with the rule and place it came from."""

    request: str | None = None
    response: str | None = None
    published: str | None = None
    request_where: Where | None = None
    response_where: Where | None = None
    published_where: Where | None = None
    warnings: list[str] = field(default_factory=list)


def find_reference(
    page: Page, facts: Facts, blocks: Sequence[Block], segmented: Segmented, title: str | None, force: Body | None
) -> FoundReference | None:
    """The page's own reference, or None."""
    for kind in ("reference", "publication_number"):
        labelled = _labelled(facts.of(kind), blocks)
        if labelled and kind == "reference":
            return labelled
        if labelled:
            in_title = title_reference(title) if title else None
            if in_title is None:
                return labelled
    if title:
        found = title_reference(title)
        if found:
            span = (
                (page.title_span[0] + found.start, page.title_span[0] + found.end)
                if page.title_span and title == page.title
                else None
            )
            return FoundReference(found.value, "title", span)
    for part in segmented.parts:
        if part.role == "preamble" and (part.block.strong or part.block.kind == "heading"):
            found = title_reference(part.block.text[:200])
            if found and found.start == 0:
                start = part.block.start
                return FoundReference(found.value, "prose", (start, start + found.end))
        if part.role in ("preamble", "meta"):
            headed = SUBJECT_LINE.match(part.block.text)
            found = title_reference(part.block.text[headed.end() : headed.end() + 200]) if headed else None
            if headed and found:
                start = part.block.start + headed.end()
                return FoundReference(found.value, "prose", (start + found.start, start + found.end))
            found = prose_reference(part.block.text[:2000])
            if found:
                start = part.block.start
                return FoundReference(found.value, "prose", (start + found.start, start + found.end))
    for fact in facts.of("bare_reference"):
        bare = _labelled([fact], blocks)
        if bare:
            return bare._replace(source="prose")
    offered = _of_files(segmented)
    if offered:
        return offered
    found = url_reference(page.url, force.references if force else ())
    return FoundReference(found.value, "url", None) if found else None


def _of_files(segmented: Segmented) -> FoundReference | None:
    """The reference that the names of the page's files bear, if all that bear one bear the same."""
    named: list[FoundReference] = []
    for part in segmented.parts:
        if part.role not in ("files", "response") or not is_file_line(part.block):
            continue
        found = title_reference(part.block.text[:200])
        if found:
            start = part.block.start
            named.append(FoundReference(found.value, "attachment", (start + found.start, start + found.end)))
    return named[0] if len({one.value for one in named}) == 1 else None


def _labelled(found: Sequence[Fact], blocks: Sequence[Block]) -> FoundReference | None:
    for fact in found:
        reference = reference_value(fact.value)
        if reference:
            at = blocks[fact.block].start + fact.start
            return FoundReference(reference.value, "label", (at + reference.start, at + reference.end))
    return None


def find_dates_of(page: Page, facts: Facts, blocks: Sequence[Block], segmented: Segmented) -> Dates:
    """Request, response and published date by label, by position, and by sentence."""
    dates = Dates()
    for kind in ("request_date", "response_date", "published_date"):
        values = []
        for fact in facts.of(kind):
            found = calendar.only_date(fact.value)
            if found:
                at = blocks[fact.block].start + fact.start
                values.append((found.value, (at + found.start, at + found.end)))
        if values:
            _set(dates, kind, values[0][0], "label", values[0][1])
            if any(value != values[0][0] for value, _ in values[1:]) and kind != "published_date":
                dates.warnings.append("conflicting_dates")
    _letter_date(dates, facts, blocks)
    _bare_dates(dates, facts, blocks, page.kind)
    _published_before(dates, page)
    _prose(dates, segmented)
    _answered(dates, segmented)
    if (
        dates.request
        and dates.response
        and len(dates.request) == len(dates.response) == 10
        and dates.response < dates.request
    ):
        dates.warnings.append("conflicting_dates")
    return dates


def _set(dates: Dates, kind: str, value: str, rule: str, span: tuple[int, int] | None) -> None:
    name = kind.removesuffix("_date")
    setattr(dates, name, value)
    setattr(dates, f"{name}_where", (rule, span))


def _letter_date(dates: Dates, facts: Facts, blocks: Sequence[Block]) -> None:
    """`Date:` on an answer is the day of the answer."""
    if dates.response is None:
        for fact in facts.of("date"):
            found = calendar.only_date(fact.value)
            if found:
                at = blocks[fact.block].start + fact.start
                _set(dates, "response_date", found.value, "date_label", (at + found.start, at + found.end))
                return


def _bare_dates(dates: Dates, facts: Facts, blocks: Sequence[Block], kind: str) -> None:
    """A date alone at the head of a letter is the letter's; two in a row on a page are request and answer."""
    bare = facts.of("bare_date")
    for first, second in pairwise(bare):
        if second.block == first.block + 1 and first.value <= second.value and not (dates.request or dates.response):
            _set(dates, "request_date", first.value, "two_dates", _block_span(blocks[first.block]))
            _set(dates, "response_date", second.value, "two_dates", _block_span(blocks[second.block]))
            return
    if bare and dates.response is None and (kind == "text" or _is_letter_date(facts, blocks, bare[0].block)):
        _set(dates, "response_date", bare[0].value, "letter_head", _block_span(blocks[bare[0].block]))


def _is_letter_date(facts: Facts, blocks: Sequence[Block], index: int) -> bool:
    """Whether a date on a web page stands as a letter's does: beside the reference, and a greeting close below."""
    beside = any(abs(fact.block - index) == 1 for fact in facts.of("reference"))
    return beside and any(block.text.lower().startswith(GREETING) for block in blocks[index + 1 : index + 4])


def _block_span(block: Block) -> tuple[int, int]:
    return block.start, block.start + len(block.text)


def _published_before(dates: Dates, page: Page) -> None:
    """`Published 12 May 2021` above the title."""
    if dates.published is not None:
        return
    for block in page.before:
        found = PUBLISHED.search(lower(block.text[:200]))
        if found:
            date_found = calendar.only_date(block.text[found.end() :])
            if date_found:
                at = block.start + found.end()
                _set(dates, "published_date", date_found.value, "label", (at + date_found.start, at + date_found.end))
                return


def _answered(dates: Dates, segmented: Segmented) -> None:
    """`… and answered on 1 June 2024` above the request."""
    if dates.response is not None:
        return
    for part in segmented.parts[:14]:
        text = part.block.text[:400]
        if part.role not in ("preamble", "meta") or not any(word in text.lower() for word in ANSWERED_WORDS):
            continue
        for found in calendar.find_dates(text, 4):
            if found.exact and ANSWERED.search(text[max(0, found.start - 60) : found.start]):
                at = part.block.start
                _set(dates, "response_date", found.value, "prose", (at + found.start, at + found.end))
                return


def _prose(dates: Dates, segmented: Segmented) -> None:
    """`your request … received on the 3rd of January 2025` in what stands before the request, or opens the answer."""
    looked = 0
    candidates: list[tuple[int, str, tuple[int, int]]] = []
    for part in segmented.parts:
        if part.role in ("label", "request", "clarification", "tail", "annex"):
            continue
        if part.role == "meta" and len(part.block.text) < 60:
            continue
        looked += 1
        if looked > 12 or (part.role in ("response", "reasoning") and looked > 4):
            break
        text = part.block.text[:600]
        lowered = text.lower()
        if not any(word in lowered for word in REQUESTING):
            continue
        for found in calendar.find_dates(text, 6):
            before = text[: found.start]
            clause = re.split(r"[.;:!?]\s", before)[-1][-150:]
            if dates.response is None and found.exact and ANSWER_SENT.search(clause):
                at = part.block.start
                _set(dates, "response_date", found.value, "prose", (at + found.start, at + found.end))
                continue
            sent = RECEIVED.search(clause) or (ON.search(clause) and YOU_SENT.match(text, found.end))
            if not found.exact or DATA_DATE.search(clause[-45:]) or not sent:
                continue
            if part.role in ("response", "reasoning") and not re.search(
                r"\byour?\b", clause + text[found.end :][:8], re.I
            ):
                continue
            if re.search(r"\b(?:our|my) (?:response|reply|letter|e[ -]?mail)\b", clause, re.I):
                continue
            strength = 2 if STRONG.search(clause[-60:]) else 1
            at = part.block.start
            candidates.append((strength, found.value, (at + found.start, at + found.end)))
    if not candidates:
        return
    best = max(candidates, key=lambda candidate: candidate[0])
    if dates.request is None:
        _set(dates, "request_date", best[1], "prose", best[2])
    elif len(dates.request) == 10 and all(value != dates.request for _, value, _ in candidates):
        dates.warnings.append("conflicting_dates")
