"""What forces changed after publishing: edits, removals and returns, as a page and as a feed; and the alerts page."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from typing import Any

from datasette.utils.asgi import Response

from datasette_config.site import atom, words
from datasette_config.site.render import NAME
from datasette_config.site.rows import title_of
from datasette_config.site.site import here
from datasette_config.site.snapshot import Row, Snapshot
from datasette_config.site.streaming import send_stream
from datasette_config.site.views import answered, base_address, html, site_of

KINDS = ("edited", "removed", "returned")
SHOWN = 100


def events(connection: sqlite3.Connection, snapshot: Snapshot, force: Row | None, kinds: tuple[str, ...]) -> list[Row]:
    """The newest changes, each with its disclosure."""
    found: list[Row] = []
    for kind in kinds:
        where, values = ("AND d.force_id = ?", [force["id"]]) if force else ("", [])
        sql = (
            "SELECT e.id, e.at, e.kind, e.detail, d.permalink, d.title, d.reference, d.held, d.force_id"  # noqa: S608
            " FROM events e JOIN disclosures d ON d.id = e.disclosure_id"
            f" WHERE e.kind = ? {where} ORDER BY e.at DESC LIMIT ?"
        )
        found += [dict(row) for row in connection.execute(sql, (kind, *values, SHOWN))]
    found.sort(key=lambda row: (row["at"] or "", row["permalink"]), reverse=True)
    for row in found:
        row["force"] = snapshot.force_by_id[row["force_id"]]
        row["words"] = words.EVENTS.get(row["kind"], row["kind"])
        row["shown"] = title_of(row)
    return found[:SHOWN]


def _choice(request: Any, snapshot: Snapshot) -> tuple[Row | None, tuple[str, ...]]:
    kinds = tuple(kind for kind in KINDS if kind in request.args.getlist("kind")) or KINDS
    return snapshot.force_by_slug.get(request.args.get("force") or ""), kinds


async def _events(request: Any, datasette: Any) -> tuple[list[Row], Row | None, tuple[str, ...]]:
    snapshot = here()
    force, kinds = _choice(request, snapshot)

    def work(seconds: float) -> list[Row]:
        with snapshot.connection(seconds) as connection:
            return events(connection, snapshot, force, kinds)

    return await site_of(datasette).lanes.run(work), force, kinds


def _address(path: str, force: Row | None, kinds: tuple[str, ...]) -> str:
    pairs = [f"force={force['slug']}"] if force else []
    pairs += [f"kind={kind}" for kind in kinds] if kinds != KINDS else []
    return path + ("?" + "&".join(pairs) if pairs else "")


@answered
async def changes(request: Any, datasette: Any) -> Response:
    """The newest changes."""
    found, force, kinds = await _events(request, datasette)
    choices = [("All changes", _address("/changes", force, KINDS), kinds == KINDS)] + [
        (words.EVENTS[kind], _address("/changes", force, (kind,)), kinds == (kind,)) for kind in KINDS
    ]
    return html(
        "changes.html", events=found, force=force, choices=choices, feed=_address("/changes.atom", force, kinds)
    )


@answered
async def changes_feed(request: Any, datasette: Any, send: Any) -> None:
    """The newest changes as an Atom feed."""
    snapshot, base = here(), base_address(request, site_of(datasette))
    found, force, kinds = await _events(request, datasette)
    path = _address("/changes.atom", force, kinds)
    head = atom.head(
        title=f"{NAME}: changes{' by ' + force['name'] if force else ''}",
        subtitle="Answers that forces edited, removed or put back after they had published them.",
        identifier=f"feed{path}",
        updated=found[0]["at"] if found else snapshot.built_at,
        links=[
            {"rel": "self", "type": "application/atom+xml", "href": base + path},
            {"rel": "alternate", "type": "text/html", "href": base + _address("/changes", force, kinds)},
        ],
        generator=NAME,
    )
    entries = "".join(
        atom.entry(
            name=f"event/{row['permalink']}/{row['kind']}/{row['at']}",
            title=f"{row['words']}: {row['shown']}",
            url=f"{base}/d/{row['permalink']}",
            author=row["force"]["name"],
            updated=row["at"],
            published=row["at"],
            summary=row["detail"] or f"{row['words']}; noticed {row['at'][:10]}.",
            terms=(row["force"]["slug"], row["kind"]),
        )
        for row in found
    )

    async def pieces() -> AsyncIterator[bytes]:
        yield (head + entries + atom.TAIL).encode("utf-8", "replace")

    headers = {"cache-control": "public, max-age=300", "x-robots-tag": "noindex"}
    await send_stream(request, send, "application/atom+xml; charset=utf-8", headers, pieces())


@answered
async def alerts(request: Any, datasette: Any) -> Response:
    """How to follow a search, a force or the changes in a feed reader."""
    snapshot = here()
    forces = [force for force in snapshot.forces if force["disclosures"]]
    return html("alerts.html", forces=forces, base=base_address(request, site_of(datasette)))
