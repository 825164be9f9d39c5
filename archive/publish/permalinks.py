"""Permalinks: the address of a disclosure on the site, made once and never given to another.

Readable where the page has a reference (`avon-and-somerset/992-20`). Without one, or where another disclosure of the
force already has that address, it ends in a short digest of the canonical URL, which no other page shares. Since the
first to come has the plain form, permalinks are stored when they are given and are never worked out anew.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container
from itertools import chain, count
from urllib.parse import unquote, urlsplit

LONGEST = 80
DIGEST_LENGTHS = (6, 10, 16)


def slug(text: str, longest: int = LONGEST) -> str:
    """Lower-case ASCII letters and digits joined by single hyphens, at most `longest` characters, cut between words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    joined = "-".join(words)
    if len(joined) <= longest:
        return joined
    cut = joined[: longest + 1].rpartition("-")[0]
    return cut or joined[:longest]


def last_part(url: str) -> str:
    """The last non-empty part of an address's path, without a file ending."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return re.sub(r"\.(html?|aspx?|php|pdf|docx?)$", "", unquote(parts[-1]), flags=re.IGNORECASE) if parts else ""


def permalink_for(force_slug: str, reference: str | None, url: str, taken: Container[str]) -> str:
    """The permalink to give to a new disclosure: `<force>/<name>`.

    `url` is its canonical address, with a fragment for one of several on a page; `taken` holds every permalink of the
    force ever given, those of withdrawn disclosures included. The name is the reference (`992/20` gives `992-20`) if
    there is one and it is free, else the reference or the last part of the address, followed by the first hex digits of
    the SHA-256 of the address, as many as make it free.
    """
    named = slug(reference or "")
    stem = named or slug(last_part(url), 60) or "answer"
    digest = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
    for ending in chain(
        [""] if named else [],
        (f"-{digest[:length]}" for length in DIGEST_LENGTHS),
        (f"-{digest[:10]}-{number}" for number in count(2)),  # the same address again for something else
    ):
        link = f"{force_slug}/{stem}{ending}"
        if link not in taken:
            return link
    raise AssertionError("count() never ends")
