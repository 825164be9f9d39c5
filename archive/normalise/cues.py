"""Phrases that tell what a paragraph of the answer does: refuse, deny holding, point elsewhere, supply, or explain."""

from __future__ import annotations

import re

NEITHER = re.compile(
    r"neither (?:\w+ )?(?:confirms?|reveals?)|neither confirming|(?:can ?not|can't|unable to|not (?:able|required|obliged) to) confirm (?:or|nor) deny|confirm nor deny|\bNCND\b|ni (?:all\w*|yw\b[^.]{0,30}) (?:cadarnhau|gadarnhau)(?: na| nac) gwadu|nac yn cadarnhau nac yn gwadu|na gwadu",
    re.I,
)
COST = re.compile(
    r"(?:exceeds?|exceeded|exceeding|excess of|above|beyond|over|past|more than|outside)\b[^.;]{0,60}\b(?:appropriate|cost|costs|fees?|statutory|time|prescribed|18 hours?|24 hours?|£ ?450|£ ?600)\b[^.;]{0,30}(?:limits?|hours|amount|threshold|ceiling|£|\b)"
    r"|appropriate (?:\(?cost\)? )?limit|cost(?:s)? limit|fees limit|exceed the (?:cost|amount|limit|time|threshold)|£ ?450\b|£ ?600\b|\b18 hours\b|terfyn priodol|mwy na 18 awr",
    re.I,
)  # fmt: skip
COST_WAY = re.compile(
    r"not (?:held|recorded|stored|kept) (?:in|as) (?:a|an|such a)|not (?:held|recorded) centrally|organised in such a way|(?:manual(?:ly)?|individual(?:ly)?) (?:\w+ )?(?:review|search|read|check|interrogat|examin|trawl|open)|(?:cannot|not) be (?:easily |readily )?(?:searched|retrieved|extracted)|would (?:have|need) to be (?:read|opened|reviewed|searched|examined|checked)|not (?:easily |readily )?(?:retrievable|searchable)",
    re.I,
)
VEXATIOUS = re.compile(
    r"\bvexatious\b|\brepeated request|substantially similar|reasonable interval|\bblinderus\b", re.I
)
NOT_HELD = re.compile(
    r"\b(?:located|found|identified|holds?|held|have|has) no (?:\w+ ){0,3}?(?:information|records?|data|documents?)\b|\bno (?:\w+ ){0,4}?(?:information|records?|data|documents?|recorded information|trace|such|policy|policies|contracts?|details|copies|figures|responsive \w+)\b[^.;]{0,40}?\b(?:held|found|located|identified|recorded|exists?)\b|\bno information held\b"
    r"|\b(?:does|do|did) not (?:currently )?(?:hold|possess|record|have (?:any|this|the) (?:\w+ )?(?:information|records?|data|recorded)|keep (?:any |a )?(?:record|information|data)|retain)\b|\bnot (?:currently )?(?:held|recorded|captured)\b|\b(?:holds?|hold|held) no\b|\bnil (?:information|return|response)\b|failed to locate|(?:unable|not able) to locate|information (?:is )?not held"
    r"|not information (?:that|which) (?:we|the)|nid yw[^.;]{0,50}(?:dal|cadw|gadw|ddal)|nid oes[^.;]{0,40}(?:gwybodaeth|cofnod)|dim gwybodaeth|heb ei (?:ch|d)adw",
    re.I,
)
NOT_REALLY = re.compile(
    r"\bwhether\b|neither confirm|confirm or|confirm nor|\bor not\b|is or is not|does or does not|\bif (?:it|the|any|such|no)\b|not (?:held|recorded|stored|kept|captured) (?:in (?:a|an|such)|as|centrally|by this|electronically|separately|individually)|does not (?:hold|record) (?:\w+ ){0,5}?(?:in (?:a|an|such)|centrally|electronically)|not recorded (?:in|as|separately)|not held as|no requirement|do not (?:hold|record) (?:\w+ ){0,4}in (?:a|the) (?:format|way)",
    re.I,
)
ACCESSIBLE = re.compile(
    r"(?:already |publicly |reasonably )(?:published|available|accessible)|accessible (?:to you )?(?:by|via|through|elsewhere)|by other means|available (?:on|at|via|from|online|through)|published (?:on|at|in|by)|can be (?:found|accessed|viewed|obtained)|in the public domain|following link|free to read|see our earlier answer",
    re.I,
)
FUTURE = re.compile(r"future publication|intended (?:for|to be) publi|will be published", re.I)
TRANSFERRED = re.compile(
    r"(?:transferred|forwarded|passed|redirected|sent) (?:\w+ ){0,6}?(?:your|the|this|it|on)\b[^.;]{0,80}\bto\b|passed (?:your|it|this)[^.;]{0,40}on|not a matter for|(?:would|will|may|should|do) (?:need|wish|want|have) to (?:contact|redirect|re-direct|direct|submit|approach|write to|ask)|(?:please|should) (?:contact|redirect|re-direct|direct|submit|approach) (?:your|this|the|them)|responsibility of (?:the|another)|within the remit of|not the (?:appropriate|correct|right) (?:authority|body|force)|cannot answer on behalf|(?:looked after|run|held|handled|managed|dealt with|collected|maintained) (?:\w+ ){0,4}?by (?:the|another)\b[^.;]{0,60}\b(?:not by|council|authority|body|service|agency|office|department|trust)",
    re.I,
)
CLARIFY = re.compile(
    r"(?:please|could you|can you|need you to|ask(?:ed|ing)? you to|require you to|you (?:need|will need) to) (?:\w+ ){0,2}?(?:clarif|specif|narrow|confirm (?:which|what|whether)|tell us (?:the|which|what)|provide (?:further|more|additional|some)|be more specific)|clarification (?:is|was|has been|will be)? ?(?:required|needed|sought|requested|necessary)|(?:seek|require|need|request)(?:s|ing)? (?:some |further )?clarification|until we (?:hear|receive|have heard)|(?:further|more) (?:detail|information) (?:is |from you |in order )?(?:required|needed|to identify|from you|before)|(?:unclear|not clear|uncertain) (?:what|which|exactly|to us)|once we have heard from you|egluro eich cais|angen eglurhad",
    re.I,
)
GOODWILL = re.compile(
    r"good ?will|outside (?:of )?the (?:act|scope|foia|provisions)|as a precedent|set a precedent|exercise(?:d)? (?:our |its )?discretion|outside (?:of )?foi|in the spirit of the act",
    re.I,
)
REFUSING = re.compile(
    r"\bexempt(?:ed|ing|s)?\b|\bexemptions?\b|\bwith(?:held|hold|holding)\b|\brefus(?:e|ed|es|al|ing)\b|not (?:be )?(?:obliged|required) to (?:supply|provide|comply|disclose|confirm|answer|carry|give)|(?:will|would|can|could|shall|do|does|may|must) ?not (?:\w+ )?(?:be )?(?:giv(?:en|ing)|provid(?:ed|e|ing)|suppl(?:ied|y|ying)|disclos(?:ed|e|ing)|releas(?:ed|e|ing)|shar(?:ed|e|ing)|send(?:ing)?|sent|publish(?:ed)?)|cannot be (?:given|provided|supplied|disclosed|released|shared|sent)|not to (?:supply|disclose|provide|release)|\bdeclin\w+|(?:will|would) not be (?:giving|sending|providing|answering|disclosing|releasing|supplying)|unable to (?:provide|supply|disclose|release|give|share)|held back|not be giving|\besempt\w*|\beithri\w*|dal yn ôl|gwrthod",
    re.I,
)
NOT_REFUSING = re.compile(
    r"\bno (?:other |further )?exemptions?\b[^.;]{0,40}|\bno longer (?:rely|relies|relied|exempt)[^.;]{0,40}|\bnot (?:being )?exempt\b|no information (?:has been|was|is being) withheld|nothing (?:has been|was|is) withheld|without exemption|not applied any exemption|\bnot (?:rely|relied|relying) on any exemption[^.;]{0,20}",
    re.I,
)
HOLDING = re.compile(
    r"^(?:\W{0,3}(?:q\w{0,8}\s?)?\d{0,2}[a-z]?\W{0,4})?(?:(?:in respect of|under|pursuant to|in accordance with|to comply with)[^.;]{0,90},? )?(?:(?:i|we|it) (?:can|could|am able to|are able to)? ?(?:also )?(?:confirm|advise)s?\b[^.;]{0,60}?)?(?:that )?(?:the |this |some |all |any |part )?(?:[\w'’&-]+ ){0,9}?(?:holds?|held|is held|are held|does hold|do hold|in our possession)\b[^.;]{0,140}$",
    re.I,
)
DUTY = re.compile(
    r"two duties|places? (?:a|two|certain) dut|general right of access|two rights|creates? a (?:statutory|general) right|section 1\(?1?\)?[^.;]{0,60}(?:requires?|provides?|entitle)|section 17[^.;]{0,80}(?:requires?|provides?|notice|places)|serves? as a (?:partial )?refusal notice|this notice|refusal notice|section 8\b|\(b\)[^.;]{0,60}\(c\)|not valid",
    re.I,
)
PROCESS = re.compile(
    r"^(?:\W{0,3}\d{0,2}\W{0,3})?(?:(?:the|this|an?|your) (?:internal )?review|the (?:original|initial|first|previous) (?:response|decision|answer)|while our aim|we (?:have )?(?:asked|looked|searched|consulted|checked|made|contacted|reviewed|considered|dealt|interpreted|taken)|i (?:have )?(?:contacted|consulted|searched|looked|made|asked|checked|considered|reviewed|refer|note|write)|(?:the|our) (?:\w+ ){0,5}(?:department|office|team|unit|branch|section|command|division)s? (?:has|have|were|was) (?:looked|been (?:consulted|asked|contacted)|searched|provided (?:the following|this|us)|replied|advised|confirmed (?:that|the) following)|searches|a search|enquir|your request|thank you|following (?:receipt|a search|searches|consult|enquir)|having (?:made|searched|considered|consulted|conducted|completed|reviewed)|after (?:searching|consult|conducting|making|reasonable)|this (?:request|is the outcome|is a|is our|response|answer|reply|has been|relates)|the (?:answers? follow|figures? (?:below )?(?:are|is) correct|following (?:information|answer)|information (?:below|you)|table|response|data below)|each question|these (?:are|is) held|please (?:note|find the|see (?:the )?(?:response|answer)|be advised|be aware)|i have (?:today |now )?decided|i am (?:able|writing|pleased|required)|we are (?:able|writing|pleased|required)|information (?:is |was )?(?:held|correct|accurate)|data (?:is |was |are )?(?:correct|accurate)|it is held|in accordance with|as (?:you|per|requested|set out)|with regards? to|in (?:respect|relation|regard|response) (?:of|to)[^.;,]{0,60}:?$|note|caveat|sections? \d|searching|to answer|hedges|under the)",
    re.I,
)
SUPPLY = re.compile(
    r"\b(?:is|are|has been|have been|was|were) (?:\w+ ){0,3}?(?:provided|disclosed|set out|shown|attached|enclosed|supplied|listed|given|contained|detailed|released|included)\b[^.;]{0,50}(?:below|here|above|attach\w*|in the (?:table|spreadsheet|file|document|minutes|following)|with (?:names|redact|personal)|to you|as follows|subject to|in redacted)|please (?:find|see|refer to) (?:\w+ ){0,5}?(?:attached|below|enclosed|table|spreadsheet|document|figures|file|data)|\b(?:i|we) (?:have )?(?:attach|enclose|provide|suppl(?:y|ied)|disclose|attached|enclosed|provided|disclosed|released|listed|set out|given)\b(?! (?:a|the|you with a) notice)|(?:see|find) (?:\w+ ){0,3}?(?:attached|below|enclosed)|disclose (?:some|part|a redacted|the following|all)|disclose\b[^.;]{0,80}\bin full|partial(?:ly)? disclos|part disclosure|full disclosure|provided in full|are in the (?:file|table|attached|spreadsheet)|give it here|(?:file|table|spreadsheet|workbook) below|(?:with|redacted|names?|numbers?|details?)[^.;]{0,40}(?:taken out|left out|removed|redacted)|some of (?:it|the information|this|the requested)[^.;]{0,40}(?:attached|below|disclos|provid)|have been redacted|redacted (?:copy|version|copies)|yn y tabl|ynghlwm|rhestrir",
    re.I,
)  # fmt: skip
POINTS_TO_FILE = re.compile(
    r"^(?:please )?(?:see|find|refer to|view|read|open|download)?\s?(?:the |our |my |full |attached |pdf |word |document |file |letter )*(?:response|reply|answer|letter|decision)s?\b[^.;]{0,60}(?:attach|enclos|below|document|pdf|download|file|here|link|above)|^(?:please )?(?:see|find|refer to) (?:the )?attach(?:ed|ments?)(?: (?:documents?|files?|letters?|response|pdf|below|reply))?(?: for (?:our|the|full) (?:response|reply|answer))?\W{0,3}$|^see attach\w*\W{0,3}$|^attached\W{0,3}$",
    re.I,
)
REVIEW = re.compile(
    r"(?:outcome|result|decision|conclusions?|findings) of (?:the |your |an |our |this )?(?:internal )?review\b|internal review (?:has|was|is now|outcome|decision|response)|(?:asked|request(?:ed)?|application|wrote|email) for an? (?:internal )?review|following (?:an|your|the|our) internal review|review(?:ed)? (?:of )?(?:the|our|your) (?:original |initial |first )?(?:decision|response|answer|handling)",
    re.I,
)
AGGREGATED = re.compile(
    r"(?:have|has|were|are|been|being|we|therefore) (?:been |now |therefore )?aggregated\b|aggregating (?:the|your|these|them)|aggregation of (?:the|your|these) requests",
    re.I,
)
MAYBE = re.compile(r"\b(?:could|may|might|can|would) be aggregated", re.I)
ADVICE = re.compile(
    r"(?:to |in order to |order to )(?:aid|advise|help) and assist|advice and assistance|duty to (?:advise|assist|provide advice)|advise and assist|cyngor a chymorth",
    re.I,
)
NO_ADVICE = re.compile(
    r"(?:unable|not able|cannot|not possible)\b[^.;]{0,60}\b(?:suggest|advise|assist|advice|refine|narrow)", re.I
)
FIGURE = re.compile(
    r"(?<![\d/.(§])\b\d{1,3}(?:,\d{3})*(?:\.\d+)?%?\b(?![\d/(]|\s?(?:hours?|of the (?:act|foia)|minutes?|working days|days|weeks))|£\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|zero|nil)\b",
    re.I,
)
CITED_NUMBER = re.compile(
    r"\b(?:sections?|s\.?|ss\.?|regulations?|articles?|act|questions?|q|parts?|requests?|points?)\s{0,2}\d{1,4}[a-z]?(?:\s?\(\w{1,3}\)){0,4}(?:\s?(?:,|&|and|to|-)\s?\d{1,2}[a-z]?(?:\s?\(\w{1,3}\)){0,3}){0,6}|\b(?:19|20)\d\d(?:/\d\d)?\b",
    re.I,
)
PARTLY = re.compile(
    r"\b(?:part|parts|some|one|elements?|certain|a portion) (?:\w+ ){0,4}?(?:is|are|has been|have been|being|was|were) (?:\w+ )?(?:withheld|exempt|refused|redacted)|partial(?:ly)? (?:refus|exempt|disclos|withh)|in part\b",
    re.I,
)
IN_FULL = re.compile(
    r"(?:disclose|provide|release|supply|grant|answer)\w*\b[^.;]{0,80}\bin full\b|full disclosure|all (?:of )?the (?:requested )?information (?:is|has been) (?:provided|disclosed|attached)|information disclosed in full",
    re.I,
)
NOT_IN_FULL = re.compile(r"(?:exempt|refus|withh)\w*\b[^.;]{0,80}\bin (?:full|its entirety)", re.I)
