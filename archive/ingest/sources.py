"""Bodies by digest, wherever they lie: found in this run, or known to the archive from an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.ingest.bodies import UnreadableBodyError, read_body
from archive.store import Blob, Run

T = TypeVar("T")
MANY = 500
"""Values in one SQL list: well under every database's limit."""


def in_lots(items: Iterable[T], size: int = MANY) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    iterator = iter(items)
    while lot := list(islice(iterator, size)):
        yield lot


class BlobPlace(NamedTuple):
    """Where a body lies: WARC file, offset and length in bytes of its record; `size` of the decoded body."""

    digest: str
    warc_file: str
    offset: int
    length: int | None
    size: int
    content_type: str | None


class Place(NamedTuple):
    """A body's WARC record on this machine, and the digest it must have."""

    path: Path
    offset: int
    length: int | None
    digest: str

    def read(self) -> bytes:
        """The body. Raises `UnreadableBodyError`."""
        return read_body(self.path, self.offset, self.length, self.digest)


class Sources:
    """Reads bodies by digest. `data` is the folder that relative run directories start from."""

    def __init__(self, session: Session, data: Path, run_path: Path | None = None) -> None:
        self._session = session
        self._data = data
        self._run_path = run_path
        self.found: dict[str, BlobPlace] = {}

    def read(self, digest: str) -> bytes:
        """The body. Raises `UnreadableBodyError` if it is not known, was purged, or its WARC is gone or damaged."""
        return self.place(digest).read()

    def place(self, digest: str) -> Place:
        """Where the body lies. Raises `UnreadableBodyError` if it is not known or was purged."""
        if digest in self.found and self._run_path is not None:
            place = self.found[digest]
            return Place(self._run_path / place.warc_file, place.offset, place.length, digest)
        row = self._session.execute(
            select(Run.directory, Blob.warc_file, Blob.warc_offset, Blob.warc_length, Blob.purged)
            .join(Run, Run.id == Blob.run_id)
            .where(Blob.digest == digest)
        ).one_or_none()
        if row is None:
            raise UnreadableBodyError(f"{digest}: not in the archive")
        if row.purged:
            raise UnreadableBodyError(f"{digest}: purged on {row.purged}")
        return Place(self._data / row.directory / row.warc_file, row.warc_offset, row.warc_length, digest)


def known_digests(session: Session, digests: Iterable[str]) -> set[str]:
    """Those of the digests that the archive holds already."""
    found: set[str] = set()
    for lot in in_lots(digests):
        found.update(session.scalars(select(Blob.digest).where(Blob.digest.in_(lot))))
    return found
