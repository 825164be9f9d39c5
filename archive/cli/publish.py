"""`foi publish`: build the public file from the archive and put it in the place of the old one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from archive.cli.archive_option import archive_option
from archive.cli.options import data_option, forces_option, progress_line

if TYPE_CHECKING:
    from archive.publish import PublishReport

GRACE = 5.0
"""Seconds a running site has to change over before an older file that holds something taken down is deleted."""


@click.command()
@data_option
@forces_option
@archive_option
@click.option(
    "--keep", type=click.IntRange(1), default=3, show_default=True, help="Published files to keep, this one included."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def command(data: Path, forces_dir: Path | None, archive_url: str | None, keep: int, as_json: bool) -> PublishReport:
    """Build the public file from the archive and have the site serve it.

    The running site changes over by itself. What is held, redacted or withdrawn is not in the new file, and no
    original of it is among the copies of files beside it.

    Example: foi publish --data /srv/foi/data
    """
    from archive.publish import publish

    report = publish(
        data,
        forces_dir=forces_dir,
        archive=archive_url,
        keep=keep,
        grace=GRACE,
        progress=lambda text: progress_line(f"publish: {text}"),
    )
    for problem in report.copies_missing:
        click.echo(f"publish: no copy of a file: {problem}", err=True)
    if as_json:
        click.echo(msgspec.json.encode(report).decode())
    else:
        click.echo(
            f"published {Path(report.path).name}: {report.disclosures} disclosures of {report.forces} forces,"
            f" {report.attachments} attachments ({report.copies} with the original), {report.withdrawn} withdrawn,"
            f" {report.size / 1e6:.1f} MB"
        )
    return report
