"""Reading what was captured again with today's normaliser, without asking a site.

The newest good capture of every address is read, also of those that were taken for no disclosure before. Where a
content field differs a `reparsed` version is written, apart from a force's own edits; a second reading changes nothing.
Each force is read without a lock and written in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path

import msgspec
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive.documents.model import READER_VERSION
from archive.documents.model import Document as DocumentRead
from archive.ingest.addresses import Redirects, loose
from archive.ingest.disclosures import PageTaker
from archive.ingest.documents import FileToRead, read_files, store_document
from archive.ingest.gather import CapturedPage, Gathered
from archive.ingest.index import ForceIndex
from archive.ingest.observations import Observations, nothing_observed
from archive.ingest.reader import PageReader, PageToRead, is_text
from archive.ingest.report import IngestReport
from archive.ingest.revisions import RevisionWriter
from archive.ingest.sources import Sources
from archive.ingest.spool import Spool
from archive.normalise import NORMALISER_VERSION
from archive.normalise.body import Body
from archive.store import Address, Attachment, Blob, Capture, Disclosure, Document, Revision, reading, writing


class ReparseReport(msgspec.Struct, kw_only=True):
    """What reading a force's captures again changed. `fields`: in how many disclosures each field differs."""

    force: str
    normaliser: str
    pages: int = 0
    files: int = 0
    reparsed: int = 0
    edited: int = 0
    new: int = 0
    unchanged: int = 0
    not_answers: int = 0
    fields: dict[str, int] = {}
    problems: list[str] = []

    def line(self) -> str:
        """One line for a person."""
        fields = ", ".join(f"{name} {count}" for name, count in sorted(self.fields.items(), key=lambda item: -item[1]))
        return (
            f"{self.force}: {self.pages} pages read, {self.reparsed} changed, {self.new} new"
            f"{f', {self.files} files read again' if self.files else ''}{f' ({fields})' if fields else ''}"
        )


def forces_in(session: Session) -> list[str]:
    """Every force that the archive has captures of."""
    return sorted(session.scalars(select(Capture.force).distinct()))


def reparse(
    engine: Engine,
    data: Path,
    force: str,
    *,
    body: Body | None,
    executor: Executor,
    progress: Callable[[int], None] = lambda _pages: None,
) -> ReparseReport:
    """Read every page of a force again. `body` is the publishing body's facts; `progress` hears of pages as they go."""
    report = ReparseReport(force=force, normaliser=NORMALISER_VERSION, problems=[])
    with Spool() as spool:
        with reading(engine) as session:
            sources = Sources(session, data)
            files = _outdated_files(session, force)
            documents = read_files(files, sources, spool, report.problems)
            pages = dict(_pages(session, force))
            current = _current(session, force)
            reader = PageReader(
                session, sources, spool, body, files={}, documents=documents, offered=_offered(session, force)
            )
            again = [
                (key, page._replace(digest=current[key]))
                for key, page in pages.items()
                if key in current and current[key] != page.digest
            ]
            before = dict(reader.read(again, executor, report.problems))
            records = {}
            for count, (key, place) in enumerate(reader.read(list(pages.items()), executor, report.problems), 1):
                records[key] = place
                progress(count)
        captured = [
            CapturedPage(0, page.url, page.at, page.digest, records[key], before.get(key), page.capture_id)
            for key, page in pages.items()
            if key in records
        ]
        gathered = Gathered([], {}, {}, documents, captured, Redirects([]))
        with writing(engine) as session:
            for file in files:
                if file.digest in documents:
                    document = spool.get(documents[file.digest], DocumentRead)
                    store_document(session, file.digest, document, file.filename)
            counted = IngestReport(force=force, run="", problems=report.problems)
            writer = RevisionWriter(session, None)
            seen = Observations(nothing_observed(force))
            taker = PageTaker(session, ForceIndex(session, force), seen, writer, counted, {}, rereading=True)
            taker.take(gathered, spool)
    report.pages, report.files = len(captured), len(documents)
    report.reparsed, report.edited, report.new = counted.reparsed, counted.edited, counted.new
    report.unchanged, report.not_answers = counted.unchanged, counted.not_answers
    report.fields = dict(writer.reparsed_fields)
    return report


def _pages(session: Session, force: str) -> Iterator[tuple[str, PageToRead]]:
    """The newest good capture of each page that is a disclosure's main address, or is no address of any."""
    kinds: dict[str, set[str]] = {}
    for url, kind in session.execute(select(Address.url, Address.kind).where(Address.force == force)):
        kinds.setdefault(loose(url), set()).add(kind)
    found: set[str] = set()
    for row in session.execute(
        select(
            Capture.id, Capture.kind, Capture.canonical_url, Capture.at, Capture.digest, Blob.content_type, Blob.purged
        )
        .join(Blob, Blob.digest == Capture.digest)
        .where(Capture.force == force, Capture.kind.in_(("disclosure", "attachment")))
        .where(Capture.status.in_((200, 304)), Capture.problem.is_(None))
        .order_by(Capture.at.desc(), Capture.id.desc())
    ):
        key = loose(row.canonical_url)
        place = kinds.get(key, set())
        if key in found or row.purged or (place and "main" not in place) or (row.kind == "attachment" and not place):
            continue
        found.add(key)
        yield (
            key,
            PageToRead(
                0,
                row.canonical_url,
                row.at,
                row.digest or "",
                row.content_type,
                letter=row.kind == "attachment" or not is_text(row.content_type),
                capture_id=row.id,
            ),
        )


def _current(session: Session, force: str) -> dict[str, str]:
    """The digest that the current version at each main address was read from."""
    rows = session.execute(
        select(Address.url, Revision.digest)
        .join(Disclosure, Disclosure.id == Address.disclosure_id)
        .join(Revision, (Revision.disclosure_id == Disclosure.id) & (Revision.number == Disclosure.revisions))
        .where(Address.force == force, Address.kind == "main")
    )
    return {loose(row.url): row.digest for row in rows}


def _offered(session: Session, force: str) -> dict[str, list[str]]:
    """The files that each main address is known to offer, so that letters are at hand at the first reading."""
    found: dict[str, list[str]] = {}
    for page, file in session.execute(
        select(Address.url, Attachment.url)
        .join(Attachment, Attachment.disclosure_id == Address.disclosure_id)
        .where(Address.force == force, Address.kind == "main", Attachment.offered)
        .order_by(Attachment.id)
    ):
        found.setdefault(loose(page), []).append(file)
    return found


def _outdated_files(session: Session, force: str) -> list[FileToRead]:
    """The force's files that an older version of the document reader has read."""
    rows = session.execute(
        select(Document.digest, Document.filename, Blob.content_type)
        .join(Blob, Blob.digest == Document.digest)
        .where(Document.path == "", Document.reader != READER_VERSION, Blob.purged.is_(None))
        .where(Document.digest.in_(select(Capture.digest).where(Capture.force == force)))
        .order_by(Document.id)
    )
    return [FileToRead(row.digest, row.filename, row.content_type) for row in rows]
