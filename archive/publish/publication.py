"""Publishing an archive: read it in one consistent state, build the file, flip the link, say what was done."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import msgspec

from archive import __version__
from archive.ingest.sources import Sources
from archive.publish.consents import read_consents
from archive.publish.copies import FOLDER, add_copies, remove_others
from archive.publish.forces import published_whole
from archive.publish.reader import archive_facts, read_archive
from archive.publish.takedown import purge_snapshots
from archive.publish.writer import DEFAULT_KEEP, only_one, write_public
from archive.store import open_archive, reading
from scraper.registry import FORCES_DIR, load_registry

PUBLIC = "public"


class PublishReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a publication made: the file, its hash and size in bytes, and how much is in it.

    `forces` counts those with at least one disclosure, `attachments` the files offered, captured or not; `removed`
    names the older files and snapshots that were deleted. `copies` counts the files whose originals are public too,
    `copies_missing` says which of them could not be read again, `copies_removed` how many are public no longer.
    """

    build: str
    path: str
    size: int
    built_at: str
    disclosures: int
    forces: int
    attachments: int
    withdrawn: int
    removed: list[str]
    copies: int
    copies_missing: list[str]
    copies_removed: int


def now() -> str:
    """The time, UTC, to the millisecond."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def publish(
    data: Path,
    *,
    forces_dir: Path | None = None,
    archive: str | None = None,
    built_at: str | None = None,
    keep: int = DEFAULT_KEEP,
    grace: float = 0.0,
    progress: Callable[[str], None] = lambda _: None,
) -> PublishReport:
    """Publish the archive of a data folder to its folder `public`.

    `forces_dir` is the registry of forces, `archive` a database URL if it is not the one in the folder, `built_at` the
    time to state (default: now), `keep` how many published files are kept; older ones that hold what
    has been withheld since are removed `grace` seconds after the change. An empty archive gives an empty file.
    Raises `UsageProblem` if there is no archive, `DataProblem` if it or a decision in it cannot be read.
    """
    registry = load_registry(forces_dir or FORCES_DIR)
    full_text = published_whole(registry, read_consents(data))
    engine = open_archive(archive or data, create=False)
    stated = built_at or now()
    try:
        folder = data / PUBLIC / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        # from before the archive is read, so that no older state of it is published over a newer one
        with only_one(folder), reading(engine) as session:
            rows, withheld, originals = read_archive(session, registry, full_text, progress)
            progress("copying files")
            copies = add_copies(data / PUBLIC, originals, Sources(session, data), progress)
            facts = {"software_version": __version__, **archive_facts(session)}
            build = write_public(
                data / PUBLIC,
                rows,
                built_at=stated,
                facts=facts,
                keep=keep,
                unfit=withheld.in_file,
                grace=grace,
                progress=progress,
            )
            gone = remove_others(data / PUBLIC, originals)
            removed = [*build.removed, *purge_snapshots(data / PUBLIC, withheld.in_file)]
    finally:
        engine.dispose()
    return PublishReport(
        build=build.hash,
        path=str(build.path),
        size=build.size,
        built_at=stated,
        disclosures=build.counts["disclosures"],
        forces=build.forces,
        attachments=build.counts["attachments"],
        withdrawn=build.counts["withdrawn"],
        removed=[path.name for path in removed],
        copies=copies.kept,
        copies_missing=copies.missing,
        copies_removed=gone,
    )
