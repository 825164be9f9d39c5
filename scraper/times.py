"""The clock, in the one spelling that run directories use."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The time in UTC: `YYYY-MM-DDTHH:MM:SS.mmmZ`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
