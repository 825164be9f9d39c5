"""What `foi crawl` and the archive tell each other: what is known before a crawl, and what it brought after it.

A crawl whose findings never reached the archive (the machine stopped, the disk was full) is taken in before the next
one: otherwise all that it brought would be asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from archive.cli.options import progress_line
from archive.errors import DataProblem

if TYPE_CHECKING:
    from scraper.job import Known


class Knowledge(NamedTuple):
    """What the archive knows of a force: its addresses, and whether its listing was read to the end without a gap."""

    addresses: Sequence[Known] = ()
    whole: bool = False


def known_from(data: Path, archive_url: str | None, *, purged_only: bool = False) -> Callable[[str], Knowledge]:
    """A function from a force's slug to what the archive knows of it; nothing if there is no archive.

    `purged_only`: only what must not come back by any way. A web archive is asked for everything else it holds.
    """
    from archive.store import open_archive, reading
    from archive.store.connect import DATABASE
    from scraper.job import Known
    from scraper.rota import PURGED

    if archive_url is None and not (data / DATABASE).is_file():
        return lambda slug: Knowledge()

    def known(slug: str) -> Knowledge:
        from archive.ingest import known_state, listing_is_whole

        engine = open_archive(archive_url or data)
        try:
            with reading(engine) as session:
                addresses = [
                    Known(
                        url=item["url"] or "",
                        kind="attachment" if item["kind"] == "attachment" else "disclosure",
                        asked_url=item["asked_url"],
                        etag=item["etag"],
                        last_modified=item["last_modified"],
                        content_digest=item["content_digest"],
                        record_digest=item["record_digest"],
                        captured_at=item["captured_at"],
                        first_seen=item["first_seen"],
                        last_seen=item["last_seen"],
                        last_checked=item["last_checked"],
                        since=item["since"],
                        entry_url=item["page"],
                        state=item["state"],
                    )
                    for item in known_state(session, slug)
                    if not purged_only or item["state"] == PURGED
                ]
                return Knowledge(addresses, listing_is_whole(session, slug))
        finally:
            engine.dispose()

    return known


def take_in(data: Path, archive_url: str | None, forces_dir: Path | None, runs: Sequence[Path]) -> int:
    """Ingest runs and write the status file; how many were kept out or could not be read, all if none could be kept."""
    from archive.cli.archive_option import opened_archive
    from archive.ingest import ingest_runs
    from archive.ingest.status import archive_status, write_status
    from archive.store import reading
    from scraper.registry import FORCES_DIR, load_registry

    try:
        with opened_archive(data, archive_url, create=True) as engine:
            reports, failures = ingest_runs(engine, runs, data=data, forces_dir=forces_dir, progress=progress_line)
            with reading(engine) as session:
                registry = load_registry(forces_dir or FORCES_DIR)
                write_status(data, archive_status(session, registry, datetime.now(UTC)))
    except DataProblem as error:
        progress_line(f"foi: {error}")
        return len(runs)
    for failure in failures:
        progress_line(f"foi: {failure}")
    return len(failures) + sum(not report.accepted and not report.already for report in reports)


def left_over(data: Path, archive_url: str | None, slugs: Iterable[str]) -> list[Path]:
    """Run directories of the forces that the archive has not heard of, made whole, oldest first.

    A force that is being crawled right now is passed over.
    """
    from scraper.crawl import RUNS, recovered
    from scraper.errors import ScraperError
    from scraper.lock import force_lock
    from scraper.rundir import RUN_FILE

    found: list[Path] = []
    for slug in slugs:
        directories = [path.parent for path in sorted((data / RUNS / slug).glob(f"*/{RUN_FILE}"))]
        strangers = {path.name for path in directories} - _taken(data, archive_url, slug) if directories else set()
        if not strangers:
            continue
        try:
            with force_lock(data, slug):
                for line in recovered(data / RUNS / slug):
                    progress_line(f"recovered: {line}")
        except (ScraperError, OSError) as error:
            progress_line(f"{slug}: not looked at: {error}")
            continue
        found += [path for path in directories if path.name in strangers]
    return found


def _taken(data: Path, archive_url: str | None, slug: str) -> set[str]:
    from sqlalchemy import select

    from archive.store import Run, open_archive, reading
    from archive.store.connect import DATABASE

    if archive_url is None and not (data / DATABASE).is_file():
        return set()
    engine = open_archive(archive_url or data)
    try:
        with reading(engine) as session:
            return set(session.scalars(select(Run.name).where(Run.force == slug)))
    finally:
        engine.dispose()
