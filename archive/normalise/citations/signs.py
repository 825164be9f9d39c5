"""The signs that a citation is applied, denied, possible, or somebody else's: patterns over lower-case sentences."""

from __future__ import annotations

import re

from archive.normalise.cue import Cue
from archive.normalise.text import words

HEADER = Cue(
    None,
    r"following (?:\w+ ){0,3}?(?:exemptions?|exceptions?|sections?|articles?|provisions?|regulations?|limbs?"
    r"|parts? of|reasons?)\b|by virtue of(?: the)?(?: following)?\b|(?:exemptions?|exceptions?"
    r"|articles?)(?:\(s\))?\b[^.:;]{0,60}\b(?:are|is|appl\w+|engaged|cited|used|relied)\b[^.:;]{0,60}$"
    r"|exempt(?:ed)?\b[^.:;]{0,60}(?:under|by|pursuant to|as follows|for the following)[^.:;]{0,40}$"
    r"|^(?:exemptions?|articles?|exceptions?|sections?)(?:\(s\))?(?: (?:applied|used|engaged|cited|claimed"
    r"|relied (?:up)?on|applicable))?\W{0,3}$|(?:rely|relying|relies) (?:up)?on\b[^.;]{0,60}$|(?:withheld|refused"
    r"|exempt) (?:under|by)\b[^.;]{0,60}$|eithriad|esemptiad",
)

HEADER_DENIED = Cue(
    ("longer", "not ", "considered", "ceased", "further information"),
    r"\b(?:no longer|not|considered but|were considered|ceased to)\b[^.:;,]{0,50}\b(?:rely|relied|apply|applied"
    r"|engaged|appropriate)\b|considered (?:but|and rejected)|further information about",
)

NATURE = Cue(
    ("qualified", "absolute", "class", "prejudice", "harm", "exemption"),
    r"\b(?:is|are|being) (?:\w+ ){0,3}?(?:qualified|absolute|class|prejudice|harm)\b"
    r"|provides? (?:for )?an? (?:\w+ )?exemption|\b(?:qualified|absolute) (?:and \w+[ -]based )?exemptions?\b",
)

NEGATED_BEFORE = Cue(
    (
        "longer",
        "not ",
        "never",
        "nor ",
        "without",
        "neither",
        "n't",
        "withdr",
        "drop",
        "instead",
        "rather",
        "ceased",
        "no ",
        "nothing ",
    ),
    r"\b(?:no longer|not|never|nor|without|neither|don't|didn't|won't|withdr[ae]wn?|dropp?(?:ed|ing)|instead of"
    r"|rather than|ceased to) (?:\w+ ){0,4}?(?:rel(?:y|ied|ies|ying|iance)(?: up)?(?: on)?|appl\w+|engag\w+|cit\w+"
    r"|invok\w+|claim\w*|us(?:e|ed|ing)|relianc\w+(?: on)?|seek\w*(?: to rely on)?"
    r"|need\w*)(?: \w+){0,4}\s?[\"“'‘(]?$|\bnot (?:consider|believe|think|find|satisfied"
    r"|persuaded) (?:that )?[^.;]{0,40}$|\bno (?:\w+ )?exemptions?\b[^.;]{0,40}$|\bno (?:refusal|reliance"
    r"|claim)\b[^.;]{0,20}$|\bnothing (?:in|under|within)\s?$",
)

NEGATED_AFTER = Cue(
    ("not", "n't", "n’t", "longer", "never", "withdrawn", "cannot", " no "),
    r"^[^.;,]{0,40}\b(?:formed|forms|played|plays|is|was|were) (?:no|not(?: an?)?) (?:part|factor|element)\b"
    r"|^[^.;,]{0,50}\b(?:is|are|was|were|does|do|did|has|have|had|could|can|would"
    r"|should)(?: been)? ?(?:not|n't"
    r"|never|no longer)\b(?: been)? (?:\w+ ){0,2}?(?:rel(?:y|ied|ies|ying|evant)|appl\w+|engag\w+|need\w*|used"
    r"|required|invoked|claimed|cited|relevant|considered|prevent|maintained|be relied)|^[^.;,]{0,40}\b(?:no longer"
    r"|cannot) (?:\w+ ){0,2}?(?:appl\w+|engag\w+|relied|be relied|be applied|stand)|^[^.;]{0,40}\b(?:is|was"
    r"|has been) (?:\w+ )?withdrawn|^[^.;,]{0,40}\b(?:ca|wo|does|do|is|are|did|was|could"
    r"|would)n['’]t (?:\w+ ){0,2}?(?:rel(?:y|ied)|appl\w+|engag\w+|need\w*|used|relevant|prevent|stand|help)",
)

REJECTED = Cue(
    ("considered", "but ", "decided", "concluded", "found", "satisfied", "view"),
    r"\b(?:decided|concluded|found|satisfied|view)\b[^.;]{0,30}\b(?:was|were|is|are|did|does) not"
    r"(?: (?:engaged|met|made out|apply|so|the case))?\W{0,2}$|^[^.;]{0,30}\bconsidered\b[^.;]{0,50}\b(?:not"
    r"|rejected|dismissed|inappropriate)\b"
    r"|\bbut\b[^.;]{0,30}\b(?:do(?:es)?|did|have|has|is|are|was|were) not (?:\w+ ){0,4}?(?:rel(?:y|ied)|appl(?:y"
    r"|ied)|engage|cite|use|claim|invoke|maintain)\w*(?: up)?(?: on)?(?: it| them| this| that| here)?\b",
)

POSSIBLE_BEFORE = Cue(
    (
        "may",
        "might",
        "could",
        "should",
        "would",
        "will",
        "potential",
        "possib",
        "perhaps",
        "consider",
        "whether",
        "unless",
        " that ",
        "you ",
    ),
    r"\b(?:may|might|could|should),? (?:\w+,? ){0,3}?(?:be|have been|have|attract|fall|engage|become|require|also"
    r"|well|need|apply|rely|invoke|consider)\b[^.;]{0,70}$|\bwould (?:\w+ )?have (?:been "
    r"|had to )(?:\w+ ){0,2}?(?:exempt|consider|withh|rel(?:y|ied)|appl(?:y|ied))\w*[^.;]{0,50}$|\bwould (?:have"
    r"|need)(?: been)? (?:to )?(?:consider\w*|appl\w+|subject|attract\w*|rely|engaged?)\b[^.;]{0,50}$|\b(?:would"
    r"|will),? (?:however,? |also |then )?(?:be )?(?:likely (?:to )?)?attract\b[^.;]{0,60}$|\b(?:potentially"
    r"|possibl[ey]|perhaps)\b[^.;]{0,50}$|\bconsider(?:ed|ing|ation)?\b (?:\w+ ){0,3}?(?:whether|(?:the )?(?:use"
    r"|application|applicability|relevance) of|applying|using)\b[^.;]{0,40}$|\bwhether\b[^.;]{0,40}$"
    r"|\bunless\b[^.;]{0,70}$|\b(?:suggest|argu|contend|submit|propos)(?:s|ed|es)? that\b[^.;]{0,40}$|\byou (?:say"
    r"|said|believe|think|claim|write|wrote) (?:that )?[^.;]{0,30}$",
)

PARENTHESIS = re.compile(r"^,\s(?:which|being|as|an?|the)\b[^,.;]{0,90},")
"""What a number is said to be, between commas."""

POSSIBLE_AFTER = Cue(
    ("may", "might", "could"),
    r"^(?:,|,? (?:or|and) \d[^.;]{0,30},)?[^.;,]{0,40}\b(?:may|might|could)\b (?:\w+ ){0,2}?(?:be |have |apply|appl"
    r"|engag|need|used|relied|considered|relevant|required|well)",
)

WOULD_APPLY = Cue(
    ("would",),
    r"\bwould (?:be )?(?:apply|exempt|exceed|engaged|withheld|applies)",
)

CONDITION = Cue(
    ("if", "should", "were", "had", "in the event", "unless"),
    r"\bhad (?!not\b)(?:\w+ ){1,5}been (?:held|found|made|recorded|asked)\b|^\W{0,3}(?:(?:and|but|also|even|so|then"
    r"|that is,?) )?(?:if|should|were|had|in the event|unless)\b(?! (?:held|it (?:were|was|did)|any|such"
    r"|the information (?:was|were|is|requested|described|sought)))",
)

OTHER_REQUEST = Cue(
    ("request", "submission", "application"),
    r"\b(?:future|further|new|another|other|subsequent|refined|revised|narrower|resubmitted"
    r"|any) (?:\w+ )?(?:requests?|submissions?|applications?)\b",
)

EARLIER = Cue(
    (
        "previous",
        "earlier",
        "last",
        "prior",
        "initial",
        "original",
        "first",
        "as stated",
        "when ",
        "our ",
        "the ",
        " told",
    ),
    r"\b(?:previous|earlier|last|prior|initial|original|first)(?:ly)? (?:\w+ ){0,2}?(?:requests?|responses?"
    r"|repl(?:y|ies)|answers?|letters?|refusals?|decisions?|correspondence)\b|\bas stated (?:with)?in\b"
    r"|\bwhen (?:we|you) (?:last|first|previously)\b|\bpreviously (?:applied|relied|refused|cited|withheld)\b"
    r"|\b(?:our|the) (?:answer|response|reply|letter|decision|refusal) (?:of|dated) (?:the )?\d|\b(?:were|was"
    r"|been) (?:\w+ )?told that\b",
)

ELSEWHERE = Cue(
    ("council", "home office", "ministry", "force", "tribunal", "commissioner", "service", "college"),
    r"^\W{0,3}(?:the|another|a|any) (?:\w+ ){0,2}?(?:council|home office|ministry of \w+|other force"
    r"|neighbouring force|tribunal|commissioner|fire service|college) (?:has |have |had )?(?:also )?(?:refused"
    r"|applied|cited|relied|used|withheld|held|found|ruled)\b",
)
"""What another body did."""

UPHELD = Cue(
    None,
    r"\b(?:uphold|upheld|maintain(?:ed)?|still|continues? to|again|remains?|also|now)\b",
)

PARAPHRASE = Cue(
    ("a claim", "12", "14"),
    r"^\W{0,3}(?:when|where|if) (?:section|s\.?) ?1[24]\b[^.;]{0,40}\bappl|\ba claim that\b|\b(?:section )?12 (?:or"
    r"|and) (?:section )?14 appl",
)

GENERIC = Cue(
    ("authorit",),
    r"^\W{0,4}(?:a|an|any|the|where an?|when an?|if an?|under the act,? an?) (?:public )?authorit(?:y|ies)\b",
)

COUNTED = Cue(
    ("times", "occasions", "requests", "cases", "refusals", "instances", "responses", "how ", "number of", "count"),
    r"\b\d[\d,]{0,12}\s(?:times|occasions|requests|cases|refusals|instances|responses)\b|\bhow (?:often|many)\b"
    r"|\bnumber of (?:requests|times|refusals|cases|occasions)\b|\b(?:times|occasions) (?:was|were|has|have|is)\b"
    r"|\bcounts?\b[^.;]{0,40}\b(?:section|exemption)s?\b",
)

POINTER = Cue(
    ("guid", "leaflet", "advice note", "ico.org", "http", "www."),
    r"\b(?:guidance|guide|leaflet|advice note|ico\.org|https?:|www\.)",
)

VERBS = words(
    """
    excepted excepts
    exempt exempted exempts exempting engaged engages engaging engage apply applies applied applying applicable
    rely relies relied relying reliance withheld withhold withholding withholds pursuant virtue refuse refuses
    refused refusal refusing invoke invoked invoking claim claimed claiming claims cited cites citing redact
    redacted redaction redactions removed attract attracts excluded exclusion prohibits prohibited defeats decline
    declined declining uphold upheld upholding maintain maintained esemptio berthnasol gymwys
    prevents prevented bars barred forbids forbidden precludes precluded shields blanked masked suppressed
    relieves relieved relieve disapplies disapplied blacked obscured omitted deleted
    """
)
"""Words of applying."""
VERB_PHRASES = Cue(
    (
        "fall",
        "by reason of",
        "reason",
        " the exemption",
        " the exception",
        "the exemption",
        " back",
        " out",
        "come",
        "in the way",
        "stop us",
        "stops us",
        "ground",
        "refer",
        "unreasonable",
        "accessible",
        "available",
        "cover",
        "caught",
        "protected",
        "not obliged",
        "lets",
        "remove",
        "lift",
        "displace",
        "excuse",
        "absolve",
        "frees",
        "releases",
        "let us",
        "allow",
        "permit",
        "entitle",
        "enable",
        "used",
        "not ",
        "provision",
        "eithri",
        "esempt",
        "dal yn",
    ),
    r"\b(?:accessible|available)\b[^.;]{0,40}? under\b|\bmanifestly unreasonable\b|\d[()a-z\d]{0,12}(?:,? (?:and"
    r"|&) [()a-z\d]{1,9}){0,3} (?:of [\w ]{2,50} )?refers?\b|\b(?:by reason of|reasons? (?:set out|given|found"
    r"|stated|mentioned) (?:in|at|by)|(?:is|are) the (?:\w+ )?(?:exemptions?|exceptions?)|the (?:exemptions?"
    r"|exceptions?) (?:is|are)|falls? (?:within|under|to be)|covered by|falls away|(?:held|kept|keep|hold|holding"
    r"|keeping) (?:\w+ )?back|com(?:es?|ing) (?:within|under)|stands? in the way|stops? us|(?:left|taken|struck|cut"
    r"|edited|marked) out|on the grounds? (?:in|of|at|given)|caught by|protected (?:by|under)|not obliged|lets? us"
    r"|(?:allows?|permits?|entitles?|enables?) (?:us|the (?:force|constabulary|police|service))|(?:has|have|is"
    r"|was) (?:been )?used|(?:removes?|lifts?|displaces?|excuses?|absolves?|frees|releases) (?:us|our|the|any)"
    r"|not (?:be )?(?:provid|disclos|suppl|releas)\w+|makes provision for|esempt\w+|h?eithri\w+|dal yn ôl)\b",
)
NOT_UPHELD = re.compile(
    r"\b(?:do|does|did) not (?:uphold|maintain|rely on|seek to rely)\b|\bno longer (?:rel(?:y|ies|ied)|maintain)"
    r"|\b(?:is|was) (?:therefore |now )?(?:withdrawn|not engaged|not made out|wrongly applied)\b",
    re.I,
)
"""What a paragraph says of the provision that heads it."""
WORD = re.compile(r"[a-z]+")
DUTY = re.compile(r"\b(?:duty|duties|obligation|right|1\s?\(1\))")
WITHHELD = re.compile(r"by virtue|exempt|withheld under|refus")
LATER = re.compile(r"\b(?:will|would|may|might|could)\b")
BRACKETED = re.compile(r"\((?:section|s\.?) ?\d")
CLAUSE = re.compile(
    r"[;:]\s|,?\s(?:but|so|therefore|because|since|although|though|whereas|hence)\s|,\showever\b|,\s(?:and|as|which"
    r"|where|while)\s|\s[–—-]\s|\sand (?=(?:i|we|you|the force|the constabulary|the service)\s)"
)


def has_verb(sentence: str) -> bool:
    """Whether a lower-case sentence has a verb of applying."""
    return not VERBS.isdisjoint(WORD.findall(sentence)) or bool(VERB_PHRASES.search(sentence))
