"""What every spider of this project has: a gate, a recorder, and an account of what it could not do.

The middlewares and the report ask a spider for these and for nothing else.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from scraper.job import Job, Known
from scraper.middlewares.gate import Gate, Refused
from scraper.middlewares.handler import problem_of
from scraper.platforms import platform_named
from scraper.platforms.address import host_of
from scraper.recorder import Asked, Recorder
from scraper.settings import asked_hosts, requests_at_a_time


class RecordingSpider(Spider):
    """Crawls for one force into one run directory. `listing_failures`, `cut` and `no_results` are lines for people.

    `new` counts entries unknown before, `fetched` and `titled` the disclosure pages and those with a title.
    """

    recorder: Recorder

    def __init__(self, job: Job, directory: Path, known: dict[str, Known], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.job = job
        self.force = job.force
        self.directory = directory
        self.known = known
        self.platform = platform_named(job.force.platform)
        self.gate = Gate(asked_hosts(job), requests_at_a_time(job))
        self.floors: dict[str, float] = {}
        self.unanswered = 0
        self.listing_failures: list[str] = []
        self.listings_stopped = False
        self.cut: list[str] = []
        self.no_results: list[str] = []
        self.new = 0
        self.fetched = 0
        self.titled = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> RecordingSpider:
        """Made by Scrapy; opens the run's files."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        settings = crawler.settings
        spider.recorder = Recorder(
            spider.directory, spider.job, spider.known, settings.getint("FOI_BODY_LIMIT"), settings["USER_AGENT"]
        )
        return spider

    def host_of(self, url: str) -> str:
        """The address's host and port."""
        return host_of(url)

    def redirected(self, asked: Asked, url: str) -> Asked:
        """What a request is for after a redirect: the address it leads to is known by its own canonical form."""
        if asked.kind in {"disclosure", "attachment"}:
            return asked._replace(canonical=self.platform.canonical(self.force, url), known=None)
        return asked

    def robots_read(self, url: str, sitemaps: list[str], crawl_delay: float | None) -> None:
        """Take note of what a robots.txt declares beside its rules."""
        host = host_of(url).rsplit(":", 1)[0] if crawl_delay else ""
        if crawl_delay:
            self.floors[host] = max(self.floors.get(host, 0.0), float(crawl_delay))

    def robots_changed(self, host: str) -> None:
        """A robots.txt closed what it had left open when the run began: what was not asked by then is missing."""
        self.cut_short("robots_changed", f"robots.txt of {host} changed during the run")

    def storage_failed(self, error: OSError) -> None:
        """The disk refused: stop at once, because what is not kept must not be used."""
        if self.recorder.broken is None:
            self.recorder.broken = f"{self.directory}: {error.strerror or error}"
            self.logger.error("cannot keep what is crawled: %s", self.recorder.broken)
            self._stopping = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="storage"))

    def cut_short(self, code: str, why: str) -> None:
        """Something was left out by a limit or a change: the run is not complete."""
        if why not in self.cut:
            self.cut.append(why)
            self.recorder.problems[code] += 1

    def unsuccessful(self, failure: Failure) -> None:
        """A request that brought no page: count it, and note if the run lost something by it."""
        request: Request = failure.request  # type: ignore[attr-defined]
        asked: Asked = request.meta["foi"]
        error = failure.value
        lost = False
        if isinstance(error, HttpError):
            if error.response.status == 304:
                return
            told = f"status {error.response.status}"
        elif isinstance(error, Refused):
            if error.code != "cookies_required":
                self.recorder.problems[error.code] += 1
            lost = error.code in {"host_blocked", "storage"}
            told = str(error)
        elif isinstance(error, IgnoreRequest):
            self.recorder.problems["redirect_loop"] += 1
            told = str(error)
        else:
            lost = True
            told = str(error) or problem_of(error).replace("_", " ")
        if asked.kind == "listing" or asked.listing:
            self.listing_failures.append(f"{request.url}: {told}")
        self.unanswered += lost
