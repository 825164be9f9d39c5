"""`python -m migrations check`: one head, and the tables of the code are the tables that the migrations make.

Run on a throwaway SQLite file, so that it can't touch an archive. For developers and CI; the program itself brings an
archive to its version when it opens it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import create_engine

HERE = Path(__file__).parent


def check() -> int:
    """0 if there is one head and nothing is missing from it; otherwise 1, with the difference on standard error."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/check.db")
        config = Config(str(HERE / "alembic.ini"))
        config.set_main_option("script_location", str(HERE).replace("%", "%%"))
        heads = ScriptDirectory.from_config(config).get_heads()
        if len(heads) != 1:
            sys.stderr.write(f"migrations: {len(heads)} heads ({', '.join(heads)}); there must be one\n")
            return 1
        try:
            with engine.connect() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                connection.commit()
                command.check(config)
        except CommandError as error:
            sys.stderr.write(f"migrations: {error}\n")
            return 1
        finally:
            engine.dispose()
    return 0


if __name__ == "__main__":
    if sys.argv[1:] != ["check"]:
        sys.exit("usage: python -m migrations check")
    sys.exit(check())
