"""For machines: robots.txt, the sitemap, the search box's description for browsers; and the page about the data."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from datasette.utils.asgi import Response

from datasette_config.site import export, files
from datasette_config.site.access import TABLES
from datasette_config.site.render import NAME
from datasette_config.site.site import here
from datasette_config.site.views import answered, base_address, html, missing, site_of

PER_MAP = 20_000
ROBOTS = """User-agent: *
Disallow: /search?
Disallow: /search.
Disallow: /foi
Disallow: /-/
Crawl-delay: 2
Allow: /d/

Sitemap: {base}/sitemap.xml
"""
KEPT = {"cache-control": "public, max-age=3600"}


@answered
async def robots(request: Any, datasette: Any) -> Response:
    """What crawlers may ask for: the pages of answers, not every combination of filters."""
    return Response.text(ROBOTS.format(base=base_address(request, site_of(datasette))), headers=KEPT)


@answered
async def sitemap(request: Any, datasette: Any) -> Response:
    """The index of sitemaps."""
    snapshot, base = here(), base_address(request, site_of(datasette))
    pages = max(-(-snapshot.total // PER_MAP), 1)
    day = snapshot.built_at[:10]
    maps = "".join(
        f"<sitemap><loc>{escape(base)}/sitemap-{n}.xml</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>\n"
        for n in range(1, pages + 1)
    )
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{maps}</sitemapindex>\n'
    )
    return Response(body, content_type="application/xml; charset=utf-8", headers=KEPT)


@answered
async def sitemap_page(request: Any, datasette: Any) -> Response:
    """One sitemap: answers by id; the first also has the site's other pages."""
    snapshot, site = here(), site_of(datasette)
    base = escape(base_address(request, site))
    number = int(request.url_vars["number"])
    if not 1 <= number <= max(-(-snapshot.total // PER_MAP), 1):
        return missing()

    def work(seconds: float) -> str:
        with snapshot.connection(seconds) as connection:
            rows = connection.execute(
                "SELECT permalink, substr(last_captured, 1, 10) AS day FROM disclosures WHERE id > ? AND id <= ?",
                ((number - 1) * PER_MAP, number * PER_MAP),
            )
            return "".join(
                f"<url><loc>{base}/d/{escape(row['permalink'])}</loc>"
                f"{'<lastmod>' + row['day'] + '</lastmod>' if row['day'] else ''}</url>\n"
                for row in rows
            )

    listed = await site.lanes.run(work)
    if number == 1:
        paths = ["/", "/about", "/forces", "/exemptions", "/changes", "/withdrawn", "/alerts", "/data"]
        paths += [f"/force/{force['slug']}" for force in snapshot.forces]
        listed = "".join(f"<url><loc>{base}{path}</loc></url>\n" for path in paths) + listed
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}</urlset>\n'
    )
    return Response(body, content_type="application/xml; charset=utf-8", headers=KEPT)


@answered
async def opensearch(request: Any, datasette: Any) -> Response:
    """Lets a browser offer this search in its own bar."""
    base = escape(base_address(request, site_of(datasette)))
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{NAME}</ShortName><Description>FOI answers of UK police forces</Description>\n"
        f'<Url type="text/html" template="{base}/search?q={{searchTerms}}"/>\n'
        f'<Url type="application/atom+xml" template="{base}/search.atom?q={{searchTerms}}"/>\n'
        "<InputEncoding>UTF-8</InputEncoding></OpenSearchDescription>\n"
    )
    return Response(body, content_type="application/opensearchdescription+xml", headers=KEPT)


@answered
async def data(request: Any, datasette: Any) -> Response:
    """What can be taken away: exports, their columns, the tables and what each column means."""
    snapshot = here()
    tables = [
        (
            name,
            snapshot.dictionary.get((name, ""), ""),
            int(snapshot.facts.get(f"rows_{name}", 0)),
            [(column, meaning) for (table, column), meaning in snapshot.dictionary.items() if table == name and column],
        )
        for name in TABLES
        if name in snapshot.tables
    ]
    facts = {key: value for key, value in snapshot.facts.items() if not key.startswith("rows_")}
    site = site_of(datasette)
    kept = files.snapshots(site.public)
    return html(
        "data.html",
        snapshots=kept,
        downloads=site.downloads,
        tables=tables,
        columns=export.COLUMNS,
        texts=export.TEXTS,
        rule=export.RULE,
        facts=facts,
    )
