"""Addresses: the canonical form, and the month under which a page is filed.

The month in a path is a filing bucket, never a date; it goes to `filed_period` and nowhere else. A month in the last
segment belongs to the page's own name and is no folder.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from archive.normalise.dates import NAMES

TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|msclkid|mc_[a-z]+|_ga|_gl|igshid|ref_src|yclid|twclid)$", re.I)
YEAR = re.compile(r"(?<!\d)(20[0-4]\d|19[89]\d)(?!\d)")
MONTH_NAMES = {name: number for name, number in NAMES.items() if len(name) > 2}
WORD = re.compile(r"[a-z]+")
SAFE = "/:%!$&'()*+,;=@~-._"


def canonical(url: str | None) -> str | None:
    """The address without fragment, default port and tracking parameters, host in lower case. Null stays null."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
        port = parts.port
    except ValueError:
        return url.strip()
    if port and (parts.scheme, port) not in (("http", 80), ("https", 443)):
        host = f"{host}:{port}"
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        kept = [(key, value) for key, value in pairs if not TRACKING.match(key)]
        if len(kept) != len(pairs):
            query = urlencode(kept)
    return urlunsplit((parts.scheme.lower(), host, parts.path, query, ""))


def absolute(base: str | None, href: str) -> str | None:
    """The absolute address that a link leads to, or null if it leads to no page (mail, script, fragment)."""
    href = "".join(href.split("\n")).strip()
    if not href or href[0] == "#" or re.match(r"(?:mailto|javascript|tel|data|file|sms):", href, re.I):
        return None
    try:
        joined = urljoin(base or "", href)
        parts = urlsplit(joined)
        if base and parts.scheme not in ("http", "https"):
            return None
        path = quote(parts.path, safe=SAFE)
        return urlunsplit((parts.scheme, parts.netloc, path, parts.query.replace(" ", "%20"), ""))
    except ValueError:
        return None


def site_of(url: str | None) -> str:
    """The name under which an address's owner is registered: `police.uk` and the like take one label more."""
    if not url:
        return ""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    labels = host.split(".")
    if (
        len(labels) > 2
        and labels[-1] in ("uk", "je", "im")
        and labels[-2] in ("police", "gov", "co", "org", "pnn", "nhs", "ac", "mod")
    ):
        return ".".join(labels[-3:])
    return ".".join(labels[-2:]) if not host.replace(".", "").isdigit() else host


def filed_period(url: str | None) -> str | None:
    """Year and month folders of the path as `YYYY-MM`: `/2026/january/`, `/june-2024/`, `/disclosure-2025/medi/`."""
    if not url:
        return None
    try:
        segments = [segment for segment in unquote(urlsplit(url).path).lower().split("/") if segment][:-1]
    except ValueError:
        return None
    year = None
    for segment in segments:
        own = YEAR.findall(segment)
        month = _month(segment)
        iso = re.fullmatch(r"(20\d\d)-(\d\d)", segment)
        if iso and 1 <= int(iso.group(2)) <= 12:
            return segment
        if month and own:
            return f"{own[-1]}-{month:02d}"
        if month and year:
            return f"{year}-{month:02d}"
        if own:
            year = own[-1]
        elif year and re.fullmatch(r"\d\d?", segment) and 1 <= int(segment) <= 12:
            return f"{year}-{int(segment):02d}"
    return None


def _month(segment: str) -> int | None:
    words = WORD.findall(segment)
    months = [MONTH_NAMES[word] for word in words if word in MONTH_NAMES]
    return months[0] if len(months) == 1 and len(words) <= 2 else None
