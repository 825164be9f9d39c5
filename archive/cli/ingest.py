"""`foi ingest`: take run directories into the archive."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from archive.cli.archive_option import archive_option, opened_archive
from archive.cli.options import data_option, forces_option, progress_line
from archive.errors import PartialFailure, UsageProblem


@click.command()
@click.argument("runs", metavar="[RUN]…", nargs=-1)
@data_option
@archive_option
@forces_option
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that read pages.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a run.")
def command(
    runs: tuple[str, ...], data: Path, archive_url: str | None, forces_dir: Path | None, jobs: int, as_json: bool
) -> None:
    """Take crawls into the archive: the given run directories, or every new one under DATA/runs.

    A RUN is a directory, or FORCE/RUN-ID under DATA/runs. A run that was taken in before is passed over; one that
    failed its checks is noted and kept out. Each run is one transaction.

    Example: foi ingest data/runs/avon-and-somerset/20260301T020000Z
    """
    import msgspec

    from archive.ingest import find_runs, ingest_runs
    from archive.ingest.status import archive_status, write_status
    from archive.ingest.workers import make_executor
    from archive.store import reading
    from scraper.registry import FORCES_DIR, load_registry

    if not data.is_dir():
        raise UsageProblem(f"{data}: no such data folder")
    found = [_run_path(data, run) for run in runs] if runs else find_runs(data)
    registry = load_registry(forces_dir or FORCES_DIR)
    with opened_archive(data, archive_url, create=True) as engine, make_executor(jobs) as executor:
        reports, failures = ingest_runs(
            engine, found, data=data, forces_dir=forces_dir, executor=executor, progress=progress_line
        )
        with reading(engine) as session:
            write_status(data, archive_status(session, registry, datetime.now(UTC)))
    for report in reports:
        if as_json:
            click.echo(msgspec.json.encode(report))
    if not as_json:
        click.echo(f"{sum(not report.already for report in reports)} runs taken in, {len(found)} looked at")
    for failure in failures:
        progress_line(f"foi: {failure}")
    kept_out = [report for report in reports if not report.accepted and not report.already]
    if failures or kept_out:
        raise PartialFailure(f"ingest: {len(failures)} runs unreadable, {len(kept_out)} kept out, of {len(found)}")


def _run_path(data: Path, run: str) -> Path:
    """The directory that a RUN argument names. Raises `UsageProblem`."""
    for path in (Path(run), data / "runs" / run):
        if path.is_dir():
            return path
    raise UsageProblem(f"{run}: no such run directory (nor is it FORCE/RUN-ID under {data / 'runs'})")
