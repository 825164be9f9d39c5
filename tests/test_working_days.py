"""Working days by the body's own law, against worked examples and against the `holidays` package."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import holidays
import pytest

from archive.normalise import working_days as ours

TABLE = Path(__file__).parent / "fixtures" / "deadlines" / "vectors.csv"
VECTORS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
YEARS = range(ours.FIRST, 2028)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['received']}-{v['regime']}")
def test_due_dates(vector: dict[str, str]) -> None:
    received = date.fromisoformat(vector["received"])
    assert ours.due_date(received, vector["regime"]).isoformat() == vector["due_20wd"]
    assert ours.due_date(received, vector["regime"], 40).isoformat() == vector["due_40wd"]
    assert ours.working_days(vector["received"], vector["due_20wd"], vector["regime"]) == 20


def weekdays(*tables: holidays.HolidayBase) -> set[date]:
    return {day for table in tables for day in table if day.weekday() < 5}


@pytest.mark.parametrize(("calendar", "parts"), [("UK", ["ENG", "WLS", "SCT", "NIR"]), ("SCT", ["SCT"])])
def test_the_table_of_holidays_agrees_with_the_package(calendar: str, parts: list[str]) -> None:
    theirs = weekdays(*(holidays.country_holidays("GB", subdiv=part, years=YEARS) for part in parts))
    assert {day for day in ours.holidays(calendar) if day.year in YEARS} == theirs


@pytest.mark.parametrize("island", ["JE", "IM"])
def test_the_islands_holidays_agree_with_the_package(island: str) -> None:
    theirs = weekdays(holidays.country_holidays(island, years=YEARS))
    assert {day for day in ours.holidays(island) if day.year in YEARS} == theirs


def test_only_exact_days_in_order_are_counted() -> None:
    assert ours.working_days("2024-03-15", "2024-03-18", "FOIA") == 0 + (date(2024, 3, 18) not in ours.holidays("UK"))
    assert ours.working_days("2024-03", "2024-04-01", "FOIA") is None
    assert ours.working_days("2024-04-02", "2024-04-01", "FOIA") is None
    assert ours.working_days(None, "2024-04-01", "FOIA") is None
