"""Reading attached files once per digest and reader version, and using letters among them as text.

Reading happens before the transaction, into the spool, because a large spreadsheet takes longer than a database should
be kept waiting. A file with a serious finding is never used as a letter: what it hides would reach the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

import msgspec
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from archive.documents import DocumentPool
from archive.documents.model import READER_VERSION, SERIOUS, Document, Member
from archive.documents.model import Finding as FindingFound
from archive.ingest.bodies import UnreadableBodyError
from archive.ingest.sources import Sources, in_lots
from archive.ingest.spool import Place, Spool
from archive.store import Document as DocumentRow
from archive.store import DocumentPart, DocumentTable, Finding

LETTER_TYPES = (
    "application/pdf",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
    "application/rtf",
    "text/rtf",
)
"""Kinds of file in which an answer itself may stand; a spreadsheet is data, not a letter."""


class FileToRead(msgspec.Struct, frozen=True):
    """A file by digest, with the name and type it was offered under."""

    digest: str
    filename: str
    media_type: str | None


def filename_of(url: str) -> str:
    """The last part of an address's path, unescaped."""
    return unquote(urlsplit(url).path).rstrip("/").rsplit("/", 1)[-1] or "file"


def already_read(session: Session, digests: Iterable[str]) -> set[str]:
    """Those of the digests that this version of the reader has read."""
    found: set[str] = set()
    for lot in in_lots(digests):
        found.update(
            session.scalars(
                select(DocumentRow.digest).where(
                    DocumentRow.digest.in_(lot), DocumentRow.path == "", DocumentRow.reader == READER_VERSION
                )
            )
        )
    return found


def read_files(files: Sequence[FileToRead], sources: Sources, spool: Spool, problems: list[str]) -> dict[str, Place]:
    """Read files in limited worker processes; each document's place in the spool by digest."""
    if not files:
        return {}

    def bodies() -> Iterator[tuple[str, bytes, str, str | None]]:
        for file in files:
            try:
                yield file.digest, sources.read(file.digest), file.filename, file.media_type
            except UnreadableBodyError as error:
                problems.append(f"{file.filename}: {error}")

    with DocumentPool() as pool:
        return {digest: spool.add(document) for digest, document in pool.read_many(bodies())}


def letter_text(document: Document, decided: str | None) -> list[str] | None:
    """A letter's text by page; null for a file that is no letter, has no text, or is held.

    `decided` is what stands decided about it: a release lets a file with a serious finding in, a hold keeps any out.
    """
    if document.status != "ok" or document.media_type not in LETTER_TYPES or _held(decided, document.serious):
        return None
    pages = [part.text for part in document.parts]
    return pages if any(page.strip() for page in pages) else None


def stored_letter_text(session: Session, digest: str, decided: str | None) -> list[str] | None:
    """The same from what is stored."""
    row = session.execute(
        select(DocumentRow.id, DocumentRow.status, DocumentRow.media_type).where(
            DocumentRow.digest == digest, DocumentRow.path == ""
        )
    ).one_or_none()
    if row is None or row.status != "ok" or row.media_type not in LETTER_TYPES:
        return None
    found = select(Finding.id).where(Finding.document_id == row.id, Finding.severity == SERIOUS).limit(1)
    if _held(decided, session.scalar(found) is not None):
        return None
    pages = list(
        session.scalars(
            select(DocumentPart.text).where(DocumentPart.document_id == row.id).order_by(DocumentPart.number)
        )
    )
    return pages if any(page.strip() for page in pages) else None


def _held(decided: str | None, serious: bool) -> bool:
    return decided in {"hold", "withdraw"} or (serious and decided != "release")


def store_document(session: Session, digest: str, document: Document, filename: str) -> None:
    """Store what was read of a file, in place of what an older version of the reader had found."""
    old = select(DocumentRow.id).where(DocumentRow.digest == digest)
    for model in (DocumentPart, DocumentTable, Finding):
        session.execute(delete(model).where(model.document_id.in_(old)))
    session.execute(delete(DocumentRow).where(DocumentRow.digest == digest))
    _store(session, digest, document, filename, "", document.findings)
    stored = {""}
    for member in _members(document):
        if member.path not in stored:
            stored.add(member.path)
            _store(session, digest, member.document, member.path.rpartition("/")[2], member.path, [])


def _members(document: Document) -> Iterator[Member]:
    """Every member at any depth."""
    for member in document.members:
        yield member
        yield from _members(member.document)


def _store(
    session: Session, digest: str, document: Document, filename: str, path: str, findings: Sequence[FindingFound]
) -> None:
    """One document with what was read of it. Findings are those of the whole file and stand with the file itself."""
    row = DocumentRow(
        digest=digest,
        path=path,
        filename=filename,
        media_type=document.media_type,
        status=document.status,
        note=document.note,
        reader=READER_VERSION,
    )
    session.add(row)
    session.flush()
    _insert(
        session,
        DocumentPart,
        [
            {
                "document_id": row.id,
                "number": part.number,
                "kind": part.kind,
                "name": part.name,
                "text": part.text,
                "machine_read": part.machine_read,
                "confidence": part.confidence,
            }
            for part in document.parts
        ],
    )
    _insert(
        session,
        DocumentTable,
        [
            {
                "document_id": row.id,
                "number": number,
                "part": table.part,
                "name": table.name,
                "columns": None if table.columns is None else msgspec.json.encode(table.columns).decode(),
                "rows": msgspec.json.encode(table.rows).decode(),
            }
            for number, table in enumerate(document.tables, 1)
        ],
    )
    _insert(
        session,
        Finding,
        [
            {
                "document_id": row.id,
                "kind": finding.kind,
                "severity": finding.severity,
                "count": finding.count,
                "place": finding.where,
                "detector": finding.detector,
            }
            for finding in findings
        ],
    )


def _insert(
    session: Session, model: type[DocumentPart | DocumentTable | Finding], rows: list[dict[str, object]]
) -> None:
    if rows:
        session.execute(insert(model), rows)
