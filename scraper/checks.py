"""Expectations of a force held against what its crawl brought. Pure: facts in, verdicts out.

A minimum fails, a maximum warns, fill rates fail, a log that shrank or fell silent against its own history warns.
Bounds stand beside the source, in the force's file; what no bound covers is judged by the force's own past.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple

from scraper.contract import Check
from scraper.job import Known
from scraper.registry import Expectations

Verdict = Literal["pass", "warn", "fail"]

ENOUGH = 20
"""Entries from which a share says something."""
SHRUNK, VANISHED = 0.5, 0.1
"""Shares of what was there before, below which a log that was read to its end warns, and fails."""
SILENT = 4
"""How many of its usual intervals a log may be silent; and the fewest days."""
FEWEST_DAYS = 14


class Facts(NamedTuple):
    """What a crawl knows of itself at its end. `exhausted`: the listings were read to their end."""

    expect: Expectations
    entries: int
    new: int
    exhausted: bool
    fetched: int
    titled: int
    known: list[Known]
    at: str

    @property
    def present(self) -> int:
        """Disclosures that the archive held to be there before."""
        return sum(item.kind == "disclosure" and item.state in {None, "present", "returned"} for item in self.known)


def minimum_entries(facts: Facts) -> Check | None:
    """Fewer entries than the force's file expects of a whole log."""
    bound = facts.expect.minimum_entries
    if not bound or not facts.exhausted:
        return None
    short = facts.entries < bound
    message = f"{facts.entries} entries, expected at least {bound}" if short else ""
    return _check("minimum_entries", "fail" if short else "pass", facts.entries, bound, message)


def maximum_entries(facts: Facts) -> Check | None:
    """More entries than the force's file expects."""
    bound = facts.expect.maximum_entries
    if not bound:
        return None
    many = facts.entries > bound
    message = f"{facts.entries} entries, expected at most {bound}" if many else ""
    return _check("maximum_entries", "warn" if many else "pass", facts.entries, bound, message)


def titles(facts: Facts) -> Check | None:
    """Too small a share of the fetched pages has a title: the site shows something else than answers."""
    bound = facts.expect.minimum_share_with_title
    if not bound or not facts.fetched:
        return None
    share = facts.titled / facts.fetched
    low = share < bound
    message = f"{share:.0%} of {facts.fetched} pages have a title, expected at least {bound:.0%}" if low else ""
    return _check("minimum_share_with_title", "fail" if low else "pass", round(share, 3), bound, message)


def shrunk(facts: Facts) -> Check | None:
    """A log read to its end holds far less than the archive knows of it."""
    if not facts.exhausted or facts.present < ENOUGH:
        return None
    share = facts.entries / facts.present
    verdict: Verdict = "fail" if share < VANISHED else "warn" if share < SHRUNK else "pass"
    message = f"{facts.entries} entries where {facts.present} were before" if verdict != "pass" else ""
    return _check("shrunk", verdict, round(share, 3), VANISHED if verdict == "fail" else SHRUNK, message)


def rhythm(facts: Facts) -> Check | None:
    """Nothing new for much longer than is usual for this log."""
    days = sorted({_day(item.first_seen) for item in facts.known if item.kind == "disclosure" and item.first_seen})
    usual = facts.expect.usual_days_between_new
    if not usual and len(days) > ENOUGH // 4:
        usual = median(later - earlier for earlier, later in pairwise(days))
    if not usual or not days:
        return None
    silent = 0 if facts.new else _day(facts.at) - days[-1]
    bound = max(FEWEST_DAYS, SILENT * usual)
    late = silent > bound
    message = f"nothing new for {silent} days; usual are {usual:g} days between new entries" if late else ""
    return _check("rhythm", "warn" if late else "pass", silent, bound, message)


CHECKS: dict[str, Callable[[Facts], Check | None]] = {
    "minimum_entries": minimum_entries,
    "maximum_entries": maximum_entries,
    "titles": titles,
    "shrunk": shrunk,
    "rhythm": rhythm,
}


def _check(name: str, verdict: Verdict, value: float, bound: float, message: str) -> Check:
    return Check(name=name, verdict=verdict, value=value, bound=bound, message=message)


def _day(at: str) -> int:
    value = datetime.fromisoformat(at)
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).toordinal()
