"""Opening the archive's database: SQLite in the data folder by default, PostgreSQL where one is named.

An archive is brought to this program's version when it is opened, so that no command meets an old table. SQLite runs in
WAL mode, so that publishing reads while an ingest writes; a writing transaction takes its lock at the start, because a
lock taken half-way can fail after the work is done. Nothing here reads the environment: the command hands the URL in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from archive.errors import DataProblem, UsageProblem
from archive.store.provisions import provisions_are_current, seed_provisions
from archive.store.upgrade import upgrade

DATABASE = "archive.db"
BUSY_SECONDS = 600
"""How long a writer waits for another: an ingest of a large run may hold the lock for minutes."""

WRITE_LOCK = 0x464F49
"""The PostgreSQL advisory lock that ingests and upgrades take in turn."""


def archive_url(data: Path, url: str | None = None) -> str:
    """The database URL: the one given, else SQLite in the data folder. Raises `UsageProblem` for an unknown kind."""
    if not url:
        return f"sqlite:///{data / DATABASE}"
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UsageProblem(f"archive URL {url!r}: {error}") from error
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    if parsed.get_backend_name() == "sqlite" and parsed.database not in {None, "", ":memory:"}:
        return url
    raise UsageProblem(f"archive URL {url!r}: only an sqlite file or postgresql will do")


def open_archive(target: Path | str, *, create: bool = True) -> Engine:
    """Open (and, unless `create` is false, make) an archive and bring it to this program's version.

    `target` is a data folder or a database URL. Raises `DataProblem` where the database cannot be opened, is no
    archive, or was written by a newer version.
    """
    url = archive_url(Path(), target) if isinstance(target, str) else archive_url(target)
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(parsed.database or "")
        if not create and not path.is_file():
            raise UsageProblem(f"{path}: no archive here yet (run `foi crawl` or `foi ingest` first)")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DataProblem(f"{path.parent}: cannot be made: {error.strerror}") from error
    shown = parsed.render_as_string(hide_password=True)
    try:
        _upgraded(url)
    except DatabaseError as error:
        raise DataProblem(f"{shown}: cannot be opened: {str(error.__cause__ or error).splitlines()[0]}") from error
    return _engine(url, foreign_keys=True)


def _upgraded(url: str) -> None:
    engine = _engine(url, foreign_keys=False)
    try:
        upgrade(engine, lock_for_writing)
        with engine.connect() as connection:
            if provisions_are_current(connection):
                return
        with engine.execution_options(writes=True).begin() as connection:
            lock_for_writing(connection)
            seed_provisions(connection)
    finally:
        engine.dispose()


def _engine(url: str, *, foreign_keys: bool) -> Engine:
    """An engine with the pragmas and locks above. Batch migrations copy tables, which enforced keys would not allow."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _pragmas(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def lock_for_writing(connection: Connection) -> None:
    """Make this transaction the only writer until it ends (SQLite took its lock at BEGIN)."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session in one writing transaction: committed at the end, rolled back on any error.

    Raises `DataProblem` where the database cannot do it: a full disk, a lost connection, no leave to write.
    """
    try:
        with Session(engine.execution_options(writes=True), autoflush=False) as session, session.begin():
            lock_for_writing(session.connection())
            yield session
    except OperationalError as error:
        raise _refused(engine, error) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that reads one consistent state of the archive and writes nothing. Raises `DataProblem` as above."""
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    try:
        with Session(engine.execution_options(**options), autoflush=False) as session:
            yield session
    except OperationalError as error:
        raise _refused(engine, error) from error


def _refused(engine: Engine, error: OperationalError) -> DataProblem:
    shown = engine.url.render_as_string(hide_password=True)
    return DataProblem(f"{shown}: {str(error.__cause__ or error).splitlines()[0]}")
