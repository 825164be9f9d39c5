"""The exact list of hosts, applied to every request before anything else: redirects and robots.txt included.

Scrapy's own off-site filter accepts any subdomain; a staging site is a subdomain. What was purged from the archive is
stopped here too, whatever leads to it: a listing, a redirect, a web archive.
"""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler

from scraper.middlewares.gate import Refused
from scraper.recorder import Asked
from scraper.rota import PURGED
from scraper.spiders.recording import RecordingSpider


class AllowListMiddleware:
    """Drops a request to a host that the force's file does not name, or for what was purged. First in line."""

    def __init__(self, spider: RecordingSpider) -> None:
        self._spider = spider
        self._purged = frozenset(item.url for item in spider.known.values() if item.state == PURGED)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AllowListMiddleware:
        """Made by Scrapy."""
        return cls(crawler.spider)

    async def process_request(self, request: Request) -> None:
        """Raises `Refused`."""
        self._spider.gate.check(request.url)
        if not self._purged:
            return
        asked: Asked | None = request.meta.get("foi")
        if asked is not None and request.meta.get("redirect_times"):
            asked = self._spider.redirected(asked, request.url)
        if asked is not None and asked.canonical in self._purged:
            raise Refused("purged", f"{asked.canonical}: was purged from the archive and is not asked for")
