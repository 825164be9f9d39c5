"""DOCX: comments, tracked changes, hidden and unseen text, embedded files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property

from lxml import etree

from archive.documents.measure import ooxml
from archive.documents.measure.grid import alike, rgb
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.package import Package
from archive.documents.readers.word import W, is_on, main_part, word_tree

DETECTOR = "docx/1"

_CHANGES = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo", f"{W}cellIns", f"{W}cellDel")
_TEXT = (f"{W}t", f"{W}delText")
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_TINY_HALF_POINTS = 3
_CHANGED = re.compile(rb":(?:ins|del|moveFrom|moveTo|cellIns|cellDel)[ >/]")
_TINY = re.compile(rb':sz \w+:val="[0-3]"')
_LIGHT = re.compile(rb':color [^>]*val="(?:[D-Fd-f][0-9A-Fa-f]){3}"')
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_STORIES = ("header", "footer", "footnotes", "endnotes", "glossaryDocument")


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a document and everything printed with it."""
    package = file.package
    main = main_part(package)
    counts: Counter[tuple[str, str]] = Counter()
    styles = _Styles(package, main)
    stories = [("document", main)]
    for kind, target, external in package.relations(main).values():
        if external or target not in package:
            continue
        if kind in _STORIES:
            stories.append((kind, target))
        elif kind == "comments":
            comments = [e for e in word_tree(package, target).iter(f"{W}comment") if _text(e).strip()]
            counts["comments", "document"] += len(comments)
        elif kind in ("aFChunk", "afChunk"):
            counts["embedded_file", "document"] += 1
    for where, target in stories:
        for kind, count in _story(word_tree(package, target), package.read(target, keep=True), styles).items():
            counts[kind, where] += count
    found = [Signal(kind, count, where, DETECTOR) for (kind, where), count in counts.items() if count]
    return found + ooxml.measure(package)


class _Styles:
    """Which styles hide their text, and which (of tables above all) bring a colour behind it; read when needed."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        found = [t for kind, t, out in package.relations(main).values() if kind == "styles" and not out]
        self._members = [member for member in found if member in package]

    @cached_property
    def hidden(self) -> set[str]:
        """Ids of styles whose text is hidden."""
        if not any(b"vanish" in self._package.read(member, keep=True) for member in self._members):
            return set()
        return self._inherited(lambda style: is_on(style.find(f"{W}rPr/{W}vanish")))

    @cached_property
    def shaded(self) -> set[str]:
        """Ids of styles that bring a colour behind the text."""
        return self._inherited(lambda style: next(style.iter(f"{W}shd"), None) is not None)

    def _inherited(self, says: Callable[[etree._Element], bool]) -> set[str]:
        found: set[str] = set()
        parents: dict[str, str] = {}
        for member in self._members:
            for style in word_tree(self._package, member).iter(f"{W}style"):
                name = style.get(f"{W}styleId", "")
                base = style.find(f"{W}basedOn")
                parents[name] = base.get(f"{W}val", "") if base is not None else ""
                if says(style):
                    found.add(name)
        for name in parents:
            ancestor = name
            for _ in range(20):
                ancestor = parents.get(ancestor, "")
                if ancestor in found:
                    found.add(name)
                    break
        return found


def _story(root: etree._Element, data: bytes, styles: _Styles) -> Counter[str]:
    counts: Counter[str] = Counter()
    for element in root.iter(*_CHANGES) if _CHANGED.search(data) else ():
        parent = element.getparent()
        formatting = parent is not None and parent.tag == f"{W}rPr"
        if formatting or _text(element).strip() or element.tag in (f"{W}cellIns", f"{W}cellDel"):
            counts["tracked_changes"] += 1
    for run in _worth_a_look(root, data, styles):
        text = "".join(child.text or "" for child in run if child.tag in _TEXT)
        if not text.strip():
            continue
        properties = run.find(f"{W}rPr")
        if _hidden(run, properties, styles):
            counts["hidden_text"] += 1
        elif properties is not None:
            kind = _unseen(run, properties, styles)
            if kind:
                counts[kind] += 1
    if b":docPr " in data:
        for shape in root.iter(f"{_DRAWING}docPr"):
            drawing = shape.getparent()
            if shape.get("hidden") in ("1", "true") and drawing is not None and _text(drawing).strip():
                counts["hidden_text"] += 1
    if b":srcRect " in data:
        for crop in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}srcRect"):
            counts["cropped_picture"] += any(crop.get(side, "0") not in ("0", "") for side in ("l", "t", "r", "b"))
    return counts


def _worth_a_look(root: etree._Element, data: bytes, styles: _Styles) -> list[etree._Element]:
    """The runs of which a property says that their text may not be seen; most documents have none."""
    tags = []
    if b"vanish" in data:
        tags.append(f"{W}vanish")
    if _TINY.search(data):
        tags.append(f"{W}sz")
    if b":highlight " in data:
        tags.append(f"{W}highlight")
    if b":shd " in data or _LIGHT.search(data):
        tags += [f"{W}shd", f"{W}color"]
    if (b":pStyle " in data or b":rStyle " in data) and styles.hidden:
        tags += [f"{W}rStyle", f"{W}pStyle"]
    found: dict[etree._Element, None] = {}
    for element in root.iter(*tags) if tags else ():
        owner = element.getparent()
        place = owner.getparent() if owner is not None else None
        if place is None:
            continue
        if place.tag == f"{W}r":
            found[place] = None
        elif place.tag == f"{W}p":
            found.update(dict.fromkeys(place.iter(f"{W}r")))
    return list(found)


def _hidden(run: etree._Element, properties: etree._Element | None, styles: _Styles) -> bool:
    if properties is not None:
        vanish = properties.find(f"{W}vanish")
        if vanish is not None:
            return is_on(vanish)
        style = properties.find(f"{W}rStyle")
        if style is not None and style.get(f"{W}val") in styles.hidden:
            return True
    paragraph = next(run.iterancestors(f"{W}p"), None)
    style = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
    return style is not None and style.get(f"{W}val") in styles.hidden


def _unseen(run: etree._Element, properties: etree._Element, styles: _Styles) -> str:
    """The kind of signal of a run whose letters can't be told from what is behind them, or empty."""
    size = properties.find(f"{W}sz")
    if size is not None and size.get(f"{W}val", "22").isdigit() and int(size.get(f"{W}val", "22")) <= _TINY_HALF_POINTS:
        return "hidden_text"
    element = properties.find(f"{W}color")
    value = element.get(f"{W}val", "auto") if element is not None else "auto"
    themed = element is not None and element.get(f"{W}themeColor") is not None
    colour = rgb(value)
    highlight = properties.find(f"{W}highlight")
    marked = highlight.get(f"{W}val") if highlight is not None else None
    behind, known = _behind(run, properties, styles)
    if marked not in (None, "none"):
        if marked == "black":
            return "covered_text" if colour is None or alike(colour, _BLACK) else ""
        return "hidden_text" if marked == "white" and alike(colour, _WHITE) else ""
    if themed and value == "auto":
        return ""
    if behind is not None and colour is not None and alike(colour, behind):
        return "covered_text" if alike(behind, _BLACK) else "hidden_text"
    if behind is None and known and alike(colour, _WHITE):
        return "hidden_text"
    return ""


def _behind(
    run: etree._Element, properties: etree._Element, styles: _Styles
) -> tuple[tuple[int, int, int] | None, bool]:
    """The colour behind a run (null: none set), and whether that is known for certain."""
    places = [properties]
    known = True
    for parent in run.iterancestors():
        if parent.tag == f"{W}p":
            places += parent.findall(f"{W}pPr")
        elif parent.tag == f"{W}tc":
            places += parent.findall(f"{W}tcPr")
        elif parent.tag == f"{W}tbl":
            places += parent.findall(f"{W}tblPr")
        elif parent.tag == f"{W}txbxContent":
            known = False
    for place in places:
        for style in place:
            if style.tag in (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle") and style.get(f"{W}val") in styles.shaded:
                known = False
        shade = place.find(f"{W}shd")
        if shade is not None:
            fill = rgb(shade.get(f"{W}fill"))
            if shade.get(f"{W}val") == "solid":
                fill = rgb(shade.get(f"{W}color")) or _BLACK
            if fill is not None:
                return fill, True
            if shade.get(f"{W}themeFill") is not None:
                return None, False
    return None, known


def _text(element: etree._Element) -> str:
    return "".join(child.text or "" for child in element.iter(*_TEXT))
