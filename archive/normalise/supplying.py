"""Phrases that supply, and those of searching, holding and duties that answer nothing. Tried on lower-case text."""

from __future__ import annotations

import re

from archive.normalise.cue import Cue

HOLDING = Cue(
    None,
    r"^(?:\W{0,3}(?:q\w{0,8}\s?)?\d{0,2}[a-z]?\W{0,4})?(?:(?:in respect of|under|pursuant to"
    r"|in accordance with|to comply with)[^.;]{0,90},? )?(?:(?:i|we|it) (?:can|could|am able to"
    r"|are able to)? ?(?:also )?(?:confirm|advise)s?\b[^.;]{0,60}?)?(?:that )?(?:the |this |some "
    r"|all |any |part )?(?:[\w'’&-]+ ){0,9}?(?:holds?|held|is held|are held|does hold|do hold"
    r"|in our possession)\b[^.;]{0,140}[.;:]?$",
)

COUNTED = re.compile(r"^\W{0,3}\d[\d,]{0,9} [a-z]")
"""`41 lamps were held` answers how many."""
DUTY = Cue(
    ("dut", "right", "section", "notice", "(b)", "valid"),
    r"two duties|\b(?:first|second|other) duty|places? (?:a|two|certain) dut|general right of access|two rights"
    r"|creates? a (?:statutory|general) right|section 1\(?1?\)?[^.;]{0,60}(?:requires?|provides?"
    r"|entitle)|section 17[^.;]{0,80}(?:requires?|provides?|notice|places)"
    r"|serves? as a (?:partial )?refusal notice|this notice|refusal notice|section 8\b"
    r"|\(b\)[^.;]{0,60}\(c\)|not valid",
)

PROCESS = Cue(
    None,
    r"^(?:\W{0,3}\d{0,2}\W{0,3})?(?:(?:the|this|an?|your) (?:internal )?review|the (?:original"
    r"|initial|first|previous) (?:response|decision|answer)|while our aim|we (?:have )?(?:asked"
    r"|looked|searched|consulted|checked|made|contacted|reviewed|considered|dealt|interpreted|taken)"
    r"|(?:we|i) have (?:now )?had (?:the|an) opportunity|i (?:have )?(?:contacted|consulted|searched|looked|made"
    r"|asked|checked|considered|reviewed"
    r"|refer|note|write)|(?:the|our) (?:\w+ ){0,5}(?:department|office|team|unit|branch|section"
    r"|command|division)s? (?:has|have|were|was) (?:looked|been (?:consulted|asked|contacted)"
    r"|searched|provided (?:the following|this|us)|replied|advised|confirmed (?:that|the) following)"
    r"|searches|a search|enquir|your request|thank you|following (?:receipt|a search|searches|consult"
    r"|enquir)|having (?:made|searched|considered|consulted|conducted|completed|reviewed)"
    r"|after (?:searching|consult|conducting|making|reasonable)|this (?:request|is the outcome|is a"
    r"|is our|response|answer|reply|has been|relates)|the (?:answers? follow"
    r"|figures? (?:below )?(?:are|is) correct|following (?:information|answer)|information (?:below"
    r"|you)|table|response|data below)|each question|these (?:are|is) held|please (?:note|find the"
    r"|see (?:the )?(?:response|answer)|be advised|be aware)|i have (?:today |now )?decided"
    r"|i am (?:able|writing|pleased|required)|we are (?:able|writing|pleased|required)"
    r"|information (?:is |was )?(?:held|correct|accurate)|data (?:is |was |are )?(?:correct|accurate)"
    r"|it is held|in accordance with|as (?:you|per|requested|set out)|with regards? to|in (?:respect"
    r"|relation|regard|response) (?:of|to)[^.;,]{0,60}:?$|note|caveat|sections? \d|searching"
    r"|to answer|hedges|under the|(?:when|where|if) section|you (?:have )?(?:asked|say|argue)|i was not "
    r"(?:involved|a party)|(?:we|i) (?:attach|enclose|add|send) (?:nothing|no)\b"
    r"|nothing (?:further|more"
    r"|else))",
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
    ),
    r"(?<!test )(?<!harm )(?<!reasons )(?<!reasoning )(?<!arguments )(?<!factors )(?<!rights )(?<!considerations )"
    r"\b(?:is|are|has been|have been|was|were) (?:\w+ ){0,3}?(?:provided|disclosed|set out|shown"
    r"|attached|enclosed|supplied|listed|given|contained|detailed|released"
    r"|included)\b[^.;]{0,50}(?:below|here|above|attach\w*|in the (?:table|spreadsheet|file|document"
    r"|minutes|following)|with (?:names|redact|personal)|to you|as follows|subject to|in redacted)"
    r"|\b(?:is|are|has been|have been) (?:also |now )?(?:attached|enclosed|appended)\b"
    r"(?! to (?:the \w+ (?:unit|team)|a|our)\b)"
    r"|please (?:find|see|refer to) (?:\w+ ){0,5}?(?:attached|below|enclosed|table|spreadsheet"
    r"|document|figures|file|data)|\b(?:i|we) (?:have )?(?:attach|enclose|provide|suppl(?:y|ied)"
    r"|disclose|attached|enclosed|provided|disclosed|released|listed|set out|given)\b(?! (?:(?:a|an|the|our|my|this"
    r"|you with an?|some) )?(?:\w+ )?(?:notice|response|reply|answer|explanation|reasons?|advice|decision)\b"
    r"| (?:no|nothing|none|neither)\b)|(?:see|find) (?:\w+ ){0,3}?(?:attached|below|enclosed)|disclose (?:some"
    r"|part|a redacted|the following|all)|disclose\b[^.;]{0,80}\bin full|partial(?:ly)? disclos"
    r"|part disclosure|full disclosure|provided in full|are in the (?:file|table|attached"
    r"|spreadsheet)|give it here|(?:file|table|spreadsheet|workbook) below|(?:with|redacted|names?"
    r"|numbers?|details?)[^.;]{0,40}(?:taken out|left out|removed|redacted)|some of (?:it"
    r"|the information|this|the requested)[^.;]{0,40}(?:attached|below|disclos|provid)"
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
        "the following",
        "all",
        "i ",
        "we ",
    ),
)

POINTS_TO_FILE = Cue(
    None,
    r"^(?:please )?(?:see|find|refer to|view|read|open|download)?\s?(?:the |our |my |full |attached "
    r"|pdf |word |document |file |letter )*(?:response|reply|answer|letter"
    r"|decision)s?\b[^.;]{0,60}(?:attach|enclos|below|document|pdf|download|file|here|link|above)"
    r"|^(?:please )?(?:see|find|refer to) (?:the )?attach(?:ed|ments?)(?: (?:documents?|files?"
    r"|letters?|response|pdf|below|reply))?(?: for (?:our|the|full) (?:response|reply"
    r"|answer))?\W{0,3}$|^see attach\w*\W{0,3}$|^attached\W{0,3}$",
)

FIGURE = Cue(
    None,
    r"(?<![\d/.(§])\b\d{1,3}(?:,\d{3})*(?:\.\d+)?%?\b(?![\d/(]|\.\d|\s?(?:hours?|of the (?:act|foia)"
    r"|minutes?|working days|days|weeks))|£\d|\b(?:two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|none|zero|nil)\b",
)

CITED_NUMBER = Cue(
    None,
    r"\b(?:sections?|s\.?|ss\.?|regulations?|articles?|act|questions?|q|parts?|requests?"
    r"|points?)\s{0,2}\d{1,4}[a-z]?(?:\s?\(\w{1,3}\)){0,4}(?:\s?(?:,|&|and|to"
    r"|-)\s?\d{1,2}[a-z]?(?:\s?\(\w{1,3}\)){0,3}){0,6}"
    r"|\b\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b(?:19|20)\d\d(?:/\d\d)?\b",
)

IN_FULL = Cue(
    ("full", "all "),
    r"(?:disclose|provide|release|supply|grant|answer)\w{0,8}\b[^.;]{0,80}\bin full\b(?<!notice in full)"
    r"|full disclosure"
    r"|all (?:of )?the (?:requested )?information (?:is|has been) (?:provided|disclosed|attached)"
    r"|information disclosed in full",
)

SOME = Cue(
    ("some", "part"),
    r"disclose some|some of the (?:requested )?information\b(?![^.;]{0,40}\b(?:held|hold)\b)|part(?:ial|ly)? disclos"
    r"|(?:disclos|provid|suppl|releas|grant|exempt|refus|withh|redact)\w{0,8} in part\b(?! (?:\d|[ivx]{1,4}\b))",
)

STOCK = Cue(
    ("intellectual property", "copyright", "re-use", "reuse", "format"),
    r"(?:another|different|alternative|accessible|other) formats?\b|intellectual property|copyright,? designs"
    r"|copyright of|re-?use of (?:public|this|the)|under copyright",
)
"""What every answer says of copyright, of using it again, and of files in another format."""

WAYS = re.compile(r"attach|below|redact|taken out|left out|removed|here")

YES_OR_NO = re.compile(r"^\W*(?:yes|no)\b(?=\s?[,.;:–-]|$)")

SHORT_ANSWER = re.compile(r"^\W*(?:yes|no|none|nil)\b(?=\s?[,.;:–-]|$)")

OPENING_NUMBER = re.compile(r"^\W{0,3}(?:q(?:uestion)?\s?\d{0,2}[a-z]?\s?[.):/-]?|\d{0,2}[a-z]?\s?[.):/-])?\s+")

OFFER = re.compile(r"attach|enclos|below|download|document|minutes|copy|copies")

LETTER_NAME = re.compile(r"response|letter|reply|refusal|decision|\bpit\b|public.interest|annex")

NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundred|none|zero|nil)\b"
)

SEARCHING = re.compile(r"\b(?:search(?:ed|es|ing)?|looked|asked|contacted|checked|consulted|enquir\w+|reviewed)\b")

NOTHING = re.compile(
    r"^(?:i|we|the (?:force|constabulary|police|service)) (?:\w+ ){0,2}?(?:attach|enclose|provide|supply|add|disclose"
    r"|have)\w* (?:nothing|no (?:other|further|more))\b|^(?:there is )?nothing (?:else|further|more)\b"
)
"""That nothing comes with the answer."""

FILE_LINE = re.compile(
    r"^\W{0,2}(?:pdf|docx?|xlsx?|csv|ods|odt|rtf|word|excel|ms word document)\b[\s,.·|–-]{0,4}"
    r"(?:[\d.,]{1,8} ?(?:bytes|[kmg]i?b)|[\s,.·|–-]|\d{1,4} (?:pages?|sheets?|rows?)|opens in a new \w+){0,8}\W{0,3}$"
)
"""What a site prints beside a file: kind, size, pages."""

ADDRESS = re.compile(r"^\W*(?:https?://|www\.)\S+\W*$")
