"""XLSX, XLSM, XLS, XLSB and ODS through calamine: every sheet, typed values turned to published strings."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import python_calamine as calamine

from archive.documents.model import Part, TableFound
from archive.documents.opened import Content, OpenedFile
from archive.documents.problems import UnreadableFileError, corrupt, encrypted, limit
from archive.documents.sniff import ODS, XLS, XLSX
from archive.documents.tables import strings, table_of

_LOCKED = re.compile(r"password|encrypt", re.IGNORECASE)
_ROW = re.compile(rb'row r="([0-9]{1,7})"')
_FILLED = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')
_INDENT = re.compile(rb">\s+<(/?(?:table|office):)")
_WIDE = re.compile(rb'r="([Q-Z]|[A-Z]{2,3})[0-9]')


def read(file: OpenedFile) -> Content:
    """Each sheet as a part (tab-separated lines) and, if it has cells, as a table. Chart sheets have no text."""
    if file.media_type != XLS:
        locked = file.package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in file.package else b""
        if b"encryption-data" in locked:
            raise encrypted()
    if file.media_type == XLSX:
        _check_extent(file)
    try:
        book = _opened(file)
        parts: list[Part] = []
        tables: list[TableFound] = []
        total = 0
        for number, name in enumerate(book.sheet_names, 1):
            sheet = book.get_sheet_by_name(name)
            total += sheet.height * sheet.width
            if total > file.limits.cells:
                raise limit(f"more than {file.limits.cells:,} cells")
            rows = strings(sheet.to_python(skip_empty_area=True))
            while rows and not any(rows[-1]):
                rows.pop()
            text = "\n".join(["\t".join(row) for row in rows])
            parts.append(Part(number, "sheet", name, text))
            table = table_of(rows, part=number, name=name)
            if table is not None:
                tables.append(table)
    except calamine.PasswordError as error:
        raise encrypted() from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        if _LOCKED.search(str(error)) or (file.media_type == XLS and _has_password(file)):
            raise encrypted() from error
        raise corrupt("the workbook can't be read") from error
    return Content(parts, tables)


def _opened(file: OpenedFile) -> Any:
    """The workbook. An OpenDocument that calamine does not know is packed anew first, in order and unindented."""
    try:
        return calamine.load_workbook(BytesIO(file.data))
    except calamine.CalamineError as error:
        if "detect" not in str(error) or file.media_type != ODS:
            raise
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(file.package.names, key=lambda name: name != "mimetype"):
            data = file.package.read(name)
            package.writestr(name, _INDENT.sub(rb"><\1", data) if name == "content.xml" else data)
    out.seek(0)
    return calamine.load_workbook(out)


def _has_password(file: OpenedFile) -> bool:
    """Whether the record that says a workbook is encrypted follows its first record."""
    stream = file.stream("Workbook") or file.stream("Book") if file.data[:4] == b"\xd0\xcf\x11\xe0" else file.data
    first = int.from_bytes(stream[2:4], "little") + 4
    return stream[first : first + 2] == b"\x2f\x00"


def _check_extent(file: OpenedFile) -> None:
    """Refuse a sheet whose cells span more than the limit: calamine holds the whole rectangle in memory."""
    for name in file.package.names:
        if not (name.startswith("xl/worksheets/") and name.endswith(".xml")):
            continue
        data = file.package.read(name, keep=True)
        tall = max((int(number) for number in _ROW.findall(data)), default=0)
        file.wide[name] = set(_WIDE.findall(data))
        wide = max((column(found) for found in file.wide[name]), default=26)
        if wide * tall > file.limits.cells:
            filled = _FILLED.findall(data)
            wide, tall = max((column(c) for c, _ in filled), default=0), max((int(r) for _, r in filled), default=0)
        if wide * tall > file.limits.cells:
            raise limit(f"cells span more than {file.limits.cells:,}")


def column(letters: bytes) -> int:
    """Number of a column from its letters: A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
