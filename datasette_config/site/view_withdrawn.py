"""What was taken down from this archive: tombstones that say that something was here and for what kind of reason."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from datasette_config.site import dates
from datasette_config.site.query.reference import slug
from datasette_config.site.site import here
from datasette_config.site.snapshot import Row, Snapshot
from datasette_config.site.views import answered, html, missing, problem, site_of

SHOWN = 500
GONE = "No disclosure has this address. A search may find what you are looking for."


@answered
async def withdrawn(request: Any, datasette: Any) -> Response:
    """The newest withdrawals."""
    snapshot = here()

    def work(seconds: float) -> list[Row]:
        with snapshot.connection(seconds) as connection:
            sql = "SELECT * FROM withdrawn ORDER BY at DESC, id DESC LIMIT ?"
            return [dict(row) for row in connection.execute(sql, (SHOWN,))]

    found = await site_of(datasette).lanes.run(work)
    return html("withdrawn.html", rows=[(row, snapshot.force_by_id[row["force_id"]]) for row in found])


def tombstone(snapshot: Snapshot, permalink: str) -> Row | None:
    """The tombstone that a permalink's force and reference lead to; None if there is none."""
    name, _, tail = permalink.partition("/")
    force = snapshot.force_by_slug.get(name)
    if force is None:
        return None
    with snapshot.connection() as connection:
        sql = "SELECT * FROM withdrawn WHERE force_id = ? AND reference IS NOT NULL ORDER BY id DESC LIMIT 5000"
        for row in connection.execute(sql, (force["id"],)):
            if slug(row["reference"]) == tail:
                return dict(row)
    return None


async def absent(datasette: Any, permalink: str) -> Response:
    """The page for a permalink that leads to nothing: 410 if that was taken down, else 404."""
    snapshot = here()
    row = await site_of(datasette).lanes.run(lambda _: tombstone(snapshot, permalink))
    if row is None:
        return missing(GONE)
    day = dates.shown(row["at"][:10]) if row["at"] else "a day not noted"
    text = (
        f"The answer {row['reference']} was taken down from this archive on {day}. The kind of reason: {row['reason']}."
    )
    return problem(410, "Withdrawn", text)
