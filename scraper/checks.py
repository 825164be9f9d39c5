"""Expectations of a force held against what its crawl brought: a minimum that fails, a maximum that warns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.contract import Check
from scraper.registry import Expectations

if TYPE_CHECKING:
    from scraper.spiders.recording import RecordingSpider


def held(expect: Expectations, spider: RecordingSpider, exhausted: bool) -> list[Check]:
    """The checks and their verdicts. Bounds on the size of the log count only where the log was read to its end."""
    checks = []
    entries = spider.recorder.entries
    if expect.minimum_entries and exhausted:
        short = entries < expect.minimum_entries
        checks.append(
            Check(
                name="minimum_entries",
                verdict="fail" if short else "pass",
                value=entries,
                bound=expect.minimum_entries,
                message=f"{entries} entries, expected at least {expect.minimum_entries}" if short else "",
            )
        )
    if expect.maximum_entries:
        many = entries > expect.maximum_entries
        checks.append(
            Check(
                name="maximum_entries",
                verdict="warn" if many else "pass",
                value=entries,
                bound=expect.maximum_entries,
                message=f"{entries} entries, expected at most {expect.maximum_entries}" if many else "",
            )
        )
    return checks
