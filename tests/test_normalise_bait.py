"""Bait for every regular expression of the normaliser and the platforms: none backtracks more than its text is long.

Every compiled pattern is found by looking through the modules, and given hostile strings made from its own parse tree.
A pattern whose time grows with the square of the text takes four times as long again, and is found.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from tests.hostile_strings import baits, patterns_of

SMALL = 3_000
TIMES = 4
GROWTH = 9.0
"""Linear is 4, a square is 16."""
TOO_SHORT = 0.008
"""Seconds below which the larger text says nothing about growth: a square of so many characters takes longer."""
ROUNDS = 5
PATTERNS = {**patterns_of("archive.normalise"), **patterns_of("scraper.platforms")}


def search_time(pattern: re.Pattern[Any], subject: Any) -> float:
    began = time.process_time()
    for _ in islice(pattern.finditer(subject), len(subject)):
        pass
    return time.process_time() - began


def grows_too_fast(pattern: re.Pattern[Any]) -> Iterator[Any]:
    for small, large in zip(baits(pattern, SMALL), baits(pattern, SMALL * TIMES), strict=True):
        long = search_time(pattern, large)
        if long < TOO_SHORT:
            continue
        short = min(search_time(pattern, small) for _ in range(ROUNDS))
        if long > short * GROWTH and min(search_time(pattern, large) for _ in range(ROUNDS)) > short * GROWTH:
            yield large[:80]


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 200
    assert any(name.startswith("archive.normalise.cues.") for name in PATTERNS)
    assert any(name.startswith("archive.normalise.citations.") for name in PATTERNS)
    assert any(name.startswith("scraper.platforms.") for name in PATTERNS)


@pytest.mark.parametrize("source", [r"\w+x", r"(?:a|b\w*)\bc", r"\d[\d,]* times", r"\s*="])
def test_the_bait_catches_a_square(source: str) -> None:
    assert any(grows_too_fast(re.compile(source)))


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_pattern_grows_faster_than_its_text(name: str) -> None:
    assert list(islice(grows_too_fast(PATTERNS[name]), 1)) == []
