"""Whose law a number belongs to. Police text is full of other Acts, and their sections share numbers with ours.

Looked at: an Act named behind the number (`section 12 of the Public Order Act 1986`) or before it, an abbreviation, an
offence or power right behind it (`section 60 stop and search`), a document's own parts (`section 3 of the policy`).
`the Act` alone is the Act that the text defined so, else the one the answer is given under.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

WORD = re.compile(r"[\w'’&]+(?:-\w+)*|[(),.;:\n“”\"]")
NOUNS = frozenset(
    {
        "act",
        "law",
        "regulations",
        "regulation",
        "order",
        "bill",
        "code",
        "rules",
        "convention",
        "directive",
        "measure",
        "deddf",
    }
)
LINKING = frozenset(
    {
        "of", "the", "and", "for", "in", "to", "etc", "on", "&", "under", "from", "or", "a", "o", "y", "uk", "general", "with", "by", "against",
    }
)  # fmt: skip
OPENING = frozenset({"of", "under", "in", "from", "to", "within", "o", "dan"})
OURS = frozenset({"foi", "foia", "foisa", "eir", "eirs", "eisr", "foi(s)a"})
OTHER = frozenset(
    {
        "pace", "rta", "cjpo", "cjpoa", "poa", "mha", "pha", "ripa", "ipa", "oapa", "dpa", "gdpr", "ukgdpr", "poca", "tact", "cpia", "soa", "mda", "cja", "pra", "asbcpa", "echr", "rtra",
        "pcsc", "sca", "rtoa", "ofa", "coa", "osa", "hra", "ecthr", "cdpa", "rrro", "cpa", "tpa", "apa", "pcsca",
    }
)  # fmt: skip
DOCUMENTS = frozenset(
    "policy request form report guidance document plan letter agreement contract procedure strategy manual template handbook questionnaire survey application response page website spreadsheet table schedule email log".split()
)
OFFENCES = frozenset(
    "stop stops search searches offence offences assault assaults harassment wounding gbh abh arrest arrests detained detention detentions detainee detainees dispersal warning warnings warrant warrants powers power authority authorities authorisation authorisations authorised badges interview interviews possession murder theft robbery burglary fraud stalking affray riot violent disorder suite order orders nominal agreement agreements enquiry enquiries investigation patient patients removal seizure seizures notices notice report reports drug drugs driving caution cautions riots bail statement statements".split()
)
PLAIN_WORDS = frozenset(
    "if the a an as to that which because and or is are for with since where when in of on by at from would will could can may might we i you it this these applies apply applied was were has have had be been not does do your our so then exempts exempt engaged".split()
)
BEFORE_NAME = re.compile(r"(?:Act|Regulations|Order|Law|Code|Rules)(?:\s(?:19|20)\d\d)?[\s,(–-]{1,3}$")
BEFORE_SHORT = re.compile(r"\b([A-Za-z]{2,6})[\s,(–-]{1,3}$")
BEFORE_PART = re.compile(
    r"\b(?:schedules?|part|chapter|crime code|code|category|class|paragraph|group|zone|unit|district|bus|route)\s{0,2}(?:\w{1,3}\s{0,2},?\s{0,2})?$",
    re.I,
)
DEFINED = re.compile(
    r"\((?:“|\"|'|‘)?(?:hereafter |hereinafter )?(?:referred to as )?(?:“|\"|'|‘)?(?:the )?(Act|EIRs?|FOIA?|FOISA|Law|Regulations)(?:”|\"|'|’)?\)"
)
YEARS_OF_OURS = frozenset({"2000", "2002", "2004", "2011", "2015"})


@dataclass(slots=True)
class Laws:
    """What the text has said so far about which Act `the Act` is, and numbers that belonged to another law."""

    the_act_is_ours: bool = True
    last_named_ours: bool = True
    foreign: set[str] = field(default_factory=set)

    def read_definitions(self, text: str) -> None:
        """Note `Public Order Act 1986 (the Act)` and the like."""
        for found in DEFINED.finditer(text):
            if found.group(1) == "Act":
                self.the_act_is_ours = _is_ours(text[max(0, found.start() - 90) : found.start()].lower())


def whose(text: str, start: int, end: int, laws: Laws) -> str:
    """`ours` when the text says so, `other` when it names another law or document, else an empty string."""
    before = text[max(0, start - 110) : start]
    named = _named_before(before)
    after = _named_after(text, end, laws)
    if after:
        return after
    if named:
        return named
    if BEFORE_PART.search(before[-24:]):
        return "other"
    return ""


def _named_before(before: str) -> str:
    if BEFORE_NAME.search(before[-24:]):
        return "ours" if _is_ours(before.lower()) else "other"
    short = BEFORE_SHORT.search(before[-12:])
    if short:
        word = short.group(1).lower()
        if word in OURS:
            return "ours"
        if word in OTHER and short.group(1).isupper():
            return "other"
    return ""


def _is_ours(lowered: str) -> bool:
    last = max(
        lowered.rfind("freedom of information"),
        lowered.rfind("environmental information"),
        lowered.rfind("foi"),
        lowered.rfind("rhyddid gwybodaeth"),
    )
    if last < 0:
        return False
    rival = max(
        lowered.rfind(name)
        for name in (
            " order act",
            "protection act",
            "terrorism act",
            "health act",
            "data protection",
            "police act",
            "justice act",
        )
    )
    return last > rival


def _named_after(text: str, end: int, laws: Laws) -> str:
    """Read on from the number, word by word, to the noun that ends an Act's name."""
    words: list[str] = []
    raw: list[str] = []
    closed = 0
    for found in WORD.finditer(text, end, end + 170):
        token = found.group()
        if token in '();,“”"' and token != ";":
            closed += token == "("
            if token == "," and not words:
                continue
            if (
                token == "("
                and words
                and len(words) > 1
                and raw[-1].lower() not in LINKING
                and not raw[-1][0].isupper()
            ):
                break
            continue
        if token in ".;:\n":
            if token == "\n" and not words:
                continue
            break
        lowered = token.lower()
        if not words and _power(text, found.start(), lowered):
            return "other"
        if lowered in OURS:
            return "ours"
        if lowered in OTHER and (token.isupper() or lowered in ("gdpr", "ukgdpr")):
            laws.last_named_ours = False
            return "other"
        if lowered in NOUNS:
            return _judge_name(words, text, found.end(), laws)
        if not words and lowered not in OPENING and not token[0].isupper():
            return ""
        if (
            lowered in DOCUMENTS
            and words
            and words[0] in OPENING
            and all(word in LINKING or word in ("your", "this", "our", "that", "force", "my") for word in words)
        ):
            return "other"
        if (
            not token[0].isupper()
            and lowered not in LINKING
            and lowered not in ("that", "this", "said", "same", "relevant", "above")
            and not token[0].isdigit()
        ):
            if not (
                words
                and words[0] in OPENING
                and len(words) < 4
                and lowered in ("your", "our", "my", "force", "information", "freedom")
            ):
                return ""
        words.append(lowered)
        raw.append(token)
        if len(words) > 16:
            return ""
    return ""


def _power(text: str, at: int, lowered: str) -> bool:
    """Whether an offence or power stands within three words behind the number, on the same line."""
    if lowered in OPENING or lowered in ("and", "or"):
        return False
    if lowered in OFFENCES:
        return True
    following = re.findall(r"[a-z]+|[.,;:(\n–-]", text[at : at + 40].lower())[:3]
    for token in following:
        if not token[0].isalpha() or token in PLAIN_WORDS:
            return False
        if token in OFFENCES:
            return not text[at].isupper()
    return False


def _judge_name(words: list[str], text: str, end: int, laws: Laws) -> str:
    name = " ".join(words)
    if "information" in words and ("freedom" in words or "environmental" in words):
        laws.last_named_ours = True
        return "ours"
    if "rhyddid" in words or "gwybodaeth" in words:
        return "ours"
    year = re.match(r"\s?\(?((?:18|19|20)\d\d)", text[end : end + 8])
    telling = [word for word in words if word not in LINKING]
    if not telling or telling in (["said"], ["same"], ["above"], ["relevant"]):
        if year and year.group(1) not in YEARS_OF_OURS:
            return "other"
        return "ours" if laws.the_act_is_ours else "other"
    if telling in (["that"], ["this"]):
        return "ours" if laws.last_named_ours else "other"
    if len(telling) == 1 and telling[0].isdigit():
        return "ours" if telling[0] in YEARS_OF_OURS else "other"
    if not name:
        return ""
    laws.last_named_ours = False
    return "other"
