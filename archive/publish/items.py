"""Which disclosures are published, in which order, and what may be shown of each.

Worked out once, before any row is written, so that every table leaves out the same things. A disclosure is hidden (only
its tombstone fields are published) when it is held, when the page or letter it was read from is held, and when its
text stands in a file of its own that is held or withdrawn: a letter's words must not come out by the page's door.
Where such a letter was purged there is nothing left to compare with, and the page is hidden too. Somebody who has
looked at such a page can release it.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from archive.publish.redaction import NOTHING, Redactor
from archive.publish.sidecar import file_type
from archive.publish.standing import Standing
from archive.store import Attachment, AttachmentVersion, Blob, Disclosure, Document, DocumentPart, Revision

RUN = 8
"""This many words in a row that also stand in a held file are taken to come from it."""

LETTERS = ("pdf", "docx", "doc", "odt", "rtf")
"""File types in which an answer itself may stand."""


class Item(NamedTuple):
    """A disclosure to publish. `number` is its public id, `id` the archive's; `date` (or None) is what orders it."""

    number: int
    id: int
    force: str
    permalink: str
    date: str | None
    date_source: str | None
    hidden: bool
    extract_only: bool
    redactor: Redactor
    held_words: set[int]


class Dates(msgspec.Struct, frozen=True):
    """The fields of a record that order needs."""

    reference: str | None
    response_date: str | None
    request_date: str | None
    published_date: str | None
    filed_period: str | None


class Texts(msgspec.Struct, frozen=True):
    """The texts of a record; request and response may have come from a letter."""

    title: str | None
    request: str | None
    response: str | None


def sort_date(dates: Dates) -> tuple[str | None, str | None]:
    """The date to sort by and which one it is: response, request, published or filed."""
    for source, date in (
        ("response", dates.response_date),
        ("request", dates.request_date),
        ("published", dates.published_date),
        ("filed", dates.filed_period),
    ):
        if date:
            return date, source
    return None, None


def word_runs(text: str, shortest: int = RUN) -> set[int]:
    """Hashes of every run of `RUN` words of a text, whichever way it is laid out, and of shorter ones from `shortest`.

    A text of fewer words gives its whole.
    """
    words = re.findall(r"\w+", text.casefold())
    sizes = range(min(shortest, len(words)), min(RUN, len(words)) + 1) if words else range(0)
    return {hash(tuple(words[start : start + size])) for size in sizes for start in range(len(words) - size + 1)}


def comes_from(texts: Texts, held: set[int]) -> bool:
    """Whether the request or response shares a run of words with held files, or stands in one as a whole."""
    return bool(held) and any(not held.isdisjoint(word_runs(text)) for text in (texts.request, texts.response) if text)


def collect_items(session: Session, standing: Standing, full_text: frozenset[str]) -> list[Item]:
    """Every disclosure to publish, newest date first, undated last, ties by permalink; withdrawn ones left out."""
    offered = _files_of(session, {*standing.files_held, *standing.files_withdrawn, *standing.file_redactions})
    lost = _purged_letters(session)
    decode_dates, decode_texts = msgspec.json.Decoder(Dates).decode, msgspec.json.Decoder(Texts).decode
    query = (
        select(Disclosure.id, Disclosure.force, Disclosure.permalink, Revision.digest, Revision.record)
        .join(Revision, and_(Revision.disclosure_id == Disclosure.id, Revision.number == Disclosure.revisions))
        .order_by(Disclosure.id)
        .execution_options(yield_per=500)
    )
    found: list[Item] = []
    for row in session.execute(query):
        if row.id in standing.withdrawn or row.digest in standing.files_withdrawn:
            continue
        files = offered.get(row.id, set())
        held_words = _words_of(session, files & (standing.files_held | standing.files_withdrawn.keys()))
        dates = decode_dates(row.record)
        hidden = (
            row.id in standing.held
            or row.digest in standing.files_held
            or (row.id not in standing.released and not lost.isdisjoint(files))
            or (row.id not in standing.released and comes_from(decode_texts(row.record), held_words))
        )
        redacted = standing.redactions.get(row.id, []) + [
            text for digest in sorted({*files, row.digest}) for text in standing.file_redactions.get(digest, [])
        ]
        redactor = Redactor(redacted) if redacted else NOTHING
        date, source = (None, None) if hidden else sort_date(dates)
        found.append(
            Item(
                number=0,
                id=row.id,
                force=row.force,
                permalink=public_permalink(row.permalink, dates.reference, hidden=hidden, redactor=redactor),
                date=date,
                date_source=source,
                hidden=hidden,
                extract_only=row.force not in full_text,
                redactor=redactor,
                held_words=held_words,
            )
        )
    found.sort(key=lambda item: item.permalink)
    found.sort(key=lambda item: item.date or "", reverse=True)
    return [item._replace(number=number) for number, item in enumerate(found, 1)]


def public_permalink(permalink: str, reference: str | None, *, hidden: bool, redactor: Redactor) -> str:
    """The permalink as published: its words give way to a digest where they might tell what is hidden or redacted."""
    force, _, name = permalink.partition("/")
    own_words = "-".join(re.findall(r"[a-z0-9]+", (reference or "").lower()))
    from_reference = bool(own_words) and name.startswith(own_words)
    if (hidden and not from_reference) or redactor.touches(name):
        return f"{force}/withheld-{hashlib.sha256(permalink.encode()).hexdigest()[:12]}"
    return permalink


def _files_of(session: Session, digests: Iterable[str]) -> dict[int, set[str]]:
    """Of these files, those that each disclosure offers or once offered, by disclosure."""
    offered: dict[int, set[str]] = defaultdict(set)
    wanted = sorted(digests)
    for start in range(0, len(wanted), 500):
        query = (
            select(Attachment.disclosure_id, AttachmentVersion.digest)
            .join(AttachmentVersion)
            .where(AttachmentVersion.digest.in_(wanted[start : start + 500]))
        )
        for disclosure, digest in session.execute(query):
            offered[disclosure].add(digest)
    return offered


def _words_of(session: Session, digests: Iterable[str]) -> set[int]:
    """The runs of words of files, as far as the archive has read them."""
    found: set[int] = set()
    for digest in sorted(digests):
        query = select(DocumentPart.text).join(Document).where(Document.digest == digest)
        found |= word_runs(" ".join(session.scalars(query.order_by(Document.path, DocumentPart.number))), 1)
    return found


def _purged_letters(session: Session) -> set[str]:
    """Withdrawn letters of which no text is left to compare with: what offers them may say what they said."""
    query = select(Document.digest, Document.media_type).join(Blob, Blob.digest == Document.digest)
    purged = session.execute(query.where(Blob.purged.is_not(None), Document.path == ""))
    return {digest for digest, media_type in purged if file_type(media_type, None) in LETTERS}
