"""Names of published files, and how one takes the place of another without a reader noticing.

A file is never written to once it has its name, and never copied over: readers of the old one keep it until they let it
go. The sidecar gets its name before the file, the file before the symlink, so whoever follows the symlink finds both.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

LINK = "foi.db"
PARTIAL = ".building"
NAME = re.compile(r"foi-[0-9a-f]+\.db")


def database_name(build: str) -> str:
    """File name of a build's database."""
    return f"foi-{build}.db"


def sidecar_of(database: Path) -> Path:
    """The facet sidecar that belongs to a database (given by its real name, not by the symlink)."""
    return database.with_suffix(".facets.npz")


def current(public: Path) -> Path | None:
    """The real path of the file that is served now, or None."""
    link = public / LINK
    return public / link.readlink() if link.is_symlink() and link.exists() else None


def sync(path: Path) -> None:
    """Have the disk hold a file's bytes, or a directory's names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flip(public: Path, database: Path, sidecar: Path, build: str) -> Path:
    """Give two finished files their names and point the symlink at them. Returns the database's new path."""
    final = public / database_name(build)
    sync(database)
    sync(sidecar)
    sidecar.replace(sidecar_of(final))
    database.replace(final)
    sync(public)
    link = public / f"{PARTIAL}-link"
    link.unlink(missing_ok=True)
    link.symlink_to(final.name)
    link.replace(public / LINK)
    sync(public)
    return final


def remove_partial(public: Path) -> None:
    """Remove what a killed publication left behind. Only for the holder of the publication lock."""
    for path in public.glob(f"{PARTIAL}*"):
        path.unlink()


def builds(public: Path) -> list[Path]:
    """Published files of a folder, newest first."""
    found = [path for path in public.glob("foi-*.db") if NAME.fullmatch(path.name)]
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def prune(public: Path, keep: int, unfit: Callable[[Path], bool] = lambda _: False) -> list[Path]:
    """Remove all but the newest `keep` builds, and every `unfit` one; never the one the symlink names.

    Returns the databases removed.
    """
    linked = current(public)
    found = [path for path in builds(public) if path != linked]
    spare = max(keep, 1) - (linked is not None)
    old = [path for place, path in enumerate(found) if place >= spare or unfit(path)]
    for path in old:
        path.unlink()
        sidecar_of(path).unlink(missing_ok=True)
    return old
