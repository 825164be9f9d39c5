"""Publishing beside the least that the same file costs in bare SQLite: what checks, hashes and the flip add."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from archive.publish.schema import TABLES
from archive.publish.tables import create_indexes, create_search, create_tables
from archive.publish.writer import write_public
from tests.bench import Row
from tests.bench.synthetic import BUILT_AT, Plan
from tests.bench.synthetic import TABLES as FILLED

Rows = dict[str, list[dict[str, object]]]


def bare(path: Path, rows: Rows) -> float:
    """Seconds to insert the rows, index them and compact the file, with nothing checked."""
    started = time.perf_counter()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        create_tables(connection)
        connection.execute("BEGIN")
        for table in TABLES:
            names = [column.name for column in table.columns]
            marks = ", ".join("?" * len(names))
            values = ([row.get(name) for name in names] for row in rows.get(table.name, ()))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', values)
        connection.execute("COMMIT")
        create_indexes(connection)
        create_search(connection)
        connection.execute("VACUUM INTO ?", (f"{path}.compact",))
    return time.perf_counter() - started


def run(quick: bool = False) -> list[Row]:
    """Publish the same synthetic rows both ways, three times in turn, and compare the best of each."""
    count = 3_000 if quick else 30_000
    plan = Plan(count, seed=1)
    rows: Rows = {name: list(plan.forces if name == "forces" else getattr(plan, name)()) for name in FILLED}
    ours, theirs = [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            theirs.append(bare(Path(folder) / "bare.db", rows))
            started = time.perf_counter()
            write_public(Path(folder) / "public", rows, built_at=BUILT_AT)
            ours.append(time.perf_counter() - started)
    ratio = min(theirs) / min(ours)
    return [
        {
            "name": f"publish {count} disclosures, rate against bare SQLite without any check",
            "figure": f"{ratio:.2f} ({count / min(ours):.0f} disclosures/s)",
            "bound": "at least 0.4",
            "met": ratio >= 0.4,
        }
    ]
