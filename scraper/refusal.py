"""Telling a refusal from an answer: blocks, challenge pages and soft 404s, from status, headers and words.

A refusal is found and reported, never worked round. None of them may ever be read as the removal of a disclosure.
Pure functions, so that every rule can be tried on a saved answer.
"""

from __future__ import annotations

import email.utils
import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

RefusalCode = Literal["blocked", "challenge"]

REFUSING = frozenset({401, 403, 429, 503})
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(rb"<h1[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
_CHALLENGE = re.compile(
    r"^(just a moment\b|verify your access|request unsuccessful|attention required|access denied|checking your browser"
    r"|ddos-guard|please wait\.{3}|one more step|security check|pardon our interruption|are you a robot)",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"^(?:error )?(?:404(?: error|\W*$|\W+(?:page )?not found)|not found\b"
    r"|page (?:not found|cannot be found|can't be found|could not be found|no longer exists)"
    r"|(?:sorry,? )?(?:we can(?:'|’|no)t find|we could(?:n't| not) find)"
    r"|this page (?:can(?:'|’|no)t be found|doesn(?:'|’)t exist))",
    re.IGNORECASE,
)
_LOOKED_AT = 65_536


class Refusal(NamedTuple):
    """Why an answer is none: the code, and the evidence in a few words."""

    code: RefusalCode
    evidence: str


def refusal_in(status: int, headers: Mapping[str, str], body: bytes) -> Refusal | None:
    """The refusal that an answer is, or None. `headers` have lower-case names; `body` is decoded."""
    if headers.get("cf-mitigated"):
        return Refusal("challenge", f"cf-mitigated: {headers['cf-mitigated']}")
    title = words(_TITLE, body) if _is_html(headers, body) else ""
    if _CHALLENGE.match(title):
        return Refusal("challenge", f"status {status}, title {title[:80]!r}")
    if status in REFUSING:
        retry = f", Retry-After: {headers['retry-after']}" if headers.get("retry-after") else ""
        return Refusal("blocked", f"status {status}{retry}")
    return None


def is_soft_404(status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer of 200 says in its title or heading that there is no such page."""
    if status != 200 or not _is_html(headers, body):
        return False
    return any(_NOT_FOUND.match(words(pattern, body)) for pattern in (_TITLE, _HEADING))


def has_title(body: bytes) -> bool:
    """Whether a page has words in its heading or title; a body that is no page at all has none to lack."""
    if body.lstrip()[:1] != b"<":
        return True
    return bool(words(_HEADING, body) or words(_TITLE, body))


def words(pattern: re.Pattern[bytes], body: bytes) -> str:
    """The text of the first match of a tag pattern near the start of a page."""
    found = pattern.search(body[:_LOOKED_AT])
    if not found:
        return ""
    text = re.sub(rb"<[^>]+>", b" ", found.group(1)).decode("utf-8", "replace")
    return " ".join(text.replace("&hellip;", "...").replace("…", "...").replace("&#39;", "'").split())


def _is_html(headers: Mapping[str, str], body: bytes) -> bool:
    declared = headers.get("content-type", "")
    return "html" in declared or (not declared and body.lstrip()[:1] == b"<")


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds to wait that a `Retry-After` header asks for (a number, or an HTTP date), or None."""
    if not value:
        return None
    value = value.strip()
    if re.fullmatch(r"\d{1,9}", value):
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
    except (TypeError, ValueError):
        return None
