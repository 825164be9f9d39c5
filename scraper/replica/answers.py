"""How the invented forces answer: for each outcome the paragraphs of a response and what a reader should take from them.

The truth returned with each answer is written together with its text, so that tests can hold the archive against it.
Wording is ours; only the short formulas by which real answers are told apart (such as `neither confirm nor deny`) recur.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from scraper.replica.topics import Topic


class Block(NamedTuple):
    """A piece of a response: `kind` is `p`, `h` (a heading) or `table` (then `rows` holds cells, header first)."""

    kind: str
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


class Answer(NamedTuple):
    """Blocks of the response, with the outcome, flags and applied exemptions that they state."""

    blocks: tuple[Block, ...]
    outcome: str
    flags: tuple[str, ...] = ()
    exemptions: tuple[str, ...] = ()
    files: bool = False


OUTCOMES = (
    "granted_in_full",
    "partially_withheld",
    "cost_limit",
    "neither_confirm_nor_deny",
    "not_held",
    "fully_withheld",
    "accessible_elsewhere",
    "granted_with_file",
    "covert_part",
    "future_publication",
    "vexatious_or_repeated",
    "personal_part",
    "clarification_sought",
    "transferred",
)
"""The kinds of answer, in the order in which they recur; `granted_with_file`, `covert_part` and `personal_part` are
further ways to reach `granted_in_full` and `partially_withheld`."""


def p(text: str) -> Block:
    """A paragraph."""
    return Block("p", text)


def h(text: str) -> Block:
    """A heading inside the response."""
    return Block("h", text)


def figures(topic: Topic, year: int, rng: random.Random) -> Block:
    """A table of made figures for the three years before `year`."""
    rows = tuple((str(y), f"{rng.randrange(11, 4000):,}") for y in range(year - 3, year))
    return Block("table", "", (("Year", f"Number of {topic.unit}"), *rows))


def harm(topic: Topic, section: str) -> tuple[Block, ...]:
    """The reasoning that a qualified, prejudice-based exemption calls for."""
    return (
        h("Harm"),
        p(
            f"An answer either way about {topic.covert} would show those who plan offences where they are watched and "
            "where they are not, and the same question put to every force would draw a map."
        ),
        h("Public interest test"),
        p(f"Favouring disclosure under Section {section}: people pay for policing and may ask how it is done."),
        p(
            f"Against disclosure under Section {section}: tactics that are known can be countered, and others pay for it."
        ),
        p("On balance the public interest lies in protecting the work of officers."),
    )


def answer(kind: str, topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    """The answer of one kind to a question on `topic`, dated in `year`. Raises `KeyError` for an unknown kind."""
    return ANSWERS[kind](topic, year, force, rng)


def _granted(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    opening = rng.choice(
        (
            f"{force} holds the information you asked for. It is set out in the table below.",
            f"Searches were completed and the number of {topic.unit} for each year is given below.",
        )
    )
    return Answer((p(opening), figures(topic, year, rng)), "granted_in_full")


def _granted_with_file(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    text = f"Please find attached the number of {topic.unit} for each year. Nothing has been left out of the attached file."
    return Answer((p(text),), "granted_in_full", files=True)


def _partial(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    blocks = (
        p(f"I have decided to disclose some of the requested information. The yearly number of {topic.unit} is below."),
        figures(topic, year, rng),
        p("The locations are exempt by virtue of the following exemption:"),
        p("Section 31(1)(a)(b) - Law Enforcement"),
        p(
            "Section 31 is a qualified, prejudice-based exemption, so the harm and the public interest are set out here."
        ),
        *harm(topic, "31"),
    )
    return Answer(blocks, "partially_withheld", (), ("FOIA 31(1)(a)", "FOIA 31(1)(b)"), files=rng.random() < 0.5)


def _personal(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    blocks = (
        p(f"The number of {topic.unit} for each year is supplied below."),
        figures(topic, year, rng),
        p(
            "The names of those concerned are withheld under Section 40(2) Personal Information of the Freedom of Information Act 2000."
        ),
        p("Section 40 is an absolute exemption where disclosure would breach the data protection principles."),
    )
    return Answer(blocks, "partially_withheld", (), ("FOIA 40(2)",))


def _covert(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    blocks = (
        p(f"{force} can give the number of {topic.unit} in open use, as below."),
        figures(topic, year, rng),
        p(
            f"With regard to {topic.covert}, {force} can neither confirm nor deny that any other information is held "
            "by virtue of Section 24(2) National Security and Section 31(3) Law Enforcement."
        ),
        *harm(topic, "31"),
        p("None of this should be taken as a sign that such information does or does not exist."),
    )
    return Answer(blocks, "partially_withheld", ("ncnd_part",), ("FOIA 24(2)", "FOIA 31(3)"))


def _cost(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    hours = rng.randrange(31, 400)
    blocks = (
        p(
            f"The {topic.unit} are not recorded in a way that can be searched, and each record would have to be read by hand. "
            f"At five minutes a record this would take some {hours} hours."
        ),
        p(
            "This would exceed the appropriate limit of 18 hours, and Section 12(1) of the Freedom of Information Act applies."
        ),
        p("Under Section 16, in order to aid and assist, we suggest that you narrow the request to a single year."),
    )
    return Answer(blocks, "cost_limit", ("advice_given",), ("FOIA 12(1)",))


def _ncnd(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    blocks = (
        p(f"{force} can neither confirm nor deny that it holds the information you requested."),
        p(
            "The duty in Section 1(1)(a) of the Freedom of Information Act 2000 does not apply, by virtue of the following exemptions:"
        ),
        p("Section 30(3) - Investigations"),
        p("Section 31(3) - Law Enforcement"),
        *harm(topic, "31"),
        p("This is not to be read as an indication that the information exists or does not exist."),
    )
    return Answer(blocks, "neither_confirm_nor_deny", (), ("FOIA 30(3)", "FOIA 31(3)"))


def _not_held(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    text = rng.choice(
        (
            f"Searches were made with the department concerned. {force} does not hold the information requested.",
            f"No information is held by {force} in respect of this request.",
        )
    )
    return Answer((p(text),), "not_held")


def _withheld(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    blocks = (
        p(
            "The information is held, but a decision has been taken not to supply it. It is exempt under the following exemption:"
        ),
        p("Section 31(1)(a) - Law Enforcement"),
        *harm(topic, "31"),
        p("This letter serves as a Refusal Notice under Section 17 of the Act."),
    )
    return Answer(blocks, "fully_withheld", (), ("FOIA 31(1)(a)",))


def _accessible(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    blocks = (
        p(
            "The information is already published and is therefore exempt under Section 21(1) of the Freedom of "
            "Information Act, information reasonably accessible by other means."
        ),
        p("It can be found among the yearly statistics on this website."),
    )
    return Answer(blocks, "accessible_elsewhere", (), ("FOIA 21(1)",))


def _future(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    blocks = (
        p("The information is held and will be published with the next annual statistics."),
        p("It is therefore exempt by virtue of Section 22(1) - Information intended for future publication."),
        p("The public interest favours one publication, complete and checked, over an early part of it."),
    )
    return Answer(blocks, "future_publication", (), ("FOIA 22(1)",))


def _vexatious(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    blocks = (
        p(
            "This is the ninth request in a month on a substantially similar matter, and a reasonable interval has not elapsed."
        ),
        p(
            "Section 14(2) of the Freedom of Information Act therefore applies and the request is refused as a repeated request."
        ),
    )
    return Answer(blocks, "vexatious_or_repeated", (), ("FOIA 14(2)",))


def _clarification(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    text = (
        f"Before we can search we need more detail. Please clarify which {topic.unit} and which years you mean. "
        "Until we hear from you no further work will be done on the request."
    )
    return Answer((p(text),), "clarification_sought")


def _transferred(topic: Topic, year: int, force: str, rng: random.Random) -> Answer:
    text = (
        "This is a matter for another public authority and we cannot answer on its behalf. You would need to contact "
        "the transport authority for the county, to which your request should be sent."
    )
    return Answer((p(text),), "transferred")


ANSWERS = {
    "granted_in_full": _granted,
    "granted_with_file": _granted_with_file,
    "partially_withheld": _partial,
    "personal_part": _personal,
    "covert_part": _covert,
    "cost_limit": _cost,
    "neither_confirm_nor_deny": _ncnd,
    "not_held": _not_held,
    "fully_withheld": _withheld,
    "accessible_elsewhere": _accessible,
    "future_publication": _future,
    "vexatious_or_repeated": _vexatious,
    "clarification_sought": _clarification,
    "transferred": _transferred,
}
