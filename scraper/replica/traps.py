"""What can go wrong on a site, each behind a switch of its own, for the tests of the crawler's manners and stamina.

A trap is set with `Replica.switch(slug, name, value)`. Those here answer for the whole site: `status` (every page gets
that status; `robots_status` is the same for robots.txt), `retry_after` (seconds, with `status`), `slow` (seconds before
each answer), `challenge`, `scripted_listing`, `endless_pages`, `zero_bytes`, `soft_404`, `robots_closes_after` (robots.txt
disallows everything once that many requests were made). Hazards at single addresses are in `hazards`.
"""

from __future__ import annotations

import asyncio
from typing import Any, NamedTuple

from scraper.replica import hazards, listings
from scraper.replica.state import LOG_LENGTH, Site

HTML = "text/html; charset=utf-8"


class Stop(NamedTuple):
    """The trap has answered by itself; nothing more is to be sent."""

    status: int


Answer = tuple[int, bytes, str, tuple[tuple[str, str], ...]]


async def trapped(
    site: Site, port: int, path: str, query: str, headers: dict[str, str], send: Any
) -> Answer | Stop | None:
    """The answer of whatever trap is set for this request, or None where the site answers as usual."""
    switches = site.switches
    if not switches:
        return None
    if path == "/robots.txt":
        if code := switches.get("robots_status"):
            return int(code), b"robots.txt is not to be had", "text/plain", ()
        if len(site.log) >= int(switches.get("robots_closes_after", LOG_LENGTH)):
            return 200, b"User-agent: *\nDisallow: /\n", "text/plain", ()
        return None
    reply = await hazards.met(site, port, path, headers)
    if reply is not None:
        site.note("GET", path, headers, reply.status)
        await hazards.send_reply(send, reply)
        return Stop(reply.status)
    if delay := switches.get("slow"):
        await asyncio.sleep(float(delay))
    if "challenge" in switches:
        body = b"<html><head><title>Just a moment...</title></head><body><p>Enable JavaScript and cookies</p></body></html>"
        return 403, body, HTML, (("cf-mitigated", "challenge"),)
    if code := switches.get("status"):
        waits = (("Retry-After", switches["retry_after"]),) if "retry_after" in switches else ()
        return int(code), b"<html><title>Not now</title><p>Not now.</p></html>", HTML, waits
    listing = listings.asked(site, path, query)
    if listing is not None and "scripted_listing" in switches:
        body = b'<html><head><title>Published items</title></head><body><main><h1>Published items</h1><div id="results"></div></main></body></html>'
        return 200, body, HTML, ()
    if listing is None and "zero_bytes" in switches:
        return 200, b"", HTML, ()
    if listing is None and "soft_404" in switches:
        return 200, b"<html><title>Page not found</title><main><h1>Page not found</h1></main></html>", HTML, ()
    return None
