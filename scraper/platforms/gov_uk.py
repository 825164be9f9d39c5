"""GOV.UK: the only log behind a public interface; the Search and Content APIs answer JSON.

The search lists publications of type `foi_release`. Of each the page is fetched, because it is what a reader sees, and
the Content API's description of it, because that names all its files. For a ministry's log the police's answers
are those whose title or description names them.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from scraper.platforms.address import host_of, rebuilt, resolve
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


class _Attachment(msgspec.Struct):
    url: str
    title: str = ""


class _Details(msgspec.Struct, frozen=True):
    attachments: list[_Attachment] = []
    documents: list[str] = []
    body: str = ""


class _Content(msgspec.Struct):
    details: _Details = _Details()


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
    path = urlsplit(page.url).path
    if path.endswith("/api/search.json"):
        return _searched(force, page)
    if path.startswith("/api/content/"):
        return _described(force, page)
    found = links_by_shape(PLATFORM, force, page, on)
    if on == "disclosure" and path.startswith("/government/publications/"):
        url = rebuilt(page.url, path=f"/api/content{path.rstrip('/')}", query={})
        found.append(Link("other", url, url))
    return found


def _described(force: Force, page: Page) -> list[Link]:
    """The files that the Content API names: listed as such, or linked in the page's own parts."""
    try:
        content = msgspec.json.decode(page.body, type=_Content)
    except msgspec.MsgspecError:
        return []
    html = "".join([*content.details.documents, content.details.body])
    linked = links_by_shape(PLATFORM, force, Page(page.url, f"<main>{html}</main>".encode(), "text/html"), "disclosure")
    named = []
    for attachment in content.details.attachments:
        url = resolve(page.url, attachment.url)
        if url and host_of(url) in force.hosts and PLATFORM.kind(force, url) == "attachment":
            named.append(Link("attachment", url, canonical(force, url), attachment.title or None))
    return list({link.canonical: link for link in [*linked, *named]}.values())


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
