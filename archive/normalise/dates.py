"""Dates as bodies print them: day first, never guessed.

A date without a year, a day that does not exist, or a form not listed here gives nothing: a wrong date is worse than
none. Two figures for a year mean this century up to 2049.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from archive.normalise.text import words

NAMES = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr",
            "february feb chwefror",
            "march mar mawrth",
            "april apr ebrill",
            "may mai",
            "june jun mehefin",
            "july jul gorffennaf",
            "august aug awst",
            "september sept sep medi",
            "october oct hydref",
            "november nov tachwedd",
            "december dec rhagfyr",
        ),
        1,
    )
    for name in names.split()
}
MONTH = "(" + "|".join(sorted(NAMES, key=len, reverse=True)) + r")\.?"
YEAR = r"((?:19|20)\d{2}|'?\d{2})"
DIGITS = re.compile(r"(?<![\d/.,£-])\d{1,4}")
BEHIND_WORD = re.compile(r"[a-z.]\s{1,2}\d", re.I)
MONTH_NAME = re.compile(r"\b" + MONTH + r"\s{1,2}(?=\d)", re.I)
ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
DAY_FIRST = re.compile(
    rf"(\d{{1,2}})\s?(?:st|nd|rd|th)?\s{{0,2}}(?:day\s)?(?:of\s)?(?:[-\s,]\s?)?{MONTH}[\s,-]{{1,3}}{YEAR}(?!\d)", re.I
)
FIGURES = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)?\d{2})(?![\d/])")
MONTH_YEAR = re.compile(r"(\d{1,2})/((?:19|20)\d\d)(?![\d/])")
MONTH_FIRST = re.compile(rf"{MONTH}\s{{1,2}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}((?:19|20)\d{{2}})(?!\d)", re.I)
NAMED = re.compile(rf"{MONTH}\s{{1,2}}((?:19|20)\d{{2}})(?!\d)", re.I)


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
    """The dates in a text in order, at most `limit`. Each digit or month name is tried once, where it stands."""
    found: list[Found] = []
    if not any(digit in text for digit in "0123456789"):
        return found
    for match in DIGITS.finditer(text):
        if len(found) >= limit:
            break
        dated = _at_digits(text, match.start())
        if dated:
            found.append(dated)
    if len(found) < limit and BEHIND_WORD.search(text):
        for match in MONTH_NAME.finditer(text):
            dated = _at_month(text, match.start())
            if dated and not any(other.start <= dated.start < other.end for other in found):
                found.append(dated)
        found.sort(key=lambda one: one.start)
    return found[:limit]


def _at_digits(text: str, at: int) -> Found | None:
    for form, order in ((ISO, "ymd"), (DAY_FIRST, "dby"), (FIGURES, "dmy"), (MONTH_YEAR, "my")):
        match = form.match(text, at)
        if match:
            parts = dict(zip(order, match.groups(), strict=True))
            if order == "my":
                month = int(parts["m"])
                return Found(f"{parts['y']}-{month:02d}", at, match.end()) if 1 <= month <= 12 else None
            month = NAMES[parts["b"].lower()] if "b" in parts else int(parts["m"])
            value = _day(parts["y"], month, parts["d"])
            return Found(value, at, match.end()) if value else None
    return None


def _at_month(text: str, at: int) -> Found | None:
    match = MONTH_FIRST.match(text, at)
    if match:
        value = _day(match.group(3), NAMES[match.group(1).lower()], match.group(2))
        return Found(value, at, match.end()) if value else None
    match = NAMED.match(text, at)
    return Found(f"{match.group(2)}-{NAMES[match.group(1).lower()]:02d}", at, match.end()) if match else None


def only_date(text: str) -> Found | None:
    """The date that a value is, or begins with; a weekday or a time of day may stand before it."""
    for date_found in find_dates(text[:80], 1):
        before = text[: date_found.start].strip(" ,;:-–(")
        words = re.sub(r"\d{1,2}[:.]\d{2}\s?(?:am|pm)?", "", before.lower()).split()
        if all(word.strip(",") in LEADING for word in words):
            return date_found
    return None


LEADING = words(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun on the
    dated date at by hrs llun mawrth mercher iau gwener sadwrn sul dydd
    """
)


def _day(year: str, month: int, day: str) -> str | None:
    number = int(year.lstrip("'"))
    if number < 100:
        number += 2000 if number < 50 else 1900
    try:
        return date(number, month, int(day)).isoformat()
    except ValueError:
        return None
