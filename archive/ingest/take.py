"""Taking one run into the archive: gathered first, then written in one transaction that is all or nothing.

The same run again is nothing new. A run that was still being written (or was killed) when it was first taken in is
taken up where it was left: captures are numbered by their line, and only later lines are read.
"""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session

from archive.documents.model import Document
from archive.ingest.addresses import address_of
from archive.ingest.disclosures import PageTaker
from archive.ingest.documents import already_read, filename_of, store_document
from archive.ingest.files import FileTaker
from archive.ingest.gather import Gathered, gather
from archive.ingest.index import ForceIndex
from archive.ingest.observations import Observations
from archive.ingest.presence import Presence
from archive.ingest.report import IngestReport
from archive.ingest.revisions import RevisionWriter
from archive.ingest.rundir import RunDirectory, read_run_directory
from archive.ingest.sources import Sources, in_lots, known_digests
from archive.ingest.spool import Spool
from archive.ingest.workers import SerialExecutor
from archive.normalise.body import Body
from archive.store import Blob, Capture, Run, reading, writing
from scraper.registry import FORCES_DIR, RegistryError, load_force


def ingest_run(
    engine: Engine,
    run_dir: Path,
    *,
    data: Path | None = None,
    forces_dir: Path | None = None,
    executor: Executor | None = None,
) -> IngestReport:
    """Take a run directory into the archive in one transaction.

    `data` is the folder that directories are stored relative to (default: the one whose `runs/` holds this run).
    `forces_dir` is the registry that names the publishing body (default: the package's own). Raises `DataProblem` if
    the directory holds no readable run report; everything else that cannot be read is in the report's `problems`.
    """
    run_dir = run_dir.resolve()
    directory = read_run_directory(run_dir)
    base = _data_folder(run_dir) if data is None else data.resolve()
    report = IngestReport(force=directory.run.force, run=directory.run.id, problems=directory.problems)
    with Spool() as spool, reading(engine) as session:
        earlier = _stored(session, directory)
        if earlier is not None and earlier.fingerprint == directory.fingerprint:
            report.already = True
            report.accepted = earlier.accepted
            return report
        report.reason = directory.rejected
        report.accepted = not report.reason
        if not report.accepted:
            session.rollback()
            with writing(engine) as writer:
                _run_row(writer, directory, base, accepted=False)
            return report
        after = _last_line(session, earlier)
        sources = Sources(session, base, run_dir)
        gathered = gather(
            session,
            directory,
            sources,
            spool,
            after=after,
            body=_body(directory, forces_dir),
            executor=executor or SerialExecutor(),
        )
        session.rollback()
        with writing(engine) as writer:
            if _raced(writer, directory, after):
                report.already = True
                return report
            _Taking(writer, directory, base, gathered, spool, report).write()
    return report


def _data_folder(run_dir: Path) -> Path:
    return run_dir.parents[2] if run_dir.parent.parent.name == "runs" else run_dir.parent


def _body(directory: RunDirectory, forces_dir: Path | None) -> Body | None:
    """The publishing body, from the registry; null (and a problem) if the registry does not know it."""
    try:
        return Body.of(load_force(directory.run.force, forces_dir or FORCES_DIR))
    except RegistryError as error:
        facts = directory.run.configuration
        name, regime, website = facts.get("force_name"), facts.get("regime"), facts.get("website")
        if isinstance(name, str) and isinstance(regime, str):
            return Body(directory.run.force, name, regime, website if isinstance(website, str) else "")
        directory.problems.append(f"{directory.run.force}: read without the body's facts: {error}")
        return None


def _stored(session: Session, directory: RunDirectory) -> Run | None:
    return session.scalars(
        select(Run).where(Run.force == directory.run.force, Run.name == directory.run.id)
    ).one_or_none()


def _last_line(session: Session, run: Run | None) -> int:
    if run is None:
        return 0
    return session.scalar(select(func.max(Capture.number)).where(Capture.run_id == run.id)) or 0


def _raced(session: Session, directory: RunDirectory, after: int) -> bool:
    """Whether another ingest took this run in while this one was reading."""
    run = _stored(session, directory)
    if run is None:
        return False
    return run.fingerprint == directory.fingerprint or _last_line(session, run) != after


def _run_row(session: Session, directory: RunDirectory, base: Path, *, accepted: bool) -> Run:
    """The run's row, made or brought up to date."""
    report = directory.run
    row = _stored(session, directory) or Run(force=report.force, name=report.id)
    inside = directory.path.is_relative_to(base)
    row.directory = directory.path.relative_to(base).as_posix() if inside else str(directory.path)
    row.fingerprint = directory.fingerprint
    row.started = report.started
    row.finished = report.finished
    row.finish_reason = report.finish_reason
    row.mode = report.mode
    row.status = report.status
    row.reason = report.reason
    row.complete = report.complete
    row.listing_exhausted = report.listing_exhausted
    row.accepted = accepted
    row.entries = len(directory.entries)
    row.captures = len(directory.captures)
    row.report = msgspec.json.encode(report).decode()
    row.problems = msgspec.json.encode(directory.problems).decode()
    session.add(row)
    session.flush()
    return row


class _Taking:
    """The second half of an ingest, inside the transaction."""

    def __init__(
        self,
        session: Session,
        directory: RunDirectory,
        base: Path,
        gathered: Gathered,
        spool: Spool,
        report: IngestReport,
    ) -> None:
        self._session = session
        self._directory = directory
        self._base = base
        self._gathered = gathered
        self._spool = spool
        self._report = report

    def write(self) -> None:
        """Write everything. The run's row is written last again, with the problems met on the way."""
        session, run = self._session, self._directory.run
        newest = not session.scalar(
            select(func.count(Run.id)).where(
                Run.force == run.force, Run.accepted, Run.started > run.started, Run.name != run.id
            )
        )
        run_id = _run_row(session, self._directory, self._base, accepted=True).id
        self._bodies(run_id)
        capture_ids = self._captures(run_id)
        self._documents()
        index = ForceIndex(session, run.force)
        seen = Observations(self._directory)
        writer = RevisionWriter(session, run_id)
        pages = PageTaker(session, index, seen, writer, self._report, capture_ids)
        pages.take(self._gathered, self._spool)
        pages.mirrors()
        FileTaker(session, run.force, writer, self._report).take(self._gathered, capture_ids)
        Presence(session, index, seen, pages, writer, self._report).apply(newest=newest)
        _run_row(session, self._directory, self._base, accepted=True)

    def _bodies(self, run_id: int) -> None:
        known = known_digests(self._session, self._gathered.bodies)
        rows: list[dict[str, Any]] = [
            {
                "digest": place.digest,
                "run_id": run_id,
                "warc_file": place.warc_file,
                "warc_offset": place.offset,
                "warc_length": place.length,
                "size": place.size,
                "content_type": place.content_type,
            }
            for place in self._gathered.bodies.values()
            if place.digest not in known
        ]
        for lot in in_lots(rows):
            self._session.execute(insert(Blob), lot)
        self._report.bodies = len(rows)

    def _captures(self, run_id: int) -> dict[int, int]:
        """Write the captures; the row id of each by its line."""
        rows: list[dict[str, Any]] = [
            {
                "run_id": run_id,
                "number": number,
                "force": self._directory.run.force,
                "kind": capture.kind,
                "url": capture.url,
                "canonical_url": address_of(capture),
                "entry_url": capture.entry_url,
                "found_on": capture.found_on,
                "at": capture.at,
                "status": capture.status,
                "content_type": capture.content_type,
                "etag": capture.etag,
                "last_modified": capture.last_modified,
                "location": capture.location,
                "record_digest": capture.record_digest,
                "digest": self._gathered.digests.get(number),
                "revisit": capture.revisit,
                "warc_file": capture.warc_file,
                "warc_offset": capture.warc_offset,
                "warc_length": capture.warc_length,
                "problem": capture.problem,
                "detail": capture.detail,
                "via": capture.via,
            }
            for number, capture in self._gathered.captures
        ]
        for lot in in_lots(rows):
            self._session.execute(insert(Capture), lot)
        self._report.captures = len(rows)
        return {
            row.number: row.id
            for row in self._session.execute(select(Capture.number, Capture.id).where(Capture.run_id == run_id))
        }

    def _documents(self) -> None:
        done = already_read(self._session, self._gathered.documents)
        names = {
            digest: filename_of(capture.url)
            for number, capture in self._gathered.captures
            if (digest := self._gathered.digests.get(number)) in self._gathered.documents and digest is not None
        }
        for digest, place in self._gathered.documents.items():
            if digest not in done:
                store_document(self._session, digest, self._spool.get(place, Document), names[digest])
                self._report.documents += 1
