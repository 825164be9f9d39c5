"""`foi import`: saved pages and web archives as a way into the archive, for sites that block crawlers or forget."""

from __future__ import annotations

from pathlib import Path

import click

from archive import __version__
from archive.cli.archive_option import archive_option
from archive.cli.crawl import make_folder
from archive.cli.crawl_archive import take_in
from archive.cli.options import data_option, forces_option, progress_line
from archive.errors import PartialFailure, UsageProblem


@click.command()
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option
@archive_option
@forces_option
@click.option("--force", "slug", metavar="FORCE", default=None, help="Take what is this force's only.")
@click.option("--url", default=None, help="The address of a single saved page that does not name its own.")
@click.option("--no-ingest", is_flag=True, help="Leave the run directories as they are, to be ingested later.")
def command(
    paths: tuple[Path, ...],
    data: Path,
    archive_url: str | None,
    forces_dir: Path | None,
    slug: str | None,
    url: str | None,
    no_ingest: bool,
) -> None:
    """Take saved pages into the archive: HTML files with their files, folders, MHTML, WARC and WACZ, and ZIPs of these.

    Each body keeps the address and the time it was saved from. What is not part of a force's log is passed over, and
    counted.

    Example: foi import saved-pages/ crawl.warc.gz
    """
    from scraper.importers.take import Import
    from scraper.importers.walk import items_of
    from scraper.platforms.address import resolve
    from scraper.registry import FORCES_DIR, load_force, load_registry

    directory = forces_dir or FORCES_DIR
    if url is not None and (len(paths) != 1 or resolve(url, url) is None):
        raise UsageProblem(f"--url {url}: needs a whole web address and exactly one PATH")
    force = load_force(slug, directory) if slug else None
    registry = load_registry(directory)
    make_folder(data)
    with Import(data, registry, force, __version__) as importing:
        for path in paths:
            before = importing.taken
            importing.take(items_of(path, resolve(url, url) if url else None))
            progress_line(f"{path}: {importing.taken - before} captures taken")
    for left in importing.left:
        progress_line(f"foi: {left.source}: {left.why}")
    for kind, number in sorted(importing.passed_over.items()):
        told = "of no force's site" if kind == "not_allowed" else "no part of a log"
        progress_line(f"passed over: {number} {told}")
    kept_out = take_in(data, archive_url, forces_dir, importing.runs) if importing.runs and not no_ingest else 0
    for run in importing.runs:
        click.echo(str(run))
    if not importing.runs:
        raise UsageProblem("nothing was taken: no page of a force's log in what was named")
    if importing.left or kept_out:
        raise PartialFailure(f"{len(importing.left)} files were left out, {kept_out} runs kept out of the archive")
