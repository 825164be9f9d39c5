"""Sentences that open a part of the page where no label does: the request's introduction, fillers, the decision.

Each list is looked for at the beginning of a block only. `DECISION` may open the response at once; `ANSWER` is weaker
and needs a request in front of it, since a requester can write such words too.
"""

from __future__ import annotations

import re

from archive.normalise.cue import Cue
from archive.normalise.text import words

HEAD = 240

INTRODUCTION = re.compile(
    r"\b(?:text|wording|words|terms) of (?:your|the) (?:request|enquiry|e[ -]?mail|letter)\b[^.?!]{0,60}:$"
    r"|(?:^|[.;] )your (?:\w+ )?(?:request|questions?|e[ -]?mail|letter|enquiry|foi)\b[^.?!]{0,100}:$|^"
    r"(?:with regards?"
    r"|in regard|in relation|in respect|further) (?:to|of) your\b[^.?!,]{0,40}:$|seek(?:ing)? access to"
    r"|sought access to|below is your request|(?:request|questions?|enquiry)(?: \w+){0,3} (?:is|are|has been"
    r"|have been|was|were) (?:replicated|reproduced|repeated|copied|set out|shown|detailed|listed|given|quoted)"
    r"|(?:we|the (?:force|constabulary)|police) (?:have |has )?received (?:a|your"
    r"|the following) (?:\w+ )?(?:request|enquiry|email|e-mail)|you (?:have )?(?:asked|requested|sought|wrote"
    r"|wanted|enquired|stated|specifically asked)(?: us)?(?: for| to know| to be told"
    r"| about)?(?: the)? ?(?:following|as follows|below|information)?\b[^.?!]{0,80}:$|(?:specifically"
    r"|namely),? you (?:asked|requested|wanted)|the following (?:information|questions?|request"
    r"|data)(?: \w+){0,6}:$|(?:request|enquiry|e[ -]?mail|letter|question)s?\b[^.?!]{0,80}\b(?:which|that|it"
    r"|and) (?:reads?|sa(?:ys|id)|ran|runs|asks?|went|states?|stated|was worded)\b[^.?!]{0,30}:$"
    r"|(?<!receipt of your )(?:request|enquiry|email|e-mail|letter)\b[^.?!]{0,160}(?:as follows|the following"
    r"|set out below|shown below|below)[ :.]{0,3}$|(?:request|information) (?:was |is )?(?:for|worded"
    r"|phrased)[^.?!]{0,60}(?:as follows|the following):?$|in which you (?:asked|sought|requested"
    r"|stated)[^.?!]{0,120}:$|for ease of reference|gofynnoch am|rydych wedi gofyn|derbyniwyd eich cais"
    r"|mae eich cais",
    re.I,
)
"""The force introduces the request; the request begins with the next block."""

YOU_ASKED = re.compile(r"\byou (?:have )?(?:asked|wrote|requested|sought|said|stated)\b[^.?!]{0,60}:$", re.I)
"""What only the body says, whatever the block begins with."""

PREAMBLE = (
    "dear ",
    "hello,",
    "hi,",
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
    r"^(?:please accept (?:our|my)|(?:we|i) apologise|apologies for|(?:i am|we are) sorry (?:that|for)"
    r"|please find (?:the|our|my) (?:[\w&'’-]+ ){0,6}(?:response|reply|answers?)\b[^.]{0,80}(?:below|follows"
    r"|attached)?|(?:the|our|my) (?:response|reply|answer)s?(?: to your (?:request|questions?))? (?:is|are"
    r"|can be found|follows?|appears?) (?:set out |shown |detailed |given |provided )?(?:below|as follows|follows)?"
    r"|our (?:answers?|repl(?:y|ies)|responses?) (?:is|are) (?:these|this)\b|to note:"
    r"|please note(?: that)?(?: we have| your| this request)|note:|thank you for (?:your|the) (?:clarification"
    r"|patience|request)|dear |your request has been (?:logged|allocated|recorded|passed to)|i note (?:that )?your"
    r"|(?:i am|we are|i have|we have) (?:treat|handl|deal|process|consider)\w* (?:with )?(?:your"
    r"|this) (?:\w+ ){1,4}(?:as a request|under)\b|(?:we|i|the (?:force|constabulary)|[\w ]{3,40} police) (?:(?:are"
    r"|am|is) (?:now )?(?:pleased|able|happy|writing) to|(?:can |will )?(?:now )?)?\s?(?:respond|reply"
    r"|answer)s?\b[^.?]{0,50}(?:as follows|below|in turn|follows)\b|(?:our|the|my) (?:response|reply"
    r"|answers?)[^.?]{0,60}:$|yours (?:sincerely|faithfully))",
    re.I,
)
"""The force's remarks between the request and the response: of neither."""

DUTIES = Cue(
    ("two ", "right", "dut", "entitle"),
    r"two (?:duties|rights)|general right of access|places a duty|(?:person|anyone|applicants?|member of the public)"
    r"[^.;]{0,40} entitled|entitles (?:a |any )?(?:person|anyone|applicants?)",
)

SIGN_OFF = re.compile(
    r"(?:(?:many |with |kind |best |warm ){0,2}(?:thanks|regards|wishes)|thank you(?: (?:for your time|in advance"
    r"|very much))?|diolch(?: yn fawr| o flaen llaw)?)\W{0,2}",
    re.I,
)
"""How a requester ends."""

RECEIVED = re.compile(
    r"^your (?:e[ -]?mail|letter|request|enquiry|correspondence|message)\b(?=[^.;:]{0,40}\d)[^.;:]{0,120}"
    r"\b(?:considered|handled|dealt with|processed|treated) (?:under|as a)\b[^.;:]{0,80}\.?$",
    re.I,
)
"""What was done with the request, and nothing of what was decided."""

DECISION = re.compile(
    r"^(?:\W{0,3}(?:q(?:uestion)?s?\s?)?\d{0,2}\W{0,3})(?:i have (?:today|now|carefully)?\s?(?:decided|considered"
    r"|concluded)|we have (?:today|now|carefully)?\s?(?:decided|considered|concluded|completed)"
    r"|following receipt of your request|having (?:made|conducted|considered|searched|completed|undertaken|carried"
    r"|reviewed|consulted|now)|after (?:conducting|making|careful|reasonable|searching|consult|consideration"
    r"|carrying|completing|undertaking)|your request (?:for information )?(?:has (?:now )?been (?:considered"
    r"|answered|processed|reviewed|refused)|is (?:refused|very wide|too)|would (?:exceed|take)|has been)"
    r"|sections? ?\d{1,2}\s?(?:\(\d\)\s?)?(?:\([a-z]\)\s?)?,? ?(?:of|and)? ?(?:the )?(?:freedom|foi|act\b)"
    r"|section 1(?:7)?\b|the freedom of information act(?: 2000)?,?(?: \w+){0,4}? (?:places|gives|provides|creates"
    r"|requires|entitles|imposes)|the (?:foia|act) (?:places|gives|provides|creates|requires)|in terms of section"
    r"|under (?:section|s\.? ?\d|the freedom|the foi|the environmental)|in accordance with (?:section|the freedom"
    r"|the act|the environmental)|pursuant to|by virtue of|as required by section|i am required by the"
    r"|we are required by the|i am not (?:obliged|required)|i am (?:therefore |now )?(?:unable|refusing|able"
    r"|writing to (?:advise|inform|confirm))|i can (?:confirm|advise|neither|inform)|i (?:confirm|regret"
    r"|wish to (?:advise|inform|confirm))|we can (?:confirm|advise|neither|inform|not)|we (?:cannot|are unable"
    r"|are not able|are not obliged|neither|regret|confirm|do not hold|hold|will neither|are able to"
    r"|are withholding|searched|have searched|have conducted|have carried out|have undertaken|have located"
    r"|have identified|have looked at the content|have aggregated|would have to|estimate)|this (?:information|data"
    r"|request|question) (?:is|was|has|would|cannot|relates|exceeds)|(?:the |no |some |all "
    r"|not all )?(?:of the )?(?:requested )?(?:information|data)(?: (?:that )?(?:you )?(?:have )?(?:requested"
    r"|sought|asked for|seek|seeking|are seeking))?(?: \w+){0,3}? (?:is|was|are|has been|have been|cannot"
    r"|could not) (?:not |being |therefore |already |below |currently )?(?:held|exempt|provided|supplied|recorded"
    r"|available|withheld|attached|shown|set out|accessible|published|refused|retrievable|searchable|contained"
    r"|disclosed|released|detailed|located|found|been)|(?:the|a|an|our|these|copies of) (?:[\w'’-]+ ){1,8}?(?:is"
    r"|are|has been|have been) (?:\w+ )?(?:provided|supplied|attached|enclosed|withheld|not held|exempt)\b"
    r"|before (?:we|i) (?:can|are able|am able)|(?:we|i) (?:need|require) (?:more|further|some) |please (?:see|find"
    r"|refer to)(?: (?:the|our|my|a|your))?(?: \w+)? ?(?:below|attached|following|above|table|tables|response"
    r"|information|answer|link|spreadsheet|data|enclosed|figures)|in (?:response|answer|reply|relation|respect"
    r"|regards?) (?:to|of) (?:your|the|this|these|questions?|parts?|points?|q\s?\d|all|both|covert)"
    r"|with (?:reference|regards?|respect) to (?:questions?|your|parts?|points?|this|the|q\s?\d)|our (?:data"
    r"|records|systems?|crime recording|databases?) (?:is|are|do|does|cannot|will)|unfortunately|searches (?:were"
    r"|have|of|made|conducted)|(?:a|our|the) search(?:es)? (?:for|of|was|were|has|have)|enquiries (?:were|have|made"
    r"|with)|to (?:locate|answer|provide|obtain|extract|retrieve|identify|comply with|respond to|collate) (?:this"
    r"|the|these|your|all|any)|it (?:is|has been|would be|was) (?:estimated|not possible|impossible|confirmed"
    r"|calculated|considered|necessary|established)|no information (?:is )?held|information not held|not held\b"
    r"|nil return|neither confirm|response\b ?[:-]|decision\b ?[:-]|gallwn gadarnhau|ni allwn|mae'r wybodaeth"
    r"|nid yw|yn anffodus|mae adran|rwyf wedi penderfynu|gallaf gadarnhau|yn dilyn)",
    re.I,
)

ANSWER = re.compile(
    r"^(?:there (?:is|are|was|were|has been|have been|had been) (?:\w+ )?(?:no|none|not|an?|one|two|three|four|five"
    r"|six|seven|eight|nine|ten|over|under|about|approximately|currently|\d)|(?:we|the (?:force|constabulary"
    r"|service)) (?:currently )?(?:have|has|had|own|owns|use|uses|employ|employs|recorded|received|bought|spent|do"
    r"|does|did|keep|keeps)\b|(?:yes|no|none|nil|nothing)\b|in (?:19|20)\d\d|between \d|(?:a|the) total(?: number"
    r"| cost)? (?:of|was|is)|the (?:total|number|cost|figure|figures|answer|sum)\b|£"
    r"|\d[\d,]{0,12}(?:\.\d{1,3})?\s\w)",
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
    "name the ",
    "state ",
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
POINTS = re.compile(r"please (?:see|find|refer|note)\b", re.I)
"""How the body asks its reader to look."""
NUMBER = re.compile(
    r"^[(\[\"“'‘]{0,2}(?:(?:q(?:uestion)?|part|cwestiwn)\s{0,2})?(\d{1,2})\s?([a-z](?![a-z]))"
    r"?\s{0,2}(?:\([a-z0-9]{1,3}\))?\s{0,2}[.):/•–-]{0,3}(?=\s|[A-Z“\"])|^\(?([a-h]|[ivx]{1,4})[.)]\s",
    re.I,
)
NOT_NUMBER = re.compile(
    r"^\d{1,3}(?:\s?(?:%|per cent|[a-z]))|^\d{1,2}(?:st|nd|rd|th)\b|^\d{1,2} (?:January|February|March|April|May"
    r"|June|July|August|September|October|November|December)",
    re.I,
)


def is_introduction(text: str) -> bool:
    """Whether the block introduces the request (`I note you seek access to the following information:`)."""
    if len(text) > 420 or (looks_asked(text) and not YOU_ASKED.search(text)):
        return False
    return bool(INTRODUCTION.search(text))


def is_preamble(text: str) -> bool:
    """Whether the block is a pleasantry or heading before the request."""
    if RECEIVED.match(text):
        return True
    return text.lower().startswith(PREAMBLE) and not (len(text) > 60 and text.lower().startswith("good "))


def tells_duties(text: str) -> bool:
    """Whether the block says what the law lays upon every public body (section 1 of the 2000 Act), and no decision."""
    return DUTIES.search(text.lower()) is not None


def is_sign_off(text: str) -> bool:
    """Whether the block is how a requester ends, and nothing else."""
    return SIGN_OFF.fullmatch(text) is not None


def is_filler(text: str) -> bool:
    """Whether the block is the force's remark between request and response."""
    return (len(text) < 420 and bool(FILLER.match(text))) or (len(text) < 800 and tells_duties(text))


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
    if number and question_number(text) is not None:
        body = text[number.end() :].lstrip(" .):-–")
    return body.lower().startswith(QUESTION_STARTS) and not POINTS.match(body)


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
