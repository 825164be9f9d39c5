"""Asking again after a `Retry-After`: once the host's pause is over, and no more often than settings allow."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response

from scraper.middlewares.handler import RETRY


class RetryAfterMiddleware:
    """Sends a request again whose host asked to wait; the gate holds it back until then. Downloader middleware."""

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """The same request again, or the response."""
        if not request.meta.pop(RETRY, False):
            return response
        again = request.copy()
        again.dont_filter = True
        return again
