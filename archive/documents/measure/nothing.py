"""Formats in which there is no place to hide anything but in the text itself, or whose members are measured alone."""

from __future__ import annotations

from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile


def measure(_file: OpenedFile) -> list[Signal]:
    """No signal: what is in such a file is what a reader sees."""
    return []
