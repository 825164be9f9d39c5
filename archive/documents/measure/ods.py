"""ODS: hidden sheets, rows and columns, filters, unseen and far cells, comments, tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from archive.documents.measure import odf
from archive.documents.measure.grid import COLUMN_GAP, ROW_GAP, SheetFacts, alike, far, headings_alone, rgb
from archive.documents.measure.signal import Signal
from archive.documents.measure.xlsx_sights import Area, areas, within
from archive.documents.opened import OpenedFile
from archive.documents.readers.opendocument import OFFICE, STYLE, TABLE, TEXT

DETECTOR = "ods/2"
NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_STYLE_NAME = f"{TABLE}style-name"
_COLUMN_PROPERTIES = "table-column-properties"
_POINTS = {"in": 72.0, "cm": 28.35, "mm": 2.835, "pt": 1.0}
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_HARMLESS = re.compile(r"is-error|is-no-error|^<?=(?:0|\"\")$|=\s*(?:0|\"\"|FALSE(?:\(\))?)\)$|ISERR|ISNA|ISBLANK")
_LAST = 20_000_000


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a workbook."""
    content, trees = odf.roots(file.package)
    styles = odf.Styles(trees)
    unseen = {name for name in styles.names("table-cell") if styles.unseen("table-cell", name, "table-cell-properties")}
    empty = _empty_formats(trees)
    unseen |= {name for name in styles.names("table-cell") if styles.data_style(name) in empty}
    found: list[Signal] = []
    hidden: set[str] = set()
    cached = 0
    for table in content.iter(f"{TABLE}table"):
        name = table.get(f"{TABLE}name", "")
        if table.find(f"{TABLE}table-source") is not None:
            cached += next(table.iter(f"{TABLE}table-cell"), None) is not None
            continue
        facts = _Sheet(name, table, styles, unseen).facts
        if facts.state != "visible":
            hidden.add(name.casefold())
        found += facts.signals(DETECTOR)
    if cached:
        found.append(Signal("external_link_cache", cached, "workbook", DETECTOR))
    comments = odf.comment_count(content)
    changes = sum(1 for e in content.iter(f"{TABLE}tracked-changes") for _ in e)
    names = sum(
        1
        for element in content.iter(f"{TABLE}named-range", f"{TABLE}named-expression")
        if _sheets(element.get(f"{TABLE}cell-range-address", "") or element.get(f"{TABLE}expression", "")) & hidden
    )
    for kind, count in (("comments", comments), ("tracked_changes", changes), ("hidden_name", names)):
        if count:
            found.append(Signal(kind, count, "workbook", DETECTOR))
    return found + odf.measure(file.package)


def _sheets(address: str) -> set[str]:
    found = re.findall(r"\$?'((?:[^']|'')+)'\.|\$?([\w ]+)\.\$?[A-Z]", address)
    return {(quoted or plain).replace("''", "'").casefold() for quoted, plain in found}


def _empty_formats(trees: list[etree._Element]) -> set[str]:
    """Number formats that show nothing for any value: neither they nor the formats they hand some values on to."""
    silent: set[str] = set()
    handed: dict[str, list[str]] = {}
    for tree in trees:
        for kind in ("number-style", "text-style", "currency-style", "percentage-style"):
            for style in tree.iter(f"{NUMBER}{kind}"):
                name = style.get(f"{STYLE}name", "")
                handed[name] = [e.get(f"{STYLE}apply-style-name", "") for e in style.iter(f"{STYLE}map")]
                shown = [e for e in style if e.tag not in (f"{STYLE}map", f"{STYLE}text-properties")]
                if all(e.tag == f"{NUMBER}text" and not (e.text or "").strip() for e in shown):
                    silent.add(name)
    return {name for name in silent if all(other in silent for other in handed[name])}


class _Sheet:
    """Facts of one sheet: repeated rows and cells are counted by their repeats, only those with content."""

    def __init__(self, name: str, table: etree._Element, styles: odf.Styles, unseen: set[str]) -> None:
        self._styles, self._unseen = styles, unseen
        display = styles.value("table", table.get(_STYLE_NAME), "table-properties", f"{TABLE}display")
        self.facts = SheetFacts(name, "hidden" if display == "false" else "visible")
        self._conditions = list(_conditions(table, unseen))
        hidden_columns: list[tuple[int, int]] = []
        defaults: list[tuple[int, int, str | None]] = []
        place = 0
        for column in table.iter(f"{TABLE}table-column"):
            repeat = _count(column, "number-columns-repeated")
            width = styles.value(
                "table-column", column.get(_STYLE_NAME), "table-column-properties", f"{STYLE}column-width"
            )
            shut = any(
                group.get(f"{TABLE}display") == "false" for group in column.iterancestors(f"{TABLE}table-column-group")
            )
            if shut or column.get(f"{TABLE}visibility") in ("collapse", "filter") or _nothing(width, 3):
                hidden_columns.append((place, place + repeat - 1))
            defaults.append((place, place + repeat - 1, column.get(f"{TABLE}default-cell-style-name")))
            place += repeat
        self._defaults = defaults
        self._places: set[tuple[int, int]] = set()
        self._white_cells: set[tuple[int, int]] = set()
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        number = 0
        for row in table.iter(f"{TABLE}table-row"):
            repeat = _count(row, "number-rows-repeated")
            if self._row(row, number):
                last = number + min(repeat, 2000) - 1
                self._rows.update((number, last))
            number = min(number + repeat, _LAST)
        facts = self.facts
        if not headings_alone(self._white_cells, self._places):
            facts.unseen_cells += len(self._white_cells)
        facts.hidden_columns = sum(any(a <= column <= b for a, b in hidden_columns) for column in self._columns)
        facts.far_cells = max(len(far(self._rows, ROW_GAP)), len(far(self._columns, COLUMN_GAP)))

    def _row(self, row: etree._Element, number: int) -> bool:
        place, filled = 0, False
        row_style = row.get(f"{TABLE}default-cell-style-name")
        for cell in row:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            repeat = _count(cell, "number-columns-repeated")
            if any(child.tag != f"{OFFICE}annotation" and _has_text(child) for child in cell):
                filled = True
                self.facts.filled += 1
                self._columns.update((place, place + min(repeat, 1000) - 1))
                style = cell.get(_STYLE_NAME) or row_style or self._default(place)
                self._places.add((number, place))
                if style in self._unseen and self._white(style):
                    self._white_cells.add((number, place))
                else:
                    self.facts.unseen_cells += (
                        style in self._unseen or self._pale(cell, style) or self._conditioned(number, place, cell)
                    )
            elif cell.get(f"{OFFICE}value") is not None or cell.get(f"{OFFICE}string-value"):
                filled = True
                self.facts.filled += 1
                self._columns.add(place)
                self.facts.unseen_cells += cell.find(f"{TEXT}p") is not None and not _zero(cell)
            place += repeat
        visibility = row.get(f"{TABLE}visibility")
        height = self._styles.value("table-row", row.get(_STYLE_NAME), "table-row-properties", f"{STYLE}row-height")
        shut = any(group.get(f"{TABLE}display") == "false" for group in row.iterancestors(f"{TABLE}table-row-group"))
        if filled and (visibility in ("collapse", "filter") or _nothing(height, 1) or shut):
            self.facts.hidden_rows += 1
            self.facts.filtered = self.facts.filtered or visibility == "filter"
        return filled

    def _white(self, style: str | None) -> bool:
        """Whether a style's letters are white and nothing is behind them."""
        behind = self._styles.value("table-cell", style, "table-cell-properties", f"{odf.FO}background-color")
        colour = self._styles.value("table-cell", style, "text-properties", f"{odf.FO}color")
        return behind in (None, "transparent") and alike(rgb(colour), odf.WHITE)

    def _conditioned(self, number: int, place: int, cell: etree._Element) -> bool:
        """Whether a condition that may hold makes the cell unseen."""
        return (
            bool(self._conditions)
            and not _zero(cell)
            and any(within(number + 1, place + 1, a) for a in self._conditions)
        )

    def _pale(self, cell: etree._Element, style: str | None) -> bool:
        """Whether letters within the cell have the colour that stands behind them."""
        behind = self._styles.value("table-cell", style, "table-cell-properties", f"{odf.FO}background-color")
        ground = odf.WHITE if behind in (None, "transparent") else rgb(behind)
        for span in (span for paragraph in cell.findall(f"{TEXT}p") for span in paragraph.iter(f"{TEXT}span")):
            colour = self._styles.value("text", span.get(f"{TEXT}style-name"), "text-properties", f"{odf.FO}color")
            if colour is not None and alike(rgb(colour), ground) and _has_text(span):
                return True
        return False

    def _default(self, place: int) -> str | None:
        return next((style for first, last, style in self._defaults if first <= place <= last), None)


def _conditions(table: etree._Element, unseen: set[str]) -> Iterator[list[Area]]:
    """Where a condition gives cells a style that shows nothing; conditions that pick errors, blanks or zeros do not."""
    for block in table.iter(f"{_CALC}conditional-format"):
        for rule in block.iter(f"{_CALC}condition"):
            style = rule.get(f"{_CALC}apply-style-name", "")
            if odf.spelt(style) in unseen and not _HARMLESS.search(rule.get(f"{_CALC}value", "")):
                spans = re.sub(
                    r"(?:'[^']*'|[^\s:.'$]+)\.", "", block.get(f"{_CALC}target-range-address", "").replace("$", "")
                )
                yield areas(spans)


def _zero(cell: etree._Element) -> bool:
    """Whether a cell's value is nought, which accounts leave out."""
    value = cell.get(f"{OFFICE}value", "")
    return value.strip("-0.") == "" and value != ""


def _nothing(length: str | None, least: float) -> bool:
    """Whether a length is less than so many points."""
    match = re.fullmatch(r"([0-9.]+)(in|cm|mm|pt)", length or "")
    return match is not None and float(match[1]) * _POINTS[match[2]] < least


def _has_text(element: etree._Element) -> bool:
    return any(str(text).strip() for text in element.itertext())


def _count(element: etree._Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    return max(int(text), 1) if text.isdigit() else 1
