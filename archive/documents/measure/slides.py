"""PPTX: speaker notes, hidden slides, comments, shapes outside the slide, unseen text, embedded files."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from archive.documents.measure import ooxml
from archive.documents.measure.grid import alike, rgb
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.readers.slides import A, P, slides_of

DETECTOR = "pptx/1"
_WHITE = (255, 255, 255)
_FILLS = (f"{A}solidFill", f"{A}gradFill", f"{A}blipFill", f"{A}pattFill")


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a presentation."""
    package = file.package
    counts: Counter[tuple[str, str]] = Counter()
    slides = slides_of(package)
    size = next(
        (package.xml(name).find(f"{P}sldSz") for name in package.names if name.endswith("ppt/presentation.xml")), None
    )
    width, height = (int(size.get("cx", "0")), int(size.get("cy", "0"))) if size is not None else (0, 0)
    for number, name in enumerate(slides, 1):
        where = f"slide {number}"
        root = package.xml(name)
        counts["hidden_slide", where] += root.get("show") in ("0", "false")
        for kind, target, external in package.relations(name).values():
            if external or target not in package:
                continue
            if kind == "notesSlide":
                counts["speaker_notes", where] += _notes(package.xml(target))
            elif kind == "comments":
                counts["comments", where] += _comments(package.xml(target))
        plain = _plain_background(root)
        for shape in root.iter(f"{P}sp", f"{P}graphicFrame", f"{P}pic"):
            text = _text(shape)
            if not text:
                continue
            properties = next(shape.iter(f"{P}cNvPr"), None)
            if properties is not None and properties.get("hidden") in ("1", "true"):
                counts["hidden_text", where] += 1
            elif _outside(shape, width, height):
                counts["off_page_text", where] += 1
            elif plain and _white(shape):
                counts["hidden_text", where] += 1
    for name in package.names:
        if name.startswith("ppt/slides/slide") and name.endswith(".xml") and name not in slides:
            counts["hidden_slide", "outside the show"] += 1
    found = [Signal(kind, count, where, DETECTOR) for (kind, where), count in counts.items() if count]
    return found + ooxml.measure(package)


def _notes(root: etree._Element) -> bool:
    for shape in root.iter(f"{P}sp"):
        kind = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if (kind is None or kind.get("type", "body") in ("body", "obj")) and _text(shape):
            return True
    return False


def _comments(root: etree._Element) -> int:
    return sum(1 for e in root.iter() if isinstance(e.tag, str) and e.tag.endswith(("}cm", "}comment")))


def _outside(shape: etree._Element, width: int, height: int) -> bool:
    place, extent = next(shape.iter(f"{A}off"), None), next(shape.iter(f"{A}ext"), None)
    if place is None or extent is None or not width or shape.getparent().tag == f"{P}grpSp":
        return False
    x, y = int(place.get("x", "0")), int(place.get("y", "0"))
    return x >= width or y >= height or x + int(extent.get("cx", "0")) <= 0 or y + int(extent.get("cy", "0")) <= 0


def _plain_background(root: etree._Element) -> bool:
    """Whether nothing on the slide but text could stand behind white letters."""
    if next(root.iter(f"{P}bg"), None) is not None or next(root.iter(f"{P}pic"), None) is not None:
        return False
    return (
        not any(_filled(shape) for shape in root.iter(f"{P}sp")) and next(root.iter(f"{P}graphicFrame"), None) is None
    )


def _filled(shape: etree._Element) -> bool:
    properties = shape.find(f"{P}spPr")
    if shape.find(f"{P}style") is not None:
        return True
    return properties is not None and any(properties.find(kind) is not None for kind in _FILLS)


def _white(shape: etree._Element) -> bool:
    for run in shape.iter(f"{A}rPr"):
        colour = run.find(f"{A}solidFill/{A}srgbClr")
        if colour is not None and alike(rgb(colour.get("val")), _WHITE):
            return True
    return False


def _text(shape: etree._Element) -> bool:
    return any((e.text or "").strip() for e in shape.iter(f"{A}t"))
