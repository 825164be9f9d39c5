"""Hazards at single addresses: each is an entry among the good ones, so that one crawl meets them all.

`Replica.switch(slug, "hazard:<name>")` puts the hazard's link on the first listing page; `HAZARDS` names them. A hazard's
address is shaped like a disclosure of its site, because that is where a crawler meets one.
"""

from __future__ import annotations

import asyncio
import gzip
import io
import itertools
from collections.abc import AsyncIterator
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from scraper.replica import chrome
from scraper.replica.layouts import central_logs, own_sites
from scraper.replica.state import Site

HTML = "text/html; charset=utf-8"
MEGABYTE = 1 << 20
HUGE = 200 * MEGABYTE
BOMB = 600 * MEGABYTE
HAZARDS = (
    "redirect_loop",
    "redirect_off_list",
    "tiny",
    "huge",
    "slow_drip",
    "gzip_bomb",
    "wrong_type",
    "broken_charset",
    "nul_bytes",
    "cookies_required",
    "meta_refresh",
    "non_ascii_path",
    "percent_encoded",
    "protocol_relative",
    "relative",
    "session_id",
    "javascript",
    "calendar",
    "same_reference",
    "robots_changed",
    "server_error",
    "gone",
)
GOOD = (
    "non_ascii_path",
    "percent_encoded",
    "protocol_relative",
    "relative",
    "session_id",
    "broken_charset",
    "nul_bytes",
    "same_reference",
)
"""Hazards behind which a good entry stands: these must arrive."""

ROBOTS_CHANGE_AFTER = 5
"""Requests after which a site's robots.txt forbids the address of `robots_changed`."""
_visits = itertools.count(1)


class Reply(NamedTuple):
    """What a hazard answers: a whole body, or chunks sent as they come."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes | None = None
    chunks: AsyncIterator[bytes] | None = None


def path_of(site: Site, name: str) -> str:
    """The address of a hazard on a site, shaped like a disclosure."""
    slug = "caf\u00e9-data" if name == "non_ascii_path" else name.replace("_", "-")
    return {
        "single_online_home": f"/foi-ai/{site.force.folder}/disclosure/2026/june/hazard-{slug}/",
        "avon_and_somerset": f"/about/freedom-of-information/previous-foi-requests/requests/hazard-{slug}/",
        "west_midlands": f"/hazard-{slug}-99-26/",
        "psni": f"/foi-disclosure-log/hazard-{slug}",
        "west_yorkshire": f"/freedom-of-information/june-2026-foi-99-26-hazard-{slug}",
        "police_scotland": f"{central_logs.STUB_ROOT}disclosure-log-2026/june/26-9999-hazard-{slug}/",
        "northumbria": f"{own_sites.CATEGORY_ROOT}other/hazard-{slug}-9926/",
        "isle_of_man": f"{central_logs.CASE_ROOT}hazard-{slug}/",
        "gov_uk": f"/government/publications/hazard-{slug}",
    }[site.force.platform]


def set_on(site: Site) -> list[str]:
    """The hazards that are set on a site."""
    return [name for name in HAZARDS if f"hazard:{name}" in site.switches]


def links(site: Site, port: int) -> str:
    """The markup that leads to a site's hazards, for its first listing page."""
    return "".join(f'<li><a href="{escape(_href(site, port, name))}">Hazard {name}</a></li>' for name in set_on(site))


def _href(site: Site, port: int, name: str) -> str:
    path = path_of(site, name)
    if name == "javascript":
        return "javascript:void(window.open('/x'))"
    if name == "calendar":
        return "/calendar/2026/06/"
    if name == "protocol_relative":
        return f"//127.0.0.1:{port}{path}"
    if name == "percent_encoded":
        return path.replace("hazard-percent", "h%61zard%2dpercent")
    if name == "relative":
        return "/x/y/../.." + path
    if name == "session_id":
        return f"{path};jsessionid={next(_visits):08X}?sessionid={next(_visits)}"
    return path


async def met(site: Site, port: int, path: str, headers: dict[str, str]) -> Reply | None:
    """The reply of the hazard at this path, or None if there is none."""
    if path.startswith("/calendar/") and "hazard:calendar" in site.switches:
        return _calendar(site, path)
    plain = path.split(";", maxsplit=1)[0]
    for name in set_on(site):
        if plain in {path_of(site, name), path_of(site, name) + "again/"}:
            return await _reply(site, port, name, plain, headers)
    return None


async def _reply(site: Site, port: int, name: str, path: str, headers: dict[str, str]) -> Reply:
    plain = (("Content-Type", HTML),)
    good = _good(site, name)
    if name == "redirect_loop":
        other = path.removesuffix("again/") if path.endswith("again/") else path + "again/"
        return Reply(302, (("Location", other),), b"")
    if name == "redirect_off_list":
        return Reply(302, (("Location", "http://127.0.0.1:9/elsewhere/"),), b"")
    if name == "tiny":
        return Reply(200, plain, b".")
    if name == "huge":
        return Reply(200, (*plain, ("Content-Length", str(HUGE))), None, _megabytes(HUGE // MEGABYTE))
    if name == "slow_drip":
        return Reply(200, plain, None, _drip())
    if name == "gzip_bomb":
        return Reply(200, (*plain, ("Content-Encoding", "gzip")), _bomb())
    if name == "wrong_type":
        return Reply(200, (("Content-Type", "image/png"),), good)
    if name == "broken_charset":
        return Reply(200, plain, good.decode().replace("caf\u00e9", "caf\u00e9 \u2013 caf\u00e9").encode("cp1252"))
    if name == "nul_bytes":
        return Reply(200, plain, good.replace(b"<p>", b"\x00<p>"))
    if name == "cookies_required" and "cookie" not in headers:
        return Reply(302, (("Location", path), ("Set-Cookie", "visited=1; Path=/")), b"")
    if name == "meta_refresh":
        body = f'<html><head><meta http-equiv="refresh" content="0; url={escape(path)}"></head><body></body></html>'
        return Reply(200, plain, body.encode())
    if name in {"server_error", "gone"}:
        return Reply(500 if name == "server_error" else 410, plain, b"<html><title>Error</title><p>Error</p></html>")
    return Reply(200, plain, good)


def _good(site: Site, name: str) -> bytes:
    reference = f"99{HAZARDS.index(name):02d}/26"
    if name == "same_reference":
        reference = site.layout.reference(site.head(site.count - 1))
    main = (
        f"<main><h1>Behind {escape(name)}</h1><p>Reference: {escape(reference)}</p><h2>Request</h2>"
        "<p>How many caf\u00e9 visits were made on duty?</p><h2>Response</h2><p>Seven visits to a caf\u00e9 were made.</p></main>"
    )
    return chrome.page(site.force, f"Behind {name}", main, path_of(site, name)).encode()


def _calendar(site: Site, path: str) -> Reply:
    year, month = (int(part) for part in path.strip("/").split("/")[1:3])
    following = f"/calendar/{year + month // 12}/{month % 12 + 1:02d}/"
    main = f'<main><h1>Calendar</h1><p><a href="{following}">Next month</a></p></main>'
    return Reply(200, (("Content-Type", HTML),), chrome.page(site.force, "Calendar", main, path).encode())


async def _megabytes(count: int) -> AsyncIterator[bytes]:
    block = b"<p>much of nothing</p>" * (MEGABYTE // 22 + 1)
    for _ in range(count):
        yield block[:MEGABYTE]
        await asyncio.sleep(0)


async def _drip() -> AsyncIterator[bytes]:
    for _ in range(3600):
        yield b"."
        await asyncio.sleep(0.5)


@lru_cache(maxsize=1)
def _bomb() -> bytes:
    blank = b" " * MEGABYTE
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9, mtime=0) as file:
        for _ in range(BOMB // MEGABYTE):
            file.write(blank)
    return out.getvalue()


async def send_reply(send: Any, reply: Reply) -> None:
    """Send a hazard's reply; chunk by chunk where it has chunks. Ends quietly when the client has gone."""
    headers = list(reply.headers)
    if reply.body is not None:
        headers.append(("Content-Length", str(len(reply.body))))
    raw = [(name.encode("latin-1"), value.encode("utf-8")) for name, value in headers]
    await send({"type": "http.response.start", "status": reply.status, "headers": raw})
    if reply.chunks is None:
        await send({"type": "http.response.body", "body": reply.body or b""})
        return
    async for chunk in reply.chunks:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
