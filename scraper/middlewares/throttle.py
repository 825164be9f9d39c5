"""AutoThrottle with a floor for each host: never faster than the force's delay or its robots.txt's Crawl-delay."""

from __future__ import annotations

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response


class FlooredThrottle(AutoThrottle):
    """Scrapy's AutoThrottle; `floors` hold the least delay in seconds by download slot (the host's name)."""

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        floor = max((self.crawler.spider.floors.get(key, 0.0) for key in self._keys(slot)), default=0.0)
        super()._adjust_delay(slot, latency, response)
        slot.delay = max(slot.delay, floor)

    def _keys(self, slot: Slot) -> list[str]:
        return [key for key, known in self.crawler.engine.downloader.slots.items() if known is slot]


class DelayFloor:
    """Raises each host's download slot to its floor before a request waits in it. Extension."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self._reached, signal=signals.request_reached_downloader)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DelayFloor:
        """Made by Scrapy."""
        return cls(crawler)

    def _reached(self, request: Request) -> None:
        raise_floor(self._crawler, request)


def raise_floor(crawler: Crawler, request: Request) -> None:
    """Make the request's download slot as slow as its host's floor."""
    key = request.meta.get("download_slot") or crawler.engine.downloader.get_slot_key(request)
    slot = crawler.engine.downloader.slots.get(key)
    floor = crawler.spider.floors.get(key, 0.0)
    if slot is not None and slot.delay < floor:
        slot.delay = floor
