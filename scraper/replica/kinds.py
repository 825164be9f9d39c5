"""The kinds of answer there are, by law, in the order in which they recur in a log.

The commonest come first, so that a small log is like a small log in life; forty entries hold every kind of their law.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from scraper.replica import answers, other_laws, refusals
from scraper.replica.speech import Answer, Asked


class Kind(NamedTuple):
    """A kind of answer: how many questions the request must hold, and how it is written.

    `letter`: empty, or how the page hands the whole answer to an attached letter (`pdf`, `docx`, or `scan`, a picture
    of a letter that nothing can be read from). `green`: asked about the environment.
    """

    name: str
    questions: int
    make: Callable[[Asked], Answer]
    letter: str = ""
    green: bool = False


FOIA = (
    Kind("granted", 1, answers.granted),
    Kind("withheld_places", 1, answers.withheld_places),
    Kind("costly", 1, refusals.costly),
    Kind("neither", 1, refusals.neither),
    Kind("not_held", 1, refusals.not_held),
    Kind("refused", 1, refusals.refused),
    Kind("accessible", 1, refusals.accessible),
    Kind("granted_in_file", 1, answers.granted_in_file),
    Kind("then_neither", 1, answers.then_neither),
    Kind("future", 1, refusals.future),
    Kind("vexatious", 1, refusals.vexatious),
    Kind("withheld_names", 2, answers.withheld_names),
    Kind("unclear", 1, refusals.unclear),
    Kind("elsewhere", 1, refusals.elsewhere),
    Kind("letter_granted", 2, answers.granted_in_words, "pdf"),
    Kind("granted_by_question", 3, answers.granted_by_question),
    Kind("costly_goodwill", 1, refusals.costly_goodwill),
    Kind("question_neither", 3, answers.question_neither),
    Kind("partly_not_held", 2, answers.partly_not_held),
    Kind("scanned_letter", 1, answers.granted, "scan"),
    Kind("withheld_redacted", 1, answers.withheld_redacted),
    Kind("costly_to_confirm", 1, refusals.costly_to_confirm),
    Kind("refused_absolute", 1, refusals.refused_absolute),
    Kind("environmental", 1, answers.environmental, green=True),
    Kind("partly_accessible", 2, answers.partly_accessible),
    Kind("letter_refused", 1, refusals.refused, "docx"),
    Kind("repeated", 1, refusals.repeated),
    Kind("partly_too_costly", 2, answers.partly_too_costly),
    Kind("neither_rest_not_held", 2, refusals.neither_rest_not_held),
    Kind("costly_together", 1, refusals.costly_together),
    Kind("withheld_prices", 1, answers.withheld_prices),
    Kind("refused_privileged", 1, refusals.refused_privileged),
    Kind("reviewed", 1, answers.reviewed),
    Kind("granted_in_words", 2, answers.granted_in_words),
    Kind("refused_and_neither", 2, refusals.refused_and_neither),
    Kind("costly_unnamed", 1, refusals.costly_unnamed),
    Kind("review_upheld", 1, refusals.review_upheld),
)

FOISA = (
    Kind("scots_granted", 1, other_laws.scots_granted, "pdf"),
    Kind("scots_partial", 2, other_laws.scots_partial, "pdf"),
    Kind("scots_not_held", 1, other_laws.scots_not_held, "pdf"),
    Kind("scots_costly", 1, other_laws.scots_costly, "pdf"),
    Kind("scots_neither", 1, other_laws.scots_neither, "docx"),
    Kind("scots_accessible", 1, other_laws.scots_accessible, "pdf"),
    Kind("scots_refused", 1, other_laws.scots_refused, "pdf"),
)

JERSEY = (
    Kind("jersey_granted", 2, other_laws.jersey_granted),
    Kind("jersey_partial", 2, other_laws.jersey_partial),
    Kind("jersey_refused", 1, other_laws.jersey_refused),
    Kind("jersey_costly", 1, other_laws.jersey_costly),
    Kind("jersey_not_held", 1, other_laws.jersey_not_held),
    Kind("jersey_accessible", 1, other_laws.jersey_accessible),
)

IOM = (
    Kind("manx_granted", 1, other_laws.manx_granted),
    Kind("manx_partial", 1, other_laws.manx_partial),
    Kind("manx_accessible", 1, other_laws.manx_accessible),
    Kind("manx_not_held", 1, other_laws.manx_not_held),
    Kind("manx_refused", 1, other_laws.manx_refused),
)

BY_REGIME = {"FOIA": FOIA, "FOISA": FOISA, "JERSEY": JERSEY, "IOM": IOM}


def kind_of(regime: str, number: int, place: int) -> Kind:
    """The kind of answer number `number` of the force in place `place` of the list of forces."""
    kinds = BY_REGIME[regime]
    return kinds[(number + 5 * place) % len(kinds)]
