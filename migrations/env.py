"""Alembic's environment: runs the revisions on the connection it is handed, else on the one named by `-x url=`.

Batch mode throughout, because SQLite changes a table only by copying it. The archive's own text type is written into
revisions as plain `sa.Text()`, so that an old revision never depends on today's code.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, create_engine

from archive.store import Base
from archive.store.base import CleanText


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """How the archive's own column type is written in a revision."""
    return "sa.Text()" if kind == "type" and isinstance(item, CleanText) else False


def run(connection: Connection) -> None:
    """Run the revisions on this connection, whose transaction belongs to the caller."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    """Use the caller's connection, or open the named database."""
    given = context.config.attributes.get("connection")
    if given is not None:
        run(given)
        return
    url = context.get_x_argument(as_dictionary=True).get("url")
    if not url:
        raise SystemExit("alembic: name the database, such as -x url=sqlite:///data/archive.db")
    engine = create_engine(url)
    with engine.begin() as connection:
        run(connection)
    engine.dispose()


main()
