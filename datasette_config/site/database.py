"""The database that Datasette's own table and row pages read: always the snapshot that the running request holds.

Datasette keeps connections by thread and by database name, so a file put in place of another under the same name would
be mixed with it. This class takes its connections from the snapshot instead.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette.database import Database

from datasette_config.site.keeper import Keeper, current
from datasette_config.site.snapshot import Snapshot

NAME = "foi"


class PublishedDatabase(Database):
    """Datasette's view of the published file."""

    def __init__(self, datasette: Any, keeper: Keeper) -> None:
        super().__init__(datasette, path=str(keeper.public / "foi.db"), is_mutable=False)
        self.keeper = keeper

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        """Run `fn` with a connection of the request's snapshot, in Datasette's threads."""
        snapshot = current.get(None)
        own = snapshot is None
        held: Snapshot = self.keeper.hold() if snapshot is None else snapshot

        def in_thread() -> Any:
            with held.connection() as connection:
                return fn(connection)

        try:
            return await asyncio.get_running_loop().run_in_executor(self.ds.executor, in_thread)
        finally:
            if own:
                held.release()

    def _now(self) -> Snapshot:
        snapshot = current.get(None)
        return self.keeper._snapshot if snapshot is None else snapshot

    @property
    def hash(self) -> str:
        """The build's hash."""
        return self._now().build

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self._now().size

    @property
    def mtime_ns(self) -> int:
        """When the file was written, in nanoseconds."""
        return Path(self._now().path).stat().st_mtime_ns

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:
        """Rows by table as the build counted them: counting the text tables anew would read the whole file."""
        snapshot = self._now()
        counts = {name: snapshot.facts.get(f"rows_{name}") for name in snapshot.tables}
        return {name: int(count) if count is not None else None for name, count in counts.items()}

    @property
    def cached_table_counts(self) -> dict[str, int | None]:
        """The same, without waiting."""
        snapshot = self._now()
        counts = {name: snapshot.facts.get(f"rows_{name}") for name in snapshot.tables}
        return {name: int(count) for name, count in counts.items() if count is not None}
