"""`foi which`: what the crawler would take an address for, without asking anyone."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from archive.cli.options import forces_option


@click.command()
@click.argument("urls", metavar="URL…", nargs=-1, required=True)
@forces_option
def command(urls: tuple[str, ...], forces_dir: Path | None) -> None:
    """Say, as a line of JSON each, which force and kind an address is taken for.

    Kinds: listing, disclosure, attachment, other, or not_allowed (no force's list of hosts has it). Also its canonical
    form, the reference and the filed period that its path gives, and the address it mirrors.

    Example: foi which https://www.westyorkshire.police.uk/freedom-of-information
    """
    from scraper.registry import FORCES_DIR, load_registry
    from scraper.which import which

    registry = load_registry(forces_dir or FORCES_DIR)
    for url in urls:
        click.echo(msgspec.json.encode(which(url, registry)))
