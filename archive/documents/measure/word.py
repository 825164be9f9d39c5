"""DOCX: comments, tracked changes, hidden and unseen text, embedded files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property

from lxml import etree

from archive.documents.measure import ooxml, word_places
from archive.documents.measure.grid import alike, rgb
from archive.documents.measure.signal import Signal
from archive.documents.measure.word_theme import colour_of, theme_colours
from archive.documents.opened import OpenedFile
from archive.documents.package import Package
from archive.documents.readers.word import W, is_on, main_part, word_tree

DETECTOR = "docx/2"

_CHANGES = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo", f"{W}cellIns", f"{W}cellDel")
_TEXT = (f"{W}t", f"{W}delText")
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_TINY_HALF_POINTS = 3
_CHANGED = {b"ins", b"del", b"moveFrom", b"moveTo", b"cellIns", b"cellDel"}
_ODD_HEADS = re.compile(rb':type="(?:first|even)"')
_TINY = re.compile(rb':sz \w+:val="[0-3]"')
_LIGHT = re.compile(rb':color [^>]*(?:val="(?:[D-Fd-f][0-9A-Fa-f]){3}"|themeColor="(?:background|light)[12]")')
_BASE = re.compile(rb':basedOn \w+:val="([^"]*)"')
_USED_STYLE = re.compile(rb':[pr]Style \w+:val="([^"]*)"')
_PALE_STYLE = re.compile(
    rb':sz \w+:val="[0-3]"|:color [^>]*(?:val="(?:[D-Fd-f][0-9A-Fa-f]){3}"|themeColor="(?:background|light)[12]")'
)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_STYLED = (f"{W}rStyle", f"{W}pStyle")
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
        root, data = word_tree(package, target), package.read(target, keep=True)
        said = word_places.signs(data)
        for kind, count in _story(root, data, said, styles).items():
            counts[kind, where] += count
        for kind, count in word_places.counts(root, data, said, where == "document").items():
            counts[kind, where] += count
        if where == "glossaryDocument":
            counts["hidden_text", where] += _kept_blocks(root)
    named = {target for _, target, _ in package.relations(main).values()}
    for name in package.names:
        if re.fullmatch(r"word/comments\w*\.xml", name) and name not in named:
            counts["comments", "document"] += bool(_text(word_tree(package, name)).strip())
    if _ODD_HEADS.search(package.read(main, keep=True)):
        counts["hidden_text", "header or footer"] += _unshown_heads(package, main, styles)
    found = [Signal(kind, count, where, DETECTOR) for (kind, where), count in counts.items() if count]
    return found + ooxml.measure(package)


def _unshown_heads(package: Package, main: str, styles: _Styles) -> int:
    """Headers and footers with words of their own that no page shows."""
    relations = package.relations(main)
    shown, unshown = word_places.unshown_heads(word_tree(package, main), styles.even_pages)
    members = [relations[key][1] for key in unshown if key in relations and relations[key][1] in package]
    texts = [_text(word_tree(package, member)).strip() for member in members]
    if not any(texts):
        return 0
    seen = [relations[key][1] for key in shown if key in relations and relations[key][1] in package]
    everything = "\n".join(_text(word_tree(package, member)) for member in (main, *seen))
    return sum(bool(text) and re.search(r"[^\W\d_]", text) is not None and text not in everything for text in texts)


class _Styles:
    """Which styles hide their text, and which (of tables above all) bring a colour behind it; read when needed."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        found = [t for kind, t, out in package.relations(main).values() if kind == "styles" and not out]
        self._members = [member for member in found if member in package]
        self._styles: dict[str, etree._Element] = {}
        relations = package.relations(main).values()
        self._theme = next((t for kind, t, out in relations if kind == "theme" and not out and t in package), "")
        self._settings = next((t for kind, t, out in relations if kind == "settings" and not out and t in package), "")

    @cached_property
    def even_pages(self) -> bool:
        """Whether even pages have headers of their own."""
        data = self._package.read(self._settings) if self._settings else b""
        return re.search(rb':evenAndOddHeaders(?:\s*/|>|\s+\w+:val="(?:1|true|on)")', data) is not None

    @cached_property
    def theme(self) -> dict[str, tuple[int, int, int] | None]:
        """Colours of the theme by the names that Word gives them."""
        return theme_colours(self._package.xml(self._theme) if self._theme else None)

    def said(self, style: str | None, name: str) -> etree._Element | None:
        """A property of letters that a style gives or inherits."""
        if not self._styles:
            for member in self._members:
                for element in word_tree(self._package, member).iter(f"{W}style"):
                    self._styles[element.get(f"{W}styleId", "")] = element
        for _ in range(20):
            element = self._styles.get(style or "")
            if element is None:
                return None
            found = element.find(f"{W}rPr/{W}{name}")
            if found is not None:
                return found
            base = element.find(f"{W}basedOn")
            style = base.get(f"{W}val") if base is not None else None
        return None

    def _block(self, name: str) -> bytes:
        """The XML of a style, found as bytes: most documents use few of the many styles they bring."""
        for member in self._members:
            data = self._package.read(member, keep=True)
            place = data.find(f'styleId="{name}"'.encode())
            if place >= 0:
                return data[place : data.find(b":style>", place)].split(b":tblStylePr", 1)[0]
        return b""

    def odd(self, data: bytes) -> set[str]:
        """Those of the styles a story uses whose letters are hidden, very light or very small."""
        found = set()
        for used in {match.decode("utf-8", "replace") for match in _USED_STYLE.findall(data)}:
            name = used
            for _ in range(20):
                block = self._block(name)
                if b"vanish" in block or _PALE_STYLE.search(block):
                    found.add(used)
                base = _BASE.search(block)
                if used in found or not base:
                    break
                name = base[1].decode("utf-8", "replace")
        return found

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


def _kept_blocks(root: etree._Element) -> int:
    """Building blocks with words, those left out that only ask for something to be typed in."""
    return sum(
        bool(_text(part).strip()) and not any(kind.get(f"{W}val") == "bbPlcHdr" for kind in part.iter(f"{W}type"))
        for part in root.iter(f"{W}docPart")
    )


def _story(root: etree._Element, data: bytes, said: set[bytes], styles: _Styles) -> Counter[str]:
    counts: Counter[str] = Counter()
    backdrop = (b"anchor" in said and b'behindDoc="1"' in data) or b"background" in said
    backdrop = backdrop or (b"pict" in said and b"z-index:-" in data)
    for element in root.iter(*_CHANGES) if said & _CHANGED else ():
        parent = element.getparent()
        formatting = parent is not None and parent.tag in (f"{W}rPr", f"{W}trPr")
        if formatting or _text(element).strip() or element.tag in (f"{W}cellIns", f"{W}cellDel"):
            counts["tracked_changes"] += 1
    for run in _worth_a_look(root, data, said, styles):
        text = "".join(child.text or "" for child in run if child.tag in _TEXT)
        if not text.strip():
            continue
        properties = run.find(f"{W}rPr")
        if _hidden(run, properties, styles):
            counts["hidden_text"] += 1
        else:
            kind = _unseen(run, properties, styles, backdrop)
            if kind:
                counts[kind] += 1
    if b"docPr" in said:
        for shape in root.iter(f"{_DRAWING}docPr"):
            drawing = shape.getparent()
            if shape.get("hidden") in ("1", "true") and drawing is not None and _text(drawing).strip():
                counts["hidden_text"] += 1
    if b"srcRect" in said:
        for crop in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}srcRect"):
            counts["cropped_picture"] += any(crop.get(side, "0") not in ("0", "") for side in ("l", "t", "r", "b"))
    return counts


def _worth_a_look(root: etree._Element, data: bytes, said: set[bytes], styles: _Styles) -> list[etree._Element]:
    """The runs of which a property says that their text may not be seen; most documents have none."""
    tags = []
    if b"vanish" in said:
        tags.append(f"{W}vanish")
    if b"sz" in said and _TINY.search(data):
        tags.append(f"{W}sz")
    if b"highlight" in said:
        tags.append(f"{W}highlight")
    if b"shd" in said or (b"color" in said and _LIGHT.search(data)):
        tags += [f"{W}shd", f"{W}color"]
    odd = styles.odd(data) if said & {b"pStyle", b"rStyle"} else set()
    if odd:
        tags += [f"{W}rStyle", f"{W}pStyle"]
    found: dict[etree._Element, None] = {}
    for element in root.iter(*tags) if tags else ():
        if element.tag in _STYLED and element.get(f"{W}val") not in odd:
            continue
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


def _unseen(run: etree._Element, properties: etree._Element | None, styles: _Styles, backdrop: bool) -> str:
    """The kind of signal of a run whose letters can't be told from what is behind them, or empty."""
    properties = properties if properties is not None else etree.Element(f"{W}rPr")
    size, element = _said(run, properties, styles, "sz"), _said(run, properties, styles, "color")
    if size is not None and size.get(f"{W}val", "22").isdigit() and int(size.get(f"{W}val", "22")) <= _TINY_HALF_POINTS:
        return "hidden_text"
    colour = colour_of(element, styles.theme)
    highlight = properties.find(f"{W}highlight")
    marked = highlight.get(f"{W}val") if highlight is not None else None
    if marked not in (None, "none"):
        if marked == "black":
            return "covered_text" if colour is None or alike(colour, _BLACK) else ""
        return "hidden_text" if marked == "white" and alike(colour, _WHITE) else ""
    shade = properties.find(f"{W}shd")
    if colour is None and shade is not None and alike(_fill(shade), _BLACK):
        return "covered_text"
    behind, known = _behind(run, properties, styles)
    if behind is not None and colour is not None and alike(colour, behind):
        return "covered_text" if alike(behind, _BLACK) else "hidden_text"
    if behind is None and known and not backdrop and alike(colour, _WHITE):
        return "hidden_text"
    return ""


def _said(run: etree._Element, properties: etree._Element, styles: _Styles, name: str) -> etree._Element | None:
    """A property of a run's letters: its own, that of its style, or that of its paragraph's style."""
    own = properties.find(f"{W}{name}")
    if own is not None:
        return own
    style = properties.find(f"{W}rStyle")
    found = styles.said(style.get(f"{W}val"), name) if style is not None else None
    if found is not None:
        return found
    paragraph = next(run.iterancestors(f"{W}p"), None)
    style = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
    return styles.said(style.get(f"{W}val"), name) if style is not None else None


def _fill(shade: etree._Element) -> tuple[int, int, int] | None:
    """The colour that shading puts behind letters."""
    if shade.get(f"{W}val") == "solid":
        return rgb(shade.get(f"{W}color")) or _BLACK
    return rgb(shade.get(f"{W}fill"))


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
            box = _box(parent)
            if box is not None:
                return box, True
            known = known and _clear_box(parent)
    for place in places:
        for style in place:
            if style.tag in (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle") and style.get(f"{W}val") in styles.shaded:
                known = False
        shade = place.find(f"{W}shd")
        if shade is not None:
            fill = _fill(shade)
            if fill is not None:
                return fill, True
            if shade.get(f"{W}themeFill") is not None:
                return None, False
    return None, known


def _box(content: etree._Element) -> tuple[int, int, int] | None:
    """The colour a text box is filled with, if it gives one by value."""
    shape = next(content.iterancestors(f"{word_places.WPS}wsp"), None)
    colour = (
        shape.find(f"{word_places.WPS}spPr/{word_places.A}solidFill/{word_places.A}srgbClr")
        if shape is not None
        else None
    )
    return rgb(colour.get("val")) if colour is not None else None


def _clear_box(content: etree._Element) -> bool:
    """Whether a text box is clear and nothing else is drawn in the story that could stand behind it."""
    shape = next(content.iterancestors(f"{word_places.WPS}wsp"), None)
    if shape is None or shape.find(f"{word_places.WPS}spPr/{word_places.A}noFill") is None:
        return False
    root = content.getroottree().getroot()
    return (
        sum(1 for _ in root.iter(f"{word_places.A}blip", f"{word_places.A}solidFill", f"{word_places.A}gradFill")) == 0
    )


def _text(element: etree._Element) -> str:
    return "".join(child.text or "" for child in element.iter(*_TEXT))
