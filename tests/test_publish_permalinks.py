"""Permalinks: readable, stable, and never given twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.publish.permalinks import LONGEST, permalink_for, slug

URL = "https://whole.example/foi/2024/Bicycles%20found.aspx"


@pytest.mark.parametrize(
    ("reference", "url", "wanted"),
    [
        ("992/20", URL, r"whole/992-20"),
        ("01.FOI.22.024049", URL, r"whole/01-foi-22-024049"),
        ("89-26", URL, r"whole/89-26"),
        (None, URL, r"whole/bicycles-found-[0-9a-f]{6}"),
        ("–", URL, r"whole/bicycles-found-[0-9a-f]{6}"),
        (None, "https://whole.example/", r"whole/answer-[0-9a-f]{6}"),
        (None, "https://whole.example/a/ceistiau-ƒ-âr/", r"whole/ceistiau-ar-[0-9a-f]{6}"),
    ],
)
def test_permalinks_are_readable(reference: str | None, url: str, wanted: str) -> None:
    assert re.fullmatch(wanted, permalink_for("whole", reference, url, set()))


def test_a_reference_that_is_taken_is_told_apart_by_the_address() -> None:
    first = permalink_for("whole", "1/24", URL, set())
    second = permalink_for("whole", "1-24", URL + "?b", {first})
    assert first == "whole/1-24"
    assert re.fullmatch(r"whole/1-24-[0-9a-f]{6}", second)
    assert permalink_for("whole", "1-24", URL + "?b", {first}) == second
    assert permalink_for("whole", "1-24", URL + "?c", {first}) not in (first, second)


def test_parts_of_one_page_have_their_own() -> None:
    assert permalink_for("whole", None, URL + "#1", set()) != permalink_for("whole", None, URL + "#2", set())


@given(reference=st.none() | st.text(max_size=200), url=st.text(max_size=200), times=st.integers(1, 8))
def test_no_permalink_is_given_twice_whatever_comes(reference: str | None, url: str, times: int) -> None:
    taken: set[str] = set()
    for _ in range(times):
        link = permalink_for("whole", reference, f"https://whole.example/{url}", taken)
        assert link not in taken
        assert re.fullmatch(r"whole/[a-z0-9]+(-[a-z0-9]+)*", link)
        assert len(link) <= len("whole/") + LONGEST + 40
        taken.add(link)


@given(st.text(max_size=300))
def test_a_slug_is_cut_between_words(text: str) -> None:
    short = slug(text, 20)
    assert len(short) <= 20
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", short)
