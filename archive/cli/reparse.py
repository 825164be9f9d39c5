"""`foi reparse`: read what was captured again with today's normaliser."""

from __future__ import annotations

import os
from pathlib import Path

import click

from archive.cli.archive_option import archive_option, opened_archive
from archive.cli.options import data_option, forces_option, progress_line
from archive.errors import PartialFailure, UsageProblem

EVERY = 1000
"""Pages between two lines of progress."""


@click.command()
@click.argument("forces", metavar="[FORCE]…", nargs=-1)
@data_option
@archive_option
@forces_option
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes that read pages (default: one a core).")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a force.")
def command(
    forces: tuple[str, ...],
    data: Path,
    archive_url: str | None,
    forces_dir: Path | None,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Read every stored capture again with today's normaliser, and say what changed, field by field.

    No site is asked. A field that differs makes a version marked `reparsed`, apart from a force's own edits.

    Example: foi reparse avon-and-somerset
    """
    import msgspec

    from archive.ingest.reparse import forces_in, reparse
    from archive.ingest.workers import make_executor
    from archive.normalise.body import Body
    from archive.store import reading
    from scraper.registry import FORCES_DIR, load_registry

    registry = load_registry(forces_dir or FORCES_DIR)
    problems = 0
    with opened_archive(data, archive_url) as engine, make_executor(jobs or os.cpu_count()) as executor:
        with reading(engine) as session:
            known = forces_in(session)
        unknown = [force for force in forces if force not in known]
        if unknown:
            raise UsageProblem(f"{unknown[0]}: the archive has no captures of this force")
        lawless = [force for force in forces or known if force not in registry]
        if lawless:
            raise UsageProblem(
                f"{lawless[0]}: no force file, so its law and its own words are not known and a reading without them"
                " would differ for that alone; give --forces with the directory that the crawl used"
            )
        for force in forces or known:

            def told(pages: int, force: str = force) -> None:
                if pages % EVERY == 0:
                    progress_line(f"{force}: {pages} pages")

            report = reparse(
                engine,
                data.resolve(),
                force,
                body=Body.of(registry[force]),
                executor=executor,
                progress=told,
            )
            click.echo(msgspec.json.encode(report).decode() if as_json else report.line())
            for problem in report.problems:
                progress_line(f"{force}: {problem}")
            problems += len(report.problems)
    if problems:
        raise PartialFailure(f"reparse: {problems} pages or files could not be read")
