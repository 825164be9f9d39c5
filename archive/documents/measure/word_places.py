"""Where a Word story keeps words that its pages do not show, beside how the letters look.

Rows and lines of no height, shapes drawn over text or far outside the page, the untaken branches of fields, headers of
pages that there are none of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from archive.documents.measure.grid import alike, rgb
from archive.documents.readers.word import W, is_on

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
V = "{urn:schemas-microsoft-com:vml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TEXT = (f"{W}t", f"{W}delText")
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_FLAT_ROW, _FLAT_LINE = 60, 40
_LEAST_HIGH, _LEAST_WIDE = 90_000, 250_000
_TWIP = 635
_SIGNS = re.compile(
    rb"<\w+:(ins|del|moveFrom|moveTo|cellIns|cellDel|docPr|srcRect|vanish|sz|highlight|shd|color|pStyle|rStyle|hidden"
    rb"|trHeight|spacing|instrText|fldSimple|anchor|background|pict)[ />]"
)
_QUOTED = re.compile(r'"([^"]*)"|\u201c([^\u201d]*)\u201d')
_FIELD = re.compile(
    r"^\s*(IF|SET|ASK|FILLIN|COMMENTS|PRIVATE|ADDIN|DOCVARIABLE|TC|XE)\b(.*)", re.DOTALL | re.IGNORECASE
)
_POINTS = re.compile(r"\b(width|height)\s*:\s*([0-9.]+)pt")
_WORDS = re.compile(r"[^\W\d_]{3,}")


def words_of(element: etree._Element) -> str:
    """The letters of an element, deleted ones among them."""
    return "".join(child.text or "" for child in element.iter(*TEXT))


def signs(data: bytes) -> set[bytes]:
    """The names of elements in a story's XML that say there may be something to look at; most have few of them."""
    return set(_SIGNS.findall(data))


def counts(root: etree._Element, data: bytes, said: set[bytes], body: bool) -> Counter[str]:
    """Signals of a story; shapes on top of text are looked for in the body, where text is to be covered."""
    found: Counter[str] = Counter()
    if said & {b"hidden", b"trHeight"}:
        found["hidden_text"] += sum(bool(words_of(row).strip()) for row in _flat_rows(root))
    if b"spacing" in said and b'lineRule="exact"' in data:
        found["hidden_text"] += sum(bool(words_of(one).strip()) for one in _flat_lines(root))
    if said & {b"instrText", b"fldSimple"}:
        found["hidden_text"] += _field_words(root)
    if b"anchor" in said:
        high, wide = _page(root)
        for anchor in root.iter(f"{WP}anchor"):
            if words_of(anchor).strip():
                found["off_page_text"] += _outside(anchor, wide, high)
            elif body:
                found["covered_text"] += _covers(anchor)
    if b"pict" in said:
        for shape in root.iter(f"{V}rect", f"{V}shape", f"{V}roundrect", f"{V}oval"):
            if words_of(shape).strip():
                found["hidden_text"] += "visibility:hidden" in shape.get("style", "").replace(" ", "")
            elif body:
                found["covered_text"] += _old_cover(shape)
    return found


def _flat_rows(root: etree._Element) -> Iterator[etree._Element]:
    for properties in root.iter(f"{W}trPr"):
        row = properties.getparent()
        height = properties.find(f"{W}trHeight")
        flat = height is not None and height.get(f"{W}hRule") == "exact" and _int(height.get(f"{W}val")) <= _FLAT_ROW
        if row is not None and (flat or is_on(properties.find(f"{W}hidden"))):
            yield row


def _flat_lines(root: etree._Element) -> Iterator[etree._Element]:
    for spacing in root.iter(f"{W}spacing"):
        properties = spacing.getparent()
        if properties is None or properties.tag != f"{W}pPr" or spacing.get(f"{W}lineRule") != "exact":
            continue
        paragraph = properties.getparent()
        if paragraph is not None and 0 < _int(spacing.get(f"{W}line", "240")) <= _FLAT_LINE:
            yield paragraph


def _field_words(root: etree._Element) -> int:
    """Fields with words in their code that the document does not show, as the branch an IF did not take."""
    shown = " ".join(e.text or "" for e in root.iter(f"{W}t"))
    count = 0
    code: list[str] = []
    for element in root.iter(f"{W}instrText", f"{W}fldChar", f"{W}fldSimple"):
        if element.tag == f"{W}instrText":
            code.append(element.text or "")
            continue
        text = element.get(f"{W}instr", "") if element.tag == f"{W}fldSimple" else "".join(code)
        code.clear()
        match = _FIELD.match(text)
        if not match:
            continue
        kind, rest = match[1].upper(), match[2]
        pieces = [rest] if kind in ("PRIVATE", "ADDIN") else [a or b for a, b in _QUOTED.findall(rest)]
        count += any(_WORDS.search(piece) and piece.strip() not in shown for piece in pieces)
    return count


def _page(root: etree._Element) -> tuple[int, int]:
    """Height and width of the largest page in EMU; a large sheet where none is given."""
    sizes = [(_int(e.get(f"{W}h")), _int(e.get(f"{W}w"))) for e in root.iter(f"{W}pgSz")]
    high, wide = max((size[0] for size in sizes), default=0), max((size[1] for size in sizes), default=0)
    return (high or 24_000) * _TWIP, (wide or 24_000) * _TWIP


def _outside(anchor: etree._Element, wide: int, high: int) -> bool:
    extent = anchor.find(f"{WP}extent")
    for name, most, side in (("positionH", wide, "cx"), ("positionV", high, "cy")):
        offset = anchor.find(f"{WP}{name}/{WP}posOffset")
        size = _int(extent.get(side)) if extent is not None else 0
        place = _int(offset.text) if offset is not None else 0
        if place >= most or place + size <= -most or (place + size <= 0 and _from_page(anchor, name)):
            return True
    return False


def _from_page(anchor: etree._Element, name: str) -> bool:
    position = anchor.find(f"{WP}{name}")
    return position is not None and position.get("relativeFrom") == "page"


def _covers(anchor: etree._Element) -> bool:
    """Whether a wordless black or white shape floats in front of the text; an emptied text box is white by nature."""
    if anchor.get("behindDoc") in ("1", "true") or anchor.find(f"{WP}wrapNone") is None:
        return False
    extent = anchor.find(f"{WP}extent")
    if extent is None or _int(extent.get("cy")) < _LEAST_HIGH or _int(extent.get("cx")) < _LEAST_WIDE:
        return False
    emptied = next(anchor.iter(f"{W}txbxContent"), None) is not None
    for look in anchor.iter(f"{WPS}spPr"):
        colour = look.find(f"{A}solidFill/{A}srgbClr")
        theme = look.find(f"{A}solidFill/{A}schemeClr")
        shade = rgb(colour.get("val")) if colour is not None else None
        named = theme.get("val", "") if theme is not None else ""
        if alike(shade, _BLACK) or named in ("tx1", "dk1"):
            return True
        if (alike(shade, _WHITE) or named in ("bg1", "lt1")) and not emptied:
            return True
    return False


def _old_cover(shape: etree._Element) -> bool:
    style = shape.get("style", "").replace(" ", "")
    if "position:absolute" not in style or "z-index:-" in style or shape.get("filled") in ("f", "false", "0"):
        return False
    size = {name: float(value) for name, value in _POINTS.findall(style)}
    if size.get("height", 0) < 7 or size.get("width", 0) < 20 or next(shape.iter(f"{V}imagedata"), None) is not None:
        return False
    colour = shape.get("fillcolor", "").split(" ")[0].lower()
    shade = rgb({"black": "000000", "white": "ffffff"}.get(colour, colour))
    return alike(shade, _BLACK) or alike(shade, _WHITE)


def unshown_heads(root: etree._Element, even_pages: bool) -> tuple[set[str], set[str]]:
    """Relations of headers and footers that pages show, and of those that none does."""
    shown: set[str] = set()
    unshown: set[str] = set()
    for section in root.iter(f"{W}sectPr"):
        first = is_on(section.find(f"{W}titlePg"))
        for reference in section.iter(f"{W}headerReference", f"{W}footerReference"):
            kind = reference.get(f"{W}type", "default")
            seen = kind == "default" or (kind == "first" and first) or (kind == "even" and even_pages)
            (shown if seen else unshown).add(reference.get(f"{R}id", ""))
    return shown, unshown - shown


def _int(text: str | None) -> int:
    try:
        return int(float(text or "0"))
    except ValueError:
        return 0
