"""The spider: reads listings, asks for what they offer, takes the files; all knowledge of a site is the platform's.

Order of work: declared sitemaps, listings page by page, folders of years or months. Disclosures and files go before the
next listing page, so the queue stays short however long a log is. A listing is followed as long as it brings something
new; `nightly` stops it earlier, after a run of entries that the archive knows already.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from scraper.coding import CodingProblem, decoded
from scraper.contract import CaptureKind, Entry
from scraper.job import Job, Known
from scraper.platforms import Link, Page
from scraper.platforms.address import host_of, tail_of
from scraper.platforms.anchors import refresh_target
from scraper.platforms.shapes import matches
from scraper.recorder import Asked
from scraper.refusal import has_title
from scraper.rota import is_due
from scraper.sitemap import addresses
from scraper.spiders.recording import RecordingSpider
from scraper.times import now

PRIORITY: dict[str, int] = {"sitemap": 30, "attachment": 20, "other": 20, "disclosure": 10, "listing": 0}
LARGEST_REFRESH = 32_768
"""Bytes of the largest page that may be nothing but a `<meta refresh>`."""
MOST_REFRESHES = 3
ASKED, READ, LISTED, OFFERED = 1, 2, 4, 8
"""What an address was met as in a run: asked for, asked for as a listing, found on a listing, noted as an entry."""


class DisclosureSpider(RecordingSpider):
    """Crawls one force's log into one run directory."""

    name = "disclosures"

    def __init__(self, job: Job, directory: Path, known: dict[str, Known], **kwargs: Any) -> None:
        super().__init__(job, directory, known, **kwargs)
        self._met: dict[bytes, int] = {}
        self._entries = 0
        self._listed = 0
        self._pages = 0
        self._sitemaps = 0
        self._known_in_a_row = 0
        self._started = now()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> DisclosureSpider:
        """Made by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.most_pages = crawler.settings.getint("FOI_LISTING_PAGES")
        spider.most_sitemaps = crawler.settings.getint("FOI_SITEMAPS")
        spider.known_stop = crawler.settings.getint("FOI_KNOWN_STOP")
        return spider

    most_pages: int
    most_sitemaps: int
    known_stop: int

    async def start(self) -> AsyncIterator[Request]:
        """Sitemaps, then listings, then of what the archive knows all (`full`) or what the rota has due (`nightly`)."""
        for url in self.force.sitemaps:
            for request in self._sitemap(url):
                yield request
        for url in self.platform.starts(self.force):
            self._first(self.platform.canonical(self.force, url), READ)
            yield self._request(Link("listing", url, url), "listing", None)
        if self.job.mode == "limited":
            return
        for item in list(self.known.values()):
            wanted = self.job.mode == "full" or is_due(item, self._started)
            if wanted and host_of(self._address(item)) in self.force.hosts:
                for request in self._again(item):
                    yield request

    # -- listings and sitemaps

    def parse_listing(self, response: Response) -> Iterator[Request]:
        """The entries of a listing page, and the way on from it."""
        self._pages += 1
        page = _page(response)
        links = self.platform.links(self.force, page, "listing")
        entries = [link for link in links if link.entry]
        further = [link for link in links if not link.entry]
        fresh = 0
        stop = False
        for link in entries:
            known = self._held(link.canonical)
            self._known_in_a_row = self._known_in_a_row + 1 if known else 0
            if self._first(link.canonical, LISTED):
                self._listed += 1
                fresh += 1
            yield from self._offer(link, response.url)
            stop = stop or (self._brief and self._known_in_a_row >= self.known_stop)
        if not entries and not further:
            self._empty_listing(response)
        if stop or self._full:
            self.listings_stopped = True
            return
        if entries and not fresh:
            return
        for link in further:
            if self._pages + len(self.listing_failures) >= self.most_pages:
                self.cut_short("listing_limit", f"more than {self.most_pages} listing pages")
                return
            if self._first(link.canonical, READ):
                yield self._request(link, "listing", response.url)

    def _empty_listing(self, response: Response) -> None:
        """A listing page with nothing on it: the end of a log if entries came before it, else no results in HTML."""
        if not self._listed:
            self.no_results.append(response.url)
            self.recorder.problems["no_results_in_html"] += 1

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        """The disclosures that a sitemap names, and the sitemaps below it."""
        body = response.body
        if body[:2] == b"\x1f\x8b":
            try:
                body = decoded(body, "gzip", self.crawler.settings.getint("FOI_BODY_LIMIT"))
            except CodingProblem as error:
                self.recorder.problems[error.code] += 1
                return
        for url, is_sitemap in addresses(body, response.url):
            if host_of(url) not in self.force.hosts:
                continue
            if is_sitemap:
                yield from self._sitemap(url)
            elif self.platform.kind(self.force, url) == "disclosure":
                canonical = self.platform.canonical(self.force, url)
                mirror = self.platform.mirror(self.force, url)
                yield from self._offer(
                    Link("disclosure", url, canonical, alternate_of=mirror, entry=True), response.url
                )

    def robots_read(self, url: str, sitemaps: list[str], crawl_delay: float | None) -> None:
        """Take note of what a robots.txt declares beside its rules."""
        super().robots_read(url, sitemaps, crawl_delay)
        if not self.platform.shapes.sitemaps or self._brief:
            return
        for sitemap in sitemaps:
            if host_of(sitemap) in self.force.hosts:
                for request in self._sitemap(sitemap):
                    self.crawler.engine.crawl(request)

    def _sitemap(self, url: str) -> Iterator[Request]:
        if self._sitemaps >= self.most_sitemaps:
            self.cut_short("sitemap_limit", f"more than {self.most_sitemaps} sitemaps")
        elif self._fresh(url):
            self._sitemaps += 1
            yield self._request(Link("other", url, url), "sitemap", None)

    # -- disclosures and files

    def _offer(self, link: Link, listing: str) -> Iterator[Request]:
        """Note an entry once, and ask for it if it is new, due or everything is wanted."""
        if self._full and not self._met.get(_key(link.canonical), 0) & OFFERED:
            return
        if self._first(link.canonical, OFFERED):
            self._entries += 1
            self.new += link.canonical not in self.known
            unexpected = link.kind == "disclosure" and not matches(self.force.disclosure_paths, tail_of(link.canonical))
            if self.force.disclosure_paths and unexpected:
                self.recorder.problems["unexpected_path"] += 1
            self.recorder.offered(
                Entry(
                    url=link.canonical,
                    at=now(),
                    listing_url=listing,
                    listed_title=link.title,
                    listed_date=link.date,
                    listed_type=link.type,
                    alternate_of=link.alternate_of,
                )
            )
        itself = link.canonical == self.platform.canonical(self.force, listing)
        if self.job.mode == "nightly" and self._held(link.canonical) and not itself:
            return
        if self._fresh(link.canonical):
            yield self._request(link, link.kind if link.kind == "attachment" else "disclosure", listing)

    def parse_disclosure(self, response: Response) -> Iterator[Request]:
        """The files of a disclosure page; or the page it sends the reader on to."""
        asked: Asked = response.meta["foi"]
        page = _page(response)
        self.fetched += 1
        self.titled += has_title(page.body)
        if len(page.body) <= LARGEST_REFRESH and b"http-equiv" in page.body.lower():
            target = refresh_target(page)
            if target:
                yield from self._refreshed(response, asked, target)
                return
        for link in self.platform.links(self.force, page, "disclosure"):
            if link.kind == "disclosure" and link.entry:
                yield from self._offer(link, response.url)
            elif self._fresh(link.canonical):
                kind: CaptureKind = "attachment" if link.kind == "attachment" else "other"
                yield self._request(link, kind, response.url, entry_url=asked.entry_url)

    def _refreshed(self, response: Response, asked: Asked, target: str) -> Iterator[Request]:
        hops = response.meta.get("foi_refreshes", 0) + 1
        canonical = self.platform.canonical(self.force, target)
        if host_of(target) not in self.force.hosts:
            self.recorder.problems["off_host"] += 1
        elif hops > MOST_REFRESHES or canonical == asked.canonical:
            self.recorder.problems["refresh_loop"] += 1
        elif self._fresh(canonical):
            request = self._request(Link("disclosure", target, canonical), "disclosure", response.url)
            request.meta["foi_refreshes"] = hops
            yield request

    def parse_other(self, response: Response) -> Iterator[Request]:
        """A description of a disclosure beside its page, such as a public interface gives: its files."""
        asked: Asked = response.meta["foi"]
        for link in self.platform.links(self.force, _page(response), "disclosure"):
            if link.kind == "attachment" and self._fresh(link.canonical):
                yield self._request(link, "attachment", response.url, entry_url=asked.entry_url)

    def parse_attachment(self, response: Response) -> None:
        """Nothing to follow in a file."""

    # -- requests

    def _request(self, link: Link, kind: CaptureKind, found_on: str | None, entry_url: str | None = None) -> Request:
        entry = entry_url or (link.canonical if kind in {"disclosure", "attachment"} else None)
        conditional = self.job.mode == "nightly" and kind != "listing"
        asked = Asked(kind, link.canonical, entry, found_on, self.known.get(link.canonical) if conditional else None)
        return self._made(link.url, asked)

    def _again(self, item: Known) -> Iterator[Request]:
        """Ask for what is known. A file that was never got is known by its page's word alone: its address is read."""
        canonical = item.url
        if item.kind == "attachment" and item.content_digest is None:
            if self.platform.kind(self.force, item.url) != "attachment":
                return
            canonical = self.platform.canonical(self.force, item.url)
        if self._fresh(canonical):
            conditional = item if self.job.mode == "nightly" else None
            asked = Asked(item.kind, canonical, item.entry_url or item.url, item.entry_url, conditional)
            yield self._made(self._address(item), asked)

    def _address(self, item: Known) -> str:
        """Where a known address is asked for: as it was last, unless that was on a host that is not asked any more."""
        last = item.asked_url
        return last if last and host_of(last) in self.force.hosts else item.url

    def _made(self, url: str, asked: Asked) -> Request:
        headers = {}
        if asked.known is not None and asked.known.content_digest:
            if asked.known.etag:
                headers["If-None-Match"] = asked.known.etag
            if asked.known.last_modified:
                headers["If-Modified-Since"] = asked.known.last_modified
        return Request(
            url,
            callback=getattr(self, f"parse_{asked.kind}"),
            errback=self.unsuccessful,
            headers=headers,
            priority=PRIORITY[asked.kind],
            meta={"foi": asked},
            dont_filter=True,
        )

    def _held(self, canonical: str) -> bool:
        """Whether the archive holds what stands at an address; one that was only listed so far is not held."""
        known = self.known.get(canonical)
        return known is not None and known.content_digest is not None

    def _fresh(self, canonical: str) -> bool:
        """Whether an address was not asked for in this run; from now on it was."""
        return self._first(canonical, ASKED)

    def _first(self, canonical: str, what: int) -> bool:
        """Whether an address was not met as this (`ASKED`, `READ`, …) in this run; from now on it was."""
        key = _key(canonical)
        before = self._met.get(key, 0)
        self._met[key] = before | what
        return not before & what

    @property
    def _brief(self) -> bool:
        """Whether a listing is left at what is known: a nightly run of a log that is held without a gap."""
        return self.job.mode == "nightly" and not self.job.read_on

    @property
    def _full(self) -> bool:
        """Whether the run has as many entries as it may take."""
        return bool(self.job.limit) and self._entries >= self.job.limit


def _key(canonical: str) -> bytes:
    """A short key of an address: a log of 100,000 entries must not fill the memory with addresses."""
    return hashlib.blake2b(canonical.encode(), digest_size=10).digest()


def _page(response: Response) -> Page:
    declared = response.headers.get("Content-Type")
    return Page(response.url, response.body, declared.decode("latin-1") if declared else None)
