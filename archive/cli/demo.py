"""`foi demo`: the whole road on one machine, from invented forces' sites to the search page.

It starts from nothing each time, so that what it shows is what a first run shows. Only a folder that an earlier demo
made is cleared; anything else in the way is an error, because an archive is evidence and is never thrown away. The
stages are the commands themselves, so that the demo can do nothing that an operator can't.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import click

from archive.cli.options import progress_line
from archive.errors import UsageProblem

MARKER = "demo-data.txt"


def prepare(data: Path) -> None:
    """An empty demo folder at `data`. Raises `UsageProblem` if it holds anything that is not an earlier demo's."""
    if data.exists() and any(data.iterdir()):
        if not (data / MARKER).is_file():
            raise UsageProblem(f"{data}: holds something other than an earlier demo; name an empty folder with --data")
        shutil.rmtree(data)
    data.mkdir(parents=True, exist_ok=True)
    (data / MARKER).write_text("Synthetic demonstration data; `foi demo` clears this folder and makes it anew.\n")


@click.command()
@click.option("--once", is_flag=True, help="Do everything but serving, print one summary line and stop.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-data"),
    show_default=True,
    help="Folder for the demo's data; cleared if an earlier demo made it.",
)
@click.option("--size", type=click.IntRange(10, 100_000), default=30, show_default=True, help="Disclosures a force.")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Forces crawled at a time.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port to serve on.")
@click.pass_context
def command(ctx: click.Context, once: bool, data: Path, size: int, jobs: int, host: str, port: int) -> None:
    """Crawl the bundled replica sites, read and publish what they answer, and serve the search page.

    The forces are invented and every page says so. No real site is asked.

    Example: foi demo --once --data /tmp/foi-demo
    """
    from archive.cli import crawl, publish, serve
    from scraper.replica import Replica

    started = time.monotonic()
    prepare(data)
    with Replica(size=size, root=data / "replica") as replica:
        progress_line(f"replica: {len(replica.slugs)} invented forces of {size} disclosures each, on loopback")
        ctx.invoke(crawl.command, every=True, data=data, forces_dir=replica.forces_dir, jobs=jobs)
        report = ctx.invoke(publish.command, data=data, forces_dir=replica.forces_dir)
        click.echo(
            f"demo: {report.disclosures} disclosures, {report.forces} forces, {report.attachments} attachments,"
            f" published as {Path(report.path).name} in {time.monotonic() - started:.0f} s"
        )
        if not once:
            ctx.invoke(serve.command, data=data, host=host, port=port)
