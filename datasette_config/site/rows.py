"""Short rows of disclosures for lists: results, newest, similar."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from datasette_config.site.snapshot import Row, Snapshot
from datasette_config.site.snippets import Snippet

COLUMNS = (
    "id, permalink, force_id, reference, title, request_date, response_date, date, date_source, outcome_id, ncnd,"
    " attachments, state, edited, held"
)


@dataclass
class Item:
    """One disclosure in a list. `title_html` has the search's words marked."""

    row: Row
    force: Row
    outcome: Row
    title_html: Markup
    exemptions: list[Row] = field(default_factory=list)
    snippets: list[Snippet] = field(default_factory=list)
    exact: bool = False

    @property
    def url(self) -> str:
        """Address of its page."""
        return f"/d/{self.row['permalink']}"


def title_of(row: Any) -> str:
    """A disclosure's title, or words in place of one."""
    named = f"Request {row['reference']}" if row["reference"] else ""
    return row["title"] or named or ("An answer held for review" if row["held"] else "Untitled request")


def applied(snapshot: Snapshot, number: int) -> list[Row]:
    """The provisions applied in a disclosure, from the sidecar."""
    column = snapshot.facets.multiple["provision"]
    codes = column.codes[column.indptr[number - 1] : column.indptr[number]]
    return [snapshot.provision_by_id[int(code)] for code in codes]


def items(
    connection: sqlite3.Connection,
    snapshot: Snapshot,
    ids: Iterable[int],
    titles: dict[int, Markup] | None = None,
    snippets: dict[int, list[Snippet]] | None = None,
) -> list[Item]:
    """The disclosures of these ids, in that order."""
    wanted = [int(number) for number in ids]
    marks = ",".join("?" * len(wanted))
    rows = {
        row["id"]: dict(row)
        for row in connection.execute(f"SELECT {COLUMNS} FROM disclosures WHERE id IN ({marks})", wanted)  # noqa: S608
    }
    return [
        Item(
            row=rows[number],
            force=snapshot.force_by_id[rows[number]["force_id"]],
            outcome=snapshot.outcome_by_id[rows[number]["outcome_id"]],
            title_html=(titles or {}).get(number) or escape(title_of(rows[number])),
            exemptions=applied(snapshot, number),
            snippets=(snippets or {}).get(number, []),
        )
        for number in wanted
        if number in rows
    ]
