"""What became of the request: derived from what was supplied, what was applied, and how the answer speaks.

The precedence is the record's own. The hard part is whether anything of substance was supplied: the answer is read
part by part (a new question's number opens a part); after a refusal, what follows in the same part is its reasons,
not an answer. Tables, files and figures count; sentences about searching, holding and duties do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.normalise import cues
from archive.normalise.openers import question_number
from archive.normalise.record import Attachment, Citation, Outcome
from archive.normalise.segments import Part
from archive.normalise.text import sentences

PART_MARK = re.compile(
    r"^\W{0,3}(?:(?:in (?:respect|relation|regard|response) (?:of|to) |for |as (?:to|for) |regarding )?(?:questions?|requests?|parts?|points?|q)\s?\w{1,6}\b|q[a-z]\s?[:.)])",
    re.I,
)
LETTERS_ALONE = re.compile(r"^[A-H](?:(?:,| and| &|, and) ?[A-H])*[.:]?$")
DATA_FILES = ("xls", "xlsx", "xlsm", "csv", "ods", "zip", "json", "xlsb")
COST_SECTIONS = {"FOIA": ("12",), "FOISA": ("12",)}
ACCESS = {("FOIA", "21"), ("FOISA", "25"), ("EIR", "6"), ("EISR", "6"), ("IOM", "20"), ("JERSEY", "23")}
LATER = {("FOIA", "22"), ("FOISA", "27"), ("JERSEY", "36")}
ADVISING = {("FOIA", "16"), ("FOISA", "15"), ("EIR", "9"), ("EISR", "9"), ("JERSEY", "12"), ("IOM", "15")}


@dataclass(slots=True)
class Reading:
    """What the answer's paragraphs were found to do."""

    supplied: bool = False
    strong: bool = False
    refused: bool = False
    neither: bool = False
    cost: bool = False
    cost_way: bool = False
    vexatious: bool = False
    not_held: bool = False
    accessible: bool = False
    transferred: bool = False
    clarify: bool = False
    goodwill: bool = False
    pointer: bool = False
    in_full: bool = False
    some: bool = False
    hard: bool = False
    lettered: bool = False
    substance: int = 0
    rules: list[str] = field(default_factory=list)


def read_answer(parts: Sequence[Part], applied_parts: set[int], attachments: Sequence[Attachment]) -> Reading:
    """Read the response part by part. `applied_parts`: indices of the parts in which a provision is applied."""
    reading = Reading()
    closed = ""
    previous = None
    fresh_side = True
    goodwill_zone = False
    for index, part in enumerate(parts):
        if part.role in ("request", "clarification"):
            fresh_side = True
            reading.lettered |= part.block.text[:1] == "("
            continue
        if part.role not in ("response", "reasoning"):
            continue
        text = part.block.text
        numbered = part.block.kind != "row" and question_number(text) is not None
        if numbered and closed == "refused" and text[:1] == "(" and not reading.lettered:
            numbered = False
        begins = fresh_side or part.number != previous or bool(PART_MARK.match(text)) or numbered
        begins = begins or bool(part.label and part.label.kind in ("question", "request"))
        fresh_side = False
        previous = part.number
        if begins:
            closed = ""
        if part.label:
            continue
        if cues.GOODWILL.search(text):
            reading.goodwill = True
            goodwill_zone = True
        closed = _paragraph(reading, part, index in applied_parts, closed, begins, goodwill_zone)
    _files(reading, parts, attachments)
    return reading


def _paragraph(reading: Reading, part: Part, applied: bool, closed: str, begins: bool, goodwill: bool) -> str:
    """Read one paragraph; returns what the rest of this part can no longer be (`refused`, `held`, or nothing)."""
    text = part.block.text
    if part.block.kind == "row":
        if any(character.isdigit() for character in text) and not goodwill and not applied:
            reading.supplied = reading.strong = reading.hard = True
        return closed
    text = _own_words(part)
    freed = cues.NOT_REFUSING.search(text)
    plain = "" if freed else text
    neither = bool(cues.NEITHER.search(text)) and not re.search(
        r"never neither|number of|how (?:many|often)", text, re.I
    )
    cost = bool(cues.COST.search(text))
    refusing = bool(cues.REFUSING.search(plain)) or applied
    denied = _not_held(text)
    reasoning = part.role == "reasoning"
    reading.cost |= cost and not neither or (cost and "limit" in text)
    reading.cost_way |= bool(cues.COST_WAY.search(text))
    reading.vexatious |= bool(cues.VEXATIOUS.search(text)) and refusing
    if neither and not cost:
        reading.neither = True
    if denied and not neither and closed != "refused":
        reading.not_held = True
    if not reasoning:
        reading.clarify |= bool(cues.CLARIFY.search(text))
        reading.transferred |= bool(cues.TRANSFERRED.search(text))
        reading.accessible |= bool(cues.ACCESSIBLE.search(text))
    reading.in_full |= bool(cues.IN_FULL.search(text)) and not cues.NOT_IN_FULL.search(text)
    reading.some |= (
        bool(
            re.search(
                r"disclose some|some of the (?:requested )?information|part(?:ial|ly)? disclos|disclos\w+ in part|in part\b",
                text,
                re.I,
            )
        )
        and not neither
    )
    supplies = bool(cues.SUPPLY.search(text)) and not goodwill
    if supplies and not reasoning and not cues.POINTS_TO_FILE.match(text) and not (cost and not begins):
        reading.rules.append("supply_words")
        reading.supplied |= not refusing or bool(
            re.search(r"attach|below|redact|taken out|left out|removed|here", text, re.I)
        )
        reading.strong |= reading.supplied
        reading.hard |= reading.supplied
    if refusing and not applied and not neither and not cost and cues.PARTLY.search(text):
        reading.refused = True
        return closed
    if refusing or neither or (cost and (refusing or "limit" in text)):
        reading.refused |= refusing
        if begins and not reasoning and not cost:
            _before_refusal(reading, text)
        return "refused"
    if closed == "refused" or (reasoning and not begins) or goodwill:
        return closed or ""
    if denied or cost:
        return "explained"
    if reasoning:
        return closed
    if closed == "explained" and not cues.FIGURE.search(cues.CITED_NUMBER.sub("", text)):
        return closed
    _substance(reading, text, begins)
    return closed


def _own_words(part: Part) -> str:
    """A paragraph without the titles of guidance and other pages that it links to."""
    text = part.block.text
    for link in reversed(part.block.links):
        if link.end - link.start > 25 and not re.search(r"\.\w{3,4}(?:$|\?)", link.href):
            text = text[: link.start] + text[link.end :]
    return text


def _substance(reading: Reading, text: str, begins: bool) -> None:
    """A paragraph that neither refuses nor denies: does it answer?"""
    if cues.POINTS_TO_FILE.match(text):
        reading.pointer = True
        return
    body = re.sub(r"^\W{0,3}(?:q(?:uestion)?\s?)?\d{0,2}[a-z]?\s?[.):/-]?\s+", "", text, flags=re.I) if begins else text
    figure = bool(cues.FIGURE.search(cues.CITED_NUMBER.sub("", body)))
    numbered = begins and (question_number(text) is not None or bool(PART_MARK.match(text)))
    if cues.TRANSFERRED.search(text) or cues.CLARIFY.search(text) or cues.DUTY.search(text):
        return
    if cues.ACCESSIBLE.search(text) and not figure:
        return
    if (
        not figure
        and (cues.HOLDING.match(text) or cues.PROCESS.match(text))
        and not re.match(r"^\W*(?:yes|no)\b", body, re.I)
    ):
        return
    if cues.COST_WAY.search(text):
        return
    if not body.strip(" .…-–") or LETTERS_ALONE.match(text):
        return
    reading.substance += 1
    reading.supplied = True
    if numbered or figure or re.match(r"^\W*(?:yes|no|none|nil)\b", body, re.I):
        reading.strong = True
    if numbered:
        reading.hard = True


def _before_refusal(reading: Reading, text: str) -> None:
    """An answer and a refusal in one paragraph: a figure or a yes before the refusal counts."""
    for begin, end in sentences(text)[:6]:
        sentence = text[begin:end]
        if cues.REFUSING.search(sentence) or cues.NEITHER.search(sentence):
            return
        if (
            cues.HOLDING.match(sentence)
            or cues.PROCESS.match(sentence)
            or cues.DUTY.search(sentence)
            or cues.COST_WAY.search(sentence)
        ):
            continue
        bare = re.sub(r"^\W{0,3}(?:q\w{0,8}\s?)?\d{1,2}[a-z]?\s?[.):]", "", sentence)
        if cues.FIGURE.search(cues.CITED_NUMBER.sub("", bare)) or re.match(r"^\W*(?:yes|no)\b[,.;]", bare, re.I):
            reading.supplied = reading.strong = reading.hard = True
            return


def _not_held(text: str) -> bool:
    """Whether a paragraph says that something is not held, and not merely how, or whether."""
    for begin, end in sentences(text) or [(0, len(text))]:
        sentence = text[begin:end]
        if cues.NOT_HELD.search(sentence) and not cues.NOT_REALLY.search(sentence):
            return True
    return False


def _files(reading: Reading, parts: Sequence[Part], attachments: Sequence[Attachment]) -> None:
    """Files offered as the answer: data files supply; a lone letter may hold the whole answer."""
    if not attachments or (reading.goodwill and (reading.cost or reading.refused)):
        return
    data = any(_extension(item) in DATA_FILES for item in attachments)
    body = [part for part in parts if part.role == "response" and not part.label]
    if data and not (reading.refused and not reading.some and _letter_only(attachments)):
        reading.supplied = reading.strong = reading.hard = True
    elif body and not reading.pointer and not _is_stub(parts):
        mentions = any(part.block.links for part in body) or any(
            re.search(r"attach|enclos|below|download|document|minutes|copy|copies", part.block.text, re.I)
            for part in body
        )
        if mentions and not _letter_only(attachments):
            reading.supplied = reading.strong = reading.hard = True


def _extension(item: Attachment) -> str:
    return item.filename.rsplit(".", 1)[-1].lower() if "." in item.filename else ""


def _letter_only(attachments: Sequence[Attachment]) -> bool:
    """Whether every file is a letter or a public interest test by its name."""
    return all(
        re.search(
            r"response|letter|reply|refusal|decision|\bpit\b|public.interest|annex",
            f"{item.filename} {item.label}",
            re.I,
        )
        for item in attachments
    )


def _is_stub(parts: Sequence[Part]) -> bool:
    return not any(part.role in ("request", "clarification") for part in parts)


class Applied:
    """The applied provisions sorted by what they mean for the outcome."""

    def __init__(self, exemptions: Sequence[Citation], mentions: Sequence[Citation], reading: Reading) -> None:
        self.cost = self.vexatious = self.access = self.later = self.neither = self.other = False
        self.neither_by_cost = False
        for cited in exemptions:
            top = cited.provision.split("(")[0]
            key = (cited.regime, top)
            if cited.regime in COST_SECTIONS and top == "12":
                self.cost = True
                self.neither_by_cost |= cited.provision == "12(2)" and cited.regime == "FOIA"
            elif cited.regime in ("FOIA", "FOISA") and top == "14":
                self.vexatious = True
            elif cited.regime in ("EIR", "EISR") and cited.provision in ("12(4)(b)", "10(4)(b)"):
                self.vexatious |= reading.vexatious
                self.cost |= not reading.vexatious
            elif key in ACCESS:
                self.access = True
            elif key in LATER and not cited.ncnd:
                self.later = True
            elif cited.ncnd:
                self.neither = True
            else:
                self.other = True
        self.foisa_18 = any(
            cited.regime == "FOISA" and cited.provision.startswith("18") and cited.status == "mentioned"
            for cited in mentions
        )
        self.eir_not_held = any(
            cited.regime in ("EIR", "EISR")
            and cited.provision in ("12(4)(a)", "10(4)(a)")
            and cited.status != "requester"
            for cited in mentions
        )
        self.foisa_17 = any(
            cited.regime == "FOISA" and cited.provision.startswith("17") and cited.status == "mentioned"
            for cited in mentions
        )
        self.clarifying = any(cited.provision == "1(3)" and cited.status == "mentioned" for cited in mentions)

    @property
    def any(self) -> bool:
        """Whether anything is applied."""
        return self.cost or self.vexatious or self.access or self.later or self.neither or self.other


def derive(
    parts: Sequence[Part], exemptions: Sequence[Citation], mentions: Sequence[Citation], reading: Reading,
    attachments: Sequence[Attachment], structure: str, title: str,
) -> tuple[Outcome, list[str], str]:  # fmt: skip
    """The outcome, its flags, and the rule that decided."""
    applied = Applied(exemptions, mentions, reading)
    body = [part for part in parts if part.role in ("response", "reasoning") and not part.label]
    text = "\n".join(part.block.text for part in body)
    neither = applied.neither or applied.foisa_18 or (reading.neither and not applied.neither_by_cost)
    cost = applied.cost or (
        reading.cost
        and (reading.cost_way or reading.refused or bool(re.search(r"not (?:obliged|required)|refus", text, re.I)))
        and not applied.other
        and not applied.access
        and not applied.vexatious
    )
    reading.not_held |= applied.foisa_17 or applied.eir_not_held
    supplied = reading.supplied
    if (cost or applied.vexatious) and not reading.hard:
        supplied = False
    if reading.transferred and not applied.any and not reading.strong:
        supplied = False
    if (reading.clarify or applied.clarifying) and not applied.any and not reading.hard:
        supplied = False
    if reading.in_full and not applied.any:
        supplied = True
    if reading.some:
        supplied = True
    if not body and not attachments:
        return "unknown", [], "no_response"
    outcome, rule = _decide(applied, reading, neither, cost, supplied, attachments, structure, body)
    return outcome, _flags(outcome, applied, reading, neither, cost, mentions, text, title), rule


def _decide(
    applied: Applied, reading: Reading, neither: bool, cost: bool, supplied: bool, attachments: Sequence[Attachment], structure: str, body: Sequence[Part]
) -> tuple[Outcome, str]:  # fmt: skip
    refused = applied.other or neither or cost or applied.later or applied.vexatious
    if (
        not supplied
        and not refused
        and not applied.any
        and (applied.clarifying or reading.clarify)
        and not (reading.not_held and not applied.clarifying)
    ):
        return "clarification_sought", "asks_and_decides_nothing"
    if supplied and not _unread(reading, attachments, structure, applied):
        if refused:
            return "partially_withheld", "supplied_and_refused"
        return "granted_in_full", "supplied"
    if applied.vexatious:
        return "vexatious_or_repeated", "s14"
    if cost:
        return "cost_limit", "s12" if applied.cost else "cost_words"
    if neither and not (applied.other or applied.access or applied.later):
        return "neither_confirm_nor_deny", "neither"
    if applied.other or neither:
        return "fully_withheld", "exempt"
    if applied.later:
        return "future_publication", "s22"
    if applied.access:
        return "accessible_elsewhere", "s21"
    if _unread(reading, attachments, structure, applied):
        return "unknown", "answer_in_file"
    if reading.not_held:
        return "not_held", "not_held"
    if reading.transferred:
        return "transferred", "transferred"
    if reading.accessible:
        return "accessible_elsewhere", "link"
    if reading.refused and body:
        return "fully_withheld", "refusal_words"
    return "unknown", "nothing_decisive"


def _unread(reading: Reading, attachments: Sequence[Attachment], structure: str, applied: Applied) -> bool:
    """An answer that stands only in a file which was not read."""
    if not attachments or applied.any:
        return False
    data = any(_extension(item) in DATA_FILES for item in attachments)
    if reading.pointer and not data and reading.substance == 0:
        return True
    letter = any(re.search(r"response|letter|reply", f"{item.filename} {item.label}", re.I) for item in attachments)
    return structure == "unsegmented" and letter and not (reading.not_held or reading.refused or reading.cost)


def _flags(
    outcome: Outcome, applied: Applied, reading: Reading, neither: bool, cost: bool, mentions: Sequence[Citation], text: str, title: str
) -> list[str]:  # fmt: skip
    flags = set()
    if outcome in ("unknown", "clarification_sought"):
        pass
    else:
        if neither and outcome != "neither_confirm_nor_deny":
            flags.add("ncnd_part")
        if reading.not_held and outcome != "not_held":
            flags.add("not_held_part")
        if cost and outcome != "cost_limit":
            flags.add("cost_part")
        if applied.access and outcome != "accessible_elsewhere":
            flags.add("accessible_part")
        if reading.goodwill and (cost or applied.any or reading.refused):
            flags.add("goodwill_disclosure")
        if _aggregated(text):
            flags.add("aggregated")
    advised = any(
        (cited.regime, cited.provision.split("(")[0]) in ADVISING
        and cited.status == "mentioned"
        and cited.rule not in ("other", "pointer")
        for cited in mentions
    )
    if (advised or cues.ADVICE.search(text)) and not cues.NO_ADVICE.search(text):
        flags.add("advice_given")
    if re.search(r"internal review", title, re.I) or cues.REVIEW.search(text[:1500]):
        flags.add("internal_review")
    return sorted(flags)


def _aggregated(text: str) -> bool:
    """Whether the answer says that requests were taken together, and not that they could be."""
    found = cues.AGGREGATED.search(text)
    return bool(found) and not cues.MAYBE.search(text)
