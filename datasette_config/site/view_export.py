"""Searches as files: CSV, JSON, JSON lines and Atom of exactly what the search page shows, and the CSV's metadata."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import numpy as np
from datasette.utils.asgi import Response

from datasette_config.site import atom, export, export_csv
from datasette_config.site.render import NAME
from datasette_config.site.search import Found, Ids, find
from datasette_config.site.site import Site, here
from datasette_config.site.snapshot import Snapshot
from datasette_config.site.state import PARAMETER_OF, State, read_state
from datasette_config.site.streaming import send_stream
from datasette_config.site.views import answered, base_address, site_of

FEED_SIZE = 100


def asked(request: Any, name: str) -> bool:
    """Whether an option such as `raw=1` is set."""
    return (request.args.get(name) or "") in ("1", "true", "yes", "on")


async def _find(site: Site, snapshot: Snapshot, state: State) -> Found:
    def work(seconds: float) -> Found:
        with snapshot.connection(seconds) as connection:
            return find(connection, snapshot, state)

    return await site.lanes.run(work)


async def _pieces(
    site: Site,
    snapshot: Snapshot,
    found: Found,
    write: Callable[[sqlite3.Connection, Ids], bytes],
    text: bool,
    head: bytes = b"",
    tail: bytes = b"",
) -> AsyncIterator[bytes]:
    """The pieces of an export: the head, then the rows some at a time, then the tail."""
    if head:
        yield head
    ordered = await site.lanes.stream(found.ids)
    size = export.TEXT_CHUNK if text else export.CHUNK
    for at in range(0, len(ordered), size):

        def piece(ids: Ids = ordered[at : at + size]) -> bytes:
            with snapshot.connection() as connection:
                return write(connection, ids)

        yield await site.lanes.stream(piece)
    if tail:
        yield tail


def _headers(snapshot: Snapshot, found: Found, name: str) -> dict[str, str]:
    day = snapshot.built_at[:10]
    return {
        "x-total-count": str(found.total),
        "content-disposition": f'attachment; filename="foi-answers-{day}-{snapshot.build[:8]}.{name}"',
        "cache-control": "public, max-age=60",
        "x-robots-tag": "noindex",
    }


def _options(request: Any) -> list[tuple[str, str]]:
    return [(name, "1") for name in ("text", "raw") if asked(request, name)]


@answered
async def as_csv(request: Any, datasette: Any, send: Any) -> None:
    """Every answer of the search, as CSV."""
    snapshot, site = here(), site_of(datasette)
    state = read_state(request.args).everything
    found = await _find(site, snapshot, state)
    lines = export_csv.Lines(snapshot, asked(request, "text"), asked(request, "raw"))
    described = state.url("/search.csv-metadata.json", _options(request))
    headers = _headers(snapshot, found, "csv") | {
        "link": f'<{described}>; rel="describedby"; type="application/csvm+json"'
    }
    pieces = _pieces(site, snapshot, found, lines.write, lines.text, lines.head)
    await send_stream(request, send, "text/csv; charset=utf-8; header=present", headers, pieces)


@answered
async def as_json_lines(request: Any, datasette: Any, send: Any) -> None:
    """Every answer of the search, one JSON object a line."""
    snapshot, site = here(), site_of(datasette)
    found = await _find(site, snapshot, read_state(request.args).everything)
    reader = export.Reader(snapshot, asked(request, "text"))
    lines = export.json_writer(reader)
    pieces = _pieces(site, snapshot, found, lambda c, ids: lines(reader.rows(c, ids)), reader.text)
    await send_stream(request, send, "application/x-ndjson; charset=utf-8", _headers(snapshot, found, "jsonl"), pieces)


def about(snapshot: Snapshot, found: Found, base: str) -> dict[str, Any]:
    """What a figure from this search is cited by."""
    return {
        "query": found.state.q,
        "permalink": base + found.state.url(),
        "total": found.total,
        "build": snapshot.build,
        "built_at": snapshot.built_at,
        "order": found.order,
        "notices": found.notices,
    }


def facets(snapshot: Snapshot, found: Found) -> dict[str, list[dict[str, Any]]]:
    """Every facet's counts by name."""
    shown = {}
    for facet, counts in found.counts.items():
        if facet in PARAMETER_OF:
            values = snapshot.facets.values[facet]
            shown[PARAMETER_OF[facet]] = [
                {"value": v.value, "label": v.label, "count": counts[v.code]} for v in values if counts.get(v.code)
            ]
    return shown


@answered
async def as_json(request: Any, datasette: Any, send: Any) -> None:
    """Every answer of the search with the counts of every facet, as one JSON object."""
    snapshot, site = here(), site_of(datasette)
    state = read_state(request.args).everything
    found = await _find(site, snapshot, state)
    reader = export.Reader(snapshot, asked(request, "text"))
    lines = export.json_writer(reader)
    first = True

    def write(connection: sqlite3.Connection, ids: Ids) -> bytes:
        nonlocal first
        body = lines(reader.rows(connection, ids)).rstrip(b"\n").replace(b"\n", b",\n")
        start, first = (b"" if first else b",\n"), False
        return start + body

    start = json.dumps(
        {**about(snapshot, found, base_address(request, site)), "facets": facets(snapshot, found)}, ensure_ascii=False
    )
    pieces = _pieces(site, snapshot, found, write, reader.text, (start[:-1] + ', "rows": [\n').encode(), b"\n]}\n")
    headers = _headers(snapshot, found, "json") | {"content-disposition": "inline"}
    await send_stream(request, send, "application/json; charset=utf-8", headers, pieces)


def title_of(snapshot: Snapshot, state: State) -> str:
    """A feed's title: the search in words."""
    said = [state.q] if state.q else []
    for facet, values in state.chosen.items():
        known = snapshot.facets.by_value[facet]
        said.append(" or ".join(known[v.lower()].label if v.lower() in known else v for v in values))
    if state.first or state.last:
        said.append(f"{state.first or '…'} to {state.last or '…'}")
    return f"{NAME}: {', '.join(said) if said else 'newest answers'}"


async def feed(request: Any, datasette: Any, send: Any, state: State, path: str) -> None:
    """Send the feed of a search: its newest answers, a page at a time; with `all=1` every answer in one document."""
    snapshot, site = here(), site_of(datasette)
    base = base_address(request, site)
    page = state.page
    state = replace(state.everything, sort=state.sort or "newest")
    found = await _find(site, snapshot, state)
    whole = asked(request, "all")
    pages = 1 if whole else max(-(-found.total // FEED_SIZE), 1)
    page = min(page, pages)
    usual = replace(state, sort=None if state.sort == "newest" else state.sort)
    forced = path != "/search.atom"
    plain = replace(usual, chosen={}) if forced else usual
    extra = [("all", "1")] if whole else []

    def address(number: int) -> str:
        return base + plain.with_page(number).url(path, extra)

    links = [
        {"rel": "self", "type": "application/atom+xml", "href": address(page)},
        {"rel": "alternate", "type": "text/html", "href": base + usual.url()},
        {"rel": "first", "href": address(1)},
        {"rel": "last", "href": address(pages)},
    ]
    links += [{"rel": "previous", "href": address(page - 1)}] if page > 1 else []
    links += [{"rel": "next", "href": address(page + 1)}] if page < pages else []
    head = atom.head(
        title=title_of(snapshot, usual),
        subtitle=f"{found.total} answers; edition {snapshot.build}. What forces publish is a selection.",
        identifier=f"feed{usual.url()}",
        updated=snapshot.built_at,
        links=links,
        generator=NAME,
    )
    reader = export.Reader(snapshot)
    names = [column.name for column in reader.columns]
    labels = {row["name"]: row["label"] for row in snapshot.outcomes}

    def write(connection: sqlite3.Connection, ids: Ids) -> bytes:
        lined = (dict(zip(names, cells, strict=True)) for cells in reader.rows(connection, ids))
        entries = "".join(atom.disclosure_entry(row, base, labels[row["outcome"]]) for row in lined)
        return entries.encode("utf-8", "replace")

    if not whole:
        found._ranked = np.asarray(found.ids((page - 1) * FEED_SIZE, FEED_SIZE))
        found.exact = []
    pieces = _pieces(site, snapshot, found, write, False, head.encode(), atom.TAIL.encode())
    headers = {
        "x-total-count": str(found.total),
        "cache-control": "public, max-age=300",
        "x-robots-tag": "noindex",
    }
    await send_stream(request, send, "application/atom+xml; charset=utf-8", headers, pieces)


@answered
async def as_atom(request: Any, datasette: Any, send: Any) -> None:
    """The search as an Atom feed, newest first."""
    await feed(request, datasette, send, read_state(request.args), "/search.atom")


@answered
async def csv_metadata(request: Any, datasette: Any) -> Response:
    """CSV on the Web metadata of the search's CSV: columns, query, count, edition."""
    snapshot, site = here(), site_of(datasette)
    state = read_state(request.args).everything
    found = await _find(site, snapshot, state)
    base = base_address(request, site)
    table = export.columns(asked(request, "text"))
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": base + state.url("/search.csv", _options(request)),
        "dc:title": title_of(snapshot, state),
        "dc:source": base + state.url(),
        "dc:created": {"@value": snapshot.built_at, "@type": "xsd:dateTime"},
        "dc:identifier": snapshot.build,
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\r\n", "\n"]},
        "tableSchema": {
            "columns": [
                {"name": c.name, "titles": c.name, "datatype": c.datatype, "dc:description": c.meaning} for c in table
            ],
            "primaryKey": "permalink",
        },
        "notes": [
            {
                **about(snapshot, found, base),
                "rows": found.total,
                "raw": asked(request, "raw"),
                "cell_rule": export.RULE,
            }
        ],
    }
    body = json.dumps(described, ensure_ascii=False, indent=1)
    headers = {"cache-control": "public, max-age=60", "x-total-count": str(found.total), "x-robots-tag": "noindex"}
    return Response(body, content_type="application/csvm+json; charset=utf-8", headers=headers)
