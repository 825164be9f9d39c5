"""Two lanes of threads, so that a slow search never stands before a quick one.

Work starts in the quick lane with little time. If that runs out it starts again in the slow lane, which has one thread
and a short queue. A quick search therefore waits for quick searches only, however many slow ones arrive.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from datasette_config.site.snapshot import TooSlowError

T = TypeVar("T")
QUICK_SECONDS = 0.4
SLOW_SECONDS = 4.0
QUEUE = 24


class BusyError(Exception):
    """The slow lane's queue is full: the caller should try again in a while."""


class Lanes:
    """The site's threads. `close` ends them."""

    def __init__(self, quick: int = 3, slow: int = 1, streams: int = 2) -> None:
        self._quick = ThreadPoolExecutor(quick, "foi-quick")
        self._slow = ThreadPoolExecutor(slow, "foi-slow")
        self._stream = ThreadPoolExecutor(streams, "foi-stream")
        self._waiting = 0
        self._lock = threading.Lock()

    async def run(self, work: Callable[[float], T]) -> T:
        """Run `work(seconds)`; it must raise `TooSlowError` when the seconds are over.

        Raises `TooSlowError` if the slow lane's time was not enough either, `BusyError` if too many wait there.
        """
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._quick, work, QUICK_SECONDS)
        except TooSlowError:
            with self._lock:
                if self._waiting >= QUEUE:
                    raise BusyError from None
                self._waiting += 1
        try:
            return await loop.run_in_executor(self._slow, work, SLOW_SECONDS)
        finally:
            with self._lock:
                self._waiting -= 1

    async def stream(self, work: Callable[[], T]) -> T:
        """Run one piece of an export; pieces of several exports take turns."""
        return await asyncio.get_running_loop().run_in_executor(self._stream, work)

    def close(self) -> None:
        """End the threads."""
        for pool in (self._quick, self._slow, self._stream):
            pool.shutdown(wait=True, cancel_futures=True)
