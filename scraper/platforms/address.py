"""Addresses: cleaned for asking, canonical for knowing, and never left to chance.

Two spellings of one address would be two disclosures, so session ids, tracking and escapes are levelled here once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

LONGEST = 2083
"""Longest address followed, in characters: longer ones are traps or mistakes."""

_NOISE = re.compile(
    r"^(utm_\w+|fbclid|gclid|gclsrc|msclkid|mc_[ce]id|_ga|phpsessid|jsessionid|aspsessionid\w*|sid|sessionid|session_id"
    r"|cfid|cftoken)$",
    re.IGNORECASE,
)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_DOCUMENT = re.compile(r"\.[A-Za-z0-9]{2,5}$")


def resolve(base: str, href: str) -> str | None:
    """The absolute address of a link as it should be asked for, or None if it is nothing to ask for.

    Scripts, mail, telephone and data links, bare fragments, other schemes, broken and overlong addresses are None.
    """
    href = "".join(href.split()) if "\n" in href or "\t" in href or "\r" in href else href.strip()
    if not href or href[0] == "#":
        return None
    if href[0] == "/" and href[:2] != "//":
        end = base.find("/", 8)
        return _resolved(base if end < 0 else base[:end], href)
    return _resolved(base, href)


@lru_cache(maxsize=4096)
def _resolved(base: str, href: str) -> str | None:
    """The work of `resolve`, kept: a site's furniture links to the same addresses on every page."""
    try:
        parts = urlsplit(urljoin(base, href))
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return None
    try:
        host = parts.hostname.encode("idna").decode("ascii") if not parts.hostname.isascii() else parts.hostname.lower()
    except UnicodeError:
        return None
    netloc = host if port is None or port == {"http": 80, "https": 443}[parts.scheme] else f"{host}:{port}"
    path = _level_path(_PATH_SESSION.sub("", parts.path)) or "/"
    url = urlunsplit((parts.scheme, netloc, path, _level_query(parts.query), ""))
    return url if len(url) <= LONGEST else None


def _level_path(path: str) -> str:
    """The path with one spelling of its escapes: unreserved characters bare, everything else escaped in upper case."""
    return "/".join(_level_segment(segment) for segment in path.split("/"))


def _level_segment(segment: str) -> str:
    raw = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", segment)
    keep = "!$&'()*+,;=:@~-._"
    try:
        plain = unquote(raw, errors="strict")
    except UnicodeDecodeError:
        return quote(raw, safe=keep + "%")
    return ".".join(quote(part, safe=keep) for part in plain.split(".")).replace("\x00", "%00")


def _level_query(query: str) -> str:
    """The query without session ids and tracking; otherwise as written, because some sites are particular."""
    if not query:
        return ""
    kept = [part for part in query.split("&") if part and not _NOISE.match(unquote(part.partition("=")[0]))]
    return quote("&".join(kept), safe="!$&'()*+,;=:@~-._/?%[]|")


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The address's `host` or `host:port`, lower case, without a scheme's own port; empty if it has none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    return host if port is None or port == {"http": 80, "https": 443}.get(parts.scheme) else f"{host}:{port}"


def tail_of(url: str) -> str:
    """The path, with `?` and the query if there is one: what address patterns are searched in."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def query_of(url: str) -> dict[str, str]:
    """The query's parameters that have a value; of one given several times, the values joined by commas."""
    found: dict[str, str] = {}
    for name, value in parse_qsl(urlsplit(url).query):
        found[name] = f"{found[name]},{value}" if name in found else value
    return found


def rebuilt(url: str, *, host: str | None = None, path: str | None = None, query: dict[str, str] | None = None) -> str:
    """The address with another host, path or query."""
    parts = urlsplit(url)
    return urlunsplit(
        (
            parts.scheme,
            parts.netloc if host is None else host,
            parts.path if path is None else path,
            parts.query if query is None else urlencode(query),
            "",
        )
    )


def with_final_slash(path: str, wanted: bool | None) -> str:
    """The path with or without its final slash; None leaves it. A path that ends in a file name never gets one."""
    if wanted is None or path in {"", "/"}:
        return path or "/"
    bare = path.rstrip("/")
    return bare if not wanted or _DOCUMENT.search(bare) else bare + "/"
