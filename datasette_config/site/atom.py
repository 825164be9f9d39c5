"""Atom feeds (RFC 4287; paged as RFC 5005 says). An entry's id comes from its permalink alone, so it never changes."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = uuid.UUID("6f1d3c0e-5f0a-5c1d-9a55-0b6f7c1f8e21")
"""Of the archive's ids; made once, never to be changed."""
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")


def text(value: object) -> str:
    """Text for an element: escaped, without characters that XML has no place for."""
    return escape(NOT_XML.sub("", str(value)))


def attribute(value: object) -> str:
    """A quoted attribute value."""
    return quoteattr(NOT_XML.sub("", str(value)))


def identity(name: str) -> str:
    """The stable id of a permalink, an event or a feed."""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, name)}"


def stamp(value: str | None, otherwise: str = "1970-01-01T00:00:00Z") -> str:
    """A time as RFC 3339 asks, from a time stamp or a date; `otherwise` if there is none."""
    value = (value or "").strip().replace(" ", "T")
    if STAMP.fullmatch(value):
        return value
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return f"{value}T00:00:00Z"
    if re.fullmatch(r"\d{4}-\d{2}", value):
        return f"{value}-01T00:00:00Z"
    if STAMP.fullmatch(value + "Z"):
        return value + "Z"
    return otherwise


def head(
    *, title: str, subtitle: str, identifier: str, updated: str, links: Iterable[Mapping[str, str]], generator: str
) -> str:
    """The start of a feed, up to its first entry."""
    joined = "".join(
        "<link" + "".join(f" {name}={attribute(value)}" for name, value in link.items()) + "/>\n" for link in links
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">\n'
        f"<title>{text(title)}</title>\n<subtitle>{text(subtitle)}</subtitle>\n<id>{identity(identifier)}</id>\n"
        f"<updated>{stamp(updated)}</updated>\n{joined}<generator>{text(generator)}</generator>\n"
        f"<author><name>{text(generator)}</name></author>\n"
    )


def entry(
    *,
    name: str,
    title: str,
    url: str,
    author: str,
    updated: str,
    published: str,
    summary: str,
    terms: Iterable[str] = (),
) -> str:
    """One entry. `name` is what its id is made from."""
    categories = "".join(f"<category term={attribute(term)}/>" for term in terms if term)
    return (
        f'<entry><title>{text(title)}</title><id>{identity(name)}</id><link rel="alternate" type="text/html"'
        f" href={attribute(url)}/><updated>{stamp(updated)}</updated><published>{stamp(published)}</published>"
        f"<author><name>{text(author)}</name></author>{categories}<summary>{text(summary)}</summary></entry>\n"
    )


TAIL = "</feed>\n"


def disclosure_entry(row: Mapping[str, Any], base: str, outcome: str, summary: str = "") -> str:
    """The entry of a disclosure, from a row with the columns of an export."""
    said = [outcome]
    if row["exemptions"]:
        said.append(str(row["exemptions"]))
    if row["date"]:
        said.append(str(row["date"]))
    return entry(
        name=f"d/{row['permalink']}",
        title=str(row["title"] or row["reference"] or "Untitled request"),
        url=f"{base}/d/{row['permalink']}",
        author=str(row["force_name"]),
        updated=str(row["last_captured"] or row["first_captured"] or row["date"] or ""),
        published=str(row["first_captured"] or row["date"] or ""),
        summary=" · ".join(said) + (f" — {summary}" if summary else ""),
        terms=(str(row["force"]), str(row["outcome"])),
    )
