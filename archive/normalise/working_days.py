"""Working days between request and answer, under the body's own law.

Under FOIA and the EIR a bank holiday in any part of the United Kingdom stops the clock for every body; under FOISA and
the EISR only Scotland's do; Jersey and the Isle of Man have their own. The holidays are a dated table shipped as data
(checked in tests against the `holidays` package), so that the count of a stored record never changes with a library.
"""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from functools import cache
from importlib import resources

CALENDARS = {"FOIA": "UK", "EIR": "UK", "DPA": "UK", "FOISA": "SCT", "EISR": "SCT", "JERSEY": "JE", "IOM": "IM"}
FIRST, LAST = 2004, 2030


@cache
def holidays(calendar: str) -> frozenset[date]:
    """Weekday holidays of `UK` (any of its parts), `SCT`, `JE` or `IM`, 2004 to 2030."""
    text = resources.files("archive.normalise").joinpath("data/holidays.csv").read_text(encoding="utf-8")
    days = set()
    for row in csv.DictReader(io.StringIO(text)):
        if calendar in row["calendars"].split():
            days.add(date.fromisoformat(row["date"]))
    return frozenset(days)


def is_working_day(day: date, regime: str) -> bool:
    """Whether the day counts under the law (`FOIA`, `FOISA`, `EIR`, `EISR`, `JERSEY`, `IOM`)."""
    return day.weekday() < 5 and day not in holidays(CALENDARS[regime])


def working_days(received: str | None, answered: str | None, regime: str | None) -> int | None:
    """Working days from the day after receipt up to and including the answer; null unless both are exact days.

    Null too when the answer precedes the request, or a day lies outside the table (2004 to 2030).
    """
    if not received or not answered or regime not in CALENDARS or len(received) != 10 or len(answered) != 10:
        return None
    first, last = date.fromisoformat(received), date.fromisoformat(answered)
    if last < first or first.year < FIRST or last.year > LAST or (last - first).days > 4000:
        return None
    count = 0
    day = first
    while day < last:
        day += timedelta(days=1)
        count += is_working_day(day, regime)
    return count


def outside_table(received: str | None, answered: str | None, regime: str | None) -> bool:
    """Whether two exact days cannot be counted only because a year lies outside the table of holidays."""
    if not received or not answered or regime not in CALENDARS or len(received) != 10 or len(answered) != 10:
        return False
    return received <= answered and (int(received[:4]) < FIRST or int(answered[:4]) > LAST)


def due_date(received: date, regime: str, limit: int = 20) -> date:
    """The last day of a limit of so many working days, the day of receipt being day 0."""
    day = received
    while limit:
        day += timedelta(days=1)
        limit -= is_working_day(day, regime)
    return day
