"""One walk of lxml's tree into a flat list of blocks: the hot path, so it looks at each node once and keeps no tree.

The walk is a loop with its own stack: markup nested ten thousand deep must not exhaust Python's. Everything is by
element name and the few attributes that carry meaning (`role`, `id`, `href`); never by class.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from lxml import etree

from archive.normalise.blocks import Block, Cell, Flat, Link, Region
from archive.normalise.extent import Extent
from archive.normalise.regions import SITE, SKIPPED, region_kind
from archive.normalise.text import squash, words

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
STRONG = words(
    """
    b strong em i u mark cite
    """
)
BLOCKS = words(
    """
    p div section article main header aside form fieldset legend h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead
    tbody tfoot tr td th caption blockquote pre hr address details summary figure figcaption center menu dir body
    html button label dialog title optgroup
    """
)
PARSER = etree.HTMLParser(
    encoding="utf-8", recover=True, remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
)
"""One for all pages: making a parser costs half as much as reading a page with it."""
LIST = ("ul", "ol", "menu", "dir")
MOST_LINKS = 400
"""Links kept of one line."""
SKIP_WORDS = ("skip", "neidio", "jump to")


DEEPEST = 2000
"""Elements inside each other that lxml surely follows; it stops a little later, and says nothing."""
INLINE = frozenset(("span", "a", "b", "strong", "em", "i", "label", "time", "small"))


class Walker:
    """Collects blocks. One walker reads one page."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        self.buffer: list[str] = []
        self.open_links: list[tuple[int, str, str, bool]] = []
        self.done_links: list[tuple[int, int, str, str, bool]] = []
        self.strong = 0
        self.strong_seen = self.plain_seen = False
        self.lead_parts = 0
        self.kind = "text"
        self.level = 0
        self.depth = 0
        self.pending_item = False
        self.line = 0
        self.region = 0
        self.table: list[list[int]] = []
        self.tables = 0
        self.header_cell = False
        self.anchor = ""
        self.pre = self.quotes = 0

    def walk(self, root: Any, extent: Extent | None = None) -> Flat:
        """The flat page of a parsed tree, or of the stretch of it that `extent` names."""
        first, last = extent or (root, None)
        stack: list[tuple[Any, Any, Any]] = []
        for above, child in way_to(first):
            stack.append((above, child.itersiblings(), self.enter(above)))
        node: Any = first
        children: Any = iter(())
        undo: Any = None
        enter, leave, text_in, buffer = self.enter, self.leave, self.text, self.buffer
        state: Any = enter(node)
        if state is not False:
            if node.text:
                text_in(node.text)
            children, undo = iter(node), state
        while True:
            for child in children:
                tag = child.tag
                if tag.__class__ is str:
                    state = enter(child)
                    if state is not False:
                        text = child.text
                        if text and (buffer or not text.isspace()):
                            text_in(text)
                        stack.append((node, children, undo))
                        if len(stack) > DEEPEST:
                            self.flat.deep = True
                        node, children, undo = child, iter(child), state
                        break
                tail = child.tail
                if tail and (buffer or not tail.isspace()):
                    text_in(tail)
            else:
                if undo is not None and undo is not False:
                    leave(node, undo)
                if not stack or node is last:
                    break
                tail = node.tail
                node, children, undo = stack.pop()
                if tail and (buffer or not tail.isspace()):
                    text_in(tail)
        self.flush()
        return self.flat

    def text(self, text: str) -> None:
        """Text met inside the current line."""
        if self.pre and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.flush()
                    self.line += 1
                if line:
                    self._piece(line)
            return
        self._piece(text)

    def _piece(self, text: str) -> None:
        self.buffer.append(text)
        if text.isspace():
            return
        if self.strong:
            self.strong_seen = True
            if not self.plain_seen:
                self.lead_parts = len(self.buffer)
        elif not self.plain_seen and (self.strong_seen is False or text.strip(" :.-–—\xa0\r\n\t")):
            self.plain_seen = True

    def enter(self, node: Any) -> Any:
        """Begin an element. False: leave it and its contents out. Otherwise what `leave` needs to undo it."""
        tag = node.tag
        if tag in BLOCKS:
            return self.enter_block(node, tag)
        if self.buffer and tag in INLINE:
            self.part(node)
        if tag == "br":
            self.break_line()
            return None
        if tag in STRONG:
            self.strong += 1
            return "strong"
        if tag == "a":
            return self.enter_link(node)
        if tag in SITE and (tag == "nav" or node.getparent().tag != "blockquote"):
            self.flush()
            self.line = 0
            return False
        if tag in SKIPPED:
            return False
        if tag == "span" and node.get("role") == "heading":
            return self.enter_block(node, "h3")
        return None

    def part(self, node: Any) -> None:
        """A blank where two elements touch and sites set them apart by style (`Reference`, `FOI 12/20`)."""
        before = node.getprevious()
        if before is None or before.tail or before.tag not in INLINE or not self.buffer[-1][-1:].islower():
            return
        text = node.text or ""
        if text[:1].isupper() or text[:1].isdecimal():
            self.buffer.append(" ")

    def break_line(self) -> None:
        """A `br`: the line ends; a second one with nothing between ends the paragraph."""
        if "".join(self.buffer).strip():
            self.flush()
            self.line += 1
        else:
            self.buffer.clear()
            self.line = 0

    def enter_link(self, node: Any) -> Any:
        """Begin an anchor; the first one that skips to the content names the content's id."""
        href = (node.get("href") or "").strip()
        if not href:
            if self.anchor and (node.get("id") == self.anchor or node.get("name") == self.anchor):
                self.flat.main_from = len(self.flat.blocks)
            return None
        if href[0] == "#" and not self.anchor and len(self.flat.blocks) < 12:
            words = "".join(node.itertext()).strip().lower()
            if words.startswith(SKIP_WORDS):
                self.anchor = href[1:]
        self.open_links.append((len(self.buffer), href, node.get("type") or "", node.get("download") is not None))
        return "a"

    def enter_block(self, node: Any, tag: str) -> Any:
        """Begin a block element: what stood before is a block of its own."""
        if self.buffer or self.done_links:
            self.flush()
        self.line = 0
        saved = (tag, self.kind, self.level, self.region, self.depth, self.pending_item, self.header_cell)
        level = HEADINGS.get(tag)
        if level:
            self.kind, self.level = "heading", level
            return saved
        if tag == "summary":
            self.kind, self.level = "heading", 3
        elif tag == "button":
            self.kind = "heading" if self.kind == "heading" else "button"
        elif tag == "li":
            self.pending_item = True
            self.kind = "text"
        elif tag in LIST:
            self.depth += 1
        elif tag == "dt":
            self.kind = "term"
        elif tag == "dd":
            self.kind = "detail"
        elif tag == "caption":
            self.kind = "caption"
        elif tag == "pre":
            self.pre += 1
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "table":
            self.tables += 1
            self.table.append([self.tables, 0, 0])
        elif tag == "tr" and self.table:
            self.table[-1][1] += 1
            self.table[-1][2] = 0
        elif tag in ("td", "th") and self.table:
            self.table[-1][2] += 1
            self.header_cell = tag == "th"
            self.kind = "cell"
        kind = region_kind(node, tag)
        if kind:
            self.enter_region(node, kind)
        return saved

    def enter_region(self, node: Any, kind: str) -> None:
        """Begin a container; the one that the page's skip link names is where the main content begins."""
        name = node.get("id") or ""
        if self.anchor and name == self.anchor:
            self.flat.main_from = len(self.flat.blocks)
        self.flat.regions.append(Region(kind, self.region, name))
        self.region = len(self.flat.regions) - 1

    def leave(self, node: Any, undo: Any) -> None:
        """End an element."""
        if undo == "strong":
            self.strong -= 1
            return
        if undo == "a":
            begin, href, media_type, download = self.open_links.pop()
            self.done_links.append((begin, len(self.buffer), href, media_type, download))
            return
        if self.buffer or self.done_links:
            self.flush()
        self.line = 0
        tag, self.kind, self.level, self.region, self.depth, self.pending_item, self.header_cell = undo
        if tag == "table":
            self.table.pop()
        elif tag == "pre":
            self.pre -= 1
        elif tag == "blockquote":
            self.quotes -= 1

    def flush(self) -> None:
        """The current line becomes a block, if it has any text or a link."""
        buffer = self.buffer
        joined = "".join(buffer)
        text = squash(joined)
        if text:
            links = self._links(text) if self.done_links or self.open_links else []
            block = Block(text, self.kind, self.level, self.strong_seen and not self.plain_seen)
            if self.strong_seen and self.plain_seen and self.lead_parts:
                block.lead = len(squash("".join(buffer[: self.lead_parts])))
            block.links = links
            block.region = self.region
            block.follows = self.line > 0
            block.quoted = self.quotes > 0
            if self.pending_item:
                block.kind, block.depth = "item" if self.kind == "text" else self.kind, self.depth
                self.pending_item = False
            if self.table:
                table, row, column = self.table[-1]
                block.cell = Cell(table, row, column, self.header_cell)
            self.flat.blocks.append(block)
        buffer.clear()
        self.done_links.clear()
        if self.open_links:
            self.open_links = [(0, *link[1:]) for link in self.open_links]
        self.strong_seen = self.plain_seen = False
        self.lead_parts = 0

    def _links(self, text: str) -> list[Link]:
        links: list[Link] = []
        cursor = 0
        here = len(self.buffer)
        open_now = [
            (begin, here, href, media_type, download) for begin, href, media_type, download in self.open_links[:4]
        ]
        for begin, end, href, media_type, download in (self.done_links + open_now)[:MOST_LINKS]:
            label = squash("".join(self.buffer[begin:end]))
            at = text.find(label, cursor) if label else cursor
            at = max(at, 0)
            cursor = at
            links.append(Link(href, label, at, at + len(label), media_type, download))
        return links


def way_to(first: Any) -> list[tuple[Any, Any]]:
    """The ancestors of an element, outermost first, each with the child on the way."""
    way = [*reversed(list(first.iterancestors())), first]
    return list(pairwise(way))


def read_head(root: Any) -> Flat:
    """An empty flat page with what the head says: title, site's name, base address, language."""
    flat = Flat([], [Region("box", -1)])
    flat.language = (root.get("lang") or "").lower()
    head = root.find("head")
    for child in head.iterchildren("title", "meta", "base") if head is not None else ():
        if child.tag == "title" and not flat.title:
            flat.title = squash(child.text or "")
        elif child.tag == "meta" and child.get("property") == "og:site_name":
            flat.site_name = squash(child.get("content") or "")
        elif child.tag == "base":
            flat.base = child.get("href") or ""
    return flat


def flatten(root: Any, head: Flat, extent: Extent | None = None) -> Flat:
    """The flat page of a tree that lxml parsed, as far as `extent` says. `head`: what the page's head says."""
    return Walker(replace(head, blocks=[], regions=[Region("box", -1)])).walk(root, extent)


def parse(markup: bytes) -> Any:
    """lxml's tree of UTF-8 markup, or None when it finds no element at all."""
    try:
        return etree.fromstring(markup, PARSER)
    except etree.XMLSyntaxError:
        return None
