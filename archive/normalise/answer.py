"""What the force's answer does, paragraph by paragraph: supply, refuse, deny, explain.

The hard part is whether anything of substance was supplied. The answer is read part by part (a new question's number
opens a part); after a refusal, what follows in the same part is its reasons, not an answer. Tables, files and figures
count; sentences about searching, holding and duties do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.normalise import cues, refusals, supplying
from archive.normalise.attachments import DATA_FILES
from archive.normalise.blocks import Block
from archive.normalise.openers import question_number
from archive.normalise.record import Attachment
from archive.normalise.said import LONGEST, forget, has_figure, said
from archive.normalise.segments import Part
from archive.normalise.text import plain, sentences
from archive.normalise.voices.hearing import giving

PART_MARK = re.compile(
    r"^\W{0,3}(?:(?:in (?:respect|relation|regard|response) (?:of|to) |for |as (?:to|for) "
    r"|regarding )?(?:questions?|requests?|parts?|points?|q)\s?\w{1,6}\b|q[a-z]\s?[:.)]|[a-h]\s?:\s(?=\S))",
    re.I,
)
LETTERS_ALONE = re.compile(r"^[A-H](?:(?:,| and| &|, and) ?[A-H])*[.:]?$")
CITES = re.compile(r"\b(?:sections?|regulations?|articles?|s\.?)\s{0,2}\d")
FILE_END = re.compile(r"\.\w{3,4}(?:$|\?)")
DATA_LABEL = re.compile(r"\((?:xlsx?|csv|ods)\b|\bspreadsheet\b", re.I)
HARDLY = -0.3
"""How a paragraph must sound, at the least, to have given something by its words alone."""
HARDLY_STRONG = -2.0
"""The same for a paragraph with a figure, or a yes or no."""


@dataclass(slots=True)
class Reading:
    """What the paragraphs were found to do.

    `supplied`: something of substance was given; `strong`: a figure or a yes; `hard`: a table, a file, a numbered
    answer or words of supply, which count even where the rest is refused for cost; `given`: such a table, file or
    word; `limited`: a refusal is for something beside what was answered, `cost_apart` one for cost;
    `wholly_denied`: a paragraph says that what was asked is not held, and nothing was given before it, or that none
    of it is given; `told`, `reasons`: the paragraphs in lower case, apart from tables.
    """

    supplied: bool = False
    strong: bool = False
    hard: bool = False
    refused: bool = False
    neither: bool = False
    cost: bool = False
    cost_apart: bool = False
    vexatious: bool = False
    not_held: bool = False
    goodwill: bool = False
    pointer: bool = False
    in_full: bool = False
    some: bool = False
    limited: bool = False
    given: bool = False
    wholly_denied: bool = False
    withdrawn: bool = False
    lettered: bool = False
    several: bool = False
    substance: int = 0
    told: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def cost_way(self) -> bool:
        """Whether the way in which the information is kept, or the time to find it, is told."""
        return any(map(cues.COST_WAY.search, (*self.told, *self.reasons)))

    @property
    def clarify(self) -> bool:
        """Whether the requester is asked for more."""
        return any(map(cues.CLARIFY.search, self.told))

    @property
    def transferred(self) -> bool:
        """Whether the request went to another body."""
        return any(map(cues.TRANSFERRED.search, self.told))

    @property
    def accessible(self) -> bool:
        """Whether the requester is sent to where the information is."""
        return any(map(cues.ACCESSIBLE.search, self.told))

    def supply(self) -> None:
        """Something certain was supplied."""
        self.supplied = self.strong = self.hard = self.given = True


def read_answer(parts: Sequence[Part], applied_parts: set[int], attachments: Sequence[Attachment]) -> Reading:
    """Read the response part by part. `applied_parts`: indices of the parts in which a provision is applied."""
    forget()
    reading = Reading(several=_asks_several_times(parts))
    closed = ""
    previous = None
    fresh_side = True
    goodwill = False
    for index, part in enumerate(parts):
        if part.role in ("request", "clarification"):
            fresh_side = True
            reading.lettered |= part.block.text[:1] == "("
            continue
        if part.label and part.label.kind == "decision":
            reading.some = reading.some or bool(supplying.SOME.search(part.block.text.lower()))
        if part.role not in ("response", "reasoning"):
            continue
        begins = fresh_side or part.number != previous or _opens_part(part, closed, reading)
        fresh_side = False
        previous = part.number
        if begins:
            closed = ""
        if part.label:
            continue
        lowered = plain(own_words(part))
        if supplying.STOCK.search(lowered):
            continue
        if cues.GOODWILL.search(lowered):
            reading.goodwill = goodwill = True
        closed = _paragraph(reading, part, lowered, index in applied_parts, closed, begins, goodwill)
    _files(reading, parts, attachments)
    return reading


def _asks_several_times(parts: Sequence[Part]) -> bool:
    """Whether questions and answers alternate: then every answer stands by itself."""
    runs = 0
    side = ""
    for part in parts:
        if part.role in ("request", "response") and part.role != side:
            side = part.role
            runs += side == "request"
    return runs > 1


def _opens_part(part: Part, closed: str, reading: Reading) -> bool:
    """Whether a paragraph opens the answer to another question."""
    if part.label:
        return part.label.kind in ("question", "request")
    text = part.block.text
    if part.block.kind == "row":
        return False
    if closed == "refused" and text[:1] == "(" and not reading.lettered:
        return False
    return question_number(text) is not None or bool(PART_MARK.match(text))


def own_words(part: Part) -> str:
    """A paragraph without the titles of guidance and other pages that it links to."""
    text = part.block.text[:LONGEST]
    if not part.block.links:
        return text
    pieces = []
    at = 0
    for link in part.block.links:
        if link.end - link.start > 25 and link.start >= at and not FILE_END.search(link.href[-12:]):
            pieces.append(text[at : link.start])
            at = link.end
    pieces.append(text[at:])
    return "".join(pieces)


def _paragraph(
    reading: Reading, part: Part, lowered: str, applied: bool, closed: str, begins: bool, goodwill: bool
) -> str:
    """Read one paragraph; returns what the rest of this part is: reasons of a refusal, explanation, or nothing yet."""
    if part.block.kind == "row":
        if any(character.isdigit() for character in lowered) and not goodwill and not applied:
            reading.supply()
        return closed
    reasoning = part.role == "reasoning"
    says = said(lowered)
    cost = says.cost
    neither = says.neither and not cues.COUNTING.search(lowered)
    refusing = applied or says.refuses
    denied = _not_held(lowered) and (closed != "refused" or bool(cues.PLAINLY_NOT_HELD.search(lowered)))
    limit = cost and "limit" in lowered
    reading.cost |= limit or (cost and not neither)
    reading.vexatious |= refusing and bool(cues.VEXATIOUS.search(lowered))
    reading.neither |= neither and not cost
    reading.not_held |= denied and not neither
    of_a_part = refusals.OF_A_PART.match(lowered) is not None
    if denied and not neither and part.number is None and not reading.refused and not of_a_part:
        reading.wholly_denied |= bool((refusals.CONCLUDES if reading.strong else refusals.WHOLLY).search(lowered))
    reading.wholly_denied |= refusals.NOTHING_GIVEN.search(lowered) is not None
    if not reasoning:
        reading.told.append(lowered)
    else:
        reading.reasons.append(lowered)
    if not reading.in_full:
        reading.in_full = bool(supplying.IN_FULL.search(lowered)) and not refusals.NOT_IN_FULL.search(lowered)
    reading.some = reading.some or (not neither and bool(supplying.SOME.search(lowered)))
    reading.withdrawn = reading.withdrawn or bool(cues.WITHDRAWN.search(lowered))
    if not reading.hard and not reasoning and not goodwill and not (cost and not begins):
        _supply_words(reading, lowered, refusing)
    if refusing and not applied and not neither and not cost and refusals.PARTLY.search(lowered):
        reading.refused = True
        return closed
    if refusing or neither or limit:
        reading.refused |= refusing
        reading.limited = reading.limited or bool(refusals.LIMITED.search(lowered))
        reading.cost_apart |= cost and of_a_part
        if closed != "refused" and not reasoning and not cost:
            _before_refusal(reading, part.block.text)
        return "refused"
    if closed == "refused" or (reasoning and not begins) or goodwill:
        return closed
    if denied or cost:
        return "explained"
    if not reasoning and not (closed == "explained" and not has_figure(lowered)):
        _substance(reading, part.block, lowered, begins)
    return closed


def _supply_words(reading: Reading, lowered: str, refusing: bool) -> None:
    """`is attached`, `set out below`: beside a refusal such words count only with a way of supply."""
    found = supplying.SUPPLY.search(lowered)
    if (
        found
        and not supplying.POINTS_TO_FILE.match(lowered)
        and (not refusing or supplying.WAYS.search(lowered))
        and not supplying.SUPPOSED.search(lowered[max(0, found.start() - 60) : found.end() + 30])
    ):
        reading.supply()


def _substance(reading: Reading, block: Block, lowered: str, begins: bool) -> None:
    """A paragraph that neither refuses nor denies: does it answer?"""
    text = block.text
    if supplying.POINTS_TO_FILE.match(lowered):
        reading.pointer = True
        return
    numbered = begins and (question_number(text) is not None or bool(PART_MARK.match(text)))
    hard = numbered or (begins and reading.several)
    if reading.supplied and reading.strong and reading.substance and (reading.hard or not hard):
        return
    body = supplying.OPENING_NUMBER.sub("", lowered) if begins else lowered
    if not body.strip(" .…-–") or LETTERS_ALONE.match(text):
        return
    telling = [body[at:end] for at, end in sentences(body)[:12] if not _is_process(body[at:end])]
    strong = any(has_figure(sentence) or supplying.SHORT_ANSWER.match(sentence) for sentence in telling)
    if not telling or (not hard and giving(" ".join(telling), block.kind) < (HARDLY_STRONG if strong else HARDLY)):
        return
    reading.substance += 1
    reading.supplied = True
    reading.strong |= numbered or strong
    reading.hard |= hard


def _is_process(sentence: str) -> bool:
    """Whether a sentence tells of holding, searching, duties, other bodies or places, and answers nothing."""
    if cues.TRANSFERRED.search(sentence) or cues.CLARIFY.search(sentence) or supplying.DUTY.search(sentence):
        return True
    if cues.COST_WAY.search(sentence) or supplying.ADDRESS.match(sentence):
        return True
    if supplying.YES_OR_NO.match(sentence):
        return False
    if supplying.NOTHING.match(sentence) or supplying.FILE_LINE.match(sentence):
        return True
    if supplying.HOLDING.match(sentence) and not supplying.COUNTED.search(sentence):
        return True
    figure = has_figure(sentence)
    if supplying.PROCESS.match(sentence) and (not figure or supplying.SEARCHING.search(sentence)):
        return True
    return not figure and bool(cues.ACCESSIBLE.search(sentence))


def _before_refusal(reading: Reading, text: str) -> None:
    """An answer and a refusal in one paragraph: a figure or a yes before the refusal counts."""
    for begin, end in sentences(text)[:6]:
        sentence = plain(text[begin:end])
        if CITES.search(sentence):
            return
        if refusals.refuses(sentence) or cues.NEITHER.search(sentence):
            return
        bare = supplying.OPENING_NUMBER.sub("", sentence)
        if _is_process(bare):
            continue
        if has_figure(bare) or supplying.YES_OR_NO.match(bare):
            reading.supply()
            return


def _not_held(lowered: str) -> bool:
    """Whether a paragraph says that something is not held, and not merely how, or whether."""
    if not said(lowered).not_held:
        return False
    for begin, end in sentences(lowered) or [(0, len(lowered))]:
        sentence = lowered[begin:end]
        subject = sentence.startswith("whether ") and cues.NOT_KEPT.search(sentence)
        if cues.says_not_held(sentence) and (subject or not cues.NOT_REALLY.search(sentence)):
            return True
    return False


def _files(reading: Reading, parts: Sequence[Part], attachments: Sequence[Attachment]) -> None:
    """Files offered as the answer: data files supply; a lone letter may hold the whole answer."""
    if not attachments or (reading.goodwill and (reading.cost or reading.refused)):
        return
    letters = all(is_letter(item) for item in attachments)
    if points_to_letter(reading, attachments):
        return
    if has_data(attachments) and not (reading.refused and not reading.some and letters):
        reading.supply()
        return
    body = [part for part in parts if part.role == "response" and not part.label]
    asked = any(part.role in ("request", "clarification") for part in parts)
    if not asked or reading.pointer or letters:
        return
    if reading.neither and not (reading.limited or reading.some):
        return
    if any(part.block.links or supplying.OFFER.search(part.block.text.lower()) for part in body):
        reading.supply()


def points_to_letter(reading: Reading, attachments: Sequence[Attachment]) -> bool:
    """Whether the answer says no more than that it stands in a letter, which may also refuse."""
    return reading.pointer and reading.substance == 0 and any(is_letter(item) for item in attachments)


def extension(item: Attachment) -> str:
    """The file's extension in lower case, or an empty string."""
    return item.filename.rsplit(".", 1)[-1].lower() if "." in item.filename else ""


def has_data(attachments: Sequence[Attachment]) -> bool:
    """Whether a file of data (a spreadsheet and the like) is among them."""
    return any(extension(item) in DATA_FILES or DATA_LABEL.search(item.label) for item in attachments)


def is_letter(item: Attachment) -> bool:
    """Whether a file is a letter or a public interest test by its name."""
    return bool(supplying.LETTER_NAME.search(f"{item.filename} {item.label}".lower()))
