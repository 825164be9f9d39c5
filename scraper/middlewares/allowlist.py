"""The exact list of hosts, applied to every request before anything else: redirects and robots.txt included.

Scrapy's own off-site filter accepts any subdomain; a staging site is a subdomain.
"""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler

from scraper.middlewares.gate import Gate


class AllowListMiddleware:
    """Drops a request to a host that the force's file does not name. Downloader middleware, first in line."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AllowListMiddleware:
        """Made by Scrapy."""
        return cls(crawler.spider.gate)

    async def process_request(self, request: Request) -> None:
        """Raises `Refused`."""
        self._gate.check(request.url)
