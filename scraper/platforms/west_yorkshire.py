"""West Yorkshire: Drupal, month, year and reference in a flat slug; older answers are files only."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scraper.platforms.shapes import Shapes, platform_of
from scraper.registry import Force

SHAPES = Shapes(
    listing=(r"^/freedom-of-information/$",),
    disclosure=(r"^/freedom-of-information/[a-z]+-\d{4}-foi-\d+-\d{2}(?:-[^/?]*)?/?$",),
    attachment=(r"^/sites/default/files/",),
    final_slash=False,
    files_are_entries=True,
)


def reference(force: Force, url: str) -> str | None:
    """`FOI 918/20` of `july-2020-foi-918-20-…`: only if the slug's own year agrees."""
    found = re.search(r"/[a-z]+-20(\d\d)-foi-(\d+)-(\d\d)(?:-|/?$)", urlsplit(url).path, re.IGNORECASE)
    if not found or int(found.group(3)) not in {int(found.group(1)), int(found.group(1)) - 1}:
        return None
    return f"FOI {found.group(2)}/{found.group(3)}"


PLATFORM = platform_of("west_yorkshire", SHAPES, reference=reference)
