"""The flat page: what every later step reads, whatever carried the text.

A page is a list of blocks in reading order. Markup survives only as facts that mean something to a reader: heading
level, list item, table cell, whole line in bold, links. Classes are not looked at, because no class of any site is
known to last.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple


class Link(NamedTuple):
    """An anchor as written; `start` and `end` are its place in the block's text."""

    href: str
    text: str
    start: int
    end: int
    media_type: str = ""
    download: bool = False


class Cell(NamedTuple):
    """Where a block stands in a table. `header` is true for `th`."""

    table: int
    row: int
    column: int
    header: bool


@dataclass(slots=True)
class Block:
    """One paragraph, heading, list item, table cell or line.

    `kind` is `text`, `heading`, `item`, `cell`, `term` (dt), `detail` (dd), `row` (a data row, cells joined by ` | `),
    `button` or `caption`. `strong`: the whole text is emphasised; `lead`: length of the emphasised beginning.
    `follows`: a line of the same paragraph as the block before (a `br` between). `quoted`: set off as another's
    words. `start`: place in the page's text.
    """

    text: str
    kind: str = "text"
    level: int = 0
    strong: bool = False
    lead: int = 0
    follows: bool = False
    quoted: bool = False
    depth: int = 0
    region: int = 0
    cell: Cell | None = None
    links: list[Link] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    start: int = 0

    def copy(self, text: str, **changes: Any) -> Block:
        """This block with another text and the given changes; emphasis at its beginning and links go."""
        return replace(self, text=text, **{"lead": 0, "links": [], "cells": [], **changes})


class Region(NamedTuple):
    """A container: kind (`main`, `article`, `header`, `aside`, `form`, `dialog`, `named`, `box`), parent, id."""

    kind: str
    parent: int
    name: str = ""


@dataclass(slots=True)
class Flat:
    """A page after the walk. `title` is the `<title>`; `anchor` the id that the page's skip link points to.

    `deep`: elements stand in each other almost as deep as lxml follows, so that it may have lost what is below.
    """

    blocks: list[Block]
    regions: list[Region]
    title: str = ""
    site_name: str = ""
    language: str = ""
    base: str = ""
    main_from: int = 0
    heading: int | None = None
    deep: bool = False
    warnings: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The page's text, to which every span refers: a line for each block."""
        return "\n".join(block.text for block in self.blocks)

    def place(self) -> None:
        """Give every block its place in the page's text."""
        at = 0
        for block in self.blocks:
            block.start = at
            at += len(block.text) + 1
