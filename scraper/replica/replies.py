"""What goes back over the wire: validators and 304s, content coding, and the order of the headers.

Validators are made from what a page depends on (number, version, furniture) and not from its bytes, so that a 304 costs
nothing. Each force's server sends its own choice of them, as servers do.
"""

from __future__ import annotations

import gzip
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from scraper.replica.bodies import Validators

HTML = "text/html; charset=utf-8"
_PACKED = ("text/", "application/json", "application/xml")


class Reply(NamedTuple):
    """What a site answers. `tag` and `modified` are what validators are made from; empty for none."""

    status: int
    body: bytes
    content_type: str = HTML
    headers: tuple[tuple[str, str], ...] = ()
    tag: str = ""
    modified: str = ""


class Wire(NamedTuple):
    """A reply as it is sent."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


def wire(reply: Reply, asked: dict[str, str], validators: Validators = "both") -> Wire:
    """The reply as it is sent to who asked with these headers (lower-case names)."""
    headers = [("Content-Type", reply.content_type), *reply.headers]
    packed = bool(reply.body) and reply.content_type.startswith(_PACKED) and "gzip" in asked.get("accept-encoding", "")
    tag = _tag(reply, validators, packed)
    modified = reply.modified if validators in {"both", "modified"} else ""
    if tag:
        headers.append(("ETag", tag))
    if modified:
        headers.append(("Last-Modified", modified))
    if validators == "none" and reply.status == 200:
        headers.append(("Cache-Control", "private, no-store"))
    if packed:
        headers.append(("Vary", "Accept-Encoding"))
    if reply.status == 200 and _current(asked, tag, modified):
        return Wire(304, _raw(headers), b"")
    body = reply.body
    if packed:
        body = gzip.compress(body, 4, mtime=0)
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    return Wire(reply.status, _raw(headers), body)


def _tag(reply: Reply, validators: Validators, packed: bool) -> str:
    if not reply.tag or validators in {"modified", "none"}:
        return ""
    if validators == "weak":
        return f'W/"{reply.tag}"'
    return f'"{reply.tag}-gzip"' if packed else f'"{reply.tag}"'


def _current(asked: dict[str, str], tag: str, modified: str) -> bool:
    """Whether the copy that was asked about is still the one that would be sent; If-None-Match comes first."""
    known = asked.get("if-none-match")
    if known is not None:
        return bool(tag) and (known == "*" or _opaque(tag) in {_opaque(one) for one in known.split(",")})
    since = _date(asked.get("if-modified-since", ""))
    latest = _date(modified)
    return since is not None and latest is not None and latest <= since


def _opaque(tag: str) -> str:
    """The tag by weak comparison, whatever the content coding of the copy."""
    return tag.strip().removeprefix("W/").strip('"').removesuffix("-gzip")


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None


def _raw(headers: list[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
