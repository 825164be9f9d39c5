"""Plain text: one part, line ends made plain."""

from __future__ import annotations

from archive.documents.model import Part
from archive.documents.opened import Content, OpenedFile


def read(file: OpenedFile) -> Content:
    """The decoded text as it is."""
    text = (file.text or "").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Content([Part(1, "text", None, text.strip("\n"))])
