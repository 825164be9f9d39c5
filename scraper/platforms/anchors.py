"""Links of a page with the words around them, whatever the markup.

No class or id of any force's site is known for certain, so an anchor's context is found by shape: the largest block
around it that holds no other link of interest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree, html
from w3lib.encoding import html_to_unicode

from scraper.platforms.address import resolve
from scraper.platforms.model import Page

_WIDEST = frozenset({"body", "main", "ul", "ol", "dl", "table", "tbody", "html"})
_CHROME = frozenset({"header", "nav", "footer", "aside"})
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd"
    r"|rhagfyr)"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS}\s+\d{{4}}|{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)
_TYPE = re.compile(
    r"\b(disclosure log|publication scheme|environmental information regulations?|log datgelu|cynllun cyhoeddi)\b",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"\s{0,20}(\d{1,6}(?:\.\d*)?)\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
SOON = 10
"""Seconds within which a page that sends the reader on is no page of its own."""


class Anchor(NamedTuple):
    """A link on a page: absolute address, its own text, the text of the block around it, and whether in page chrome.

    `pages` says that the markup itself calls it the next or previous page (`rel`).
    """

    url: str
    text: str
    context: str
    chrome: bool
    pages: bool

    @property
    def date(self) -> str | None:
        """The first date in the block around, as written."""
        found = _DATE.search(self.context)
        return found.group(0) if found else None

    @property
    def type(self) -> str | None:
        """The document type that the block around names, as written."""
        rest = self.context.replace(self.text, " ", 1) if self.text else self.context
        found = _TYPE.search(rest)
        return found.group(0) if found else None


def parse(page: Page) -> html.HtmlElement | None:
    """The page's tree, or None if there is nothing to parse. Broken charsets and NUL bytes do not stop it."""
    body = page.body.replace(b"\x00", b"")
    if not body.strip():
        return None
    _, text = html_to_unicode(page.content_type, body, default_encoding="utf-8")
    try:
        return html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def squash(text: str) -> str:
    """The text with runs of white space made one blank."""
    return " ".join(text.split())


def base_of(tree: html.HtmlElement, page: Page) -> str:
    """The address that the page's relative links start from."""
    for element in tree.iter("base"):
        return resolve(page.url, element.get("href") or "") or page.url
    return page.url


def anchors(page: Page, wanted: Callable[[str], bool]) -> list[Anchor]:
    """The page's links whose absolute address is wanted, in page order, each address as often as it stands there."""
    tree = parse(page)
    if tree is None:
        return []
    base = base_of(tree, page)
    chosen: list[tuple[html.HtmlElement, str]] = []
    for element in tree.iter("a", "area", "link"):
        if element.tag == "link" and not _is_paging(element):
            continue
        url = resolve(base, element.get("href") or "")
        if url and wanted(url):
            chosen.append((element, url))
    within: dict[html.HtmlElement, set[str]] = {}
    for element, url in chosen:
        for above in element.iterancestors():
            within.setdefault(above, set()).add(url)
    return [_anchor(element, url, within) for element, url in chosen]


def _anchor(element: html.HtmlElement, url: str, within: dict[html.HtmlElement, set[str]]) -> Anchor:
    block = element
    chrome = False
    for above in element.iterancestors():
        if above.tag in _CHROME:
            chrome = True
        if block is not None and (len(within[above]) > 1 or above.tag in _WIDEST):
            break
        block = above
    if not chrome:
        chrome = any(above.tag in _CHROME for above in element.iterancestors())
    text = squash(element.text_content()) or squash(element.get("title") or element.get("aria-label") or "")
    context = squash(" ".join(block.itertext())) if element.tag != "link" else ""
    return Anchor(url, text, context, chrome, _is_paging(element))


def _is_paging(element: html.HtmlElement) -> bool:
    return bool({"next", "prev"} & set((element.get("rel") or "").lower().split()))


def refresh_target(page: Page) -> str | None:
    """The address that a `<meta refresh>` sends the reader on to within `SOON` seconds, if any."""
    tree = parse(page)
    if tree is None:
        return None
    for element in tree.iter("meta"):
        if (element.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.match(element.get("content") or "")
            if found and float(found.group(1)) <= SOON:
                return resolve(base_of(tree, page), found.group(2))
    return None
