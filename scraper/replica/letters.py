"""The letters that hold an answer: an English unit's and a Scottish one's, as blocks of text in reading order.

Letters print what pages leave out: dates in full, a reference in its long form, rights of complaint at the foot.
"""

from __future__ import annotations

from scraper.replica import days
from scraper.replica.bodies import NOTICE
from scraper.replica.layouts import layout_of
from scraper.replica.layouts.markup import numbers_of, request_text
from scraper.replica.model import Disclosure
from scraper.replica.speech import Block, h, p

NOTICE_LINE = f"This letter is {NOTICE}."
"""Stands at the head of every letter."""


def letter(item: Disclosure) -> tuple[Block, ...]:
    """The letter that answers a disclosure."""
    if item.head.force.regime == "FOISA":
        return _scottish(item)
    return _prose(item) if item.head.is_file else _labelled(item)


def letter_facts(item: Disclosure) -> dict[str, str | None]:
    """What the letter prints, in the record's terms: its reference, its dates and the request."""
    top = item.head
    request = request_text(item, "numbered")
    if top.force.regime == "FOISA":
        day = top.answered.isoformat()
        return {"reference": _long(item), "request_date": None, "response_date": day, "request": request}
    return {
        "request": request,
        "reference": layout_of(top.force).reference(top),
        "request_date": top.requested.isoformat(),
        "response_date": top.answered.isoformat(),
    }


def _long(item: Disclosure) -> str:
    return f"IM-FOI-{item.head.requested.year}-{item.head.serial:04d}"


def _questions(item: Disclosure) -> tuple[Block, ...]:
    if len(item.questions) == 1:
        return (*item.opening, p(item.questions[0]))
    return (*item.opening, *(p(f"{n}. {text}") for n, text in enumerate(item.questions, 1)))


def _answers(item: Disclosure) -> tuple[Block, ...]:
    made: list[Block] = []
    for part in item.answer.parts:
        first, *rest = part.blocks
        if len(item.answer.parts) > 1:
            first = first._replace(text=f"{numbers_of(part, ' and ')}. {first.text}")
        made += [first, *rest]
    return (*made, *item.answer.reasoning)


def _labelled(item: Disclosure) -> tuple[Block, ...]:
    """A letter of labels: what a force attaches to a page."""
    top = item.head
    return (
        p(NOTICE_LINE),
        p(f"Freedom of Information Request Reference No: {layout_of(top.force).reference(top)}"),
        p(f"Date of request: {days.long(top.requested)}"),
        p(f"Date of response: {days.long(top.answered)}"),
        h("Request"),
        *_questions(item),
        h("Response"),
        *_answers(item),
    )


def _prose(item: Disclosure) -> tuple[Block, ...]:
    """A letter in prose: what stands by itself in a list of letters."""
    top = item.head
    name = top.force.plain_name
    reference = layout_of(top.force).reference(top)
    return (
        p(NOTICE_LINE),
        p("Freedom of Information Department"),
        p(name),
        p(days.long(top.answered)),
        p(f"Freedom of Information Request Reference No: {reference}"),
        p(
            f"I write in connection with your request for information received by {name} on the "
            f"{days.ordinal(top.requested)} in which you sought access to the following information:"
        ),
        *_questions(item),
        h("Response to your Request"),
        *_answers(item),
        h("Your Right to Request a Review of Decision"),
        p(
            "Should you be unhappy with this answer, please write to the Department within forty working days. The "
            "Information Commissioner may be asked for a decision under Section 50 of the Freedom of Information Act "
            "2000 once that is done."
        ),
    )


def _scottish(item: Disclosure) -> tuple[Block, ...]:
    top = item.head
    return (
        p(NOTICE_LINE),
        p("OFFICIAL"),
        p(f"Our Ref: {_long(item)}"),
        p(f"Date: {days.long(top.answered)}"),
        p("FREEDOM OF INFORMATION (SCOTLAND) ACT 2002"),
        p(
            "I refer to your recent request for information which has been handled in accordance with the Freedom of "
            "Information (Scotland) Act 2002."
        ),
        p("For ease of reference, your request is replicated below together with the response."),
        *_questions(item),
        *_answers(item),
        p(
            "Should you wish us to look again, write to Information Management within forty working days. An appeal may "
            "then be made to the Scottish Information Commissioner under section 47(1) of the Act."
        ),
    )
