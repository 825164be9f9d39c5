"""Bringing a database to this program's tables, by the migrations that ship with the package.

One transaction for all steps, so that a failed upgrade leaves the archive as it was. A database that a newer program
has written is refused rather than guessed at.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from archive.errors import DataProblem

VERSION_TABLE = "alembic_version"


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration for the shipped migrations, bound to a connection where one is given."""
    folder = Path(str(files("migrations")))
    config = Config(str(folder / "alembic.ini"))
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def head() -> str:
    """The revision that this program's tables have. Raises if the migrations have more than one head."""
    revision = ScriptDirectory.from_config(alembic_config()).get_current_head()
    if revision is None:
        raise DataProblem("migrations: no revision found in the installed package")
    return revision


def upgrade(engine: Engine, lock: Callable[[Connection], None]) -> None:
    """Bring the database to `head()`, under `lock`. Raises `DataProblem` if it is of a newer version or no archive."""
    target = head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_heads() == (target,):
            return
    with engine.execution_options(writes=True).begin() as connection:
        lock(connection)
        _check_known(connection)
        command.upgrade(alembic_config(connection), "head")
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise DataProblem(f"{engine.url}: upgrade would break {len(broken)} references; nothing was changed")


def _check_known(connection: Connection) -> None:
    shown = connection.engine.url.render_as_string(hide_password=True)
    current = MigrationContext.configure(connection).get_current_heads()
    known = {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
    unknown = [revision for revision in current if revision not in known]
    if unknown:
        raise DataProblem(
            f"{shown}: written by a newer version of this program (revision {', '.join(unknown)}); update the program"
        )
    tables = [table for table in inspect(connection).get_table_names() if table != VERSION_TABLE]
    if not current and tables:
        raise DataProblem(f"{shown}: holds other tables ({tables[0]}) and is no archive; name another database")
