"""What became of the request: derived from what was supplied, what was applied, and how the answer speaks.

The precedence is the record's own; `answer` says what the paragraphs do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from archive.normalise.answer import Reading, extension, has_data, is_letter, points_to_letter
from archive.normalise.citations.meaning import meaning
from archive.normalise.cue import Cue
from archive.normalise.record import Attachment, Citation, Outcome
from archive.normalise.segments import Part
from archive.normalise.text import plain
from archive.normalise.voices.supply import supplies

REVIEW = Cue(
    ("review", "upheld", "overturned"),
    r"\breview has been (?:completed|carried out|conducted|made)\b|(?:outcome|result|decision|conclusions?"
    r"|findings) of (?:the |your |an |our |this )?(?:internal )?review\b|internal review (?:has|was|is now|outcome"
    r"|decision|response)|(?:asked|request(?:ed)?|application|wrote|email) for an? (?:internal )?review"
    r"|following (?:an|your|the|our) internal review|\brole of (?:the|a|this) review\b|complet(?:ed|ion of) (?:my"
    r"|the|our|a|this|your|its) (?:internal )?review\b|review(?:er|ed)? (?:has |have )?(?:found|upheld|concluded"
    r"|decided)\b|(?:original|initial|first|earlier) (?:decision|response|refusal|answer"
    r"|reply)(?: to \w+[^.;]{0,50})? (?:is|was|has been|should be) (?:\w+ )?(?:upheld|overturned|maintained|varied"
    r"|confirmed|set aside|reversed)|review(?:ed)? (?:of )?(?:the|our|your) (?:original |initial "
    r"|first )?(?:decision|response|answer|handling)",
)
REVIEWED = re.compile(
    r"\binternal review\b|\b(?:outcome|date|result) of (?:the |your |our )?review\b|\breview of (?:the |our "
    r"|a )?decision\b|\breview (?:requested|asked for|completed|outcome|decision)\b",
    re.I,
)
"""What titles, labels and headings of a review say."""
AGGREGATED = Cue(
    ("aggregat", "together"),
    r"\b(?:costs?|time|requests|e-?mails) (?:\w+ ){0,3}?together\b|(?:have|has|were|are|been|being|we"
    r"|therefore) (?:been |now |therefore )?aggregated\b|aggregating (?:the|your|these|them)|aggregation of (?:the"
    r"|your|these) requests",
)
MAYBE = Cue(
    ("aggregat",),
    r"\b(?:could|may|might|can|would) be aggregated|\bnot (?:been |being |be )?aggregated",
)
ADVICE = Cue(
    ("assist", "chymorth", "reasonable advice", "duty under", "suggest", "your request", "the request"),
    r"\bif you (?:would like|wish|want|were|are able|care|choose) to (?:\w+ )?(?:reduc|narrow|refin|limit|restrict"
    r"|shorten|resubmit)\w* (?:the scope of )?(?:your|the) request|(?:to |in order to |order to )(?:aid|advise"
    r"|help) and assist|advice and assistance|give reasonable advice|to be of assistance"
    r"|duty under section 1[56]\b|\b(?:we|i"
    r"|would) (?:would )?suggest that you (?:limit|narrow|refine|restrict)|duty to (?:advise|assist|provide advice)"
    r"|advise and assist|cyngor a chymorth",
)
NO_ADVICE = Cue(
    ("suggest", "advise", "assist", "advice", "refine", "narrow"),
    r"(?:unable|not able|cannot(?! (?:promise|guarantee|be sure|be certain|say))|not possible)\b[^.;]{0,60}\b"
    r"(?:suggest|advise|assist|advice|refine"
    r"|narrow)",
)
COST_DECIDES = re.compile(
    r"\b(?:compl(?:y|ying|iance)|answer(?:ing)?|process(?:ing)?|request|this|it|retriev\w+|locat\w+|extract\w+"
    r"|collat\w+)\b[^.;]{0,60}\b(?:would|will|is estimated to|estimate[sd]?)\b[^.;]{0,40}\b(?:exceed|in excess|over"
    r"|more than|beyond|above|longer than)\b"
)
"""That answering itself goes over the limit, which is a refusal though the word is not said."""
SURE = 1.0
"""Logits from which on 98 of 100 answers not learned from were heard rightly to give something, or nothing."""
ENOUGH = 250
"""Characters of an answer in which enough is said to be heard against its phrases."""
ADVISING = {("FOIA", "16"), ("FOISA", "15"), ("EIR", "9"), ("EISR", "9"), ("JERSEY", "12"), ("IOM", "15")}


class Applied:
    """The applied provisions sorted by what they mean for the outcome."""

    def __init__(self, exemptions: Sequence[Citation], mentions: Sequence[Citation], reading: Reading) -> None:
        self.cost = self.vexatious = self.access = self.later = self.neither = self.other = False
        self.neither_by_cost = False
        for cited in exemptions:
            meant = meaning(cited.regime, cited.provision)
            if meant == "cost":
                self.cost = True
                self.neither_by_cost |= cited.provision == "12(2)" and cited.regime == "FOIA"
            elif meant == "unreasonable":
                self.vexatious |= reading.vexatious
                self.cost |= not reading.vexatious
            elif meant == "later" and not cited.ncnd:
                self.later = True
            elif meant in ("other", "later"):
                self.neither |= cited.ncnd
                self.other |= not cited.ncnd
            else:
                self.vexatious |= meant == "burden"
                self.access |= meant == "access"
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
    def beside_later(self) -> bool:
        """Whether anything but a date of publication stands in the way."""
        return self.cost or self.access or self.neither or self.other

    @property
    def any(self) -> bool:
        """Whether anything is applied."""
        return self.cost or self.vexatious or self.access or self.later or self.neither or self.other


class Derived(NamedTuple):
    """The outcome, its flags, the rule that decided, and warnings."""

    outcome: Outcome
    flags: list[str]
    rule: str
    warnings: list[str]


def derive(
    parts: Sequence[Part],
    exemptions: Sequence[Citation],
    mentions: Sequence[Citation],
    reading: Reading,
    attachments: Sequence[Attachment],
    structure: str,
    title: str,
) -> Derived:
    """The outcome. Where the words of the whole answer surely say otherwise than its phrases, the words decide."""
    applied = Applied(exemptions, mentions, reading)
    body = [part for part in parts if part.role in ("response", "reasoning") and not part.label]
    text = plain("\n".join(part.block.text for part in body))
    neither = applied.neither or applied.foisa_18 or (reading.neither and not applied.neither_by_cost)
    cost = applied.cost or (
        reading.cost
        and (
            reading.cost_way
            or COST_DECIDES.search(text)
            or reading.refused
            or bool(re.search(r"not (?:obliged|required)|refus", text, re.I))
        )
        and not applied.other
        and not applied.access
        and not applied.vexatious
    )
    reading.not_held |= applied.foisa_17 or applied.eir_not_held
    if not body and not attachments:
        return Derived("unknown", [], "no_response", [])
    by_rule = _supplied(applied, reading, neither, cost)
    elsewhere = not applied.any and (applied.clarifying or reading.transferred or reading.clarify)
    settled = applied.vexatious or ((reading.goodwill or neither or elsewhere) and not by_rule)
    overheard = False
    if len(text) >= ENOUGH and not settled:
        heard = supplies(
            [part.block for part in body],
            [(cited.regime, cited.provision) for cited in exemptions],
            {extension(item) for item in attachments},
        )
        overheard = abs(heard) >= SURE and (heard > 0) != by_rule
    outcome, rule = _decide(applied, reading, neither, cost, by_rule != overheard, attachments, structure, body)
    if overheard and outcome == "unknown":
        outcome, rule = _decide(applied, reading, neither, cost, by_rule, attachments, structure, body)
    elif overheard:
        rule = "heard"
    flags = _flags(outcome, applied, reading, neither, cost, mentions, text)
    if _is_review(parts, title, text):
        flags.add("internal_review")
    return Derived(outcome, sorted(flags), rule, ["doubtful_outcome"] if overheard else [])


def _supplied(applied: Applied, reading: Reading, neither: bool, cost: bool) -> bool:
    """Whether something was given, by the phrases of the paragraphs and what is applied."""
    supplied = reading.supplied
    if (applied.other or neither or reading.refused) and not (reading.strong or reading.hard or reading.limited):
        supplied = False
    if reading.withdrawn and not reading.strong:
        supplied = False
    if reading.wholly_denied and not (reading.given or (reading.hard and reading.several)):
        supplied = False
    apart = reading.strong and reading.cost_apart and not reading.goodwill
    if applied.vexatious:
        supplied = False
    if cost and not apart:
        supplied = supplied and reading.hard
    if applied.later and not applied.beside_later:
        supplied = supplied and (reading.hard or reading.limited)
    if not applied.any and not reading.hard and (applied.clarifying or reading.transferred or reading.clarify):
        supplied = False
    return supplied or reading.some or (reading.in_full and not applied.any)


def _decide(
    applied: Applied,
    reading: Reading,
    neither: bool,
    cost: bool,
    supplied: bool,
    attachments: Sequence[Attachment],
    structure: str,
    body: Sequence[Part],
) -> tuple[Outcome, str]:
    refused = applied.other or neither or cost or applied.later or applied.vexatious
    if (
        not supplied
        and not refused
        and not applied.any
        and (applied.clarifying or reading.clarify)
        and not (reading.not_held and not applied.clarifying)
    ):
        return "clarification_sought", "asks_and_decides_nothing"
    if supplied and not _unread(reading, attachments, structure, applied, body):
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
    if _unread(reading, attachments, structure, applied, body):
        return "unknown", "answer_in_file"
    if reading.not_held:
        return "not_held", "not_held"
    if reading.transferred:
        return "transferred", "transferred"
    if reading.accessible:
        return "accessible_elsewhere", "link"
    if reading.refused and body:
        return "fully_withheld", "refusal_words"
    if reading.cost_way and body:
        return "cost_limit", "cost_words"
    return "unknown", "nothing_decisive"


def _decides(reading: Reading) -> bool:
    return (
        reading.not_held or reading.refused or reading.cost or reading.strong or reading.in_full or reading.accessible
    )


def _unread(
    reading: Reading, attachments: Sequence[Attachment], structure: str, applied: Applied, body: Sequence[Part]
) -> bool:
    """An answer that stands only in a file which was not read."""
    size = sum(len(part.block.text) for part in body)
    if not attachments or applied.any:
        return False
    data = has_data(attachments)
    if points_to_letter(reading, attachments) or (reading.pointer and not data and reading.substance == 0):
        return True
    if structure == "unsegmented" and not data and not reading.hard and not _decides(reading) and size < 300:
        return True
    letter = any(is_letter(item) for item in attachments)
    return structure == "unsegmented" and letter and not (reading.not_held or reading.refused or reading.cost)


def _flags(
    outcome: Outcome,
    applied: Applied,
    reading: Reading,
    neither: bool,
    cost: bool,
    mentions: Sequence[Citation],
    text: str,
) -> set[str]:
    flags: set[str] = set()
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
        if reading.goodwill and outcome != "neither_confirm_nor_deny" and (cost or applied.any or reading.refused):
            flags.add("goodwill_disclosure")
        if _aggregated(text):
            flags.add("aggregated")
    advised = any(
        (cited.regime, cited.provision.split("(")[0]) in ADVISING
        and cited.status == "mentioned"
        and cited.rule not in ("other", "pointer")
        for cited in mentions
    )
    if (advised or ADVICE.search(text)) and not NO_ADVICE.search(text):
        flags.add("advice_given")
    return flags


def _is_review(parts: Sequence[Part], title: str, text: str) -> bool:
    """Whether the answer is that of an internal review, by title, what stands above the answer, or its first words."""
    first = next((at for at, part in enumerate(parts) if part.role in ("response", "reasoning")), 0)
    above = (part.block.text for part in parts[:first] if part.role in ("meta", "preamble", "label"))
    return any(REVIEWED.search(words) for words in (title, *above)) or bool(REVIEW.search(text[:1500]))


def _aggregated(text: str) -> bool:
    """Whether the answer says that requests were taken together, and not that they could be."""
    found = AGGREGATED.search(text)
    return bool(found) and not MAYBE.search(text)
