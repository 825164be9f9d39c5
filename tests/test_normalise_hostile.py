"""Hostile pages of every kind are read in linear time: twice the page, about twice the computing time.

Computing time, not the clock's, and the least of several rounds: another process on the machine must not fail a test.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator

import pytest

from archive.normalise import normalise
from tests.hostile_pages import KINDS

SIZE = 30_000
BOUND = 2.6
SMALL = 0.02
"""Seconds below which a reading is too short to be judged by its ratio."""


@pytest.fixture(autouse=True)
def without_collections() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def cost(page: bytes, rounds: int) -> float:
    """The least seconds of computing that reading the page took."""
    least = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        records = normalise(page, content_type="text/html")
        least = min(least, time.process_time() - began)
        assert records
    return least


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_page_costs_twice_the_time(kind: str) -> None:
    make: Callable[[int], bytes] = KINDS[kind]
    page, double = make(SIZE), make(2 * SIZE)
    for rounds in (1, 3, 6):
        single, both = cost(page, rounds), cost(double, rounds)
        if both < SMALL or both <= BOUND * single:
            return
    pytest.fail(f"{kind}: {single:.3f} s for {len(page)} bytes, {both:.3f} s for {len(double)}")


def test_a_square_is_caught() -> None:
    def square(size: int) -> float:
        began = time.process_time()
        text = "a" * size
        for at in range(0, size, 10):
            text.find("b", at)
        return time.process_time() - began

    assert min(square(60_000) for _ in range(3)) > BOUND * min(square(30_000) for _ in range(3))


def test_a_tag_with_thousands_of_attributes_loses_them_and_says_so() -> None:
    record = normalise(KINDS["attributes"](400_000), content_type="text/html")[0]
    assert "attributes_dropped" in record.warnings
    assert record.response is not None
    assert "Seven." in record.response
