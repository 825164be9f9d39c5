"""Erasing the raw bytes of what was withdrawn: from the WARC files, and from the archive's own tables.

The record in the WARC is overwritten in its place by one of the same length that says that it was purged, so that every
other record keeps its offset and the file stays a valid WARC. The padding stands in the gzip header's comment. What the
archive had read out of the bytes is blanked too; digests, addresses and the reference stay, since they keep it from
coming back. Overwriting comes first and can be done again: a purge that is cut short is finished by the next.
"""

from __future__ import annotations

import gzip
import os
import struct
import zlib
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from archive.errors import DataProblem, UsageProblem
from archive.ingest.content import decode_record, encode_record
from archive.ingest.sources import in_lots
from archive.store import (
    Address,
    Attachment,
    AttachmentVersion,
    Blob,
    Capture,
    Citation,
    Decision,
    Disclosure,
    Document,
    DocumentPart,
    DocumentTable,
    Event,
    PageTable,
    Purge,
    Revision,
    Run,
)

GONE = "purged"


class Purged(NamedTuple):
    """How many bodies and WARC records were erased."""

    bodies: int
    records: int


def purge(session: Session, data: Path, decision: Decision) -> Purged:
    """Erase what a `withdraw` decision is about. Raises `UsageProblem` where something else still needs the bytes."""
    if decision.action != "withdraw":
        raise UsageProblem(f"decision {decision.id}: only what is withdrawn may be purged")
    digests = _digests(session, decision)
    _refuse_shared(session, decision, digests)
    erased = 0
    for digest in digests:
        for file, records in _places(session, data, digest).items():
            for offset, length in records:
                overwrite(file, offset, length, digest, decision.at)
            erased += len(records)
            session.add(
                Purge(
                    digest=digest,
                    decision_id=decision.id,
                    warc_file=str(file),
                    records=len(records),
                    who=decision.who,
                    at=decision.at,
                    why=decision.why,
                )
            )
        session.execute(update(Blob).where(Blob.digest == digest).values(purged=decision.at))
        _forget_file(session, digest)
    if decision.disclosure_id is not None:
        _forget_disclosure(session, decision.disclosure_id)
    session.flush()
    return Purged(len(digests), erased)


def overwrite(path: Path, offset: int, length: int, digest: str, at: str) -> None:
    """Replace the gzip member at `offset` by a notice of exactly `length` bytes. Raises `DataProblem`."""
    member = notice(length, digest, at)
    try:
        with path.open("r+b") as file:
            file.seek(0, os.SEEK_END)
            if offset + length > file.tell():
                raise DataProblem(f"{path}: is shorter than the archive says; nothing was erased at {offset}")
            file.seek(offset)
            file.write(member)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise DataProblem(f"{path}: cannot be purged: {error.strerror}") from error


def notice(length: int, digest: str, at: str) -> bytes:
    """A WARC record of `length` bytes, compressed, that stands for one that was erased. Raises `DataProblem`."""
    words = f"The body {digest} that stood here was erased at {at}.\r\n".encode()
    for body in (words, b""):
        head = (
            "WARC/1.1\r\nWARC-Type: metadata\r\n"
            f"WARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, digest + at)}>\r\n"
            f"WARC-Date: {at[:19]}Z\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        plain = head + body + b"\r\n\r\n"
        packed = gzip.compress(plain, 9, mtime=0)[10:-8]
        room = length - 10 - len(packed) - 8
        if room == 0 or room >= 1:
            comment = b"" if room == 0 else b"\x20" * (room - 1) + b"\x00"
            start = b"\x1f\x8b\x08" + (b"\x10" if comment else b"\x00") + b"\x00" * 4 + b"\x02\xff"
            return start + comment + packed + struct.pack("<II", zlib.crc32(plain), len(plain))
    raise DataProblem(f"{digest}: a record of {length} bytes leaves no room for a notice")


def _digests(session: Session, decision: Decision) -> list[str]:
    if decision.digest is not None:
        return [decision.digest]
    urls = select(Address.url).where(Address.disclosure_id == decision.disclosure_id)
    force = select(Disclosure.force).where(Disclosure.id == decision.disclosure_id).scalar_subquery()
    pages = session.scalars(
        select(Capture.digest).where(
            Capture.force == force,
            Capture.kind.in_(("disclosure", "attachment")),
            Capture.canonical_url.in_(urls),
            Capture.digest.is_not(None),
        )
    )
    files = session.scalars(
        select(AttachmentVersion.digest)
        .join(Attachment, Attachment.id == AttachmentVersion.attachment_id)
        .where(Attachment.disclosure_id == decision.disclosure_id)
    )
    return sorted({digest for digest in (*pages, *files) if digest})


def _refuse_shared(session: Session, decision: Decision, digests: list[str]) -> None:
    """What another disclosure is read from or offers is not erased unless that is withdrawn as well."""
    if decision.disclosure_id is None:
        return
    for lot in in_lots(digests):
        read = session.execute(
            select(Disclosure.id, Disclosure.permalink)
            .join(Revision, Revision.disclosure_id == Disclosure.id)
            .where(Revision.digest.in_(lot), Disclosure.id != decision.disclosure_id)
        )
        offered = session.execute(
            select(Disclosure.id, Disclosure.permalink)
            .join(Attachment, Attachment.disclosure_id == Disclosure.id)
            .join(AttachmentVersion, AttachmentVersion.attachment_id == Attachment.id)
            .where(AttachmentVersion.digest.in_(lot), Disclosure.id != decision.disclosure_id)
        )
        for row in (*read, *offered):
            if _last_action(session, row.id) != "withdraw":
                raise UsageProblem(f"{row.permalink}: stands on the same bytes; withdraw it too, or do not purge")


def _last_action(session: Session, disclosure_id: int) -> str | None:
    return session.scalar(
        select(Decision.action)
        .where(Decision.disclosure_id == disclosure_id, Decision.action != "redact")
        .order_by(Decision.id.desc())
        .limit(1)
    )


def _places(session: Session, data: Path, digest: str) -> dict[Path, list[tuple[int, int]]]:
    """Every WARC record that holds the bytes, by file: a full crawl may have kept them more than once."""
    found: dict[Path, list[tuple[int, int]]] = defaultdict(list)
    for row in session.execute(
        select(Run.directory, Capture.warc_file, Capture.warc_offset, Capture.warc_length)
        .join(Run, Run.id == Capture.run_id)
        .where(Capture.digest == digest, Capture.revisit.is_(False), Capture.warc_offset.is_not(None))
        .where(Capture.status != 304)
    ):
        if row.warc_file is None or row.warc_length is None:
            raise DataProblem(f"{digest}: the archive does not know the length of its record in {row.directory}")
        found[data / row.directory / row.warc_file].append((row.warc_offset, row.warc_length))
    return found


def _forget_file(session: Session, digest: str) -> None:
    documents = select(Document.id).where(Document.digest == digest)
    for model in (DocumentPart, DocumentTable):
        session.execute(delete(model).where(model.document_id.in_(documents)))
    session.execute(update(Document).where(Document.digest == digest).values(filename=GONE, note=GONE))
    versions = select(AttachmentVersion.attachment_id).where(AttachmentVersion.digest == digest)
    session.execute(update(Attachment).where(Attachment.id.in_(versions)).values(label=GONE, filename=GONE))


def _forget_disclosure(session: Session, disclosure_id: int) -> None:
    for revision in session.scalars(select(Revision).where(Revision.disclosure_id == disclosure_id)):
        record = decode_record(revision.record)
        revision.record = encode_record(
            msgspec.structs.replace(
                record,
                title=None,
                request=None,
                response=None,
                segments=[],
                exemptions=[],
                mentions=[],
                attachments=[],
                provenance={},
            )
        )
    session.execute(update(Disclosure).where(Disclosure.id == disclosure_id).values(title=None))
    for model in (Citation, PageTable):
        session.execute(delete(model).where(model.disclosure_id == disclosure_id))
    session.execute(update(Event).where(Event.disclosure_id == disclosure_id).values(detail=GONE))
    session.execute(update(Address).where(Address.disclosure_id == disclosure_id).values(listed_title=None))
