"""Saved HTML pages: the address that a browser or a saving tool wrote into them, and the files saved beside them.

Browsers write a comment ("saved from url=(0042)https://…"), SingleFile a comment with address and date, and most sites
a canonical link. Where none of them stands, the operator has to name the address.
"""

from __future__ import annotations

import email.utils
import mimetypes
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from scraper.importers.saved import Saved
from scraper.platforms.address import resolve
from scraper.platforms.anchors import anchors, parse
from scraper.platforms.model import Page

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(rb"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n(]+)", re.IGNORECASE)
_LOOKED_AT = 65_536


def address_in(body: bytes) -> str | None:
    """The address that a saved page names as its own, or None."""
    head = body[:_LOOKED_AT]
    for pattern in (_SINGLE_FILE, _SAVED_FROM):
        found = pattern.search(head)
        if found:
            url = found.group(1).decode("utf-8", "replace")
            return resolve(url, url)
    tree = parse(Page("https://unknown.invalid/", body))
    if tree is None:
        return None
    for element in tree.iter("link", "meta"):
        named = "canonical" in (element.get("rel") or "").lower().split() or element.get("property") == "og:url"
        url = element.get("href") or element.get("content") or ""
        if named and urlsplit(url).scheme in {"http", "https"}:
            return resolve(url, url)
    return None


def date_in(body: bytes) -> str | None:
    """The time at which a saving tool says it saved the page, or None."""
    found = _SINGLE_FILE.search(body[:_LOOKED_AT])
    return time_of(found.group(2).decode("utf-8", "replace").strip()) if found else None


def time_of(text: str) -> str | None:
    """A date of mail, HTTP or JavaScript as a run directory writes it, or None."""
    cleaned = re.sub(r"\b(?:GMT|UTC)(?=[+-]\d{4})", "", text.strip())
    for reading in (_mail, _javascript, _iso):
        value = reading(cleaned)
        if value is not None:
            return stamp(value)
    return None


def _mail(text: str) -> datetime | None:
    try:
        return email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None


def _javascript(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%a %b %d %Y %H:%M:%S %z")
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def stamp(value: datetime) -> str:
    """A time as a run directory writes it; one without a zone is taken as UTC."""
    value = value if value.tzinfo else value.replace(tzinfo=UTC)
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def files_beside(page: Saved, beside: dict[str, bytes]) -> Iterator[Saved]:
    """The files saved with a page, under the addresses of the page's links that end in their names.

    `beside` maps paths (as in the folder or ZIP) to bytes. A file that no link of the page names is left where it is.
    """
    by_name: dict[str, str] = {}
    for path in beside:
        by_name.setdefault(PurePosixPath(path).name.lower(), path)
    taken: set[str] = set()
    for anchor in anchors(Page(page.url, page.body, page.content_type), lambda url: True):
        name = PurePosixPath(unquote(urlsplit(anchor.url).path)).name.lower()
        where = by_name.get(name)
        if name and where is not None and anchor.url not in taken:
            taken.add(anchor.url)
            kind = mimetypes.guess_type(name)[0]
            yield Saved(anchor.url, page.at, beside[where], where, kind or "application/octet-stream", page=page.url)
