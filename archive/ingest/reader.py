"""Reading many pages with the letters they offer: the same for a run's new pages and for a reading of old ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.documents.model import Document, TableFound
from archive.ingest.addresses import loose
from archive.ingest.bodies import UnreadableBodyError
from archive.ingest.documents import letter_text, stored_letter_text
from archive.ingest.pages import PageJob, PageRead, read_page
from archive.ingest.sources import Sources
from archive.ingest.spool import Place, Spool
from archive.ingest.workers import bounded_map
from archive.normalise.body import Body
from archive.normalise.record import Record
from archive.store import Capture
from archive.store.decisions import Subject, standing_action


class PageToRead(NamedTuple):
    """A page and its capture: `number` is the line in its run, `capture_id` the row, where it has one already.

    `letter`: the page is a file, and its text is the answer. `found_on`: the page that led here.
    """

    number: int
    url: str
    at: str
    digest: str
    content_type: str | None
    letter: bool = False
    capture_id: int | None = None
    found_on: str | None = None


def is_text(content_type: str | None) -> bool:
    """Whether the normaliser reads this type itself, and not the document reader."""
    media = (content_type or "text/html").partition(";")[0].strip().lower()
    return media.startswith("text/") or "html" in media or "xml" in media.rpartition("+")[2] or "json" in media


class PageReader:
    """Reads pages. `files` are digests of newly captured files by address (loose), `documents` what was read of them.

    `offered` are the addresses of files that a page (loose) is known to offer; others are found by reading it.
    """

    def __init__(
        self,
        session: Session,
        sources: Sources,
        spool: Spool,
        body: Body | None,
        *,
        files: Mapping[str, str],
        documents: Mapping[str, Place],
        offered: Mapping[str, Sequence[str]],
    ) -> None:
        self._session = session
        self._sources = sources
        self._spool = spool
        self._body = body
        self._files = files
        self._documents = documents
        self._offered = offered
        self._letters: dict[str, list[str] | None] = {}

    def read(
        self, pages: Sequence[tuple[str, PageToRead]], executor: Executor, problems: list[str]
    ) -> Iterator[tuple[str, Place]]:
        """The records of each page, spooled, by the key given; pages that cannot be read are reported and left out."""
        ready: list[tuple[str, PageToRead]] = []

        def jobs() -> Iterator[PageJob]:
            for key, page in pages:
                try:
                    job = self._job(page)
                except UnreadableBodyError as error:
                    problems.append(f"{page.url}: {error}")
                    continue
                if job is None:
                    problems.append(f"{page.url}: a file whose text could not be read")
                    continue
                ready.append((key, page))
                yield job

        for position, result in enumerate(bounded_map(executor, read_page, jobs())):
            key, page = ready[position]
            read = self._with_letters(page, result)
            if read.problem:
                problems.append(read.problem)
            else:
                yield key, self._spool.add((read.records, read.tables))

    def letter(self, digest: str) -> list[str] | None:
        """The text of a file by page, if it is a letter that may be read as an answer."""
        if digest not in self._letters:
            place = self._documents.get(digest)
            decided = standing_action(self._session, Subject(None, digest))
            self._letters[digest] = (
                stored_letter_text(self._session, digest, decided)
                if place is None
                else letter_text(self._spool.get(place, Document), decided)
            )
        return self._letters[digest]

    def _job(self, page: PageToRead) -> PageJob | None:
        if page.letter:
            text = self.letter(page.digest)
            return None if text is None else PageJob(page.url, self._body, letter=text)
        letters = {
            url: text for url in self._offered.get(loose(page.url), []) if (text := self._letter_at(url)) is not None
        }
        place = self._sources.place(page.digest)
        return PageJob(page.url, self._body, place, page.content_type, letters=letters or None)

    def _with_letters(self, page: PageToRead, read: PageRead) -> PageRead:
        """The page read again with letters that its records offer and that were not at hand the first time."""
        if read.problem or page.letter:
            return read
        given = set(self._offered.get(loose(page.url), []))
        letters = {
            attachment.url: text
            for record in read.records
            for attachment in record.attachments
            if (text := self._letter_at(attachment.url)) is not None
        }
        if not letters or set(letters) <= given:
            return read
        place = self._sources.place(page.digest)
        return read_page(PageJob(page.url, self._body, place, page.content_type, letters=letters))

    def _letter_at(self, url: str) -> list[str] | None:
        digest = self._files.get(loose(url))
        if digest is None and self._body is not None:
            digest = self._session.scalar(
                select(Capture.digest)
                .where(Capture.force == self._body.slug, Capture.canonical_url == url)
                .where(Capture.kind == "attachment", Capture.digest.is_not(None), Capture.problem.is_(None))
                .order_by(Capture.at.desc())
                .limit(1)
            )
        return None if digest is None else self.letter(digest)


def page_at(spool: Spool, place: Place) -> PageRead:
    """What was spooled for a page."""
    return PageRead(*spool.get(place, tuple[list[Record], list[list[TableFound]]]))
