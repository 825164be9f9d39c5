"""Dated snapshots of the public data, kept beside the published file so that a figure can be checked years later.

A snapshot is a folder `snapshots/<day>-<build>` with the database as it was served (a second name of the same file, so
it costs no room), every table as Parquet, and checksums. It is made under a hidden name and appears whole. A snapshot
that holds what has been taken down since is removed like any older file; a note in its place says so.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from archive.export.formats import Exported, Progress, write_checksums, write_parquet
from archive.export.source import open_source
from archive.publish import flip
from archive.publish.schema import TABLES
from archive.publish.takedown import SNAPSHOTS


def snapshot(public: Path, *, progress: Progress = lambda _: None) -> Exported:
    """Make a snapshot of what a public folder serves now, unless that build has one. Raises `UsageProblem`."""
    with open_source(public) as source:
        build, built_at = source.facts["build"], source.facts["built_at"]
        final = public / SNAPSHOTS / f"{built_at[:10]}-{build}"
        rows = {table.name: source.count(table) for table in TABLES}
        if not final.is_dir():
            partial = public / SNAPSHOTS / f"{flip.PARTIAL}-{build}"
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir(parents=True)
            try:
                _second_name(source.path, partial / source.path.name)
                names = [source.path.name, *write_parquet(source, list(TABLES), partial, progress)]
                write_checksums(partial, names)
                partial.rename(final)
            finally:
                shutil.rmtree(partial, ignore_errors=True)
            flip.sync(final.parent)
        return Exported(final, sorted(path.name for path in final.iterdir()), rows, build, built_at)


def _second_name(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except OSError:  # a file system without hard links
        shutil.copyfile(path, name)
