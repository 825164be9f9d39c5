"""What web archives hold of the invented forces: each disclosure as it first stood, some of them again after an edit.

An archive keeps what a site later changed or took down, so nothing here follows the changes that are made to the living
sites. Besides disclosures and files it holds what archives hold: a home page, a redirect, a page that was not there.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha1
from typing import NamedTuple

from scraper.replica import sites
from scraper.replica.replies import Reply
from scraper.replica.state import Site

FIRST_AFTER = timedelta(days=10)
AGAIN_AFTER = timedelta(days=100)
AGAIN_EVERY = 5


class Held(NamedTuple):
    """One capture: the original's address and time (14 digits, UTC), and what was answered then."""

    url: str
    path: str
    timestamp: str
    version: int

    @property
    def key(self) -> str:
        """The address in the order in which an archive sorts: host reversed, then the path, in lower case."""
        host, _, path = self.url.partition("://")[2].partition("/")
        name, _, port = host.partition(":")
        return f"{','.join(reversed(name.split('.')))}{':' + port if port else ''})/{path}".lower()


class Holdings:
    """The captures that web archives hold of one site, made on request."""

    def __init__(self, site: Site, port: int) -> None:
        self.port = port
        self.host = f"127.0.0.1:{port}"
        self.slug = site.force.slug
        self._then = [Site(site.force, site.seed, site.size), Site(site.force, site.seed, site.size)]
        self._then[1].versions = dict.fromkeys(range(site.size), 1)
        self.reply = lru_cache(maxsize=512)(self._reply)
        self.captures = lru_cache(maxsize=1)(self._captures)
        self.digest = lru_cache(maxsize=65_536)(self._digest)

    def _captures(self) -> tuple[Held, ...]:
        """Every capture, sorted as an archive sorts: by address, then by time."""
        return tuple(sorted(self._made(), key=lambda held: (held.key, held.timestamp)))

    def _made(self) -> Iterator[Held]:
        site = self._then[0]
        for number in range(site.size):
            top = site.head(number)
            paths = [
                site.path(number),
                *(link.path for link in site.item(number).files if link.path != site.path(number)),
            ]
            for path in paths:
                yield self._held(path, top.listed + FIRST_AFTER, number, 0)
            if number % AGAIN_EVERY == 0:
                yield self._held(paths[0], top.listed + AGAIN_AFTER, number, 1)
            if number % AGAIN_EVERY == 1 and paths[0].endswith("/"):
                yield self._held(paths[0].rstrip("/"), top.listed + AGAIN_AFTER, number, 0)
        newest = site.head(site.size - 1).listed
        yield self._held("/", newest, 0, 0)
        yield self._held(f"{site.path(0).rstrip('/')}-gone/", newest, 0, 0)

    def _held(self, path: str, day: date, number: int, version: int) -> Held:
        moment = datetime(day.year, day.month, day.day, number % 24, number * 7 % 60, number * 13 % 60)
        return Held(f"http://{self.host}{path}", path, f"{moment:%Y%m%d%H%M%S}", version)

    def _reply(self, held: Held) -> Reply:
        """What the site answered when the capture was taken."""
        path, _, query = held.path.partition("?")
        return sites.answer(self._then[held.version], self.port, path, query)

    def _digest(self, held: Held) -> str:
        """SHA-1 of the body in base 32, as archives write it."""
        return b32encode(sha1(self.reply(held).body, usedforsecurity=False).digest()).decode()

    def nearest(self, url: str, timestamp: str) -> Held | None:
        """The capture of an address nearest in time to a timestamp of any length, or None."""
        bare = url.partition("://")[2] or url
        of_url = [held for held in self.captures() if held.url.partition("://")[2] == bare]
        wanted = int(timestamp.ljust(14, "0")[:14])
        return min(of_url, key=lambda held: abs(int(held.timestamp) - wanted), default=None)
