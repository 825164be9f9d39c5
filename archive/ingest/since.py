"""Since when each disclosure has stood on its site, as far as that can be told: its age in the crawl's rota.

The day of its first capture says it for everything that came after the first whole crawl. What that crawl found had
been there before, for years most of it; counted as new it would all be asked for every night for a month. Its age is
that of its own dates, and where it has none it counts as no longer new.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.ingest.observations import OWN_MODES
from archive.normalise.dates import only_date
from archive.store import Address, Disclosure, Revision, Run

NEW_DAYS = 30
"""Days for which an entry is new; what is undated and was there before the first whole crawl is past them."""


class _Dates(msgspec.Struct):
    """Of a stored record, its dates alone."""

    request_date: str | None = None
    response_date: str | None = None
    published_date: str | None = None
    filed_period: str | None = None


def standing_since(session: Session, force: str) -> dict[str, str]:
    """By address, the time (UTC) since when a disclosure has stood there; the latest where a page holds several."""
    whole = session.scalar(
        select(func.min(Run.finished)).where(
            Run.force == force, Run.complete, Run.accepted, Run.mode.in_(sorted(OWN_MODES))
        )
    )
    decoder = msgspec.json.Decoder(_Dates)
    found: dict[str, str] = {}
    rows = session.execute(
        select(Address.url, Address.listed_date, Address.first_seen, Revision.record)
        .join(Disclosure, Disclosure.id == Address.disclosure_id)
        .join(Revision, (Revision.disclosure_id == Disclosure.id) & (Revision.number == Disclosure.revisions))
        .where(Address.force == force, Address.kind != "former")
        .execution_options(yield_per=1000)
    )
    for row in rows:
        since = row.first_seen
        if whole is None or since <= whole:
            since = min(since, _own(decoder.decode(row.record), row.listed_date) or _earlier(since, NEW_DAYS))
        found[row.url] = max(since, found.get(row.url, ""))
    return found


def _own(dates: _Dates, listed: str | None) -> str | None:
    """The day that the disclosure or its listing gives, as a time; null if none does."""
    given = max(filter(None, (dates.published_date, dates.response_date)), default=None)
    if given is None and listed:
        read = only_date(listed)
        given = read.value if read else None
    return _time(given or dates.request_date or dates.filed_period)


def _time(day: str | None) -> str | None:
    """A day, or the last day of a month, as a time; null for what is none."""
    if day is None:
        return None
    year, month, *rest = (int(part) for part in day.split("-"))
    return _text(
        datetime.combine(date(year, month, rest[0] if rest else monthrange(year, month)[1]), datetime.min.time())
    )


def _earlier(at: str, days: int) -> str:
    return _text(datetime.fromisoformat(at) - timedelta(days=days))


def _text(at: datetime) -> str:
    return at.replace(tzinfo=UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
