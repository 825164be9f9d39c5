"""`foi explain`: where each value of a disclosure came from."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.archive_option import archive_option, opened_archive
from archive.cli.options import data_option, forces_option
from archive.errors import UsageProblem

MOST_NAMED = 8
"""Disclosures named when a reference fits several."""


@click.command()
@click.argument("id", metavar="ID")
@data_option
@archive_option
@forces_option
@click.option("--json", "as_json", is_flag=True, help="The same as JSON, with every value whole.")
def command(id: str, data: Path, archive_url: str | None, forces_dir: Path | None, as_json: bool) -> None:
    """Show where each value of a disclosure came from: the rule, the place on the page, and the words there.

    ID is a permalink, a reference, an original address or a number.

    Example: foi explain avon-and-somerset/992-20
    """
    import msgspec

    from archive.review.explain import by_reference, explain, lines
    from archive.store import reading
    from archive.store.decisions import find_subject
    from scraper.registry import FORCES_DIR, load_registry

    with opened_archive(data, archive_url) as engine, reading(engine) as session:
        referred = [] if id.isdigit() else by_reference(session, id)
        if len(referred) > 1:
            some = ", ".join(name for _, name in referred[:MOST_NAMED])
            some += f" and {len(referred) - MOST_NAMED} more" if len(referred) > MOST_NAMED else ""
            raise UsageProblem(f"{id}: {len(referred)} disclosures have this reference; name one of {some}")
        number = referred[0][0] if referred else find_subject(session, id).disclosure_id
        if number is None:
            raise UsageProblem(f"{id}: is a file; name the disclosure that offers it")
        found = explain(session, number, data.resolve(), load_registry(forces_dir or FORCES_DIR))
    if as_json:
        click.echo(msgspec.json.encode(found))
    else:
        click.echo("\n".join(lines(found)))
