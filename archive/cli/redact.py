"""`foi redact`: take words out of everything that is published of something."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.deciding import decision_options, record


@click.command()
@decision_options
@click.option("--text", "texts", multiple=True, required=True, metavar="WORDS", help="Words to take out; repeatable.")
def command(
    subject: str, data: Path, archive_url: str | None, who: str, why: str, reason: str, texts: tuple[str, ...]
) -> None:
    """Take words out of everything that is published of a disclosure or file: text, tables, names, addresses.

    SUBJECT is a permalink, an original address, a number, or a file's digest or address.

    Example: foi redact psni/foi-13985 --text "AB12 CDE" --who "A. Editor" --why "number plate" --reason personal_data
    """
    record("redact", subject, data, archive_url, who=who, why=why, reason=reason, texts=texts)
