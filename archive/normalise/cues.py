"""Phrases that tell what a paragraph of the answer does: refuse, deny holding, point elsewhere, supply, or explain.

All are tried on lower-case text.
"""

from __future__ import annotations

import re

from archive.normalise.cue import Cue
from archive.normalise.text import sentences

NEITHER = Cue(
    ("neither", "confirm", "ncnd", "gwadu", "not say"),
    r"neither (?:\w+ )?(?:confirms?|reveals?)|\b(?:will|can|would|do) not say (?:whether|if) (?:we|it|the|any)"
    r"|duty to confirm or deny\b[^.;]{0,60}\b(?:not (?:arise|apply)|lifted|removed|excluded|disapplied)"
    r"|\b(?:relie|excus|remov|lift|exempt|disappl)\w* [^.;]{0,30}(?:duty|requirement|obligation) to confirm"
    r"|neither confirming|(?:can ?not|can't|unable to"
    r"|not (?:able|required|obliged) to) confirm (?:or|nor) deny|confirm nor deny|\bncnd\b"
    r"|ni (?:all\w*|yw\b[^.]{0,30}) (?:cadarnhau|gadarnhau)(?: na| nac) gwadu"
    r"|nac yn cadarnhau nac yn gwadu|na gwadu",
    also=("neither", "deny", "ncnd", "gwadu", "not say"),
)

COST = Cue(
    ("limit", "hours", "£", "exceed", "cost", "terfyn", "awr", "excess", "fee", "threshold"),
    r"(?:exceeds?|exceeded|exceeding|excess of|above|beyond|over|past|more than"
    r"|outside)\b[^.;]{0,60}\b(?:appropriate|cost|costs|fees?|statutory|time|prescribed|\d[\d.]* hours?"
    r"|£ ?450|£ ?600)\b[^.;]{0,30}(?:limits?|hours|amount|threshold|ceiling|£|\b)"
    r"|appropriate (?:\(?cost\)? )?limit|cost(?:s)? limit|fees limit|exceed the (?:cost|amount|limit"
    r"|time|threshold)|£ ?450\b|£ ?600\b|\b18 hours\b|terfyn priodol|mwy na 18 awr",
    also=(
        "exceed",
        "excess",
        "limit",
        "beyond",
        "above",
        "over",
        "past",
        "more than",
        "outside",
        "£",
        "18 hours",
        "terfyn",
        "awr",
    ),
)

COST_WAY = Cue(
    (
        "not held",
        "not recorded",
        "not stored",
        "not kept",
        "such a way",
        "manual",
        "individual",
        "not be",
        "would have",
        "would need",
        "minutes ",
        "would alone",
        "would mean",
        "would require",
        "would involve",
        "would entail",
        "retrievable",
        "searchable",
        "cannot",
    ),
    r"not (?:held|recorded|stored|kept) (?:in|as) (?:a|an|such a)\b|not (?:held|recorded) centrally"
    r"|organised in such a way|manual(?:ly)? (?:\w+ )?(?:review|search|read|check|interrogat|examin|trawl|open)"
    r"|individual(?:ly)? (?:\w+ )?(?:review|search|read|check|interrogat|examin|trawl|open)"
    r"|cannot be (?:easily |readily )?(?:searched|retrieved|extracted)"
    r"|not (?:be (?:easily |readily )?(?:searched|retrieved|extracted)|(?:easily |readily )?(?:retrievable|searchable))"
    r"|would (?:(?:have|need) to be (?:\w+ )?(?:read|opened|reviewed|searched|examined|checked|listened|looked|watched"
    r"|viewed|gone|inspected|traced)|(?:alone )?(?:mean|require|involve|entail)\b)"
    r"|minutes (?:a|an|per|each|for each)\b",
)

VEXATIOUS = Cue(
    ("vexatious", "repeated", "similar", "interval", "blinderus"),
    r"\bvexatious\b|\brepeated request|substantially similar|reasonable interval|\bblinderus\b",
)

NOT_HELD = Cue(
    ("no ", "not", "nil ", "fail", "unable", "nid ", "dim ", "heb "),
    r"\b(?:find|found|finds) no (?:trace|records?|evidence)\b|\bnot (?:something|anything|information|data|a thing)"
    r" (?:that |which )?(?:we|i|the \w+|[\w ]{3,30} police) (?:\w+ )?(?:records?|holds?|keeps?|collects?|captures?)\b"
    r"|\b(?:located|found|identified|holds?|held|have|has) no (?:\w+ ){0,3}?(?:information|records?"
    r"|data(?! protection)|documents?)\b|\bno (?:\w+ ){0,4}?(?:information|records?|data|documents?"
    r"|recorded information|trace|such|policy|policies|contracts?|details|copies|figures"
    r"|responsive \w+)\b[^.;]{0,40}?\b(?:held|found|located|identified|recorded|exists?)\b"
    r"|\bno information held\b|\b(?:does|do|did) not (?:currently )?(?:hold|possess|record"
    r"|have (?:any|this|the) (?:\w+ )?(?:information|records?|data|recorded)|keep (?:any "
    r"|a )?(?:record|information|data)|retain)\b|\bnot (?:currently )?(?:held|recorded|captured)\b"
    r"|\b(?:holds?|hold|held) no\b|\bnil (?:information|return|response)\b|failed to locate|(?:unable"
    r"|not able) to locate|information (?:is )?not held|not information (?:that|which) (?:we|the)"
    r"|nid yw[^.;]{0,50}(?:dal|cadw|gadw|ddal)|nid oes[^.;]{0,40}(?:gwybodaeth|cofnod)|dim gwybodaeth"
    r"|heb ei (?:ch|d)adw",
    also=(
        "held",
        "hold",
        "record",
        "information",
        "data",
        "locat",
        "trace",
        "possess",
        "captur",
        "retain",
        "nil ",
        "keep",
        "dal",
        "cadw",
        "gadw",
        "wybodaeth",
    ),
)

NOT_REALLY = Cue(
    None,
    r"\bwhether\b|\bwhere\b[^.;]{0,60}\bnot recorded|not recorded (?:well|fully|clearly|consistently|accurately"
    r"|properly)|neither confirm|confirm or|confirm nor|\bor not\b|is or is not|does or does not"
    r"|\bif (?:it|the|any|such|no)\b|not (?:held|recorded|stored|kept|captured) (?:in (?:a|an|such)\b"
    r"|as\b|centrally|by this|electronically|separately|individually)|does not (?:hold"
    r"|record) (?:\w+ ){0,5}?(?:in (?:a|an|such)|centrally|electronically)|not recorded (?:in|as"
    r"|separately)|not held as|no requirement|do not (?:hold|record) (?:\w+ ){0,4}in (?:a"
    r"|the) (?:format|way)",
)

ACCESSIBLE = Cue(
    (
        "publish",
        "available",
        "accessible",
        "other means",
        "can be",
        "domain",
        "link",
        "free to",
        "earlier answer",
        "website",
    ),
    r"(?:already |publicly |reasonably )(?:been )?(?:published|available|accessible)"
    r"|accessible (?:to you )?(?:by|via|through|elsewhere)|by other means|available (?:on|at|via|from"
    r"|online|through)|published (?:\w+ ){0,4}?(?:on|at|in|by|via) "
    r"|can be (?:found|had|seen|read|downloaded|accessed|viewed|obtained)"
    r"|\b(?:can|may|will) (?:find|see|read|view|access|obtain|download|get) (?:\w+ ){0,5}?(?:on|at|from|via|through) "
    r"(?:[\w'’]+ ){0,5}?(?:website|site|page|web|internet|link|https?|www)"
    r"|in the public domain|following link|free to read|see our earlier answer",
)

TRANSFERRED = Cue(
    (
        "transferred",
        "forwarded",
        "passed",
        "redirect",
        "sent",
        "please send",
        "matter for",
        "contact",
        "direct",
        "submit",
        "approach",
        "responsibility",
        "remit",
        "authority",
        "behalf",
        "looked after",
        "run ",
        "held ",
        "handled",
        "managed",
        "dealt",
        "collected",
        "maintained",
        "write to",
        "ask",
    ),
    r"(?:transferred|forwarded|passed|redirected|sent) (?:\w+ ){0,6}?(?:your|the|this|it"
    r"|on)\b[^.;]{0,80}\bto\b|passed (?:your|it|this)[^.;]{0,40}on|not a matter for|(?:would|will|may"
    r"|should|do) (?:need|wish|want|have) to (?:contact|redirect|re-direct|direct|submit|approach"
    r"|write to|ask)|(?:please|should) (?:contact|redirect|re-direct|direct|submit|approach) (?:your"
    r"|this|the|them)|responsibility of (?:the|another)|within the remit of|not the (?:appropriate"
    r"|correct|right) (?:authority|body|force)|cannot answer on behalf"
    r"|\b(?:is|are|would be) a matter for|please send (?:your|this|the) (?:request|enquiry) to"
    r"|(?:looked after|run|held"
    r"|handled|managed|dealt with|collected|maintained) (?:\w+ ){0,4}?by (?:the"
    r"|another)\b[^.;]{0,60}\b(?:not by|council|authority|body|service|agency|office|department|trust)",
)

CLARIFY = Cue(
    (
        "clarif",
        "please",
        "could you",
        "can you",
        "need you",
        "you to",
        "until we",
        "required",
        "needed",
        "detail",
        "unclear",
        "not clear",
        "uncertain",
        "heard from",
        "you need",
        "egluro",
        "eglurhad",
        "let us know",
        "let me know",
    ),
    r"(?:please|could you|can you|need you to|ask(?:ed|ing)? you to|require you to|you (?:need"
    r"|will need) to) (?:\w+ ){0,2}?(?:clarif|specif|narrow|confirm (?:which|what|whether)"
    r"|tell us (?:the|which|what)|provide (?:further|more|additional|some)|be more specific)"
    r"|clarification (?:is|was|has been|will be)? ?(?:required|needed|sought|requested|necessary)"
    r"|(?:seek|require|need|request)(?:s|ing)? (?:some |further )?clarification|until we (?:hear"
    r"|receive|have heard)|(?:further|more) (?:detail|information) (?:is |from you "
    r"|in order )?(?:required|needed|to identify|from you|before)|(?:unclear|not clear"
    r"|uncertain) (?:what|which|exactly|to us)|once we have heard from you|egluro eich cais"
    r"|let (?:us|me) know (?:which|what|whether|how|the)\b|angen eglurhad",
)

GOODWILL = Cue(
    ("goodwill", "good will", "outside", "precedent", "discretion", "spirit"),
    r"good ?will|outside (?:of )?the (?:act|scope|foia|provisions)|as a precedent|set a precedent"
    r"|exercise(?:d)? (?:our |its )?discretion|outside (?:of )?foi|in the spirit of the act",
)

REFUSAL_WORDS = ("exempt", "withh", "held back", "esempt", "eithri", "dal yn ôl", "gwrthod")
"""Any of these words makes a sentence one of refusal."""
REFUSING = Cue(
    ("refus", "declin"),
    r"\b(?:i|we|force|constabulary|police|service|authority)\b[^.;]{0,40}\b(?:refus|declin)(?:e|es|ed|ing)\b"
    r"|(?:refus|declin)\w{0,8}\b[^.;]{0,60}\b(?:request|information|disclos|provid|suppl|comply|notice|section|article"
    r"|regulation|act|under|grounds?|this|it|them|the rest)\b"
    r"|\b(?:request|information|disclosure|this|it|rest|remainder|questions?)\b[^.;]{0,60}\b(?:refused|declined)\b",
)
"""Refusing a request, and not the refusals that a table of licences counts."""
GENERAL = re.compile(
    r"\b(?:unless|subject to|where) (?:an? |any |the |other )?exemptions?\b|\bexemptions? (?:may|might|could) "
    r"(?:\w+ )?appl"
    r"|\btwo duties\b|\bwould (?:have been|be) (?:likely|liable)|\bour (?:answer|response|reply|letter"
    r"|decision) (?:of|dated)"
    r" (?:the )?\d|\brefusal is (?:therefore |now )?withdrawn"
)
"""What the law says to everyone, what would have been, and what an earlier answer said: no refusal of this request."""
NOT_GIVEN = re.compile(
    r"not (?:\w+ )?(?:be )?(?:giv(?:en|ing)|provid(?:ed|e|ing)|suppl(?:ied|y|ying)|disclos(?:ed|e"
    r"|ing)|releas(?:ed|e|ing)"
    r"|shar(?:ed|e|ing)|send(?:ing)?|sent|answering|(?:obliged|required) to (?:supply|provide|comply|disclose|confirm"
    r"|answer|carry|give))\b|not to (?:supply|disclose|provide|release)\b"
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
        "not rel",
    ),
    r"\bno (?:other |further )?exemptions?\b[^.;]{0,40}|\bno longer (?:rely|relies|relied"
    r"|exempt)[^.;]{0,40}|\bnot (?:being )?exempt\b|no information (?:has been|was|is being) withheld"
    r"|nothing (?:has been|was|is) withheld|without exemption|not applied any exemption|\bnot (?:rely"
    r"|relied|relying) on any exemption[^.;]{0,20}",
)

HOLDING = Cue(
    None,
    r"^(?:\W{0,3}(?:q\w{0,8}\s?)?\d{0,2}[a-z]?\W{0,4})?(?:(?:in respect of|under|pursuant to"
    r"|in accordance with|to comply with)[^.;]{0,90},? )?(?:(?:i|we|it) (?:can|could|am able to"
    r"|are able to)? ?(?:also )?(?:confirm|advise)s?\b[^.;]{0,60}?)?(?:that )?(?:the |this |some "
    r"|all |any |part )?(?:[\w'’&-]+ ){0,9}?(?:holds?|held|is held|are held|does hold|do hold"
    r"|in our possession)\b[^.;]{0,140}[.;:]?$",
)

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
    r"|to answer|hedges|under the|(?:when|where|if) section|(?:we|i) (?:attach|enclose|add|send) (?:nothing|no)\b"
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

PARTLY = Cue(
    ("part", "some", "one ", "element", "certain", "portion"),
    r"\b(?:part|parts|some|one|elements?|certain|a portion) (?:\w+ ){0,4}?(?:is|are|has been"
    r"|have been|being|was|were) (?:\w+ )?(?:withheld|exempt|refused|redacted)"
    r"|partial(?:ly)? (?:refus|exempt|disclos|withh)|(?:refus|exempt|disclos|withh)\w{0,8} in part\b",
)

IN_FULL = Cue(
    ("full", "all "),
    r"(?:disclose|provide|release|supply|grant|answer)\w{0,8}\b[^.;]{0,80}\bin full\b(?<!notice in full)"
    r"|full disclosure"
    r"|all (?:of )?the (?:requested )?information (?:is|has been) (?:provided|disclosed|attached)"
    r"|information disclosed in full",
)

NOT_IN_FULL = Cue(
    ("full", "entirety"),
    r"(?:exempt|refus|withh)\w{0,8}\b[^.;]{0,80}\bin (?:full|its entirety)",
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
LIMITED = Cue(
    None,
    r"\bany(?:thing)? (?:\w+ )?(?:other|further|more|else|additional)\b|\b(?:other|further|additional) (?:information"
    r"|use|detail)|\b(?:rest|remainder|remaining|addition|additionally|covert|also|elements?)\b|\bpart(?:s|ly"
    r"|ially)?\b"
    r"|\b(?:as (?:to|for|regards)|regarding|in (?:respect|relation|regard) (?:of|to)"
    r"|with regards? to) (?!your request|this"
    r" request)|\b(?:questions?|points?|q) ?\d",
)
"""A refusal that is for something beside what was answered."""
WHOLLY = re.compile(
    r"\b(?:any|all|none) (?:of )?(?:your|these|the|those) (?:\w+ )?(?:questions?|requests?|points?|parts?)"
    r"|\byour (?:entire )?"
    r"request\b|\brequested information|\binformation (?:that |which )?(?:you|requested|sought)"
    r"|\b(?:does|do) not hold (?:the|this|that|any|such) (?:requested )?information\b(?! (?:in|about|on|for"
    r"|relating))"
)
"""A denial of holding that is about the whole request."""
WITHDRAWN = Cue(
    ("withdr", "lapsed", "no longer"),
    r"\brequest\b[^.;]{0,40}\b(?:withdrawn|lapsed)\b|\bwithdr[ae]wn? (?:your|the|this|their) request"
    r"|\bno longer (?:want|wish|need|require)[^.;]{0,40}\b(?:answer|information|response|reply|request)",
)
WAYS = re.compile(r"attach|below|redact|taken out|left out|removed|here")
COUNTING = re.compile(r"never neither|number of|how (?:many|often)")
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


def refuses(lowered: str) -> bool:
    """Whether a paragraph refuses: by a word of refusal, or by not giving; unless it says that nothing is refused."""
    if GENERAL.search(lowered):
        lowered = " ".join(lowered[at:end] for at, end in sentences(lowered) if not GENERAL.search(lowered[at:end]))
    for word in REFUSAL_WORDS:
        if word in lowered:
            return NOT_REFUSING.search(lowered) is None
    if REFUSING.search(lowered):
        return NOT_REFUSING.search(lowered) is None
    if "not " in lowered and NOT_GIVEN.search(lowered):
        return NOT_REFUSING.search(lowered) is None
    return "unable to " in lowered and bool(UNABLE.search(lowered))
