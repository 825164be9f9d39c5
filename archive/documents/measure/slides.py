"""PPTX: speaker notes, hidden slides, comments, shapes outside the slide, unseen text, embedded files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml import etree

from archive.documents.measure import ooxml, slide_ground
from archive.documents.measure.grid import alike
from archive.documents.measure.signal import Signal
from archive.documents.measure.slide_ground import WHITE, Box, Ground, Placed
from archive.documents.opened import OpenedFile
from archive.documents.package import Package
from archive.documents.readers.slides import A, P, slides_of

DETECTOR = "pptx/2"
_COVERED = 0.6
"""The share of a text's box that a shape must lie over to count as covering it."""


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
        for kind, count in _shapes(package, name, root, width, height).items():
            counts[kind, where] += count
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


def _shapes(package: Package, name: str, root: etree._Element, width: int, height: int) -> Counter[str]:
    """Signals of a slide's shapes by kind."""
    counts: Counter[str] = Counter()
    ground = Ground(package, name)
    placed = ground.shapes(root)
    for place, one in enumerate(placed):
        if not _text(one.shape):
            continue
        if one.hidden or slide_ground.tiny(one.shape):
            counts["hidden_text"] += 1
        elif one.box is not None and _outside(one.box, width, height):
            counts["off_page_text"] += 1
        elif one.box is not None and any(_covers(other, one.box) for other in placed[place + 1 :]):
            counts["covered_text"] += 1
        elif one.shape.tag == f"{P}sp" and _unseen(ground, one, placed[:place]):
            counts["hidden_text"] += 1
    return counts


def _outside(box: Box, width: int, height: int) -> bool:
    return bool(width) and (box[0] >= width or box[1] >= height or box[2] <= 0 or box[3] <= 0)


def _covers(other: Placed, box: Box) -> bool:
    """Whether a wordless shape of one colour lies over most of a box of text."""
    if other.hidden or other.box is None or other.colour is None or _text(other.shape):
        return False
    alpha = next((e for fill in other.shape.iter(f"{P}spPr") for e in fill.iterfind(f"{A}solidFill//{A}alpha")), None)
    return other.shape.tag == f"{P}sp" and alpha is None and slide_ground.overlap(box, other.box) > _COVERED


def _meet(one: Placed, other: Placed) -> bool:
    return one.box is None or other.box is None or slide_ground.overlap(one.box, other.box) > 0


def _unseen(ground: Ground, one: Placed, behind: Sequence[Placed]) -> bool:
    """Whether letters of a shape have the colour of what is known to stand behind them."""
    for fill in slide_ground.runs(one.shape):
        colour = ground.colour(fill)
        if slide_ground.clear(fill):
            return True
        if one.filled:
            if one.colour is not None and alike(colour, one.colour):
                return True
        elif alike(colour, WHITE) and ground.white and not any(b.filled and _meet(one, b) for b in behind):
            return True
    return False


def _text(shape: etree._Element) -> bool:
    return any((e.text or "").strip() for e in shape.iter(f"{A}t"))
