"""Which cell styles of an OOXML workbook show nothing: text in the colour behind it, or a format such as `;;;`."""

from __future__ import annotations

from lxml import etree

from archive.documents.measure.grid import alike, conceals, indexed, rgb, tinted
from archive.documents.package import Package

_WHITE = (255, 255, 255)
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_SYSTEM = {"window": _WHITE, "windowText": (0, 0, 0)}
Colour = tuple[int, int, int] | None


def unseen_styles(package: Package, main: str) -> dict[int, str]:
    """Style number to why it shows nothing: `format`, `white` (white without a fill) or `same` (as its fill)."""
    relations = [(kind, target) for kind, target, external in package.relations(main).values() if not external]
    target = next((target for kind, target in relations if kind == "styles"), "")
    if target not in package:
        return {}
    root = package.xml(target)
    theme = _theme(package, next((target for kind, target in relations if kind == "theme"), ""))
    fonts = [_font(element, theme) for element in _children(root, "fonts")]
    fills = [_fill(element, theme) for element in _children(root, "fills")]
    formats = {element.get("numFmtId"): element.get("formatCode", "") for element in _children(root, "numFmts")}
    found = {}
    for number, style in enumerate(_children(root, "cellXfs")):
        if conceals(formats.get(style.get("numFmtId"), "")):
            found[number] = "format"
            continue
        colour, size = _at(fonts, style.get("fontId"), (None, 11.0))
        known, fill = _at(fills, style.get("fillId"), (True, None))
        if size <= 1:
            found[number] = "size"
        elif known and alike(colour, fill or _WHITE):
            found[number] = "same" if fill and not alike(fill, _WHITE) else "white"
    return found


def _at(items: list, place: str | None, default: tuple) -> tuple:
    number = int(place) if place and place.isdigit() else 0
    return items[number] if number < len(items) else default


def _font(element: etree._Element, theme: list[Colour]) -> tuple[Colour, float]:
    size = next((child.get("val", "11") for child in element if _is(child, "sz")), "11")
    colour = next((child for child in element if _is(child, "color")), None)
    try:
        points = float(size)
    except ValueError:
        points = 11.0
    return _colour(colour, theme), points


def _fill(element: etree._Element, theme: list[Colour]) -> tuple[bool, Colour]:
    """Whether the colour behind the text is known, and which it is (null: none, so that of the page)."""
    pattern = next((child for child in element if _is(child, "patternFill")), None)
    if pattern is None:
        return False, None
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return True, None
    if kind != "solid":
        return False, None
    colour = _colour(next((child for child in pattern if _is(child, "fgColor")), None), theme)
    return colour is not None, colour


def _colour(element: etree._Element | None, theme: list[Colour]) -> Colour:
    if element is None:
        return None
    try:
        tint = float(element.get("tint", "0"))
        if element.get("rgb"):
            return tinted(rgb(element.get("rgb")), tint)
        if element.get("theme"):
            number = int(element.get("theme", "1"))
            return tinted(theme[number], tint) if number < len(theme) else None
        if element.get("indexed"):
            return indexed(int(element.get("indexed", "64")))
    except ValueError:
        return None
    return None


def _theme(package: Package, target: str) -> list[Colour]:
    found: dict[str, Colour] = {}
    if target in package:
        for scheme in (e for e in package.xml(target).iter() if _is(e, "clrScheme")):
            for entry in scheme:
                name = str(entry.tag).rsplit("}", 1)[-1]
                for colour in entry:
                    system = _SYSTEM.get(colour.get("val", ""))
                    found[name] = system or rgb(colour.get("lastClr") or colour.get("val"))
    defaults: dict[str, Colour] = {"lt1": _WHITE, "dk1": (0, 0, 0)}
    return [found.get(name, defaults.get(name)) for name in _THEME_ORDER]


def _children(root: etree._Element, name: str) -> list[etree._Element]:
    return [child for parent in root if _is(parent, name) for child in parent if isinstance(child.tag, str)]


def _is(element: etree._Element, name: str) -> bool:
    return isinstance(element.tag, str) and element.tag.rsplit("}", 1)[-1] == name
