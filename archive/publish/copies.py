"""Copies of the files forces published, for the public folder: `files/<first two hex digits>/<SHA-256>`.

An original holds everything that its text leaves out, so it goes out by a stricter rule than its text: it was read
whole and nothing withholds it, no picture in it says where it was taken, and every disclosure that offers it, or once
did, is published whole and without a redaction. A copy bears the name of its content, so the same file is kept once and
a changed one is another. New copies are there before the published file names them; copies that it does not name go
once it is in place.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.ingest.bodies import UnreadableBodyError
from archive.ingest.sources import Sources
from archive.publish.files import FileReader
from archive.publish.flip import PARTIAL
from archive.publish.items import Item
from archive.store import Attachment, AttachmentVersion, Document, Finding

FOLDER = "files"
"""Folder of copies within the public folder."""

PLACE = "picture_place"
"""The kind of finding that holds no text back, but would go out with the original."""

REPORTED = 1000
"""Copies between two lines of progress."""


class Copies(NamedTuple):
    """What became of the copies: how many are there, and which could not be made, in words."""

    kept: int
    missing: list[str]


def permitted(session: Session, items: Iterable[Item], files: FileReader) -> dict[str, int]:
    """Digest and size in bytes of every file whose original may be public."""
    whole = {item.id for item in items if not (item.hidden or item.extract_only or item.redactor)}
    offered = select(Attachment.disclosure_id, AttachmentVersion.digest).join(AttachmentVersion)
    barred = {digest for disclosure, digest in session.execute(offered) if disclosure not in whole}
    telling = select(Document.digest).join(Finding).where(Finding.kind == PLACE)
    barred |= set(session.scalars(telling))
    found = {}
    for file in files.files():
        digest, size = file.row.get("digest"), file.row.get("size")
        if file.row["status"] == "published" and file.read_whole and digest not in barred:
            assert isinstance(digest, str)
            assert isinstance(size, int)
            found[digest] = size
    return found


def place_of(public: Path, digest: str) -> Path:
    """Where the copy of a file lies; `digest` is of the archive's form, `sha256:` and 64 hex digits."""
    name = digest.removeprefix("sha256:")
    return public / FOLDER / name[:2] / name


def add_copies(public: Path, wanted: Mapping[str, int], sources: Sources, progress: Callable[[str], None]) -> Copies:
    """Write the copies that are not there yet, each whole or not at all; what can't be read again is said."""
    missing = []
    for number, (digest, size) in enumerate(wanted.items(), 1):
        path = place_of(public, digest)
        if not (path.is_file() and path.stat().st_size == size):
            try:
                body = sources.read(digest)
            except UnreadableBodyError as error:
                missing.append(str(error))
                continue
            _write(path, body)
        if number % REPORTED == 0:
            progress(f"copying files: {number} of {len(wanted)}")
    return Copies(len(wanted) - len(missing), missing)


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{PARTIAL}-{path.name}")
    with partial.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def remove_others(public: Path, wanted: Iterable[str]) -> int:
    """Remove everything from the folder of copies but those of these digests; returns how many files went."""
    keep = {place_of(public, digest) for digest in wanted}
    removed = 0
    for path in _all(public / FOLDER):
        if path not in keep:
            path.unlink()
            removed += 1
    return removed


def _all(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place) / name for name in names)
