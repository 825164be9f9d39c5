"""Keeps the newest published file open and hands it to requests.

A thread looks at the symlink twice a second. A new file is opened and its facets are loaded beside the old one, in that
thread, and only then does it take the old one's place by one assignment: no request waits and none sees both.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from contextvars import ContextVar
from pathlib import Path

from datasette_config.site.snapshot import Prepare, Snapshot

LINK = "foi.db"
INTERVAL = 0.5

log = logging.getLogger("foi.site")
current: ContextVar[Snapshot] = ContextVar("snapshot")
"""The snapshot that the running request holds."""


class NothingPublishedError(Exception):
    """There is no published file in the folder yet."""


class Keeper:
    """The published folder `public`, its newest snapshot and the thread that watches it."""

    def __init__(self, public: Path, prepare: Prepare | None = None) -> None:
        self.public = public
        self.prepare = prepare
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._failed: Path | None = None
        self._snapshot = Snapshot(self.published(), prepare)

    def published(self) -> Path:
        """The real path that the symlink names now. Raises `NothingPublishedError`."""
        try:
            return (self.public / LINK).resolve(strict=True)
        except OSError as error:
            raise NothingPublishedError(f"{self.public / LINK}: nothing has been published yet") from error

    def hold(self) -> Snapshot:
        """The newest snapshot, held for the caller, who must release it."""
        while True:
            snapshot = self._snapshot
            if snapshot.hold():
                return snapshot

    def refresh(self) -> bool:
        """Open the newest file if it is not the one at hand. True if it took the old one's place."""
        with self._lock:
            try:
                path = self.published()
            except NothingPublishedError:
                return False
            old = self._snapshot
            if path in (old.path, self._failed):
                return False
            try:
                fresh = Snapshot(path, self.prepare)
            except (OSError, ValueError, KeyError, sqlite3.Error) as error:
                self._failed = path
                log.error("%s: can't be served, so %s stays: %s", path, old.path.name, error)
                return False
            self._failed = None
            self._snapshot = fresh
            old.retire()
            log.info("serving %s (%d disclosures)", path.name, fresh.total)
            return True

    def watch(self) -> None:
        """Start the thread that looks for new files; a second call does nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name="foi-watch", daemon=True)
            self._thread.start()

    def _loop(self) -> None:
        while not self._stop.wait(INTERVAL):
            self.refresh()

    def close(self) -> None:
        """Stop watching and let the file go."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
        self._snapshot.retire()
