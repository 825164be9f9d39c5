"""What is known of a file after reading it: its type, text by part, tables, members and screening findings.

Frozen structs that msgspec can carry between processes, so that the same value comes out of a worker as out of a
direct call. A file that can't be read is a value too, with a status that says why: reading never raises for what a
file contains.
"""

from __future__ import annotations

from typing import Literal

import msgspec

READER_VERSION = "2"
"""Raised with every change in what reading or screening gives, so that stored documents are read again."""

Status = Literal["ok", "encrypted", "unsupported", "too_large", "limit_hit", "corrupt", "needs_ocr"]
Severity = Literal["serious", "notice"]

SERIOUS: Severity = "serious"
NOTICE: Severity = "notice"


class Part(msgspec.Struct, frozen=True):
    """Text of one page, sheet, slide, section or message, in the order of the file.

    `number` counts from 1 and is the page number in paged formats. `kind`: page, sheet, slide, section, message, text.
    Paragraphs within `text` are separated by an empty line or a line end. `confidence` runs from 0 to 1 and is null
    unless `machine_read` (recognised in an image).
    """

    number: int
    kind: str
    name: str | None
    text: str
    machine_read: bool = False
    confidence: float | None = None


class TableFound(msgspec.Struct, frozen=True):
    """A table: its `part` by number, the header row if one was recognised, and the rows below it as published.

    `machine_read` marks a table whose cells were put together from lines on a page rather than given by the file.
    """

    part: int | None
    name: str | None
    columns: list[str] | None
    rows: list[list[str]]
    machine_read: bool = False


class Finding(msgspec.Struct, frozen=True):
    """A sign that something is in the file which was not meant to be published.

    `where` names a place (sheet, page, member), never what is there. `detector` is name and version, as `xlsx/1`.
    """

    kind: str
    severity: Severity
    count: int
    where: str
    detector: str


class Document(msgspec.Struct, frozen=True):
    """One file as read. `members` are the files inside an archive or message, each with its path inside the file.

    `findings` holds those of the members too, each with the member's path in `where`, so that looking at the outermost
    file is enough to decide on holding it. `media_type` is by content, null if unknown.
    """

    status: Status
    media_type: str | None
    parts: list[Part] = []
    tables: list[TableFound] = []
    members: list[Member] = []
    findings: list[Finding] = []
    note: str = ""

    @property
    def serious(self) -> bool:
        """Whether the file must be held until somebody has looked at it."""
        return any(finding.severity == SERIOUS for finding in self.findings)


class Member(msgspec.Struct, frozen=True):
    """A file inside a file, at any depth: `path` is joined by `/` through every archive on the way."""

    path: str
    size: int
    document: Document
