"""Classification by the shape of an address: the part that all platforms share.

A platform is a table of patterns and a few choices; what its addresses mean beyond that (a reference, a mirror in
another language) is a function of its own module. Patterns are searched in the path and query, ignoring case.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper.platforms import slugs
from scraper.platforms.address import host_of, query_of, rebuilt, tail_of, with_final_slash
from scraper.platforms.anchors import Anchor, anchors
from scraper.platforms.model import AddressFacts, Kind, Link, Page
from scraper.registry import Force

DOCUMENT = r"\.(?:pdf|docx?|docm|rtf|odt|xlsx?|xlsm|xlsb|ods|csv|pptx?|odp|zip|7z|msg|eml|txt)(?:$|\?)"
PAGING = frozenset({"page", "paged", "p", "pg", "start", "offset", "from"})


class Shapes(NamedTuple):
    """A platform's addresses. Order of decision: not wanted, force's own disclosures, files, listings, disclosures.

    `listing` pages offer disclosures; `folders` are listings below them that are followed too (years, months,
    categories). `query` names the parameters that make a disclosure's address another one. `files_are_entries` says
    that a listing's links straight to files are disclosures of the log; `types` are the document types that are.
    `sitemaps` false: the site holds far more than the log, so the sitemaps that it declares are not read.
    """

    listing: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    disclosure: tuple[str, ...] = ()
    attachment: tuple[str, ...] = ()
    not_disclosure: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    final_slash: bool | None = None
    files_are_entries: bool = False
    types: tuple[str, ...] = ()
    sitemaps: bool = True


class Platform(NamedTuple):
    """One kind of site: pure functions from addresses and pages to what they are."""

    name: str
    shapes: Shapes
    reference: Callable[[Force, str], str | None]
    mirror: Callable[[Force, str], str | None]
    canonical: Callable[[Force, str], str]
    kind: Callable[[Force, str], Kind]
    links: Callable[[Force, Page, Kind], list[Link]]
    starts: Callable[[Force], list[str]]

    def facts(self, force: Force, url: str) -> AddressFacts:
        """All that an address says by itself."""
        kind = self.kind(force, url)
        path = urlsplit(url).path
        told = kind == "disclosure"
        return AddressFacts(
            kind,
            self.canonical(force, url),
            self.reference(force, url) if told else None,
            slugs.filed_period(path) if told else None,
            self.mirror(force, url) if told else None,
        )


@lru_cache(maxsize=512)
def _any(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def matches(patterns: tuple[str, ...] | list[str], tail: str) -> bool:
    """Whether any of the patterns is found in a path and query."""
    compiled = _any(tuple(patterns))
    return bool(compiled and compiled.search(tail))


def kind_by_shape(shapes: Shapes, force: Force, url: str) -> Kind:
    """The kind of an address on the force's site."""
    tail = tail_of(url)
    path = tail.partition("?")[0]
    if matches(force.disclosure_paths, tail):
        return "disclosure"
    if matches(shapes.not_disclosure, path):
        return "other"
    named = not path.endswith("/") and path != "/robots.txt"
    if named and (
        matches(force.attachment_paths, tail) or matches(shapes.attachment, path) or matches((DOCUMENT,), path)
    ):
        return "attachment"
    if is_listing(shapes, force, url):
        return "listing"
    return "disclosure" if matches(shapes.disclosure, tail) else "other"


def is_listing(shapes: Shapes, force: Force, url: str) -> bool:
    """Whether an address is a listing of the log, or one of its pages or folders."""
    path = urlsplit(url).path.rstrip("/").lower()
    if matches(shapes.listing, path + "/") or matches(shapes.folders, path + "/"):
        return True
    return any(urlsplit(start).path.rstrip("/").lower() == path and path for start in force.listings)


def canonical_by_shape(shapes: Shapes, force: Force, url: str) -> str:
    """The address under which the archive knows what stands here: one host, scheme, slash and order of parameters."""
    host = host_of(url)
    bare = host.removeprefix("www.")
    own = next((known for known in force.hosts if known == f"www.{bare}"), host if host in force.hosts else None)
    scheme = urlsplit(force.website).scheme or urlsplit(url).scheme
    parts = urlsplit(url)
    kind = kind_by_shape(shapes, force, url)
    query = query_of(url)
    if kind == "disclosure":
        query = {name: value for name, value in query.items() if name in shapes.query}
    if kind == "attachment" or (kind == "disclosure" and query):
        path = parts.path
    else:
        path = with_final_slash(parts.path, shapes.final_slash)
    changed = rebuilt(url, host=own or host, path=path, query=dict(sorted(query.items())))
    return changed.replace(f"{parts.scheme}://", f"{scheme}://", 1) if own else changed


def same_listing(listing: str, url: str) -> bool:
    """Whether an address is another page of the same listing: it differs in paging parameters and empty ones only."""
    one, two = urlsplit(listing), urlsplit(url)
    if one.path.rstrip("/").lower() != two.path.rstrip("/").lower():
        return False
    before, after = (
        {name: value for name, value in query_of(each).items() if name.lower() not in PAGING} for each in (listing, url)
    )
    return before == after


def links_by_shape(platform: Platform, force: Force, page: Page, kind: Kind) -> list[Link]:
    """The links of a page that are worth following, each canonical address once.

    A listing gives its entries, its further pages and its folders; a disclosure gives its files, page furniture apart.
    """
    allowed = {*force.hosts, *force.retired_hosts}
    kinds: dict[str, Kind] = {}

    def wanted(url: str) -> bool:
        if host_of(url) not in allowed:
            return False
        kinds[url] = platform.kind(force, url)
        return kinds[url] != "other"

    found: dict[str, Link] = {}
    for anchor in anchors(page, wanted):
        link = _link(platform, force, page, kind, anchor, kinds[anchor.url])
        if link and (link.canonical not in found or (link.title and not found[link.canonical].title)):
            found[link.canonical] = link
    here = platform.canonical(force, page.url)
    return [link for canonical, link in found.items() if canonical != here]


def _link(platform: Platform, force: Force, page: Page, on: Kind, anchor: Anchor, kind: Kind) -> Link | None:
    canonical = platform.canonical(force, anchor.url)
    title = anchor.text or None
    if on == "disclosure":
        wanted = kind == "attachment" and not anchor.chrome
        return Link("attachment", anchor.url, canonical, title) if wanted else None
    if kind == "listing":
        folder = matches(platform.shapes.folders, urlsplit(anchor.url).path.rstrip("/") + "/")
        return Link("listing", anchor.url, canonical) if folder or same_listing(page.url, anchor.url) else None
    unwanted = bool(anchor.type and platform.shapes.types and not matches(platform.shapes.types, anchor.type))
    if unwanted or anchor.chrome:
        return None
    if kind == "attachment" and not (platform.shapes.files_are_entries and (anchor.type or not platform.shapes.types)):
        return None
    mirror = platform.mirror(force, anchor.url) if kind == "disclosure" else None
    return Link(kind, anchor.url, canonical, title, anchor.date, anchor.type, mirror, entry=True)


def platform_of(
    name: str,
    shapes: Shapes,
    *,
    reference: Callable[[Force, str], str | None] | None = None,
    mirror: Callable[[Force, str], str | None] = lambda force, url: None,
    canonical: Callable[[Force, str], str] | None = None,
    kind: Callable[[Force, str], Kind] | None = None,
    links: Callable[[Force, Page, Kind], list[Link]] | None = None,
    starts: Callable[[Force], list[str]] = lambda force: list(force.listings),
) -> Platform:
    """A platform from its shapes, with functions of its own where the shape of an address does not say enough."""

    def slug_reference(force: Force, url: str) -> str | None:
        return slugs.reference(urlsplit(url).path, force.reference_examples)

    def shape_canonical(force: Force, url: str) -> str:
        return canonical_by_shape(shapes, force, url)

    def shape_kind(force: Force, url: str) -> Kind:
        return kind_by_shape(shapes, force, url)

    def shape_links(force: Force, page: Page, on: Kind) -> list[Link]:
        return links_by_shape(made, force, page, on)

    made = Platform(
        name,
        shapes,
        reference or slug_reference,
        mirror,
        canonical or shape_canonical,
        kind or shape_kind,
        links or shape_links,
        starts,
    )
    return made
