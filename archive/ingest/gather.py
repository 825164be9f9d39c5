"""The first half of an ingest: everything that takes time, read and checked before the write lock is taken.

Bodies are read back from the WARC and proved by digest, files and pages are read, and the results wait in the spool.
Nothing is written to the archive here, so a crash in this half leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.ingest.addresses import Redirects, address_of, answer_of, loose
from archive.ingest.bodies import UnreadableBodyError
from archive.ingest.documents import FileToRead, already_read, filename_of, read_files
from archive.ingest.reader import PageReader, PageToRead, is_text
from archive.ingest.rundir import RunDirectory
from archive.ingest.sources import BlobPlace, Sources, in_lots, known_digests
from archive.ingest.spool import Place, Spool
from archive.normalise import NORMALISER_VERSION
from archive.normalise.body import Body
from archive.store import Address, Attachment, Disclosure, Revision
from archive.store import Capture as CaptureRow
from scraper.contract import Capture

FROM_ELSEWHERE = frozenset({"import", "wayback", "common_crawl"})
"""Modes in which one run may hold an address several times, as it stood at several times."""


class CapturedPage(NamedTuple):
    """A page to take in, and the address it is known under. `number` is its capture's line in this run.

    `records` null: the same bytes read by the same normaliser as the current version, so nothing can differ. `before`:
    the current version's bytes read again by today's normaliser, where an older one had read them. `capture_id`: the
    page was captured in an earlier run and is read again because a letter it offers is new. `found_on`: the page that
    led here.
    """

    number: int
    url: str
    at: str
    digest: str
    records: Place | None
    before: Place | None = None
    capture_id: int | None = None
    found_on: str | None = None


class Gathered(NamedTuple):
    """What was found out before writing; `digests` is by capture number, `bodies` holds the new ones only.

    `history`: the run may hold an address several times, as it stood at several times.
    """

    captures: list[tuple[int, Capture]]
    digests: dict[int, str]
    bodies: dict[str, BlobPlace]
    documents: dict[str, Place]
    pages: list[CapturedPage]
    redirects: Redirects
    history: bool = False


class Current(NamedTuple):
    """The current version at an address: the page it was read from, and by which version of the normaliser."""

    digest: str
    normaliser: str


def gather(
    session: Session,
    directory: RunDirectory,
    sources: Sources,
    spool: Spool,
    *,
    after: int,
    body: Body | None,
    executor: Executor,
) -> Gathered:
    """Read everything that the captures after line `after` bring. What cannot be read goes to `directory.problems`."""
    captures = [(number, capture) for number, capture in directory.captures if number > after]
    digests = _bodies(session, captures, sources, directory.problems)
    entries = {loose(entry.url) for entry in directory.entries}
    files = _files(session, captures, digests, entries)
    documents = read_files(files, sources, spool, directory.problems)
    history = directory.run.mode in FROM_ELSEWHERE
    reading = _RunPages(session, sources, spool, body, captures, digests, documents)
    pages = reading.read(entries, executor, directory.problems, history=history)
    redirects = Redirects(c for _, c in directory.captures)
    return Gathered(captures, digests, sources.found, documents, pages, redirects, history)


def is_page(capture: Capture, entries: set[str]) -> bool:
    """Whether what was captured is a disclosure of its own: a page, or a file that a listing offers as an entry."""
    if answer_of(capture) != "alive":
        return False
    return capture.kind == "disclosure" or (capture.kind == "attachment" and loose(address_of(capture)) in entries)


def is_file(capture: Capture, entries: set[str]) -> bool:
    """Whether what was captured is read by the document reader."""
    if answer_of(capture) != "alive":
        return False
    return capture.kind == "attachment" or (capture.kind == "disclosure" and not is_text(capture.content_type))


def _bodies(
    session: Session, captures: list[tuple[int, Capture]], sources: Sources, problems: list[str]
) -> dict[int, str]:
    """Each capture's digest, where its body is in the archive or proved to be in this run's WARC."""
    known = known_digests(session, {c.content_digest for _, c in captures if c.content_digest})
    found: dict[int, str] = {}
    for number, capture in captures:
        digest = capture.content_digest
        if not digest:
            continue
        if digest not in known and digest not in sources.found:
            problem = _take_body(capture, digest, sources)
            if problem:
                problems.append(f"captures.jsonl line {number}: {capture.url}: {problem}")
                continue
        found[number] = digest
    return found


def _take_body(capture: Capture, digest: str, sources: Sources) -> str:
    """Prove a new body; why it cannot be, or nothing."""
    if capture.warc_file is None or capture.warc_offset is None or capture.revisit or capture.status == 304:
        return "says the body is one known before, but the archive does not hold it"
    place = BlobPlace(digest, capture.warc_file, capture.warc_offset, capture.warc_length, 0, capture.content_type)
    sources.found[digest] = place
    try:
        size = len(sources.read(digest))
    except UnreadableBodyError as error:
        del sources.found[digest]
        return str(error)
    sources.found[digest] = place._replace(size=size)
    return ""


def _files(
    session: Session, captures: list[tuple[int, Capture]], digests: dict[int, str], entries: set[str]
) -> list[FileToRead]:
    """The files of this run that this version of the reader has not read, each once."""
    wanted: dict[str, FileToRead] = {}
    for number, capture in captures:
        if number in digests and is_file(capture, entries):
            digest = digests[number]
            wanted.setdefault(digest, FileToRead(digest, filename_of(capture.url), capture.content_type))
    done = already_read(session, wanted)
    return [file for digest, file in wanted.items() if digest not in done]


def _note(todo: dict[str, PageToRead], page: PageToRead, *, history: bool) -> None:
    """Put a page among those to be read: the latest under its address, earlier ones that differ each under its own."""
    key = loose(page.url)
    other = todo.get(key)
    if other is None or not history:
        todo[key] = page
    elif other.digest == page.digest:
        todo[key] = min(other, page, key=lambda each: each.at)
    else:
        older, todo[key] = sorted((other, page), key=lambda each: each.at)
        todo[f"{key} {older.number}"] = older


class _RunPages:
    """The pages of a run: which there are, which cannot have changed, and what the others say."""

    def __init__(
        self,
        session: Session,
        sources: Sources,
        spool: Spool,
        body: Body | None,
        captures: list[tuple[int, Capture]],
        digests: dict[int, str],
        documents: dict[str, Place],
    ) -> None:
        self._session = session
        self._body = body
        self._captures = captures
        self._digests = digests
        self._documents = documents
        self._files: dict[str, str] = {}
        self._offered: dict[str, list[str]] = {}
        for number, capture in captures:
            if capture.kind == "attachment" and number in digests and answer_of(capture) == "alive":
                for url in {loose(capture.url), loose(address_of(capture))}:
                    self._files[url] = digests[number]
                for page in {capture.found_on, capture.entry_url} - {None}:
                    self._offered.setdefault(loose(page or ""), []).append(capture.url)
        self._reader = PageReader(
            session, sources, spool, body, files=self._files, documents=documents, offered=self._offered
        )

    def read(self, entries: set[str], executor: Executor, problems: list[str], *, history: bool) -> list[CapturedPage]:
        """Every page, in the order of capture, then those of earlier runs that offer a letter captured now.

        Of an address that was captured several times, the last capture alone; with `history` each that differs.
        """
        todo: dict[str, PageToRead] = {}
        for number, capture in self._captures:
            if number in self._digests and is_page(capture, entries):
                url = address_of(capture)
                page = PageToRead(
                    number,
                    url,
                    capture.at,
                    self._digests[number],
                    capture.content_type,
                    letter=capture.kind == "attachment" or not is_text(capture.content_type),
                    found_on=capture.found_on,
                )
                _note(todo, page, history=history)
        current = self._current(set(todo))
        for page in self._touched(set(todo)):
            todo[loose(page.url)] = page
        unchanged = {key for key, page in todo.items() if not history and self._same(key, page, current)}
        again = {
            key: page._replace(digest=known.digest)
            for key, page in todo.items()
            if key not in unchanged
            and (known := current.get(key)) is not None
            and known.normaliser != NORMALISER_VERSION
            and known.digest != page.digest
        }
        before = dict(self._reader.read(list(again.items()), executor, problems))
        changed = [(key, page) for key, page in todo.items() if key not in unchanged]
        records = dict(self._reader.read(changed, executor, problems))
        return [
            CapturedPage(
                page.number,
                page.url,
                page.at,
                page.digest,
                records.get(key),
                before.get(key),
                page.capture_id,
                page.found_on,
            )
            for key, page in todo.items()
            if key in unchanged or key in records
        ]

    def _current(self, keys: set[str]) -> dict[str, Current]:
        """The current version at each main address that this run captured, where the page holds one disclosure."""
        if self._body is None or not keys:
            return {}
        found: dict[str, list[Current]] = {}
        rows = self._session.execute(
            select(Address.url, Revision.digest, Disclosure.normaliser)
            .join(Disclosure, Disclosure.id == Address.disclosure_id)
            .join(Revision, (Revision.disclosure_id == Disclosure.id) & (Revision.number == Disclosure.revisions))
            .where(Address.force == self._body.slug, Address.kind == "main")
        )
        for row in rows:
            if (key := loose(row.url)) in keys:
                found.setdefault(key, []).append(Current(row.digest, row.normaliser))
        return {key: versions[0] for key, versions in found.items() if len(set(versions)) == 1}

    def _same(self, key: str, page: PageToRead, current: dict[str, Current]) -> bool:
        if page.capture_id is not None or current.get(key) != Current(page.digest, NORMALISER_VERSION):
            return False
        new_files = [self._files[loose(url)] for url in self._offered.get(key, [])]
        return not any(digest in self._documents for digest in new_files)

    def _touched(self, keys: set[str]) -> Iterator[PageToRead]:
        """Pages of earlier runs that offer a letter whose bytes are new in this run."""
        if self._body is None:
            return
        fresh = [
            url
            for _, capture in self._captures
            if capture.kind == "attachment"
            for url in {capture.url, address_of(capture)}
            if self._files.get(loose(url)) in self._documents
            and self._reader.letter(self._files[loose(url)]) is not None
        ]
        for lot in in_lots(fresh):
            rows = self._session.execute(
                select(Revision.url, Revision.captured, Revision.digest, Revision.capture_id, CaptureRow.content_type)
                .join(Disclosure, (Revision.disclosure_id == Disclosure.id) & (Revision.number == Disclosure.revisions))
                .join(Attachment, Attachment.disclosure_id == Disclosure.id)
                .join(CaptureRow, CaptureRow.id == Revision.capture_id)
                .where(Disclosure.force == self._body.slug, Attachment.url.in_(lot), Attachment.offered)
                .distinct()
            )
            for row in rows:
                if loose(row.url) not in keys and is_text(row.content_type):
                    yield PageToRead(0, row.url, row.captured, row.digest, row.content_type, capture_id=row.capture_id)
