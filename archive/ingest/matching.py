"""Deciding whether a page is a disclosure the archive knows: same address, a redirect, or the same reference.

References are not unique (forces restart their counters and reuse numbers), so the same reference counts only when
nothing contradicts it: the other page must be gone, or say the same. Two pages that live side by side and differ are
two disclosures.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.ingest.content import decode_record
from archive.ingest.index import KnownDisclosure
from archive.ingest.references import reference_key, same_words
from archive.normalise.record import Record


def part_of(record: Record, position: int, total: int) -> str:
    """What tells a record from the others of its page: reference, else title, else place; empty if it is alone."""
    if total == 1:
        return ""
    return reference_key(record.reference) or record.title or str(position + 1)


def pair(known: Sequence[KnownDisclosure], records: Sequence[Record]) -> list[KnownDisclosure | None]:
    """For each record of a page, the disclosure known at this address that it is, or null for a new one."""
    if len(known) == 1 and len(records) == 1:
        return [known[0]]
    left = list(known)
    found: list[KnownDisclosure | None] = [None] * len(records)

    def take(position: int, candidates: list[KnownDisclosure]) -> None:
        if found[position] is None and len(candidates) == 1:
            found[position] = candidates[0]
            left.remove(candidates[0])

    for position, record in enumerate(records):
        key = reference_key(record.reference)
        take(position, [item for item in left if key is not None and item.reference_key == key])
    for position, record in enumerate(records):
        part = part_of(record, position, len(records))
        take(position, [item for item in left if item.part == part])
    return found


def agree(stored: str, record: Record) -> bool:
    """Whether a stored record and a page with the same reference say the same: equal title or equal request."""
    before = decode_record(stored)
    return bool(same_words(before.title, record.title) or same_words(before.request, record.request))


def contradict(stored: str, record: Record) -> bool:
    """Whether they can't be the same: title and request date are both known and both differ."""
    before = decode_record(stored)
    titles, dates = same_words(before.title, record.title), same_words(before.request_date, record.request_date)
    return titles is False and dates is False
