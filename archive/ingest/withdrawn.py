"""Keeping what was withdrawn from coming back: by another address, under another name, or once purged.

A withdrawn disclosure keeps its addresses, so the same page is never taken for a new one. Put up again elsewhere, it is
known by its reference or its words, and the new address is only added to it.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.ingest.content import content_digest, decode_record
from archive.ingest.matching import contradict
from archive.ingest.references import reference_key, same_words
from archive.ingest.sources import in_lots
from archive.normalise.record import Record
from archive.store import Address, Attachment, AttachmentVersion, Blob, Disclosure, Revision
from archive.store.decisions import withdrawn_disclosures, withdrawn_files


class _Version(NamedTuple):
    disclosure_id: int
    reference_key: str | None
    content_digest: str
    record: str


class Withdrawn:
    """The versions of a force's withdrawn disclosures."""

    def __init__(self, session: Session, force: str) -> None:
        self._versions: list[_Version] = []
        for lot in in_lots(sorted(withdrawn_disclosures(session, force))):
            rows = session.execute(
                select(Disclosure.id, Disclosure.reference_key, Revision.content_digest, Revision.record)
                .join(Revision, Revision.disclosure_id == Disclosure.id)
                .where(Disclosure.id.in_(lot))
                .order_by(Disclosure.id, Revision.number)
            )
            self._versions.extend(_Version(*row) for row in rows)

    def that_say(self, record: Record) -> list[int]:
        """Ids of withdrawn disclosures that this record is, the best match alone or none."""
        if not self._versions:
            return []
        digest, key = content_digest(record), reference_key(record.reference)
        for version in self._versions:
            same = version.content_digest == digest
            same = same or (key is not None and version.reference_key == key and not contradict(version.record, record))
            if not same:
                stored = decode_record(version.record)
                same = bool(same_words(stored.request, record.request) or same_words(stored.response, record.response))
            if same:
                return [version.disclosure_id]
        return []


def left_alone(session: Session, force: str) -> dict[str, str]:
    """The addresses of a force at which all that stands was taken down: `withdrawn`, or `purged` if its bytes are gone.

    A file is told by its current bytes, or by the disclosures that offer it.
    """
    down = withdrawn_disclosures(session, force)
    files = withdrawn_files(session)
    if not down and not files:
        return {}
    verdicts: dict[str, list[str]] = {}
    for row in session.execute(
        select(Address.url, Disclosure.id, Blob.purged)
        .join(Disclosure, Disclosure.id == Address.disclosure_id)
        .join(Revision, (Revision.disclosure_id == Disclosure.id) & (Revision.number == Disclosure.revisions))
        .join(Blob, Blob.digest == Revision.digest)
        .where(Disclosure.force == force)
    ):
        verdicts.setdefault(row.url, []).append(_verdict(row.id in down, row.purged))
    newest = select(func.max(AttachmentVersion.number)).where(AttachmentVersion.attachment_id == Attachment.id)
    for offer in session.execute(
        select(Attachment.url, Disclosure.id, Blob.digest, Blob.purged)
        .join(Disclosure, Disclosure.id == Attachment.disclosure_id)
        .join(
            AttachmentVersion,
            (AttachmentVersion.attachment_id == Attachment.id)
            & (AttachmentVersion.number == newest.correlate(Attachment).scalar_subquery()),
        )
        .join(Blob, Blob.digest == AttachmentVersion.digest)
        .where(Disclosure.force == force)
    ):
        verdicts.setdefault(offer.url, []).append(_verdict(offer.id in down or offer.digest in files, offer.purged))
    return {url: "purged" if "purged" in given else "withdrawn" for url, given in verdicts.items() if "" not in given}


def _verdict(down: bool, purged: str | None) -> str:
    return ("purged" if purged else "withdrawn") if down else ""


def is_purged(session: Session, digest: str) -> bool:
    """Whether the raw bytes of a page were erased."""
    return session.scalar(select(Blob.purged).where(Blob.digest == digest)) is not None
