"""One crawl of a force at a time, by a lock that the kernel lets go of when its holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.errors import CrawlRefused

LOCKS = "locks"
"""The folder of the locks in the data folder."""
PATIENCE = 1.0
"""Seconds to wait for a lock: a crawl that was just killed may still be going."""


@contextmanager
def force_lock(data: Path, slug: str) -> Iterator[int]:
    """Hold the force's lock; gives its file descriptor, to be inherited by the crawling process.

    Raises `CrawlRefused` if another crawl holds it, or `OSError`.
    """
    path = data / LOCKS / f"{slug}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        until = time.monotonic() + PATIENCE
        while not _taken(handle) and time.monotonic() < until:
            time.sleep(0.05)
        if not _taken(handle):
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise CrawlRefused(f"{slug}: another crawl of this force is running (process {holder})")
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield handle
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    """Take the lock if it is free; whether this process holds it now."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
