"""Phrases that refuse, wholly or beside what is given, and those that only look like it. Tried on lower-case text."""

from __future__ import annotations

import re

from archive.normalise.cue import Cue
from archive.normalise.text import sentences

REFUSAL_WORDS = ("exempt", "withh", "held back", "esempt", "eithri", "dal yn ôl", "gwrthod")
"""Any of these words makes a sentence one of refusal."""

REFUSING = Cue(
    ("refus", "declin"),
    r"\b(?:i|we|force|constabulary|police|service|authority)\b[^.;]{0,40}\b(?:refus|declin)(?:e|es|ed|ing)\b"
    r"|(?:refus|declin)\w{0,8}\b[^.;]{0,60}\b(?:request|information|disclos|provid|suppl|comply|notice|section"
    r"|article|regulation|act|under|grounds?|this|it|them|the rest)\b|\b(?:request|information|disclosure|this|it"
    r"|rest|remainder|questions?)\b[^.;]{0,60}\b(?:refused|declined)\b",
)
"""Refusing a request, and not the refusals that a table of licences counts."""

GENERAL = Cue(
    ("exempt", "be ", "could", "might", "have ", "have been", "dut", "our ", "withdrawn"),
    r"\b(?:unless|subject to|where) (?:an? |any |the |other )?exemptions?\b|\bexemptions? (?:may|might"
    r"|could) (?:\w+ )?appl|\b(?:may|might|could) (?:\w+ )?(?:have to )?be (?:refused|withheld|exempt|declined)"
    r"|\btwo duties\b|\bwould (?:have been|be) (?:likely|liable)|\bour (?:answer|response|reply|letter"
    r"|decision) (?:of|dated) (?:the )?\d|\brefusal is (?:therefore |now )?withdrawn|\b(?:could"
    r"|might) (?:\w+ ){0,4}?(?:exceed|come up against|go over|breach|be (?:above|over|beyond))\b|\bfound that (?:it"
    r"|this) (?:would|does) not\b|\bwould not (?:exceed|be (?:above|over|beyond))\b"
    r"|\bwhether (?:\w+ ){1,3}?(?:limit|exemption)\b[^.;]{0,80}\b(?:might|may|could|would) (?:\w+ )?appl",
    also=(
        "exempt",
        "may",
        "might",
        "could",
        "two dut",
        "would ",
        "answer",
        "response",
        "reply",
        "letter",
        "decision",
        "refusal",
    ),
)
"""What the law says to everyone, what would have been, and what an earlier answer said: no refusal of this request."""

NOT_GIVEN = re.compile(
    r"not (?:\w+ )?(?:be )?(?:giv(?:en|ing)|provid(?:ed|e|ing)|suppl(?:ied|y|ying)|disclos(?:ed|e|ing)|releas(?:ed"
    r"|e|ing)|shar(?:ed|e|ing)|send(?:ing)?|sent|answering|(?:obliged|required) to (?:supply|provide|comply"
    r"|disclose|confirm|answer|carry|give))\b|not to (?:supply|disclose|provide|release)\b"
)

UNABLE = re.compile(r"unable to (?:provide|supply|disclose|release|give|share)\b")

NOT_REFUSING = Cue(
    (
        "no exempt",
        "no other",
        "no further",
        "no longer",
        "not exempt",
        "not being",
        "no information",
        "nothing",
        "without exempt",
        "not applied",
        "not engaged",
        "no bearing",
        "not apply",
        "not rel",
    ),
    r"\bexemptions? (?:is|are|was|were|does|do) not (?:engaged|apply)\b|\bexemptions?\b[^.;]{0,30}\bno bearing\b"
    r"|\bno (?:other |further )?exemptions?\b[^.;]{0,40}|\bno longer (?:rely|relies|relied|exempt)[^.;]{0,40}"
    r"|\bnot (?:being )?exempt\b|no information (?:has been|was|is being) withheld|nothing (?:has been|was"
    r"|is) withheld|without exemption|not applied any exemption|\bnot (?:rely|relied"
    r"|relying) on any exemption[^.;]{0,20}",
)

PARTLY = Cue(
    ("part", "some", "one ", "element", "certain", "portion"),
    r"\b(?:part|parts|some|one|elements?|certain|a portion) (?:\w+ ){0,4}?(?:is|are|has been|have been|being|was"
    r"|were) (?:\w+ )?(?:withheld|exempt|refused|redacted)|partial(?:ly)? (?:refus|exempt|disclos|withh)|(?:refus"
    r"|exempt|disclos|withh)\w{0,8} in part\b",
)

NOT_IN_FULL = Cue(
    ("full", "entirety"),
    r"(?:exempt|refus|withh)\w{0,8}\b[^.;]{0,80}\bin (?:full|its entirety)",
)

LIMITED = Cue(
    None,
    r"\bany(?:thing)? (?:\w+ )?(?:other|further|more|else|additional)\b|\b(?:other|further"
    r"|additional) (?:information|use|detail)|\b(?:rest|remainder|remaining|addition|additionally|covert|also"
    r"|elements?)\b|\bpart(?:s|ly|ially)?\b|\b(?:as (?:to|for|regards)|regarding|in (?:respect|relation"
    r"|regard) (?:of|to)|with regards? to) (?!your request|this request)|\b(?:questions?|points?|q) ?\d",
)
"""A refusal that is for something beside what was answered."""

OF_A_PART = re.compile(
    r"(?:however,? |but )?(?:in (?:relation|respect|regard) (?:of|to)|with regards? to|as (?:to|for|regards)"
    r"|regarding|turning to|for) (?!your request|this request|your question)|the (?:rest|remainder|remaining"
    r"|other)\b"
)
"""How a refusal begins that is for a part of what was asked."""

NOTHING_GIVEN = Cue(
    ("none of",),
    r"\bnone of (?:it|this|the (?:\w+ )?(?:information|material|data|documents?|report|records?)) (?:should|will"
    r"|can|may) (?:therefore )?be (?:disclosed|released|provided|supplied)",
)
"""That nothing at all is given."""

WHOLLY = re.compile(
    r"\b(?:any|all|none) (?:of )?(?:your|these|the|those) (?:\w+ )?(?:questions?|requests?|points?|parts?)"
    r"|\byour (?:entire )?request\b|\brequested information|\binformation (?:that |which )?(?:you|requested|sought"
    r"|falls|relevant)|\b(?:does|do) not hold (?:the|this|that|any|such) (?:requested )?information\b(?! (?:in"
    r"|about|on|for|relating))|\b(?:does|do) not hold any of (?:it|this|that|them)\b|\bholds? none of (?:it|this"
    r"|the|that|what|your|them)\b"
)
"""A denial of holding that is about the whole request."""


CONCLUDES = re.compile(
    r"\b(?:therefore|accordingly|consequently|thus|so)\b[^.;]{0,60}\b(?:does|do) not hold\b|\b(?:does"
    r"|do) not hold (?:any|the) (?:\w+ )?information[^.;]{0,30}\b(?:in (?:relation|respect|response) (?:to|of)"
    r"|relevant to|falling within) (?:your|this|the) request|\binformation (?:that )?(?:you (?:have )?(?:seek"
    r"|sought|asked for|requested)|requested|sought)\b[^.;]{0,20}\b(?:is|was) (?:\w+ )?not held\b"
)
"""A denial that concludes the answer, whatever figures of the search stand before it."""


def decided(lowered: str) -> str:
    """A paragraph without the sentences that say what the law is to everyone, or what might be refused."""
    if not GENERAL.search(lowered):
        return lowered
    return " ".join(lowered[at:end] for at, end in sentences(lowered) if not GENERAL.search(lowered[at:end]))


def refuses(lowered: str) -> bool:
    """Whether a paragraph refuses: by a word of refusal, or by not giving; unless it says that nothing is refused."""
    lowered = decided(lowered)
    if any(map(lowered.__contains__, REFUSAL_WORDS)) or REFUSING.search(lowered):
        return NOT_REFUSING.search(lowered) is None
    if "not " in lowered and NOT_GIVEN.search(lowered):
        return NOT_REFUSING.search(lowered) is None
    return "unable to " in lowered and bool(UNABLE.search(lowered))
