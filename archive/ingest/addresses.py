"""Which address is which within a run: what was asked, what it led to, and what the site answered there.

A site tells of a disclosure in two ways: it lists its address, and it answers there. Both are gathered here as plain
observations; what they mean for the archive is decided elsewhere. Anything but an answer of the page itself or a plain
"gone" says nothing: a block, a challenge, a fault or a soft 404 is never evidence of removal.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal
from urllib.parse import urljoin

from w3lib.url import canonicalize_url

from scraper.contract import Capture

Answer = Literal["alive", "gone", "moved", "silent"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
LONGEST_CHAIN = 10


@lru_cache(maxsize=200_000)
def loose(url: str) -> str:
    """A form in which two spellings of one address are equal (escapes, case of host, order of query, no fragment)."""
    try:
        return canonicalize_url(url)
    except ValueError:
        return url


def address_of(capture: Capture) -> str:
    """The address under which the archive knows what was captured."""
    return capture.canonical_url or capture.url


def answer_of(capture: Capture) -> Answer:
    """What an exchange says about its address."""
    if capture.status in GONE:
        return "gone"
    if capture.problem is not None or capture.status is None:
        return "silent"
    if capture.status in REDIRECTS:
        return "moved"
    return "alive" if capture.status in {200, 304} else "silent"


class Redirects:
    """The redirects seen in a run: from each address to the one it led to."""

    def __init__(self, captures: Iterable[Capture]) -> None:
        self._to: dict[str, str] = {}
        for capture in captures:
            if capture.status in REDIRECTS and capture.location:
                try:
                    target = urljoin(capture.url, capture.location)
                except ValueError:
                    continue
                self._to[loose(capture.url)] = target
                self._to.setdefault(loose(address_of(capture)), target)

    def end(self, url: str) -> str:
        """Where an address leads in the end, in loose form; itself if nowhere."""
        here = loose(url)
        for _ in range(LONGEST_CHAIN):
            if here not in self._to:
                break
            here = loose(self._to[here])
        return here

    def sources(self) -> dict[str, list[str]]:
        """For each final address (loose), the addresses (loose) that lead to it."""
        found: dict[str, list[str]] = {}
        for source in self._to:
            target = self.end(source)
            if target != source:
                found.setdefault(target, []).append(source)
        return found
