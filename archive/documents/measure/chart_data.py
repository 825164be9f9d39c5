"""The workbooks that charts of Word and PowerPoint bring along: harmless as far as the chart shows what is in them.

Every such chart has one. It is a leak when somebody pasted a chart out of a larger workbook, for all of it comes too.
"""

from __future__ import annotations

import re
from io import BytesIO

import python_calamine as calamine

from archive.documents.limits import DEFAULT
from archive.documents.package import Package
from archive.documents.tables import cell

_CHART = re.compile(r"(?:word|ppt)/charts/[\w-]+\.xml")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_WORDS = re.compile(rb"<a:t>([^<]*)</")
_ROUND = 9
_MOST = 20_000


def workbooks(package: Package) -> dict[str, str]:
    """Workbooks that belong to a chart: the member's name, and that of the chart."""
    found = {}
    for name in package.names:
        if _CHART.fullmatch(name):
            for kind, target, external in package.relations(name).values():
                if kind == "package" and not external and target.lower().endswith((".xlsx", ".xlsm")):
                    found[target] = name
    return found


def more_than_shown(package: Package, chart: str, workbook: str) -> bool:
    """Whether a chart's workbook has anything but the chart's own values, or can't be looked into."""
    if workbook not in package:
        return False
    data = package.read(workbook)
    shown = {_plain(value.decode("utf-8", "replace")) for value in _VALUE.findall(package.read(chart))}
    shown |= {_plain(value.decode("utf-8", "replace")) for value in _WORDS.findall(package.read(chart))}
    try:
        inner = Package(data, DEFAULT)
        inner.check()
        if any(re.search(r"comments|pivotCache|externalLinks|drawings/|embeddings|vbaProject", n) for n in inner.names):
            return True
        book = calamine.load_workbook(BytesIO(data))
        grids = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except Exception:  # noqa: BLE001 - what can't be looked into counts as more than what is shown
        return True
    values = [value for grid in grids for row in grid for value in row if value != ""]
    return len(values) > _MOST or any(_plain(cell(value)) not in shown for value in values)


def _plain(text: str) -> str:
    """A value as it can be compared: numbers to nine digits, words without outer space."""
    text = text.strip().replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    try:
        return f"{float(text):.{_ROUND}g}"
    except ValueError:
        return text
