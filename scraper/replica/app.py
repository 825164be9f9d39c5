"""The ASGI application of the replica: each loopback port is one invented force's host, one more is the controls.

Pages are made on request. Validators (ETag, Last-Modified) come from the bytes and the version, and a request that
carries a current one gets a 304, because a nightly crawl lives by that.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote

from scraper.replica import chrome, files, hazards, listings, pages
from scraper.replica.disclosures import Disclosure
from scraper.replica.state import Site
from scraper.replica.traps import Stop, trapped

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]


class Response(NamedTuple):
    """What a site answers; `headers` are (name, value) pairs in the order they are sent."""

    status: int
    body: bytes
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


NUMBER_IN_PATH = {
    "decided": re.compile(r"/foi-(\d{4,})-\d\d-[^/]+/$"),
    "labelled": re.compile(r"-(\d{4,})\d{4}/$"),
    "avon_and_somerset": re.compile(r"/requests/[^/]*?-(\d+)/$"),
    "west_midlands": re.compile(r"^/[^/]*?-(\d{4,})a-\d\d/$"),
    "psni": re.compile(r"^/foi-disclosure-log/[^/]*?-(\d+)$"),
}
NUMBER_IN_FILE = re.compile(r"/(?:foi-)?0*(\d{4,})a?[-][^/]*$")


class Application:
    """The replica's sites by port, and the control port."""

    def __init__(self, sites: dict[int, Site], control_port: int) -> None:
        self.sites = sites
        self.control_port = control_port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        port = scope["server"][1]
        path, query = unquote(scope["path"]), scope["query_string"].decode("latin-1")
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if port == self.control_port:
            await _send(send, *_wire(self._control(path, query), headers), scope["method"])
            return
        site = self.sites[port]
        whole = path + (f"?{query}" if query else "")
        trap = await trapped(site, port, path, query, headers, send)
        if isinstance(trap, Stop):
            return
        response = Response(*trap) if trap is not None else answer(site, port, path, query)
        status, fields, body = _wire(response, headers)
        site.note(scope["method"], whole, headers, status)
        await _send(send, status, fields, body, scope["method"])

    def _control(self, path: str, query: str) -> Response:
        words = {key: values[0] for key, values in parse_qs(query, keep_blank_values=True).items()}
        by_slug = {site.force.slug: site for site in self.sites.values()}
        action = path.strip("/")
        if action == "":
            return _json(
                200, {"forces": sorted(by_slug), "actions": ["publish", "edit", "remove", "restore", "switch"]}
            )
        site = by_slug.get(words.get("force", ""))
        if site is None:
            return _json(404, {"error": f"no replica force {words.get('force', '')!r}"})
        number = words.get("number", "1")
        if action in {"publish", "edit", "remove"} and number.isdigit():
            changed = {"publish": site.publish, "edit": site.edit, "remove": site.remove}[action](int(number))
            return _json(200, {"paths": changed})
        if action == "restore":
            return _json(200, {"paths": site.restore()})
        if action == "switch" and words.get("name"):
            site.switch(words["name"], words.get("value"))
            return _json(200, {"switches": site.switches})
        return _json(400, {"error": f"no such action: {path}"})


def _json(status: int, value: object) -> Response:
    return Response(status, json.dumps(value).encode(), "application/json")


def answer(site: Site, port: int, path: str, query: str) -> Response:
    """What a site answers to a path and query when no trap is set there."""
    base = f"http://127.0.0.1:{port}"
    if path == "/robots.txt":
        return _robots(site, base)
    if path == "/sitemap.xml" and site.force.sitemap:
        return _sitemap(site, base)
    listing = listings.asked(site, path, query)
    if listing is not None:
        title, main = listings.main_content(site, listing, hazards.links(site, port) if listing.page == 1 else "")
        return _html(site, 200, title, main)
    if site.force.platform == "west_midlands" and (year := re.fullmatch(r"/(20\d\d)/(?:page/\d+/)?", path)):
        return _html(site, 200, f"Year: {year[1]}", f"<main><h1>Year: {year[1]}</h1></main>")
    item = _item(site, path)
    if item is not None:
        return _html(site, 200, item.title, pages.main_content(item), item)
    found = _file(site, path)
    if found is not None:
        return found
    if path == "/":
        link = f'<a href="{listings.start_path(site.force.platform)}">Disclosure log</a>'
        return _html(site, 200, "Home", f"<main><h1>{site.force.name}</h1><p>{link}</p></main>")
    if re.search(r"/polic(y|ies)/", path):
        return _html(site, 200, "Policy", "<main><h1>Policy</h1><p>How records are kept.</p></main>")
    return _html(site, 404, "Page not found", "<main><h1>Page not found</h1><p>There is nothing here.</p></main>")


def _html(site: Site, status: int, title: str, main: str, item: Disclosure | None = None) -> Response:
    changes = int(site.switches.get("chrome", "0"))
    text = chrome.page(site.force, title, main, chrome=changes)
    headers: tuple[tuple[str, str], ...] = ()
    if item is not None:
        day = item.answered.replace(day=1)
        headers = (("Last-Modified", f"{day:%a, %d %b %Y} {item.version % 24:02d}:{changes % 60:02d}:00 GMT"),)
    return Response(status, text.encode("utf-8"), headers=headers)


def _robots(site: Site, base: str) -> Response:
    lines = ["User-agent: *", "Disallow: /private/", "Disallow: /search"]
    if delay := site.switches.get("crawl_delay"):
        lines.append(f"Crawl-delay: {delay}")
    if denied := site.switches.get("disallow"):
        lines.append(f"Disallow: {denied}")
    if site.force.sitemap:
        lines.append(f"Sitemap: {base}/sitemap.xml")
    return Response(200, "\n".join([*lines, ""]).encode(), "text/plain; charset=utf-8")


def _sitemap(site: Site, base: str) -> Response:
    items, _ = site.listed(0, 50_000)
    entries = "".join(f"<url><loc>{base}{item.path}</loc></url>" for item in items)
    other = f"<url><loc>{base}/about-us/policies/records-policy/</loc></url>"
    text = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}{other}</urlset>'
    return Response(200, text.encode(), "application/xml")


def _item(site: Site, path: str) -> Disclosure | None:
    force = site.force
    pattern = NUMBER_IN_PATH[force.style if force.platform == "single_online_home" else force.platform]
    found = pattern.search(path)
    if not found:
        return None
    number = int(found[1])
    if force.platform in {"single_online_home", "west_midlands"}:
        number -= 1000
    if not site.published(number):
        return None
    item = site.item(number)
    return item if item.path == path else None


def _file(site: Site, path: str) -> Response | None:
    found = NUMBER_IN_FILE.search(path)
    if not found or not site.published(int(found[1]) - 1000):
        return None
    item = site.item(int(found[1]) - 1000)
    for link in item.files:
        if link.path == path:
            return Response(200, files.make(item, link), files.MEDIA_TYPES[link.kind])
    return None


def _wire(response: Response, asked: dict[str, str]) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body to send: a 304 where the request's validator is current, gzip where it is accepted."""
    etag = f'"{sha256(response.body).hexdigest()[:20]}"'
    headers = [("Content-Type", response.content_type), *response.headers]
    status, body = response.status, response.body
    if status == 200:
        headers.append(("ETag", etag))
        modified = dict(response.headers).get("Last-Modified")
        current = asked.get("if-none-match")
        if current == etag or (current is None and modified and asked.get("if-modified-since") == modified):
            status, body = 304, b""
    text = response.content_type.startswith(("text/html", "application/xml"))
    if body and text and "gzip" in asked.get("accept-encoding", ""):
        body = gzip.compress(body, 1, mtime=0)
        headers += [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
    if status != 304:
        headers.append(("Content-Length", str(len(body))))
    return status, headers, body


async def _send(send: Send, status: int, headers: list[tuple[str, str]], body: bytes, method: str) -> None:
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})
