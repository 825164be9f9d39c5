"""`foi explain`: where each value of a disclosure came from."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.archive_option import archive_option, opened_archive
from archive.cli.options import data_option, forces_option
from archive.errors import UsageProblem


@click.command()
@click.argument("id", metavar="ID")
@data_option
@archive_option
@forces_option
@click.option("--json", "as_json", is_flag=True, help="The same as JSON, with every value whole.")
def command(id: str, data: Path, archive_url: str | None, forces_dir: Path | None, as_json: bool) -> None:
    """Show where each value of a disclosure came from: the rule, the place on the page, and the words there.

    ID is a permalink, an original address or a number.

    Example: foi explain avon-and-somerset/992-20
    """
    import msgspec

    from archive.review.explain import explain, lines
    from archive.store import reading
    from archive.store.decisions import find_subject
    from scraper.registry import FORCES_DIR, load_registry

    with opened_archive(data, archive_url) as engine, reading(engine) as session:
        about = find_subject(session, id)
        if about.disclosure_id is None:
            raise UsageProblem(f"{id}: is a file; name the disclosure that offers it")
        found = explain(session, about.disclosure_id, data.resolve(), load_registry(forces_dir or FORCES_DIR))
    if as_json:
        click.echo(msgspec.json.encode(found))
    else:
        click.echo("\n".join(lines(found)))
