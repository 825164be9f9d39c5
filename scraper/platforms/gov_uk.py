"""GOV.UK: the only log behind a public interface; the Search and Content APIs answer JSON.

The search lists publications of type `foi_release`; the Content API gives a publication's title, dates and files. The
publication page itself is fetched too, because it is what a reader sees. For a ministry's log the police's answers
are those whose title or description names them.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from scraper.platforms.address import resolve
from scraper.platforms.model import Kind, Link, Page
from scraper.platforms.shapes import Shapes, canonical_by_shape, links_by_shape, platform_of
from scraper.registry import Force

SHAPES = Shapes(
    sitemaps=False,
    listing=(r"^/search/transparency-and-freedom-of-information-releases/$", r"^/api/search\.json/$"),
    disclosure=(r"^/government/publications/[^/?]+$", r"^/api/content/government/publications/[^/?]+$"),
    attachment=(r"^/media/[0-9a-f]+/", r"^/government/uploads/"),
    final_slash=False,
)
PAGE = 100
"""Results asked for at a time."""


class _Result(msgspec.Struct):
    link: str
    title: str = ""
    description: str = ""
    public_timestamp: str = ""
    format: str = ""


class _Answer(msgspec.Struct):
    results: list[_Result]
    total: int = 0
    start: int = 0


def starts(force: Force) -> list[str]:
    """The Search API address for each listing, newest first."""
    return [_search(listing, 0) for listing in force.listings]


def _search(listing: str, start: int) -> str:
    parts = urlsplit(listing)
    if parts.path.endswith("/api/search.json"):
        query = [(name, value) for name, value in parse_qsl(parts.query) if name != "start"]
    else:
        bodies = [value for name, value in parse_qsl(parts.query) if name.startswith("organisations")]
        query = [("filter_format", "foi_release"), ("order", "-public_timestamp"), ("count", str(PAGE))]
        query += [("filter_organisations", body) for body in bodies]
        query += [("fields", name) for name in ("title", "link", "description", "public_timestamp", "format")]
    return f"{parts.scheme}://{parts.netloc}/api/search.json?{urlencode([*query, ('start', str(start))])}"


def canonical(force: Force, url: str) -> str:
    """The publication's own address, for its Content API address too."""
    return canonical_by_shape(SHAPES, force, url.replace("/api/content/government/", "/government/", 1))


def links(force: Force, page: Page, on: Kind) -> list[Link]:
    """The publications that a search answer lists and its next page; the files of a publication or content answer."""
    if urlsplit(page.url).path.endswith("/api/search.json"):
        return _searched(force, page)
    return links_by_shape(PLATFORM, force, page, on)


def _searched(force: Force, page: Page) -> list[Link]:
    try:
        answer = msgspec.json.decode(page.body, type=_Answer)
    except msgspec.MsgspecError:
        return []
    found = []
    for result in answer.results:
        url = resolve(page.url, result.link)
        if url and PLATFORM.kind(force, url) == "disclosure" and _of_force(force, result):
            date = result.public_timestamp or None
            found.append(Link("disclosure", url, canonical(force, url), result.title, date, "foi_release", entry=True))
    reached = answer.start + len(answer.results)
    if answer.results and reached < answer.total:
        url = _search(page.url, reached)
        found.append(Link("listing", url, canonical(force, url)))
    return found


def _of_force(force: Force, result: _Result) -> bool:
    """Whether a result is the force's: always in a log of its own, by its words in a ministry's."""
    if all(force.slug in listing or "api/search" in listing for listing in force.listings):
        return True
    words = re.compile(rf"\b({re.escape(force.name)}|MDP|MoD Police|MOD police|police)\b", re.IGNORECASE)
    return bool(words.search(f"{result.title} {result.description}"))


PLATFORM = platform_of(
    "gov_uk", SHAPES, reference=lambda force, url: None, canonical=canonical, links=links, starts=starts
)
