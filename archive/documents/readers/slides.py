"""PPTX through lxml: one part a slide, in the order of the show; tables on slides as tables."""

from __future__ import annotations

from lxml import etree

from archive.documents.model import Part, TableFound
from archive.documents.opened import Content, OpenedFile
from archive.documents.package import Package
from archive.documents.problems import corrupt
from archive.documents.tables import table_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def slides_of(package: Package) -> list[str]:
    """Member names of the slides in the order of the show."""
    main = next(
        (target for kind, target, _ in package.relations("").values() if kind == "officeDocument"),
        "ppt/presentation.xml",
    )
    if main not in package:
        raise corrupt("the presentation has no main part")
    relations = package.relations(main)
    found = []
    for element in package.xml(main).iter(f"{P}sldId"):
        _, target, external = relations.get(element.get(f"{R}id", ""), ("", "", True))
        if not external and target in package:
            found.append(target)
    return found


def read(file: OpenedFile) -> Content:
    """Text of each slide by paragraph. Speaker notes are not part of what is shown and left to screening."""
    parts: list[Part] = []
    tables: list[TableFound] = []
    for number, name in enumerate(slides_of(file.package), 1):
        root = file.package.xml(name)
        lines = [paragraph(element) for element in root.iter(f"{A}p")]
        parts.append(Part(number, "slide", None, "\n".join(line for line in lines if line.strip())))
        for element in root.iter(f"{A}tbl"):
            rows = [
                ["\n".join(paragraph(p) for p in cell.iter(f"{A}p")) for cell in row.iter(f"{A}tc")]
                for row in element.iter(f"{A}tr")
            ]
            table = table_of(rows, part=number, name=None)
            if table is not None and table.rows:
                tables.append(table)
    return Content(parts, tables)


def paragraph(element: etree._Element) -> str:
    """Text of one DrawingML paragraph."""
    pieces = []
    for child in element.iter(f"{A}t", f"{A}br"):
        pieces.append("\n" if child.tag == f"{A}br" else child.text or "")
    return "".join(pieces)
