"""The option that names the archive's database, shared by the commands that open it."""

from __future__ import annotations

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


def open_engine(data: Path, url: str | None, *, create: bool = False) -> Engine:
    """The archive that the options name. Raises `UsageProblem` if there is none and `create` is false."""
    from archive.store import open_archive

    return open_archive(url or data, create=create)
