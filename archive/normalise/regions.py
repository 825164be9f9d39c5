"""What a container is for, by its element name and the few attributes that say so (`role`, `id`, `aria-label`).

Never by class: no class of any site is known to last.
"""

from __future__ import annotations

from typing import Any

from archive.normalise.text import words

SKIPPED = words(
    """
    script style noscript template select option textarea input iframe object embed canvas audio video map math
    svg datalist colgroup meta link head
    """
)
SITE = ("nav", "footer")
"""Elements that hold the site's own lines and never the answer; a quotation's footer is the quotation's."""
CONTAINERS = {
    "main": "main",
    "article": "article",
    "nav": "nav",
    "header": "header",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "dialog": "dialog",
    "section": "box",
    "div": "box",
    "td": "box",
    "fieldset": "box",
    "details": "box",
    "blockquote": "box",
    "ul": "box",
    "table": "box",
    "body": "box",
    "p": "",
    "li": "",
}
ROLES = {
    "main": "main",
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "article": "article",
}
NAMED = ("cookie", "consent", "feedback", "share", "sharing", "breadcrumb", "search", "skip", "social", "sidebar")

FOOTERS = ("footer", "site-footer", "page-footer", "global-footer")
"""Beginnings of the ids of footers that are no `footer` element."""


def region_kind(node: Any, tag: str) -> str:
    """The kind of region that an element opens, or an empty string."""
    kind = CONTAINERS.get(tag, "")
    if kind == "box" or (tag in ("p", "span") and node.get("role")):
        attributes = node.attrib
        if attributes:
            kind = ROLES.get(attributes.get("role", ""), kind or "box")
            name = attributes.get("id", "").lower()
            if name.startswith(FOOTERS):
                return "footer"
            said = (name + " " + attributes.get("aria-label", "")).lower()
            if kind == "box" and len(said) > 1 and any(word in said for word in NAMED):
                return "named"
    return kind
