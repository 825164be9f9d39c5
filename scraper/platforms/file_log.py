"""A log that is a page of links to letters: each file is a disclosure of its own."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from scraper.platforms.shapes import Shapes, platform_of
from scraper.registry import Force

SHAPES = Shapes(
    folders=(r"^/publications/disclosure-log/[^?]+/$",),
    attachment=(r"^/syssiteassets/", r"^/sites/[^/]+/files/"),
    files_are_entries=True,
)


def reference(force: Force, url: str) -> str | None:
    """`274-2023` or `880-20` at the start of a file's name, printed with the body's own separator."""
    name = unquote(urlsplit(url).path).rsplit("/", 1)[-1]
    found = re.match(r"(?:foi[-_ ]*)?(\d{1,6})[-_](20\d\d|\d\d)(?=[-_. ])", name, re.IGNORECASE)
    return f"{found.group(1)}/{found.group(2)}" if found else None


PLATFORM = platform_of("file_log", SHAPES, reference=reference)
