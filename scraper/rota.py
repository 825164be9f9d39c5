"""When an address that the archive knows is asked for again: daily while new, then weekly, then monthly.

Each address has its own day within its interval, taken from its digest, so the work spreads evenly; a night that was
missed is made up for by the next. A file that the site will not give is asked for no more than once a week. What was
withdrawn is looked at once a month, only to tell whether it still stands; what was purged is never asked for, since its
body must not come back.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from scraper.job import Known

NEW_DAYS = 30
YOUNG_DAYS = 180
"""Days after it was put there that an address counts as new, and as young."""
WEEKLY, MONTHLY = 7, 30
PURGED = "purged"
"""The state of what was withdrawn and erased."""


def interval(item: Known, at: str) -> int:
    """Days between two checks of an address at this time."""
    since = item.since or item.first_seen
    if item.state == "withdrawn":
        return MONTHLY
    if since is None:
        return 1
    age = (_time(at) - _time(since)).days
    days = 1 if age < NEW_DAYS else WEEKLY if age < YOUNG_DAYS else MONTHLY
    refused = item.kind == "attachment" and item.content_digest is None and item.last_checked is not None
    return max(days, WEEKLY) if refused else days


def is_due(item: Known, at: str) -> bool:
    """Whether an address is to be checked by a run that starts at this time (as in the run directory)."""
    if item.state == PURGED:
        return False
    if item.last_checked is None:
        return True
    days = interval(item, at)
    own = int.from_bytes(hashlib.blake2b(item.url.encode(), digest_size=4).digest(), "big") % days
    return (_day(at) + own) // days > (_day(item.last_checked) + own) // days


def _time(at: str) -> datetime:
    value = datetime.fromisoformat(at)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _day(at: str) -> int:
    return _time(at).toordinal()
