"""`foi forces`: the coverage table, gaps included."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click
import msgspec

from archive.cli.options import forces_option
from archive.errors import PartialFailure


@click.command()
@forces_option
@click.option("--json", "as_json", is_flag=True, help="One JSON line a force, with everything its file says.")
@click.option("--check", is_flag=True, help="Also hold each file against the rules; exit code 1 if one breaks them.")
def command(forces_dir: Path | None, as_json: bool, check: bool) -> None:
    """List the forces: whose log is collected, how well that is evidenced, and why some are not.

    Example: foi forces --check
    """
    from rich.console import Console
    from rich.table import Table

    from scraper.coverage import problems_of
    from scraper.registry import FORCES_DIR, load_registry

    registry = load_registry(forces_dir or FORCES_DIR)
    wrong = {slug: problems_of(force) for slug, force in registry.items()} if check else {}
    if as_json:
        for slug, force in registry.items():
            told: dict[str, object] = msgspec.to_builtins(force)
            if check:
                told["problems"] = wrong[slug]
            click.echo(msgspec.json.encode(told))
    else:
        console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
        table = Table(box=None, header_style="bold", pad_edge=False)
        for heading in ("force", "name", "law", "platform", "status", "evidence", "why, or what is missing"):
            table.add_column(heading, no_wrap=heading in {"force", "law", "status"})
        for slug, force in registry.items():
            table.add_row(slug, force.name, force.regime, force.platform, force.status, force.evidence, force.reason)
        console.print(table)
        counts = Counter(force.status for force in registry.values())
        console.print(
            f"{len(registry)} bodies: " + ", ".join(f"{number} {status}" for status, number in counts.most_common())
        )
    bad = {slug: lines for slug, lines in wrong.items() if lines}
    for slug, lines in bad.items():
        for line in lines:
            click.echo(f"foi: {slug}: {line}", err=True)
    if bad:
        raise PartialFailure(f"{len(bad)} of {len(registry)} force files break the rules")
