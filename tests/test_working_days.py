"""Working days by the body's own law, against worked examples and against the `holidays` package."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import holidays
import pytest

from archive.normalise import normalise
from archive.normalise import working_days as ours
from archive.normalise.body import Body

TABLE = Path(__file__).parent / "fixtures" / "deadlines" / "vectors.csv"
VECTORS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
YEARS = range(ours.FIRST, ours.LAST + 1)


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
    assert ours.holidays(calendar) == theirs


@pytest.mark.parametrize("island", ["JE", "IM"])
def test_the_islands_holidays_agree_with_the_package(island: str) -> None:
    theirs = weekdays(holidays.country_holidays(island, years=YEARS))
    assert ours.holidays(island) == theirs


BY_HAND = [
    # 2020: the early May holiday moved to VE Day in the United Kingdom and on Man; Jersey kept it and added 8 May.
    ("FOIA", "2020-05-01", "2020-05-11", 5),
    ("FOISA", "2020-05-01", "2020-05-11", 5),
    ("IOM", "2020-05-01", "2020-05-11", 5),
    ("JERSEY", "2020-05-01", "2020-05-11", 4),
    # 2022: the Jubilee took 2 and 3 June, and the last Monday in May was a working day; 3 June was also the TT holiday.
    ("FOIA", "2022-05-27", "2022-06-06", 4),
    ("FOISA", "2022-05-27", "2022-06-06", 4),
    ("IOM", "2022-05-27", "2022-06-06", 4),
    ("JERSEY", "2022-05-27", "2022-06-06", 4),
    # 19 September 2022: the State Funeral, everywhere.
    ("FOIA", "2022-09-16", "2022-09-20", 1),
    ("FOISA", "2022-09-16", "2022-09-20", 1),
    ("IOM", "2022-09-16", "2022-09-20", 1),
    ("JERSEY", "2022-09-16", "2022-09-20", 1),
    # 2023: 1 May, and 8 May for the Coronation; Jersey also keeps Liberation Day on 9 May.
    ("FOIA", "2023-04-28", "2023-05-10", 6),
    ("FOISA", "2023-04-28", "2023-05-10", 6),
    ("IOM", "2023-04-28", "2023-05-10", 6),
    ("JERSEY", "2023-04-28", "2023-05-10", 5),
    # Christmas 2021 on a Saturday: 27 and 28 December in its stead; 3 January, and 4 January in Scotland.
    ("FOIA", "2021-12-24", "2022-01-05", 4),
    ("FOISA", "2021-12-24", "2022-01-05", 4),
    ("IOM", "2021-12-24", "2022-01-05", 5),
    ("JERSEY", "2021-12-24", "2022-01-05", 5),
    # Christmas 2022 on a Sunday: 26 and 27 December, 2 January, and 3 January in Scotland.
    ("FOIA", "2022-12-23", "2023-01-04", 4),
    ("FOISA", "2022-12-23", "2023-01-04", 4),
    ("IOM", "2022-12-23", "2023-01-04", 5),
    ("JERSEY", "2022-12-23", "2023-01-04", 5),
    # 2 January 2024 is Scotland's, and so stops the clock of FOIA everywhere in the United Kingdom.
    ("FOIA", "2023-12-29", "2024-01-04", 2),
    ("FOISA", "2023-12-29", "2024-01-04", 2),
    ("IOM", "2023-12-29", "2024-01-04", 3),
    ("JERSEY", "2023-12-29", "2024-01-04", 3),
    # St Andrew's Day 2023 (Thursday), a bank holiday in Scotland by an Act of 2007.
    ("FOIA", "2023-11-29", "2023-12-01", 1),
    ("FOISA", "2023-11-29", "2023-12-01", 1),
    ("IOM", "2023-11-29", "2023-12-01", 2),
    ("JERSEY", "2023-11-29", "2023-12-01", 2),
    # 17 March 2023 (Friday) is Northern Ireland's alone: FOIA counts it, Scotland's Act does not.
    ("FOIA", "2023-03-16", "2023-03-20", 1),
    ("FOISA", "2023-03-16", "2023-03-20", 2),
    # Easter Monday and the last Monday of August are no bank holidays in Scotland, but the first Monday of August is.
    ("FOIA", "2023-04-06", "2023-04-11", 1),
    ("FOISA", "2023-04-06", "2023-04-11", 2),
    ("FOIA", "2023-08-04", "2023-08-29", 15),
    ("FOISA", "2023-08-04", "2023-08-29", 16),
    # Liberation Day 2024 (Thursday), Jersey's alone.
    ("JERSEY", "2024-05-08", "2024-05-10", 1),
    ("FOIA", "2024-05-08", "2024-05-10", 2),
    ("IOM", "2024-05-08", "2024-05-10", 2),
    # The Isle of Man's own: the first Friday of June, and Tynwald Day, which moves from a weekend to Monday.
    ("IOM", "2023-06-01", "2023-06-05", 1),
    ("JERSEY", "2023-06-01", "2023-06-05", 2),
    ("IOM", "2023-07-04", "2023-07-06", 1),
    ("IOM", "2025-07-04", "2025-07-08", 1),
    ("FOIA", "2025-07-04", "2025-07-08", 2),
]


@pytest.mark.parametrize(("regime", "received", "answered", "days"), BY_HAND)
def test_counts_made_by_hand(regime: str, received: str, answered: str, days: int) -> None:
    assert ours.working_days(received, answered, regime) == days


@pytest.mark.parametrize(
    ("received", "answered", "days", "warned"),
    [
        ("5 January 2004", "6 January 2004", 1, False),
        ("30 December 2003", "6 January 2004", None, True),
        ("30 December 2030", "6 January 2031", None, True),
        ("6 January 2031", "30 December 2030", None, False),
    ],
)
def test_years_outside_the_table_are_not_counted_and_the_record_says_so(
    received: str, answered: str, days: int | None, warned: bool
) -> None:
    page = (
        f"<h1>Dogs</h1><p>Date of request: {received}</p><p>Date of response: {answered}</p>"
        "<h2>Request</h2><p>How many dogs?</p><h2>Response</h2><p>There were 12 dogs.</p>"
    )
    body = Body("exampleshire", "Exampleshire Police", "FOIA", "https://www.exampleshire.example")
    [record] = normalise(page.encode(), content_type="text/html", force=body)
    assert record.request_date is not None
    assert record.response_date is not None
    assert record.working_days == days
    assert ("outside_holiday_table" in record.warnings) is warned


def test_only_exact_days_in_order_are_counted() -> None:
    assert ours.working_days("2024-03-15", "2024-03-18", "FOIA") == 0 + (date(2024, 3, 18) not in ours.holidays("UK"))
    assert ours.working_days("2024-03", "2024-04-01", "FOIA") is None
    assert ours.working_days("2024-04-02", "2024-04-01", "FOIA") is None
    assert ours.working_days(None, "2024-04-01", "FOIA") is None
