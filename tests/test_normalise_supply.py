"""Whether an answer gave anything: learned from labelled answers, and said where it goes against the phrases."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from archive.normalise import normalise
from archive.normalise.blocks import Block
from archive.normalise.record import Record
from archive.normalise.voices.hearing import Weights
from archive.normalise.voices.supply import signs_of_answer, supplies
from tests.voices.learn import FOLDS, answer_of, fold_of, learn_supply, told
from tests.voices.pages import Page, read_pages


def read(*answer: str) -> Record:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in answer)
    page = f"<h1>Kennels</h1><h2>Request</h2><p>How many dogs were taken in?</p><h2>Response</h2>{paragraphs}"
    return normalise(page.encode(), content_type="text/html", url="https://www.exampleshire.police.uk/foi/kennels/")[0]


@cache
def left_out() -> list[tuple[float, bool, Page]]:
    """Every labelled answer as weights learned from other answers hear it, and whether it gave something."""
    heard = []
    pages = told(read_pages())
    for fold in range(FOLDS):
        known = Weights({}, {}, {}, learn_supply([page for page in pages if fold_of(page) != fold]))
        for page in pages:
            if fold_of(page) == fold:
                given_ = page.outcome in ("granted_in_full", "partially_withheld")
                heard.append((supplies(answer_of(page), page.provisions, page.files, known), given_, page))
    return heard


def test_most_answers_not_learned_from_are_heard_rightly() -> None:
    right = [(heard > 0) == gave for heard, gave, _ in left_out()]
    assert sum(right) >= 0.93 * len(right) > 400


def test_the_sure_ones_are_nearly_always_right() -> None:
    sure = [(heard > 0) == gave for heard, gave, _ in left_out() if abs(heard) >= 1]
    assert len(sure) > 0.85 * len(left_out())
    assert sum(sure) >= 0.97 * len(sure)


def test_helpful_words_after_a_denial_are_no_answer() -> None:
    record = read(
        "We have searched for the information with the help of the Control Room. I can advise you that the force does "
        "not hold any of it.",
        "Kennels are run by the four district councils, whose wardens work eleven hours a day in summer.",
    )
    assert record.outcome == "not_held"


def test_what_was_answered_before_is_not_given_by_a_vexatious_refusal() -> None:
    record = read(
        "Since January we have received eleven requests from you. In all we have provided 61 pages.",
        "For those reasons the request is vexatious, and section 14(1) of the Freedom of Information Act 2000 means "
        "that we need not comply with it. One of the earlier ones was refused under section 12.",
    )
    assert record.outcome == "vexatious_or_repeated"
    assert [cited.provision for cited in record.exemptions] == ["14(1)"]
    assert ("12", "beside_burden") in {(cited.provision, cited.rule) for cited in record.mentions}


@given(st.lists(st.text(max_size=200), max_size=6), st.sets(st.sampled_from(["pdf", "xlsx", "csv"])))
def test_any_answer_is_heard_the_same_twice(texts: list[str], files: set[str]) -> None:
    blocks = [Block(text) for text in texts]
    assert supplies(blocks, [("FOIA", "40(2)")], files) == supplies(blocks, [("FOIA", "40(2)")], files)
    assert all(isinstance(value, int) for value in signs_of_answer(blocks, [], files).values())
