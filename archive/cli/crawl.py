"""`foi crawl`: crawl forces, each in its own process, and take what they brought into the archive.

The exit code says how it went: 0 all well, 1 some force needs a look, 2 nothing could be done.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from archive import __version__
from archive.cli.archive_option import archive_option
from archive.cli.crawl_archive import Knowledge, known_from, left_over, take_in
from archive.cli.options import data_option, forces_option, progress_line
from archive.errors import DataProblem, PartialFailure, UsageProblem

if TYPE_CHECKING:
    from scraper.contract import Run
    from scraper.job import Progress
    from scraper.registry import Force
    from scraper.webarchives import Via

EVERY = 5.0
"""Seconds between two lines of progress where there is no terminal."""


class Crawled(NamedTuple):
    """How one force's crawl went: its run directory and report, or why there was none."""

    force: str
    directory: Path | None
    run: Run | None
    refused: str = ""
    seconds: float = 0.0

    @property
    def well(self) -> bool:
        """Whether nobody needs to look."""
        return self.run is not None and self.run.status == "ok" and not self.warnings

    @property
    def warnings(self) -> list[str]:
        """What the run's checks warn of."""
        return [check.message for check in self.run.checks if check.verdict == "warn"] if self.run else []

    def as_json(self) -> bytes:
        """One JSON line: the force, its run's report, where it lies, and why there is none if there is none."""
        import msgspec

        return msgspec.json.encode(
            {
                "force": self.force,
                "directory": str(self.directory) if self.directory else None,
                "refused": self.refused or None,
                "run": self.run,
            }
        )

    def line(self) -> str:
        """One line for a person."""
        if self.run is None:
            return f"{self.force}: not crawled: {self.refused.removeprefix(f'{self.force}: ')}"
        run = self.run
        counts = run.counts_by_kind
        told = (
            f"{self.force}: {run.status}, {run.entries} entries, {counts.get('disclosure', 0)} pages, "
            f"{counts.get('attachment', 0)} files, {sum(counts.values())} requests, {self.seconds:.1f} s"
        )
        why = "; ".join(filter(None, [run.reason, *self.warnings]))
        return f"{told} ({why})" if why else told


class Display:
    """Progress of several crawls at once: bars on a terminal, a line now and then elsewhere."""

    def __init__(self, forces: Sequence[Force]) -> None:
        from rich.console import Console
        from rich.progress import Progress as Bars
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        self._lock = threading.Lock()
        self._told: dict[str, float] = {}
        self._tasks: dict[str, object] = {}
        self._bars: Bars | None = None
        if console.is_terminal:
            self._bars = Bars(
                SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console, transient=True
            )

    def __enter__(self) -> Display:
        if self._bars:
            self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bars:
            self._bars.stop()

    def begun(self, slug: str) -> None:
        """A crawl starts."""
        self._show(slug, f"{slug}: starting", always=True)

    def update(self, progress: Progress) -> None:
        """A crawl got on."""
        self._show(
            progress.force,
            f"{progress.force}: {progress.entries} entries, {progress.disclosures} pages, "
            f"{progress.attachments} files, {progress.requests} requests, {progress.bytes / 1e6:.1f} MB",
        )

    def ended(self, crawled: Crawled) -> None:
        """A crawl is over."""
        with self._lock:
            task = self._tasks.pop(crawled.force, None)
            if self._bars and task is not None:
                self._bars.remove_task(task)  # type: ignore[arg-type]
        if self._bars:
            self._bars.console.print(crawled.line(), highlight=False, soft_wrap=True)
        else:
            progress_line(crawled.line())

    def _show(self, slug: str, text: str, *, always: bool = False) -> None:
        with self._lock:
            if self._bars:
                if slug not in self._tasks:
                    self._tasks[slug] = self._bars.add_task(text, total=None)
                self._bars.update(self._tasks[slug], description=text)  # type: ignore[arg-type]
            elif always or time.monotonic() - self._told.get(slug, 0.0) >= EVERY:
                self._told[slug] = time.monotonic()
                progress_line(text)


def crawl_forces(
    forces: Sequence[Force],
    data: Path,
    *,
    jobs: int = 1,
    full: bool = True,
    limit: int = 0,
    contact: str = "",
    via: Via = "",
    via_url: str = "",
    known: Callable[[str], Knowledge] = lambda slug: Knowledge(),
) -> list[Crawled]:
    """Crawl forces, `jobs` at a time, with visible progress; how each went, in the order given.

    `known` gives what the archive knows of a force, asked for right before its crawl.
    """
    from scraper.crawl import crawl_force, run_of
    from scraper.errors import ScraperError

    done: dict[str, Crawled] = {}
    with Display(forces) as display, ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="crawl") as pool:

        def one(force: Force) -> Crawled:
            started = time.monotonic()
            display.begun(force.slug)
            try:
                knowledge = known(force.slug)
                directory = crawl_force(
                    force,
                    data,
                    full=full,
                    limit=limit,
                    contact=contact,
                    via=via,
                    via_url=via_url,
                    known=knowledge.addresses,
                    read_on=not knowledge.whole,
                    code_version=__version__,
                    on_progress=display.update,
                )
                return Crawled(force.slug, directory, run_of(directory), "", time.monotonic() - started)
            except (ScraperError, DataProblem) as error:
                return Crawled(force.slug, None, None, str(error), time.monotonic() - started)

        for future in as_completed([pool.submit(one, force) for force in forces]):
            crawled = future.result()
            done[crawled.force] = crawled
            display.ended(crawled)
    return [done[force.slug] for force in forces]


@click.command()
@click.argument("forces", metavar="[FORCE]…", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every force that may be crawled and is due; says which are not.")
@data_option
@archive_option
@forces_option
@click.option("--limit", type=click.IntRange(0), default=0, help="Take at most this many disclosures a force (0: all).")
@click.option("--full", is_flag=True, help="Read everything again, not only what is new or due.")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Forces crawled at a time.")
@click.option(
    "--via",
    type=click.Choice(["wayback", "common-crawl"]),
    default=None,
    help="Ask a web archive for what it holds of the log, instead of the site.",
)
@click.option(
    "--via-url", default="", metavar="URL", help="Where that archive's interface is, if not at its usual place."
)
@click.option("--no-ingest", is_flag=True, help="Leave the run directories as they are, to be ingested later.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a force on standard output.")
@click.option(
    "--contact",
    envvar="FOI_CONTACT",
    default="",
    metavar="ADDRESS",
    help="Web or e-mail address that the user agent names (or set FOI_CONTACT). Real sites are not asked without one.",
)
def command(
    forces: tuple[str, ...],
    every: bool,
    data: Path,
    archive_url: str | None,
    forces_dir: Path | None,
    limit: int,
    full: bool,
    jobs: int,
    via: str | None,
    via_url: str,
    no_ingest: bool,
    as_json: bool,
    contact: str,
) -> None:
    """Crawl the disclosure logs of the named forces, politely, and take what they bring into the archive.

    A second crawl asks only for what is new or due to be looked at again, unless --full is given. Exit code: 0 all
    well, 1 some force needs a look, 2 nothing could be done.

    With --via the site itself is left alone and a web archive is asked; captures keep the original's address and time.

    Example: foi crawl west-midlands psni --limit 20
    """
    from scraper.registry import FORCES_DIR, load_force, load_registry

    if bool(forces) == every:
        raise UsageProblem("name the forces to crawl, or give --all (`foi forces` lists them)")
    if via_url and not via:
        raise UsageProblem("--via-url needs --via")
    through: Via = "wayback" if via == "wayback" else "common_crawl" if via else ""
    directory = forces_dir or FORCES_DIR
    if every:
        chosen = due(load_registry(directory).values(), data, through)
    else:
        chosen = [load_force(slug, directory) for slug in dict.fromkeys(forces)]
    if not chosen:
        raise UsageProblem("no force may be crawled now; the lines above say why")
    make_folder(data)
    if not no_ingest:
        take_in_earlier(data, archive_url, forces_dir, [force.slug for force in chosen])
    crawled = crawl_forces(
        chosen,
        data,
        jobs=jobs,
        full=full,
        limit=limit,
        contact=contact,
        via=through,
        via_url=via_url,
        known=known_from(data, archive_url, purged_only=bool(via)),
    )
    runs = [each.directory for each in crawled if each.directory is not None]
    kept_out = 0
    if runs and not no_ingest:
        kept_out = take_in(data, archive_url, forces_dir, runs)
    if as_json:
        for each in crawled:
            click.echo(each.as_json())
    finish(crawled, kept_out, data)


def make_folder(data: Path) -> None:
    """Make the data folder. Raises `DataProblem` if it cannot be made."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataProblem(f"{data}: {error.strerror or error}") from error


def take_in_earlier(data: Path, archive_url: str | None, forces_dir: Path | None, slugs: Sequence[str]) -> None:
    """Take in what earlier crawls of the forces brought and the archive never got; an archive in trouble is told."""
    try:
        earlier = left_over(data, archive_url, slugs)
    except DataProblem as error:
        progress_line(f"foi: {error}")
        return
    if earlier:
        progress_line(f"taking in {len(earlier)} earlier run{'s' * (len(earlier) > 1)} first")
        take_in(data, archive_url, forces_dir, earlier)


def due(forces: Iterable[Force], data: Path, via: Via = "") -> list[Force]:
    """The forces to crawl now; a line for each that is not."""
    from scraper.backoff import not_before, runs_of
    from scraper.crawl import RUNS, refusal

    chosen = []
    for force in forces:
        why_not = refusal(force, data, via)
        if why_not is None and force.status == "blocked" and not via:
            why_not = f"{force.slug}: known to refuse crawlers: {force.reason}"
        if why_not is None and not via:
            wait = not_before(runs_of(data / RUNS / force.slug))
            if wait is not None and wait > datetime.now(UTC):
                why_not = f"{force.slug}: turned the crawler away; next try {wait:%Y-%m-%d %H:%M} UTC"
        if why_not:
            progress_line(f"skipped: {why_not}")
        else:
            chosen.append(force)
    return chosen


def finish(crawled: Sequence[Crawled], kept_out: int, data: Path) -> None:
    """Tell whom the settings name and end with the right exit code. Raises `PartialFailure` or `UsageProblem`."""
    from scraper.notify import Message, Told, notify, settings_in

    unwell = [each for each in crawled if not each.well]
    done = any(each.run is not None and each.run.entries for each in crawled)
    summary = f"{len(unwell)} of {len(crawled)} forces need a look: {', '.join(each.force for each in unwell)}"
    message = Message(
        verdict="well" if not unwell and not kept_out else "look" if done else "nothing",
        summary=summary if unwell else f"{len(crawled)} forces crawled, all well",
        forces=[
            Told(
                force=each.force,
                status=each.run.status if each.run else "refused",
                line=each.line(),
                run=each.directory.name if each.directory else "",
            )
            for each in crawled
        ],
    )
    failures = notify(message, settings_in(data), data)
    for failure in failures:
        progress_line(f"foi: {failure}")
    if unwell and not done:
        first = unwell[0].line()
        raise UsageProblem(first if len(unwell) == 1 else f"nothing could be crawled; first of {len(unwell)}: {first}")
    if unwell:
        raise PartialFailure(summary)
    if kept_out or failures:
        raise PartialFailure(f"{kept_out} runs kept out of the archive, {len(failures)} notifications failed")
