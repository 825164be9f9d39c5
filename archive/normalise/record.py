"""The normalised record: what one published answer says, field by field, each with where it was found.

Frozen values with a fixed key order, so that two readings of the same bytes are equal to the byte. An unknown is null
and a warning; nothing here has a default that could pass for a fact.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Outcome = Literal[
    "granted_in_full",
    "partially_withheld",
    "fully_withheld",
    "neither_confirm_nor_deny",
    "cost_limit",
    "vexatious_or_repeated",
    "not_held",
    "accessible_elsewhere",
    "future_publication",
    "clarification_sought",
    "transferred",
    "unknown",
]
Legislation = Literal["FOIA", "FOISA", "EIR", "EISR", "JERSEY", "IOM", "DPA"]
SegmentRole = Literal["request", "clarification", "response", "reasoning", "boilerplate"]
Structure = Literal["labelled", "opener", "interleaved", "unsegmented"]
ReferenceSource = Literal["label", "title", "prose", "url", "attachment"]
CitationStatus = Literal["applied", "mentioned", "negated", "requester"]


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the page in one role. `number` is the question's own label (`1`, `2-5`, `1a`) or null."""

    role: SegmentRole
    number: str | None
    text: str


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A provision as cited. `quote` is the sentence, `span` its place in the page's text (characters, half-open)."""

    regime: Legislation
    provision: str
    title: str | None
    ncnd: bool
    qualified: bool | None
    basis: str | None
    scope: str | None
    quote: str
    status: CitationStatus
    span: tuple[int, int] | None = None
    rule: str = ""


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file the page offers as part of the answer; `url` is absolute."""

    url: str
    filename: str
    label: str
    media_type: str | None


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """The rule that gave a field its value, and where in the page's text it stood (null where no place exists)."""

    rule: str
    span: tuple[int, int] | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One request and its answer. Dates are `YYYY-MM-DD`, or `YYYY-MM` where only the month is known."""

    force: str | None
    url: str | None
    title: str | None
    reference: str | None
    reference_source: ReferenceSource | None
    request_date: str | None
    response_date: str | None
    published_date: str | None
    filed_period: str | None
    legislation: list[Legislation]
    request: str | None
    response: str | None
    segments: list[Segment]
    structure: Structure
    exemptions: list[Citation]
    mentions: list[Citation]
    outcome: Outcome
    outcome_flags: list[str]
    attachments: list[Attachment]
    working_days: int | None
    language: Literal["en", "cy"]
    provenance: dict[str, Provenance]
    warnings: list[str]
