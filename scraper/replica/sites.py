"""What a site answers to a path and query when no trap is set there: pages made on request."""

from __future__ import annotations

import re
from hashlib import blake2s
from html import escape

from scraper.replica import chrome, days, files, hazards, listings, search
from scraper.replica.model import Disclosure, FileLink
from scraper.replica.replies import Reply
from scraper.replica.state import Site

SITEMAP_LENGTH = 5000
_FILE = re.compile(r"/(\d{4,})-\d\d-[^/]*$")
_CONTENT = "/api/content"
_DISALLOWED = ("/private/", "/search/results", "/feedback")
_LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20"/></svg>'


def answer(site: Site, port: int, path: str, query: str) -> Reply:
    """What a site answers. `path` is decoded, `query` is as it came."""
    base = f"http://127.0.0.1:{port}"
    if path == "/robots.txt":
        return robots(site, base)
    if site.force.sitemap and path.startswith("/sitemap"):
        return _sitemap(site, base, path)
    if site.force.platform == "gov_uk" and path.startswith("/api/"):
        return _interface(site, path, query)
    shown = listings.asked(site, path, query)
    if shown is not None:
        return _listing(site, port, shown, path, query)
    return (
        _disclosure(site, path, query) or _file(site, path) or _furniture(site, path) or _elsewhere(site, path, query)
    )


def robots(site: Site, base: str) -> Reply:
    """The site's robots.txt; the switches `crawl_delay` and `disallow` add to it."""
    switches = site.switches
    changed = "hazard:robots_changed" in switches and site.answered >= hazards.ROBOTS_CHANGE_AFTER
    if not site.force.robots and not changed and not {"crawl_delay", "disallow"} & set(switches):
        return Reply(404, b"not found\n", "text/plain; charset=utf-8")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _DISALLOWED)]
    if delay := switches.get("crawl_delay"):
        lines.append(f"Crawl-delay: {delay}")
    if denied := switches.get("disallow"):
        lines.append(f"Disallow: {denied}")
    if changed:
        lines.append(f"Disallow: {hazards.path_of(site, 'robots_changed')}")
    if site.force.sitemap:
        lines.append(f"Sitemap: {base}/sitemap.xml")
    return Reply(200, "\n".join([*lines, ""]).encode(), "text/plain; charset=utf-8")


def html(site: Site, path: str, title: str, main: str, status: int = 200, tag: str = "", modified: str = "") -> Reply:
    """A page of the site round the main content."""
    welsh = path.startswith("/cy-GB/")
    text = chrome.page(site.force, title, main, path, chrome=site.chrome, welsh=welsh)
    return Reply(status, text.encode("utf-8"), tag=tag, modified=modified)


def _changed(site: Site) -> tuple[str, str]:
    """Tag and time of what changes with every change of the site."""
    last = site.head(site.count - 1).listed
    return f"r{site.revision:x}-{site.chrome:x}", days.http_date(last, site.revision * 60 + site.chrome)


def _listing(site: Site, port: int, shown: listings.Shown, path: str, query: str) -> Reply:
    extra = ""
    if shown.first:
        extra = hazards.links(site, port) + site.switches.get("listing_extra", "")
    main = listings.main_content(site, shown, query, extra)
    tag, modified = _changed(site)
    tag += blake2s(f"{path}?{query}{extra}".encode(), digest_size=4).hexdigest()
    return html(site, path, shown.title, main, tag=tag, modified=modified)


def _disclosure(site: Site, path: str, query: str) -> Reply | None:
    asked = f"{path}?{query}" if site.force.platform == "jersey" and query else path
    mirror = f"/{site.force.mirror}/" if site.force.mirror else ""
    inner = asked.removeprefix(mirror.rstrip("/")) if mirror and asked.startswith(mirror) else asked
    number = site.layout.number(inner if inner.endswith("/") or "." in inner.rsplit("/", 1)[-1] else inner + "/")
    if number is None:
        number = site.layout.number(inner)
    if number is None or not site.published(number):
        return None
    known = site.path(number)
    if known != inner and not (number in site.moved and site.switches.get("moved") == "both"):
        return _redirect(site, number, inner, known)
    item = site.item(number)
    if item.head.is_file:
        return _made(site, item, item.files[0])
    tag = f"{number:x}-{item.version:x}-{site.chrome:x}"
    modified = days.http_date(item.head.listed, item.version * 60 + site.chrome)
    title = site.layout.printed(item).title or item.head.title
    return html(site, path, title, site.layout.main(item), tag=tag, modified=modified)


def _redirect(site: Site, number: int, inner: str, known: str) -> Reply | None:
    """To where a disclosure stands now, from its older address or another spelling of its address."""
    older = site.layout.path(site.head(number))
    if number in site.moved and site.switches.get("moved") == "gone":
        return None
    if inner.rstrip("/").lower() in {known.rstrip("/").lower(), older.rstrip("/").lower()}:
        return Reply(301, b"", headers=(("Location", known),))
    return None


def _file(site: Site, path: str) -> Reply | None:
    found = _FILE.search(path)
    if not found:
        return None
    number = int(found[1]) - site.head(0).serial
    if not site.published(number):
        return None
    item = site.item(number)
    return next((_made(site, item, link) for link in item.files if link.path == path), None)


def _made(site: Site, item: Disclosure, link: FileLink) -> Reply:
    body = files.make(item, link)
    tag = blake2s(body, digest_size=8).hexdigest()
    changes = item.version if link.content == "letter" else 0
    return Reply(200, body, files.MEDIA_TYPES[link.kind], (), tag, days.http_date(item.head.listed, changes * 60))


def _interface(site: Site, path: str, query: str) -> Reply:
    tag, modified = _changed(site)
    if path == "/api/search.json":
        tag += blake2s(query.encode(), digest_size=4).hexdigest()
        return Reply(200, search.search(site, query), "application/json; charset=utf-8", (), tag, modified)
    inner = path.removeprefix(_CONTENT)
    number = site.layout.number(inner)
    if number is None or not site.published(number) or site.path(number) != inner:
        return Reply(404, b'{"error":"not found"}', "application/json; charset=utf-8")
    return Reply(200, search.content(site, number), "application/json; charset=utf-8", (), f"c{number}{tag}", modified)


def _sitemap(site: Site, base: str, path: str) -> Reply:
    tag, modified = _changed(site)
    start = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    pieces = -(-site.total // SITEMAP_LENGTH)
    piece = re.fullmatch(r"/sitemap-(\d+)\.xml", path)
    if path == "/sitemap.xml" and pieces > 1:
        rows = "".join(f"<sitemap><loc>{base}/sitemap-{n}.xml</loc></sitemap>\n" for n in range(1, pieces + 1))
        text = f'{start}<sitemapindex xmlns="{space}">\n{rows}</sitemapindex>\n'
        return Reply(200, text.encode(), "application/xml", (), f"index{tag}", modified)
    if path != "/sitemap.xml" and not (piece and 1 <= int(piece[1]) <= pieces):
        return Reply(404, b"not found\n", "text/plain; charset=utf-8")
    part = int(piece[1]) if piece else 1
    rows = "".join(
        f"<url><loc>{base}{escape(site.path(n))}</loc><lastmod>{site.head(n).listed.isoformat()}</lastmod></url>\n"
        for n in site.listed((part - 1) * SITEMAP_LENGTH, SITEMAP_LENGTH)
    )
    other = f"<url><loc>{base}/about-us/policies/records-policy/</loc></url>\n<url><loc>{base}/</loc></url>\n"
    text = f'{start}<urlset xmlns="{space}">\n{rows}{other}</urlset>\n'
    return Reply(200, text.encode(), "application/xml", (), f"map{part}{tag}", modified)


def _furniture(site: Site, path: str) -> Reply | None:
    if path in {"/assets/logo.svg", "/assets/favicon.ico"}:
        return Reply(200, _LOGO, "image/svg+xml", (), "logo")
    if path == "/assets/site.css":
        return Reply(200, b"body { font-family: sans-serif }\n", "text/css", (), "css")
    if path.endswith((".pdf", ".xlsx")) and ("/lists-and-registers/" in path or path.startswith("/assets/")):
        return Reply(200, files.plain_paper("Register"), "application/pdf", (), "paper")
    return None


def _elsewhere(site: Site, path: str, query: str) -> Reply:
    """Pages that are no disclosures, or a page that says there is none here."""
    if site.force.platform == "west_midlands" and path == "/" and (found := re.search(r"(?:^|&)p=(\d{5,})$", query)):
        number = int(found[1]) - 20_000 - site.head(0).serial
        if site.published(number):
            return Reply(301, b"", headers=(("Location", site.path(number)),))
    if path in {"/", "/cy-GB/"}:
        link = f'<a href="{escape(listings.start_path(site))}">Disclosure log</a>'
        return html(site, path, "Home", f"<main><h1>{escape(site.force.name)}</h1><p>{link}</p></main>", tag="home")
    if re.search(r"/(?:polic(?:y|ies)|publication-scheme|proactive-responses|category)/", path + "/"):
        main = "<main><h1>Policy</h1><p>How records are kept, and for how long. Section 46 has a code of practice.</p></main>"
        return html(site, path, "Policy", main, tag="policy")
    if "other-body-" in path or (site.force.platform == "jersey" and "ReportID=5" in query):
        main = "<main><h1>Another authority</h1><h2>Request</h2><p>How many?</p><h2>Response</h2><p>Nine.</p></main>"
        return html(site, path, "Another authority", main, tag="other")
    if path == "/freedom-of-information/frequently-asked-questions":
        main = (
            "<main><h1>Frequently asked questions</h1><h2>May a request be refused?</h2><p>Yes: for instance under "
            "Section 12(1), where the cost would exceed the appropriate limit.</p></main>"
        )
        return html(site, path, "Frequently asked questions", main, tag="faq")
    main = "<main><h1>Page not found</h1><p>There is nothing here.</p></main>"
    return html(site, path, "Page not found", main, 404)
