"""The listings of the replica sites, newest first: pages of entries, folders of years, months and categories.

Each kind of site has its own way of paging, which is all that differs; what an entry shows beside its link differs too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import escape
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl, urlencode

from scraper.replica import days
from scraper.replica.layouts import central_logs, other_logs, own_sites
from scraper.replica.model import Head
from scraper.replica.state import Site

PAGE_LENGTH = 20
NEIGHBOURS = 5_000_000
"""Numbers from here on are other authorities' in a log that is kept for all."""
RECORDS_LENGTH = 100
"""Records on a page of the log that is one page, or a few."""
ONLINE_HOME = "/foi-ai/af/accessing-information/published-items/"
OWN = "/about/freedom-of-information/previous-foi-requests/"
FINDER = "/search/transparency-and-freedom-of-information-releases"


class Shown(NamedTuple):
    """A listing page: its heading, the numbers it shows, links to further pages (path, words), its folders."""

    title: str
    numbers: list[int]
    steps: list[tuple[str, str]]
    folders: list[tuple[str, str]]
    first: bool


def start_path(site: Site) -> str:
    """The path and query of the first listing page, as the force file names it."""
    return {
        "single_online_home": f"{ONLINE_HOME}?q=&dt=Disclosure+log&fdte=&tdte=&ic=&dir=&bor=",
        "avon_and_somerset": OWN,
        "west_midlands": "/disclosure-log/",
        "psni": "/foi-disclosure-log",
        "west_yorkshire": "/freedom-of-information",
        "police_scotland": central_logs.STUB_ROOT,
        "northumbria": own_sites.CATEGORY_ROOT,
        "jersey": "/government/freedomofinformation/",
        "isle_of_man": central_logs.CASE_ROOT,
        "gov_uk": f"{FINDER}?organisations[]={site.force.slug}",
        "single_page_log": other_logs.ONE_PAGE_PATH,
        "file_log": other_logs.LETTERS_PATH,
    }[site.force.platform]


def record_path(site: Site, place: int) -> str:
    """The path and query of the page on which the record at `place` of the log stands, counted from 0."""
    page = place // RECORDS_LENGTH + 1
    return other_logs.ONE_PAGE_PATH if page == 1 else f"{other_logs.ONE_PAGE_PATH}?page={page}"


def asked(site: Site, path: str, query: str) -> Shown | None:
    """The listing page that an address asks for, or None if it is no listing of the site."""
    return LISTINGS[site.force.platform](site, path, query)


def _number(text: str, least: int = 1) -> int:
    return max(least, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else least


def _steps(page: int, total: int, address: Callable[[int], str], length: int = PAGE_LENGTH) -> list[tuple[str, str]]:
    steps = []
    if page > 1:
        steps.append((address(page - 1), "Previous"))
    if page * length < total:
        steps.append((address(page + 1), "Next"))
    return steps


def _all(site: Site, title: str, page: int, address: Callable[[int], str]) -> Shown:
    length = RECORDS_LENGTH if site.force.platform == "single_page_log" else PAGE_LENGTH
    numbers = site.listed((page - 1) * length, length)
    total = site.total
    if "endless_pages" in site.switches:
        numbers = numbers or site.listed(max(0, total - length), length)
        total = (page + 1) * length
    return Shown(title, numbers, _steps(page, total, address, length), [], page == 1)


def _some(numbers: list[int], title: str, page: int, address: Callable[[int], str]) -> Shown:
    start = (page - 1) * PAGE_LENGTH
    return Shown(title, numbers[start : start + PAGE_LENGTH], _steps(page, len(numbers), address), [], page == 1)


def _query_page(path: str, query: str, base: int) -> tuple[int, Callable[[int], str]]:
    """The page that a query asks for (counted from 1), and the address of another; `base` is its first number."""
    words = parse_qsl(query, keep_blank_values=True)
    page = _number(dict(words).get("page", str(base)), base) - base + 1
    rest = [(name, value) for name, value in words if name != "page"]

    def address(other: int) -> str:
        pairs = rest if other == 1 else [*rest, ("page", str(other - 1 + base))]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    return page, address


def _by_query(root: str, title: str, base: int) -> Callable[[Site, str, str], Shown | None]:
    def listing(site: Site, path: str, query: str) -> Shown | None:
        if path.rstrip("/").lower() != root.rstrip("/"):
            return None
        page, address = _query_page(root, query, base)
        return _all(site, title, page, address)

    return listing


def _by_folder(root: str, title: str) -> Callable[[Site, str, str], Shown | None]:
    pattern = re.compile(re.escape(root) + r"(?:page/(\d+)/)?$")

    def listing(site: Site, path: str, query: str) -> Shown | None:
        found = pattern.match(path)
        if not found:
            return None
        return _all(site, title, _number(found[1] or "1"), lambda n: root if n == 1 else f"{root}page/{n}/")

    return listing


_POSTS = _by_folder("/disclosure-log/", "Disclosure log")


def _blog(site: Site, path: str, query: str) -> Shown | None:
    found = re.fullmatch(r"/(20\d\d)/(?:page/(\d+)/)?", path)
    if not found:
        return _POSTS(site, path, query)
    year = int(found[1])
    numbers = site.between(date(year, 1, 1), date(year + 1, 1, 1))
    root = f"/{year}/"
    return _some(numbers, f"Year: {year}", _number(found[2] or "1"), lambda n: root if n == 1 else f"{root}page/{n}/")


def _oldest_year(site: Site) -> int:
    return site.head(0).requested.year


def _newest_year(site: Site) -> int:
    return site.head(site.count - 1).requested.year


def _scottish(site: Site, path: str, query: str) -> Shown | None:
    root = central_logs.STUB_ROOT
    years = range(_newest_year(site), _oldest_year(site) - 1, -1)
    if path == root:
        folders = [(f"{root}disclosure-log-{year}/", f"Disclosure log {year}") for year in years]
        return Shown("Disclosure log", [], [], folders, True)
    found = re.fullmatch(re.escape(root) + r"disclosure-log-(20\d\d)/(?:([a-z]+)/)?", path)
    if not found:
        return None
    year = int(found[1])
    months = [name.lower() for name in days.MONTHS]
    if found[2] is None:
        given = [name for n, name in enumerate(months, 1) if site.between(*_month(year, n))]
        return Shown(f"Disclosure log {year}", [], [], [(f"{path}{name}/", name.title()) for name in given], False)
    if found[2] not in months:
        return None
    numbers = site.between(*_month(year, months.index(found[2]) + 1))
    return Shown(f"{found[2].title()} {year}", numbers, [], [], False)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def _categories(site: Site, path: str, query: str) -> Shown | None:
    root = own_sites.CATEGORY_ROOT
    names = ("crime-statistics", "finance", "human-resources", "information-technology", "other", "traffic")
    if path == root:
        folders = [(f"{root}{name}/", name.replace("-", " ").title()) for name in names]
        return Shown("Disclosure log", [], [], folders, True)
    name = path.removeprefix(root).rstrip("/")
    if not path.startswith(root) or name not in names:
        return None
    page, address = _query_page(path, query, 1)
    return _some(site.of_category(name), name.replace("-", " ").title(), page, address)


def _letters(site: Site, path: str, query: str) -> Shown | None:
    root = other_logs.LETTERS_PATH
    if path == root:
        years = range(_newest_year(site), _oldest_year(site) - 1, -1)
        return Shown("Disclosure logs", [], [], [(f"{root}{year}/", f"Letters of {year}") for year in years], True)
    found = re.fullmatch(re.escape(root) + r"(20\d\d)/", path)
    if not found:
        return None
    year = int(found[1])
    page, address = _query_page(path, query, 1)
    return _some(site.between(date(year, 1, 1), date(year + 1, 1, 1)), f"Letters of {year}", page, address)


LISTINGS: dict[str, Callable[[Site, str, str], Shown | None]] = {
    "single_online_home": _by_query(ONLINE_HOME, "Published items", 1),
    "avon_and_somerset": _by_folder(OWN, "Previous FOI requests"),
    "west_midlands": _blog,
    "psni": _by_query("/foi-disclosure-log", "FOI disclosure log", 0),
    "west_yorkshire": _by_query("/freedom-of-information", "Freedom of information", 0),
    "police_scotland": _scottish,
    "northumbria": _categories,
    "jersey": _by_query("/government/freedomofinformation/", "Freedom of information responses", 1),
    "isle_of_man": _by_query(central_logs.CASE_ROOT, "Freedom of information responses", 1),
    "gov_uk": _by_query(FINDER, "Transparency and freedom of information releases", 1),
    "single_page_log": _by_query(other_logs.ONE_PAGE_PATH, "Disclosure log", 1),
    "file_log": _letters,
}


def main_content(site: Site, shown: Shown, query: str = "", extra: str = "") -> str:
    """The main content of a listing page. `extra` is further markup, such as a trap's links."""
    platform = site.force.platform
    if platform == "single_page_log":
        rows = [site.layout.main(site.item(n)) for n in shown.numbers]
        body = "\n<hr>\n".join(rows) + (f"\n<ul>{extra}</ul>" if extra else "")
    else:
        wanted = parse_qs(query).get("dt", ["Disclosure log"])
        rows = [_entry(site, n) for n in shown.numbers] if "Disclosure log" in wanted[0] else []
        if platform in {"jersey", "isle_of_man"}:
            rows = [row for place, entry in enumerate(rows) for row in (entry, *_neighbour(site, shown, place))]
        if not rows and not shown.folders:
            rows = ["<li><p>There are no results for this page.</p></li>"]
        if shown.first:
            rows += _others(site)
        folders = [f'<li><a href="{escape(path)}">{escape(words)}</a></li>' for path, words in shown.folders]
        body = "<ul>\n" + "\n".join([*folders, *rows]) + f"\n{extra}</ul>"
    steps = " ".join(f'<a href="{escape(path)}">{words}</a>' for path, words in shown.steps)
    nav = f"\n<nav>{steps}</nav>" if steps else ""
    return f"<main><h1>{escape(shown.title)}</h1>\n{body}{nav}</main>"


def _entry(site: Site, number: int) -> str:
    top = site.head(number)
    path, title = escape(site.path(number)), escape(_listed_title(site, top))
    platform = site.force.platform
    link = f'<a href="{path}">{title}</a>'
    about = f"<p>An answer on {escape(top.topic.unit)}.</p>"
    if platform == "single_online_home":
        return f"<li><h3>{link}</h3><p>Disclosure log</p><p>Published: 09:45 {days.slashed(top.listed)}</p>{about}</li>"
    if platform == "psni":
        return f"<li>{link}<p>{days.month_first(top.listed)} | Organisational Information</p></li>"
    if platform in {"jersey", "isle_of_man", "gov_uk"}:
        return f"<li><h3>{link}</h3><p>Published {days.long(top.listed)}</p></li>"
    if platform in {"police_scotland", "west_yorkshire", "file_log"}:
        return f"<li>{link}</li>"
    return f"<li>{link}{about}</li>"


def _neighbour(site: Site, shown: Shown, place: int) -> list[str]:
    """Beside every fourth entry of a log for all authorities, one of another authority."""
    if place % 4 != 2:
        return []
    number = NEIGHBOURS + shown.numbers[place]
    subject, body = (("School meals", "Department of Schools"), ("Ferry timetables", "Harbours"))[place // 4 % 2]
    root = "/government/freedomofinformation/pages/foi.aspx?ReportID="
    path = f"{root}{number}" if site.force.platform == "jersey" else f"{central_logs.CASE_ROOT}other-body-{number}/"
    return [f'<li><h3><a href="{path}">{subject}: {body}</a></h3><p>Published by another authority</p></li>']


def _listed_title(site: Site, top: Head) -> str:
    printed = site.layout.reference(top)
    if site.force.platform == "gov_uk":
        return central_logs.publication_title(top)
    if site.force.platform in {"avon_and_somerset", "psni"}:
        return top.title
    if site.force.platform in {"jersey", "isle_of_man"}:
        return f"{top.title}: {site.force.plain_name}"
    if site.force.platform == "police_scotland":
        return f"{printed} - {top.title}"
    return f"{top.title} ({printed})"


def _others(site: Site) -> list[str]:
    """Entries of the first page that are no disclosures and must not be taken for any."""
    force = site.force
    if force.platform == "single_online_home":
        return [
            f'<li><h3><a href="/foi-ai/{force.folder}/policies/records-management/">Records management policy</a></h3>'
            "<p>Publication scheme</p><p>Published: 10:00 02/03/2025</p></li>",
            f'<li><h3><a href="/SysSiteAssets/foi-media/{force.slug}/lists-and-registers/gifts-register.pdf">Gifts '
            "register</a></h3><p>Publication scheme</p><p>Published: 10:00 02/04/2025</p></li>",
        ]
    if force.platform == "avon_and_somerset":
        return ['<li><a href="/about/freedom-of-information/proactive-responses/">Proactive responses</a></li>']
    if force.platform == "west_midlands":
        return ['<li><a href="/publication-scheme/">Publication scheme</a></li>']
    if force.platform == "west_yorkshire":
        return ['<li><a href="/freedom-of-information/frequently-asked-questions">Frequently asked questions</a></li>']
    return ['<li><a href="/about-us/policies/records-policy/">Records policy</a></li>']
