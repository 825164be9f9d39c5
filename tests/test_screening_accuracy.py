"""The accuracy corpus: every planted defect is found by its own kind, and clean files pass."""

from __future__ import annotations

import pytest

from tests.documents_corpus import accuracy_cases
from tests.documents_corpus.scores import Scores, markdown, score


@pytest.fixture(scope="module")
def scores() -> Scores:
    return score()


def test_size_of_the_corpus(scores: Scores) -> None:
    assert scores.planted.total() >= 60
    assert scores.clean.total() >= 60
    assert len(scores.makers) >= 10


def test_recall_is_whole(scores: Scores) -> None:
    assert not scores.missed
    assert scores.recall == 1.0


def test_false_holds_are_few(scores: Scores) -> None:
    assert scores.false_holds <= 0.05, scores.false


def test_names_are_unique() -> None:
    names = [(case.filename, case.maker) for case in accuracy_cases()]
    assert len(names) == len(set(names))


def test_the_table_shows_every_format(scores: Scores) -> None:
    table = markdown(scores)
    for suffix in {case.suffix for case in accuracy_cases()}:
        assert f"| {suffix.upper()} |" in table
    assert "recall 1.00" in table
