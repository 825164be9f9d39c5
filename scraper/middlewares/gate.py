"""The gate: the last word on whether a request goes out, shared by everything that asks.

It stands right before the wire, so that a host that turned the crawler away, or asked it to wait, is left alone at
once, also by requests that were already waiting in a queue. It also keeps the number of requests at a time: Scrapy's
own count lets several through at once where no delay is set.
"""

from __future__ import annotations

import asyncio
import time

from scrapy.exceptions import IgnoreRequest

from scraper.platforms.address import host_of

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds to wait for a lost network: at first, and at most."""


MOST_FAILURES = 30
"""Requests in a row without an answer after which a host is given up."""


class Refused(IgnoreRequest):
    """A request that does not go out. `code` says why: `off_host`, `host_blocked`, `robots`, `storage`, …"""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Gate:
    """Which hosts may be asked now."""

    def __init__(self, hosts: list[str], at_a_time: int = 1) -> None:
        self._hosts = frozenset(hosts)
        self._at_a_time = at_a_time
        self._turns: dict[str, asyncio.Semaphore] = {}
        self._blocked: dict[str, str] = {}
        self._until: dict[str, float] = {}
        self._waits: dict[str, int] = {}
        self._reached: set[str] = set()
        self._losses: dict[str, int] = {}
        self._failures: dict[str, int] = {}

    def check(self, url: str) -> None:
        """Raises `Refused` if the address's host is not allowed, or was blocked in this run."""
        host = host_of(url)
        if host not in self._hosts:
            raise Refused("off_host", f"{host or url}: not in the force's list of hosts")
        if host in self._blocked:
            raise Refused("host_blocked", f"{host}: {self._blocked[host]}")

    def turn(self, url: str) -> asyncio.Semaphore:
        """The address's host's turnstile: to be entered for the length of a request."""
        return self._turns.setdefault(host_of(url), asyncio.Semaphore(self._at_a_time))

    def block(self, url: str, why: str) -> None:
        """Ask the address's host nothing more in this run."""
        self._blocked.setdefault(host_of(url), why)

    def pause(self, url: str, seconds: float, most: float, times: int) -> bool:
        """Leave the host alone for so long; False if that is longer than `most`, or was asked for `times` times."""
        host = host_of(url)
        if seconds > most or self._waits.get(host, 0) >= times:
            return False
        self._waits[host] = self._waits.get(host, 0) + 1
        self._until[host] = max(self._until.get(host, 0.0), time.monotonic() + seconds)
        return True

    def reached(self, url: str) -> None:
        """The address's host answered."""
        host = host_of(url)
        self._reached.add(host)
        self._losses.pop(host, None)
        self._failures.pop(host, None)

    def failed(self, url: str) -> None:
        """A request got no whole answer. A host that gives nothing else for long is given up for this run."""
        host = host_of(url)
        self._failures[host] = self._failures.get(host, 0) + 1
        if self._failures[host] >= MOST_FAILURES:
            self.block(url, f"{MOST_FAILURES} requests in a row got no answer")

    def lost(self, url: str, patience: int) -> bool:
        """The address's host could not be reached. True: it was before, and is worth waiting for.

        Each loss in a row waits twice as long, up to a minute; after `patience` losses the host is given up.
        """
        host = host_of(url)
        if host not in self._reached:
            return False
        self._losses[host] = losses = self._losses.get(host, 0) + 1
        if losses >= patience:
            self.block(url, "not to be reached any more")
            return False
        self._until[host] = time.monotonic() + min(FIRST_WAIT * 2.0 ** (losses - 1), LONGEST_WAIT)
        return True

    async def wait(self, url: str) -> None:
        """Wait until the address's host may be asked again."""
        host = host_of(url)
        while (left := self._until.get(host, 0.0) - time.monotonic()) > 0:
            await asyncio.sleep(left)
