"""Imitations of two web archives' public interfaces, on one port: Wayback's and Common Crawl's.

Wayback: the CDX server's `url`, `matchType`, `output`, `fl`, `filter`, `collapse`, `limit`, `from`, `to`, `showResumeKey`
and `resumeKey`, and captures at `/web/<timestamp>id_/<address>`. Common Crawl: `/collinfo.json`, an index for each crawl
with `url`, `output`, `filter`, `page` and `showNumPages`, and ranges of WARC files under `/crawl-data/`.
"""

from __future__ import annotations

import io
import re
import time
from collections import deque
from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import parse_qs, quote, unquote
from uuid import NAMESPACE_URL, uuid5

import msgspec
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.replica.holdings import Held, Holdings
from scraper.replica.replies import Reply
from scraper.replica.state import LOG_LENGTH, Request

CRAWLS = ("CC-MAIN-2026-30", "CC-MAIN-2026-22")
"""Common Crawl's crawls, newest first; the first captures of addresses are in the second, later ones in the first."""
SLOT = 1 << 22
"""Distance between two records in a WARC file as the index tells it; no record is as long."""
INDEX_PAGE = 200
FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_WEB = re.compile(r"^/web/(\d{4,14})(id_)?/(.+)$", re.DOTALL)
_INDEX = re.compile(r"^/(CC-MAIN-\d{4}-\d\d)-index$")
_FILE = re.compile(r"^/crawl-data/(CC-MAIN-\d{4}-\d\d)/segments/0/warc/([a-z-]+)\.warc\.gz$")
_RANGE = re.compile(r"^bytes=(\d+)-(\d+)$")
_JSON = "application/json"
_PLAIN = "text/plain; charset=utf-8"


class WebArchives:
    """The archives' answers on their port, for all sites of a replica."""

    def __init__(self, holdings: Iterable[Holdings]) -> None:
        self.holdings = {one.host: one for one in holdings}
        self.log: deque[Request] = deque(maxlen=LOG_LENGTH)

    def __call__(self, path: str, query: str, headers: dict[str, str]) -> Reply:
        """The answer to a request, which is noted. `path` is decoded."""
        reply = self._answer(path, query, headers)
        self.log.append(Request("GET", f"{path}?{query}" if query else path, headers, time.time(), reply.status))
        return reply

    def _answer(self, path: str, query: str, headers: dict[str, str]) -> Reply:
        words = parse_qs(query, keep_blank_values=True)
        if path == "/robots.txt":
            return Reply(200, b"User-agent: *\nDisallow: /private/\n", _PLAIN)
        if path == "/cdx/search/cdx":
            return self._cdx(words)
        if found := _WEB.match(f"{path}?{query}" if query else path):
            return self._capture(found[1], bool(found[2]), found[3])
        if path == "/collinfo.json":
            crawls = [{"id": name, "name": name, "cdx-api": f"https://index.example/{name}-index"} for name in CRAWLS]
            return Reply(200, msgspec.json.encode(crawls), _JSON)
        if found := _INDEX.match(path):
            return self._index(found[1], words)
        if found := _FILE.match(path):
            return self._records(found[1], found[2], headers.get("range", ""))
        return Reply(404, b"not found\n", _PLAIN)

    def _cdx(self, words: dict[str, list[str]]) -> Reply:
        one = {name: values[0] for name, values in words.items()}
        if "url" not in one:
            return Reply(400, b"url is required\n", _PLAIN)
        fields = one["fl"].split(",") if "fl" in one else list(FIELDS)
        if not set(fields) <= set(FIELDS):
            return Reply(400, b"no such field\n", _PLAIN)
        rows = [self._row(holding, held) for holding, _, held in self._matching(one["url"], one.get("matchType", ""))]
        rows = [row for row in rows if one.get("from", "") <= row["timestamp"] <= one.get("to", "9").ljust(14, "9")]
        for rule in words.get("filter", []):
            rows = [row for row in rows if _passes(row, rule)]
        for rule in words.get("collapse", []):
            rows = _collapsed(rows, rule)
        start = int(one["resumeKey"]) if one.get("resumeKey", "").isdigit() else 0
        limit = int(one["limit"]) if one.get("limit", "").isdigit() else len(rows)
        chosen = rows[start : start + limit]
        resume = str(start + limit) if "showResumeKey" in one and start + limit < len(rows) else ""
        lines = [[row[name] for name in fields] for row in chosen]
        if one.get("output") == "json":
            table = [fields, *lines] if lines else []
            return Reply(200, msgspec.json.encode([*table, [], [resume]] if resume else table), _JSON)
        text = "".join(f"{' '.join(line)}\n" for line in lines) + (f"\n{resume}\n" if resume else "")
        return Reply(200, text.encode(), _PLAIN)

    def _matching(self, url: str, match: str) -> list[tuple[Holdings, int, Held]]:
        """The captures, with their place, whose address matches as `exact` (the default), `prefix` or `host` asks."""
        if url.endswith("/*"):
            url, match = url[:-1], "prefix"
        bare = url.partition("://")[2] or url
        host, slash, path = bare.partition("/")
        holding = self.holdings.get(host)
        if holding is None:
            return []
        tail = f"{slash or '/'}{path}"
        return [
            (holding, place, held)
            for place, held in enumerate(holding.captures())
            if match == "host" or held.path == tail or (match == "prefix" and held.path.startswith(tail))
        ]

    def _row(self, holding: Holdings, held: Held) -> dict[str, str]:
        reply = holding.reply(held)
        return {
            "urlkey": held.key,
            "timestamp": held.timestamp,
            "original": held.url,
            "mimetype": reply.content_type.partition(";")[0],
            "statuscode": str(reply.status),
            "digest": holding.digest(held),
            "length": str(len(reply.body)),
        }

    def _capture(self, timestamp: str, raw: bool, address: str) -> Reply:
        address = address if "://" in address else unquote(address)
        host = (address.partition("://")[2] or address).partition("/")[0]
        holding = self.holdings.get(host)
        held = holding.nearest(address, timestamp) if holding else None
        if holding is None or held is None:
            return Reply(404, b"<html><title>Not archived</title><p>This address has not been archived.</p></html>")
        if held.timestamp != timestamp:
            where = f"/web/{held.timestamp}{'id_' if raw else ''}/{held.url}"
            return Reply(302, b"", headers=(("Location", quote(where, safe="/:?=&%")),))
        then = holding.reply(held)
        original = [("content-type", then.content_type), *((name.lower(), value) for name, value in then.headers)]
        about = tuple((f"x-archive-orig-{name}", value) for name, value in original)
        body = then.body
        if not raw and then.content_type.startswith("text/html"):
            body = body.replace(b"<body>", b"<body><!-- BEGIN TOOLBAR --><div>An archived page</div><!-- END -->", 1)
        moved = tuple(
            ("Location", f"/web/{timestamp}{'id_' if raw else ''}/http://{host}{value}")
            for name, value in then.headers
            if name == "Location"
        )
        return Reply(then.status, body, then.content_type, (*about, *moved))

    def _index(self, crawl: str, words: dict[str, list[str]]) -> Reply:
        one = {name: values[0] for name, values in words.items()}
        if crawl not in CRAWLS or "url" not in one:
            return Reply(404, msgspec.json.encode({"message": "no such index, or no url"}), _JSON)
        found = [
            (holding, place, held)
            for holding, place, held in self._matching(one["url"], one.get("matchType", ""))
            if CRAWLS[1 - held.version] == crawl
        ]
        rows = [
            {
                "urlkey": held.key,
                "timestamp": held.timestamp,
                "url": held.url,
                "mime": row["mimetype"],
                "status": row["statuscode"],
                "digest": row["digest"],
                "length": str(len(self._record(holding, held))),
                "offset": str(place * SLOT),
                "filename": f"crawl-data/{crawl}/segments/0/warc/{holding.slug}.warc.gz",
            }
            for holding, place, held in found
            for row in [self._row(holding, held)]
        ]
        for rule in words.get("filter", []):
            rows = [row for row in rows if _passes(row, rule)]
        pages = -(-len(rows) // INDEX_PAGE)
        if "showNumPages" in one:
            return Reply(200, msgspec.json.encode({"pages": pages, "pageSize": 5, "blocks": pages}), _JSON)
        page = int(one["page"]) if one.get("page", "").isdigit() else 0
        if not rows:
            return Reply(404, msgspec.json.encode({"message": f"No Captures found for: {one['url']}"}), _JSON)
        chosen = rows[page * INDEX_PAGE : (page + 1) * INDEX_PAGE]
        return Reply(200, b"".join(msgspec.json.encode(row) + b"\n" for row in chosen), "text/x-ndjson")

    def _records(self, crawl: str, slug: str, wanted: str) -> Reply:
        """A range of a crawl's WARC file: the record that stands there."""
        holding = next((one for one in self.holdings.values() if one.slug == slug), None)
        found = _RANGE.match(wanted)
        if holding is None or crawl not in CRAWLS:
            return Reply(404, b"not found\n", _PLAIN)
        if not found:
            return Reply(403, b"the whole file is not to be had here\n", _PLAIN)
        first, last = int(found[1]), int(found[2])
        captures = holding.captures()
        if first // SLOT >= len(captures) or last < first:
            return Reply(416, b"", _PLAIN)
        record = self._record(holding, captures[first // SLOT])
        start = first % SLOT
        body = record[start : start + last - first + 1]
        size = ("Content-Range", f"bytes {first}-{last}/{len(captures) * SLOT}")
        return Reply(206, body, "application/octet-stream", (size,))

    def _record(self, holding: Holdings, held: Held) -> bytes:
        """The WARC response record of a capture, a gzip member by itself."""
        reply = holding.reply(held)
        headers = [("Content-Type", reply.content_type), *reply.headers, ("Content-Length", str(len(reply.body)))]
        line = f"{reply.status} {HTTPStatus(reply.status).phrase}"
        out = io.BytesIO()
        writer = WARCWriter(out, gzip=True, warc_version="1.0")
        t = held.timestamp
        about = {
            "WARC-Date": f"{t[:4]}-{t[4:6]}-{t[6:8]}T{t[8:10]}:{t[10:12]}:{t[12:14]}Z",
            "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, held.timestamp + held.path)}>",
        }
        record = writer.create_warc_record(
            held.url,
            "response",
            io.BytesIO(reply.body),
            len(reply.body),
            "",
            about,
            None,
            StatusAndHeaders(line, headers, protocol="HTTP/1.1"),
        )
        writer.write_record(record)
        return out.getvalue()


def _passes(row: dict[str, str], rule: str) -> bool:
    """Whether a row passes `[!][=|~]field:value`; without `=` the value is a pattern for the whole of the field."""
    negated = rule.startswith("!")
    name, _, value = rule.removeprefix("!").partition(":")
    exact = name.startswith("=")
    field = row.get(name.lstrip("=~"), "")
    return negated != (field == value if exact else bool(re.fullmatch(value, field)))


def _collapsed(rows: list[dict[str, str]], rule: str) -> list[dict[str, str]]:
    """The rows without those that equal the one before in `field` or in its first characters (`field:n`)."""
    name, _, length = rule.partition(":")
    size = int(length) if length.isdigit() else None
    kept: list[dict[str, str]] = []
    for row in rows:
        if not kept or kept[-1].get(name, "")[:size] != row.get(name, "")[:size]:
            kept.append(row)
    return kept
