"""Jersey: one central log for all authorities; the report's number is the only key.

A report's authority stands on its page only, so a listing's entries are taken by their words: those that speak of
police work. The same page answers on the www and the bare host, with and without a port, in any letter case.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from scraper.platforms.address import query_of
from scraper.platforms.central import of_the_police
from scraper.platforms.model import Kind, Link, Page
from scraper.platforms.shapes import Shapes, canonical_by_shape, links_by_shape, platform_of
from scraper.registry import Force

SHAPES = Shapes(
    sitemaps=False,
    listing=(r"^/government/freedomofinformation/(?:pages/(?:default|foi-?search|search)\.aspx/)?$",),
    disclosure=(r"^/government/freedomofinformation/pages/foi\.aspx\?(?:.*&)?reportid=\d+",),
    attachment=(r"^/sitecollectiondocuments/",),
    query=("ReportID",),
)


def canonical(force: Force, url: str) -> str:
    """The one spelling of a report's address."""
    number = next((value for name, value in query_of(url).items() if name.lower() == "reportid"), None)
    path = urlsplit(url).path.lower()
    if number is None or not path.endswith("/foi.aspx") or not number.isdigit():
        return canonical_by_shape(SHAPES, force, url)
    host = force.hosts[0] if force.hosts else urlsplit(url).netloc
    scheme = urlsplit(force.listings[0]).scheme if force.listings else "https"
    return f"{scheme}://{host}/government/freedomofinformation/pages/foi.aspx?ReportID={int(number)}"


def reference(force: Force, url: str) -> str | None:
    """None: the report's number is a key of the site, not a reference that it prints."""
    return None


def links(force: Force, page: Page, on: Kind) -> list[Link]:
    """The links of a page; of a listing's entries those that speak of police work."""
    return of_the_police(links_by_shape(PLATFORM, force, page, on))


PLATFORM = platform_of("jersey", SHAPES, reference=reference, canonical=canonical, links=links)
