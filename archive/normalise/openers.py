"""Sentences that open a part of the page where no label does: the request's introduction, fillers, the decision.

Each list is looked for at the beginning of a block only. `DECISION` may open the response at once; `ANSWER` is weaker
and needs a request in front of it, since a requester can write such words too.
"""

from __future__ import annotations

import re

from archive.normalise.text import words

HEAD = 240

INTRODUCTION = re.compile(
    r"seek(?:ing)? access to|sought access to|below is your request|(?:request|questions?|enquiry)(?: \w+){0,3}"
    r" (?:is|are"
    r"|has been|have been|was|were) (?:replicated|reproduced|repeated|copied|set out|shown|detailed"
    r"|listed|given|quoted)"
    r"|(?:we|the (?:force|constabulary)|police) (?:have |has )?received (?:a|your"
    r"|the following) (?:\w+ )?(?:request|enquiry|email|e-mail)"
    r"|you (?:have )?(?:asked|requested|sought|wrote|wanted|enquired|stated"
    r"|specifically asked)(?: us)?(?: for| to know| to be told| about)?(?: the)? ?(?:following"
    r"|as follows|below|information)?\b[^.?!]{0,80}:$"
    r"|(?:specifically|namely),? you (?:asked|requested|wanted)|the following (?:information"
    r"|questions?|request|data)(?: \w+){0,6}:$"
    r"|(?:request|enquiry|email|e-mail|letter)\b[^.?!]{0,160}(?:as follows|the following"
    r"|set out below|shown below|below)[ :.]{0,3}$"
    r"|(?:request|information) (?:was |is )?(?:for|worded|phrased)[^.?!]{0,60}(?:as follows"
    r"|the following):?$|in which you (?:asked|sought|requested|stated)[^.?!]{0,120}:$"
    r"|for ease of reference"
    r"|gofynnoch am|rydych wedi gofyn|derbyniwyd eich cais|mae eich cais",
    re.I,
)
"""The force introduces the request; the request begins with the next block."""

PREAMBLE = (
    "dear ",
    "thank you for your",
    "thank you for contacting",
    "thanks for your",
    "i write in connection",
    "i write with",
    "i write regarding",
    "we write ",
    "i am responding to",
    "i write further",
    "i write in response",
    "i am writing in",
    "i am writing further",
    "i refer to your",
    "we refer to your",
    "with reference to your request",
    "further to your",
    "provision of information held",
    "as you may know",
    "as you are aware",
    "in reply please quote",
    "official",
    "not protectively marked",
    "your request for information dated",
    "i acknowledge",
    "we acknowledge",
    "good morning",
    "good afternoon",
    "sir/madam",
    "to whom it may",
    "freedom of information request",
    "freedom of information act",
    "freedom of information (foi)",
    "freedom of information (scotland)",
    "request under the freedom",
    "re:",
    "subject:",
    "we have looked at what you asked",
    "this is a response to",
    "this response relates to",
    "annwyl",
    "diolch am eich",
    "please accept our apolog",
    "please accept my apolog",
    "i apologise for",
    "we apologise for",
    "apologies for the delay",
    "i am sorry that",
    "we are sorry that",
    "your request was received",
    "our ref",
    "your ref",
    "date:",
    "information rights",
    "information compliance",
    "foi team",
    "this disclosure",
    "foi disclosure",
)
"""Pleasantries before the request, of neither side's substance."""

FILLER = re.compile(
    r"^(?:please accept (?:our|my)|(?:we|i) apologise|apologies for|(?:i am|we are) sorry (?:that"
    r"|for)|please find (?:the|our|my) (?:[\w&'’-]+ ){0,6}(?:response|reply"
    r"|answers?)\b[^.]{0,80}(?:below|follows|attached)?"
    r"|(?:the|our|my) (?:response|reply|answer)s?(?: to your (?:request|questions?))? (?:is|are"
    r"|can be found|follows?|appears?) (?:set out |shown |detailed |given |provided )?(?:below"
    r"|as follows|follows)?|to note:|please note(?: that)?(?: we have| your| this request)"
    r"|note:|thank you for (?:your|the) (?:clarification|patience|request)|dear "
    r"|your request has been (?:logged|allocated|recorded|passed to)|i note (?:that )?your"
    r"|(?:we|i|the (?:force|constabulary)|[\w ]{3,40} police)"
    r" (?:(?:are|am|is) (?:now )?(?:pleased|able|happy|writing) to"
    r"|(?:can |will )?(?:now )?)?\s?(?:respond|reply|answer)s?\b[^.?]{0,50}(?:as follows|below|in turn|follows)\b"
    r"|(?:our|the|my) (?:response|reply|answers?)[^.?]{0,60}:$"
    r"|yours (?:sincerely|faithfully))",
    re.I,
)
"""The force's remarks between the request and the response: of neither."""

DECISION = re.compile(
    r"^(?:\W{0,3}(?:q(?:uestion)?s?\s?)?\d{0,2}\W{0,3})(?:i have (?:today|now"
    r"|carefully)?\s?(?:decided|considered|concluded)|we have (?:today|now|carefully)?\s?(?:decided"
    r"|considered|concluded|completed)|following receipt of your request|having (?:made|conducted"
    r"|considered|searched|completed|undertaken|carried|reviewed|consulted|now)"
    r"|after (?:conducting|making|careful|reasonable|searching|consult|consideration|carrying"
    r"|completing|undertaking)|your request (?:for information )?(?:has (?:now )?been (?:considered"
    r"|answered|processed|reviewed|refused)|is (?:refused|very wide|too)|would (?:exceed|take)"
    r"|has been)"
    r"|sections? ?\d{1,2}\s?(?:\(\d\)\s?)?(?:\([a-z]\)\s?)?,? ?(?:of|and)? ?(?:the )?(?:freedom|foi"
    r"|act\b)|section 1(?:7)?\b|the freedom of information act(?: 2000)?,?(?: \w+){0,4}? (?:places"
    r"|gives|provides|creates|requires|entitles|imposes)|the (?:foia|act) (?:places|gives|provides"
    r"|creates|requires)|in terms of section"
    r"|under (?:section|s\.? ?\d|the freedom|the foi|the environmental)|in accordance with (?:section"
    r"|the freedom|the act|the environmental)|pursuant to|by virtue of|as required by section"
    r"|i am required by the|we are required by the|i am not (?:obliged|required)|i am (?:therefore |now )?(?:unable"
    r"|refusing|able|writing to (?:advise|inform|confirm))|i can (?:confirm|advise|neither|inform)"
    r"|i (?:confirm|regret|wish to (?:advise|inform|confirm))"
    r"|we can (?:confirm|advise|neither|inform|not)|we (?:cannot|are unable|are not able"
    r"|are not obliged|neither|regret|confirm|do not hold|hold|will neither|are able to"
    r"|are withholding|searched|have searched|have conducted|have carried out|have undertaken"
    r"|have located|have identified|have looked at the content|have aggregated|would have to"
    r"|estimate)|this (?:information|data|request|question) (?:is|was|has|would|cannot|relates"
    r"|exceeds)"
    r"|(?:the |no |some |all |not all )?(?:of the )?(?:requested )?(?:information"
    r"|data)(?: (?:that )?(?:you )?(?:have )?(?:requested|sought|asked for|seek|seeking"
    r"|are seeking))?(?: \w+){0,3}? (?:is|was|are|has been|have been|cannot|could not) (?:not |being "
    r"|therefore |already |below |currently )?(?:held|exempt|provided|supplied|recorded|available"
    r"|withheld|attached|shown|set out|accessible|published|refused|retrievable|searchable|contained"
    r"|disclosed|released|detailed|located|found|been)"
    r"|(?:the|a|an|our|these|copies of) (?:[\w'’-]+ ){1,8}?(?:is|are|has been|have been) (?:\w+ )?(?:provided"
    r"|supplied"
    r"|attached|enclosed|withheld|not held|exempt)\b"
    r"|before (?:we|i) (?:can|are able|am able)|(?:we|i) (?:need|require) (?:more|further|some) "
    r"|please (?:see|find|refer to)(?: (?:the|our|my|a|your))?(?: \w+)? ?(?:below|attached|following"
    r"|above|table|tables|response|information|answer|link|spreadsheet|data|enclosed|figures)"
    r"|in (?:response|answer|reply|relation|respect|regards?) (?:to|of) (?:your|the|this|these"
    r"|questions?|parts?|points?|q\s?\d|all|both|covert)|with (?:reference|regards?"
    r"|respect) to (?:questions?|your|parts?|points?|this|the|q\s?\d)"
    r"|our (?:data|records|systems?|crime recording|databases?) (?:is|are|do|does|cannot|will)"
    r"|unfortunately|searches (?:were|have|of|made|conducted)|(?:a|our|the) search(?:es)? (?:for|of"
    r"|was|were|has|have)|enquiries (?:were|have|made|with)|to (?:locate|answer|provide|obtain"
    r"|extract|retrieve|identify|comply with|respond to|collate) (?:this|the|these|your|all|any)"
    r"|it (?:is|has been|would be|was) (?:estimated|not possible|impossible|confirmed|calculated"
    r"|considered|necessary|established)"
    r"|no information (?:is )?held|information not held|not held\b|nil return|neither confirm"
    r"|response\b ?[:-]|decision\b ?[:-]|gallwn gadarnhau|ni allwn|mae'r wybodaeth|nid yw|yn anffodus"
    r"|mae adran|rwyf wedi penderfynu|gallaf gadarnhau|yn dilyn)",
    re.I,
)

ANSWER = re.compile(
    r"^(?:there (?:is|are|was|were|has been|have been|had been) (?:\w+ )?(?:no|none|not|an?|one|two|three|four|five"
    r"|six|seven|eight|nine|ten|over|under|about|approximately|currently|\d)"
    r"|(?:we|the (?:force|constabulary|service)) (?:currently )?"
    r"(?:have|has|had|own|owns|use|uses|employ|employs|recorded|received|bought|spent|do|does|did|keep|keeps)\b"
    r"|(?:yes|no|none|nil|nothing)\b|in (?:19|20)\d\d|between \d|(?:a|the) total(?: number| cost)? (?:of|was|is)"
    r"|the (?:total|number|cost|figure|figures|answer|sum)\b|£|\d[\d,]{0,12}(?:\.\d{1,3})?\s\w)",
    re.I,
)
"""How a plain answer begins: weaker than a decision, since requesters may begin so too."""

SUBJECT_VERBS = words(
    """
    can cannot can't does do doesn't holds hold neither has will confirms confirm is are would have did uses
    recorded considers
    """
)
BODY_WORDS = words(
    """
    police constabulary force mps psni btp npcc mdp cnc service scotland iopc acro
    """
)
QUESTION_STARTS = (
    "how ",
    "what ",
    "when ",
    "where ",
    "which ",
    "who ",
    "why ",
    "whether ",
    "please ",
    "could ",
    "can you",
    "do you",
    "does ",
    "did ",
    "is ",
    "are ",
    "was ",
    "were ",
    "has ",
    "have ",
    "if so",
    "if yes",
    "if not",
    "i would",
    "i should",
    "i request",
    "i wish",
    "i am ",
    "i seek",
    "under the freedom",
    "for each",
    "for the",
    "provide ",
    "list ",
    "the number",
    "the total",
    "number of",
    "total number",
    "a copy",
    "copies of",
    "any ",
    "all ",
    "details of",
    "a list",
    "a breakdown",
    "send ",
    "tell ",
    "would you",
    "will ",
    "in each",
    "of these",
    "of those",
    "faint",
    "sawl ",
    "pa ",
    "beth ",
    "pryd ",
    "a oes",
    "a yw",
    "a wnewch",
)
NUMBER = re.compile(
    r"^[(\[\"“'‘]{0,2}(?:(?:q(?:uestion)?|part|cwestiwn)\s{0,2})?(\d{1,2})\s?([a-z](?![a-z]))"
    r"?\s{0,2}(?:\([a-z0-9]{1,3}\))?\s{0,2}[.):/•–-]{0,3}(?=\s|[A-Z“\"])|^\(?([a-h]|[ivx]{1,4})[.)]\s",
    re.I,
)
NOT_NUMBER = re.compile(
    r"^\d{1,3}(?:\s?(?:%|per cent|[a-z]))|^\d{1,2}(?:st|nd|rd|th)\b|^\d{1,2} (?:January|February"
    r"|March|April|May|June|July|August|September|October|November|December)",
    re.I,
)


def is_introduction(text: str) -> bool:
    """Whether the block introduces the request (`I note you seek access to the following information:`)."""
    if len(text) > 420 or looks_asked(text):
        return False
    return bool(INTRODUCTION.search(text))


def is_preamble(text: str) -> bool:
    """Whether the block is a pleasantry or heading before the request."""
    return text.lower().startswith(PREAMBLE) and not (len(text) > 60 and text.lower().startswith("good "))


def is_filler(text: str) -> bool:
    """Whether the block is the force's remark between request and response."""
    return len(text) < 420 and bool(FILLER.match(text))


def opens_decision(text: str, force_words: frozenset[str] = frozenset()) -> bool:
    """Whether the block begins as a decision or answer of the force begins."""
    head = text[:HEAD]
    if DECISION.match(head):
        return not head[:80].rstrip().endswith("?") or len(text) > 90
    return _force_speaks(head, force_words)


def opens_answer(text: str) -> bool:
    """Whether the block begins as a plain answer begins (`There were 41`), and is no question."""
    return bool(ANSWER.match(text)) and not text.rstrip().endswith("?")


def _force_speaks(head: str, force_words: frozenset[str]) -> bool:
    """The body's name followed by a verb of answering: `Exampleshire Police can neither confirm nor deny`."""
    words = re.findall(r"[\w'’&-]+", head[:110].lower())[:10]
    named = None
    for index, word in enumerate(words):
        if word in BODY_WORDS or word in force_words or word in ("the", "of", "and", "&", "valley", "wales"):
            if word in BODY_WORDS:
                named = index
            continue
        if named is None:
            return False
        if word in ("does", "do", "is", "has", "have", "did", "are", "will", "would"):
            rest = words[index + 1 : index + 5]
            if rest and (rest[0].isdigit() or rest[0] in ("over", "approximately", "about", "one", "two", "three")):
                return True
            return bool(
                {
                    "hold",
                    "not",
                    "neither",
                    "held",
                    "no",
                    "unable",
                    "recorded",
                    "decided",
                    "conducted",
                    "searched",
                    "provide",
                    "confirm",
                    "been",
                }
                & set(rest)
            )
        return word in SUBJECT_VERBS
    return False


def looks_asked(text: str) -> bool:
    """Whether the block reads as a requester's question."""
    if text.rstrip(" \"'”’)").endswith("?"):
        return True
    body = text
    number = NUMBER.match(text)
    if number:
        body = text[number.end() :].lstrip(" .):-–")
    return body.lower().startswith(QUESTION_STARTS)


def question_number(text: str) -> str | None:
    """The number that opens a line (`1.`, `Q2(a)`, `3 -`), or None: years, dates and quantities are none."""
    found = NUMBER.match(text)
    if not found:
        return None
    mark = found.group()
    if found.group(1) and not re.search(r"[.):/•–-]|^[\W]*(?:q|part|cw)", mark.lower().rstrip()):
        return None
    if NOT_NUMBER.match(text) and not re.match(r"^\d{1,2}[a-z]?\s?[.):/•–-]", text):
        return None
    return (found.group(1) or "") + (found.group(2) or "").lower() or (found.group(3) or "").lower()
