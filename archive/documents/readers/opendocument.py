"""ODT and ODP through lxml: paragraphs, tables, headers and footers of the page styles, slides."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from archive.documents.model import Part, TableFound
from archive.documents.opened import Content, OpenedFile
from archive.documents.problems import corrupt, encrypted
from archive.documents.tables import table_of

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
PRESENTATION = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
_LEFT_OUT = frozenset(
    [
        f"{TEXT}tracked-changes",
        f"{OFFICE}annotation",
        f"{TEXT}hidden-text",
        f"{TEXT}hidden-paragraph",
        f"{PRESENTATION}notes",
        f"{OFFICE}forms",
        f"{TEXT}sequence-decls",
    ]
)
_REPEAT = 100


def read(file: OpenedFile) -> Content:
    """Parts: the body (or one a slide), then headers and footers. Comments, notes and deletions are left out."""
    package = file.package
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise encrypted()
    if "content.xml" not in package:
        raise corrupt("the document has no content")
    body = package.xml("content.xml").find(f"{OFFICE}body")
    if body is None or not len(body):
        raise corrupt("the document has no body")
    tables: list[TableFound] = []
    parts: list[Part] = []
    if body[0].tag == f"{OFFICE}presentation":
        for page in body[0].iter(f"{DRAW}page"):
            text = "\n".join(_blocks(page, tables, len(parts) + 1))
            parts.append(Part(len(parts) + 1, "slide", page.get(f"{DRAW}name"), text))
        return Content(parts, tables)
    parts.append(Part(1, "text", None, "\n".join(_blocks(body[0], tables, 1))))
    seen: set[str] = set()
    if "styles.xml" in package:
        styles = package.xml("styles.xml")
        for kind in ("header", "footer"):
            for element in styles.iter(f"{STYLE}{kind}", f"{STYLE}{kind}-first", f"{STYLE}{kind}-left"):
                text = "\n".join(_blocks(element, [], 1))
                if text.strip() and text not in seen:
                    seen.add(text)
                    parts.append(Part(len(parts) + 1, kind, None, text))
    return Content(parts, tables)


def _blocks(root: etree._Element, tables: list[TableFound], part: int) -> Iterator[str]:
    for element in root:
        if element.tag in _LEFT_OUT:
            continue
        if element.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield "".join(_inline(element))
            for box in element.iter(f"{DRAW}text-box"):
                yield from _blocks(box, tables, part)
        elif element.tag == f"{TABLE}table":
            yield from _table(element, tables, part)
        else:
            yield from _blocks(element, tables, part)


def _table(element: etree._Element, tables: list[TableFound], part: int) -> Iterator[str]:
    rows: list[list[str]] = []
    for row in element.iter(f"{TABLE}table-row"):
        if next(row.iterancestors(f"{TABLE}table")) is not element:
            continue
        fields: list[str] = []
        for cell in row:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            text = "\n".join(_blocks(cell, tables, part)).strip()
            repeat = cell.get(f"{TABLE}number-columns-repeated", "1")
            fields += [text] * (min(int(repeat), _REPEAT) if repeat.isdigit() else 1)
        rows.append(fields)
        yield "\t".join(fields)
    table = table_of(rows, part=part, name=element.get(f"{TABLE}name"))
    if table is not None and table.rows and len(table.rows[0]) > 1:
        tables.append(table)


def _inline(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            yield " " * (min(int(count), 1000) if count.isdigit() else 1)
        elif child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        elif child.tag not in _LEFT_OUT and child.tag not in (f"{DRAW}frame", f"{DRAW}custom-shape"):
            yield from _inline(child)
        yield child.tail or ""
