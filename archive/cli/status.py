"""`foi status`: how each force stands, from the archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.archive_option import archive_option, opened_archive
from archive.cli.options import data_option, forces_option
from archive.errors import DataProblem, PartialFailure

if TYPE_CHECKING:
    from archive.ingest.status import ForceStatus

WIDE = 200
"""Width of the table where there is no terminal to fit, in characters."""

MARKS = {"ok": "ok", "look": "LOOK", "never": "never", "not_collected": "-"}


@click.command()
@data_option
@archive_option
@forces_option
@click.option("--check", is_flag=True, help="Exit with 1 if a force needs a look, 3 if none was ever crawled well.")
@click.option("--json", "as_json", is_flag=True, help="The same as status.json.")
def command(data: Path, archive_url: str | None, forces_dir: Path | None, check: bool, as_json: bool) -> None:
    """Show for each force its last crawl, whether it was complete and why not, what is held, and what is due.

    Writes the same to DATA/status.json for other programs.

    Example: foi status --data ./data --check
    """
    import msgspec

    from archive.ingest.status import archive_status, write_status
    from archive.store import reading
    from scraper.registry import FORCES_DIR, load_registry

    registry = load_registry(forces_dir or FORCES_DIR)
    with opened_archive(data, archive_url) as engine, reading(engine) as session:
        status = archive_status(session, registry, datetime.now(UTC))
    if data.is_dir():
        write_status(data, status)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(status), indent=2))
    else:
        _table(status.forces)
    if check:
        if not any(force.last_complete_run for force in status.forces):
            raise DataProblem("status: no force was ever crawled completely")
        look = [force.force for force in status.forces if force.verdict == "look"]
        if look:
            raise PartialFailure(f"status: {len(look)} forces need a look: {', '.join(look)}")


def _table(forces: Sequence[ForceStatus]) -> None:
    """The forces that were crawled, as a table; the others as a count."""
    from rich.console import Console
    from rich.table import Table

    shown = [force for force in forces if force.runs or force.disclosures]
    if shown:
        table = Table(box=None, pad_edge=False)
        for head in ("force", "", "last run", "next due"):
            table.add_column(head, no_wrap=True)
        for head in ("disclosures", "missing", "removed", "files"):
            table.add_column(head, justify="right", no_wrap=True)
        table.add_column("why")
        for force in shown:
            table.add_row(
                force.force,
                MARKS[force.verdict],
                (force.last_run or "")[:16].replace("T", " "),
                (force.due or "")[:16].replace("T", " "),
                str(force.disclosures),
                str(force.missing),
                str(force.removed),
                f"{force.attachments_captured}/{force.attachments}",
                force.reason,
            )
        console = Console()
        console.width = console.width if console.is_terminal else WIDE
        console.print(table)
    others = [force for force in forces if force not in shown]
    never = sum(force.verdict == "never" for force in others)
    if others:
        click.echo(f"{never} forces never crawled, {len(others) - never} not collected (`foi forces` says why)")
