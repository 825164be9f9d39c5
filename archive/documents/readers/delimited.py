"""CSV and TSV: dialect from the content, every field as published."""

from __future__ import annotations

import csv
from io import StringIO

from archive.documents.model import Part
from archive.documents.opened import Content, OpenedFile
from archive.documents.problems import limit
from archive.documents.sniff import delimiter_of
from archive.documents.tables import table_of


def read(file: OpenedFile) -> Content:
    """The file as one sheet. A field too long to be one is a stray quote: quotes are then read as plain characters."""
    text = (file.text or "").replace("\x00", "")
    delimiter = delimiter_of(text) or ","
    lines = text.removeprefix("\ufeff")
    if lines[:4].lower() == "sep=":
        lines = lines.partition("\n")[2]
    if lines.count(delimiter) > file.limits.cells:
        raise limit(f"more than {file.limits.cells:,} cells")
    csv.field_size_limit(file.limits.output)
    try:
        rows = list(csv.reader(StringIO(lines, newline=""), delimiter=delimiter))
    except csv.Error:
        rows = list(csv.reader(StringIO(lines, newline=None), delimiter=delimiter, quoting=csv.QUOTE_NONE))
    table = table_of([list(row) for row in rows], part=1, name=None)
    body = "\n".join("\t".join(row) for row in rows).strip("\n")
    return Content([Part(1, "sheet", None, body)], [table] if table else [])
