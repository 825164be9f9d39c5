"""Police Scotland: years hold months, months hold stub pages, and the answer is in the files of the stub.

Before 2021 a page stood for each file, not for each request; the reference in the slug joins them.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scraper.platforms.shapes import Shapes, platform_of
from scraper.registry import Force

_LOG = r"^/access-to-information/freedom-of-information/disclosure-log/"

SHAPES = Shapes(
    listing=(_LOG + "$",),
    folders=(_LOG + r"(?:0/\d{4}|disclosure-log-\d{4})/(?:[a-z]+/)?$",),
    disclosure=(_LOG + r"(?:0/\d{4}|disclosure-log-\d{4})/[a-z]+/[^/?]+/?$",),
    attachment=(r"^/spa-media/[a-z0-9]{8}/",),
    final_slash=True,
)


def reference(force: Force, url: str) -> str | None:
    """`24-0634` of `…/24-0634-subject/`."""
    found = re.search(r"/(\d{2}-\d{4})(?:-|/?$)", urlsplit(url).path)
    return found.group(1) if found else None


PLATFORM = platform_of("police_scotland", SHAPES, reference=reference)
