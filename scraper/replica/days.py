"""Days: when each invented request was made, answered and put up, and the ways in which pages write a day."""

from __future__ import annotations

from datetime import date, timedelta

NEWEST = date(2026, 3, 31)
"""The day of the newest request of a log as it starts; what is published later is asked later."""
SPAN_DAYS = 2000
LISTED_AFTER = 55
"""Days from a request to its place in the listing; more than any answer takes, so that the listing stays in order."""
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def asked_on(number: int, size: int) -> date:
    """The day of request `number` in a log that starts with `size` entries; later ones follow one a day."""
    if number >= size:
        return NEWEST + timedelta(days=number - size + 1)
    span = min(SPAN_DAYS, size * 25)
    return NEWEST - timedelta(days=(size - 1 - number) * span // max(1, size - 1))


def first_of(day: date, size: int) -> int:
    """The least number whose request was made on `day` or later, in a log that starts with `size` entries."""
    if day > NEWEST:
        return size + (day - NEWEST).days - 1
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        if asked_on(middle, size) >= day:
            high = middle
        else:
            low = middle + 1
    return low


def month(day: date) -> str:
    """`October`."""
    return MONTHS[day.month - 1]


def long(day: date) -> str:
    """`5 October 2020`."""
    return f"{day.day} {month(day)} {day.year}"


def month_first(day: date) -> str:
    """`April 28, 2021`."""
    return f"{month(day)} {day.day}, {day.year}"


def ordinal(day: date) -> str:
    """`31st March 2025`."""
    tail = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{tail} {month(day)} {day.year}"


def slashed(day: date) -> str:
    """`16/02/2026`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def slashed_short(day: date) -> str:
    """`16/02/26`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year % 100:02d}"


def period(day: date) -> str:
    """`2025-10`, as the record has it."""
    return f"{day.year}-{day.month:02d}"


def http_date(day: date, seconds: int = 0) -> str:
    """The day as an HTTP date, so many seconds after nine in the morning."""
    week = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    moved = day + timedelta(days=seconds // 43200)
    rest = 9 * 3600 + seconds % 43200
    clock = f"{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"
    return f"{week[moved.weekday()]}, {moved.day:02d} {month(moved)[:3]} {moved.year} {clock} GMT"
