"""Questions with their answers below them, in many clothes: each side is all questions, or all answers, and no more."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

import pytest

from archive.normalise import normalise

Pairs = list[tuple[str, list[str]]]

QUESTIONS: Pairs = [
    ("How many horses left the stables in 2023?", ["Nine, of which four were sold."]),
    ("Of those, how many went to private homes?", ["Five.", "Each home was visited beforehand by the stable manager."]),
    (
        "Please list the addresses of the stables that remain, and say which are leased.",
        ["This is exempt under section 31(1)(a) of the Act, since the list would be of use to thieves."],
    ),
    ("What was spent on hay in the same year?", ["£12,406."]),
]
FRAGMENTS: Pairs = [
    ("Number of drivers employed on 1 April 2025", ["189"]),
    ("Number of vacancies on the same date", ["23"]),
    ("Minimum and maximum salary of a driver", ["£27,156 to £30,513, with an allowance for shifts."]),
    ("Number who became drivers elsewhere", ["17 told us so when they left."]),
]


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _inline(mark: str) -> Callable[[int, str, list[str]], str]:
    def write(number: int, question: str, answer: list[str]) -> str:
        return f"<p>{escape(question)}</p><p>{mark} {escape(answer[0])}</p>{_paragraphs(answer[1:])}"

    return write


CLOTHES: dict[str, Callable[[int, str, list[str]], str]] = {
    "plain": lambda n, q, a: _paragraphs([q, *a]),
    "bold": lambda n, q, a: f"<p><b>{escape(q)}</b></p>{_paragraphs(a)}",
    "heading": lambda n, q, a: f"<h3>{escape(q)}</h3>{_paragraphs(a)}",
    "numbered": lambda n, q, a: _paragraphs([f"{n}. {q}", *a]),
    "lettered": lambda n, q, a: _paragraphs([f"({'abcdef'[n - 1]}) {q}", *a]),
    "quoted": lambda n, q, a: _paragraphs([f"“{q}”", *a]),
    "block quote": lambda n, q, a: f"<blockquote><p>{escape(q)}</p></blockquote>{_paragraphs(a)}",
    "emphasis": lambda n, q, a: f"<p><em>{escape(q)}</em></p>{_paragraphs(a)}",
    "bold answer": lambda n, q, a: f"<p>{escape(q)}</p>" + "".join(f"<p><b>{escape(line)}</b></p>" for line in a),
    "number above": lambda n, q, a: f"<h3>Question {n}</h3>{_paragraphs([q, *a])}",
    "numbers above": lambda n, q, a: f"<h4>Question {n}</h4><p>{escape(q)}</p><h4>Answer {n}</h4>{_paragraphs(a)}",
    "answer in line": _inline("Answer –"),
    "response in line": _inline("<b>Response:</b>"),
    "marks": lambda n, q, a: _paragraphs([f"Q{n}. {q}", f"A{n}. {a[0]}", *a[1:]]),
    "answer's mark": _inline("A:"),
    "list": lambda n, q, a: f"<ol start='{n}'><li>{escape(q)}</li></ol>{_paragraphs(a)}",
    "details": lambda n, q, a: f"<details><summary>{escape(q)}</summary>{_paragraphs(a)}</details>",
    "terms": lambda n, q, a: f"<dl><dt>{escape(q)}</dt>{''.join(f'<dd>{escape(line)}</dd>' for line in a)}</dl>",
    "lines": lambda n, q, a: "<p>" + "<br>".join(map(escape, [q, *a])) + "</p>",
}
ABOVE = (
    "",
    "<p>Thank you for your request of 4 March 2024. Your questions and our answers are set out below.</p>",
    "<h2>Request and response</h2>",
)
BELOW = "<h2>Right to complain</h2><p>If you are dissatisfied you may ask for an internal review.</p>"
MARK = re.compile(r"^\W*(?:Q\d\W+|A\d?\W\s|\d\.\s|[a-f]\)\s)", re.M)


def _words(text: str | None) -> str:
    """Letters and figures, without the marks of questions and answers."""
    return re.sub(r"\W+", "", MARK.sub("", text or ""))


@pytest.mark.parametrize("above", ABOVE, ids=["bare", "introduced", "labelled"])
@pytest.mark.parametrize("clothes", CLOTHES)
@pytest.mark.parametrize("pairs", [QUESTIONS, FRAGMENTS], ids=["questions", "fragments"])
def test_pairs_are_told_apart(pairs: Pairs, clothes: str, above: str) -> None:
    body = "".join(CLOTHES[clothes](number, *pair) for number, pair in enumerate(pairs, 1))
    page = f"<html><body><main><h1>Stables and drivers</h1>{above}{body}{BELOW}</main></body></html>"
    record = normalise(page.encode(), content_type="text/html", url="https://www.kent.police.uk/foi/1")[0]
    assert record.structure == "interleaved"
    assert _words(record.request) == _words("\n".join(question for question, _ in pairs))
    assert _words(record.response) == _words("\n".join("\n".join(answer) for _, answer in pairs))
