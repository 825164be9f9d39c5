"""The end of a crawl as a stored fact, and its progress on the way.

`complete` is decided here, once, from what the crawl knows of itself; nobody after has to guess it from counts.
"""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from scraper.checks import Facts
from scraper.contract import Run
from scraper.health import held
from scraper.rundir import read_run, write_run
from scraper.times import now

if TYPE_CHECKING:
    from scraper.spiders.recording import RecordingSpider

EVERY = 0.5
"""Seconds between two lines of progress."""


class Reporting:
    """Writes a line of progress (JSON, on standard output) now and then, and `run.json` at the end. Extension."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._loop = create_looping_call(self._tell)
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Reporting:
        """Made by Scrapy."""
        return cls(crawler)

    def _opened(self) -> None:
        self._loop.start(EVERY, now=True)

    def _tell(self) -> None:
        spider: RecordingSpider = self._crawler.spider
        try:
            sys.stdout.buffer.write(msgspec.json.encode(spider.recorder.progress) + b"\n")
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            self._loop.stop()

    def _closed(self, spider: RecordingSpider, reason: str) -> None:
        if self._loop.running:
            self._tell()
        if self._loop.running:
            self._loop.stop()
        spider.recorder.close()
        write_run(spider.directory, report(spider, reason))


def report(spider: RecordingSpider, finish_reason: str) -> Run:
    """The run's report at its end."""
    recorder, job = spider.recorder, spider.job
    run = read_run(spider.directory)
    robots = [
        msgspec.structs.replace(decision, denied=recorder.denied[host]) for host, decision in recorder.robots.items()
    ]
    ended = finish_reason == "finished" and recorder.broken is None
    whole = ended and not (recorder.blocked or spider.listing_failures or spider.cut or spider.no_results)
    exhausted = whole and bool(recorder.entries) and not spider.listings_stopped and not job.limit
    facts = Facts(
        job.force.expect,
        recorder.entries,
        spider.new,
        exhausted,
        spider.fetched,
        spider.titled,
        [] if job.via else list(spider.known.values()),
        now(),
    )
    checks = held(facts, spider)
    failed = [check for check in checks if check.verdict == "fail"]
    emptied = not recorder.entries and any(item.kind == "disclosure" for item in spider.known.values())
    complete = whole and not spider.unanswered and not job.limit and not failed and not emptied
    complete = complete and bool(recorder.entries)
    status, reason = _standing(spider, finish_reason, complete, emptied, [check.message for check in failed])
    return msgspec.structs.replace(
        run,
        finished=now(),
        finish_reason=finish_reason,
        complete=complete,
        listing_exhausted=exhausted,
        status=status,
        reason=reason,
        counts_by_kind=dict(sorted(recorder.by_kind.items())),
        counts_by_status=dict(sorted(recorder.by_status.items())),
        problems=dict(sorted(recorder.problems.items())),
        entries=recorder.entries,
        checks=checks,
        robots=robots,
        blocked_hosts=list(recorder.blocked.values()),
        peak_memory=_peak_memory(),
    )


def _peak_memory() -> int:
    """The most memory this process held, in bytes.

    On Linux from the process's own status, because `getrusage` also counts what the parent held when it forked.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        found = re.search(r"^VmHWM:\s+(\d+) kB$", status.read_text(encoding="ascii"), re.MULTILINE)
        if found:
            return int(found[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _standing(
    spider: RecordingSpider, finish_reason: str, complete: bool, emptied: bool, failed: list[str]
) -> tuple[str, str]:
    """The run's status and the reason in one line."""
    recorder = spider.recorder
    if recorder.broken:
        return "incomplete", f"storage: {recorder.broken}"
    if recorder.blocked:
        first = next(iter(recorder.blocked.values()))
        return "blocked", f"{first.host} turned the crawler away: {first.evidence} at {first.url}"
    if emptied and spider.no_results:
        return "blocked", f"the listing is empty where there used to be entries: {spider.no_results[0]}"
    if spider.no_results and not recorder.entries:
        return "failed", f"no_results_in_html: {spider.no_results[0]} lists nothing that can be read without a script"
    if failed:
        return "failed", "; ".join(failed)
    if spider.listing_failures:
        return "incomplete", f"listing not read: {spider.listing_failures[0]}"
    if finish_reason != "finished":
        return "incomplete", f"stopped before its end: {finish_reason}"
    if spider.cut:
        return "incomplete", "; ".join(spider.cut)
    if spider.unanswered:
        return "incomplete", f"{spider.unanswered} requests got no answer"
    if spider.job.limit and recorder.entries:
        return "ok", f"limited to {spider.job.limit} disclosures"
    return ("ok", "") if complete else ("incomplete", "nothing was offered")
