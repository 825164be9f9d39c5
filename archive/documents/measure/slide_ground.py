"""What stands behind and in front of the text of a slide, by the boxes of its shapes in the order they are drawn."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml import etree

from archive.documents.measure.grid import alike, rgb
from archive.documents.package import Package
from archive.documents.readers.slides import A, P

WHITE = (255, 255, 255)
Colour = tuple[int, int, int] | None
Box = tuple[float, float, float, float]
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_SYSTEM = {"window": WHITE, "windowText": (0, 0, 0)}
_SCHEME = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_TINY = 150
_SHAPES = (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}cxnSp")


class Placed(msgspec.Struct):
    """A shape with its box (left, top, right, bottom; null if the layout gives it) and what it is filled with.

    `filled`: something stands behind its letters or, without words, in front of others. `colour`: which, if known.
    """

    shape: etree._Element
    box: Box | None
    filled: bool
    colour: Colour
    hidden: bool


class Ground:
    """A slide's background and theme, from itself, its layout or its master."""

    def __init__(self, package: Package, slide: str) -> None:
        self.theme: dict[str, Colour] = {}
        self.decorated = False
        self._colour: Colour = WHITE
        self._known = True
        settled = False
        name = slide
        for kind in ("slideLayout", "slideMaster", "theme"):
            root = package.xml(name)
            if not settled:
                settled = self._background(root)
            if name != slide:
                self.decorated = self.decorated or _draws(root)
            name = next(
                (t for k, t, out in package.relations(name).values() if k == kind and not out and t in package), ""
            )
            if not name:
                break
        else:
            self.theme = _theme(package.xml(name))
        if self._scheme is not None:
            self._colour = self.colour(self._scheme)
            self._known = self._colour is not None

    _scheme: etree._Element | None = None

    @property
    def white(self) -> bool:
        """Whether the slide is known to be white where nothing is drawn."""
        return self._known and alike(self._colour, WHITE) and not self.decorated

    def _background(self, root: etree._Element) -> bool:
        ground = next(root.iter(f"{P}bg"), None)
        if ground is None:
            return False
        colour = ground.find(f"{P}bgPr/{A}solidFill")
        reference = ground.find(f"{P}bgRef")
        self._known = False
        if colour is not None:
            self._scheme = colour
        elif reference is not None and reference.get("idx") in ("1001", "0"):
            self._scheme = reference
        return True

    def colour(self, fill: etree._Element | None) -> Colour:
        """The colour a fill names by value or theme; null if it is changed or none."""
        if fill is None:
            return None
        for entry in fill:
            if any(str(change.tag).endswith(("}lumMod", "}lumOff", "}shade", "}tint")) for change in entry):
                return None
            if entry.tag == f"{A}srgbClr":
                return rgb(entry.get("val"))
            if entry.tag == f"{A}sysClr":
                return _SYSTEM.get(entry.get("val", "")) or rgb(entry.get("lastClr"))
            if entry.tag == f"{A}schemeClr":
                name = entry.get("val", "")
                plain: dict[str, Colour] = {"lt1": WHITE, "dk1": (0, 0, 0)}
                return self.theme.get(_SCHEME.get(name, name), plain.get(_SCHEME.get(name, name)))
        return None

    def shapes(self, root: etree._Element) -> list[Placed]:
        """The slide's shapes from the back to the front, those of groups where they stand on the slide."""
        tree = next(root.iter(f"{P}spTree"), None)
        return list(self._shapes(tree, (1, 0, 1, 0), False)) if tree is not None else []

    def _shapes(self, group: etree._Element, move: Box, hidden: bool) -> Iterator[Placed]:
        for shape in group:
            gone = hidden or next((e.get("hidden") for e in shape.iter(f"{P}cNvPr")), "") in ("1", "true")
            if shape.tag == f"{P}grpSp":
                yield from self._shapes(shape, _moved(shape, move), gone)
            elif shape.tag in _SHAPES:
                look = shape.find(f"{P}spPr")
                fill = look.find(f"{A}solidFill") if look is not None else None
                yield Placed(shape, _box(shape, move), _filled(shape), self.colour(fill), gone)
            elif str(shape.tag).endswith("}AlternateContent"):
                for choice in list(shape)[:1]:
                    yield from self._shapes(choice, move, gone)


def tiny(shape: etree._Element) -> bool:
    """Whether words of a shape are too small to be seen."""
    return any(_said(run) and _int(run.get("sz"), 1800) <= _TINY for run in shape.iter(f"{A}rPr"))


def runs(shape: etree._Element) -> Iterator[etree._Element]:
    """The properties of runs with words that name a colour."""
    for run in shape.iter(f"{A}rPr"):
        if _said(run) and run.find(f"{A}solidFill") is not None:
            yield run.find(f"{A}solidFill")


def clear(fill: etree._Element) -> bool:
    """Whether a colour is all but see-through."""
    return any(_int(alpha.get("val"), 100_000) < 5_000 for alpha in fill.iter(f"{A}alpha"))


def overlap(one: Box, other: Box) -> float:
    """The share of a box that another covers."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    area = max((one[2] - one[0]) * (one[3] - one[1]), 1.0)
    return wide * high / area if wide > 0 and high > 0 else 0.0


def _said(run: etree._Element) -> bool:
    owner = run.getparent()
    return owner is not None and any((e.text or "").strip() for e in owner.iter(f"{A}t"))


def _filled(shape: etree._Element) -> bool:
    if shape.tag in (f"{P}pic", f"{P}graphicFrame"):
        return True
    look = shape.find(f"{P}spPr")
    if look is not None and look.find(f"{A}noFill") is not None:
        return False
    if look is not None and any(look.find(f"{A}{kind}") is not None for kind in _FILLS):
        return True
    reference = shape.find(f"{P}style/{A}fillRef")
    return reference is not None and reference.get("idx", "0") != "0"


def _draws(root: etree._Element) -> bool:
    """Whether a layout or master has pictures or filled shapes of its own."""
    return any(
        shape.tag == f"{P}pic" or (_filled(shape) and shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None)
        for shape in root.iter(f"{P}sp", f"{P}pic")
    )


def _box(shape: etree._Element, move: Box) -> Box | None:
    place = next((e for e in shape.iter(f"{A}xfrm", f"{P}xfrm")), None)
    if place is None:
        return None
    corner, extent = place.find(f"{A}off"), place.find(f"{A}ext")
    if corner is None or extent is None:
        return None
    wide, left, high, top = move
    x, y = _int(corner.get("x")) * wide + left, _int(corner.get("y")) * high + top
    return x, y, x + _int(extent.get("cx")) * wide, y + _int(extent.get("cy")) * high


def _moved(group: etree._Element, move: Box) -> Box:
    """How places inside a group become places on the slide: factor and shift across, factor and shift down."""
    place = group.find(f"{P}grpSpPr/{A}xfrm")
    parts = [place.find(f"{A}{name}") if place is not None else None for name in ("off", "ext", "chOff", "chExt")]
    if any(part is None for part in parts):
        return move
    off, ext, inner, inner_ext = ([_int(value) for value in part.attrib.values()] for part in parts if part is not None)
    across = ext[0] / inner_ext[0] if inner_ext[0] else 1.0
    down = ext[1] / inner_ext[1] if inner_ext[1] else 1.0
    wide, left, high, top = move
    return (
        wide * across,
        left + wide * (off[0] - inner[0] * across),
        high * down,
        top + high * (off[1] - inner[1] * down),
    )


def _theme(root: etree._Element) -> dict[str, Colour]:
    found: dict[str, Colour] = {}
    for scheme in root.iter(f"{A}clrScheme"):
        for entry in scheme:
            for colour in entry:
                value = _SYSTEM.get(colour.get("val", "")) or rgb(colour.get("lastClr") or colour.get("val"))
                found[str(entry.tag).rsplit("}", 1)[-1]] = value
    return found


def _int(text: str | None, default: int = 0) -> int:
    try:
        return int(float(text)) if text else default
    except ValueError:
        return default
