"""Questions and answers that alternate with no labels: which block is which.

Signs are tried, strongest first: marks (`Q1`, `A1`, or the answer's alone), quotation, emphasis (questions bold and
answers not, or the reverse), rising numbers with unnumbered text between, question marks, bare alternation of long and
short lines, and how each block sounds. A request whose questions carry explanations looks alike, so the text between
must read as answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from archive.normalise.blocks import Block
from archive.normalise.openers import looks_asked, opens_decision, question_number
from archive.normalise.voices.hearing import hear

ANSWERING = re.compile(
    r"^(?:yes|no|none|nil|n/?a|not|zero|we |the (?:force|constabulary|police|total|figure|number|sum|information"
    r"|list|table|cost)|there (?:is|are|was|were|have|has)|this|these|it |they |please (?:see|find|refer)"
    r"|see (?:below|attached|above)|as (?:above|at|of)|all |£|\d|[a-z]+ police|information|\|)|\b(?:held|hold|holds"
    r"|exempt|withheld|attached|provided below|recorded|neither confirm)\b",
    re.I,
)
REQUESTING = re.compile(
    r"^(?:please (?!see|find|refer|note)|i |could |can you|if (?:so|yes|not|possible)|my |for (?:each|example"
    r"|clarity)|by |broken down|where possible|would )|\byou(?:r)?\b",
    re.I,
)
ANSWER_MARK = re.compile(
    r"^\W{0,2}a(?:ns(?:wer)?\s?(?:\d{1,2}[a-z]?)?|\s?\d{1,2}[a-z]?|(?=\s?:))(?:\s?\([a-z]\))?\s?[.):–-]\s{0,3}", re.I
)
"""`A1.`, `Answer 2:`, `A)` before an answer."""
QUESTION_MARK = re.compile(r"^\W{0,2}q(?:u(?:estion)?)?\s?\d{0,2}[a-z]?(?:\s?\([a-z]\))?\s?[.):–-]\s{0,3}", re.I)
SET_OFF = re.compile(r"^\W{0,2}(?:q\s?)?\d{1,2}[.)]\s{1,3}[A-Z]")
SURELY_ANSWERS = -1.0
"""How a block must sound, at the most, to be taken for the body's by that alone."""
SURELY_ASKS = 2.0
"""How a block must sound, at the least, to be no answer whatever words stand in it."""
ASKS = 1.0
"""How a block that begins as a question does must sound, at the least, to be one beside others with their mark."""
MOST_TOGETHER = 3
"""Questions that follow each other before a list of them is the whole request, where nothing but their sound tells."""
QUOTES = {"“": "”", '"': '"', "‘": "’"}
Marks = list[bool]


def find_pairs(blocks: Sequence[Block], force_words: frozenset[str], answering: bool = False) -> list[bool] | None:
    """For each block whether it is a question, when questions and answers alternate; else None.

    `answering`: the blocks stand under a label of the answer, so that what follows a question need not read as one.
    """
    if len(blocks) < 4:
        return None
    for sign in (_by_mark, _by_answer_mark, _by_quotes, _by_emphasis, _by_number, _by_question_mark):
        marks = sign(blocks)
        if marks and _alternates(blocks, marks, force_words, answering):
            return marks
    return _by_alternation(blocks) or _by_voice(blocks)


def _by_mark(blocks: Sequence[Block]) -> Marks | None:
    """`Q1.` and `A1.` by turns: from a question's mark to an answer's mark is asked, the rest answered."""
    marks: Marks = []
    asked = False
    answers = questions = 0
    for block in blocks:
        if block.kind != "row" and QUESTION_MARK.match(block.text):
            questions += not asked
            asked = True
        elif block.kind != "row" and ANSWER_MARK.match(block.text):
            answers += asked
            asked = False
        marks.append(asked)
    return marks if questions > 1 and answers > 1 and marks[0] else None


def _by_answer_mark(blocks: Sequence[Block]) -> Marks | None:
    """Answers with a mark, questions with none: asked is what stands right above a mark and sounds so."""
    answers = [block.kind != "row" and ANSWER_MARK.match(block.text) is not None for block in blocks]
    if sum(answers) < 2 or answers[0]:
        return None
    marks = [False] * len(blocks)
    for at, answered in enumerate(answers):
        above = at - 1
        while answered and above >= 0 and not answers[above] and (above == at - 1 or _surely_asked(blocks[above])):
            marks[above] = True
            above -= 1
    return marks


def _surely_asked(block: Block) -> bool:
    return looks_asked(block.text) or hear(block).side > SURELY_ASKS


def _by_quotes(blocks: Sequence[Block]) -> Marks | None:
    """Questions in quotation marks or set off as another's words, answers not."""
    marks = [block.kind != "row" and (block.quoted or _is_quotation(block.text)) for block in blocks]
    return marks if marks[0] and not marks[-1] else None


def _is_quotation(text: str) -> bool:
    """Whether a whole block stands in one pair of quotation marks."""
    return len(text) > 4 and text[0] in QUOTES and text[-1] == QUOTES[text[0]] and text[0] not in text[1:-1]


def _by_emphasis(blocks: Sequence[Block]) -> Marks | None:
    strong = [(block.strong or block.kind in ("heading", "term")) and block.kind != "row" for block in blocks]
    if not any(strong) or all(strong):
        return None
    first = strong[0]
    if not first and any(block.kind == "heading" for block in blocks):
        return None
    marks = [flag == first for flag in strong]
    asked = [block for block, mark in zip(blocks, marks, strict=True) if mark]
    if (
        sum(
            looks_asked(block.text) or (question_number(block.text) is not None and len(block.text.split()) > 4)
            for block in asked
        )
        * 2
        < len(asked) + 1
    ):
        return None
    return marks


def _by_number(blocks: Sequence[Block]) -> Marks | None:
    """Rising numbers: asked in words of asking, or set off by a mark with an unnumbered answer right behind."""
    numbers = [question_number(block.text) if block.kind != "row" else None for block in blocks]
    marks = []
    seen: set[str] = set()
    expected = 1
    for index, (block, number) in enumerate(zip(blocks, numbers, strict=True)):
        digits = re.match(r"\d+", number) if number else None
        rises = bool(digits and int(digits.group()) in (expected, expected - 1)) or bool(number and number.isalpha())
        answered = index + 1 < len(blocks) and numbers[index + 1] is None and _is_set_off(block.text)
        asks = rises and (looks_asked(block.text) or (answered and number not in seen))
        if asks and number:
            seen.add(number)
        if asks and digits:
            expected = int(digits.group()) + 1
        marks.append(asks)
    return marks if expected > 2 else None


def _is_set_off(text: str) -> bool:
    """Whether a line is numbered with a mark and says more than a heading does."""
    return SET_OFF.match(text) is not None and len(text.split()) > 5


def _by_question_mark(blocks: Sequence[Block]) -> Marks | None:
    marks = [block.kind != "row" and block.text.rstrip(' "”’)').endswith("?") for block in blocks]
    if sum(marks) < 2:
        return None
    return [
        mark
        or (
            block.kind != "row"
            and block.text[-1] != ":"
            and _surely_asked(block)
            and (question_number(block.text) is not None or hear(block).side > ASKS)
        )
        for mark, block in zip(marks, blocks, strict=True)
    ]


def _alternates(blocks: Sequence[Block], marks: Marks, force_words: frozenset[str], answering: bool) -> bool:
    """At least two questions, each with an answer behind it, and the answers read as answers."""
    asked = [block for block, mark in zip(blocks, marks, strict=True) if mark]
    if not marks[0] or sum(hear(block).side < -SURELY_ASKS for block in asked) * 3 > len(asked):
        return False
    runs = 0
    answered = requested = 0
    groups: list[list[Block]] = []
    for index, (block, mark) in enumerate(zip(blocks, marks, strict=True)):
        if mark:
            continue
        if index and marks[index - 1]:
            runs += 1
            groups.append([])
        if groups:
            groups[-1].append(block)
    if runs < 2:
        return False
    for group in groups:
        mark_found = ANSWER_MARK.match(group[0].text)
        if not (mark_found or group[0].kind == "row") and hear(group[0]).side > SURELY_ASKS:
            requested += 1
            continue
        text = group[0].text[mark_found.end() :] if mark_found else group[0].text
        if (
            mark_found
            or group[0].kind == "row"
            or ANSWERING.search(text[:160])
            or opens_decision(text, force_words)
            or hear(group[0]).side < SURELY_ANSWERS
        ):
            answered += 1
        elif REQUESTING.search(text[:160]):
            requested += 1
    if marks[-1] and groups and requested:
        return False
    if answering:
        return not requested
    if not _first_is_answer(groups[0][0], force_words) and answered * 2 < len(groups):
        return False
    return requested * 3 <= len(groups) and (answered * 3 >= len(groups) or requested == 0)


def _first_is_answer(block: Block, force_words: frozenset[str]) -> bool:
    if ANSWER_MARK.match(block.text):
        return True
    return block.kind == "row" or bool(ANSWERING.search(block.text[:160])) or opens_decision(block.text, force_words)


def _by_alternation(blocks: Sequence[Block]) -> Marks | None:
    """Lines that alternate with nothing to tell them apart but that every second one is short and answers."""
    lines = list(blocks)
    if len(lines) % 2 or len(lines) > 60:
        return None
    asked, answers = lines[0::2], lines[1::2]
    if any(block.kind == "row" or block.follows != asked[0].follows for block in asked):
        return None

    def share(test: Callable[[str], bool], of: list[Block]) -> float:
        return sum(test(block.text) for block in of) / len(of)

    heard = sum(hear(block).side > 0 for block in asked) >= 0.7 * len(asked)
    if heard and share(_is_bare_answer, answers) >= 0.7 and share(_is_bare_answer, asked) <= 0.2:
        return [index % 2 == 0 for index in range(len(lines))]
    return None


def _by_voice(blocks: Sequence[Block]) -> Marks | None:
    """Nothing tells but how every block sounds: each question surely asks, and what stands below it surely answers."""
    marks = [block.kind != "row" and block.text[-1] != ":" and hear(block).side > SURELY_ASKS for block in blocks]
    if not marks[0] or marks[-1]:
        return None
    if any(all(marks[at : at + MOST_TOGETHER]) for at in range(len(marks) - MOST_TOGETHER)):
        return None
    below = [block for mark, block, above in zip(marks[1:], blocks[1:], marks, strict=False) if above and not mark]
    if len(below) < 2 or any(hear(block).side > SURELY_ANSWERS for block in below):
        return None
    return marks


def _is_bare_answer(text: str) -> bool:
    words = text.split()
    if words[0][0].isdigit() or words[0][0] in "£<":
        return True
    if len(words) <= 3 and words[0].lower().strip(".,") in ("yes", "no", "nil", "none", "n/a", "zero", "attached"):
        return True
    lowered = text.lower()
    return (
        lowered.startswith(
            (
                "yes",
                "no ",
                "no,",
                "not held",
                "none",
                "information not held",
                "no information",
                "this ",
                "there ",
                "we ",
                "see ",
                "please see",
                "exempt",
                "withheld",
                "neither",
                "the force",
            )
        )
        or "held" in words[-3:]
    )
