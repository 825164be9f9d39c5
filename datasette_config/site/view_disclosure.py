"""The pages of one disclosure: the answer, one of its files as text, one of its tables, and the same as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

from datasette.utils.asgi import Response

from datasette_config.site import diff, similar, tables
from datasette_config.site.files import stored
from datasette_config.site.rows import items, title_of
from datasette_config.site.site import Site, here
from datasette_config.site.snapshot import Row, Snapshot
from datasette_config.site.snippets import PARTS_SHOWN
from datasette_config.site.view_withdrawn import GONE, absent
from datasette_config.site.views import answered, base_address, html, missing, site_of
from datasette_config.spreadsheet import safe_cell

PERMALINK = re.compile(r"[a-z0-9-]{1,80}/[A-Za-z0-9._~-]{1,200}")
REVISIONS = 12
PREVIEW_CHARACTERS = 700
T = TypeVar("T")


def rows(connection: sqlite3.Connection, sql: str, *values: object) -> list[Row]:
    """Rows as plain dictionaries."""
    return [dict(row) for row in connection.execute(sql, values)]


def loads(text: str | None, kind: type[T]) -> T:
    """A JSON value of a kind; an empty one if there is none."""
    try:
        value = json.loads(text) if text else None
    except ValueError:
        value = None
    return value if isinstance(value, kind) else kind()


def row_of(connection: sqlite3.Connection, permalink: str) -> Row | None:
    """The row of a disclosure by its permalink."""
    found = rows(connection, "SELECT * FROM disclosures WHERE permalink = ?", permalink)
    return found[0] if found else None


def published_whole(snapshot: Snapshot, row: Row) -> bool:
    """Whether the terms of the disclosure's force allow its text to be published whole, and so its files."""
    return bool(snapshot.force_by_id[row["force_id"]]["full_text_public"])


def attachments(connection: sqlite3.Connection, number: int, public: Path, whole: bool) -> list[Row]:
    """The files of a disclosure, each with a preview of its text and whether the archive's copy can be downloaded.

    `whole`: the terms of the force allow its text to be published whole, and so its files.
    """
    found = rows(connection, "SELECT * FROM attachments WHERE disclosure_id = ? ORDER BY position LIMIT 200", number)
    for file in found:
        first = rows(
            connection,
            f"SELECT substr(text, 1, {PREVIEW_CHARACTERS}) AS start, machine_read FROM attachment_parts"  # noqa: S608
            " WHERE attachment_id = ? AND text IS NOT NULL AND text != '' ORDER BY number LIMIT 1",
            file["id"],
        )
        file["start"] = first[0]["start"] if first else ""
        file["cut"] = len(file["start"]) == PREVIEW_CHARACTERS
        file["machine_read"] = bool(first and first[0]["machine_read"])
        file["has_copy"] = stored(public, file["digest"]) is not None and file["status"] == "published" and whole
    return found


def revisions(connection: sqlite3.Connection, number: int) -> list[Row]:
    """The versions of a disclosure, newest first, each with its difference from the one before."""
    sql = "SELECT * FROM revisions WHERE disclosure_id = ? ORDER BY number DESC LIMIT ?"
    found = rows(connection, sql, number, REVISIONS + 1)
    for after, before in zip_longest(found, found[1:]):
        after["changes"] = []
        if before is not None:
            pairs = [(name, diff.changes(before[name], after[name])) for name in ("title", "request", "response")]
            after["changes"] = [(name, change) for name, change in pairs if change]
    return found[:REVISIONS]


def read(connection: sqlite3.Connection, snapshot: Snapshot, site: Site, row: Row) -> dict[str, Any]:
    """Everything that the page shows."""
    number = row["id"]
    text = rows(connection, "SELECT * FROM texts WHERE id = ?", number)
    cited = rows(
        connection,
        "SELECT c.*, p.regime, p.provision, p.section, p.title, p.kind, p.qualified, p.basis, p.ncnd_limb"
        " FROM citations c JOIN provisions p ON p.id = c.provision_id"
        " WHERE c.disclosure_id = ? ORDER BY c.id LIMIT 200",
        number,
    )
    found = tables.listed(connection, number)
    segments = [s for s in loads(text[0]["segments"], list) if isinstance(s, dict) and s.get("text")] if text else []
    asked_twice = any(s.get("role") == "clarification" for s in segments)
    return {
        "row": row,
        "title": title_of(row),
        "force": snapshot.force_by_id[row["force_id"]],
        "outcome": snapshot.outcome_by_id[row["outcome_id"]],
        "flags": (row["outcome_flags"] or "").split(),
        "text": text[0] if text else None,
        "segments": segments,
        "interleaved": len(segments) > 2 and (row["structure"] == "interleaved" or asked_twice),
        "boilerplate": [s for s in segments if s.get("role") == "boilerplate"],
        "provenance": loads(text[0]["provenance"], dict) if text else {},
        "warnings": loads(text[0]["warnings"], list) if text else [],
        "applied": [c for c in cited if c["status"] == "applied"],
        "mentioned": [c for c in cited if c["status"] != "applied"],
        "attachments": attachments(connection, number, site.public, published_whole(snapshot, row)),
        "tables": [tables.preview(connection, table, place) for place, table in enumerate(found[:12], 1)],
        "more_tables": max(len(found) - 12, 0),
        "revisions": revisions(connection, number),
        "events": rows(connection, "SELECT * FROM events WHERE disclosure_id = ? ORDER BY at, id LIMIT 100", number),
        "addresses": rows(
            connection, "SELECT url, kind FROM addresses WHERE disclosure_id = ? ORDER BY kind, url LIMIT 50", number
        ),
    }


async def _with_row(request: Any, datasette: Any, work: Callable[[sqlite3.Connection, Row], T]) -> T | None:
    """Run work on the disclosure of a request's address; None if there is none."""
    snapshot = here()
    permalink = f"{request.url_vars['force']}/{request.url_vars['tail']}"
    if not PERMALINK.fullmatch(permalink):
        return None

    def run(seconds: float) -> T | None:
        with snapshot.connection(seconds) as connection:
            row = row_of(connection, permalink)
            return None if row is None else work(connection, row)

    return await site_of(datasette).lanes.run(run)


@answered
async def disclosure(request: Any, datasette: Any) -> Response:
    """One disclosure: labels, request, answer, exemptions, files, versions, where it came from."""
    snapshot, site = here(), site_of(datasette)

    def work(connection: sqlite3.Connection, row: Row) -> dict[str, Any]:
        found = read(connection, snapshot, site, row)
        asked = found["text"]["request"] if found["text"] else None
        near = similar.nearest_in_time(snapshot, row, asked or "")
        return found | {"similar": items(connection, snapshot, near)}

    found = await _with_row(request, datasette, work)
    if found is None:
        return await absent(datasette, f"{request.url_vars['force']}/{request.url_vars['tail']}")
    template = "held.html" if found["row"]["held"] else "disclosure.html"
    return html(template, page_url=base_address(request, site) + f"/d/{found['row']['permalink']}", **found)


@answered
async def as_json(request: Any, datasette: Any) -> Response:
    """One disclosure as JSON: its columns by their published names, texts, citations, files and versions."""
    snapshot, site = here(), site_of(datasette)

    def work(connection: sqlite3.Connection, row: Row) -> dict[str, Any]:
        found = read(connection, snapshot, site, row)
        text = found["text"] or {}
        files = [{k: v for k, v in f.items() if k not in ("start", "cut", "has_copy")} for f in found["attachments"]]
        return {
            "permalink": row["permalink"],
            "build": snapshot.build,
            "built_at": snapshot.built_at,
            "force": found["force"]["slug"],
            "outcome": found["outcome"]["name"],
            **{k: v for k, v in row.items() if k not in ("id", "force_id", "outcome_id", "permalink")},
            "request": text.get("request"),
            "response": text.get("response"),
            "segments": found["segments"],
            "provenance": found["provenance"],
            "warnings": found["warnings"],
            "exemptions": found["applied"],
            "mentions": found["mentioned"],
            "attachments": files,
            "revisions": [{k: v for k, v in r.items() if k != "changes"} for r in found["revisions"]],
            "events": found["events"],
            "addresses": found["addresses"],
        }

    found = await _with_row(request, datasette, work)
    if found is None:
        return Response.json({"error": GONE}, status=404)
    body = json.dumps(found, ensure_ascii=False, indent=1)
    return Response(
        body, content_type="application/json; charset=utf-8", headers={"cache-control": "public, max-age=60"}
    )


def _number(text: str | None, most: int = 1_000_000) -> int | None:
    return min(int(text), most) if text and re.fullmatch(r"[0-9]{1,9}", text) else None


@answered
async def file(request: Any, datasette: Any) -> Response:
    """The text of one file, by page, sheet or section."""
    snapshot, site = here(), site_of(datasette)
    position = _number(request.url_vars["position"])
    page = _number(request.args.get("page")) or 1

    def work(connection: sqlite3.Connection, row: Row) -> dict[str, Any] | None:
        offered = attachments(connection, row["id"], site.public, published_whole(snapshot, row))
        found = [f for f in offered if f["position"] == position]
        if not found:
            return None
        total = connection.execute(
            "SELECT count(*) FROM attachment_parts WHERE attachment_id = ?", (found[0]["id"],)
        ).fetchone()[0]
        pages = max(-(-total // PARTS_SHOWN), 1)
        at = min(page, pages)
        parts = rows(
            connection,
            "SELECT number, kind, name, substr(text, 1, 60000) AS text, machine_read FROM attachment_parts"
            " WHERE attachment_id = ? ORDER BY number LIMIT ? OFFSET ?",
            found[0]["id"],
            PARTS_SHOWN,
            (at - 1) * PARTS_SHOWN,
        )
        force = snapshot.force_by_id[row["force_id"]]
        return {
            "row": row,
            "title": title_of(row),
            "force": force,
            "file": found[0],
            "parts": parts,
            "page": at,
            "pages": pages,
        }

    found = await _with_row(request, datasette, work)
    return missing(GONE) if found is None else html("file.html", **found)


@answered
async def table(request: Any, datasette: Any) -> Response:
    """One table of a disclosure, sortable by each column, or whole as CSV."""
    snapshot = here()
    position = _number(request.url_vars["position"])
    as_csv = request.path.endswith(".csv")
    raw = (request.args.get("raw") or "") == "1"
    page, sort = _number(request.args.get("page")) or 1, _number(request.args.get("sort"), 1000)
    down = request.args.get("down") == "1"

    def work(connection: sqlite3.Connection, row: Row) -> Any:
        found = tables.listed(connection, row["id"])
        if position is None or not 1 <= position <= len(found):
            return None
        here_row = found[position - 1]
        if as_csv:
            lines = connection.execute(
                "SELECT cells FROM table_rows WHERE table_id = ? ORDER BY number", (here_row["id"],)
            )
            out = io.StringIO()
            writer = csv.writer(out, lineterminator="\r\n")
            heads = tables.cells(here_row["columns"])
            whole = ([heads] if heads else []) + [tables.cells(line["cells"]) for line in lines]
            writer.writerows(whole if raw else [[safe_cell(cell) for cell in line] for line in whole])
            return out.getvalue()
        name = rows(connection, "SELECT filename, position FROM attachments WHERE id = ?", here_row["attachment_id"])
        return {
            "row": row,
            "title": title_of(row),
            "force": snapshot.force_by_id[row["force_id"]],
            "table": tables.opened(connection, here_row, position, page, sort, down),
            "file": name[0] if name else None,
            "sort": sort,
            "down": down,
            "sortable": (here_row["rows"] or 0) <= tables.SORTED,
        }

    found = await _with_row(request, datasette, work)
    if found is None:
        return missing(GONE)
    if as_csv:
        name = f"{request.url_vars['force']}-{request.url_vars['tail']}-table-{position}.csv"
        headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "public, max-age=60"}
        return Response(found, content_type="text/csv; charset=utf-8", headers=headers)
    return html("table_page.html", **found)
