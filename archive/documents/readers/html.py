"""HTML files, spreadsheets saved as HTML among them: text by block, each table that is no layout as rows."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from archive.documents.model import Part, TableFound
from archive.documents.opened import Content, OpenedFile
from archive.documents.problems import limit
from archive.documents.tables import table_of

_INLINE = frozenset(
    (
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    )
)
_LEFT_OUT = frozenset(["script", "style", "head", "template", "noscript", "iframe", "object", "svg"])
_SPACE = re.compile(r"[ \t\r\n\u00a0]+")
_DEPTH = 200


def tree(file: OpenedFile) -> etree._Element | None:
    """The document's tree, or null for a document without any element."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", (file.text or "").removeprefix("\ufeff")).replace("\x00", "")
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError):
        return None


def read(file: OpenedFile) -> Content:
    """One part of text with a line a block, and the tables."""
    root = tree(file)
    if root is None:
        return Content([Part(1, "text", None, "")])
    title = root.findtext(".//title")
    tables: list[TableFound] = []
    for element in root.iter("table"):
        if element.find(".//table") is not None:
            continue
        table = _table(element)
        if table is not None and len(table.rows) + bool(table.columns) > 1 and table.rows and len(table.rows[0]) > 1:
            tables.append(table)
    return Content([Part(1, "text", title.strip() if title else None, text_of(root))], tables)


def text_of(root: etree._Element) -> str:
    """Text of an element, a line a block, spaces collapsed."""
    lines: list[str] = []
    line: list[str] = []

    def end() -> None:
        joined = _SPACE.sub(" ", "".join(line)).strip()
        line.clear()
        if joined:
            lines.append(joined)

    def walk(element: etree._Element, depth: int) -> None:
        if depth > _DEPTH:
            raise limit("elements nested too deep")
        tag = element.tag
        if isinstance(tag, str) and tag not in _LEFT_OUT:
            block = tag not in _INLINE
            if tag in ("td", "th"):
                line.append(" ")
            elif block:
                end()
            line.append(element.text or "")
            for child in element:
                walk(child, depth + 1)
            if block and tag not in ("td", "th"):
                end()
        line.append(element.tail or "")

    walk(root, 0)
    end()
    return "\n".join(lines)


def _table(element: etree._Element) -> TableFound | None:
    rows: list[list[str]] = []
    header = 0
    for row in element.iter("tr"):
        fields: list[str] = []
        heads = 0
        for field in row:
            if field.tag not in ("td", "th"):
                continue
            heads += field.tag == "th"
            fields.append(_SPACE.sub(" ", "".join(_texts(field))).strip())
            span = field.get("colspan", "1")
            fields += [""] * (min(int(span), 100) - 1 if span.isdigit() else 0)
        if fields:
            if heads == len(fields) and not rows:
                header = 1
            rows.append(fields)
    caption = element.find("caption")
    name = _SPACE.sub(" ", "".join(_texts(caption))).strip() if caption is not None else None
    if header and len(rows) > 1:
        width = max(len(row) for row in rows)
        padded = [row + [""] * (width - len(row)) for row in rows]
        return TableFound(1, name, padded[0], padded[1:])
    return table_of(rows, part=1, name=name)


def _texts(element: etree._Element) -> list[str]:
    return [str(text) for text in element.itertext()]
