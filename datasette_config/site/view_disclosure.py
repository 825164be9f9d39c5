"""The page of one disclosure."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import Any

from datasette.utils.asgi import Response

from datasette_config.site.rows import title_of
from datasette_config.site.site import here
from datasette_config.site.snapshot import Row, Snapshot
from datasette_config.site.views import answered, html, missing, site_of

PERMALINK = re.compile(r"[a-z0-9-]{1,80}/[A-Za-z0-9._~-]{1,160}")


def rows(connection: sqlite3.Connection, sql: str, *values: object) -> list[Row]:
    """Rows as plain dictionaries."""
    return [dict(row) for row in connection.execute(sql, values)]


def read(connection: sqlite3.Connection, snapshot: Snapshot, permalink: str) -> dict[str, Any] | None:
    """Everything that the page shows; None if there is no such disclosure."""
    found = rows(connection, "SELECT * FROM disclosures WHERE permalink = ?", permalink)
    if not found:
        return None
    row = found[0]
    number = row["id"]
    text = rows(connection, "SELECT * FROM texts WHERE id = ?", number)
    cited = rows(
        connection,
        "SELECT c.*, p.regime, p.provision, p.section, p.title, p.kind, p.qualified, p.basis, p.ncnd_limb"
        " FROM citations c JOIN provisions p ON p.id = c.provision_id WHERE c.disclosure_id = ? ORDER BY c.id LIMIT 200",
        number,
    )
    return {
        "row": row,
        "title": title_of(row),
        "force": snapshot.force_by_id[row["force_id"]],
        "outcome": snapshot.outcome_by_id[row["outcome_id"]],
        "text": text[0] if text else None,
        "segments": loads(text[0]["segments"]) if text else [],
        "applied": [c for c in cited if c["status"] == "applied"],
        "mentioned": [c for c in cited if c["status"] != "applied"],
        "attachments": rows(
            connection, "SELECT * FROM attachments WHERE disclosure_id = ? ORDER BY position LIMIT 200", number
        ),
    }


def loads(text: str | None) -> list[Any]:
    """A JSON list; empty if there is none."""
    value = json.loads(text) if text else []
    return value if isinstance(value, list) else []


@answered
async def disclosure(request: Any, datasette: Any) -> Response:
    """One disclosure: labels, request, answer, exemptions, files, where it came from."""
    snapshot = here()
    permalink = f"{request.url_vars['force']}/{request.url_vars['tail']}"
    if not PERMALINK.fullmatch(permalink):
        return missing()

    def work(seconds: float) -> dict[str, Any] | None:
        with snapshot.connection(seconds) as connection:
            return read(connection, snapshot, permalink)

    found = await site_of(datasette).lanes.run(work)
    if found is None:
        return missing("No disclosure has this address. It may have been withdrawn; a search may find where it is now.")
    return html("disclosure.html", **found)
