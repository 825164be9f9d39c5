"""Telling request and response apart: labels, then a decision's opening sentence, then alternating pairs, then not.

Every block of the answer gets a role. Labels rule where they exist; what a label means depends on what stands around
it (`Question 1` below `Response` heads a part of the answer unless an answer label follows). A part that cannot be
told apart is the response, and the record says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.normalise import openers
from archive.normalise.blocks import Block
from archive.normalise.labels import Label, leading, whole_line
from archive.normalise.pairs import find_pairs
from archive.normalise.references import reference_value

STATUTE = re.compile(
    r"^(?:section|article|regulation|s\.?)\s?\d{1,2}[A-Z]?(?:\s?\(\w{1,3}\)){0,3} (?:of the \w[\w ]{0,60} )?(?:provides|states|says|reads|sets out|asks)",
    re.I,
)
SUBCLAUSE = re.compile(r"^\(?(?:\d{1,2}[A-Z]?|[a-z]|[ivx]{1,4})\)\s")
CLOSING = re.compile(
    r"^(?:yours (?:sincerely|faithfully)|kind regards|should you (?:be|have|wish|feel|require|not be)|if you (?:are|remain|feel|were|think|wish|have any|would like to complain|disagree)\b[^.]{0,90}(?:dissatisf|unhappy|not (?:happy|satisfied|content)|complain|review|appeal|questions|quer|wrong|contact)"
    r"|(?:you (?:have|may) (?:the )?(?:right|ask)[^.]{0,60}(?:review|complain|appeal|look again))|(?:every effort|police forces in|please (?:note|be aware) that (?:police forces|as police forces|every)|the information (?:above|provided) is protected by|this response (?:is unique|should not be)|our reply speaks|complaints? (?:should|can|may|must)|an appeal may|your attention is drawn|i would like to (?:take this|draw your attention to your right)|i trust this|i hope this|thank you for your interest|may i take this opportunity)"
    r"|os (?:ydych yn|nad ydych))",
    re.I,
)  # fmt: skip
UNIQUE = re.compile(
    r"\b(?:response|reply|answer)s? (?:is|was|are|will be|may be|should be (?:considered|treated as)|provided is) (?:\w+ ){0,3}unique|\bspeaks for [^.]{0,60}\balone\b|\bother forces may\b|not be (?:used as|relied on|taken as) (?:a )?(?:comparison|comparable)",
    re.I,
)
DUTIES = re.compile(r"two (?:duties|rights)|general right of access|places a duty", re.I)
REQUEST_SIDE = ("request", "clarification")
FLIPS = (
    "searches",
    "search",
    "reason for",
    "reasons for",
    "exemption",
    "harm",
    "limitation on",
    "evidence of harm",
    "public interest",
)


@dataclass(slots=True)
class Part:
    """A block with the label it is, if any, and the role it plays.

    Roles: `meta`, `label`, `preamble`, `request`, `clarification`, `response`, `reasoning`, `tail`, `annex`, `files`.
    """

    block: Block
    label: Label | None = None
    role: str = "preamble"
    number: str | None = None
    rule: str = ""


@dataclass(slots=True)
class Segmented:
    """The parts in page order, how they were told apart, and warnings."""

    parts: list[Part]
    structure: str = "unsegmented"
    request_rule: str = ""
    response_rule: str = ""
    warnings: list[str] = field(default_factory=list)


def segment(blocks: Sequence[Block], consumed: set[int], force_words: frozenset[str]) -> Segmented:
    """Give every block its role. `consumed`: indices of blocks that hold labelled facts."""
    parts = _parts(blocks, consumed, force_words)
    return _Reader(parts, force_words).read()


def _parts(blocks: Sequence[Block], consumed: set[int], force_words: frozenset[str]) -> list[Part]:
    """The blocks with their labels; a line that begins with a label becomes the label and the rest."""
    parts: list[Part] = []
    for index, block in enumerate(blocks):
        if index in consumed:
            parts.append(Part(block, None, "meta"))
            continue
        if block.kind == "row":
            parts.append(Part(block))
            continue
        label = whole_line(block.text, force_words)
        if label:
            parts.append(Part(block, _doubt(label, block, blocks, index)))
            continue
        split = leading(block.text, block.lead, force_words)
        if split and split[0].kind in ("request", "response", "question", "clarification", "decision"):
            label, at = split
            rest = block.text[at:].lstrip(" :–-")
            if rest and not (label.kind == "request" and reference_value(rest)) and _may_lead(label, block):
                gap = len(block.text) - len(rest)
                head = block.copy(block.text[:at].rstrip(), kind="label")
                body = block.copy(rest, start=block.start + gap, follows=False)
                body.links = [link._replace(start=max(0, link.start - gap), end=link.end - gap) for link in block.links]
                parts.append(Part(head, label))
                parts.append(Part(body))
                continue
        parts.append(Part(block))
    return parts


def _may_lead(label: Label, block: Block) -> bool:
    """Whether a label followed by text on its line is one: `Question 1:` in a sentence of the answer is not."""
    if label.kind == "clarification":
        return False
    if label.kind == "question":
        return False
    return label.phrase not in ("extract", "subsequent") and (block.lead > 0 or label.kind != "decision")


def _doubt(label: Label, block: Block, blocks: Sequence[Block], index: int) -> Label | None:
    """Labels that need emphasis or a colon to count, since the word alone may be an answer or a list item."""
    if block.kind == "item" and not (block.strong or block.text.endswith(":")):
        return None
    if label.kind in ("reasoning", "attachments", "tail", "annex", "decision"):
        standing = block.strong or block.kind in ("heading", "term") or block.text.endswith(":") or block.text.isupper()
        short = len(block.text.split()) > 1 or label.kind == "attachments"
        if not standing and not (short and not block.follows and index + 1 < len(blocks)):
            return None
    return label


class _Reader:
    """One pass over the parts with what lies ahead known."""

    def __init__(self, parts: list[Part], force_words: frozenset[str]) -> None:
        self.parts = parts
        self.force_words = force_words
        self.state = ""
        self.number: str | None = None
        kinds = [part.label.kind if part.label else "" for part in parts]
        self.response_at = [index for index, kind in enumerate(kinds) if kind == "response"]
        self.request_at = [index for index, kind in enumerate(kinds) if kind == "request"]
        self.decision_at = [index for index, kind in enumerate(kinds) if kind == "decision"]
        self.both = "both" in kinds
        self.seen_request = self.seen_response = False
        self.result = Segmented(parts)
        self.deciding: int | None = None
        self.request_mark: int | None = None

    def read(self) -> Segmented:
        """Assign the roles."""
        if not self.response_at and self.decision_at:
            self.deciding = self.decision_at[0]
        for index, part in enumerate(self.parts):
            if part.role == "meta":
                continue
            if part.label:
                self.on_label(index, part, part.label)
            else:
                self.on_text(index, part)
        self.settle()
        return self.result

    def later(self, positions: list[int], index: int) -> bool:
        """Whether a label at one of the positions comes after the index."""
        return bool(positions) and positions[-1] > index

    def has_response_label(self, index: int) -> bool:
        """Whether a label ahead will open the response."""
        return self.later(self.response_at, index) or (self.deciding is not None and self.deciding > index)

    def on_label(self, index: int, part: Part, label: Label) -> None:
        """A label changes the state, or heads a part of what is open."""
        kind = label.kind
        if kind == "question":
            kind = self.question_kind(index, label)
        part.role = "label"
        if kind == "both":
            self.become("response", None)
            self.state = "both"
        elif kind == "request":
            self.on_request(index, part, label)
        elif kind == "response":
            self.become("response", label.number)
            self.seen_response = True
            self.result.response_rule = self.result.response_rule or "label"
        elif kind == "decision":
            self.on_decision(index, part)
        elif kind == "clarification":
            self.on_clarification(index, part)
        elif kind == "reasoning":
            self.on_reasoning(index, part, label)
        elif kind == "tail":
            if self.state in REQUEST_SIDE and not self.seen_response and self.has_response_label(index):
                part.role = self.state
            else:
                self.become("tail", None)
                part.role = "tail"
        elif kind == "annex":
            self.on_annex(index, part)
        elif kind == "attachments":
            part.role = "files" if self.files_follow(index) else self.open_role()
            if self.state in ("tail", "annex") and part.role == "files":
                self.become("response", None)
        else:
            part.role = self.open_role()
            part.number = label.number
            if self.state in ("response", "request", "both"):
                self.number = label.number

    def become(self, state: str, number: str | None) -> None:
        """Open a part of the page."""
        self.state = state
        self.number = number

    def open_role(self) -> str:
        """The role of text in the present state."""
        return {"": "preamble", "both": "response"}.get(self.state, self.state)

    def question_kind(self, index: int, label: Label) -> str:
        """`Question 1`: opens a question when its answer's label follows it, else heads a part of what is open."""
        if self.state in REQUEST_SIDE:
            return "part"
        ahead = next((at for at in self.response_at if at > index), None)
        if self.state == "" and not self.seen_response:
            return "request" if ahead is not None else "part"
        if ahead is None:
            return "part" if self.state != "both" else "request"
        between = [part for part in self.parts[index + 1 : ahead] if not part.label]
        if not between or self.already_asked(between[0].block.text):
            return "part"
        return "request"

    def already_asked(self, text: str) -> bool:
        """Whether this question was printed in the request before."""
        return (
            any(part.role == "request" and text[:60] in part.block.text for part in self.parts)
            if len(text) > 12
            else False
        )

    def on_request(self, index: int, part: Part, label: Label) -> None:
        """A request label; below the response one opens a new question only if an answer follows."""
        if (
            self.state in REQUEST_SIDE
            and not label.number
            and label.phrase in ("question", "questions")
            and self.state == "clarification"
        ):
            part.role = self.state
            return
        if self.seen_response and self.state not in ("both", ""):
            following = next((other for other in self.parts[index + 1 :] if other.role != "meta"), None)
            answered = self.later(self.response_at, index)
            if following is None or (not answered and self.seen_request):
                part.role = self.open_role()
                part.number = label.number
                self.number = label.number
                return
            if not following.label and self.already_asked(following.block.text):
                part.role = self.open_role()
                self.number = label.number
                return
        self.become("request", label.number)
        self.seen_request = True
        self.result.request_rule = self.result.request_rule or "label"

    def on_decision(self, index: int, part: Part) -> None:
        """`Decision` opens the response where no response label does; else it is a heading of the answer."""
        if index == self.deciding and self.state != "both":
            self.become("response", None)
            self.seen_response = True
            self.result.response_rule = "label"
        else:
            part.role = self.open_role()

    def on_clarification(self, index: int, part: Part) -> None:
        """Clarification belongs to the request, unless no answer follows it any more."""
        if self.seen_response and not self.later(self.response_at, index):
            part.role = self.open_role()
            return
        self.become("clarification", None)
        self.seen_request = True

    def on_reasoning(self, index: int, part: Part, label: Label) -> None:
        """Harm and the like belong to the answer; before any answer they open it, unless a decision is still to come."""
        if self.state in REQUEST_SIDE and not self.seen_response:
            if (
                self.later(self.response_at, index)
                or self.opened_before(index)
                or not any(word in label.phrase for word in FLIPS)
            ):
                part.role = self.state
                return
            if self.deciding is not None and self.deciding > index:
                self.become("searches", None)
                part.role = "preamble"
                return
            self.become("reasoning", None)
            self.seen_response = True
            self.result.response_rule = self.result.response_rule or "label"
        elif self.state in ("response", "both", "reasoning", "files"):
            if self.state != "both":
                self.become("reasoning", self.number)
        elif self.state == "annex" and not self.later(self.response_at, index):
            self.become("reasoning", None)
        part.role = self.open_role()

    def opened_before(self, index: int) -> bool:
        """Whether a firm decision stands in what was read as the request: an opener will split it."""
        return any(
            part.role in REQUEST_SIDE
            and not part.label
            and _is_firm_decision(part.block.text)
            and openers.opens_decision(part.block.text, self.force_words)
            for part in self.parts[:index]
        )

    def on_annex(self, index: int, part: Part) -> None:
        """An annex of statute text is none of the answer; one with figures is."""
        ahead = [other.block.text for other in self.parts[index + 1 : index + 7]]
        statute = sum(bool(STATUTE.match(text) or SUBCLAUSE.match(text)) for text in ahead)
        if ahead and statute * 2 >= min(len(ahead), 3):
            self.become("annex", None)
        part.role = self.open_role()

    def files_follow(self, index: int) -> bool:
        """Whether what follows is a list of files."""
        following = self.parts[index + 1 : index + 3]
        return any(part.block.links and not part.label and _is_file_line(part.block) for part in following)

    def on_text(self, index: int, part: Part) -> None:
        """A block that is no label."""
        text = part.block.text
        state = self.state
        if state == "searches":
            part.role = "preamble"
            return
        if state in ("response", "reasoning", "both", "tail", "annex"):
            self.on_answer_text(index, part, text)
            return
        if state == "" and openers.is_introduction(text):
            part.role = "preamble"
            self.become("request", None)
            self.seen_request = True
            self.request_mark = index
            self.result.request_rule = "introduction"
            return
        if state in REQUEST_SIDE:
            if (
                not self.any_request_yet()
                and openers.is_introduction(text)
                and text.endswith(":")
                and not openers.looks_asked(text)
            ):
                part.role = "preamble"
                return
            if not self.any_request_yet() and text.lower().startswith(("dear ", "provision of information")):
                part.role = "preamble"
                return
            if text.lower().startswith("to note:") or (openers.is_filler(text) and self.only_filler_ahead(index)):
                part.role = "preamble"
                return
            part.role = state
            part.number = self.number
            return
        part.role = "preamble" if openers.is_preamble(text) else "open"

    def any_request_yet(self) -> bool:
        """Whether any of the request has been read."""
        return any(part.role in REQUEST_SIDE for part in self.parts)

    def only_filler_ahead(self, index: int) -> bool:
        """Whether nothing but fillers stands between here and the label or sentence that opens the response."""
        for part in self.parts[index + 1 : index + 5]:
            if part.label and part.label.kind in ("response", "decision"):
                return True
            if part.label or not openers.is_filler(part.block.text):
                return not self.has_response_label(index) and openers.opens_decision(part.block.text, self.force_words)
        return False

    def on_answer_text(self, index: int, part: Part, text: str) -> None:
        """Text of the answer; letters close with rights and greetings that are none of it."""
        if self.state in ("response", "reasoning", "both") and CLOSING.match(text) and self.closes(index):
            self.become("tail", None)
        elif UNIQUE.search(text) and len(text) < 400:
            part.role = "tail"
            return
        if _is_file_line(part.block) and self.state in ("response", "reasoning", "both"):
            part.role = "files"
            return
        part.role = self.open_role()
        part.number = self.number

    def closes(self, index: int) -> bool:
        """Whether the answer is over here: no label of request, response or reasoning follows."""
        return not any(
            part.label and part.label.kind in ("request", "response", "reasoning", "question", "decision")
            for part in self.parts[index + 1 :]
        )

    def settle(self) -> None:
        """Everything that no label decided: decision first, openers, pairs, and what is left."""
        parts = self.parts
        if not self.seen_response:
            self.without_response_label()
        elif not self.seen_request:
            before = [index for index, part in enumerate(parts) if part.role == "open"]
            for index in before:
                parts[index].role = "request"
            if before:
                self.result.request_rule = "before_response"
                self.trim_request(before)
        self.decision_first()
        for part in parts:
            if part.role == "open":
                part.role = "preamble"
        self.name_structure()

    def decision_first(self) -> None:
        """A decision printed above the request is response, from its opening sentence on."""
        if not self.seen_request:
            return
        opened = False
        for part in self.parts:
            if part.role in ("request", "label") and part.label is None:
                break
            if part.role == "label" and part.label and part.label.kind in ("request", "both"):
                break
            if part.role in ("open", "preamble") and not part.label:
                text = part.block.text
                if (
                    not opened
                    and len(text) > 25
                    and not openers.is_introduction(text)
                    and _is_firm_decision(text)
                    and not DUTIES.search(text)
                ):
                    opened = True
                if opened and not openers.is_preamble(text) and not openers.is_introduction(text):
                    part.role = "response"
                    part.rule = "decision_first"

    def trim_request(self, indices: list[int]) -> None:
        """Fillers at the end of an unlabelled request belong to neither side."""
        for index in reversed(indices):
            if not openers.is_filler(self.parts[index].block.text):
                break
            self.parts[index].role = "preamble"

    def without_response_label(self) -> None:
        """No label opens the response: alternating pairs, else the first sentence that opens a decision."""
        scope = [
            index
            for index, part in enumerate(self.parts)
            if part.role in ("open", "request", "clarification", "response")
            and (not part.label or part.role in REQUEST_SIDE)
        ]
        asked = [index for index in scope if self.parts[index].role in REQUEST_SIDE]
        if asked and self.seen_request:
            scope = [index for index in scope if index >= asked[0]]
        elif self.seen_request and self.request_mark is not None:
            scope = [index for index in scope if index > (self.request_mark or 0)]
        if self.both and self.request_at and self.seen_request:
            scope = [index for index in scope if self.parts[index].role in REQUEST_SIDE]
        candidates = [index for index in scope if not (self.parts[index].label and self.parts[index].role == "label")]
        for index in [index for index in candidates if _is_file_line(self.parts[index].block)]:
            self.parts[index].role = "files"
            candidates.remove(index)
        if not candidates:
            return
        marks = find_pairs([self.parts[index].block for index in candidates], self.force_words)
        if marks is None and len(candidates) > 4 and not self.seen_request:
            for skip in (1, 2):
                if openers.is_introduction(self.parts[candidates[skip - 1]].block.text) or len(candidates) < 6:
                    break
                marks = find_pairs([self.parts[index].block for index in candidates[skip:]], self.force_words)
                if marks:
                    for index in candidates[:skip]:
                        self.parts[index].role = "preamble"
                    candidates = candidates[skip:]
                    break
        if marks:
            for index, asked in zip(candidates, marks, strict=True):
                self.parts[index].role = "request" if asked else "response"
            self.tail_after(candidates)
            self.result.structure = "interleaved"
            self.result.request_rule = self.result.response_rule = "pairs"
            self.seen_request = self.seen_response = True
            return
        self.by_opener(candidates)

    def by_opener(self, candidates: list[int]) -> None:
        """Split at the first sentence that opens a decision."""
        parts = self.parts
        asked = False
        for place, index in enumerate(candidates):
            text = parts[index].block.text
            if parts[index].role == "response":
                continue
            decided = openers.opens_decision(text, self.force_words)
            firm = decided and _is_firm_decision(text)
            if decided and (asked or (firm and self.seen_request)) and not self.asks_on(candidates[place:]):
                self.split(candidates, place)
                return
            if firm and not self.seen_request and place == 0:
                break
            asked = asked or openers.looks_asked(text) or place > 0 or self.seen_request or len(text) > 30
        restart = self.restarts(candidates)
        if restart is not None:
            self.split(candidates, restart)
            return
        if not self.seen_request or self.both:
            for index in candidates:
                parts[index].role = "response"
            self.tail_after(candidates)
        elif self.state in REQUEST_SIDE:
            self.result.warnings.append("no_response")

    def asks_on(self, rest: list[int]) -> bool:
        """Whether the blocks right after go on asking (`Please see below:` of a requester)."""
        following = [self.parts[index].block for index in rest[1:4]]
        if len(following) < 2 or _is_firm_decision(self.parts[rest[0]].block.text):
            return False
        return all(openers.looks_asked(block.text) for block in following)

    def split(self, candidates: list[int], place: int) -> None:
        """Everything before is the request, everything from here on the response."""
        for index in candidates[:place]:
            if self.parts[index].role == "open":
                self.parts[index].role = "request"
        self.trim_request([index for index in candidates[:place] if self.parts[index].role in REQUEST_SIDE])
        for index in candidates[place:]:
            self.parts[index].role = "response"
        self.tail_after(candidates[place:])
        self.seen_response = True
        self.seen_request = self.seen_request or any(part.role == "request" for part in self.parts)
        self.result.request_rule = self.result.request_rule or "before_opener"
        self.result.response_rule = "opener"
        if self.result.structure == "unsegmented":
            self.result.structure = "opener"

    def restarts(self, candidates: list[int]) -> int | None:
        """Where the numbering of the questions begins again with no question: the answers."""
        highest = 0
        for place, index in enumerate(candidates):
            text = self.parts[index].block.text
            number = openers.question_number(text)
            if not number or not number[0].isdigit():
                continue
            value = int(re.match(r"\d+", number).group())  # type: ignore[union-attr]
            if value == 1 and highest >= 2 and not openers.looks_asked(text):
                return place
            highest = max(highest, value)
        return None

    def tail_after(self, indices: list[int]) -> None:
        """In a response found without labels: the closing rights, files, and reasoning headings."""
        tail = False
        reasoning = False
        last = max(indices, default=-1)
        for index, part in enumerate(self.parts):
            if index < min(indices, default=0):
                continue
            if part.role in ("tail", "annex", "meta"):
                continue
            if part.label and part.label.kind == "reasoning":
                reasoning = True
                part.role = "reasoning"
                continue
            if (
                part.label
                and part.label.kind in ("question", "decision")
                and part.role in ("label", "preamble", "request")
            ):
                part.role = "response"
                part.number = part.label.number
                continue
            if part.label and index < last and part.role in ("label", "preamble"):
                part.role = "response"
                continue
            if part.role != "response" or part.label:
                continue
            text = part.block.text
            if CLOSING.match(text) and self.closes(index):
                tail = True
            if tail or UNIQUE.search(text[:400]):
                part.role = "tail"
            elif _is_file_line(part.block):
                part.role = "files"
            elif reasoning:
                part.role = "reasoning"

    def name_structure(self) -> None:
        """The record's word for how the two sides were told apart."""
        result = self.result
        sides = []
        for part in self.parts:
            side = "q" if part.role in REQUEST_SIDE else "a" if part.role in ("response", "reasoning") else ""
            if side and part.rule != "decision_first" and (not sides or sides[-1] != side):
                sides.append(side)
        if sides and sides[0] == "a":
            sides = sides[1:]
        if result.structure == "unsegmented" and self.seen_response:
            result.structure = "interleaved" if sides.count("q") > 1 and sides.count("a") > 1 else "labelled"
        if result.structure == "opener" and sides.count("q") > 1 and sides.count("a") > 1:
            result.structure = "interleaved"
        if result.structure == "unsegmented" and self.seen_request and not self.seen_response:
            result.structure = "labelled" if self.request_at else "unsegmented"
        numbers = {
            part.label.number
            for part in self.parts
            if part.label and part.label.kind == "request" and part.label.number
        }
        if len(numbers) > 1 and result.structure == "labelled":
            result.warnings.append("several_requests")


def _is_firm_decision(text: str) -> bool:
    """Sentences that no requester writes: the decision itself, the duties, the refusal notice."""
    lowered = text[:300].lower()
    return any(
        phrase in lowered
        for phrase in (
            "have today decided", "has now been considered", "has been considered", "two duties", "i have decided", "we have decided", "refusal notice", "neither confirm", "not obliged to", "having made enquiries", "following receipt of your request",
            "in terms of section", "places a duty", "is not held", "no information held", "no information is held", "does not hold", "do not hold", "i can confirm", "we can confirm", "conducting reasonable searches", "by virtue of", "appropriate limit", "decision has been taken", "i am required by", "can confirm that", "two rights", "our data are not",
        )
    )  # fmt: skip


def _is_file_line(block: Block) -> bool:
    """Whether a block is little else than links to files."""
    if not block.links or len(block.text) > 300:
        return False
    covered = sum(link.end - link.start for link in block.links if _file_like(link.href) or link.download)
    rest = re.sub(
        r"[\d.,]+ ?[kmg]b|pdf|xlsx?|docx?|csv|ods|[\s()\[\],:;.|–-]|attachments?|download|file|opens in new window",
        "",
        block.text.lower(),
    )
    linked = re.sub(r"[\s()\[\],:;.|–-]", "", "".join(link.text for link in block.links).lower())
    return covered > 0 and len(rest) <= max(len(linked), 1) + 24 and covered >= len(block.text) * 0.4


def _file_like(href: str) -> bool:
    tail = href.split("?")[0].rsplit("/", 1)[-1].lower()
    return "." in tail and tail.rsplit(".", 1)[-1] in (
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "xlsm",
        "csv",
        "ods",
        "odt",
        "ppt",
        "pptx",
        "zip",
        "rtf",
        "msg",
        "txt",
        "tif",
        "jpg",
        "png",
    )
