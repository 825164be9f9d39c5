"""Tables of a PDF page, only where lines are ruled: rows and columns are where the lines say, never guessed from gaps.

A page without a grid of lines costs a look at its objects' kinds and no more.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import msgspec
from pypdfium2 import raw

from archive.documents.model import TableFound
from archive.documents.tables import table_of

_LEAST_LINES = 5
_MOST_LINES = 1_200
_MOST_CELLS = 3_000
_THIN = 2.0
_NEAR = 3.0
NAME = "Page {}, table {} (read by machine from ruled lines)"


class _Line(msgspec.Struct):
    """A ruled line: `at` is its place across its direction, `start` and `end` along it, in points."""

    at: float
    start: float
    end: float


def tables_of(page: Any, textpage: Any, number: int) -> list[TableFound]:
    """The ruled tables of a page, from top to bottom, each marked as machine-read."""
    across, upright = _lines(page.raw)
    if len(across) < 3 or len(upright) < 3:
        return []
    found: list[TableFound] = []
    for rows, columns in _grids(across, upright):
        if len(rows) < 3 or len(columns) < 3 or len(rows) * len(columns) > _MOST_CELLS:
            continue
        cells = [
            [
                " ".join(textpage.get_text_bounded(left + 0.5, bottom + 0.5, right - 0.5, top - 0.5).split())
                for left, right in pairwise(columns)
            ]
            for top, bottom in pairwise(rows)
        ]
        name = NAME.format(number, len(found) + 1)
        table = table_of(cells, part=number, name=name)
        if table is not None and table.rows and len(table.rows[0]) > 1:
            found.append(msgspec.structs.replace(table, machine_read=True))
    return found


def _lines(page: Any) -> tuple[list[_Line], list[_Line]]:
    """Horizontal and vertical lines: thin shapes, and the edges of stroked rectangles."""
    count = raw.FPDFPage_CountObjects(page)
    paths = []
    for index in range(count):
        item = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_PATH:
            paths.append(item)
    across: list[_Line] = []
    upright: list[_Line] = []
    if not _LEAST_LINES <= len(paths) <= _MOST_LINES:
        return across, upright
    a, b, c, d = (ctypes.c_float() for _ in range(4))
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for item in paths:
        raw.FPDFPageObj_GetBounds(item, ctypes.byref(a), ctypes.byref(b), ctypes.byref(c), ctypes.byref(d))
        left, bottom, right, top = a.value, b.value, c.value, d.value
        if top - bottom < _THIN and right - left > _THIN:
            across.append(_Line((top + bottom) / 2, left, right))
        elif right - left < _THIN and top - bottom > _THIN:
            upright.append(_Line((left + right) / 2, bottom, top))
        else:
            raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
            if stroke.value and raw.FPDFPath_CountSegments(item) in (4, 5):
                across += [_Line(bottom, left, right), _Line(top, left, right)]
                upright += [_Line(left, bottom, top), _Line(right, bottom, top)]
    return across, upright


def _grids(across: list[_Line], upright: list[_Line]) -> Iterable[tuple[list[float], list[float]]]:
    """Row edges from top to bottom and column edges from left to right of each set of lines that touch."""
    groups: list[tuple[list[_Line], list[_Line]]] = []
    tallest = sorted(upright, key=lambda line: line.start - line.end)
    for line in tallest:
        touched = [group for group in groups if any(_touch(line, other) for other in group[1])]
        merged: tuple[list[_Line], list[_Line]] = ([line], [])
        for group in touched:
            merged[0].extend(group[0])
            merged[1].extend(group[1])
            groups.remove(group)
        known = {id(other) for other in merged[1]}
        merged[1].extend(other for other in across if id(other) not in known and _touch(line, other))
        groups.append(merged)
    grids = []
    for verticals, horizontals in groups:
        rows = _places(line.at for line in horizontals)[::-1]
        columns = _places(line.at for line in verticals)
        if rows:
            grids.append((rows, columns))
    return sorted(grids, key=lambda grid: -grid[0][0])


def _touch(upright: _Line, across: _Line) -> bool:
    return (
        upright.start - _NEAR <= across.at <= upright.end + _NEAR
        and across.start - _NEAR <= upright.at <= across.end + _NEAR
    )


def _places(values: Iterable[float]) -> list[float]:
    """Places in rising order, those that are nearly the same counted once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found
