"""Roles where labels leave them open: alternating pairs, the sentence that opens a decision, and what remains."""

from __future__ import annotations

from archive.normalise import cues, firm, openers
from archive.normalise.blocks import Block
from archive.normalise.ending import leave_heading_of_files, trim_closing
from archive.normalise.handed_over import SURELY_SPEAKS, hand_over, is_heading
from archive.normalise.labelled import LabelReader
from archive.normalise.pairs import find_pairs
from archive.normalise.parts import REQUEST_SIDE, Part, Segmented, is_closing, is_disclaimer, is_file_line
from archive.normalise.question_lines import is_number, leave_first_number, number_pairs
from archive.normalise.voices.boundary import DOUBTFUL, boundary
from archive.normalise.voices.hearing import hear

LONGEST = 600
MOST_ABOVE = 6
"""Lines (a category, a subject) that may stand above the first question."""
CLEARLY = 0.5
"""By how much a voice must be louder than the others where nothing else tells."""


def settle(reader: LabelReader) -> Segmented:
    """Settle what the labels left open, and name the structure."""
    settler = _Settler(reader)
    settler.settle()
    return reader.result


class _Settler:
    def __init__(self, reader: LabelReader) -> None:
        self.reader = reader
        self.parts = reader.parts
        self.result = reader.result

    def settle(self) -> None:
        """Decision first, openers, pairs, and what is left."""
        reader = self.reader
        self.leave_letterhead()
        self.asked_under_both()
        if not reader.seen_response:
            self.leave_annex()
            self.without_response_label()
        elif not reader.seen_request:
            before = [index for index, part in enumerate(self.parts) if part.role == "open"]
            for index in before:
                self.parts[index].role = "request"
            if before:
                self.result.request_rule = "before_response"
                self.leave_subject(before)
                self.trim_request(before)
            else:
                self.pairs_inside()
        if reader.seen_request:
            self.decision_first()
        hand_over(self.parts, self.result, reader.force_words, reader.has_request_label)
        for part in self.parts:
            if part.role == "open":
                part.role = "preamble"
        self.take_introduction()
        leave_heading_of_files(self.parts, reader.force_words)
        trim_closing(self.parts)
        leave_first_number(self.parts)
        self.name_structure()

    def asked_under_both(self) -> None:
        """`Request and answer`, the question, `Answer`: what is asked between the two labels is the request."""
        reader = self.reader
        if reader.has_request_label or not reader.both:
            return
        first = next((at for at, part in enumerate(self.parts) if part.label and part.label.kind == "response"), 0)
        above = [part for part in self.parts[:first] if part.role == "response"]
        asked = [part for part in above if hear(part.block).asks or openers.looks_asked(part.block.text)]
        for part in asked:
            part.role = "request"
        if asked:
            reader.seen_request = True
            self.result.request_rule = "before_response"

    def leave_letterhead(self) -> None:
        """Lines above the reference, the date or the greeting of a letter are its head: an address, a department."""
        last = -1
        for index, part in enumerate(self.parts[:14]):
            if part.role == "meta" or part.block.text.lower().startswith("dear "):
                last = index
            elif part.role not in ("open", "preamble"):
                break
        for part in self.parts[: max(last, 0)]:
            text = part.block.text
            if part.role == "open" and len(text) < 200 and text[-1] not in ".?!" and not openers.looks_asked(text):
                part.role = "preamble"

    def leave_annex(self) -> None:
        """What stands under the heading of an annex at the page's end is statute, labelled answer or not."""
        labels = [index for index, part in enumerate(self.parts) if part.label]
        if not labels or self.parts[labels[-1]].label is None or labels[-1] < len(self.parts) // 2:
            return
        last = self.parts[labels[-1]].label
        if last is not None and last.kind == "annex":
            for part in self.parts[labels[-1] :]:
                part.role = "annex" if part.role != "meta" else "meta"

    def pairs_inside(self) -> None:
        """Nothing stands before the response, and questions alternate with answers inside it."""
        answer = [index for index, part in enumerate(self.parts) if part.role == "response" and not part.label]
        first = next((at for at, index in enumerate(answer) if _asks(self.parts[index].block.text)), None)
        if first is None:
            return
        blocks = [self.parts[index].block for index in answer[first:]]
        marks = find_pairs(blocks, self.reader.force_words, answering=True)
        if marks:
            self.by_pairs(answer[first:], marks)

    def decision_first(self) -> None:
        """A decision printed above the request is response, from its opening sentence on."""
        opened = False
        for part in self.parts:
            if part.role == "request" or (
                part.role == "label" and part.label and part.label.kind in ("request", "both")
            ):
                return
            if part.label or part.role not in ("open", "preamble"):
                continue
            text = part.block.text
            if openers.is_introduction(text):
                continue
            if not opened and len(text) > 25 and firm.is_firm_decision(text) and not openers.tells_duties(text):
                opened = True
            if opened and not openers.is_preamble(text):
                part.role = "response"
                part.rule = "decision_first"

    def leave_subject(self, indices: list[int]) -> None:
        """Words above an unlabelled request that are no sentence name its subject."""
        for place, index in enumerate(indices[:-1]):
            block = self.parts[index].block
            rest = [self.parts[other].block.text for other in indices[place + 1 :]]
            if (
                len(block.text.split()) > (4 if place else 10)
                or block.kind not in ("text", "heading")
                or not _is_subject(block.text)
            ):
                return
            if not any(openers.looks_asked(other) and len(other.split()) > 5 for other in rest):
                return
            self.parts[index].role = "preamble"

    def trim_request(self, indices: list[int]) -> None:
        """Fillers at the end of an unlabelled request belong to neither side."""
        for index in reversed(indices):
            if not openers.is_filler(self.parts[index].block.text):
                return
            self.parts[index].role = "preamble"

    def without_response_label(self) -> None:
        """No label opens the response: alternating pairs, else the first sentence that opens a decision."""
        candidates = []
        for index in self.scope():
            if is_file_line(self.parts[index].block):
                self.parts[index].role = "files"
            else:
                candidates.append(index)
        while len(candidates) > 2 and is_closing(self.parts[candidates[-1]].block.text):
            self.parts[candidates.pop()].role = "tail"
        if not candidates:
            return
        paired = self.paired([index for index in candidates if not is_number(self.parts[index])])
        if paired:
            self.by_pairs(*paired)
        else:
            self.by_opener(candidates)

    def scope(self) -> list[int]:
        """The parts among which request and response are still to be told apart."""
        reader = self.reader
        scope = [
            index
            for index, part in enumerate(self.parts)
            if part.role in REQUEST_SIDE or (part.role in ("open", "response") and not part.label)
        ]
        if not reader.seen_request:
            return scope
        asked = [index for index in scope if self.parts[index].role in REQUEST_SIDE]
        if reader.both and reader.has_request_label:
            return asked
        start = asked[0] if asked else reader.request_mark
        return [index for index in scope if index >= start]

    def paired(self, candidates: list[int]) -> tuple[list[int], list[bool]] | None:
        """Alternating questions and answers among the candidates, one or two opening lines apart."""
        blocks = [self.parts[index].block for index in candidates]
        marks = find_pairs(blocks, self.reader.force_words)
        if marks:
            return candidates, marks
        if self.reader.seen_request or len(candidates) < 5:
            return None
        first = next((at for at, block in enumerate(blocks) if openers.looks_asked(block.text)), 0)
        for skip in sorted({1, 2, min(max(first, 1), MOST_ABOVE)}):
            if len(candidates) < 5 + skip:
                return None
            marks = find_pairs(blocks[skip:], self.reader.force_words)
            if marks:
                for index in candidates[:skip]:
                    self.parts[index].role = "preamble"
                return candidates[skip:], marks
        return None

    def by_pairs(self, candidates: list[int], marks: list[bool]) -> None:
        """Give questions and answers their roles."""
        for index, asked in zip(candidates, marks, strict=True):
            self.parts[index].role = "request" if asked else "response"
        self.close_response(candidates)
        number_pairs(self.parts[max(candidates[0] - 1, 0) : candidates[-1] + 1])
        self.result.structure = "interleaved"
        self.result.request_rule = self.result.response_rule = "pairs"
        self.reader.seen_request = self.reader.seen_response = True

    def by_opener(self, candidates: list[int]) -> None:
        """Split where the body begins to speak; without a request before it all is response."""
        reader = self.reader
        candidates = self.leave_decision(candidates)
        blocks = [self.parts[index].block for index in candidates]
        named = reader.seen_request and not reader.both
        introduced = self.result.request_rule == "introduction"
        breaks = {at for at in range(1, len(candidates)) if candidates[at] > candidates[at - 1] + 1}
        least = 1 if named and not introduced else 0
        place, margin = boundary(blocks, reader.force_words, least=least, breaks=breaks)
        if introduced and blocks[0].quoted and not blocks[-1].quoted:
            place, margin = next(at for at, block in enumerate(blocks) if not block.quoted), DOUBTFUL
        place = next((at for at in range(1, place) if self.asks_back(blocks[at])), place)
        while 0 < place < len(blocks) - 1 and openers.is_sign_off(blocks[place].text):
            place += 1
        if not named and not any(hear(block).asks for block in blocks[:place]):
            place = 0
        if place == len(blocks) and named:
            if reader.state in REQUEST_SIDE:
                self.result.warnings.append("no_response")
        elif place < len(blocks) and (place or named):
            self.split(candidates, place)
            if margin < DOUBTFUL:
                self.result.warnings.append("doubtful_boundary")
        else:
            for index in candidates:
                self.parts[index].role = "response"
            self.close_response(candidates)

    def leave_decision(self, candidates: list[int]) -> list[int]:
        """A decision printed above the request is the answer's; returns what is below it."""
        blocks = [self.parts[index].block for index in candidates]
        decides = [firm.is_firm_decision(block.text) and hear(block).side <= -SURELY_SPEAKS for block in blocks]
        place = decides.index(False) if False in decides else 0
        rest = candidates[place:]
        if self.reader.seen_request or not place or not any(hear(self.parts[index].block).asks for index in rest):
            return candidates
        for index in candidates[:place]:
            self.parts[index].role = "response"
            self.parts[index].rule = "decision_first"
        return rest

    def asks_back(self, block: Block) -> bool:
        """Whether the body asks for more detail: its list of what it needs to know sounds like a request."""
        if not openers.opens_decision(block.text, self.reader.force_words) or hear(block).side > 0:
            return False
        return cues.CLARIFY.search(block.text[:LONGEST].lower()) is not None

    def split(self, candidates: list[int], place: int) -> None:
        """Everything before is the request, everything from here on the response."""
        reader, result = self.reader, self.result
        for index in candidates[:place]:
            if self.parts[index].role in ("open", "response"):
                self.parts[index].role = "request"
        before = [index for index in candidates[:place] if self.parts[index].role in REQUEST_SIDE]
        if not reader.has_request_label:
            before = self.leave_words_around(before)
        if not reader.seen_request:
            self.leave_subject(before)
        self.trim_request(before)
        for index in candidates[place:]:
            self.parts[index].role = "response"
        self.close_response(candidates[place:])
        headed = place < len(candidates) - 1 and is_heading(self.parts[candidates[place]].block)
        if headed:
            self.parts[candidates[place]].role = "label"
        reader.seen_response = True
        reader.seen_request = reader.seen_request or bool(before)
        result.request_rule = result.request_rule or "before_opener"
        opens = openers.opens_decision(self.parts[candidates[place]].block.text, reader.force_words)
        result.response_rule = "opener" if opens else "voice"
        result.structure = "labelled" if headed and reader.has_request_label else "opener"

    def leave_words_around(self, indices: list[int]) -> list[int]:
        """What the body says above an unlabelled request is none of it; returns the rest."""
        for place, index in enumerate(indices[:-1]):
            heard = hear(self.parts[index].block)
            if heard.around < max(heard.asked, heard.answered) + CLEARLY:
                return indices[place:]
            self.parts[index].role = "preamble"
        return indices[-1:]

    def take_introduction(self) -> None:
        """Where nothing is quoted behind it, the sentence that tells of the request is all there is of it."""
        if self.result.request_rule != "introduction" or any(part.role in REQUEST_SIDE for part in self.parts):
            return
        for part in self.parts:
            if part.role == "preamble" and openers.is_introduction(part.block.text) and part.block.text[-1] != ":":
                part.role = "request"
                return

    def close_response(self, indices: list[int]) -> None:
        """In a response found without labels: reasoning headings, files, and the closing rights."""
        tail = reasoning = False
        first, last = indices[0], indices[-1]
        for index in range(first, len(self.parts)):
            part = self.parts[index]
            if part.role in ("tail", "annex", "meta"):
                continue
            if part.label:
                reasoning = self.close_label(part, index <= last, reasoning)
                continue
            if part.role != "response":
                continue
            text = part.block.text
            tail = tail or (is_closing(text) and self.reader.closes(index))
            if tail or is_disclaimer(text):
                part.role = "tail"
            elif is_file_line(part.block):
                part.role = "files"
            elif reasoning:
                part.role = "reasoning"

    def close_label(self, part: Part, inside: bool, reasoning: bool) -> bool:
        """A label inside the response heads a stretch of it; returns whether reasoning has begun."""
        if part.label and part.label.kind == "reasoning":
            part.role = "reasoning"
            return True
        if part.label and part.label.kind in ("question", "decision") and part.role in ("label", "preamble", "request"):
            part.role = "response"
            part.number = part.label.number
        elif inside and part.role in ("label", "preamble"):
            part.role = "response"
        return reasoning

    def name_structure(self) -> None:
        """The record's word for how the two sides were told apart."""
        result, reader = self.result, self.reader
        questions = answers = 0
        side = ""
        for part in self.parts:
            if part.role in REQUEST_SIDE and side != "q":
                side = "q"
                questions += 1
            elif part.role in ("response", "reasoning") and side == "q":
                side = "a"
                answers += 1
        alternating = questions > 1 and answers > 1
        if alternating and result.structure == "opener":
            result.structure = "interleaved"
        elif result.structure == "unsegmented" and reader.seen_response:
            result.structure = "interleaved" if alternating else "labelled"
        elif result.structure == "unsegmented" and reader.seen_request and reader.has_request_label:
            result.structure = "labelled"
        if result.structure == "labelled" and len(_request_numbers(self.parts)) > 1:
            result.warnings.append("several_requests")


def _asks(text: str) -> bool:
    """A numbered question with its mark."""
    return text.endswith("?") and openers.question_number(text) is not None


def _is_subject(text: str) -> bool:
    """Words that neither end nor ask as a sentence does, and bear no number."""
    return text[-1] not in ".?!:;," and not openers.looks_asked(text) and openers.question_number(text) is None


def _request_numbers(parts: list[Part]) -> set[str]:
    return {part.label.number for part in parts if part.label and part.label.kind == "request" and part.label.number}
