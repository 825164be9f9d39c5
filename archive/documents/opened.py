"""A file opened once for both its reader and its measurer, so that neither pays for the other's unpacking."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from io import BytesIO
from typing import Any

import msgspec
import olefile

from archive.documents.limits import Limits
from archive.documents.model import Member, Part, TableFound
from archive.documents.package import Package
from archive.documents.problems import corrupt

PageWatcher = Callable[[int, Any, Any], None]


class Content(msgspec.Struct):
    """What a reader found. `needs_ocr` marks a file whose text is wholly or mostly in images nobody could read."""

    parts: list[Part] = []
    tables: list[TableFound] = []
    members: list[Member] = []
    note: str = ""
    needs_ocr: bool = False
    unscreened: list[str] = []


class OpenedFile:
    """The bytes of a file with its type by content, and the containers it can be opened as.

    `wide` holds, by sheet, the letters of columns from Q on that the reader saw, so that the sheet is searched once.
    """

    def __init__(self, data: bytes, media_type: str, filename: str, limits: Limits, depth: int = 0) -> None:
        self.data, self.media_type, self.filename = data, media_type, filename
        self.limits, self.depth = limits, depth
        self.text: str | None = None
        self.opened: Package | None = None
        self.wide: dict[str, set[bytes]] = {}
        self.watchers: list[PageWatcher] = []

    @cached_property
    def package(self) -> Package:
        """The file as a ZIP package, with its bounds checked."""
        package = self.opened or Package(self.data, self.limits)
        package.check()
        return package

    @cached_property
    def ole(self) -> olefile.OleFileIO:
        """The file as an OLE compound file."""
        try:
            return olefile.OleFileIO(BytesIO(self.data))
        except (OSError, ValueError, IndexError, TypeError, OverflowError) as error:
            raise corrupt("the compound file's directory is damaged") from error

    def stream(self, *path: str) -> bytes:
        """A stream of the compound file, empty if it is not there."""
        try:
            if not self.ole.exists(list(path)):
                return b""
            with self.ole.openstream(list(path)) as stream:
                return bytes(stream.read())
        except (OSError, ValueError, IndexError, TypeError, OverflowError) as error:
            raise corrupt("a stream of the compound file is damaged") from error
