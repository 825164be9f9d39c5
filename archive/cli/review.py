"""`foi review`: what is held and why, and what was decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from archive.cli.archive_option import archive_option, opened_archive
from archive.cli.options import data_option


@click.command()
@data_option
@archive_option
@click.option("--decisions", is_flag=True, help="Every decision ever taken instead, oldest first.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line an item.")
def command(data: Path, archive_url: str | None, decisions: bool, as_json: bool) -> None:
    """List what is held, with what was found in it, so that somebody can look and decide.

    Then: foi release, foi hold, foi redact or foi withdraw, with the name in the first column.

    Example: foi review --data ./data
    """
    import msgspec

    from archive.review import all_decisions, held_items
    from archive.store import reading

    with opened_archive(data, archive_url) as engine, reading(engine) as session:
        items: list[Any] = all_decisions(session) if decisions else held_items(session)
    for item in items:
        click.echo(msgspec.json.encode(item).decode() if as_json else item.line())
    if not as_json:
        click.echo(f"{len(items)} {'decisions' if decisions else 'held'}")
