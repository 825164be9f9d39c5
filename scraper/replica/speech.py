"""The parts that an invented answer is put together from: blocks of text, citations as forces spell them, stock words.

Only the short formulas by which real answers are told apart recur here (`neither confirm nor deny`, `exceed the
appropriate limit`); all other wording is ours.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from scraper.replica.topics import FollowUp, Topic


class Block(NamedTuple):
    """A piece of text: `p` a paragraph, `h` a heading, `table` (in `rows`, header first)."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


class Part(NamedTuple):
    """The answer to one question or to several together: `numbers` are the questions', from 1; empty for all."""

    numbers: tuple[int, ...]
    blocks: tuple[Block, ...]


class Asked(NamedTuple):
    """What was asked, and of whom: all that the wording of an answer may depend on besides `rng`."""

    topic: Topic
    follow_ups: tuple[FollowUp, ...]
    year: int
    force: str
    rng: random.Random


class Answer(NamedTuple):
    """An answer in the order in which it is read, with what a reader should take from it in the record's terms.

    `exemptions` are applied, `mentions` only cited (a sample of them). `files`: empty, or what is attached (`data` the
    figures, `redacted` the figures with parts blacked out). `legislation` is empty for the body's own law.
    """

    parts: tuple[Part, ...]
    reasoning: tuple[Block, ...]
    outcome: str
    flags: tuple[str, ...] = ()
    exemptions: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    files: str = ""
    legislation: str = ""


def p(text: str) -> Block:
    """A paragraph."""
    return Block("p", text)


def h(text: str) -> Block:
    """A heading inside the response."""
    return Block("h", text)


def table_of(asked: Asked, years: int = 3) -> Block:
    """A table of made figures for the years before the request."""
    rows = tuple((str(year), f"{asked.rng.randrange(11, 3000):,}") for year in range(asked.year - years, asked.year))
    head = asked.topic.unit
    return Block("table", rows=(("Year", f"{head[0].upper()}{head[1:]}"), *rows))


def told(asked: Asked, number: int) -> Block:
    """The plain answer to question `number` (2 is the first of those that follow)."""
    rng = asked.rng
    words = {"number": rng.randrange(120, 90_000), "small": rng.randrange(2, 40), "year": asked.year - 1}
    return p(asked.follow_ups[number - 2].answer.format(**words))


CITED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "law": (
        ("FOIA 31(1)(a)", "FOIA 31(1)(b)"),
        (
            "Section 31(1)(a)(b) – Law Enforcement",
            "Section 31(1)(a)&(b) – Law Enforcement",
            "Section 31 (1)(a) and (b) - Law Enforcement",
        ),
    ),
    "law_one": (
        ("FOIA 31(1)(a)",),
        ("Section 31(1)(a) – Law Enforcement", "Section 31 (1)(a) - Law Enforcement", "S31(1)(a) Law Enforcement"),
    ),
    "investigations": (
        ("FOIA 30(1)(a)",),
        ("Section 30(1)(a) – Investigations", "Section 30 (1)(a) Investigations and Proceedings"),
    ),
    "security": (("FOIA 24(1)",), ("Section 24(1) – National Security", "Section 24 (1) National Security")),
    "health": (("FOIA 38(1)(b)",), ("Section 38(1)(b) – Health and Safety", "S38(1)(b) Health and Safety")),
    "personal": (
        ("FOIA 40(2)",),
        ("Section 40(2) – Personal Information", "Section 40 (2) Personal Information", "S40(2) Personal Information"),
    ),
    "personal_principle": (
        ("FOIA 40(2)", "FOIA 40(3A)(a)"),
        ("Section 40(2) & 40(3A)(a) – Personal Information", "Section 40(2)(3A)(a) – Personal Information"),
    ),
    "confidence": (("FOIA 41(1)",), ("Section 41(1) – Information provided in confidence",)),
    "privilege": (("FOIA 42(1)",), ("Section 42(1) – Legal Professional Privilege",)),
    "commercial": (("FOIA 43(2)",), ("Section 43(2) – Commercial Interests", "Section 43 (2) Commercial Interests")),
    "prohibited": (("FOIA 44(1)(a)",), ("Section 44(1)(a) – Prohibitions on disclosure",)),
    "ncnd_bodies": (("FOIA 23(5)",), ("Section 23(5) – Information relating to Security Bodies",)),
    "ncnd_security": (("FOIA 24(2)",), ("Section 24(2) – National Security", "Section  24(2) - National Security")),
    "ncnd_investigations": (("FOIA 30(3)",), ("Section 30(3) – Investigations", "S30(3) Investigations")),
    "ncnd_law": (("FOIA 31(3)",), ("Section 31(3) – Law Enforcement", "S31(3) Law Enforcement")),
    "ncnd_personal": (
        ("FOIA 40(5B)(a)(i)",),
        ("Section 40(5B)(a)(i) – Personal Information", "Section 40 (5B)(a)(i) Personal Information"),
    ),
}
"""Provisions by what they are used for: canonical forms, and the ways in which a line of a response spells them."""


def cite(asked: Asked, *names: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The lines that list those provisions, each in one of its spellings, and the canonical forms they stand for."""
    lines: list[Block] = []
    found: list[str] = []
    for name in names:
        canonical, spellings = CITED[name]
        lines.append(p(asked.rng.choice(spellings)))
        found.extend(canonical)
    return tuple(lines), tuple(found)


def listed_under(asked: Asked, plural: bool) -> Block:
    """The sentence that stands over a list of provisions."""
    s = "s" if plural else ""
    return p(
        asked.rng.choice(
            (
                f"It is exempt by virtue of the following exemption{s}:",
                f"What is not supplied is withheld under the following exemption{s}:",
                f"Section 17 of the Freedom of Information Act 2000 requires us to say so and to name the exemption{s}. "
                f"The following exemption{s} {'apply' if plural else 'applies'}:",
            )
        )
    )


def weighed(asked: Asked, either_way: bool = False) -> tuple[Block, ...]:
    """The harm and the public interest, as a qualified exemption calls for. `either_way`: whether held is not said."""
    rng = asked.rng
    matter = (
        f"whether anything is held on {asked.topic.covert}" if either_way else f"the detail of {asked.topic.covert}"
    )
    return (
        h(rng.choice(("Harm", "Evidence of Harm", "Overall Harm"))),
        p(
            rng.choice(
                (
                    f"To make known {matter} would show those who plan offences where they are watched and where they "
                    "are not. The same question put to every force would draw a map.",
                    f"Disclosure under the Act is disclosure to the world. To make known {matter} would help anybody "
                    "who wishes to keep clear of the police.",
                )
            )
        ),
        h("Public interest test"),
        p("Factors favouring disclosure: people pay for policing and may ask how it is done."),
        p("Factors against disclosure: tactics that are known can be countered, and others then pay for it."),
        h("Balance test"),
        p("On balance the public interest lies in protecting the work of officers and the safety of all."),
    )


def parts(*given: tuple[tuple[int, ...], tuple[Block, ...]]) -> tuple[Part, ...]:
    """Parts from pairs of question numbers and blocks."""
    return tuple(Part(numbers, blocks) for numbers, blocks in given)


def whole(*blocks: Block) -> tuple[Part, ...]:
    """One part that answers everything."""
    return (Part((), blocks),)
