"""Starting a crawl: one force, one run directory, one process.

Everything that can refuse does so before a request is made: no listing, no consent, another crawl running. Whatever
happens to the crawling process, the run directory says how far it came.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from scraper.consent import missing_consent
from scraper.contract import Run
from scraper.errors import CrawlRefused, ScraperError
from scraper.job import Job, Known, Progress
from scraper.lock import force_lock
from scraper.platforms import platform_named
from scraper.registry import Force
from scraper.rundir import JOB_FILE, KNOWN_FILE, LOG_FILE, RUN_FILE, new_run_directory, read_run, recover, write_run
from scraper.settings import settings_for
from scraper.times import now
from scraper.webarchives import Via

RUNS = "runs"
Mode = Literal["nightly", "full", "limited", "wayback", "common_crawl"]
Setting = str | int | float | bool | None


def refusal(force: Force, data: Path, via: Via = "") -> str | None:
    """Why a force is not crawled (`via` a web archive), in one line; None if it may be."""
    if force.status == "no_log":
        return f"{force.slug}: has no disclosure log to crawl: {force.reason}"
    if not via and not force.listings and not force.sitemaps:
        return f"{force.slug}: no listing address is known: {force.reason}"
    return missing_consent(force, data)


def crawl_force(
    force: Force,
    data: Path,
    *,
    full: bool = True,
    limit: int = 0,
    contact: str = "",
    via: Via = "",
    via_url: str = "",
    known: Iterable[Known] = (),
    read_on: bool = False,
    settings: Mapping[str, Setting] | None = None,
    code_version: str = "",
    on_progress: Callable[[Progress], None] | None = None,
) -> Path:
    """Crawl one force into a new run directory and return it, complete or not (`run.json` says which).

    `full` false makes a nightly run: only what the listings newly offer and what of `known` is due; the listings are
    left once what they offer is known, unless `read_on` says that more may be missing behind it. `limit`
    (disclosures; 0: none) makes a limited run. `via` asks a web archive instead of the site (`via_url`: its interface,
    if not at the usual place), and no other of these modes applies. `settings` override Scrapy's. Raises `CrawlRefused`
    before any request.
    """
    why_not = refusal(force, data, via)
    if why_not:
        raise CrawlRefused(why_not)
    platform_named(force.platform)
    known = list(known)
    mode: Mode = via if via else "limited" if limit else "full" if full else "nightly"
    job = Job(
        force=force,
        run_id="",
        mode=mode,
        limit=limit,
        read_on=read_on,
        contact=contact,
        via=via,
        via_url=via_url.rstrip("/"),
        code_version=code_version,
        settings=dict(settings or {}),
    )
    effective = settings_for(job)
    runs = data / RUNS / force.slug
    directory: Path | None = None
    try:
        runs.mkdir(parents=True, exist_ok=True)
        with force_lock(data, force.slug) as lock:
            for line in recovered(runs):
                sys.stderr.write(f"recovered: {line}\n")
            at = now()
            directory = new_run_directory(runs, at)
            job = msgspec.structs.replace(job, run_id=directory.name)
            _prepare(directory, job, known, at, effective)
            _run(directory, lock, on_progress)
    except OSError as error:
        why = f"{force.slug}: {error.filename or directory or runs}: {error.strerror or error}"
        kept = "; what it had brought is kept, and taken in by the next crawl" if directory else ""
        raise CrawlRefused(why + kept) from error
    return directory


def recovered(runs: Path) -> list[str]:
    """Make the directories of killed runs whole again; what was cut off, a line each. Only under the force's lock."""
    return [line for run in sorted(runs.glob(f"*/{RUN_FILE}")) for line in recover(run.parent)]


def _prepare(directory: Path, job: Job, known: list[Known], at: str, effective: dict[str, object]) -> None:
    configuration = {
        name.lower(): effective[name]
        for name in (
            "USER_AGENT",
            "DOWNLOAD_DELAY",
            "CONCURRENT_REQUESTS_PER_DOMAIN",
            "DOWNLOAD_TIMEOUT",
            "DOWNLOAD_MAXSIZE",
            "AUTOTHROTTLE_ENABLED",
            "FOI_KNOWN_STOP",
        )
    }
    configuration |= {"platform": job.force.platform, "limit": job.limit, "synthetic": job.force.synthetic}
    write_run(
        directory,
        Run(
            id=directory.name,
            force=job.force.slug,
            started=at,
            mode=job.mode,
            configuration=configuration,  # type: ignore[arg-type]
            code_version=job.code_version,
        ),
    )
    with (directory / KNOWN_FILE).open("wb") as file:
        for item in known:
            file.write(msgspec.json.encode(item) + b"\n")
    (directory / JOB_FILE).write_bytes(msgspec.json.encode(job))


def _run(directory: Path, lock: int, on_progress: Callable[[Progress], None] | None) -> None:
    """Run the crawling process to its end and make sure that `run.json` is final."""
    with (
        (directory / LOG_FILE).open("ab") as log,
        subprocess.Popen(
            [sys.executable, "-m", "scraper.process", str(directory)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            pass_fds=[lock],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        ) as process,
    ):
        try:
            for line in process.stdout or ():
                if on_progress and line.strip():
                    on_progress(msgspec.json.decode(line, type=Progress))
        except BaseException:
            process.terminate()
            raise
    code = process.wait()
    run = read_run(directory)
    if run.finished is None:
        recover(directory)
        how = f"killed by signal {-code}" if code < 0 else f"ended with code {code}, see {directory / LOG_FILE}"
        write_run(
            directory,
            msgspec.structs.replace(
                read_run(directory), status="incomplete", finished=now(), reason=f"the crawling process was {how}"
            ),
        )


def run_of(directory: Path) -> Run:
    """A run directory's report. Raises `ScraperError` if it cannot be read."""
    try:
        return read_run(directory)
    except (OSError, msgspec.MsgspecError) as error:
        raise ScraperError(f"{directory / RUN_FILE}: {error}") from error
