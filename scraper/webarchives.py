"""Web archives as a way in: the questions their interfaces take and the answers they give. Pure.

Wayback: the CDX server lists captures; a capture's bytes as archived are at `/web/<timestamp>id_/<address>`.
Common Crawl: an index for each crawl lists captures, each a range of bytes of a WARC file on the data host.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from scraper.platforms.address import host_of, resolve

WAYBACK = "https://web.archive.org"
INDEX = "https://index.commoncrawl.org"
DATA = "https://data.commoncrawl.org"
PAGE = 5000
"""Captures asked for at a time."""

Via = Literal["", "wayback", "common_crawl"]


class Archived(NamedTuple):
    """A capture that a web archive holds: address and time (14 digits, UTC) of the original, and where its bytes are.

    `range` (first and last byte) is set where the bytes are a WARC record within a larger file.
    """

    url: str
    timestamp: str
    digest: str
    where: str
    range: tuple[int, int] | None = None

    @property
    def at(self) -> str:
        """The time as a run directory writes it."""
        t = self.timestamp.ljust(14, "0")
        return f"{t[:4]}-{t[4:6]}-{t[6:8]}T{t[8:10]}:{t[10:12]}:{t[12:14]}.000Z"


def archive_hosts(via: Via, via_url: str = "") -> list[str]:
    """The hosts that are asked for a web archive."""
    if via_url:
        return [host_of(via_url)]
    return [host_of(WAYBACK)] if via == "wayback" else [host_of(INDEX), host_of(DATA)]


def wayback_index(host: str, base: str = "", resume: str = "") -> str:
    """The CDX address that lists the captures of a host, each distinct answer once."""
    query = [
        ("url", host),
        ("matchType", "host"),
        ("output", "json"),
        ("fl", "timestamp,original,statuscode,digest"),
        ("filter", "statuscode:200"),
        ("collapse", "digest"),
        ("limit", str(PAGE)),
        ("showResumeKey", "true"),
    ]
    query += [("resumeKey", resume)] if resume else []
    return f"{base or WAYBACK}/cdx/search/cdx?{urlencode(query)}"


def wayback_rows(body: bytes, base: str = "") -> tuple[list[Archived], str]:
    """The captures that a CDX answer lists, and the key to go on with (empty: that was all). Raises `ValueError`."""
    if not body.strip():
        return [], ""
    try:
        rows = msgspec.json.decode(body, type=list[list[str]])
    except msgspec.MsgspecError as error:
        raise ValueError(f"not a CDX answer: {error}") from error
    found, resume = [], ""
    for number, row in enumerate(rows[1:], 1):
        if len(row) >= 4 and row[0].isdigit() and len(row[0]) == 14:
            url = resolve(row[1], row[1])
            if url:
                where = f"{base or WAYBACK}/web/{row[0]}id_/{row[1]}"
                found.append(Archived(url, row[0], row[3], resolve(where, where) or where))
        elif len(row) == 1 and not rows[number - 1]:
            resume = row[0]
    return found, resume


class _Crawl(msgspec.Struct):
    id: str
    cdx_api: str = msgspec.field(name="cdx-api")


def common_crawl_indexes(body: bytes, most: int, base: str = "") -> list[str]:
    """The index addresses of the newest crawls. Raises `ValueError`."""
    try:
        crawls = msgspec.json.decode(body, type=list[_Crawl])
    except msgspec.MsgspecError as error:
        raise ValueError(f"not a list of crawls: {error}") from error
    found = [crawl.cdx_api for crawl in crawls[:most]]
    return [base + urlsplit(url).path for url in found] if base else found


def common_crawl_index(index: str, host: str, page: int | None = None) -> str:
    """The address that lists a host's captures in one crawl; without `page`, the one that tells how many pages."""
    query = [("url", f"{host}/*"), ("output", "json"), ("filter", "=status:200")]
    query += [("showNumPages", "true")] if page is None else [("page", str(page))]
    return f"{index}?{urlencode(query)}"


class _Line(msgspec.Struct):
    timestamp: str
    url: str
    filename: str
    offset: str
    length: str
    digest: str = ""


def common_crawl_rows(body: bytes, base: str = "") -> Iterator[Archived]:
    """The captures that an index answer lists, a line each; a line that is none is passed over."""
    decoder = msgspec.json.Decoder(_Line)
    for raw in body.splitlines():
        try:
            line = decoder.decode(raw)
            first, length = int(line.offset), int(line.length)
        except (msgspec.MsgspecError, ValueError):
            continue
        url = resolve(line.url, line.url)
        if url and length > 0:
            where = f"{base or DATA}/{quote(line.filename, safe='/')}"
            yield Archived(url, line.timestamp, line.digest, where, (first, first + length - 1))


def pages_in(body: bytes) -> int:
    """How many pages an index answer says there are."""

    class Pages(msgspec.Struct):
        pages: int = 0

    try:
        return msgspec.json.decode(body, type=Pages).pages
    except msgspec.MsgspecError:
        return 0
