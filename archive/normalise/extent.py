"""How much of a page's tree is worth walking: from a little above its title to the end of its main content.

The menus above a title and the chrome around a main element are most of a content system's page and never reach a
record. libxml2 finds the title and what stands above it without Python looking at any other element, and the walk
begins there. Only a page that leaves no doubt is cut short: its first heading of the first level must stand outside
every container of chrome. Any other page is walked whole, and `furniture` decides as it always does.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any, NamedTuple

from lxml import etree

from archive.normalise.regions import SITE, SKIPPED, region_kind
from archive.normalise.text import squash

ABOVE = etree.XPath("preceding::*[40]")
"""The element from which a walk begins: enough of them for the lines above a title that `furniture` keeps."""
ROLES = etree.XPath("descendant::*/@role")
CHROME = frozenset({"nav", "footer", "aside", "form", "dialog", "named"})


class Extent(NamedTuple):
    """Where the walk begins, and the main element at whose end it stops (None: at the end of the page)."""

    first: Any
    main: Any


def extent_of(root: Any, names: Container[str]) -> Extent | None:
    """The stretch of the tree to walk, or None when the whole page must be walked.

    `names`: the site's own names in lower case, which a heading above the title may carry.
    """
    title = _title(root, names)
    if title is None:
        return None
    main, header = None, False
    for above in title.iterancestors():
        kind = region_kind(above, above.tag)
        if kind in CHROME or above.tag in SKIPPED:
            return None
        header = header or kind == "header"
        if kind in ("main", "article"):
            header = False
        if kind == "main":
            main = above
    if header or (main is not None and _mains(root) > 1):
        return None
    return Extent(_first(title, root), main)


def _mains(root: Any) -> int:
    """How many elements say that they hold the main content."""
    named = sum(role == "main" and role.getparent().tag != "main" for role in ROLES(root))
    return sum(1 for _ in root.iter("main")) + named


def _title(root: Any, names: Container[str]) -> Any:
    """The first heading of the first level with words of its own."""
    for heading in root.iter("h1"):
        text = squash("".join(heading.itertext())).lower()
        if text and text not in names:
            return heading
    return None


def _first(title: Any, root: Any) -> Any:
    """The element some way above the title, or what is skipped as a whole around it; the root near the page's top."""
    found = ABOVE(title)
    if not found:
        return root
    first = found[0]
    for above in first.iterancestors():
        if above.tag in SKIPPED or above.tag in SITE:
            first = above
    return root if first.tag == "head" else first
