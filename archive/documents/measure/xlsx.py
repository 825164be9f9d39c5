"""Workbooks in OOXML, measured on the bytes of each sheet.

A sheet of a hundred thousand cells is looked through by regular expressions, because building its tree would cost more
than reading it. Workbook, styles and the small parts are read as XML. Cells are walked one by one only in sheets where
something (a hidden row, a style that shows nothing) says that it is worth it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from lxml import etree

from archive.documents.measure import ooxml, xlsx_sights
from archive.documents.measure.grid import COLUMN_GAP, NUMBERS, ROW_GAP, TEXTS, SheetFacts, far, headings_alone
from archive.documents.measure.signal import Signal
from archive.documents.measure.xlsx_styles import Styles, Unseen
from archive.documents.opened import OpenedFile
from archive.documents.package import Package, parse_xml
from archive.documents.problems import corrupt
from archive.documents.readers.spreadsheet import column

DETECTOR = "xlsx/2"

_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_ROW = re.compile(rb"<row\b([^>]*)>")
_ANY_HIDDEN = re.compile(rb'<row [^>]*?(?:hidden="(?:1|true)"|\bht="0?(?:\.[0-9]*)?")')
_CELL = re.compile(rb"<c\b([^>]*)>")
_REF = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\bs="([0-9]+)"')
_NUMBER = re.compile(rb'\br="([0-9]+)"')
_HEIGHT = re.compile(rb'\bht="([0-9.]+)"')
_SHARED = re.compile(rb't="s"[^>]*><v>([0-9]+)<')
_FILTER = re.compile(rb"<(?:\w+:)?filterColumn\b")
_NO_WIDTH = re.compile(rb'<sheetFormatPr\b[^>]*\bdefaultColWidth="0(?:\.[0-3][0-9]*)?"')
_COLS = re.compile(rb"<cols>.*?</cols>", re.DOTALL)
_PREFIX = re.compile(rb"<(/?)\w+:(worksheet|sheetData|row|cols|col|c|v|is|t|f|filterColumn|sheetFormatPr)\b")
_QUOTED = re.compile(r"'((?:[^']|'')+)'!|([\w.]+)!")
_CONSTANTS = re.compile(r'=?\{[^}]*"[^"]{2,}"[^}]*"[^"]{2,}"')
_SPACED = re.compile(rb">\s+<(?:sheetData|row|c)\b")
_BETWEEN = re.compile(rb">\s+<")
_DRAWN = re.compile(rb"<(?:\w+:)?(?:drawing|legacyDrawing|picture|oleObjects|controls)\b")
_BUILT_IN = ("_xlnm.", "_xlfn", "_xlpm", "_xleta", "_xlcn", "_xlws")


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a workbook: its sheets, its names, and the caches it carries."""
    return Workbook(file.package, file.wide).signals()


class Workbook:
    """A workbook's parts, found by relationship."""

    def __init__(self, package: Package, wide: dict[str, set[bytes]]) -> None:
        self.package, self._wide = package, wide
        relations = package.relations("").values()
        self.main = next(
            (target for kind, target, external in relations if kind == "officeDocument" and not external),
            "xl/workbook.xml",
        )
        if self.main not in package:
            raise corrupt("the workbook has no main part")
        self.root = package.xml(self.main)
        self.used: set[bytes] = set()

    @cached_property
    def sheets(self) -> list[tuple[str, str, str]]:
        """Name, state (visible, hidden, very_hidden) and member name of each sheet, orphaned sheets last."""
        relations = self.package.relations(self.main)
        found, seen = [], set()
        for element in _named(self.root, "sheet"):
            key = next((value for name, value in element.attrib.items() if str(name).endswith("}id")), "")
            _, target, external = relations.get(str(key), ("", "", True))
            state = {"hidden": "hidden", "veryHidden": "very_hidden"}.get(element.get("state", ""), "visible")
            if not external and target in self.package:
                found.append((element.get("name", ""), state, target))
                seen.add(target)
        if any(view.get("visibility") in ("hidden", "veryHidden") for view in _named(self.root, "workbookView")):
            found = [(name, "hidden" if state == "visible" else state, target) for name, state, target in found]
        for name in self.package.names:
            if re.search(r"/(work|chart|dialog)sheets/[^/]+\.xml$", name) and name not in seen:
                found.append((f"a sheet outside the workbook ({len(found) + 1})", "very_hidden", name))
        return found

    def signals(self) -> list[Signal]:
        """Every signal of the workbook."""
        found: list[Signal] = []
        if not self.sheets:
            raise corrupt("the workbook names no sheet")
        styles = Styles(self.package, self.main)
        coloured = xlsx_sights.coloured_strings(self._strings, styles)
        for name, state, member in self.sheets:
            data = self._bytes(member)
            facts = sheet_facts(
                name,
                state,
                data,
                styles.unseen,
                self._table_headers(member),
                self._filtered(member, data),
                self._wide.get(member) != set(),
            )
            facts.unseen_cells += xlsx_sights.pale_cells(data, coloured, styles)
            facts.unseen_cells += xlsx_sights.conditioned_cells(data, styles)
            facts.unseen_cells += xlsx_sights.merged_away(data)
            found += facts.signals(DETECTOR)
            found += self._covered(name, member, data)
            self.used.update(_SHARED.findall(data))
        found += self._orphan_strings()
        found += self._names()
        found += part_signals(self.package, [name for name, _, _ in self.sheets], DETECTOR)
        return found + ooxml.measure(self.package)

    def _bytes(self, member: str) -> bytes:
        """A sheet's XML in the one spelling that the expressions know: double quotes, no namespace prefix."""
        data = self.package.read(member, keep=True)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or re.search(rb"<[^>\"]*='[^>]*>", data[:65536]):
            data = etree.tostring(parse_xml(data))
        if _PREFIX.search(data[:65536]):
            data = _PREFIX.sub(rb"<\1\2", data)
        return _BETWEEN.sub(b"><", data) if _SPACED.search(data[:65536]) else data

    def _covered(self, name: str, member: str, data: bytes) -> list[Signal]:
        count = 0
        for kind, target, external in self.package.relations(member).values():
            if kind == "drawing" and not external and target in self.package:
                drawing = self.package.read(target)
                if b":sp>" in drawing or b":sp " in drawing:
                    filled = {(value.row, value.column) for value in xlsx_sights.values(data)}
                    count += xlsx_sights.covered_cells(parse_xml(drawing), filled)
        return [Signal("covered_text", count, name, DETECTOR)] if count else []

    def _filtered(self, member: str, data: bytes) -> bool:
        if b"<filterColumn" in data[data.rfind(b"</sheetData>") :]:
            return True
        return any(
            kind == "table" and not external and target in self.package and _FILTER.search(self.package.read(target))
            for kind, target, external in self.package.relations(member).values()
        )

    def _table_headers(self, member: str) -> list[tuple[int, int, int]]:
        """Header rows of styled tables as (row, first column, last column): the table's style may give them a fill."""
        found = []
        for kind, target, external in self.package.relations(member).values():
            if kind != "table" or external or target not in self.package:
                continue
            root = self.package.xml(target)
            span = re.fullmatch(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)", root.get("ref", ""))
            if span and root.get("headerRowCount", "1") != "0" and any(True for _ in _named(root, "tableStyleInfo")):
                found.append((int(span[2]), column(span[1].encode()), column(span[3].encode())))
        return found

    @cached_property
    def _strings(self) -> bytes:
        """The shared strings' XML, empty if there is none."""
        relations = self.package.relations(self.main).values()
        target = next((t for kind, t, out in relations if kind == "sharedStrings" and not out), "")
        return self.package.read(target) if target in self.package else b""

    def _orphan_strings(self) -> list[Signal]:
        data = self._strings
        count = len(re.findall(rb"<(?:\w+:)?si\b", data))
        if count <= len(self.used):
            return []
        items = list(_named(parse_xml(data), "si"))
        used = {int(number) for number in self.used}
        orphans = [
            place
            for place, item in enumerate(items)
            if place not in used and "".join(str(text) for text in item.itertext()).strip()
        ]
        return [Signal("orphan_strings", len(orphans), "shared strings", DETECTOR)] if orphans else []

    def _names(self) -> list[Signal]:
        hidden = {name.casefold() for name, state, _ in self.sheets if state != "visible"}
        counts = 0
        links = 0
        for element in _named(self.root, "definedName"):
            name, refers = element.get("name", ""), element.text or ""
            if name.startswith(_BUILT_IN) and not name.startswith("_xlnm.Print"):
                continue
            places = {(a or b).replace("''", "'").casefold() for a, b in _QUOTED.findall(refers)}
            out_of_sight = element.get("hidden") in ("1", "true")
            if (
                places & hidden
                or _CONSTANTS.match(refers)
                or (out_of_sight and re.search(r'"[^"]{2,}"|[!\[]', refers) and "#REF!" not in refers)
            ):
                counts += 1
            if "[" in refers:
                links += 1
        found = [Signal("hidden_name", counts, "defined names", DETECTOR)] if counts else []
        return found + ([Signal("external_link", links, "defined names", DETECTOR)] if links else [])


def part_signals(package: Package, sheets: Sequence[str], detector: str) -> list[Signal]:
    """Signals of the parts beside the sheets: comments, caches, revisions, charts, drawings."""
    counts: Counter[str] = Counter()
    for name in package.names:
        lower = name.lower()
        if "/_rels/" in lower or lower.startswith("xl/worksheets/"):
            continue
        base = lower.rsplit("/", 1)[-1]
        binary = lower.endswith(".bin")
        if base.startswith("comment") or "/threadedcomments/" in lower:
            comments = len(re.findall(rb"<(?:\w+:)?(?:threadedC|c)omment\b", package.read(name)))
            counts["comments"] += comments or int(binary)
        elif "/pivotcache/" in lower:
            counts["pivot_cache"] += _cached_items(package.read(name), binary)
        elif lower.startswith("xl/model/") or base == "item.data":
            counts["data_model"] += 1
        elif "/externallinks/" in lower:
            data = package.read(name)
            cells = int(len(data) > 200) if binary else len(re.findall(rb"<(?:\w+:)?v>[^<]", data))
            counts["external_link_cache" if cells else "external_link"] += cells or 1
        elif base.startswith("connections.") or "/querytables/" in lower:
            counts["query_cache"] += 1
        elif "/revisions/" in lower and base.startswith("revisionlog"):
            counts["tracked_changes"] += 1
        elif "/charts/chart" in lower and lower.endswith(".xml"):
            counts["chart_cache"] += _foreign_series(package.read(name), sheets)
        elif "/drawings/drawing" in lower and lower.endswith(".xml"):
            counts["hidden_text"] += hidden_shapes(package.read(name))
        elif "/customdata/" in lower:
            counts["custom_data"] += 1
    return [Signal(kind, number, "workbook", detector) for kind, number in counts.items() if number]


def _cached_items(data: bytes, binary: bool) -> int:
    if binary:
        return int(len(data) > 100)
    return len(re.findall(rb"<(?:\w+:)?(?:s|n|d|x|b|r)\b", data))


def _foreign_series(data: bytes, sheets: Sequence[str]) -> int:
    """Series of a chart whose values come from a sheet that is not in the workbook."""
    known = {sheet.casefold() for sheet in sheets}
    foreign = 0
    for formula in re.findall(rb"<(?:\w+:)?f>([^<]+)<", data):
        text = formula.decode("utf-8", "replace").replace("&apos;", "'").replace("&amp;", "&")
        places = {(a or b).replace("''", "'").casefold() for a, b in _QUOTED.findall(text)}
        foreign += bool("[" in text or (places and not places & known) or "#REF" in text)
    return foreign


def hidden_shapes(data: bytes) -> int:
    """Drawing shapes marked as hidden in a drawing that has any text."""
    if not re.search(rb"<a:t>[^<]", data):
        return 0
    return len(re.findall(rb"<\w+:(?:cNvPr|docPr)\b[^>]*\bhidden=\"(?:1|true)\"", data))


def sheet_facts(
    name: str,
    state: str,
    data: bytes,
    unseen: dict[int, Unseen],
    headers: list[tuple[int, int, int]],
    filtered: bool,
    wide: bool = True,
) -> SheetFacts:
    """Facts of one sheet's XML. `unseen` maps styles that show nothing to the reason."""
    facts = SheetFacts(name, state, filtered=filtered)
    facts.filled = int(b"<v>" in data or b"<is>" in data or b"<f>" in data or b"<v " in data)
    if not facts.filled:
        facts.filled = int(state != "visible" and _DRAWN.search(data) is not None)
        return facts
    hidden = _hidden_columns(data)
    if hidden or wide or _gaps(data):
        _places(facts, [(row, place) for row, place, _, _, content in walk(data) if content], hidden)
    rows_hidden = _hidden_row_test(data)
    styles = {int(style) for style in set(_STYLE.findall(data))} & unseen.keys() if unseen else set()
    if not rows_hidden and not styles:
        return facts
    tucked: set[int] = set()
    white: set[tuple[int, int]] = set()
    partly = any(len(unseen[style].values) == 1 for style in styles)
    for row, place, style, row_hidden, content in walk(data):
        if not content:
            continue
        if row_hidden:
            tucked.add(row)
        if style in styles and len(unseen[style].values) == 2:
            in_header = any(row == r and a <= place <= b for r, a, b in headers)
            if unseen[style].why == "white":
                white.update(() if in_header else [(row, place)])
            else:
                facts.unseen_cells += 1
    if white and not headings_alone(white, {(row, place) for row, place, _, _, content in walk(data) if content}):
        facts.unseen_cells += len(white)
    if partly:
        facts.unseen_cells += sum(
            (NUMBERS if value.kind == "n" else TEXTS) in unseen[value.style].values
            for value in xlsx_sights.values(data)
            if value.style in styles and len(unseen[value.style].values) == 1 and not value.plain
        )
    facts.hidden_rows = len(tucked)
    return facts


def _gaps(data: bytes) -> bool:
    """Whether rows are missing between the first and the last, as many as make a gap, or rows have no numbers."""
    last = data.rfind(b"<row ")
    number = _NUMBER.search(data, last, last + 400)
    return number is None or int(number[1]) - data.count(b"<row ") > ROW_GAP


def _places(facts: SheetFacts, cells: list[tuple[int, int]], hidden: list[tuple[int, int]]) -> None:
    columns = {place for _, place in cells}
    rows, wide = far({row for row, _ in cells}, ROW_GAP), far(columns, COLUMN_GAP)
    facts.far_cells = sum(row in rows or place in wide for row, place in cells)
    facts.hidden_columns = sum(any(a <= place <= b for a, b in hidden) for place in columns)


def _hidden_row_test(data: bytes) -> bool:
    if b'zeroHeight="1"' in data[:8192] or b'zeroHeight="true"' in data[:8192]:
        return True
    return _ANY_HIDDEN.search(data) is not None


def _row_hidden(attributes: bytes, default: bool = False) -> bool:
    if _HIDDEN.search(attributes):
        return True
    height = _HEIGHT.search(attributes)
    if height:
        return float(height[1]) < 1
    return default


def _hidden_columns(data: bytes) -> list[tuple[int, int]]:
    head = data[: data.find(b"<sheetData")]
    block = _COLS.search(head)
    found = _all_but_wide(head) if _NO_WIDTH.search(head) else []
    if block is None:
        return found
    for element in re.findall(rb"<col\b([^>]*)>", block[0]):
        width = re.search(rb'\bwidth="([0-9.]+)"', element)
        if _HIDDEN.search(element) or (width and float(width[1]) < 0.5):
            first, last = re.search(rb'\bmin="([0-9]+)"', element), re.search(rb'\bmax="([0-9]+)"', element)
            if first and last:
                found.append((int(first[1]), int(last[1])))
    return found


def _all_but_wide(head: bytes) -> list[tuple[int, int]]:
    """The columns that have no width of their own, in a sheet whose columns are of no width."""
    found, last = [], 0
    spans = re.findall(rb'<col\b[^>]*?\bmin="([0-9]+)"[^>]*?\bmax="([0-9]+)"', head)
    for first, end in sorted((int(a), int(b)) for a, b in spans):
        if first > last + 1:
            found.append((last + 1, first - 1))
        last = max(last, end)
    return [*found, (last + 1, 16_384)]


def walk(data: bytes) -> Iterator[tuple[int, int, int, bool, bool]]:
    """Each cell as row, column (both from 1), style, whether its row is hidden, and whether it has content."""
    default = b'zeroHeight="1"' in data[:8192] or b'zeroHeight="true"' in data[:8192]
    row = 0
    for match in _ROW.finditer(data):
        number = _NUMBER.search(match[1])
        row = int(number[1]) if number else row + 1
        if match[1].endswith(b"/"):
            continue
        end = data.find(b"</row>", match.end())
        hidden = _row_hidden(match[1], default)
        place = 0
        for cell in _CELL.finditer(data, match.end(), end if end >= 0 else len(data)):
            ref = _REF.search(cell[1])
            place = column(ref[1]) if ref else place + 1
            style = _STYLE.search(cell[1])
            content = not cell[1].endswith(b"/") and data[cell.end() : cell.end() + 2] != b"</"
            yield row, place, int(style[1]) if style else 0, hidden, content


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (e for e in root.iter() if isinstance(e.tag, str) and e.tag.rsplit("}", 1)[-1] == name)
