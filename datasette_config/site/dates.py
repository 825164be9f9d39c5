"""Dates as people type them in filters, and as the site prints them. The sidecar's form is yyyymmdd, 00 for unknown."""

from __future__ import annotations

import calendar
import re

MONTHS = tuple(calendar.month_name)[1:]
YEAR = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
RANGE = re.compile(r"\s*(?:\.\.+|…|–|—|\bto\b)\s*")


def bounds(text: str) -> tuple[int, int] | None:
    """First and last day, as yyyymmdd, of a typed year, month or day (also day first); None if it is none."""
    text = text.strip()
    turned = DAY_FIRST.fullmatch(text)
    found = YEAR.fullmatch(f"{turned[3]}-{turned[2]}-{turned[1]}" if turned else text)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if month > 12 or day > 31 or (found[2] and not month) or (found[3] and not day):
        return None
    first = year * 10000 + month * 100 + day
    if not month:
        return first, year * 10000 + 1299
    return (first, first) if day else (first, year * 10000 + month * 100 + 99)


def span(text: str) -> tuple[int | None, int | None] | None:
    """First and last day of `2020`, `2019..2021`, `2019-2021`, `2020-03..`; None if it can't be read."""
    text = text.strip()
    years = re.fullmatch(r"(\d{4})\s*-\s*(\d{4})", text)
    parts = [years[1], years[2]] if years else RANGE.split(text)
    if len(parts) == 1:
        return bounds(parts[0])
    if len(parts) != 2 or not any(parts):
        return None
    ends = [bounds(part) if part else None for part in parts]
    if any(part and end is None for part, end in zip(parts, ends, strict=True)):
        return None
    first, last = ends
    return (first[0] if first else None), (last[1] if last else None)


def shown(date: str | None) -> str:
    """`2024-03-05` as `5 March 2024`, `2024-03` as `March 2024`; anything else as it is."""
    found = YEAR.fullmatch((date or "")[:10])
    if not found or not found[2] or not 1 <= int(found[2]) <= 12:
        return date or ""
    month = f"{MONTHS[int(found[2]) - 1]} {found[1]}"
    return f"{int(found[3])} {month}" if found[3] else month


def moment(stamp: str | None) -> str:
    """A UTC time stamp as `5 March 2024, 14:05 UTC`."""
    found = re.match(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})", stamp or "")
    return f"{shown(found[1])}, {found[2]} UTC" if found else shown(stamp)
