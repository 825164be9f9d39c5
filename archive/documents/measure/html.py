"""HTML: elements with text that a browser does not show, and comments in the code."""

from __future__ import annotations

import re

from lxml import etree

from archive.documents.measure.grid import alike, rgb
from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.readers.html import tree

DETECTOR = "html/2"

_GONE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|font-size\s*:\s*[01](?:px|pt)?\s*(?:;|$|!)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)|(?:left|top|text-indent)\s*:\s*-[0-9]{4,}",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*(#[0-9a-f]{3,8}|white|black)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*(#[0-9a-f]{3,8}|white|black)", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:background(?:-color)?|mso-pattern)\s*:", re.IGNORECASE)
_NAMES = {"white": "FFFFFF", "black": "000000"}
_NO_TEXT = frozenset(["script", "style", "template", "noscript", "svg", "head", "option", "input"])
_RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
_SECTION = re.compile(r"<x:(?:Visible|WorksheetHidden)>\s*(?:SheetHidden|SheetVeryHidden)", re.IGNORECASE)


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a page."""
    root = tree(file)
    if root is None:
        return []
    found = []
    style = "\n".join(element.text or "" for element in root.iter("style"))
    gone = {name for name, body in _RULE.findall(style) if _GONE.search(body)}
    hidden = sum(1 for element in root.iter() if _hides(element, gone) and _own_text(element))
    rules = dict(_RULE.findall(style))
    shown = [element for element in root.iter() if isinstance(element.tag, str) and element.tag not in _NO_TEXT]
    white = sum(1 for element in shown if _white(element, rules) and _own_text(element))
    if hidden or white:
        found.append(Signal("hidden_text", hidden + white, "page", DETECTOR))
    covered = sum(1 for element in shown if _blacked(element, rules) and _own_text(element))
    if covered:
        found.append(Signal("covered_text", covered, "page", DETECTOR))
    comments = [
        c for c in root.iter(etree.Comment) if len((c.text or "").strip()) > 40 and "[if " not in (c.text or "")
    ]
    if comments:
        found.append(Signal("markup_comments", len(comments), "page", DETECTOR))
    if _SECTION.search(file.text or ""):
        found.append(Signal("hidden_sheet", 1, "page", DETECTOR))
    return found


def _hides(element: etree._Element, gone: set[str]) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NO_TEXT:
        return False
    if "hidden" in element.attrib or (element.tag == "input" and element.get("type") == "hidden"):
        return True
    if _GONE.search(element.get("style", "")):
        return True
    return bool(gone.intersection(element.get("class", "").split()))


def _own_text(element: etree._Element) -> bool:
    return any(
        str(text).strip()
        for child in element.iter()
        if isinstance(child.tag, str) and child.tag not in _NO_TEXT
        for text in ([child.text] if child is element else [child.text, child.tail])
        if text
    )


def _style(element: etree._Element, rules: dict[str, str]) -> str:
    """What an element's classes and its own style say of it, the style last."""
    said = [rules[name] for name in element.get("class", "").split() if name in rules]
    return ";".join([*said, element.get("style", "")])


def _white(element: etree._Element, rules: dict[str, str]) -> bool:
    """Whether an element makes its letters white where no colour is set behind them."""
    found = _COLOUR.findall(_style(element, rules))
    value = found[-1].lower() if found else (element.get("color", "") if element.tag == "font" else "")
    if not value or not alike(_shade(value), (255, 255, 255)):
        return False
    return not any(
        _BACKGROUND.search(_style(place, rules))
        or place.get("bgcolor")
        or any(name not in rules for name in place.get("class", "").split())
        for place in (element, *element.iterancestors())
    )


def _blacked(element: etree._Element, rules: dict[str, str]) -> bool:
    """Whether an element puts black behind letters that nothing makes any other colour."""
    ground = _GROUND.findall(_style(element, rules))
    if not ground or not alike(_shade(ground[-1].lower()), (0, 0, 0)):
        return False
    for place in (element, *element.iterancestors()):
        colours = [*_COLOUR.findall(_style(place, rules)), *filter(None, (place.get("color"), place.get("text")))]
        if any(not alike(_shade(colour.lower()), (0, 0, 0)) for colour in colours):
            return False
        if any(name not in rules for name in place.get("class", "").split()):
            return False
    inside = [child for child in element.iter() if child is not element and isinstance(child.tag, str)]
    return not any(_COLOUR.search(_style(child, rules)) or child.get("color") for child in inside)


def _shade(value: str) -> tuple[int, int, int] | None:
    digits = _NAMES.get(value, value.lstrip("#"))
    return rgb("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)
