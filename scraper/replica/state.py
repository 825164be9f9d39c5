"""What is published on each replica site at this moment: how many, which edited, moved or removed, which switches on.

The only thing the replica stores. Changes are made by tests and by the control port while requests are being answered,
so every change holds the lock.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from datetime import date
from typing import NamedTuple

from scraper.replica import days, disclosures
from scraper.replica.bodies import ReplicaForce
from scraper.replica.layouts import layout_of, moved_path
from scraper.replica.model import Disclosure, Head

LOG_LENGTH = 50_000
"""Requests kept of each site; older ones are forgotten, so that a long crawl does not fill the memory."""


class Request(NamedTuple):
    """One request that a replica site answered: `at` is seconds since the epoch, header names are lower-case."""

    method: str
    path: str
    headers: dict[str, str]
    at: float
    status: int


class Site:
    """The changing state of one replica site. Disclosures are known by number; 0 is the oldest."""

    def __init__(self, force: ReplicaForce, seed: int, size: int) -> None:
        self.force = force
        self.layout = layout_of(force)
        self.seed = seed
        self.size = size
        self.lock = threading.Lock()
        self.count = size
        self.revision = 0
        self.versions: dict[int, int] = {}
        self.removed: frozenset[int] = frozenset()
        self.moved: frozenset[int] = frozenset()
        self.switches: dict[str, str] = {}
        self.log: deque[Request] = deque(maxlen=LOG_LENGTH)
        self.answered = 0
        self._categories: tuple[int, dict[str, list[int]]] = (-1, {})

    def publish(self, number: int) -> list[str]:
        """Publish `number` new disclosures; their paths."""
        with self.lock:
            first, self.count = self.count, self.count + number
            self.revision += 1
        return [self.path(n) for n in range(first, first + number)]

    def edit(self, number: int, skip: int = 0) -> list[str]:
        """Change the main content of `number` published disclosures, newest first after `skip`; their paths."""
        with self.lock:
            chosen = self.listed(skip, number)
            for n in chosen:
                self.versions[n] = self.versions.get(n, 0) + 1
            self.revision += 1
        return [self.path(n) for n in chosen]

    def remove(self, number: int, skip: int = 0) -> list[str]:
        """Take down `number` disclosures, newest first after `skip`: gone from the listing, 404 there; their paths."""
        with self.lock:
            chosen = self.listed(skip, number)
            self.removed = self.removed | set(chosen)
            self.revision += 1
        return [self.path(n) for n in chosen]

    def restore(self) -> list[str]:
        """Put back everything that was removed; the paths."""
        with self.lock:
            chosen = sorted(self.removed, reverse=True)
            self.removed = frozenset()
            self.revision += 1
        return [self.path(n) for n in chosen]

    def move(self, number: int, skip: int = 0) -> list[tuple[str, str]]:
        """Give `number` disclosures, newest first after `skip`, another address, to which the old one redirects.

        The pairs of old and new path; those that moved before are passed over.
        Raises `ValueError` where the kind of site has no other address for them.
        """
        with self.lock:
            chosen = [n for n in self.listed(skip, number + len(self.moved)) if n not in self.moved][:number]
            pairs = [(self.path(n), moved_path(self.force, self.path(n))) for n in chosen]
            self.moved = self.moved | set(chosen)
            self.revision += 1
        return pairs

    def switch(self, name: str, value: str | None) -> None:
        """Turn a switch on (to a value) or off (None)."""
        with self.lock:
            switches = dict(self.switches)
            if value is None:
                switches.pop(name, None)
            else:
                switches[name] = value
            self.switches = switches

    @property
    def chrome(self) -> int:
        """How often the furniture was changed."""
        return int(self.switches.get("chrome", "0"))

    def head(self, number: int) -> Head:
        """The head of disclosure `number`."""
        return disclosures.head(self.seed, self.force, number, self.size)

    def item(self, number: int) -> Disclosure:
        """Disclosure `number` as it is published now."""
        return disclosures.disclosure(self.seed, self.force, number, self.size, self.versions.get(number, 0))

    def path(self, number: int) -> str:
        """The path of disclosure `number` as it is published now."""
        path = self.layout.path(self.head(number))
        return moved_path(self.force, path) if number in self.moved else path

    def published(self, number: int) -> bool:
        """Whether disclosure `number` is on the site now."""
        return 0 <= number < self.count and number not in self.removed

    @property
    def total(self) -> int:
        """How many disclosures the listing holds."""
        return self.count - len(self.removed)

    def listed(self, start: int, length: int) -> list[int]:
        """Numbers of a slice of the listing, newest first."""
        end = min(start + length, self.total)
        number = self.count - 1 - start
        removed = sorted(self.removed, reverse=True)
        passed = 0
        while passed < len(removed) and removed[passed] >= number:
            number -= 1
            passed += 1
        found = []
        for _ in range(start, end):
            while number in self.removed:
                number -= 1
            found.append(number)
            number -= 1
        return found

    def between(self, first: date, after: date) -> list[int]:
        """Numbers of the requests made from `first` to before `after`, newest first."""
        low = min(days.first_of(first, self.size), self.count)
        high = min(days.first_of(after, self.size), self.count)
        return [n for n in range(high - 1, low - 1, -1) if n not in self.removed]

    def of_category(self, category: str) -> list[int]:
        """Numbers of the disclosures in a category, newest first."""
        counted, known = self._categories
        if counted != self.count:
            known = {}
            for n in range(self.count):
                known.setdefault(self.head(n).topic.category, []).append(n)
            self._categories = (self.count, known)
        return [n for n in reversed(known.get(category, [])) if n not in self.removed]

    def note(self, method: str, path: str, headers: dict[str, str], status: int) -> None:
        """Keep a request in the log."""
        self.answered += 1
        self.log.append(Request(method, path, headers, time.time(), status))
