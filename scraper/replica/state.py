"""What is published on each replica site at this moment: how many, which edited, which removed, which switches are on.

The only thing the replica stores. Changes are made by tests and by the control port while requests are being answered,
so every access holds the lock.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import NamedTuple

from scraper.replica.bodies import ReplicaForce
from scraper.replica.disclosures import Disclosure, disclosure

LOG_LENGTH = 500_000


class Request(NamedTuple):
    """One request that a replica site answered: `at` is seconds since the epoch, header names are lower-case."""

    method: str
    path: str
    headers: dict[str, str]
    at: float
    status: int


class Site:
    """The changing state of one replica site."""

    def __init__(self, force: ReplicaForce, seed: int, size: int) -> None:
        self.force = force
        self.seed = seed
        self.size = size
        self.lock = threading.Lock()
        self.count = size
        self.versions: dict[int, int] = {}
        self.removed: list[int] = []
        self.switches: dict[str, str] = {}
        self.log: deque[Request] = deque(maxlen=LOG_LENGTH)

    def publish(self, number: int) -> list[str]:
        """Publish `number` new disclosures; their paths."""
        with self.lock:
            first, self.count = self.count, self.count + number
        return [self.item(n).path for n in range(first, first + number)]

    def edit(self, number: int) -> list[str]:
        """Change the main content of `number` published disclosures, newest first; their paths."""
        with self.lock:
            chosen = [n for n in reversed(range(self.count)) if n not in self.removed][:number]
            for n in chosen:
                self.versions[n] = self.versions.get(n, 0) + 1
        return [self.item(n).path for n in chosen]

    def remove(self, number: int) -> list[str]:
        """Take down `number` disclosures, newest first: gone from the listing, 404 at their address; their paths."""
        with self.lock:
            chosen = [n for n in reversed(range(self.count)) if n not in self.removed][:number]
            self.removed.extend(chosen)
        return [self.item(n).path for n in chosen]

    def restore(self) -> list[str]:
        """Put back everything that was removed; the paths."""
        with self.lock:
            chosen, self.removed = self.removed, []
        return [self.item(n).path for n in chosen]

    def switch(self, name: str, value: str | None) -> None:
        """Turn a switch on (to a value) or off (null)."""
        with self.lock:
            if value is None:
                self.switches.pop(name, None)
            else:
                self.switches[name] = value

    def item(self, number: int) -> Disclosure:
        """Disclosure `number` as it is published now."""
        return disclosure(self.seed, self.force, number, self.size, self.versions.get(number, 0))

    def listed(self, start: int, length: int) -> tuple[list[Disclosure], int]:
        """A slice of the listing, newest first, and how many are listed in all."""
        with self.lock:
            removed = set(self.removed)
            count = self.count
        if not removed:
            numbers = range(count - 1 - start, max(-1, count - 1 - start - length), -1)
            return [self.item(n) for n in numbers], count
        shown = [n for n in reversed(range(count)) if n not in removed]
        return [self.item(n) for n in shown[start : start + length]], len(shown)

    def published(self, number: int) -> bool:
        """Whether disclosure `number` is on the site now."""
        with self.lock:
            return 0 <= number < self.count and number not in self.removed

    def note(self, method: str, path: str, headers: dict[str, str], status: int) -> None:
        """Keep a request in the log."""
        self.log.append(Request(method, path, headers, time.time(), status))
