"""`foi hold`: keep something out of the public until it has been looked at."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.deciding import decision_options, record


@click.command()
@decision_options
def command(subject: str, data: Path, archive_url: str | None, who: str, why: str, reason: str) -> None:
    """Keep a disclosure or file out of the public until it has been looked at.

    SUBJECT is a permalink, an original address, a number, or a file's digest or address.

    Example: foi hold avon-and-somerset/992-20 --who "A. Editor" --why "names a witness" --reason personal_data
    """
    record("hold", subject, data, archive_url, who=who, why=why, reason=reason)
