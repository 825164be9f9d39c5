"""`foi notify-force`: the text of a notice that tells a force what was found in a file of its own."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.archive_option import archive_option, opened_archive
from archive.cli.deciding import now
from archive.cli.options import data_option, forces_option


@click.command()
@click.argument("subject")
@data_option
@archive_option
@forces_option
@click.option("--contact", envvar="FOI_CONTACT", required=True, help="Where the force can reach you (or FOI_CONTACT).")
def command(subject: str, data: Path, archive_url: str | None, forces_dir: Path | None, contact: str) -> None:
    """Write the text of a notice to the force whose file or page holds something it may not have meant to publish.

    It names the kind and place of what was found, never what it says. Nothing is sent: you send it.

    Example: foi notify-force 0f3a9c1e77d2 --contact foi-archive@example.org
    """
    from archive.review import force_notice
    from archive.store import reading
    from archive.store.decisions import find_subject
    from scraper.registry import FORCES_DIR, load_registry

    registry = load_registry(forces_dir or FORCES_DIR)
    with opened_archive(data, archive_url) as engine, reading(engine) as session:
        notice = force_notice(session, find_subject(session, subject), registry, contact, now()[:10])
    click.echo(notice, nl=False)
