"""What counts as a change: the record's content fields, apart from where each was found.

The site's furniture, the page's markup and the places of quotations may change every night; a revision is made only
when what a reader would be told has changed.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from archive.normalise.record import Citation, Record

CONTENT_FIELDS = (
    "title",
    "reference",
    "request_date",
    "response_date",
    "published_date",
    "filed_period",
    "legislation",
    "request",
    "response",
    "segments",
    "structure",
    "exemptions",
    "mentions",
    "outcome",
    "outcome_flags",
    "attachments",
    "working_days",
    "language",
)
"""Fields compared between versions. Not compared: the force and address (an address has its own table), which rule
found a value and where, and the warnings."""

NOT_AN_ANSWER = frozenset({"empty_page", "challenge_page", "soft_404", "not_a_disclosure", "not_text"})
"""Warnings of a page that is no disclosure: never stored as one, never read as its removal."""

_decoder = msgspec.json.Decoder(Record)


def content(record: Record) -> dict[str, Any]:
    """The content fields as plain values; a citation without its span and rule."""
    return {name: _plain(getattr(record, name)) for name in CONTENT_FIELDS}


def _plain(value: Any) -> Any:
    if isinstance(value, Citation):
        value = msgspec.structs.replace(value, span=None, rule="")
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return msgspec.to_builtins(value) if isinstance(value, msgspec.Struct) else value


def content_digest(record: Record) -> str:
    """A digest of the content fields: equal means that nothing a reader would be told has changed."""
    return "sha256:" + hashlib.sha256(msgspec.json.encode(content(record))).hexdigest()


def changed_fields(before: Record, after: Record) -> list[str]:
    """Names of the content fields that differ, in the record's order."""
    old, new = content(before), content(after)
    return [name for name in CONTENT_FIELDS if old[name] != new[name]]


def is_answer(record: Record) -> bool:
    """Whether the page is a disclosure at all."""
    return NOT_AN_ANSWER.isdisjoint(record.warnings)


def encode_record(record: Record) -> str:
    """The whole record as the archive stores it: JSON in the record's key order."""
    return msgspec.json.encode(record).decode()


def decode_record(text: str) -> Record:
    """A stored record."""
    return _decoder.decode(text)
