"""Northumbria's retired sites: categories of flat slugs that end in number and two-digit year run together."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scraper.platforms.shapes import Shapes, platform_of
from scraper.registry import Force

_OLD = r"^/freedom_of_information/disclosure_log/"
_BETA = r"^/about-us/publications-and-documents/accessing-information/disclosure-log/"

SHAPES = Shapes(
    listing=(_OLD + "$", _BETA + "$"),
    folders=(_OLD + r"disclosure_log_[a-z_]+/$", _BETA + r"[a-z-]+/$"),
    disclosure=(_OLD + r"disclosure_log_[a-z_]+/[^/?]+/?$", _BETA + r"[a-z-]+/[^/?]+/?$"),
    final_slash=True,
)


def reference(force: Force, url: str) -> str | None:
    """`280/18` of `…-28018`; leading zeros count (`010/19`)."""
    found = re.search(r"[-_](\d{3,8})/?$", urlsplit(url).path)
    if not found or not 5 <= int(found.group(1)[-2:]) <= 40:
        return None
    return f"{found.group(1)[:-2]}/{found.group(1)[-2:]}"


PLATFORM = platform_of("northumbria", SHAPES, reference=reference)
