"""Who speaks: what was learned tells the two sides apart on pages it was not learned from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.normalise import normalise
from archive.normalise.blocks import Block
from archive.normalise.record import Record
from archive.normalise.voices.boundary import boundary
from archive.normalise.voices.hearing import Weights, giving, hear
from tests.voices.learn import FOLDS, fold_of, learn, stretches_of
from tests.voices.pages import Page, read_pages

WEIGHTS = Path(__file__).parent.parent / "archive" / "normalise" / "data" / "voices.json"
KINDS = ("text", "heading", "item", "row", "term", "detail")


def read(page: str) -> Record:
    return normalise(page.encode(), content_type="text/html", url="https://www.exampleshire.police.uk/foi/kennels/")[0]


@cache
def pages() -> list[Page]:
    return read_pages()


@cache
def folds() -> list[tuple[Weights, list[Page]]]:
    """Weights learned from all pages but a part, and that part."""
    return [
        (
            learn([page for page in pages() if fold_of(page) != fold]),
            [page for page in pages() if fold_of(page) == fold],
        )
        for fold in range(FOLDS)
    ]


def test_the_weights_are_those_that_the_pages_teach() -> None:
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    found = learn(pages())
    assert kept.keys() == found._asdict().keys()
    assert kept["marks"].keys() == found.marks.keys(), "run: python -m tests.voices"
    for mark, values in found.marks.items():
        assert kept["marks"][mark] == pytest.approx(values, abs=3)
    assert kept["giving"] == pytest.approx(found.giving, abs=3)
    assert kept["supply"] == pytest.approx(found.supply, abs=3)
    assert kept["places"] == pytest.approx(found.places, abs=0.03)


def test_most_blocks_of_unknown_pages_are_given_to_the_right_side() -> None:
    heard = [
        (hear(block, weights).side > 0) == (role == "Q")
        for weights, unknown in folds()
        for page in unknown
        for block, role in zip(page.blocks, page.roles, strict=True)
        if role in "QA" and block.text
    ]
    assert sum(heard) >= 0.92 * len(heard) > 2000


def test_most_boundaries_of_unknown_pages_are_found_and_the_margin_tells_which() -> None:
    found = [
        (place.margin, place.place == stretch.place)
        for weights, unknown in folds()
        for page in unknown
        for stretch in stretches_of(page)
        for place in [boundary(stretch.blocks, frozenset(), weights, 0, stretch.breaks)]
    ]
    assert sum(right for _, right in found) >= 0.86 * len(found) > 500
    certain = [right for margin, right in found if margin >= 2]
    assert len(certain) > 0.6 * len(found)
    assert sum(certain) >= 0.95 * len(certain)


def test_answers_that_give_sound_otherwise_than_those_that_give_nothing() -> None:
    loudest = [
        (page.outcome, max(giving(block.text, block.kind, weights) for block in blocks))
        for weights, unknown in folds()
        for page in unknown
        if (
            blocks := [block for block, role in zip(page.blocks, page.roles, strict=True) if role == "A" and block.text]
        )
    ]
    given_ = [sound for outcome, sound in loudest if outcome == "granted_in_full"]
    refused = [sound for outcome, sound in loudest if outcome in ("fully_withheld", "vexatious_or_repeated")]
    louder = sum(one > other for one in given_ for other in refused)
    assert louder >= 0.95 * len(given_) * len(refused) > 2000


def test_a_letter_in_words_that_no_list_knows_is_told_apart() -> None:
    page = """
    <h1>Kennels</h1>
    <p>I keep greyhounds and wonder where the strays of the county end up.</p>
    <p>Would it be possible to learn how many dogs your officers took in last winter, and what became of them?</p>
    <p>Most of them went home. Sergeant's books show 61 animals over the four months, and 52 were fetched by their
    owners within a week.</p>
    <p>The other nine were handed to a rescue centre.</p>
    """
    record = read(page)
    assert record.request is not None
    assert record.request.startswith("I keep greyhounds")
    assert record.request.endswith("what became of them?")
    assert record.response is not None
    assert record.response.startswith("Most of them went home.")
    assert record.provenance["response"].rule == "voice"
    assert record.outcome == "granted_in_full"


def test_words_of_the_body_alone_have_no_request_in_them() -> None:
    page = """
    <h1>Kennels</h1>
    <p>The constabulary took in 61 dogs over the four months.</p>
    <p>Of these, 52 were fetched by their owners and nine were handed to a rescue centre.</p>
    """
    record = read(page)
    assert record.request is None
    assert record.structure == "unsegmented"


def test_a_boundary_that_is_not_clear_is_said() -> None:
    page = """
    <h1>Kennels</h1>
    <p>How much fuel did the traffic unit use in 2021?</p>
    <p>The cost of fuel in 2022.</p>
    <p>The cost of tyres was not kept apart.</p>
    """
    record = read(page)
    assert "doubtful_boundary" in record.warnings


@given(st.text(max_size=600), st.sampled_from(KINDS))
def test_any_text_is_heard(text: str, kind: str) -> None:
    block = Block(text, kind)
    heard = hear(block)
    assert -3 <= heard.side <= 3
    assert giving(text, kind) == giving(text, kind)


@given(st.lists(st.text(min_size=1, max_size=80).filter(str.strip), min_size=1, max_size=12))
def test_any_blocks_have_a_boundary(texts: list[str]) -> None:
    blocks = [Block(text) for text in texts]
    assert 0 <= boundary(blocks, frozenset()).place <= len(blocks)
    assert 1 <= boundary(blocks, frozenset(), least=1).place <= len(blocks)
