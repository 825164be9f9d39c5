"""Learning the weights: a word's weight for each voice, then the weight of each sign of a boundary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from archive.normalise.blocks import Block
from archive.normalise.voices.boundary import signs_of_places
from archive.normalise.voices.hearing import Weights
from archive.normalise.voices.marks import marks_of
from archive.normalise.voices.supply import signs_of_answer
from tests.voices.pages import Page

VOICES = "PQAT"
GIVING = ("granted_in_full",)
NOT_GIVING = (
    "fully_withheld",
    "neither_confirm_nor_deny",
    "cost_limit",
    "vexatious_or_repeated",
    "not_held",
    "clarification_sought",
    "transferred",
    "accessible_elsewhere",
    "future_publication",
)
FOLDS = 3
"""Parts of the pages that are left out of learning by turns."""
FEWEST = 2
"""Pages in which a mark must occur to be learned."""
SMALLEST = 5
"""Weights below this for every voice, in hundredths, are left out."""


SLIGHTEST = 2
"""Weights of signs of a whole answer below this, in hundredths, are left out: there are many, and they add up."""


class Stretch(NamedTuple):
    """Blocks of a request and its answer, and where the answer begins."""

    blocks: list[Block]
    place: int
    breaks: frozenset[int]


def learn(pages: Sequence[Page]) -> Weights:
    """The weights that the pages teach."""
    marks = _learn_marks(pages)
    folds = [
        Weights(_learn_marks([page for page in pages if fold_of(page) != fold]), {}, {}, {}) for fold in range(FOLDS)
    ]
    return Weights(marks, _learn_places(pages, folds), _learn_giving(pages), learn_supply(pages))


def fold_of(page: Page) -> int:
    """The part of the pages that a page belongs to."""
    return sum(map(ord, page.name)) % FOLDS


def _learn_marks(pages: Sequence[Page]) -> dict[str, tuple[int, int, int, int]]:
    """A weight of each mark for each voice."""
    heard: list[set[str]] = []
    voices: list[str] = []
    seen: Counter[str] = Counter()
    for page in pages:
        of_page: set[str] = set()
        for block, role in zip(page.blocks, page.roles, strict=True):
            if role != "." and block.text:
                heard.append(marks_of(block.text, block.kind))
                voices.append(role.upper())
                of_page |= heard[-1]
        seen.update(of_page)
    table = DictVectorizer()
    known = table.fit_transform([{mark: 1 for mark in sorted(marks) if seen[mark] >= FEWEST} for marks in heard])
    model = LogisticRegression(C=0.3, max_iter=1000, class_weight="balanced").fit(known, voices)
    order = [list(model.classes_).index(voice) for voice in VOICES]
    made = {"bias": _rounded(model.intercept_[order])}
    for index, mark in enumerate(table.get_feature_names_out()):
        values = _rounded(model.coef_[order, index])
        if max(map(abs, values)) >= SMALLEST:
            made[str(mark)] = values
    return made


def _learn_giving(pages: Sequence[Page]) -> dict[str, int]:
    """Paragraphs of answers that give everything against paragraphs of answers that give nothing.

    Of an answer that gives a part, the paragraph that sounds most like giving is taken to give, the second time.
    """
    heard: list[tuple[set[str], bool]] = []
    parted: list[list[set[str]]] = []
    for page in pages:
        answers = [
            marks_of(block.text, block.kind)
            for block, role in zip(page.blocks, page.roles, strict=True)
            if role == "A" and block.text
        ]
        if page.outcome == "partially_withheld" and answers:
            parted.append(answers)
        elif page.outcome in (*GIVING, *NOT_GIVING) and "goodwill_disclosure" not in page.flags:
            heard.extend((marks, page.outcome in GIVING) for marks in answers)
    weights = _giving_weights(heard)
    for _ in range(2):
        best = [max(answers, key=lambda marks: sum(weights.get(mark, 0) for mark in marks)) for answers in parted]
        weights = _giving_weights([*heard, *((marks, True) for marks in best)])
    return weights


def learn_supply(pages: Sequence[Page]) -> dict[str, int]:
    """Answers that give all or a part against those that give nothing."""
    answers = told(pages)
    signs = [signs_of_answer(answer_of(page), page.provisions, page.files) for page in answers]
    seen = Counter(sign for of_page in signs for sign in of_page)
    table = DictVectorizer()
    known = table.fit_transform([{sign: of[sign] for sign in sorted(of) if seen[sign] > FEWEST} for of in signs])
    gives = [page.outcome not in NOT_GIVING for page in answers]
    model = LogisticRegression(C=0.1, max_iter=2000, class_weight="balanced").fit(known, gives)
    weights = {
        str(name): round(float(value) * 100)
        for name, value in zip(table.get_feature_names_out(), model.coef_[0], strict=True)
    }
    kept = {name: value for name, value in weights.items() if abs(value) >= SLIGHTEST}
    return {"bias": round(float(model.intercept_[0]) * 100), **kept}


def told(pages: Sequence[Page]) -> list[Page]:
    """The pages with an answer that gives, or does not."""
    return [
        page for page in pages if "A" in page.roles and page.outcome in (*GIVING, *NOT_GIVING, "partially_withheld")
    ]


def answer_of(page: Page) -> list[Block]:
    """The blocks of the answer, without its labels."""
    return [block for block, role in zip(page.blocks, page.roles, strict=True) if role == "A"]


def _giving_weights(heard: Sequence[tuple[set[str], bool]]) -> dict[str, int]:
    seen = Counter(mark for marks, _ in heard for mark in marks)
    table = DictVectorizer()
    known = table.fit_transform([{mark: 1 for mark in sorted(marks) if seen[mark] >= FEWEST} for marks, _ in heard])
    model = LogisticRegression(C=0.1, max_iter=1000, class_weight="balanced").fit(known, [gives for _, gives in heard])
    names = [str(name) for name in table.get_feature_names_out()]
    weights = {name: round(float(value) * 100) for name, value in zip(names, model.coef_[0], strict=True)}
    kept = {name: value for name, value in weights.items() if abs(value) >= SMALLEST}
    return {"bias": round(float(model.intercept_[0]) * 100), **kept}


def _rounded(values: Any) -> tuple[int, int, int, int]:
    one, two, three, four = (round(float(value) * 100) for value in values)
    return one, two, three, four


def stretches_of(page: Page) -> list[Stretch]:
    """The page's request and answer without their labels, and with them as headings nobody knows."""
    if "Q" not in page.roles and "A" not in page.roles:
        return []
    made = []
    for kept in ("QA", "QAa"):
        indices = [index for index, role in enumerate(page.roles) if role in kept]
        if kept == "QAa":
            first = page.roles.find("Q")
            indices = [index for index in indices if index >= first]
        sides = "".join(page.roles[index].upper() for index in indices)
        breaks = frozenset(
            at for at in range(1, len(indices)) if set(page.roles[indices[at - 1] + 1 : indices[at]]) & set(".P")
        )
        place = sides.find("A")
        if place < 0:
            place = len(sides)
        if not sides or "Q" in sides[place:]:
            continue
        made.append(Stretch([page.blocks[index] for index in indices], place, breaks))
    return made


def _learn_places(pages: Sequence[Page], folds: Sequence[Weights]) -> dict[str, float]:
    """Signs of a boundary are weighed with words learned from other pages (`folds`), as they will be in use."""
    examples = [
        (signs_of_places(stretch.blocks, frozenset(), folds[fold_of(page)], stretch.breaks), stretch.place)
        for page in pages
        for stretch in stretches_of(page)
    ]
    names = sorted({name for places, _ in examples for signs in places for name in signs})
    tables = [
        (np.array([[signs.get(name, 0.0) for name in names] for signs in places]), place) for places, place in examples
    ]

    def loss(weights: Any) -> tuple[float, Any]:
        total, slope = 0.0, np.zeros_like(weights)
        for table, place in tables:
            logits = table @ weights
            logits -= logits.max()
            shares = np.exp(logits) / np.exp(logits).sum()
            total -= float(np.log(shares[place] + 1e-12))
            slope += table.T @ shares - table[place]
        return total / len(tables) + 0.01 * float(weights @ weights), slope / len(tables) + 0.02 * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(value), 2) for name, value in zip(names, found, strict=True)}
