"""The listings of the replica sites: pages of links, newest first, beside links that are no disclosures."""

from __future__ import annotations

from html import escape
from typing import NamedTuple
from urllib.parse import parse_qs

from scraper.replica.disclosures import Disclosure
from scraper.replica.state import Site

PAGE_LENGTH = 20


class Listing(NamedTuple):
    """Where a kind of site lists its disclosures, and the page number that a request asks for (from 1)."""

    path: str
    page: int


def asked(site: Site, path: str, query: str) -> Listing | None:
    """The listing page that an address asks for, or None if it is no listing."""
    platform = site.force.platform
    words = parse_qs(query)
    if platform == "single_online_home" and path == "/foi-ai/af/accessing-information/published-items/":
        return Listing(path, _number(words.get("page", ["1"])[0]))
    if platform == "avon_and_somerset":
        root = "/about/freedom-of-information/previous-foi-requests/"
        if path == root:
            return Listing(root, 1)
        if path.startswith(root + "page/"):
            return Listing(root, _number(path.removeprefix(root + "page/").strip("/")))
    if platform == "west_midlands":
        if path == "/disclosure-log/":
            return Listing(path, 1)
        if path.startswith("/disclosure-log/page/"):
            return Listing("/disclosure-log/", _number(path.removeprefix("/disclosure-log/page/").strip("/")))
    if platform == "psni" and path == "/foi-disclosure-log":
        return Listing(path, _number(words.get("page", ["0"])[0], least=0) + 1)
    return None


def start_path(platform: str) -> str:
    """The path and query of the first listing page."""
    return {
        "single_online_home": "/foi-ai/af/accessing-information/published-items/?q=&dt=Disclosure+log",
        "avon_and_somerset": "/about/freedom-of-information/previous-foi-requests/",
        "west_midlands": "/disclosure-log/",
        "psni": "/foi-disclosure-log",
    }[platform]


def page_path(platform: str, page: int) -> str:
    """The path and query of listing page `page` (from 1)."""
    if page == 1:
        return start_path(platform)
    return {
        "single_online_home": f"/foi-ai/af/accessing-information/published-items/?q=&dt=Disclosure+log&page={page}",
        "avon_and_somerset": f"/about/freedom-of-information/previous-foi-requests/page/{page}/",
        "west_midlands": f"/disclosure-log/page/{page}/",
        "psni": f"/foi-disclosure-log?page={page - 1}",
    }[platform]


def main_content(site: Site, listing: Listing, extra: str = "") -> tuple[str, str]:
    """Title and main content of a listing page. `extra` is further markup, such as a trap's link."""
    items, total = site.listed((listing.page - 1) * PAGE_LENGTH, PAGE_LENGTH)
    endless = "endless_pages" in site.switches
    if endless and not items:
        items, _ = site.listed(max(0, total - PAGE_LENGTH), PAGE_LENGTH)
    platform = site.force.platform
    entries = "\n".join(_entry(item) for item in items) or "<li><p>There are no results for this page.</p></li>"
    steps = []
    if listing.page > 1:
        steps.append(f'<a href="{escape(page_path(platform, listing.page - 1))}">Previous</a>')
    if endless or listing.page * PAGE_LENGTH < total:
        steps.append(f'<a href="{escape(page_path(platform, listing.page + 1))}">Next</a>')
    title = "Published items" if platform == "single_online_home" else "Disclosure log"
    aside = _not_disclosures(site) if listing.page == 1 else ""
    return title, f"<main><h1>{title}</h1>\n<ul>\n{entries}\n{aside}\n{extra}</ul>\n<nav>{' '.join(steps)}</nav></main>"


def _entry(item: Disclosure) -> str:
    listed = f"{item.answered:%d/%m/%Y}"
    link = f'<a href="{escape(item.path)}">{escape(item.title)} ({escape(item.reference)})</a>'
    if item.force.platform == "single_online_home":
        return f"<li><h3>{link}</h3><p>Disclosure log</p><p>Published: 09:45 {listed}</p><p>An answer on {escape(item.topic.unit)}.</p></li>"
    if item.force.platform == "psni":
        return f"<li>{link}<p>{item.answered:%B} {item.answered.day}, {item.answered.year} | Organisational Information</p></li>"
    return f"<li>{link}<p>An answer on {escape(item.topic.unit)}.</p></li>"


def _not_disclosures(site: Site) -> str:
    force = site.force
    if force.platform != "single_online_home":
        return '<li><a href="/about-us/policies/records-policy/">Records policy</a></li>'
    return (
        f'<li><h3><a href="/foi-ai/{force.folder}/policies/records-management/">Records management policy</a></h3>'
        "<p>Publication scheme</p><p>Published: 10:00 02/03/2025</p></li>"
        f'<li><h3><a href="/SysSiteAssets/foi-media/{force.slug}/lists-and-registers/gifts-register.pdf">Gifts register</a>'
        "</h3><p>Publication scheme</p><p>Published: 10:00 02/04/2025</p></li>"
    )


def _number(text: str, least: int = 1) -> int:
    return max(least, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else least
