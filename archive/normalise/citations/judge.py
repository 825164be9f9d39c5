"""Applied or only mentioned: points for what the text says around a citation, taken away for what it denies.

The signs and weights follow the decision procedure for police answers: a list headed by `by virtue of the following
exemptions`, a verb of applying, a number with its title on a line of its own; against it what is negated, what is
merely possible, what a previous answer said, statute quoted or paraphrased, counts of exemptions used.
"""

from __future__ import annotations

import re
from typing import NamedTuple

HEADER = re.compile(
    r"following (?:\w+ ){0,3}?(?:exemptions?|exceptions?|sections?|articles?|provisions?|regulations?|limbs?|parts? of|reasons?)\b|by virtue of(?: the)?(?: following)?\b|(?:exemptions?|exceptions?|articles?)(?:\(s\))?\b[^.:;]{0,60}\b(?:are|is|appl\w+|engaged|cited|used|relied)\b[^.:;]{0,60}$"
    r"|exempt(?:ed)?\b[^.:;]{0,60}(?:under|by|pursuant to|as follows|for the following)[^.:;]{0,40}$|^(?:exemptions?|articles?|exceptions?|sections?)(?:\(s\))?(?: (?:applied|used|engaged|cited|claimed|relied (?:up)?on|applicable))?\W{0,3}$|(?:rely|relying|relies) (?:up)?on\b[^.;]{0,60}$|(?:withheld|refused|exempt) (?:under|by)\b[^.;]{0,60}$|eithriad|esemptiad",
    re.I,
)  # fmt: skip
HEADER_DENIED = re.compile(
    r"\b(?:no longer|not|considered but|were considered|ceased to)\b[^.:;]{0,50}\b(?:rely|relied|apply|applied|engaged|appropriate)\b|considered (?:but|and rejected)|further information about",
    re.I,
)
VERB = re.compile(
    r"\b(?:exempt(?:ed|s|ing)?|engag(?:ed|es|ing)|appl(?:y|ies|ied|ying|icable)|rel(?:y|ies|ied|ying|iance)|with(?:held|hold|holding|holds)|pursuant to|by virtue of|virtue|refus(?:e|es|ed|al|ing)|invok(?:e|ed|ing)|claim(?:ed|ing|s)?|cit(?:ed|ing|es)|redact(?:ed|ions?)|removed|falls? (?:within|under|to be)|covered by|caught by|protected (?:by|under)|attracts?|not obliged|exclu(?:ded|sion)|prohibit(?:s|ed)|lets? us|(?:allows?|permits?|entitles?|enables?) (?:us|the (?:force|constabulary|police|service))|defeats|(?:has|have|is|was) (?:been )?used|not (?:be )?(?:provid|disclos|suppl|releas)\w+|declin\w+|makes provision for|uph(?:old|eld|olding)|maintain(?:ed)?|esempt\w+|h?eithri\w+|berthnasol|dal yn ôl|gymwys)\b",
    re.I,
)
NATURE = re.compile(
    r"\b(?:is|are|being) (?:\w+ ){0,3}?(?:qualified|absolute|class|prejudice|harm)\b|provides? (?:for )?an? (?:\w+ )?exemption|\b(?:qualified|absolute) (?:and \w+[ -]based )?exemptions?\b",
    re.I,
)
NEGATED_BEFORE = re.compile(
    r"\b(?:no longer|not|never|nor|without|neither|don't|didn't|won't|withdr[ae]wn?|dropp?(?:ed|ing)|instead of|rather than|ceased to) (?:\w+ ){0,4}?(?:rel\w+(?: up)?(?: on)?|appl\w+|engag\w+|cit\w+|invok\w+|claim\w*|us(?:e|ed|ing)|relianc\w+(?: on)?|seek\w*(?: to rely on)?|need\w*)(?: \w+){0,4}\s?[\"“'‘(]?$|\bnot (?:consider|believe|think|find|satisfied|persuaded) (?:that )?[^.;]{0,40}$|\bno (?:\w+ )?exemptions?\b[^.;]{0,40}$",
    re.I,
)
NEGATED_AFTER = re.compile(
    r"^[^.;,]{0,50}\b(?:is|are|was|were|does|do|did|has|have|had|could|can|would)(?: been)? ?(?:not|n't|never|no longer)\b(?: been)? (?:\w+ ){0,2}?(?:rel\w+|appl\w+|engag\w+|need\w*|used|required|invoked|claimed|cited|relevant|considered|prevent|maintained|be relied)|^[^.;,]{0,40}\b(?:no longer|cannot) (?:\w+ ){0,2}?(?:appl\w+|engag\w+|relied|be relied|be applied|stand)|^[^.;]{0,40}\b(?:is|was|has been) withdrawn",
    re.I,
)
DUTY = re.compile(r"\b(?:duty|duties|obligation|right|1\s?\(1\))\b", re.I)
POSSIBLE_BEFORE = re.compile(
    r"\b(?:may|might|could|should) (?:\w+ ){0,3}?(?:be|have been|have|attract|fall|engage|become|require|also|well|need|apply|rely|invoke|consider)\b[^.;]{0,70}$|\bwould (?:have|need)(?: been)? (?:to )?(?:consider\w*|appl\w+|subject|attract\w*|rely|engaged?)\b[^.;]{0,50}$|\b(?:would|will) (?:be )?(?:likely (?:to )?)?attract\b[^.;]{0,60}$|\b(?:potentially|possibl[ey]|perhaps)\b[^.;]{0,50}$|\bconsider(?:ed|ing|ation)?\b (?:\w+ ){0,3}?(?:whether|of|the use of|applying|using)\b[^.;]{0,40}$|\bwhether\b[^.;]{0,40}$",
    re.I,
)
POSSIBLE_AFTER = re.compile(
    r"^[^.;,]{0,40}\b(?:may|might|could)\b (?:\w+ ){0,2}?(?:be |have |apply|appl|engag|need|used|relied|considered|relevant|required|well)",
    re.I,
)
WOULD_APPLY = re.compile(r"\bwould (?:be )?(?:apply|exempt|exceed|engaged|withheld|applies)", re.I)
CONDITION = re.compile(
    r"^\W{0,3}(?:(?:and|but|also|even|so|then|that is,?) )?(?:if|should|were|had|in the event|unless)\b(?! (?:held|it (?:were|was|did)|any|such|the information (?:was|were|is|requested|described|sought)))",
    re.I,
)
OTHER_REQUEST = re.compile(
    r"\b(?:future|further|new|another|other|subsequent|refined|revised|narrower|resubmitted|any) (?:\w+ )?(?:requests?|submissions?|applications?)\b",
    re.I,
)
EARLIER = re.compile(
    r"\b(?:previous|earlier|last|prior|initial|original|first)(?:ly)? (?:\w+ ){0,2}?(?:requests?|responses?|repl(?:y|ies)|answers?|letters?|refusals?|decisions?|correspondence)\b|\bas stated (?:with)?in\b|\bwhen (?:we|you) (?:last|first|previously)\b|\bpreviously (?:applied|relied|refused|cited|withheld)\b",
    re.I,
)
UPHELD = re.compile(r"\b(?:uphold|upheld|maintain(?:ed)?|still|continues? to|again|remains?|also|now)\b", re.I)
PARAPHRASE = re.compile(r"\ba claim that\b|\b(?:section )?12 (?:or|and) (?:section )?14 appl", re.I)
GENERIC = re.compile(
    r"^\W{0,4}(?:a|an|any|the|where an?|when an?|if an?|under the act,? an?) (?:public )?authorit(?:y|ies)\b", re.I
)
COUNTED = re.compile(
    r"\b\d[\d,]*\s(?:times|occasions|requests|cases|refusals|instances|responses)\b|\bhow (?:often|many)\b|\bnumber of (?:requests|times|refusals|cases|occasions)\b|\b(?:times|occasions) (?:was|were|has|have|is)\b|\bcounts?\b[^.;]{0,40}\b(?:section|exemption)s?\b",
    re.I,
)
POINTER = re.compile(r"\b(?:guidance|guide|leaflet|advice note|ico\.org|https?:|www\.)", re.I)
HELPFUL = re.compile(r"\b(?:uphold|upheld)\b", re.I)
CLAUSE = re.compile(
    r"[;:]\s|,?\s(?:but|so|therefore|because|since|although|though|whereas|however|hence)\s|,\s(?:and|as|which|where|while)\s|\s[–—-]\s"
)


class Verdict(NamedTuple):
    """Status, the rule that decided, and the points."""

    status: str
    rule: str
    score: int


class Setting(NamedTuple):
    """What is known of the place of a citation before its sentence is read."""

    listed: bool = False
    denied: bool = False
    alone: bool = False
    titled: bool = False
    linked: bool = False
    counted: bool = False
    authority: bool = False
    neither: bool = False


def judge(sentence: str, at: int, end: int, setting: Setting, top: str, ranged: bool) -> Verdict:
    """The status of a citation that stands at `at` to `end` in its sentence, on the response's side."""
    if ranged:
        return Verdict("mentioned", "range", -3)
    if setting.counted:
        return Verdict("mentioned", "counted", -4)
    if setting.linked:
        return Verdict("mentioned", "pointer", -2)
    if setting.denied:
        return Verdict("negated", "list_denied", -4)
    before, after = sentence[:at], sentence[end:]
    cut = 0
    for found in CLAUSE.finditer(before):
        cut = found.end()
    clause_before = before[cut:]
    stop = CLAUSE.search(after)
    clause_after = after[: stop.start()] if stop else after
    if PARAPHRASE.search(sentence) and top in ("12", "14"):
        return Verdict("mentioned", "paraphrase", -3)
    duty = DUTY.search(clause_before[-120:] + " " + clause_after[:0])
    if NEGATED_BEFORE.search(clause_before[-160:]) and not (duty and "by virtue" in clause_before):
        return Verdict("negated", "negated", -4)
    if NEGATED_AFTER.match(clause_after[:120]):
        return Verdict("negated", "negated", -4)
    score = 3 if setting.listed else 0
    rule = "list" if setting.listed else ""
    if VERB.search(sentence):
        score += 3
        rule = rule or "verb"
    if setting.authority:
        score += 3
        rule = rule or "authority"
    if setting.alone or setting.titled:
        score += 2
        rule = rule or ("heading" if setting.alone else "title")
    if NATURE.search(sentence):
        score += 2
        rule = rule or "nature"
    doubt = "" if setting.authority else _doubt(sentence, before, clause_before, clause_after, after, setting, top)
    if doubt:
        return Verdict("mentioned", doubt, score - 4)
    return Verdict("applied" if score >= 2 else "mentioned", rule or "no_verb", score)


def _doubt(
    sentence: str, before: str, clause_before: str, clause_after: str, after: str, setting: Setting, top: str
) -> str:
    """Why a citation does not count although it scores, or an empty string."""
    if (
        COUNTED.search(sentence)
        and not setting.listed
        and not re.search(r"by virtue|exempt|withheld under|refus", sentence, re.I)
    ):
        return "counted"
    if (
        EARLIER.search(sentence)
        and not UPHELD.search(sentence)
        and top not in ("21", "14", "25", "12" if "aggregat" in sentence else "21")
        and not setting.listed
    ):
        return "earlier_answer"
    if GENERIC.match(sentence) and top not in ("12", "14") and not setting.listed:
        return "paraphrase"
    if (
        POINTER.search(sentence[-200:])
        and re.search(r"\((?:section|s\.?) ?\d", sentence, re.I)
        and not setting.authority
    ):
        return "pointer"
    if setting.listed:
        return ""
    conditional = bool(CONDITION.match(before)) and not setting.neither
    possible = POSSIBLE_BEFORE.search(clause_before[-170:])
    if possible and not WOULD_APPLY.search(possible.group()) and not setting.neither:
        return "possible"
    if POSSIBLE_AFTER.match(clause_after[:110]) and not setting.neither:
        return "possible"
    if (conditional and len(before) > 8) or (
        OTHER_REQUEST.search(before) and re.search(r"\b(?:will|would|may|might|could)\b", sentence)
    ):
        return "possible"
    return ""
