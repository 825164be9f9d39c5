"""Dates as bodies print them: day first, never guessed.

A date without a year, a day that does not exist, or a form not listed here gives nothing: a wrong date is worse than
none. Two figures for a year mean this century up to 2049.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

NAMES = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr", "february feb chwefror", "march mar mawrth", "april apr ebrill", "may mai", "june jun mehefin",
            "july jul gorffennaf", "august aug awst", "september sept sep medi", "october oct hydref", "november nov tachwedd",
            "december dec rhagfyr",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = "(" + "|".join(sorted(NAMES, key=len, reverse=True)) + r")\.?"
YEAR = r"((?:19|20)\d{2}|'?\d{2})"
FORMS = re.compile(
    r"(?P<iso>\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d))"
    rf"|(?P<dmy>(?<![\d/.,£-])(\d{{1,2}})\s?(?:st|nd|rd|th)?\s{{0,2}}(?:day\s)?(?:of\s)?(?:[-\s,]\s?)?{MONTH}[\s,-]{{1,3}}{YEAR}(?![\d]))"
    rf"|(?P<mdy>\b{MONTH}\s{{1,2}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}((?:19|20)\d{{2}})(?!\d))"
    r"|(?P<num>(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)?\d{2})(?![\d/]))"
    r"|(?P<my>(?<![\d/.-])(\d{1,2})/((?:19|20)\d\d)(?![\d/]))"
    rf"|(?P<named>\b{MONTH}\s{{1,2}}((?:19|20)\d{{2}})(?!\d))",
    re.I,
)


class Found(NamedTuple):
    """A date in a text: `YYYY-MM-DD` or `YYYY-MM`, and where it stands."""

    value: str
    start: int
    end: int

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return len(self.value) == 10


def find_dates(text: str, limit: int = 20) -> list[Found]:
    """The dates in a text in order, at most `limit`."""
    found = []
    for match in FORMS.finditer(text):
        value = _value(match)
        if value:
            found.append(Found(value, match.start(), match.end()))
            if len(found) >= limit:
                break
    return found


def only_date(text: str) -> Found | None:
    """The date that a value is, or begins with; a weekday or a time of day may stand before it."""
    for date_found in find_dates(text[:80], 1):
        before = text[: date_found.start].strip(" ,;:-–(")
        words = re.sub(r"\d{1,2}[:.]\d{2}\s?(?:am|pm)?", "", before.lower()).split()
        if all(word.strip(",") in LEADING for word in words):
            return date_found
    return None


LEADING = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun on the dated date at by hrs"
    " llun mawrth mercher iau gwener sadwrn sul dydd".split()
)


def _value(match: re.Match[str]) -> str | None:
    groups = match.groups()
    kind = match.lastgroup or ""
    if match.group("iso"):
        kind = "iso"
    at = match.re.groupindex
    for name in at:
        if match.group(name) is not None:
            kind = name
            break
    base = at[kind]
    parts = groups[base:]
    if kind == "iso":
        return _day(parts[0], parts[1], parts[2])
    if kind == "dmy":
        return _day(parts[2], NAMES[parts[1].lower()], parts[0])
    if kind == "mdy":
        return _day(parts[2], NAMES[parts[0].lower()], parts[1])
    if kind == "num":
        return _day(parts[2], parts[1], parts[0])
    month = int(parts[0]) if kind == "my" else NAMES[parts[0].lower()]
    return f"{int(parts[1]):04d}-{month:02d}" if 1 <= month <= 12 else None


def _day(year: str, month: str | int, day: str) -> str | None:
    number = int(str(year).lstrip("'"))
    if number < 100:
        number += 2000 if number < 50 else 1900
    try:
        return date(number, int(month), int(day)).isoformat()
    except ValueError:
        return None
