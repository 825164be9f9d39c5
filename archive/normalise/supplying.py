"""Phrases that supply, and those of searching, holding and duties that answer nothing. Tried on lower-case text."""

from __future__ import annotations

import re

from archive.normalise.cue import Cue

HOLDING = Cue(
    None,
    r"^(?:\W{0,3}(?:q\w{0,8}\s?)?\d{0,2}[a-z]?\W{0,4})?(?:(?:in respect of|under|pursuant to|in accordance with"
    r"|to comply with)[^.;]{0,90},? )?(?:(?:i|we|it) (?:can|could|am able to|are able to)? ?(?:also )?(?:confirm"
    r"|advise)s?\b[^.;]{0,60}?)?(?:that )?(?:the |this |some |all |any |part )?(?:[\w'’&-]+ ){0,9}?(?:holds?|held"
    r"|is held|are held|does hold|do hold|in our possession)\b[^.;]{0,140}[.;:]?$",
)

COUNTED = re.compile(r"^\W{0,3}\d[\d,]{0,9} [a-z]|\b(?:hold|holds|held) \d[\d,]{0,9} [a-z]")
"""`41 lamps were held` answers how many."""
DUTY = Cue(
    ("dut", "right", "section", "notice", "(b)", "valid"),
    r"two duties|\b(?:that|this|the|either) dut(?:y|ies) (?:is|are|was|does|do|may|can)\b|\b(?:first|second"
    r"|other) duty|places? (?:a|two|certain) dut|general right of access|two rights|creates? a (?:statutory"
    r"|general) right|section 1\(?1?\)?[^.;]{0,60}(?:requires?|provides?|entitle)|section 17[^.;]{0,80}(?:requires?"
    r"|provides?|notice|places)|serves? as a (?:partial )?refusal notice|this notice|refusal notice|section 8\b"
    r"|\(b\)[^.;]{0,60}\(c\)|not valid",
)

PROCESS = Cue(
    None,
    r"^(?:\W{0,3}\d{0,2}\W{0,3})?(?:dear\b|hello\b|good (?:morning|afternoon)\b|yours\b|(?:kind |best )?regards\b"
    r"|(?:the|this|an?|your) (?:internal )?review|the (?:original|initial|first|previous) (?:response|decision"
    r"|answer)|while our aim|we (?:have )?(?:asked|looked|searched|consulted|checked|made|contacted|reviewed"
    r"|considered|dealt|interpreted|taken)|i was asked|(?:we|i) have (?:now )?had (?:the|an) opportunity"
    r"|i (?:have )?(?:read|contacted|consulted|searched|looked|made|asked|checked|considered|reviewed|refer|note"
    r"|write)|(?:the|our) (?:\w+ ){0,5}(?:department|office|team|unit|branch|section|command|division)s? (?:has"
    r"|have|were|was) (?:looked|been (?:consulted|asked|contacted)|searched|provided (?:the following|this|us)"
    r"|replied|advised|confirmed (?:that|the) following)|your (?:e[ -]?mail|letter|enquiry)|searches|a search|enquir"
    r"|your request|thank you|following (?:receipt|a search|searches|consult|enquir)|having (?:made|searched"
    r"|considered|consulted|conducted|completed|reviewed)|after (?:searching|consult|conducting|making|reasonable)"
    r"|this (?:request|is the outcome|is a|is our|response|answer|reply|has been|relates)|the (?:answers? follow"
    r"|figures? (?:below )?(?:are|is) correct|following (?:information|answer)|information (?:below|you)|table"
    r"|response|data below)|each question|these (?:are|is) held|please (?:note|find the|see (?:the )?(?:response"
    r"|answer)|be advised|be aware)|i have (?:today |now )?decided|i am (?:able|writing|pleased|required)"
    r"|we are (?:able|writing|pleased|required)|information (?:is |was )?(?:held|correct|accurate)|data (?:is |was "
    r"|are )?(?:correct|accurate)|it is held|in accordance with|as (?:you|per|requested|set out)|with regards? to"
    r"|in (?:respect|relation|regard|response) (?:of|to)[^.;,]{0,60}:?$|note|caveat|sections? \d|searching"
    r"|to answer|hedges|under the|(?:when|where|if) section|you (?:have )?(?:asked|say|argue)|i was not (?:involved"
    r"|a party)|(?:we|i) (?:attach|enclose|add|send) (?:nothing|no)\b|nothing (?:further|more|else))",
)

SUPPLY = Cue(
    (
        "provid",
        "disclos",
        "set out",
        "shown",
        "attach",
        "enclos",
        "suppl",
        "list",
        "given",
        "contain",
        "detail",
        "releas",
        "includ",
        "find",
        "see ",
        "refer",
        "redact",
        "taken out",
        "left out",
        "removed",
        "below",
        "give it",
        "tabl",
        "ynghlwm",
        "rhestrir",
        "annex",
        "appendix",
    ),
    r"\b(?=[iahw])(?<!test )(?<!harm )(?<!reasons )(?<!reasoning )(?<!arguments )(?<!factors )(?<!rights )"
    r"(?<!considerations )(?:is|are|has been|have been|was|were) (?:\w+ ){0,3}?(?:provided|disclosed|set out"
    r"|shown|attached|enclosed"
    r"|supplied|listed|given|contained|detailed|released|included)\b[^.;]{0,50}(?:below|here|above|attach\w*"
    r"|in the (?:table|spreadsheet|file|document|minutes|following)|with (?:names|redact|personal)|to you"
    r"|as follows|subject to|in redacted)|\b(?:is|are|has been|have been) (?:also |now )?(?:attached|enclosed"
    r"|appended)\b(?! to (?:the \w+ (?:unit|team)|a|our)\b)|please (?:find|see|refer to) (?:\w+ ){0,5}?(?:attached"
    r"|below|enclosed|table|spreadsheet|document|figures|file|data)|\b(?:i|we) (?:have )?(?:attach|enclose|provide"
    r"|suppl(?:y|ied)|disclose|attached|enclosed|provided|disclosed|released|listed|set out|given)\b(?! (?:(?:a|an"
    r"|the|our|my|this|you with an?|some) )?(?:\w+ )?(?:notice|response|reply|answer|explanation|reasons?|advice"
    r"|decision)\b| (?:[\w'’]+ ){0,5}(?:weight|thought|regard|attention|consideration)\b| (?:no|nothing|none"
    r"|neither)\b)|(?:see|find) (?:\w+ ){0,3}?(?:attached|below|enclosed)|disclose (?:some|part|a redacted"
    r"|the following|all)|disclose\b[^.;]{0,80}\bin full|partial(?:ly)? disclos|part disclosure|full disclosure"
    r"|provided in full|are in the (?:file|table|attached|spreadsheet)|\b(?:is|are) (?:set out )?(?:at|in) (?:annex"
    r"|appendix) (?:[a-h]|\d)\b|is held and (?:\w+ )?is (?:\w+ )?disclosed|give it here|(?:file|table|spreadsheet"
    r"|workbook) below|(?:with|redacted|names?|numbers?|details?)[^.;]{0,40}(?:taken out|left out|removed|redacted)"
    r"|some of (?:it|the information|this|the requested)[^.;]{0,40}(?:attached|below|disclos|provid)"
    r"|have been redacted|redacted (?:copy|version|copies)|yn y tabl|ynghlwm|rhestrir",
    also=(
        "below",
        "here",
        "above",
        "attach",
        "in the ",
        "to you",
        "as follows",
        "subject",
        "redact",
        "with ",
        "find",
        "see",
        "refer",
        "enclos",
        "full",
        "some",
        "part",
        "taken out",
        "left out",
        "removed",
        "have ",
        "tabl",
        "ynghlwm",
        "rhestrir",
        " annex",
        " appendix",
        "held and",
        "the following",
        "all",
        "i ",
        "we ",
    ),
)

POINTS_TO_FILE = Cue(
    None,
    r"^(?:please )?(?:see|find|refer to|view|read|open|download)?\s?(?:the |our |my |full |attached |pdf |word "
    r"|document |file |letter )*(?:response|reply|answer|letter|decision)s?\b[^.;]{0,60}(?:attach|enclos|below"
    r"|document|pdf|download|file|here|link|above|sheet)|^(?:please )?(?:see|find|refer to) (?:the )?attach(?:ed"
    r"|ments?)(?: (?:documents?|files?|letters?|response|pdf|below|reply))?(?: for (?:our|the|full) (?:response"
    r"|reply|answer))?\W{0,3}$|^see attach\w*\W{0,3}$|^attached\W{0,3}$|^please find (?:attached|enclosed) (?:the "
    r"|our |my |a )?(?:full |formal )?(?:response|reply|answer|letter|decision)\b",
)

UNCOUNTED = (
    r"(?! (?:\w+ )?(?:items?|points?|parts?|questions?|requests?|exemptions?|sections?|limbs?|heads?|reasons?"
    r"|themes?|factors?|things|stages|steps|grounds?|of them|of these|hours|minutes|days|weeks|duties|rights)\b)"
)
"""Behind a number in words: what every letter counts and nobody asked for."""

DIGIT = re.compile(r"[0-9]")

FIGURE = re.compile(
    r"[\d£](?:(?<=£)\d|(?<!£)(?<![\w/.(§]\d)\d{0,2}(?:,\d{3})*(?:\.\d+)?%?\b"
    r"(?![\d/(]|\.\d|\s?(?:hours?|of the (?:act|foia)|minutes?|working days|days|weeks)))"
)
"""A number in figures; its first sign stands first in the pattern, since only from there a search is fast."""

CITED_NUMBER = Cue(
    None,
    r"\b(?:(?:pages?|paragraphs?|schedules?|sections?|s\.?|ss\.?|regulations?|articles?|act|questions?|q|parts?"
    r"|requests?|points?)\s{0,2}\d{1,4}[a-z]?(?:\s?\(\w{1,3}\)){0,4}(?:\s?(?:,|&|and|to"
    r"|-)\s?\d{1,2}[a-z]?(?:\s?\(\w{1,3}\)){0,3}){0,6}|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:january|february|march"
    r"|april|may|june|july|august|september|october|november|december)\b|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|(?:19"
    r"|20)\d\d(?:[/–-]\d\d)?\b)",
)

IN_FULL = Cue(
    ("full", "all "),
    r"(?:disclose|provide|release|supply|grant|answer)\w{0,8}\b[^.;]{0,80}\bin full\b(?<!notice in full)"
    r"|full disclosure|all (?:of )?the (?:requested )?information (?:is|has been) (?:provided|disclosed|attached)"
    r"|information disclosed in full",
)

SOME = Cue(
    ("disclose some", "some of the", "part disclos", "partial", "partly disclos", "in part"),
    r"decided to (?:disclos|provid|suppl|releas|grant)\w{0,8}(?: [\w'’-]{1,20}){1,6} in part\b"
    r"|disclose some\b|some of the (?:requested )?information\b(?![^.;]{0,40}\b(?:held|hold)\b)|part(?:ial"
    r"|ly)? disclos|(?:disclos|provid|suppl|releas|grant|exempt|refus|withh|redact)\w{0,8} in part\b(?! (?:\d"
    r"|[ivx]{1,4}\b))",
)

STOCK = Cue(
    ("intellectual property", "copyright", "re-use", "reuse", " format"),
    r"(?:another|different|alternative|accessible|other) formats?\b|intellectual property|copyright,? designs"
    r"|copyright of|re-?use of (?:public|this|the)|under copyright",
)
"""What every answer says of copyright, of using it again, and of files in another format."""

SUPPOSED = re.compile(
    r"\b(?:whether|(?:could|might|cannot|can not|would not|not) (?:\w+ )?be|would (?:have|need) to be|nothing|if)\b"
)
"""Words that make of a supply something only thought of."""

WAYS = re.compile(r"attach|below|redact|taken out|left out|removed|here")

ANSWER_IS = r"|^(?:the|our) answers? [^.;]{0,60}\b(?:is|are) (?:yes|no|none|nil|nought|zero)\b"

YES_OR_NO = re.compile(r"^\W*(?:yes|no)\b(?=\s?[,.;:–-]|$)" + ANSWER_IS)

SHORT_ANSWER = re.compile(r"^\W*(?:yes|no|none|nil)\b(?=\s?[,.;:–-]|$)" + ANSWER_IS)

OPENING_NUMBER = re.compile(r"^\W{0,3}(?:q(?:uestion)?\s?\d{0,2}[a-z]?\s?[.):/-]?|\d{0,2}[a-z]?\s?[.):/-])?\s+")

OFFER = re.compile(r"attach|enclos|below|download|document|minutes|copy|copies")

LETTER_NAME = re.compile(r"response|letter|reply|refusal|decision|\bpit\b|public.interest|annex")

NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundred|none|zero|nil)\b" + UNCOUNTED
)

SEARCHING = re.compile(r"\b(?:search(?:ed|es|ing)?|looked|asked|contacted|checked|consulted|enquir\w+|reviewed)\b")

NOTHING = re.compile(
    r"^(?:i|we|the (?:force|constabulary|police|service)) (?:\w+ ){0,2}?(?:attach|enclose|provide|supply|add"
    r"|disclose|have)\w* (?:nothing|no (?:other|further|more))\b|^(?:there is )?nothing (?:else|further|more)\b"
)
"""That nothing comes with the answer."""

FILE_LINE = re.compile(
    r"^\W{0,2}(?:pdf|docx?|xlsx?|csv|ods|odt|rtf|word|excel|ms word document)\b[\s,.·|–-]{0,4}(?:[\d.,]{1,8} "
    r"?(?:bytes|[kmg]i?b)|[\s,.·|–-]|\d{1,4} (?:pages?|sheets?|rows?)|opens in a new \w+){0,8}\W{0,3}$"
)
"""What a site prints beside a file: kind, size, pages."""

ADDRESS = re.compile(r"^\W*(?:https?://|www\.)\S+\W*$")
