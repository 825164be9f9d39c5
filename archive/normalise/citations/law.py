"""Whose law a number belongs to. Police text is full of other Acts, and their sections share numbers with ours.

Looked at: an Act named behind the number (`section 12 of the Public Order Act 1986`) or before it, an abbreviation, an
offence or power right behind it (`section 60 stop and search`), a document's own parts (`section 3 of the policy`).
`the Act` alone is the Act that the text defined so, else the one the answer is given under.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.normalise.text import words

WORD = re.compile(r"[\w'’&]+(?:-\w+)*|[(),.;:\n“”\"]")
NOUNS = words(
    """
    act law regulations regulation order bill code rules convention directive measure deddf
    """
)
LINKING = words(
    """
    of the and for in to etc on & under from or a o y uk general with by against
    """
)
OPENING = words(
    """
    of under in from to within o dan
    """
)
OURS = words(
    """
    foi foia foisa eir eirs eisr foi(s)a
    """
)
OTHER = words(
    """
    pace rta cjpo cjpoa poa mha pha ripa ipa oapa dpa gdpr ukgdpr poca tact cpia soa mda cja pra asbcpa echr rtra
    pcsc sca rtoa ofa coa osa hra ecthr cdpa rrro cpa tpa apa pcsca
    """
)
DOCUMENTS = words(
    """
    policy request form report guidance document plan letter agreement contract procedure strategy manual template
    handbook questionnaire survey application response page website spreadsheet table schedule email log
    """
)
OFFENCES = words(
    """
    stop stops search searches offence offences assault assaults harassment wounding gbh abh arrest arrests
    detained detention detentions detainee detainees dispersal warning warnings warrant warrants powers power
    authority authorities authorisation authorisations authorised badges interview interviews possession murder
    theft robbery burglary fraud stalking affray riot violent disorder suite order orders nominal agreement
    agreements enquiry enquiries investigation patient patients removal seizure seizures notices notice report
    reports drug drugs driving caution cautions riots bail statement statements
    """
)
PLAIN_WORDS = words(
    """
    if the a an as to that which because and or is are for with since where when in of on by at from would will
    could can may might we i you it this these applies apply applied was were has have had be been not does do
    your our so then exempts exempt engaged no none nothing any all further
    """
)
BEFORE_NAME = re.compile(r"(?:Act|Regulations|Order|Law|Code|Rules)(?:\s(?:19|20)\d\d)?[\s,(–-]{1,3}$")
PIECE = re.compile(r"[a-z]+|[.,;:(\n–-]")
BEFORE_SHORT = re.compile(r"\b([A-Za-z]{2,6})[\s,(–-]{1,3}$")
BEFORE_PART = re.compile(
    r"\b(?:schedules?|part|chapter|crime code|code|category|class|paragraph|group|zone|unit|district|bus"
    r"|route)\s{0,2}(?:\w{1,3}\s{0,2},?\s{0,2})?$",
    re.I,
)
DEFINED = re.compile(
    r"\((?:“|\"|'|‘)?(?:hereafter |hereinafter )?(?:referred to as )?(?:“|\"|'|‘)?(?:the )?(Act|EIRs?|FOIA?|FOISA"
    r"|Law|Regulations)(?:”|\"|'|’)?\)"
)
YEARS_OF_OURS = frozenset({"2000", "2002", "2004", "2011", "2015"})


BRACKETS = '(),“”"'
ENDS = ".;:\n"
REACH = 170
"""Characters behind a number in which the name of its Act is looked for."""
OWNERS = words("your our my this that force information freedom")
POINTING = words("that this said same relevant above")


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
    name: list[str] = []
    capital = False
    for found in WORD.finditer(text, end, end + REACH):
        piece = found.group()
        if piece in BRACKETS:
            if piece == "(" and len(name) > 1 and not capital and name[-1] not in LINKING:
                break
            continue
        if piece in ENDS:
            if piece == "\n" and not name:
                continue
            break
        lowered = piece.lower()
        if not name and "," not in text[end : found.start()] and _power(text, found.start(), lowered):
            return "other"
        if lowered in OURS:
            return "ours"
        if lowered in OTHER and (piece.isupper() or lowered in ("gdpr", "ukgdpr")):
            laws.last_named_ours = False
            return "other"
        if lowered in NOUNS:
            return _judge_name(name, text, found.end(), laws)
        capital = piece[0].isupper()
        if (not name and not capital and lowered not in OPENING) or lowered.startswith("section"):
            return ""
        owned = bool(name) and name[0] in OPENING
        if owned and lowered in DOCUMENTS and all(word in LINKING or word in OWNERS for word in name):
            return "other"
        known = capital or piece[0].isdigit() or lowered in LINKING or lowered in POINTING
        if not known and not (owned and len(name) < 4 and lowered in OWNERS):
            return ""
        name.append(lowered)
        if len(name) > 16:
            return ""
    return ""


def _power(text: str, at: int, lowered: str) -> bool:
    """Whether an offence or power stands within three words behind the number, on the same line."""
    if lowered in OPENING or lowered in ("and", "or"):
        return False
    if lowered in OFFENCES:
        return True
    following = PIECE.findall(text[at : at + 40].lower())[:3]
    for token in following:
        if not token[0].isalpha() or token in PLAIN_WORDS:
            return False
        if token in OFFENCES:
            return not text[at].isupper()
    return False


def _judge_name(name: list[str], text: str, end: int, laws: Laws) -> str:
    if "information" in name and ("freedom" in name or "environmental" in name):
        laws.last_named_ours = True
        return "ours"
    if "rhyddid" in name or "gwybodaeth" in name:
        return "ours"
    year = re.match(r"\s?\(?((?:18|19|20)\d\d)", text[end : end + 8])
    telling = [word for word in name if word not in LINKING]
    if not telling or telling in (["said"], ["same"], ["above"], ["relevant"]):
        if year and year.group(1) not in YEARS_OF_OURS:
            return "other"
        return "ours" if laws.the_act_is_ours else "other"
    if telling in (["that"], ["this"]):
        return "ours" if laws.last_named_ours else "other"
    if len(telling) == 1 and telling[0].isdigit():
        return "ours" if telling[0] in YEARS_OF_OURS else "other"
    laws.last_named_ours = False
    return "other"
