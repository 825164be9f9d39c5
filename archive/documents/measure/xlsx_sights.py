"""What hides a cell's value beside its own style: pale letters within it, conditions, merged cells, shapes on top.

Each is looked for only where the sheet says that it may be there; then cells are gone through one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from archive.documents.measure.xlsx_styles import Styles, change_hides, colour_of
from archive.documents.package import parse_xml

_VALUE = re.compile(rb"<c\b([^>]*?)(?<!/)>(.*?)</c>", re.DOTALL)
_REF = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\bs="([0-9]+)"')
_KIND = re.compile(rb'\bt="(\w+)"')
_V = re.compile(rb"<v[^>]*>([^<]*)</v>")
_SPAN = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_MERGE = re.compile(rb'<mergeCell\b[^>]*\bref="([^"]+)"')
_OLD_RULES = re.compile(rb"<conditionalFormatting\b.*?</conditionalFormatting>", re.DOTALL)
_NEW_RULES = re.compile(rb"<(\w+):conditionalFormatting\b.*?</\1:conditionalFormatting>", re.DOTALL)
_HARMLESS = re.compile(
    r'^\s*(?:NOT\()?\s*(?:IS(?:ERROR|ERR|NA|BLANK|TEXT)\()|^[^=<>]*<?=\s*(?:0|""|FALSE)\s*\)?$|^\s*(?:FALSE|0)\b'
    r"|^\$?[A-Z]+\$?[0-9]+\s*=\s*\$?[A-Z]+\$?[0-9]+$",
    re.IGNORECASE,
)
"""Conditions that pick cells with nothing to hide: errors, blanks, zeros, a label that stands above already."""
_HARMLESS_KINDS = ("containsErrors", "containsBlanks", "dataBar", "iconSet", "colorScale")
_COVERS = re.compile(r"rect|ellipse|round|snip|flowChart|frame|plaque|cube", re.IGNORECASE)
_ROW_HEIGHT, _COLUMN_WIDTH = 190_500, 609_600
Area = tuple[int, int, int, int]


class Value:
    """One filled cell: row and column from 1, style, kind (`n` a number, `s` a shared string …) and its raw value."""

    __slots__ = ("column", "content", "kind", "raw", "row", "style")

    def __init__(self, row: int, column: int, attributes: bytes, content: bytes) -> None:
        self.row, self.column, self.content = row, column, content
        style, kind, raw = _STYLE.search(attributes), _KIND.search(attributes), _V.search(content)
        self.style = int(style[1]) if style else 0
        self.kind = kind[1].decode() if kind else "n"
        self.raw = raw[1].decode("utf-8", "replace") if raw else ""

    @property
    def plain(self) -> bool:
        """Whether there is nothing to hide in it: no value, an error, a zero."""
        return self.kind == "e" or (self.kind != "inlineStr" and self.raw.strip() in ("", "0"))


def values(data: bytes) -> Iterator[Value]:
    """Every cell with content of a sheet in its usual spelling."""
    for match in _VALUE.finditer(data):
        ref = _REF.search(match[1])
        if ref and match[2]:
            yield Value(int(ref[2]), letters(ref[1].decode()), match[1], match[2])


def letters(text: str) -> int:
    """A column's number from its letters."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number


def areas(text: str) -> list[Area]:
    """Ranges such as `A1:B5 D2` as first row, first column, last row, last column."""
    found = []
    for a, b, c, d in _SPAN.findall(text):
        first, last = (int(b), letters(a)), (int(d or b), letters(c or a))
        found.append((first[0], first[1], last[0], last[1]))
    return found


def within(row: int, column: int, among: list[Area]) -> bool:
    """Whether a cell lies in one of the areas."""
    return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in among)


def coloured_strings(data: bytes, styles: Styles) -> dict[int, list]:
    """Numbers of shared strings whose parts have colours of their own, each with those of parts that have words."""
    if b"color" not in data:
        return {}
    found = {}
    for number, item in enumerate(e for e in parse_xml(data) if _is(e, "si")):
        colours = _colours(item, styles)
        if colours:
            found[number] = colours
    return found


def _colours(item: etree._Element, styles: Styles) -> list:
    found = []
    for run in (e for e in item.iter() if _is(e, "r")):
        words = "".join(e.text or "" for e in run.iter() if _is(e, "t"))
        colour = next((colour_of(e, styles.theme) for e in run.iter() if _is(e, "color")), None)
        if words.strip() and colour is not None:
            found.append(colour)
    return found


def pale_cells(data: bytes, coloured: dict[int, list], styles: Styles) -> int:
    """Cells in which letters have the colour that stands behind them."""
    inline = b"<is><r>" in data and b"color" in data
    if not coloured and not inline:
        return 0
    count = 0
    for value in values(data):
        colours = []
        if value.kind == "s" and value.raw.isdigit():
            colours = coloured.get(int(value.raw), [])
        elif value.kind == "inlineStr" and b"color" in value.content:
            colours = _colours(parse_xml(value.content), styles)
        count += any(not styles.shows(value.style, colour) for colour in colours)
    return count


def conditioned_cells(data: bytes, styles: Styles) -> int:
    """Cells that a condition makes unseen, where it can be known to hold or nothing says that it does not."""
    tail = data[data.rfind(b"</sheetData>") :]
    rules = [*_old_rules(tail, styles), *_new_rules(tail, styles)]
    if not rules:
        return 0
    return sum(not value.plain and any(_applies(rule, value, styles) for rule in rules) for value in values(data))


Rule = tuple[list[Area], bool, Callable[[Value], bool]]


def _applies(rule: Rule, value: Value, styles: Styles) -> bool:
    where, by_itself, holds = rule
    if not within(value.row, value.column, where) or not holds(value):
        return False
    return by_itself or not styles.shows(value.style, (255, 255, 255))


def _old_rules(tail: bytes, styles: Styles) -> Iterator[Rule]:
    if not styles.hiding:
        return
    for block in _OLD_RULES.findall(tail):
        element = parse_xml(_bare(block))
        where = areas(element.get("sqref", ""))
        for rule in (e for e in element if _is(e, "cfRule")):
            number = rule.get("dxfId", "")
            if number.isdigit() and int(number) in styles.hiding:
                yield where, styles.hiding[int(number)], _condition(rule)


def _new_rules(tail: bytes, styles: Styles) -> Iterator[Rule]:
    for match in _NEW_RULES.finditer(tail):
        element = parse_xml(_bare(match[0]))
        where = areas(" ".join(e.text or "" for e in element.iter() if _is(e, "sqref")))
        for rule in (e for e in element.iter() if _is(e, "cfRule")):
            change = next((e for e in rule if _is(e, "dxf")), None)
            hides = change_hides(change, styles.theme) if change is not None else None
            if hides is not None:
                yield where, hides, _condition(rule)


def _bare(block: bytes) -> bytes:
    """A fragment without its namespaces, whose declarations stand elsewhere."""
    block = re.sub(rb'\sxmlns(?::\w+)?="[^"]*"', b"", block)
    block = re.sub(rb"<(/?)\w+:", rb"<\1", block)
    return re.sub(rb'(\s)\w+:(\w+=")', rb"\1\2", block)


def _condition(rule: etree._Element) -> Callable[[Value], bool]:
    """Whether the rule holds for a value; true where that can't be worked out."""
    kind = rule.get("type", "")
    formulas = [(e.text or "").strip() for e in rule.iter() if _is(e, "formula") or _is(e, "f")]
    if kind in _HARMLESS_KINDS or (kind == "expression" and formulas and _HARMLESS.search(formulas[0])):
        return lambda _: False
    if kind == "cellIs" and formulas:
        return _comparison(rule.get("operator", ""), formulas)
    return lambda _: True


def _comparison(operator: str, formulas: list[str]) -> Callable[[Value], bool]:
    bounds = [_number(formula) for formula in formulas]

    def holds(value: Value) -> bool:
        number = _number(value.raw) if value.kind == "n" else None
        if number is None or None in bounds:
            return value.kind == "n" or operator not in ("equal", "between") or bounds[0] is None
        first, last = bounds[0] or 0.0, bounds[-1] or 0.0
        return {
            "equal": number == first,
            "notEqual": number != first,
            "greaterThan": number > first,
            "greaterThanOrEqual": number >= first,
            "lessThan": number < first,
            "lessThanOrEqual": number <= first,
            "between": first <= number <= last,
            "notBetween": not first <= number <= last,
        }.get(operator, True)

    return holds


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def merged_away(data: bytes) -> int:
    """Filled cells under a merged one, of which the sheet shows only the first; the same words again hide nothing."""
    merged = _MERGE.findall(data, max(data.rfind(b"</sheetData>"), 0))
    if not merged:
        return 0
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for ref in merged[:5000]:
        for top, left, bottom, right in areas(ref.decode("ascii", "replace")):
            if (bottom - top + 1) * (right - left + 1) <= 2000:
                for row in range(top, bottom + 1):
                    owner.update({(row, column): (top, left) for column in range(left, right + 1)})
    firsts: dict[tuple[int, int], bytes] = {}
    count = 0
    for value in values(data):
        place = (value.row, value.column)
        first = owner.get(place)
        if first == place:
            firsts[place] = value.content
        elif first is not None and not value.plain and value.content != firsts.get(first):
            count += 1
    return count


def covered_cells(drawing: etree._Element, filled: set[tuple[int, int]]) -> int:
    """Filled cells under a wordless shape with a fill, as a box drawn to black something out."""
    boxes = []
    for anchor in drawing:
        shapes = [e for e in anchor.iter() if _is(e, "sp")]
        if len(shapes) == 1 and _opaque(shapes[0]):
            boxes += _anchored(anchor)
    return sum(within(row, column, boxes) for row, column in filled) if boxes else 0


def _opaque(shape: etree._Element) -> bool:
    if any(_is(e, "t") and (e.text or "").strip() for e in shape.iter()):
        return False
    look = next((e for e in shape if _is(e, "spPr")), None)
    if look is None or any(_is(e, "alpha") for e in look.iter()):
        return False
    geometry = next((e.get("prst", "") for e in look if _is(e, "prstGeom")), "rect")
    fills = [str(e.tag).rsplit("}", 1)[-1] for e in look if isinstance(e.tag, str)]
    styled = any(_is(e, "fillRef") and e.get("idx", "0") != "0" for e in shape.iter())
    return bool(_COVERS.search(geometry)) and "noFill" not in fills and ("solidFill" in fills or styled)


def _anchored(anchor: etree._Element) -> list[Area]:
    """The cells an anchored shape lies on, those it only touches at an edge left out."""
    ends = []
    for name in ("from", "to"):
        mark = next((e for e in anchor if _is(e, name)), None)
        numbers = {str(e.tag).rsplit("}", 1)[-1]: int(e.text or "0") for e in mark} if mark is not None else {}
        ends.append(numbers)
    start, end = ends
    if not start:
        return []
    extent = next((e for e in anchor if _is(e, "ext")), None)
    if not end and extent is not None:
        down = int(extent.get("cy", "0")) // _ROW_HEIGHT
        across = int(extent.get("cx", "0")) // _COLUMN_WIDTH
        end = {"row": start.get("row", 0) + down, "col": start.get("col", 0) + across}
    if not end:
        return []
    top = start.get("row", 0) + (start.get("rowOff", 0) > _ROW_HEIGHT // 2)
    left = start.get("col", 0) + (start.get("colOff", 0) > _COLUMN_WIDTH // 2)
    bottom = end["row"] - (end.get("rowOff", _ROW_HEIGHT) < _ROW_HEIGHT // 2)
    right = end["col"] - (end.get("colOff", _COLUMN_WIDTH) < _COLUMN_WIDTH // 2)
    return [(top + 1, left + 1, bottom + 1, right + 1)]


def _is(element: etree._Element, name: str) -> bool:
    return isinstance(element.tag, str) and element.tag.rsplit("}", 1)[-1] == name
