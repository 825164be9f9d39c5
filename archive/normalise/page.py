"""From bytes to a page: the markup parsed, the site taken away, title and main blocks found, text placed.

Two parsers: lxml always; Beautiful Soup's own when lxml lost text (it stops below 2,048 nested elements). The lengths
are compared on every page, because a silent loss is the one fault that nobody would see.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml import etree

from archive.normalise import furniture, kinds
from archive.normalise.blocks import Block, Flat, Region
from archive.normalise.body import Body
from archive.normalise.decode import decode, without_swarms
from archive.normalise.extent import Extent, extent_of
from archive.normalise.labels import meta_kind, split_meta, whole_line
from archive.normalise.letter import read_letter
from archive.normalise.second import second_reading
from archive.normalise.tables import read_tables
from archive.normalise.text import squash
from archive.normalise.walk import flatten, parse, read_head

MARKUP = re.compile(
    r"<\s{0,3}(?:!doctype|html|head|body|p|div|span|h[1-6]|table|ul|ol|br|main|article|section|title|a)\b", re.I
)
BETWEEN_TAGS = re.compile(r">([^<]+)")
SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " · ")
SITE_WORDS = re.compile(
    r"\b(?:police|constabulary|heddlu|gov\.uk|gov\.je|gov\.im|foi|freedom of information|website|home|psni|npcc"
    r"|iopc|acro)\b",
    re.I,
)
HEAD_BYTES = 4000
LENGTH = etree.XPath("string-length()")
BLANKS = dict.fromkeys(map(ord, " \t\n\r\f\v\xa0"))


@dataclass(slots=True)
class Page:
    """A page ready to be read. `kind` is `html` or `text`; `problem` a warning code if it is no disclosure at all."""

    kind: str
    title: str | None
    title_rule: str
    blocks: list[Block]
    before: list[Block]
    force_words: frozenset[str]
    url: str | None
    base: str | None
    language: str = ""
    title_span: tuple[int, int] | None = None
    problem: str | None = None
    warnings: list[str] = field(default_factory=list)
    text_length: int = 0

    def text(self) -> str:
        """The page's text, to which spans refer: a line a block, what stands before the title first."""
        title = [self.title or ""] if self.title_span else []
        return "\n".join([*(block.text for block in self.before), *title, *(block.text for block in self.blocks)])


def words_of(force: Body | None) -> frozenset[str]:
    """The words of a body's name and slug, lower case."""
    if force is None:
        return frozenset()
    return frozenset(re.findall(r"[a-z]{2,}", f"{force.name} {force.slug.replace('-', ' ')}".lower()))


def read_page(body: bytes, content_type: str | None, url: str | None, force: Body | None) -> Page:
    """Read a captured page or text. Never raises on any bytes."""
    decoded = decode(body, content_type)
    text = decoded.text
    force_words = words_of(force)
    declared = (content_type or "").split(";")[0].strip().lower()
    head = text[:HEAD_BYTES]
    if not MARKUP.search(head) and (declared in ("text/plain", "") or "<" not in text[:200_000]):
        return _place(_text_page([text], url, force, force_words, decoded.warnings))
    if declared == "text/plain" and not re.match(r"\s{0,200}<(?:!doctype|html)", head, re.I):
        return _place(_text_page([text], url, force, force_words, decoded.warnings))
    markup = body if decoded.as_sent else text.encode("utf-8", "replace")
    return _place(_html_page(text, markup, url, force, force_words, decoded.warnings))


def read_letter_page(pages: Sequence[str], url: str | None, force: Body | None) -> Page:
    """Read a letter given as text by page."""
    return _place(_text_page(pages, url, force, words_of(force), []))


def _html_page(
    text: str, markup: bytes, url: str | None, force: Body | None, force_words: frozenset[str], warnings: list[str]
) -> Page:
    calm = without_swarms(text)
    if calm != text:
        text, markup, warnings = calm, calm.encode("utf-8", "replace"), [*warnings, "attributes_dropped"]
    root = parse(markup)
    head = read_head(root) if root is not None else Flat([], [Region("box", -1)])
    names = {name.lower() for name in (force.name if force else "", head.site_name, site_name(head.title))} - {""}
    for flat in _readings(text, root, head, names):
        index = furniture.find_title(flat, names)
        blocks, before = furniture.main_blocks(flat, index, force_words)
        title, rule = None, ""
        if index is not None:
            title, rule = flat.blocks[index].text, "h1"
        elif flat.title:
            headings = {block.text.lower() for block in flat.blocks if block.kind == "heading"}
            title, rule = without_site(flat.title, flat.site_name, force, headings), "title_element"
        size = sum(len(block.text) for block in blocks)
        problem = _problem(flat, title or "", text, blocks, size)
        if index is not None and problem is None:
            break
    tables = read_tables(blocks, force_words)
    page = Page("html", title or None, rule, tables, before, force_words, url, flat.base or url, flat.language)
    page.problem = problem
    if problem == "challenge_page":
        page.title = None
    page.warnings = [*warnings, *flat.warnings]
    page.text_length = size
    if index is not None:
        page.title_span = (0, 0)
    return page


def _readings(text: str, root: Any, head: Flat, names: set[str]) -> Iterator[Flat]:
    """The page cut to its title and main content; the whole page, when it can't be cut or the cut tells too little.

    Where lxml lost text, the second parser's reading instead.
    """
    if _lost_text(text, root):
        yield second_reading(text, head)
        return
    if root is None:
        yield head
        return
    for extent in (extent_of(root, names), Extent(root, None)):
        if extent is None:
            continue
        flat = flatten(root, head, extent)
        if flat.deep and _lost_any(text, root):
            yield second_reading(text, head)
            return
        yield flat


def _problem(flat: Flat, title: str, text: str, blocks: list[Block], size: int) -> str | None:
    whole = sum(len(block.text) for block in flat.blocks)
    if kinds.is_challenge(flat.title, text[:60_000] if whole < 700 else "", whole):
        return "challenge_page"
    if not whole or (size == 0 and not title):
        return "empty_page"
    if kinds.is_soft_404(flat.title, title, blocks):
        return "soft_404"
    return None


def _lost_text(text: str, root: Any) -> bool:
    """Whether lxml's tree holds much less text than stands between the tags: it gave up on the way."""
    kept = 0 if root is None else int(LENGTH(root))
    if kept * 4 > len(text):
        return False
    pieces = [piece for piece in BETWEEN_TAGS.findall(text) if not piece.isspace()]
    between = sum(map(len, pieces))
    if between < 200 or kept > between * 0.6:
        return False
    return kept < sum(len(squash(unescape(piece))) for piece in pieces) * 0.6


def _lost_any(text: str, root: Any) -> bool:
    """Whether lxml's tree holds any less text: looked at where elements stand in each other almost too deep for it."""
    between = sum(len(unescape(piece).translate(BLANKS)) for piece in BETWEEN_TAGS.findall(text))
    return len("".join(root.itertext()).translate(BLANKS)) < between


def _text_page(
    pages: Sequence[str], url: str | None, force: Body | None, force_words: frozenset[str], warnings: list[str]
) -> Page:
    flat = read_letter(pages, force_words)
    blocks = flat.blocks
    index = _text_title(blocks, force_words)
    if index is not None:
        title: str | None = blocks[index].text
        flat.blocks[index].kind, flat.blocks[index].level = "heading", 1
        kept, before = furniture.main_blocks(flat, index, force_words)
    else:
        title, kept, before = None, blocks, []
    page = Page("text", title, "first_line" if title else "", kept, before, force_words, url, url)
    page.warnings = list(warnings)
    page.text_length = sum(len(block.text) for block in kept)
    if not any(block.text for block in blocks):
        page.problem = "empty_page"
    if title is not None:
        page.title_span = (0, 0)
    return page


def _text_title(blocks: list[Block], force_words: frozenset[str]) -> int | None:
    """A saved page begins with the site's own lines, and its title is the first line after them; a letter has none."""
    chrome = False
    for index, block in enumerate(blocks[:40]):
        lowered = block.text.lower().replace("’", "'")
        if furniture.is_line(lowered):
            chrome = True
            continue
        if not chrome:
            return None
        if len(block.text) > 160 or split_meta(block.text) or meta_kind(block.text.rstrip(": ")):
            return None
        return None if whole_line(block.text, force_words) else index
    return None


def _place(page: Page) -> Page:
    """Give every block its place in the page's text."""
    at = 0
    for block in page.before:
        block.start = at
        at += len(block.text) + 1
    if page.title_span:
        page.title_span = (at, at + len(page.title or ""))
        at += len(page.title or "") + 1
    for block in page.blocks:
        block.start = at
        at += len(block.text) + 1
    return page


def site_name(title: str) -> str:
    """The part of a `<title>` that names the site, or an empty string."""
    for separator in SEPARATORS:
        if separator in title:
            pieces = title.split(separator)
            for piece in (pieces[-1], pieces[0]):
                if SITE_WORDS.search(piece) and len(piece) < 60:
                    return piece.strip()
    return ""


def without_site(title: str, named: str, force: Body | None, headings: Collection[str] = ()) -> str:
    """A `<title>` less the site's name at either end. `headings`: of the page, in lower case; one may be the title."""
    known = {name.lower() for name in (named, force.name if force else "") if name}
    for separator in SEPARATORS:
        pieces = [piece.strip() for piece in title.split(separator)]
        if len(pieces) < 2:
            continue
        headed = next((piece for piece in pieces if len(piece) > 12 and piece.lower() in headings), None)
        if headed:
            return headed
        if pieces[-1].lower() in known or (
            SITE_WORDS.search(pieces[-1]) and len(pieces[-1]) < 60 and separator != " - "
        ):
            return separator.join(pieces[:-1])
        if pieces[0].lower() in known or (
            re.search(r"\b(?:police|constabulary|heddlu)$", pieces[0], re.I) and len(pieces[0]) < 50
        ):
            return separator.join(pieces[1:])
        if (
            separator == " - "
            and re.search(r"\b(?:police(?: foi)?|constabulary|gov\.uk|heddlu [\w -]+)$", pieces[-1], re.I)
            and len(pieces[-1]) < 60
        ):
            return separator.join(pieces[:-1])
    return title
