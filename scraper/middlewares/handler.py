"""The download handler: gate, wire, recorder, in this order, for every request of whatever origin.

What comes out is the decoded body with its coding header taken off, so nothing above needs to know of codings.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Headers, Response

from scraper.middlewares.gate import Refused
from scraper.recorder import Asked
from scraper.refusal import retry_after
from scraper.times import now
from scraper.wire import WIRE, WireHandler

T = TypeVar("T")

RETRY = "foi_retry"
"""The request's meta key that says: ask again after the host's pause."""
LOST = frozenset({"no_such_host", "connection_refused", "connection_failed"})
"""Problems that look like a lost network rather than a page that fails."""
_CODES = {
    CannotResolveHostError: "no_such_host",
    DownloadConnectionRefusedError: "connection_refused",
    DownloadTimeoutError: "timeout",
    DownloadCancelledError: "too_large",
    ResponseDataLossError: "cut_short",
}


def problem_of(error: BaseException | None) -> str:
    """The code of a failed attempt."""
    for kind, code in _CODES.items():
        if isinstance(error, kind):
            return code
    text = f"{type(error).__name__} {error}".lower()
    return "tls" if "ssl" in text or "certificate" in text else "connection_failed"


class RecordingHandler(WireHandler):
    """Downloads for `http` and `https`; nothing is returned that is not kept."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._longest_wait = crawler.settings.getfloat("FOI_RETRY_AFTER_MAX")
        self._patience = crawler.settings.getint("FOI_NETWORK_PATIENCE")
        self._most_waits = crawler.settings.getint("FOI_RETRY_AFTER_TIMES")

    async def download_request(self, request: Request) -> Response:
        """Ask, keep, and answer. Raises `Refused`, Scrapy's download exceptions, or `OSError` if it cannot be kept."""
        async with self._crawler.spider.gate.turn(request.url):
            return await self._exchange(request)

    async def _exchange(self, request: Request) -> Response:
        spider = self._crawler.spider
        recorder, gate = spider.recorder, spider.gate
        await gate.wait(request.url)
        gate.check(request.url)
        if recorder.broken:
            raise Refused("storage", recorder.broken)
        at = now()
        asked: Asked = request.meta.get("foi") or Asked("other")
        if request.meta.get("redirect_times"):
            asked = spider.redirected(asked, request.url)
        try:
            response = await self.fetch(request)
        except Exception as error:
            problem, detail = problem_of(error), str(error) or type(error).__name__
            self._keep(lambda: recorder.failed(request.url, at, asked, problem, detail))
            gate.failed(request.url)
            if problem in LOST and gate.lost(request.url, self._patience):
                request.meta["max_retry_times"] = self._patience
            raise
        gate.reached(request.url)
        wire = request.meta.pop(WIRE)
        answer = self._keep(
            lambda: recorder.answered(request.url, at, asked, wire, response.body, response.status),
        )
        problem = answer.capture.problem
        if problem in {"blocked", "challenge"}:
            wait = retry_after(answer.headers.get("retry-after"), time.time())
            if problem == "blocked" and wait is not None:
                request.meta[RETRY] = gate.pause(request.url, wait, self._longest_wait, self._most_waits)
            if not request.meta.get(RETRY):
                evidence = answer.capture.detail or problem
                gate.block(request.url, evidence)
                recorder.block(spider.host_of(request.url), request.url, at, evidence, response.status)
        if problem == "cookies_required":
            raise Refused(problem, f"{request.url}: {answer.capture.detail}")
        kept = Headers(response.headers)
        kept.pop("Content-Encoding", None)
        kept.pop("Transfer-Encoding", None)
        request.meta["foi_problem"] = problem
        return Response(
            response.url,
            status=response.status,
            headers=kept,
            body=answer.body,
            flags=response.flags,
            ip_address=response.ip_address,
            protocol=response.protocol,
        )

    def _keep(self, keep: Callable[[], T]) -> T:
        """Run a write of the recorder; a disk that refuses ends the crawl."""
        try:
            return keep()
        except OSError as error:
            self._crawler.spider.storage_failed(error)
            raise
