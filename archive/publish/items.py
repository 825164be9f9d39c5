"""Which disclosures are published, in which order, and what may be shown of each.

Worked out once, before any row is written, so that every table leaves out the same things. A disclosure is hidden (only
its tombstone fields are published) when it is held, when the page or letter it was read from is held, and when its
answer was taken from an attached letter while a letter of its own is held or withdrawn: the words must not come out by
the page's door. Which letter it was is not recorded, so any of them counts. Somebody who has looked at such a page can
release it.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from archive.normalise.record import Provenance
from archive.publish.redaction import NOTHING, Redactor
from archive.publish.sidecar import file_type
from archive.publish.standing import Standing
from archive.store import Attachment, AttachmentVersion, Disclosure, Document, Revision

FROM_LETTER = "attachment"
"""The rule that the normaliser names for what it took from an attached letter."""

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
    letter_withheld: bool


class Dates(msgspec.Struct, frozen=True):
    """The fields of a record that order and standing need."""

    reference: str | None
    response_date: str | None
    request_date: str | None
    published_date: str | None
    filed_period: str | None
    provenance: dict[str, Provenance]


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


def from_letter(provenance: Mapping[str, Provenance]) -> bool:
    """Whether any field of a record was taken from an attached letter."""
    return any(found.rule == FROM_LETTER for found in provenance.values())


def collect_items(session: Session, standing: Standing, full_text: frozenset[str]) -> list[Item]:
    """Every disclosure to publish, newest date first, undated last, ties by permalink; withdrawn ones left out."""
    offered = _files_of(session, {*standing.files_held, *standing.files_withdrawn, *standing.file_redactions})
    letters = _letters(session, standing.files_held | standing.files_withdrawn.keys())
    decode = msgspec.json.Decoder(Dates).decode
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
        dates = decode(row.record)
        letter_withheld = row.id not in standing.released and not letters.isdisjoint(files)
        hidden = (
            row.id in standing.held
            or row.digest in standing.files_held
            or (letter_withheld and from_letter(dates.provenance))
        )
        redacted = standing.redactions.get(row.id, []) + [
            thing for digest in sorted({*files, row.digest}) for thing in standing.file_redactions.get(digest, [])
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
                letter_withheld=letter_withheld,
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


def _letters(session: Session, digests: Iterable[str]) -> set[str]:
    """Those of the files in which an answer might stand; one of a kind that is not known might."""
    found: set[str] = set()
    wanted = sorted(digests)
    for start in range(0, len(wanted), 500):
        query = select(Document.digest, Document.media_type).where(
            Document.digest.in_(wanted[start : start + 500]), Document.path == ""
        )
        found |= {
            digest
            for digest, media_type in session.execute(query)
            if media_type is None or file_type(media_type, None) in LETTERS
        }
    return found
