"""Avon and Somerset's own site: three generations of addresses for one log.

Numbered pages at the root before 2018, then `/foi-responses/`, then `/previous-foi-requests/requests/`. The proactive
responses beside them are a log of files, not of requests, and are left out.
"""

from __future__ import annotations

from scraper.platforms.shapes import Shapes, platform_of

SHAPES = Shapes(
    listing=(r"^/about/freedom-of-information/previous-foi-requests/(?:page/\d+/)?$",),
    folders=(r"^/about/freedom-of-information/previous-foi-requests/page/\d+/$",),
    disclosure=(
        r"^/about/freedom-of-information/previous-foi-requests/requests/[^/?]+/?$",
        r"^/about/freedom-of-information/foi-responses/[^/?]+/?$",
        r"^/\d{4,6}-[a-z0-9-]+/?$",
    ),
    attachment=(r"^/(?:media|wp-content/uploads|documents)/",),
    not_disclosure=(r"/proactive-responses(?:/|$)",),
    final_slash=True,
)


PLATFORM = platform_of("avon_and_somerset", SHAPES, reference=lambda force, url: None)
