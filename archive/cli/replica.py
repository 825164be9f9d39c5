"""`foi replica`: the replica sites alone, to try a crawl or a browser on."""

from __future__ import annotations

import threading
from pathlib import Path

import click


@click.command()
@click.option("--size", type=click.IntRange(1, 100_000), default=30, show_default=True, help="Disclosures a force.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same sites.")
@click.option(
    "--port-base",
    type=click.IntRange(0, 65_000),
    default=8101,
    show_default=True,
    help="Port of the controls; the forces' sites follow it. 0 takes free ports.",
)
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("replica"),
    show_default=True,
    help="Folder in which the registry directory (`forces/`) is written.",
)
@click.option("--all", "every", is_flag=True, help="Every invented force, not those of the demo alone.")
def command(size: int, seed: int, port_base: int, root: Path, every: bool) -> None:
    """Serve the replica sites until interrupted: invented forces with synthetic demonstration data.

    The controls answer on the first port: / tells the switches; /publish, /edit, /move, /remove?force=SLUG&number=N,
    /restore, /truth, /requests and /switch?force=SLUG&name=NAME&value=VALUE.

    Example: foi replica --size 100 --root /tmp/replica
    """
    from scraper.replica import Replica

    with Replica(
        size=size, seed=seed, root=root, port_base=port_base, forces=Replica.ALL if every else None
    ) as replica:
        for slug in replica.slugs:
            click.echo(f"{slug}: {replica.base_url(slug)}/")
        click.echo(f"web archives: {replica.archives_url}/")
        click.echo(f"controls: http://127.0.0.1:{replica.control_port}/")
        click.echo(f"crawl it: foi crawl --all --forces {replica.forces_dir} --data /tmp/replica-data")
        click.echo("stop with Ctrl-C")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("stopped")
