"""Which cell styles of an OOXML workbook show nothing: text in the colour behind it, or a format such as `;;;`."""

from __future__ import annotations

import msgspec
from lxml import etree

from archive.documents.measure.grid import NUMBERS, TEXTS, alike, concealed, indexed, rgb, tinted
from archive.documents.package import Package

WHITE = (255, 255, 255)
_BOTH = frozenset((NUMBERS, TEXTS))
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_SYSTEM = {"window": WHITE, "windowText": (0, 0, 0)}
Colour = tuple[int, int, int] | None


class Unseen(msgspec.Struct, frozen=True):
    """Why a style shows nothing (`format`, `size`, `white` without a fill, `same` as its fill), and of which values."""

    why: str
    values: frozenset[str] = _BOTH


class Styles:
    """A workbook's styles: those that show nothing by number, the colour behind each, conditional ones that hide."""

    def __init__(self, package: Package, main: str) -> None:
        relations = [(kind, target) for kind, target, external in package.relations(main).values() if not external]
        self.theme = _theme(package, next((target for kind, target in relations if kind == "theme"), ""))
        self.unseen: dict[int, Unseen] = {}
        self.behind: list[tuple[bool, Colour]] = []
        self.hiding: dict[int, bool] = {}
        target = next((target for kind, target in relations if kind == "styles"), "")
        if target not in package:
            return
        root = package.xml(target)
        fonts = [_font(element, self.theme) for element in _children(root, "fonts")]
        fills = [_fill(element, self.theme) for element in _children(root, "fills")]
        formats = {element.get("numFmtId"): element.get("formatCode", "") for element in _children(root, "numFmts")}
        for number, style in enumerate(_children(root, "cellXfs")):
            colour, size = _at(fonts, style.get("fontId"), (None, 11.0))
            known, fill = _at(fills, style.get("fillId"), (True, None))
            self.behind.append((known, fill))
            values = concealed(formats.get(style.get("numFmtId"), ""))
            if size <= 1:
                self.unseen[number] = Unseen("size")
            elif known and alike(colour, fill or WHITE):
                self.unseen[number] = Unseen("same" if fill and not alike(fill, WHITE) else "white")
            elif values:
                self.unseen[number] = Unseen("format", values)
        for number, change in enumerate(_children(root, "dxfs")):
            hides = change_hides(change, self.theme)
            if hides is not None:
                self.hiding[number] = hides

    def shows(self, style: int, colour: Colour) -> bool:
        """Whether letters of this colour can be told from what is behind them in a cell of this style."""
        known, fill = self.behind[style] if style < len(self.behind) else (True, None)
        return not (known and alike(colour, fill or WHITE))


def change_hides(change: etree._Element, theme: list[Colour]) -> bool | None:
    """What a conditional format does: true if it hides a cell by itself, false if it does so on a white ground, null
    if it hides nothing."""
    code = next((e.get("formatCode", "") for e in change if _is(e, "numFmt")), "")
    if concealed(code):
        return True
    font = next((e for e in change if _is(e, "font")), None)
    colour = next((colour_of(e, theme) for e in font if _is(e, "color")), None) if font is not None else None
    if colour is None:
        return None
    fill = next((e for e in change if _is(e, "fill")), None)
    grounds = [e for e in fill.iter() if _is(e, "bgColor") or _is(e, "fgColor")] if fill is not None else []
    if grounds:
        shades = [colour_of(ground, theme) for ground in grounds]
        return True if all(alike(colour, shade) for shade in shades) else None
    return False if alike(colour, WHITE) else None


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
    return colour_of(colour, theme) if colour is not None else (0, 0, 0), points


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
    colour = colour_of(next((child for child in pattern if _is(child, "fgColor")), None), theme)
    return colour is not None, colour


def colour_of(element: etree._Element | None, theme: list[Colour]) -> Colour:
    """The colour an element names by value, theme or palette; null if it names none, as `auto` does."""
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
    defaults: dict[str, Colour] = {"lt1": WHITE, "dk1": (0, 0, 0)}
    return [found.get(name, defaults.get(name)) for name in _THEME_ORDER]


def _children(root: etree._Element, name: str) -> list[etree._Element]:
    return [child for parent in root if _is(parent, name) for child in parent if isinstance(child.tag, str)]


def _is(element: etree._Element, name: str) -> bool:
    return isinstance(element.tag, str) and element.tag.rsplit("}", 1)[-1] == name
