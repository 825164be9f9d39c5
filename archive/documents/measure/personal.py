"""Patterns of personal data that have no business in a disclosure, in the text of any format."""

from __future__ import annotations

from archive.documents.measure.signal import Signal
from archive.documents.opened import Content

DETECTOR = "personal/1"


def measure(content: Content) -> list[Signal]:
    """Signals of the visible text, by part."""
    return []
