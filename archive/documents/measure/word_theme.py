"""Colours that Word names by the theme of the document."""

from __future__ import annotations

from lxml import etree

from archive.documents.measure.grid import rgb
from archive.documents.readers.word import W

Colour = tuple[int, int, int] | None
_SYSTEM = {"window": (255, 255, 255), "windowText": (0, 0, 0)}
_NAMES = {
    "lt1": ("background1", "light1"),
    "dk1": ("text1", "dark1"),
    "lt2": ("background2", "light2"),
    "dk2": ("text2", "dark2"),
}


def theme_colours(theme: etree._Element | None) -> dict[str, Colour]:
    """Colours by the names that a document uses; those of a plain theme where there is none."""
    found: dict[str, Colour] = {"background1": (255, 255, 255), "light1": (255, 255, 255)}
    for scheme in theme.iter("{*}clrScheme") if theme is not None else ():
        for entry in scheme:
            name = str(entry.tag).rsplit("}", 1)[-1]
            for colour in entry:
                value = _SYSTEM.get(colour.get("val", "")) or rgb(colour.get("lastClr") or colour.get("val"))
                for said in _NAMES.get(name, (name,)):
                    found[said] = value
    return found


def colour_of(element: etree._Element | None, theme: dict[str, Colour]) -> Colour:
    """The colour of letters that an element names; null if it leaves it to the program."""
    if element is None:
        return None
    value = rgb(element.get(f"{W}val"))
    if value is not None and element.get(f"{W}themeColor") is None:
        return value
    tinted = element.get(f"{W}themeShade") or element.get(f"{W}themeTint")
    named = None if tinted else theme.get(element.get(f"{W}themeColor", ""))
    return named or value
