"""Roles by labels: one pass over the parts, with what lies ahead known.

What a label means depends on what stands around it: `Question 1` below `Response` heads a part of the answer unless an
answer label follows; `Decision` opens the response only where no response label does; harm belongs to the answer.
"""

from __future__ import annotations

import re

from archive.normalise import firm, openers
from archive.normalise.blocks import Block
from archive.normalise.labels import Label, whole_line
from archive.normalise.parts import (
    ANSWER_LABELS,
    REQUEST_SIDE,
    Part,
    Segmented,
    is_closing,
    is_disclaimer,
    is_file_line,
    is_statute,
)
from archive.normalise.text import sentences
from archive.normalise.voices.boundary import DOUBTFUL, boundary
from archive.normalise.voices.hearing import MOST, hear

FLIPS = ("search", "handl", "applied", "reason", "exemption", "harm", "limitation on", "public interest")
"""Words of headings that only the body's answer has."""
TO_BODY = re.compile(r"\b(?:police|constabulary|force|foi|freedom|information|team|officer|chief)\b", re.I)
"""Whom a requester greets."""
SURELY_ANSWERS = 3.0
"""By how much the answer must be louder than all else for a block to introduce nothing, whatever it begins with."""
SURELY_ASKS = 2.0
"""How a sentence above another answer's label must sound, at the least, to be its question by its sound alone."""
LONGEST = 400
"""Characters of a question that stands above its answer's label."""
ANSWERING = ("response", "reasoning", "both")


class LabelReader:
    """Assigns roles label by label; what no label decides is left `open`."""

    def __init__(self, parts: list[Part], force_words: frozenset[str]) -> None:
        self.parts = parts
        self.force_words = force_words
        self.state = ""
        self.number: str | None = None
        kinds = [part.label.kind if part.label else "" for part in parts]
        self.last_response = max((index for index, kind in enumerate(kinds) if kind == "response"), default=-1)
        self.has_request_label = "request" in kinds
        self.last_answer_label = max((index for index, kind in enumerate(kinds) if kind in ANSWER_LABELS), default=-1)
        decision = kinds.index("decision") if "decision" in kinds else -1
        self.deciding = decision if self.last_response < 0 else -1
        self.both = "both" in kinds
        self.seen_request = self.seen_response = self.any_request = self.any_open = self.opened = False
        self.request_mark = -1
        self.exchange = False
        self.asked: set[str] = set()
        self.result = Segmented(parts)

    def read(self) -> None:
        """Assign the roles that labels decide."""
        for index, part in enumerate(self.parts):
            if part.role == "meta":
                continue
            if part.label:
                self.on_label(index, part, part.label)
            else:
                self.on_text(index, part)

    def become(self, state: str, number: str | None = None) -> None:
        """Open a part of the page."""
        self.state, self.number = state, number

    def open_role(self) -> str:
        """The role of text in the present state."""
        return {"": "preamble", "both": "response", "searches": "preamble"}.get(self.state, self.state)

    def head(self, part: Part, number: str | None) -> None:
        """The label only heads a stretch of what is open."""
        part.role = self.open_role()
        part.number = self.number = number

    def response_ahead(self, index: int) -> bool:
        """Whether a label ahead will open a response."""
        return self.last_response > index or self.deciding > index

    def on_label(self, index: int, part: Part, label: Label) -> None:
        """A label changes the state, or heads a stretch of what is open."""
        part.role = "label"
        kind = self.question_kind(index) if label.kind == "question" else label.kind
        if kind == "both":
            self.become("both")
        elif kind == "request":
            self.on_request(index, part, label)
        elif kind == "response":
            self.on_response(index, part, label)
        elif kind == "decision" and index == self.deciding and self.state != "both":
            self.become("response")
            self.seen_response = True
            self.result.response_rule = "label"
        elif kind == "clarification":
            self.on_clarification(index, part)
        elif kind == "reasoning":
            self.on_reasoning(index, part, label)
        elif kind == "tail":
            if self.state in REQUEST_SIDE and not self.seen_response and self.response_ahead(index):
                part.role = self.state
            elif self.state in ANSWERING and " " not in label.phrase and self.goes_on(index):
                self.head(part, self.number)
            else:
                self.become("tail")
                part.role = "tail"
        elif kind == "annex":
            self.on_annex(index, part)
        elif kind == "attachments":
            if self.state in REQUEST_SIDE and not self.files_follow(index) and self.answers(index, part):
                self.become("response")
                self.seen_response = True
                self.result.response_rule = self.result.response_rule or "label"
                return
            part.role = "files" if self.files_follow(index) else self.open_role()
            if self.state in ("tail", "annex") and part.role == "files":
                self.become("response")
        elif kind == "decision":
            part.role = self.open_role()
        else:
            self.head(part, label.number)

    def goes_on(self, index: int) -> bool:
        """Whether what stands below a word (`Complaints`, `Survey`) is answered, so that the word is its subject."""
        following = next((part for part in self.parts[index + 1 : index + 3] if not part.label), None)
        if following is None:
            return False
        heard = hear(following.block)
        return heard.answered > heard.closing + 1 and not is_closing(following.block.text)

    def answers(self, index: int, part: Part) -> bool:
        """Whether a heading of files (`Disclosure`) opens the answer: below the request, no other label to come."""
        if self.seen_response or self.response_ahead(index) or not self.any_request:
            return False
        following = self.parts[index + 1].block.text if index + 1 < len(self.parts) else ""
        set_off = part.block.strong or part.block.kind in ("heading", "term") or part.block.text.endswith(":")
        return set_off and len(following) > 30 and not openers.looks_asked(following) and not self.has_opened()

    def question_kind(self, index: int) -> str:
        """`Question 1`: opens a question when its answer's label follows it, else heads a stretch of what is open."""
        if self.state in REQUEST_SIDE:
            return "part"
        answered = self.last_response > index
        if self.state == "" and not self.seen_response:
            return "request" if answered else "part"
        if not answered:
            return "request" if self.state == "both" else "part"
        following = self.parts[index + 1] if index + 1 < len(self.parts) else None
        if following is None or following.label or self.already_asked(following.block.text):
            return "part"
        return "request"

    def already_asked(self, text: str) -> bool:
        """Whether this question was printed in the request before."""
        return len(text) > 12 and text[:60] in self.asked

    def on_request(self, index: int, part: Part, label: Label) -> None:
        """A request label; below the response one opens a new question only if an answer follows."""
        if self.state == "clarification" and not label.number and label.phrase in ("question", "questions"):
            part.role = self.state
            self.exchange = True
            return
        if self.seen_response and self.state not in ("both", ""):
            following = next((other for other in self.parts[index + 1 : index + 6] if other.role != "meta"), None)
            if following is None or (self.last_response < index and self.seen_request):
                self.head(part, label.number)
                return
            if not following.label and self.already_asked(following.block.text):
                self.head(part, label.number)
                return
        if self.state == "request" and not self.seen_response and not label.number:
            self.restart(index)
        self.become("request", label.number)
        self.seen_request = True
        self.result.request_rule = self.result.request_rule or "label"

    def restart(self, index: int) -> None:
        """Letterhead and greeting between two request labels: the first was the heading of the letter."""
        since = [part for part in self.parts[:index] if part.role == "request" and not part.label]
        if any(openers.is_preamble(part.block.text) for part in since):
            for part in since:
                part.role = "preamble"

    def on_response(self, index: int, part: Part, label: Label) -> None:
        """A response label; inside a clarification the answer may be the requester's, with a response still to come."""
        exchange = self.state == "clarification" and self.exchange and label.number is None
        if exchange and label.phrase in ("answer", "reply", "answers") and self.last_response > index:
            part.role = self.state
            return
        if self.state == "response" and not (label.number and self.has_request_label):
            self.take_back(index)
        self.become("response", label.number)
        self.seen_response = True
        self.result.response_rule = self.result.response_rule or "label"

    def take_back(self, index: int) -> None:
        """Questions printed right above another answer's label are the requester's, not the end of the last answer.

        What stands right below the last label is its answer, whatever it begins with.
        """
        asked = []
        at = index - 1
        while at >= 0 and index - at < 8:
            part = self.parts[at]
            if part.role != "response" or part.label or part.block.kind == "row" or not _is_question(part.block):
                break
            asked.append(part)
            at -= 1
        if asked and self.parts[at].label:
            asked.pop()
        for part in asked if self.parts[at].role in ("response", "files", "label") else ():
            part.role = "request"

    def on_clarification(self, index: int, part: Part) -> None:
        """Clarification belongs to the request, unless no answer follows it any more."""
        if self.seen_response and self.last_response < index:
            part.role = self.open_role()
            return
        self.become("clarification")
        self.seen_request = True

    def on_reasoning(self, index: int, part: Part, label: Label) -> None:
        """Harm and the like belong to the answer; before any answer they open it, unless a decision follows."""
        if self.state in REQUEST_SIDE and not self.seen_response:
            flips = any(word in label.phrase for word in FLIPS)
            if not flips or self.last_response > index or self.has_opened():
                part.role = self.state
                return
            if self.deciding > index:
                self.become("searches")
                part.role = "preamble"
                return
            self.become("reasoning")
            self.seen_response = True
            self.result.response_rule = self.result.response_rule or "label"
        elif self.state in ("response", "reasoning", "files"):
            self.become("reasoning", self.number)
        elif self.state == "annex" and self.last_response < index:
            self.become("reasoning")
        part.role = self.open_role()

    def on_annex(self, index: int, part: Part) -> None:
        """An annex of statute text is none of the answer; one with figures is."""
        ahead = [other.block.text for other in self.parts[index + 1 : index + 7]]
        statute = sum(is_statute(text) for text in ahead)
        if ahead and statute * 2 >= min(len(ahead), 3):
            self.become("annex")
        part.role = self.open_role()

    def files_follow(self, index: int) -> bool:
        """Whether what follows is a list of files."""
        following = self.parts[index + 1 : index + 3]
        return any(part.block.links and not part.label and is_file_line(part.block) for part in following)

    def on_text(self, index: int, part: Part) -> None:
        """A block that is no label."""
        text = part.block.text
        state = self.state
        if state in ("response", "reasoning", "both", "tail", "annex"):
            self.on_answer_text(index, part, text)
        elif state in REQUEST_SIDE:
            self.on_request_text(index, part, text)
        elif state == "searches":
            part.role = "preamble"
        elif openers.is_introduction(text) and not _answers(part.block):
            part.role = "preamble"
            self.become("request")
            self.seen_request = True
            self.request_mark = index
            self.result.request_rule = "introduction"
        else:
            thanks = openers.is_preamble(text) and not (self.any_open and _goes_on_to_answer(part.block))
            part.role = "preamble" if thanks else "open"
            self.any_open = self.any_open or not thanks

    def on_request_text(self, index: int, part: Part, text: str) -> None:
        """Text of the request; the force's own sentences around it are left out."""
        part.role = "preamble"
        if not self.any_request:
            if text.endswith(":") and openers.is_introduction(text) and not hear(part.block).asks:
                return
            lowered = text.lower()
            greets = lowered.startswith("dear ") and not TO_BODY.search(text)
            if len(text) < 60 and (greets or lowered.startswith("provision of information")):
                return
        if text.lower().startswith("to note:") or (openers.is_filler(text) and self.only_filler_ahead(index)):
            return
        part.role = self.state
        part.number = self.number
        self.any_request = True
        self.asked.add(text[:60])

    def has_opened(self) -> bool:
        """Whether the body has begun to speak in what was taken for the request; once it has, no heading asks again."""
        self.opened = self.opened or self.speaks_unlabelled()
        return self.opened

    def speaks_unlabelled(self) -> bool:
        """Whether the body decides, or surely answers, in what stands on the request's side so far."""
        blocks = [part.block for part in self.parts if part.role in REQUEST_SIDE and not part.label]
        if any(
            firm.is_firm_decision(block.text) and openers.opens_decision(block.text, self.force_words)
            for block in blocks
        ):
            return True
        if len(blocks) < 2:
            return False
        place, margin = boundary(blocks, self.force_words, least=1)
        if place == len(blocks) or not any(hear(block).asks for block in blocks[:place]):
            return False
        return margin > DOUBTFUL or hear(blocks[-1]).side <= -MOST

    def only_filler_ahead(self, index: int) -> bool:
        """Whether nothing but fillers stands between here and the label or sentence that opens the response."""
        for part in self.parts[index + 1 : index + 5]:
            if part.label and part.label.kind in ("response", "decision"):
                return True
            if part.label or not openers.is_filler(part.block.text):
                return not self.response_ahead(index) and openers.opens_decision(part.block.text, self.force_words)
        return False

    def on_answer_text(self, index: int, part: Part, text: str) -> None:
        """Text of the answer; letters close with rights and greetings that are none of it."""
        if self.state in ANSWERING:
            if is_closing(text) and self.closes(index):
                self.become("tail")
                before = self.parts[index - 1]
                heading = whole_line(before.block.text, self.force_words) if before.role == "response" else None
                if heading and heading.kind == "tail":
                    before.role = "tail"
            elif is_disclaimer(text):
                part.role = "tail"
                return
            elif is_file_line(part.block):
                part.role = "files"
                return
        part.role = self.open_role()
        part.number = self.number

    def closes(self, index: int) -> bool:
        """Whether the answer is over here: no label of an answer follows, and something was answered before."""
        if self.last_answer_label >= index:
            return False
        if any(part.role in ANSWERING and not part.label for part in self.parts[:index]):
            return True
        following = [part.block for part in self.parts[index + 1 : index + 4] if not part.label and part.role != "meta"]
        return not any(heard.answered > heard.closing for heard in map(hear, following))


def _answers(block: Block) -> bool:
    heard = hear(block)
    return heard.answered > max(heard.around, heard.asked) + SURELY_ANSWERS


def _goes_on_to_answer(block: Block) -> bool:
    """Whether what follows a pleasantry is the body's answer: `Thank you for your request. It is not possible to …`."""
    spans = sentences(block.text)
    if len(spans) < 2:
        return False
    heard = hear(block.copy(block.text[spans[1][0] :]))
    return heard.answered > max(heard.around, heard.asked) + 1


def _is_question(block: Block) -> bool:
    """A numbered or questioning line that can stand above its answer's label."""
    text = block.text
    if len(text) >= LONGEST:
        return False
    if openers.looks_asked(text):
        return True
    numbered = openers.question_number(text) is not None and len(text.split()) > 2
    return hear(block).side > (0 if numbered or text[-1] != "." else SURELY_ASKS)
