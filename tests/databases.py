"""Archives for tests on both databases: SQLite files, and a throwaway PostgreSQL cluster of the test session's own.

PostgreSQL refuses to run as root, so under root (as in containers) its programs are run as the user `postgres`. The
cluster listens on a socket in its own folder only, so it cannot meet another server.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from archive.store import open_archive

USER = "postgres"
_numbers = itertools.count(1)


def program(name: str) -> str:
    """A PostgreSQL program: on the PATH, else the newest of Debian's folders."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name.split(".")[0]))
    found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(str(path) for path in reversed(places)))
    assert found, f"PostgreSQL's {name} is needed for these tests: install the package postgresql"
    return found


def run(*arguments: str) -> None:
    """Run a PostgreSQL program as a user it accepts; its output is shown if it fails."""
    root = os.geteuid() == 0
    command = ["runuser", "-u", USER, "--", *arguments] if root else list(arguments)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd="/", check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[str]:
    """The socket folder of a running cluster."""
    folder = Path(tempfile.mkdtemp(prefix="foi-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    store = str(folder / "data")
    pg_ctl = program("pg_ctl")
    run(program("initdb"), "-D", store, "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-F -c listen_addresses= -c unix_socket_directories={folder} -c max_connections=30"
    run(pg_ctl, "-D", store, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield str(folder)
    finally:
        run(pg_ctl, "-D", store, "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_template(postgres_cluster: str) -> str:
    """The name of a database that holds an empty archive: copying it is quicker than making its tables."""
    name = f"foi_template_{os.getpid()}"
    with psycopg.connect(host=postgres_cluster, user=USER, dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    open_archive(_url(postgres_cluster, name)).dispose()
    return name


def _url(cluster: str, name: str) -> str:
    return f"postgresql://{USER}@/{name}?host={cluster}"


@contextmanager
def _database(cluster: str, template: str = "template0") -> Iterator[str]:
    """The URL of a new database, dropped at the end."""
    name = f"foi_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(host=cluster, user=USER, dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield _url(cluster, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_url(postgres_cluster: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    with _database(postgres_cluster) as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.db'}"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An open, empty archive of each kind in turn."""
    if request.param == "sqlite":
        opened = open_archive(tmp_path)
        yield opened
        opened.dispose()
        return
    cluster, template = request.getfixturevalue("postgres_cluster"), request.getfixturevalue("postgres_template")
    with _database(cluster, template) as found:
        opened = open_archive(found)
        yield opened
        opened.dispose()
