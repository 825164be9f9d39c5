"""Builds the published file from rows: the one place where anything becomes public.

The file is made from nothing, from rows whose every key the schema names, and never from a copy of the archive, so no
page of it can hold what was not handed to it. What is held or withdrawn must not be handed over; see `reader`. Two
files of the same rows and the same `built_at` bear the same hash: it is taken over the rows, because the bytes of
SQLite's pages depend on its version. Rows stream through: memory does not grow with their number.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from archive.errors import DataProblem
from archive.publish import flip
from archive.publish.lookups import dictionary_rows, outcome_rows, provision_rows
from archive.publish.schema import SCHEMA_VERSION, TABLES, Table
from archive.publish.sidecar import write_sidecar
from archive.publish.tables import create_indexes, create_search, create_tables

Row = Mapping[str, object]
Progress = Callable[[str], None]
DEFAULT_KEEP = 3
REPORTED = 100_000
"""Rows between two lines of progress."""

LAST = ("forces", "archive_build")
"""Tables written after the others, because they count them."""


class Build(NamedTuple):
    """A published file: hash, real path, rows by table, forces with disclosures, bytes, and older files removed."""

    hash: str
    path: Path
    counts: dict[str, int]
    forces: int
    size: int
    removed: list[Path]


def write_public(
    public: Path,
    rows: Mapping[str, Iterable[Row]],
    *,
    built_at: str,
    facts: Mapping[str, str] | None = None,
    keep: int = DEFAULT_KEEP,
    unfit: Callable[[Path], bool] = lambda _: False,
    grace: float = 0.0,
    verify: bool = True,
    progress: Progress = lambda _: None,
) -> Build:
    """Build `public`/foi-<hash>.db and its sidecar from rows by table, then point `public`/foi.db at it.

    `rows` may leave out tables; `outcomes`, `provisions` and `data_dictionary` are filled here unless given,
    `archive_build` always. `disclosures` must come with ids 1..N, newest `date` first, null dates last, ties by
    permalink; those of each force are counted here. `built_at` is UTC, `facts` go to `archive_build`; `verify` compares
    the search index with the text, which takes as long as making it. Raises `DataProblem` for a table or column that
    the schema lacks, a value of the wrong type, an order that is not the stated one or a file that fails its checks;
    the file that was public before then stays as it was. The newest `keep` files are kept, but for `unfit` ones, which
    go `grace` seconds after the change, so that a running site has let go of them.
    """
    public.mkdir(parents=True, exist_ok=True)
    with only_one(public):
        flip.remove_partial(public)
        loose, finished = public / f"{flip.PARTIAL}-loose.db", public / f"{flip.PARTIAL}.db"
        sidecar = public / f"{flip.PARTIAL}.npz"
        try:
            with closing(_connect(loose)) as connection:
                build, counts, forces = _fill(connection, rows, built_at, facts or {}, progress)
                progress("writing the facet sidecar")
                write_sidecar(connection, sidecar, build)
                progress("compacting")
                connection.execute("VACUUM INTO ?", (str(finished),))
            loose.unlink()
            progress("checking")
            check_file(finished, search=verify)
            path = flip.flip(public, finished, sidecar, build)
        finally:
            flip.remove_partial(public)
        return Build(build, path, counts, forces, path.stat().st_size, _removed(public, path, keep, unfit, grace))


def _removed(public: Path, newest: Path, keep: int, unfit: Callable[[Path], bool], grace: float) -> list[Path]:
    """Remove older files; unfit ones after `grace` seconds in which a running site can change over."""
    condemned = {path for path in flip.builds(public) if path != newest and unfit(path)}
    if condemned:
        time.sleep(grace)
    return flip.prune(public, keep, condemned.__contains__)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """One publication at a time in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise DataProblem(f"{folder}: another publication is running there") from error
    else:
        yield
    finally:
        os.close(handle)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in (
        "journal_mode = OFF",  # the file is thrown away if anything fails
        "synchronous = OFF",
        "locking_mode = EXCLUSIVE",
        "cache_size = -131072",
        "secure_delete = ON",
        "foreign_keys = OFF",  # checked as a whole at the end
    ):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _fill(
    connection: sqlite3.Connection,
    rows: Mapping[str, Iterable[Row]],
    built_at: str,
    facts: Mapping[str, str],
    progress: Progress,
) -> tuple[str, dict[str, int], int]:
    """Write every table and index; returns the build's hash, the rows by table and the forces with disclosures."""
    unknown = rows.keys() - {table.name for table in TABLES}
    if unknown:
        raise DataProblem(f"publish: no such table in the public schema: {', '.join(sorted(unknown))}")
    create_tables(connection)
    digest = hashlib.sha256(f"foi {SCHEMA_VERSION} {built_at}".encode())
    counts: dict[str, int] = {}
    per_force: Counter[object] = Counter()
    given: dict[str, Iterable[Row]] = {
        "outcomes": outcome_rows(),
        "provisions": rows["provisions"] if "provisions" in rows else provision_rows(),
        "data_dictionary": dictionary_rows(),
        **rows,
    }
    connection.execute("BEGIN")
    for table in sorted(TABLES, key=lambda table: LAST.index(table.name) if table.name in LAST else -1):
        source: Iterable[Row] = given.get(table.name, ())
        if table.name == "disclosures":
            source = _in_order(source, per_force)
        elif table.name == "forces":
            source = ({**row, "disclosures": per_force[row["id"]]} for row in source)
        elif table.name == "archive_build":
            build = digest.hexdigest()[:16]
            source = _manifest(build, built_at, counts, facts)
        progress(f"writing {table.name}")
        counts[table.name] = _insert(connection, table, source, digest, progress)
    connection.execute("COMMIT")
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise DataProblem(f"publish: row {broken[1]} of {broken[0]} points to a row of {broken[2]} that is not there")
    progress("indexing")
    create_indexes(connection)
    progress("indexing the text")
    create_search(connection)
    connection.execute("ANALYZE")
    return build, counts, len(per_force)


def _manifest(build: str, built_at: str, counts: Mapping[str, int], facts: Mapping[str, str]) -> Iterator[Row]:
    yield from (
        {"key": key, "value": value}
        for key, value in {
            "build": build,
            "built_at": built_at,
            "schema_version": str(SCHEMA_VERSION),
            **{f"rows_{table}": str(count) for table, count in counts.items()},
            **facts,
        }.items()
    )


def _in_order(rows: Iterable[Row], per_force: Counter[object]) -> Iterator[Row]:
    """The rows as they come, counted by force, their ids and order checked."""
    before: tuple[bool, str, str] | None = None
    for number, row in enumerate(rows, 1):
        date, permalink = row.get("date"), str(row.get("permalink"))
        if row.get("id") != number:
            raise DataProblem(f"publish: disclosure {permalink} has id {row.get('id')}, not {number}")
        here = (date is not None, str(date or ""), permalink)
        if before and (here[:2] > before[:2] or (here[:2] == before[:2] and permalink <= before[2])):
            raise DataProblem(f"publish: disclosure {permalink} is out of order after {before[2]}")
        before = here
        per_force[row.get("force_id")] += 1
        yield row


def _insert(
    connection: sqlite3.Connection, table: Table, rows: Iterable[Row], digest: hashlib._Hash, progress: Progress
) -> int:
    """Write the rows of one table, adding each to the digest; returns their number."""
    names = [column.name for column in table.columns]
    allowed = frozenset(names)
    encode = msgspec.msgpack.Encoder().encode
    count = 0
    last: Row = {}
    digest.update(table.name.encode())

    def values() -> Iterator[list[object]]:
        nonlocal count, last
        for row in rows:
            last = row
            if not row.keys() <= allowed:
                extra = ", ".join(sorted(row.keys() - allowed))
                raise DataProblem(f"publish: table {table.name} has no public column {extra}")
            line = [row.get(name) for name in names]
            digest.update(encode(line))
            count += 1
            if count % REPORTED == 0:
                progress(f"writing {table.name}: {count} rows")
            yield line

    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    try:
        connection.executemany(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', values())  # noqa: S608
    except (sqlite3.Error, TypeError, OverflowError, UnicodeEncodeError) as error:
        key = (table.key,) if isinstance(table.key, str) else table.key
        where = ", ".join(f"{name} {last.get(name)!r}" for name in key)
        raise DataProblem(f"publish: table {table.name}, row with {where}: {error}") from error
    return count


def check_file(path: Path, *, search: bool = True) -> None:
    """Prove a finished file whole: structure, no free pages, and (`search`) index against text."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise DataProblem(f"{path}: fails SQLite's integrity check: {found}")
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise DataProblem(
                f"{path}: row {broken[1]} of {broken[0]} points to a row of {broken[2]} that is not there"
            )
        if connection.execute("PRAGMA freelist_count").fetchone()[0]:
            raise DataProblem(f"{path}: has free pages, which might hold what was deleted")
        if search:
            try:
                connection.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                raise DataProblem(f"{path}: the search index does not match the text: {error}") from error
