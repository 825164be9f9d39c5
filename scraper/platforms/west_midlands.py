"""West Midlands: a WordPress archive of answers to about 2024, read by its listing and its year archives.

The same answer stands at a short link (`/?p=<id>`) and under its slug; the short link redirects, so both are kept as
found. The reference ends the slug, joined by a hyphen, an underscore or nothing, and no folder confirms its year.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scraper.platforms.shapes import Shapes, platform_of
from scraper.registry import Force

SHAPES = Shapes(
    listing=(r"^/disclosure-log/(?:page/\d+/)?$", r"^/\d{4}/(?:page/\d+/)?$"),
    folders=(r"^/disclosure-log/page/\d+/$", r"^/20\d\d/(?:page/\d+/)?$"),
    disclosure=(r"^/\?p=\d+$", r"^/[a-z0-9%-]+-\d+[a-z]?[-_]?\d{2}(?:-\d)?/?$"),
    attachment=(r"^/wp-content/uploads/", r"^/syssiteassets/foi-media/"),
    not_disclosure=(r"^/(?:wp-json|wp-admin|feed|category|tag|author)(?:/|$)",),
    query=("p",),
    final_slash=True,
)


def reference(force: Force, url: str) -> str | None:
    """The reference at the end of the slug, if a separator stands in it."""
    slug = urlsplit(url).path.strip("/")
    found = re.search(r"-(\d{1,7}[a-z]?)([-_])(\d{2})$", slug, re.IGNORECASE)
    if not found or not 5 <= int(found.group(3)) <= 40:
        return None
    return f"{found.group(1).upper()}{'/' if found.group(2) == '-' else '_'}{found.group(3)}"


PLATFORM = platform_of("west_midlands", SHAPES, reference=reference)
