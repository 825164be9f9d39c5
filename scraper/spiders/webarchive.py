"""The spider for web archives: lists what an archive holds of a force's hosts and takes what is of its log.

The site itself is not asked. The archive is asked as politely as any site, its robots.txt obeyed. A capture keeps the
address and the time of the original; what crossed the wire from the archive is kept as evidence of how it came.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.http import Response

from scraper.contract import CaptureKind, Entry
from scraper.job import Job, Known
from scraper.platforms.address import resolve
from scraper.recorder import Asked, Original
from scraper.spiders.recording import RecordingSpider
from scraper.webarchives import (
    INDEX,
    Archived,
    common_crawl_index,
    common_crawl_indexes,
    common_crawl_rows,
    pages_in,
    wayback_index,
    wayback_rows,
)

_WAYBACK = re.compile(r"/web/(\d{14})id_/(.+)$")


class WebArchiveSpider(RecordingSpider):
    """Takes a force's log out of a web archive into one run directory."""

    name = "webarchive"

    def __init__(self, job: Job, directory: Path, known: dict[str, Known], **kwargs: Any) -> None:
        super().__init__(job, directory, known, **kwargs)
        self._taken: set[tuple[str, str]] = set()
        self._offered: set[str] = set()

    async def start(self) -> AsyncIterator[Request]:
        """The archive's lists of captures, for each host that the log stood on."""
        base = self.job.via_url
        if self.job.via == "wayback":
            for host in self._hosts:
                yield self._ask(wayback_index(host, base), "wayback_list", host=host)
        else:
            yield self._ask(f"{base or INDEX}/collinfo.json", "crawls")

    @property
    def _hosts(self) -> list[str]:
        return [*self.force.hosts, *self.force.retired_hosts]

    def parse_wayback_list(self, response: Response, host: str) -> Iterator[Request]:
        """A page of the CDX server's list."""
        try:
            rows, resume = wayback_rows(response.body, self.job.via_url)
        except ValueError as error:
            self.listing_failures.append(f"{response.url}: {error}")
            return
        yield from self._take(rows)
        if resume and not self._full:
            yield self._ask(wayback_index(host, self.job.via_url, resume), "wayback_list", host=host)

    def parse_crawls(self, response: Response) -> Iterator[Request]:
        """Common Crawl's list of its crawls."""
        most = self.crawler.settings.getint("FOI_CRAWLS")
        try:
            indexes = common_crawl_indexes(response.body, most, self.job.via_url)
        except ValueError as error:
            self.listing_failures.append(f"{response.url}: {error}")
            return
        for index in indexes:
            for host in self._hosts:
                yield self._ask(common_crawl_index(index, host), "page_count", index=index, host=host)

    def parse_page_count(self, response: Response, index: str, host: str) -> Iterator[Request]:
        """How many pages an index has on a host."""
        for page in range(pages_in(response.body)):
            yield self._ask(common_crawl_index(index, host, page), "index_page")

    def parse_index_page(self, response: Response) -> Iterator[Request]:
        """A page of an index."""
        yield from self._take(list(common_crawl_rows(response.body, self.job.via_url)))

    def _take(self, rows: list[Archived]) -> Iterator[Request]:
        """Requests for those captures that are of the log, each distinct answer of an address once."""
        for row in rows:
            kind = self.platform.kind(self.force, row.url)
            if kind not in {"disclosure", "attachment"}:
                continue
            canonical = self.platform.canonical(self.force, row.url)
            if (canonical, row.digest) in self._taken:
                continue
            if self._full and canonical not in self._offered:
                self.listings_stopped = True
                continue
            self._taken.add((canonical, row.digest))
            if kind == "disclosure" and canonical not in self._offered:
                self._offered.add(canonical)
                mirror = self.platform.mirror(self.force, row.url)
                self.recorder.offered(Entry(url=canonical, at=row.at, listing_url=row.where, alternate_of=mirror))
            yield self._captured(row, kind, canonical)

    @property
    def _full(self) -> bool:
        return bool(self.job.limit) and len(self._offered) >= self.job.limit

    def _captured(self, row: Archived, kind: CaptureKind, canonical: str) -> Request:
        headers = {"Range": f"bytes={row.range[0]}-{row.range[1]}"} if row.range else {}
        original = Original(row.url, row.at, self.job.via, row.range is not None)
        return Request(
            row.where,
            callback=self.parse_captured,
            errback=self.unsuccessful,
            headers=headers,
            priority=10,
            meta={"foi": Asked(kind, canonical, canonical, original=original), "handle_httpstatus_list": [206]},
            dont_filter=True,
        )

    def parse_captured(self, response: Response) -> None:
        """Kept already; nothing to follow, for the list named everything."""

    def redirected(self, asked: Asked, url: str) -> Asked:
        """An archive may lead on to the nearest capture it has: its own time and address count then."""
        found = _WAYBACK.search(url)
        if asked.original is None or not found:
            return asked
        address = resolve(found.group(2), found.group(2)) or asked.original.url
        time = Archived(address, found.group(1), "", url).at
        canonical = self.platform.canonical(self.force, address)
        return asked._replace(canonical=canonical, original=asked.original._replace(url=address, at=time))

    def _ask(self, url: str, callback: str, **about: str) -> Request:
        return Request(
            url,
            callback=getattr(self, f"parse_{callback}"),
            errback=self.unsuccessful,
            cb_kwargs=about,
            priority=0,
            meta={"foi": Asked("other", url, listing=True)},
            dont_filter=True,
        )
