"""The reference and the filed period that an address gives, and only where exactly one reading fits.

The platforms' content systems strip separators (`foi-8926` is 89-26), so a run of digits may be read in several ways.
The year in the path and the way the body prints its references choose; where two readings stay, there is none, because
an invented reference would join two strangers. A month folder is a filing bucket and never a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
    )
    for number, name in enumerate(names.split(), 1)
}
_MONTH = "(" + "|".join(_MONTHS) + ")"
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_PERIODS = (
    re.compile(rf"/(?:[a-z-]*?)(20\d\d)(?:-disclosures)?/(?:\d\d-+)?{_MONTH}/", re.IGNORECASE),
    re.compile(rf"/{_MONTH}-(20\d\d)/", re.IGNORECASE),
)
_FINANCIAL = re.compile(r"(?<!\d)(\d{4,6})-(20\d\d)(\d\d)(?!\d)")
_LEADING = re.compile(r"^(?:foi-+)?(\d{3,10})(?=-|$)", re.IGNORECASE)
_TRAILING = re.compile(r"(?<=-)(\d{3,10})$")
_PLAIN = re.compile(r"(?:^|(?<=-))(\d{1,6}[a-z]?)([-_.])(\d{4}|\d{2})(?=-|$)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?:^|(?<=-))(20\d\d)-?(\d{3,6})(?=-|$)")
_EXAMPLE = re.compile(r"^(?P<prefix>.{0,60}?)(?P<one>\d{1,20})[A-Z]?(?P<separator>[/_-])(?P<two>\d{1,20})(?:/\d\d)?$")
_LONGEST = 5
"""Digits of the longest running number read out of joined digits; none of the bodies counts higher in a year."""


class Style(NamedTuple):
    """How a body prints a reference: its leading words, separator, and whether the year comes first and is long."""

    prefix: str
    separator: str
    year_first: bool
    long_year: bool


def styles(examples: Iterable[str]) -> list[Style]:
    """The printing styles that a body's reference examples show, in their order."""
    found: list[Style] = []
    for example in examples:
        match = _EXAMPLE.match(example.replace(" - ", "-"))
        if not match:
            continue
        one, two = match["one"], match["two"]
        first = bool(re.fullmatch(r"20\d\d", one)) and len(two) != 2 and not re.fullmatch(r"20\d\d", two)
        if not first and not (len(two) == 2 or re.fullmatch(r"20\d\d", two)):
            continue
        long_year = first or len(two) == 4
        found.append(Style(match["prefix"], match["separator"], first, long_year))
    return found


def filed_period(path: str) -> str | None:
    """The year and month folders of a path as `YYYY-MM`, or None. Nothing of the last segment counts."""
    folders = path.rsplit("/", 2)[0] + "/" if path.endswith("/") else path.rsplit("/", 1)[0] + "/"
    for pattern in _PERIODS:
        match = pattern.search(folders)
        if match:
            year, month = match.groups() if match.group(1).isdigit() else reversed(match.groups())
            return f"{year}-{_MONTHS[month.lower()]:02d}"
    return None


def reference(path: str, examples: Iterable[str] = ()) -> str | None:
    """The reference that the last segment of a path gives, printed as the body prints its own; None if in doubt."""
    folders, _, slug = path.rstrip("/").rpartition("/")
    known = styles(examples)
    financial = _FINANCIAL.findall(slug)
    if len(financial) == 1 and int(financial[0][1]) % 100 + 1 == int(financial[0][2]):
        return f"{financial[0][0]}-{financial[0][1]}/{financial[0][2]}"
    years = {int(year) for year in _YEAR.findall(folders)}
    fits = years | {year - 1 for year in years}
    if any(style.year_first for style in known):
        return _year_first(slug, fits, known)
    readings = _plain(slug, fits)
    if not readings and fits:
        readings = _joined(slug, fits, known)
    if len(readings) != 1:
        return None
    number, year, separator = readings.pop()
    return _printed(number, year, separator, known)


def _year_first(slug: str, fits: set[int], known: list[Style]) -> str | None:
    style = next(style for style in known if style.year_first)
    found = {(year, number) for year, number in _YEAR_FIRST.findall(slug) if not fits or int(year) in fits}
    if len(found) != 1:
        return None
    year, number = found.pop()
    return f"{style.prefix}{year}{style.separator}{number}"


def _plain(slug: str, fits: set[int]) -> set[tuple[str, int, str]]:
    """Readings in which the slug itself keeps a separator between number and year."""
    found = set()
    for number, separator, year in _PLAIN.findall(slug):
        value = int(year) if len(year) == 4 else 2000 + int(year)
        span = len(year) == 4 and re.fullmatch(r"20\d\d", number)
        if not span and (value in fits if fits else 2000 <= value <= 2099 and len(year) == 2):
            found.add((number.upper(), value, separator))
    return found


def _joined(slug: str, fits: set[int], known: list[Style]) -> set[tuple[str, int, str]]:
    """Readings of a run of digits at the slug's start or end as number and year run together."""
    runs = [*_LEADING.findall(slug), *_TRAILING.findall(slug)]
    lengths = {4 if style.long_year else 2 for style in known} or {2, 4}
    found = set()
    for run in runs:
        if re.fullmatch(r"20\d\d", run):
            continue
        for length in lengths:
            number, tail = run[:-length], run[-length:]
            year = int(tail) if length == 4 else 2000 + int(tail or 0)
            if number and len(number) <= _LONGEST and year in fits:
                found.add((number, year, ""))
    return found


def _printed(number: str, year: int, separator: str, known: list[Style]) -> str:
    style = next((style for style in known if not style.prefix), known[0] if known else None)
    if style is None:
        return f"{number}/{year % 100:02d}" if separator in {"", "."} else f"{number}{separator}{year % 100:02d}"
    shown = f"{year}" if style.long_year else f"{year % 100:02d}"
    return f"{style.prefix}{number}{style.separator}{shown}"
