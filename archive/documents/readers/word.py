"""DOCX through lxml: body, tables, headers, footers, notes and text boxes in the order of the file.

The tree is read directly, because the usual libraries skip headers, footers, text boxes and content controls. Deleted
and hidden text is left out here; screening says that it is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from archive.documents.model import Part, TableFound
from archive.documents.opened import Content, OpenedFile
from archive.documents.package import Package, parse_xml
from archive.documents.problems import corrupt
from archive.documents.tables import table_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ASIDE = (("header", "header"), ("footer", "footer"), ("footnotes", "footnotes"), ("endnotes", "endnotes"))


def main_part(package: Package) -> str:
    """The name of the document's main part."""
    for kind, target, external in package.relations("").values():
        if kind == "officeDocument" and not external and target in package:
            return target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise corrupt("the document has no main part")


def word_tree(package: Package, name: str) -> etree._Element:
    """A part's tree, parsed once, in the transitional namespace whichever of the two it was written in."""
    if name in package.trees:
        return package.trees[name]
    data = package.read(name, keep=True)
    if STRICT_W[1:-1].encode() in data[:4096]:
        data = data.replace(STRICT_W[1:-1].encode(), W[1:-1].encode())
    package.trees[name] = parse_xml(data)
    return package.trees[name]


def read(file: OpenedFile) -> Content:
    """The body as the first part; headers, footers and notes after it, each once."""
    package = file.package
    main = main_part(package)
    body = word_tree(package, main).find(f"{W}body")
    if body is None:
        raise corrupt("the document has no body")
    tables: list[TableFound] = []
    parts = [Part(1, "text", None, _text(body, tables))]
    relations = sorted(package.relations(main).values())
    seen: set[str] = set()
    for kind, label in _ASIDE:
        for found, target, external in relations:
            if found != kind or external or target not in package:
                continue
            text = _text(word_tree(package, target), [])
            if text.strip() and text not in seen:
                seen.add(text)
                parts.append(Part(len(parts) + 1, label, None, text))
    return Content(parts, tables)


def _text(root: etree._Element, tables: list[TableFound]) -> str:
    return "\n".join(_blocks(root, tables))


def _blocks(root: etree._Element, tables: list[TableFound]) -> Iterator[str]:
    for element in root:
        if element.tag == f"{W}p":
            yield paragraph_text(element)
            for box in element.iter(f"{W}txbxContent"):
                if not _fallback(box):
                    yield from _blocks(box, tables)
        elif element.tag == f"{W}tbl":
            yield from _table(element, tables)
        elif element.tag in (
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}ins",
            f"{W}moveTo",
            f"{W}customXml",
            f"{W}footnote",
            f"{W}endnote",
        ):
            yield from _blocks(element, tables)


def _table(element: etree._Element, tables: list[TableFound]) -> Iterator[str]:
    rows: list[list[str]] = []
    for row in element.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is not element:
            continue
        fields = []
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is not row:
                continue
            fields.append("\n".join(_blocks(cell, tables)).strip())
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = span.get(f"{W}val", "1") if span is not None else "1"
            fields += [""] * (min(int(width), 100) - 1 if width.isdigit() else 0)
        rows.append(fields)
        yield "\t".join(field for field in fields)
    table = table_of(rows, part=1, name=None)
    if table is not None and table.rows and len(table.rows[0]) > 1:
        tables.append(table)


def paragraph_text(element: etree._Element) -> str:
    """The visible text of one paragraph: insertions in, deletions, hidden runs and field codes out."""
    pieces: list[str] = []
    for run in element.iter(f"{W}r"):
        if _owner(run) is not element or _removed(run):
            continue
        properties = run.find(f"{W}rPr")
        if properties is not None and is_on(properties.find(f"{W}vanish")):
            continue
        for child in run:
            if child.tag == f"{W}t":
                pieces.append(child.text or "")
            elif child.tag == f"{W}tab":
                pieces.append("\t")
            elif child.tag in (f"{W}br", f"{W}cr"):
                pieces.append("\n")
            elif child.tag == f"{W}noBreakHyphen":
                pieces.append("-")
    return "".join(pieces)


def is_on(element: etree._Element | None) -> bool:
    """Whether a toggle property is set."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _owner(run: etree._Element) -> etree._Element | None:
    return next(run.iterancestors(f"{W}p"), None)


def _removed(run: etree._Element) -> bool:
    return any(parent.tag in (f"{W}del", f"{W}moveFrom") for parent in run.iterancestors())


def _fallback(box: etree._Element) -> bool:
    return any(parent.tag == f"{MC}Fallback" for parent in box.iterancestors())
