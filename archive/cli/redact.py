"""`foi redact`: take words or cells of tables out of everything that is published of something."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.deciding import decision_options, record


@click.command()
@decision_options
@click.option("--text", "texts", multiple=True, metavar="WORDS", help="Words to take out; repeatable.")
@click.option(
    "--cell",
    "places",
    multiple=True,
    nargs=3,
    metavar="TABLE ROW COLUMN",
    help="Cell to take out: the table's name or number in the file or answer, the row's number on the table's page "
    "(0: the header), the column's heading or number (*: the whole row); repeatable.",
)
def command(
    subject: str,
    data: Path,
    archive_url: str | None,
    who: str,
    why: str,
    reason: str,
    texts: tuple[str, ...],
    places: tuple[tuple[str, str, str], ...],
) -> None:
    """Take words or cells out of everything that is published of a disclosure or file: text, tables, names, addresses.

    Words go out wherever they stand. A cell goes out of its table and out of that row of the text; if no other cell
    says the same, its words go out everywhere. For a cell of an attached file, SUBJECT is the file.

    SUBJECT is a permalink, an original address, a number, or a file's digest or address.

    Example: foi redact psni/foi-13985 --text "AB12 CDE" --who "A. Editor" --why "number plate" --reason personal_data
    """
    record("redact", subject, data, archive_url, who=who, why=why, reason=reason, texts=texts, places=places)
