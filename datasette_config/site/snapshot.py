"""One published file, opened once: its connections, its facets and its lookup tables.

Every connection is opened at the start under the file's real name, so that a later publication may remove the name
without taking the file from those who read it. A request holds its snapshot until its last byte is sent; the file is
closed when the last holder of an outdated snapshot lets go.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from datasette_config.site.cache import Cache
from datasette_config.site.facets import Facets

Row = dict[str, Any]
Prepare = Callable[[sqlite3.Connection], None]
CONNECTIONS = 10
CACHED = 256
MMAP_BYTES = 1 << 33


class TooSlowError(Exception):
    """A query was stopped because it went over its time."""


def sidecar_of(path: Path) -> Path:
    """The facet sidecar that stands beside a published file."""
    return path.with_suffix(".facets.npz")


class Snapshot:
    """A published file at one moment. `path` is its real name. Raises `OSError`, `ValueError` or `sqlite3.Error`."""

    def __init__(self, path: Path, prepare: Prepare | None = None) -> None:
        self.path = path
        self.size = path.stat().st_size
        self._pool: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._holders = 0
        self._retired = False
        self.cache = Cache(CACHED)
        try:
            for _ in range(CONNECTIONS):
                connection = self._connect()
                if prepare:
                    prepare(connection)
                connection.row_factory = sqlite3.Row
                connection.text_factory = str  # half as slow as the decoder that Datasette sets
                self._pool.put(connection)
            self._read_lookups()
            self.facets = Facets(sidecar_of(path), self.build)
            if self.facets.total != self.total:
                raise ValueError(f"{sidecar_of(path)}: has {self.facets.total} rows, the file {self.total}")
        except BaseException:
            self._close()
            raise

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{quote(str(self.path))}?immutable=1", uri=True, check_same_thread=False, isolation_level=None
        )
        self._all.append(connection)
        for setting in (f"mmap_size={MMAP_BYTES}", "cache_size=-16000", "query_only=1", "temp_store=memory"):
            connection.execute(f"PRAGMA {setting}")
        return connection

    def _read_lookups(self) -> None:
        with self.connection() as connection:
            self.facts = {
                row["key"]: row["value"] for row in connection.execute("SELECT key, value FROM archive_build")
            }
            self.build: str = self.facts.get("build", self.path.stem.removeprefix("foi-"))
            self.built_at: str = self.facts.get("built_at", "")
            self.total: int = connection.execute("SELECT coalesce(max(id), 0) FROM disclosures").fetchone()[0]
            self.tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            self.columns = {
                name: frozenset(r[0] for r in connection.execute("SELECT name FROM pragma_table_info(?)", (name,)))
                for name in self.tables
            }
            self.forces = self._rows(connection, "SELECT * FROM forces ORDER BY name")
            self.outcomes = self._rows(connection, "SELECT * FROM outcomes ORDER BY id")
            self.provisions = self._rows(connection, "SELECT * FROM provisions ORDER BY id")
            self.dictionary = {
                (r["table"], r["column"]): r["meaning"] for r in connection.execute("SELECT * FROM data_dictionary")
            }
        self.force_by_id: dict[int, Row] = {row["id"]: row for row in self.forces}
        self.force_by_slug: dict[str, Row] = {row["slug"]: row for row in self.forces}
        self.outcome_by_id: dict[int, Row] = {row["id"]: row for row in self.outcomes}
        self.provision_by_id: dict[int, Row] = {row["id"]: row for row in self.provisions}
        self.regimes = tuple(dict.fromkeys(row["regime"] for row in self.provisions))
        self.provision_by_name: dict[tuple[str, str], Row] = {(r["regime"], r["provision"]): r for r in self.provisions}

    @staticmethod
    def _rows(connection: sqlite3.Connection, sql: str) -> list[Row]:
        return [dict(row) for row in connection.execute(sql)]

    @contextmanager
    def connection(self, limit: float | None = None) -> Iterator[sqlite3.Connection]:
        """A connection for the time of a `with` block; after `limit` seconds a query there raises `TooSlowError`."""
        connection = self._pool.get()
        try:
            if limit is None:
                yield connection
                return
            end = time.monotonic() + limit
            connection.set_progress_handler(lambda: time.monotonic() > end, 5000)
            try:
                yield connection
            except sqlite3.OperationalError as error:
                if "interrupt" in str(error):
                    raise TooSlowError(f"over {limit:.2f} s") from error
                raise
            finally:
                connection.set_progress_handler(None, 0)
        finally:
            self._pool.put(connection)

    def hold(self) -> bool:
        """Count one more holder; False if it is closed already."""
        with self._lock:
            if self._retired and not self._holders:
                return False
            self._holders += 1
            return True

    def release(self) -> None:
        """Count one holder less; the last one of an outdated snapshot closes it."""
        with self._lock:
            self._holders -= 1
            last = self._retired and not self._holders
        if last:
            self._close()

    def retire(self) -> None:
        """Mark as outdated: closed as soon as nobody holds it."""
        with self._lock:
            free = not self._retired and not self._holders
            self._retired = True
        if free:
            self._close()

    def _close(self) -> None:
        for connection in self._all:
            connection.close()
        self._all.clear()
