"""Reading a sitemap or a sitemap index, whatever its namespace, without trusting it to be small or well formed."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scraper.platforms.address import resolve

MOST = 50_000
"""Addresses taken from one sitemap: the protocol's own limit."""


def addresses(body: bytes, base: str) -> Iterator[tuple[str, bool]]:
    """Each address of a sitemap, and whether it is another sitemap. A body that is no XML has none."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser=parser)
    except etree.XMLSyntaxError:
        return
    if root is None:
        return
    index = etree.QName(root).localname == "sitemapindex"
    count = 0
    for element in root.iter("{*}loc"):
        url = resolve(base, (element.text or "").strip())
        if url:
            yield url, index
            count += 1
        if count >= MOST:
            return
