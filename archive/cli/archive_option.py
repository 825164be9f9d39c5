"""The option that names the archive's database, shared by the commands that open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine

archive_option = click.option(
    "--archive-url",
    envvar="FOI_ARCHIVE_URL",
    default=None,
    metavar="URL",
    help="Database of the archive, such as postgresql://host/foi (or set FOI_ARCHIVE_URL). Default: DATA/archive.db.",
)


@contextmanager
def opened_archive(data: Path, url: str | None, *, create: bool = False) -> Iterator[Engine]:
    """The archive that the options name, closed at the end. Raises `UsageProblem` if none is there to open."""
    from archive.store import open_archive

    engine = open_archive(url or data, create=create)
    try:
        yield engine
    finally:
        engine.dispose()
