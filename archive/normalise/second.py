"""The second parser: Beautiful Soup over Python's own, for markup in which lxml loses text.

Slower by far and flat: of structure it keeps the nearest element that means something (heading, item, cell), found
within a few steps upward, because the markup that needs it is nested without end.
"""

from __future__ import annotations

from bs4 import BeautifulSoup, NavigableString
from bs4.element import Comment, Tag

from archive.normalise.blocks import Block, Flat, Link, Region
from archive.normalise.text import squash

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
OWN_LINE = frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "dt",
        "dd",
        "div",
        "summary",
        "caption",
        "blockquote",
        "pre",
        "tr",
        "section",
        "article",
        "main",
        "body",
    ]
) | frozenset(HEADINGS)
HIDDEN = frozenset(["script", "style", "noscript", "template", "svg", "head", "title", "select", "option", "textarea"])
STEPS = 12


def second_reading(markup: str, first: Flat) -> Flat:
    """The flat page read by the second parser; the head's facts are taken from the first reading."""
    soup = BeautifulSoup(markup, "html.parser")
    flat = Flat([], [Region("box", -1)], first.title, first.site_name, first.language, first.base)
    flat.warnings.append("second_parser")
    current: tuple[Tag | None, Block | None] = (None, None)
    pieces: list[str] = []

    def close() -> None:
        if current[1] is not None:
            current[1].text = squash(" ".join(pieces))
            if current[1].text:
                flat.blocks.append(current[1])
        pieces.clear()

    for node in soup.descendants:
        if not isinstance(node, NavigableString) or isinstance(node, Comment) or not node.strip():
            continue
        holder, link, hidden = _holder(node)
        if hidden:
            continue
        if holder is not current[0]:
            close()
            current = (holder, _block(holder))
        pieces.append(str(node))
        block = current[1]
        if link is not None and block is not None:
            label = squash(str(node))
            block.links.append(Link(str(link.get("href") or ""), label, 0, len(label)))
    close()
    if not flat.title and soup.title is not None:
        flat.title = squash(soup.title.get_text())
    return flat


def _holder(node: NavigableString) -> tuple[Tag | None, Tag | None, bool]:
    """The nearest element with a line of its own, the anchor on the way there, and whether the text is hidden."""
    link = None
    parent = node.parent
    nearest = None
    for _ in range(STEPS):
        if parent is None:
            break
        if parent.name in HIDDEN:
            return None, None, True
        if parent.name == "a" and link is None:
            link = parent
        if parent.name in OWN_LINE:
            nearest = parent
            break
        parent = parent.parent
    return nearest, link, False


def _block(holder: Tag | None) -> Block:
    name = holder.name if holder is not None else ""
    if name in HEADINGS:
        return Block("", "heading", HEADINGS[name])
    return Block("", {"li": "item", "dt": "term", "dd": "detail"}.get(name, "text"))
