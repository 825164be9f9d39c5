"""The checks at a crawl's end, run by Spidermon: one monitor method a check, so that one that breaks stops no other.

A check that errs is itself a finding: it is reported as a failed check with the error, never passed over.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import ScrapyDeprecationWarning
from spidermon import Monitor, MonitorSuite
from spidermon.contrib.scrapy.runners import SpiderMonitorRunner

from scraper.checks import CHECKS, Facts
from scraper.contract import Check

if TYPE_CHECKING:
    from scraper.spiders.recording import RecordingSpider


class Expectations(Monitor):
    """Holds the force's expectations and its own history against the run."""

    data: Any

    def _hold(self, name: str) -> None:
        check = CHECKS[name](self.data.facts)
        if check is not None:
            self.data.checks.append(check)
            if check.verdict == "fail":
                self.fail(check.message)

    def test_minimum_entries(self) -> None:
        """The log has at least as many entries as expected."""
        self._hold("minimum_entries")

    def test_maximum_entries(self) -> None:
        """The log has no more entries than expected."""
        self._hold("maximum_entries")

    def test_titles(self) -> None:
        """Enough of the fetched pages have a title."""
        self._hold("titles")

    def test_shrunk(self) -> None:
        """The log did not lose most of what it held."""
        self._hold("shrunk")

    def test_rhythm(self) -> None:
        """The log is no longer silent than is its habit."""
        self._hold("rhythm")


class CloseSuite(MonitorSuite):
    """What is checked when a spider closes."""

    monitors = [Expectations]


def held(facts: Facts, spider: RecordingSpider) -> list[Check]:
    """Run the checks and return their verdicts, one each that applies, in the order of `CHECKS`."""
    checks: list[Check] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ScrapyDeprecationWarning)
        result = SpiderMonitorRunner(spider).run(CloseSuite(), facts=facts, checks=checks)
    for broken in result.errors:
        name = broken[0].method_name.removeprefix("test_")
        checks.append(Check(name=name, verdict="fail", message=str(broken[1]).strip().splitlines()[-1]))
    return sorted(checks, key=lambda check: list(CHECKS).index(check.name) if check.name in CHECKS else len(CHECKS))
