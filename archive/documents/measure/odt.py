"""ODT and ODP: tracked changes, comments, hidden and unseen text, speaker notes, hidden slides."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from archive.documents.measure import odf
from archive.documents.measure.grid import alike, rgb
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.readers.opendocument import DRAW, PRESENTATION, STYLE, TABLE, TEXT

DETECTOR = "odt/2"
_COVERED = 0.6
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a document or presentation."""
    content, trees = odf.roots(file.package)
    styles = odf.Styles(trees)
    counts: Counter[tuple[str, str]] = Counter()
    for where, tree in (("document", content), ("header or footer", trees[0])):
        if where != "document" and tree is content:
            continue
        counts["tracked_changes", where] += sum(1 for _ in tree.iter(f"{TEXT}changed-region"))
        counts["comments", where] += odf.comment_count(tree)
        counts["hidden_text", where] += _hidden(tree, styles)
        counts["covered_text", where] += _covers(tree, styles) if where == "document" else 0
        blacked = {name for name in styles.names("text") if styles.blacked(name)}
        counts["covered_text", where] += sum(
            1 for span in tree.iter(f"{TEXT}span") if span.get(f"{TEXT}style-name") in blacked and _text(span)
        )
    width, height = _slide_size(trees)
    for number, page in enumerate(content.iter(f"{DRAW}page"), 1):
        where = f"slide {number}"
        shown = styles.value(
            "drawing-page", page.get(f"{DRAW}style-name"), "drawing-page-properties", f"{PRESENTATION}visibility"
        )
        counts["hidden_slide", where] += shown == "hidden"
        for shape in page:
            if shape.tag == f"{PRESENTATION}notes" or not _text(shape):
                continue
            if any(str(key).endswith("}display") and value == "none" for key, value in shape.attrib.items()):
                counts["hidden_text", where] += 1
            elif _centimetres(shape.get(f"{SVG}x")) >= width or _centimetres(shape.get(f"{SVG}y")) >= height:
                counts["off_page_text", where] += 1
        counts["covered_text", where] += _covered(page, styles)
        notes = page.find(f"{PRESENTATION}notes")
        if notes is not None and any(_noted(frame) for frame in notes.iter(f"{DRAW}frame")):
            counts["speaker_notes", where] += 1
    found = [Signal(kind, count, where, DETECTOR) for (kind, where), count in counts.items() if count]
    return found + odf.measure(file.package)


def _noted(frame: etree._Element) -> bool:
    """Whether a frame of a notes page has words of the speaker: not the page's number, date or an unused place."""
    kind = frame.get(f"{PRESENTATION}class", "notes")
    if kind not in ("notes", "outline") or frame.get(f"{PRESENTATION}placeholder") == "true":
        return False
    return any(_text(paragraph) and not _field(paragraph) for paragraph in frame.iter(f"{TEXT}p"))


def _field(paragraph: etree._Element) -> bool:
    """Whether a paragraph is nothing but a page number or date."""
    fields = list(paragraph.iter(f"{TEXT}page-number", f"{TEXT}date", f"{TEXT}time"))
    own = "".join(str(text) for text in paragraph.itertext())
    return bool(fields) and own.strip() == "".join(str(t) for field in fields for t in field.itertext()).strip()


def _covers(tree: etree._Element, styles: odf.Styles) -> int:
    """Wordless black or white shapes that float in front of the text."""
    count = 0
    for shape in tree.iter(f"{DRAW}custom-shape", f"{DRAW}rect", f"{DRAW}ellipse", f"{DRAW}polygon", f"{DRAW}path"):
        if _text(shape) or any(parent.tag == f"{DRAW}page" for parent in shape.iterancestors()):
            continue
        name = shape.get(f"{DRAW}style-name")
        said = {
            key: styles.value("graphic", name, "graphic-properties", key)
            for key in (f"{DRAW}fill", f"{DRAW}fill-color", f"{STYLE}wrap", f"{STYLE}run-through")
        }
        colour = rgb(said[f"{DRAW}fill-color"])
        clear = said[f"{DRAW}fill"] not in ("solid", None) or said[f"{STYLE}run-through"] == "background"
        big = _centimetres(shape.get(f"{SVG}height")) > 0.25 and _centimetres(shape.get(f"{SVG}width")) > 0.7
        flows = said[f"{STYLE}wrap"] not in ("run-through", None)
        count += not clear and big and not flows and (alike(colour, odf.BLACK) or alike(colour, odf.WHITE))
    return count


def _covered(page: etree._Element, styles: odf.Styles) -> int:
    """Texts of a slide that lie under a wordless black or white shape drawn later."""
    shapes = [shape for shape in page if shape.tag != f"{PRESENTATION}notes" and _box(shape) is not None]
    count = 0
    for number, shape in enumerate(shapes):
        box = _box(shape)
        if box is None or not _text(shape):
            continue
        for other in shapes[number + 1 :]:
            if _text(other) or other.tag == f"{DRAW}frame" or _overlap(box, _box(other)) < _COVERED:
                continue
            name = other.get(f"{DRAW}style-name")
            fill = styles.value("graphic", name, "graphic-properties", f"{DRAW}fill")
            colour = rgb(styles.value("graphic", name, "graphic-properties", f"{DRAW}fill-color"))
            if fill == "solid" and (alike(colour, odf.BLACK) or alike(colour, odf.WHITE)):
                count += 1
                break
    return count


def _box(shape: etree._Element) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom of a shape in centimetres."""
    x, y = _centimetres(shape.get(f"{SVG}x")), _centimetres(shape.get(f"{SVG}y"))
    wide, high = _centimetres(shape.get(f"{SVG}width")), _centimetres(shape.get(f"{SVG}height"))
    return (x, y, x + wide, y + high) if wide and high else None


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float] | None) -> float:
    """The share of a box that another covers; of one whose place is not known, all."""
    if other is None:
        return 1.0
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return wide * high / ((one[2] - one[0]) * (one[3] - one[1])) if wide > 0 and high > 0 else 0.0


def _hidden(tree: etree._Element, styles: odf.Styles) -> int:
    count = sum(1 for e in tree.iter(f"{TEXT}hidden-text") if e.get(f"{TEXT}string-value") or _text(e))
    count += sum(1 for e in tree.iter(f"{TEXT}hidden-paragraph"))
    for section in tree.iter(f"{TEXT}section"):
        count += section.get(f"{TEXT}display") in ("none", "condition") and _text(section)
    spans = {name for name in styles.names("text") if styles.unseen("text", name, "text-properties")}
    paragraphs = {
        name for name in styles.names("paragraph") if styles.unseen("paragraph", name, "paragraph-properties")
    }
    for element in tree.iter(f"{TEXT}span", f"{TEXT}p", f"{TEXT}h"):
        name = element.get(f"{TEXT}style-name")
        unseen = spans if element.tag == f"{TEXT}span" else paragraphs
        if name in unseen and _text(element) and not _on_colour(element, styles):
            count += 1
    return count


def _on_colour(element: etree._Element, styles: odf.Styles) -> bool:
    """Whether a coloured cell, paragraph or shape stands behind: white text is then read against it."""
    frame = element
    for parent in element.iterancestors():
        if parent.tag in (f"{DRAW}custom-shape", f"{DRAW}frame"):
            frame = parent
        if parent.tag in (f"{TEXT}p", f"{TEXT}h"):
            family, style = "paragraph", parent.get(f"{TEXT}style-name")
        elif parent.tag == f"{TABLE}table-cell":
            family, style = "table-cell", parent.get(f"{TABLE}style-name")
        elif parent.tag in (f"{DRAW}custom-shape", f"{DRAW}frame"):
            fill = styles.value("graphic", parent.get(f"{DRAW}style-name"), "graphic-properties", f"{DRAW}fill")
            if fill not in (None, "none") or (fill is None and parent.tag == f"{DRAW}custom-shape"):
                return True
            family, style = "graphic", parent.get(f"{DRAW}style-name")
        elif parent.tag == f"{STYLE}master-page":
            return frame is not element
        elif parent.tag == f"{DRAW}page":
            return _decorated(parent, frame, styles)
        else:
            continue
        shade = styles.value(family, style, f"{family}-properties", f"{odf.FO}background-color")
        if shade not in (None, "transparent", "#ffffff"):
            return True
    return False


def _decorated(page: etree._Element, frame: etree._Element, styles: odf.Styles) -> bool:
    """Whether a slide has a picture, a filled shape or a background that white letters could stand on."""
    box = _box(frame)
    for image in page.iter(f"{DRAW}image"):
        place = image.getparent()
        if place is not None and (box is None or _overlap(box, _box(place)) > 0):
            return True
    used = {str(value) for e in page.iter() for key, value in e.attrib.items() if str(key).endswith("}style-name")}
    places = [("drawing-page", name) for name in styles.names("drawing-page")]
    places += [("graphic", name) for name in styles.names("graphic") if name in used]
    for family, name in places:
        fill = styles.value(family, name, f"{family}-properties", f"{DRAW}fill")
        colour = styles.value(family, name, f"{family}-properties", f"{DRAW}fill-color")
        if fill not in (None, "none") and not (fill == "solid" and alike(rgb(colour), odf.WHITE)):
            return True
    return False


def _slide_size(trees: list[etree._Element]) -> tuple[float, float]:
    """The largest page size defined, in centimetres; notes pages are among them and no harm."""
    sizes = [
        (_centimetres(e.get(f"{odf.FO}page-width")), _centimetres(e.get(f"{odf.FO}page-height")))
        for tree in trees
        for e in tree.iter(f"{STYLE}page-layout-properties")
    ]
    return max((size[0] for size in sizes), default=0) or 1e9, max((size[1] for size in sizes), default=0) or 1e9


def _centimetres(length: str | None) -> float:
    match = re.fullmatch(r"(-?[0-9.]+)(cm|in|mm|pt)", length or "")
    return float(match[1]) * {"cm": 1, "in": 2.54, "mm": 0.1, "pt": 0.0353}[match[2]] if match else 0.0


def _text(element: etree._Element) -> bool:
    return any(str(text).strip() for text in element.itertext())
