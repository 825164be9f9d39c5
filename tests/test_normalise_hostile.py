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
SWARM = 120_000
"""Size from which every kind of swarm of attributes is looked for; a shorter one costs 0.1 s at most."""
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
    size = SWARM if kind.startswith("attributes") else SIZE
    page, double = make(size), make(2 * size)
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

    assert min(square(400_000) for _ in range(3)) > BOUND * min(square(200_000) for _ in range(3))


SWARMS = [kind for kind in KINDS if kind.startswith("attributes")]


@pytest.mark.parametrize("kind", SWARMS)
def test_a_tag_with_thousands_of_attributes_loses_them_and_says_so(kind: str) -> None:
    record = normalise(KINDS[kind](400_000), content_type="text/html")[0]
    assert "attributes_dropped" in record.warnings
    if kind != "attributes without end":
        assert record.response is not None
        assert "Seven." in record.response


def test_long_values_and_many_tags_keep_their_attributes() -> None:
    link = '<a href="/files/list.csv" title="a > b">The list</a>'
    value = "".join(f"{{'n': '<b>{number}</b>', 'a=b': {number}}} " for number in range(8_000))
    picture = f'<img alt="x > y" src="data:image/png;base64,{"iVBORw0KGgo=" * 10_000}">'
    for inside in (link * 3_000, f'<div data-state="{value}">{link}</div>', picture + link):
        record = normalise(
            f"<h1>Lists</h1><h2>Response</h2><p>Attached.</p>{inside}".encode(), url="https://a.example/"
        )[0]
        assert "attributes_dropped" not in record.warnings
        assert [one.filename for one in record.attachments] == ["list.csv"]


@pytest.mark.parametrize("tag", ["div", "span", "b", "p"])
@pytest.mark.parametrize("answer", ["Seven.", "There were seven of them in the year, and eight in the one before it."])
def test_words_under_ten_thousand_tags_are_read(tag: str, answer: str) -> None:
    deep = f"<{tag}>" * 10_000 + answer + f"</{tag}>" * 10_000
    page = (
        f"<h1>Lamps</h1><h2>Request</h2><p>How many?</p><h2>Response</h2>{deep}<h2>Complaints</h2><p>Write to us.</p>"
    )
    record = normalise(page.encode(), content_type="text/html", url="https://a.example/")[0]
    assert (record.request, record.response) == ("How many?", answer)
