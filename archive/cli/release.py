"""`foi release`: let out what was held."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.deciding import decision_options, record


@click.command()
@decision_options
def command(subject: str, data: Path, archive_url: str | None, who: str, why: str, reason: str) -> None:
    """Let out what was held, by a decision or for what was found in the file.

    SUBJECT is a permalink, an original address, a number, or a file's digest or address.

    Example: foi release 0f3a9c1e77d2 --who "A. Editor" --why "the comments are harmless" --reason checked
    """
    record("release", subject, data, archive_url, who=who, why=why, reason=reason)
