"""A log that is one page (or a few) with many records on it: the page is the disclosure, and its files are its own.

Telling the records apart needs the words of the page and is the normaliser's work; here the listing address itself is
taken as the entry.
"""

from __future__ import annotations

from scraper.platforms.address import host_of, tail_of
from scraper.platforms.anchors import anchors
from scraper.platforms.model import Kind, Link, Page
from scraper.platforms.shapes import (
    Shapes,
    canonical_by_shape,
    kind_by_shape,
    links_by_shape,
    platform_of,
    same_listing,
)
from scraper.registry import Force

SHAPES = Shapes(final_slash=None)


def kind(force: Force, url: str) -> Kind:
    """A page of the log is a disclosure page, for its records stand on it."""
    found = kind_by_shape(SHAPES, force, url)
    return "disclosure" if found == "listing" else found


def links(force: Force, page: Page, on: Kind) -> list[Link]:
    """Of a listing: the page itself as an entry. Of a disclosure: its files, and the log's further pages as entries."""
    if on == "listing":
        return [Link("disclosure", page.url, canonical(force, page.url), entry=True)]
    allowed = [start for start in force.listings if same_listing(start, page.url)]
    further = [
        Link("disclosure", anchor.url, canonical(force, anchor.url), entry=True)
        for anchor in anchors(page, lambda url: any(same_listing(start, url) for start in allowed))
    ]
    return links_by_shape(PLATFORM, force, page, "disclosure") + list(dict.fromkeys(further))


def canonical(force: Force, url: str) -> str:
    """The page's address; its paging parameters are part of it."""
    host, tail = host_of(url), tail_of(url)
    made = canonical_by_shape(SHAPES._replace(query=("page", "p", "paged", "start", "offset")), force, url)
    return made if host in force.hosts else f"{url.partition('://')[0]}://{host}{tail}"


PLATFORM = platform_of(
    "single_page_log", SHAPES, reference=lambda force, url: None, kind=kind, links=links, canonical=canonical
)
