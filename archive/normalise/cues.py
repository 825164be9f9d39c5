"""Phrases that tell what a paragraph of the answer says: not held, too dear, elsewhere, another body's, unclear.

All are tried on lower-case text. What refuses is in `refusals`, what supplies in `supplying`.
"""

from __future__ import annotations

import re

from archive.normalise.cue import Cue

NEITHER = Cue(
    ("neither", "confirm", "ncnd", "gwadu", "not say"),
    r"neither (?:\w+ )?(?:confirms?|reveals?)|\b(?:will not|cannot|can not|would not|do not) say (?:whether"
    r"|if) (?:we|it|the|any)|duty to confirm or deny\b[^.;]{0,60}\b(?:not (?:arise|apply)|lifted|removed|excluded"
    r"|disapplied)|\b(?:relie|excus|remov|lift|exempt|disappl)\w* [^.;]{0,30}(?:duty|requirement"
    r"|obligation) to confirm|neither confirming|(?:can ?not|can't|unable to|not (?:able|required"
    r"|obliged) to) confirm (?:or|nor) deny|confirm nor deny|\bncnd\b|ni (?:all\w*|yw\b[^.]{0,30}) (?:cadarnhau"
    r"|gadarnhau)(?: na| nac) gwadu|nac yn cadarnhau nac yn gwadu|na gwadu",
    also=("neither", "deny", "ncnd", "gwadu", "not say"),
)

COST = Cue(
    ("limit", "hours", "£", "exceed", "cost", "terfyn", "awr", "excess", "fee", "threshold"),
    r"(?:exceeds?|exceeded|exceeding|excess of|above|beyond|over|past|more than"
    r"|outside)\b[^.;]{0,60}\b(?:appropriate|cost|costs|fees?|statutory|time|prescribed|\d[\d.]* hours?|£ ?450"
    r"|£ ?600)\b[^.;]{0,30}(?:limits?|hours|amount|threshold|ceiling|£|\b)|appropriate (?:\(?cost\)? )?limit"
    r"|cost(?:s)? limit|fees limit|exceed the (?:cost|amount|limit|time|threshold)|£ ?450\b|£ ?600\b|\b18 hours\b"
    r"|terfyn priodol|mwy na 18 awr",
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
    r"|individual(?:ly)? (?:\w+ )?(?:review|search|read|check|interrogat|examin|trawl|open)|cannot be (?:easily "
    r"|readily )?(?:searched|retrieved|extracted)|not (?:be (?:easily |readily )?(?:searched|retrieved|extracted)"
    r"|(?:easily |readily )?(?:retrievable|searchable))|would (?:(?:have|need) to be (?:\w+ )?(?:read|opened"
    r"|reviewed|searched|examined|checked|listened|looked|watched|viewed|gone|inspected|traced)|(?:alone )?(?:mean"
    r"|require|involve|entail)\b)|minutes (?:a|an|per|each|for each)\b",
)

VEXATIOUS = Cue(
    ("vexatious", "repeated", "similar", "interval", "blinderus"),
    r"\bvexatious\b|\brepeated request|substantially similar|reasonable interval|\bblinderus\b",
)

NOTHING_HELD = Cue(
    ("nothing", "none "),
    r"\b(?:hold|holds|held|found|find) nothing\b|\bnone (?:of (?:it|them|these|this|those) )?(?:is|are|was"
    r"|were) (?:held|recorded|kept)\b|\bnothing (?:(?:that|which) (?:we|it|i) (?:could|can)|to) (?:send|provide"
    r"|disclose|give|supply)\b|^\W{0,3}nothing (?:is|was|has been|at all is) (?:held|found|recorded|kept)\b",
)
"""That nothing is held, in other words than of not holding."""

NOT_HELD = Cue(
    ("no ", "not", "nil ", "fail", "unable", "nid ", "dim ", "heb "),
    r"\b(?:(?:find|found|finds) no (?:trace|records?|evidence)\b|not (?:something|anything|information|data"
    r"|a thing) (?:that |which )?(?:we|i|the \w+|[\w ]{3,30} police) (?:\w+ )?(?:records?|holds?|keeps?|collects?"
    r"|captures?)\b|(?:located|found|identified|holds?|held|have|has) no (?:\w+ ){0,3}?(?:information|records?"
    r"|data(?! protection)|documents?)\b|no (?:\w+ ){0,4}?(?:information|records?|data|documents?"
    r"|recorded information|trace|such|policy|policies|contracts?|details|copies|figures"
    r"|responsive \w+)\b[^.;]{0,40}?\b(?:held|found|located|identified|recorded|exists?)\b|no (?:\w+ ){1,4}?(?:is"
    r"|are|was|were) (?:\w+ )?(?:held|recorded|found|located)\b|no information held\b|(?:does|do"
    r"|did) not (?:currently )?(?:hold|possess|record|have (?:any|this|the) (?:\w+ )?(?:information|records?|data"
    r"|recorded)|keep (?:any |a )?(?:record|information|data)|retain)\b|not (?:currently )?(?:held|recorded"
    r"|captured)\b|(?:holds?|hold|held) (?:no|none)\b|nil (?:information|return|response)\b)|failed to locate"
    r"|(?:unable|not able) to locate|information (?:is )?not held|not information (?:that|which) (?:we|the)"
    r"|nid yw[^.;]{0,50}(?:dal|cadw|gadw|chadw|ddal)|nid oes[^.;]{0,40}(?:gwybodaeth|cofnod)|dim gwybodaeth"
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
        "chadw",
        "gadw",
        "wybodaeth",
    ),
)

PLAINLY_NOT_HELD = re.compile(
    r"\b(?:is|are) (?:\w+ )?not held\b|\bno (?:\w+ ){1,3}?(?:is|are) held\b"
    r"|^(?:we|the (?:force|constabulary)) (?:do|does) not hold\b"
)
"""What says of something beside what was refused that it is not held."""

NOT_KEPT = re.compile(r"\b(?:is|are|was|were) (?:\w+ )?not (?:held|recorded|kept)\b|\bno information is held\b")
"""That the very question which a sentence begins with is not held: `Whether … is not recorded`."""

NOT_REALLY = Cue(
    None,
    r"\bwhether\b|\bwhere\b[^.;]{0,60}\b(?:not|no \w+ (?:is|was|were|has been)) recorded|not recorded (?:well|fully"
    r"|clearly|consistently|accurately|properly)|neither confirm|confirm or|confirm nor|\bor not\b|is or is not"
    r"|does or does not|\bif (?:it|the|any|such|no)\b|not (?:held|recorded|stored|kept|captured) (?:in (?:a|an"
    r"|such)\b|as\b|centrally|by this|electronically|separately|individually)|does not (?:hold"
    r"|record) (?:\w+ ){0,5}?(?:in (?:a|an|such)|centrally|electronically)|not recorded (?:in|as|separately)"
    r"|not held as|no requirement|do not (?:hold|record) (?:\w+ ){0,4}in (?:a|the) (?:format|way)",
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
    r"\bpublish(?:es)? (?:these|this|it|them|the (?:\w+ ){1,3})[^.;]{0,40}?\b(?:at|on|in) (?:\w+ ){0,3}(?:www|http"
    r"|website|site|page)|(?:already |publicly |reasonably )(?:been )?(?:published|available|accessible)"
    r"|accessible (?:to you )?(?:by|via|through|elsewhere)|by other means|available (?:on|at|via|from|online"
    r"|through)|published (?:\w+ ){0,4}?(?:on|at|in|by|via) |can be (?:found|had|seen|read|downloaded|accessed"
    r"|viewed|obtained)|\b(?:can|may|will) (?:find|see|read|view|access|obtain|download|get) (?:\w+ ){0,5}?(?:on|at"
    r"|from|via|through) (?:[\w'’]+ ){0,5}?(?:website|site|page|web|internet|link|https?|www)|in the public domain"
    r"|following link|free to read|see our earlier answer",
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
    r"\brequest (?:has|was|is) (?:now )?(?:been )?(?:being )?(?:passed|sent|forwarded|referred"
    r"|redirected) to the \w+(?![^.;]{0,40}\b(?:department|team|unit|officer|colleague|section))|\b(?:transferred"
    r"|forwarded|passed|redirected|sent) (?:\w+ ){0,6}?(?:your|the|this|it|on)\b[^.;]{0,80}\bto\b|passed (?:your|it"
    r"|this)[^.;]{0,40}on|not a matter for|(?:would|will|may|should|do) (?:need|wish|want|have) to (?:contact"
    r"|redirect|re-direct|direct|submit|approach|write to|ask)|(?:please|should) (?:contact|redirect|re-direct"
    r"|direct|submit|approach) (?:your|this|the|them)|responsibility of (?:the|another)|within the remit of"
    r"|not the (?:appropriate|correct|right) (?:authority|body|force)|cannot answer on behalf|\b(?:is|are"
    r"|would be) a matter for|please send (?:your|this|the) (?:request|enquiry) to|(?:looked after|run|held|handled"
    r"|managed|dealt with|collected|maintained) (?:\w+ ){0,4}?by (?:the|another)\b[^.;]{0,60}\b(?:not by|council"
    r"|authority|body|service|agency|office|department|trust)",
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
        "to tell",
        "grateful",
        "heard from",
        "you need",
        "egluro",
        "eglurhad",
        "let us know",
        "let me know",
    ),
    r"(?:please|could you|can you|need you to|ask(?:ed|ing)? you to|require you to|you (?:need"
    r"|will need) to) (?:\w+ ){0,2}?(?:clarif|specif|narrow|confirm (?:which|what|whether)|tell us (?:the|which"
    r"|what)|provide (?:further|more|additional|some)|be more specific)|clarification (?:is|was|has been"
    r"|will be)? ?(?:required|needed|sought|requested|necessary)|(?:seek|require|need|request)(?:s|ing)? (?:some "
    r"|further )?clarification|until we (?:hear|receive|have heard)|(?:further|more) (?:detail|information) (?:is "
    r"|from you |in order )?(?:required|needed|to identify|from you|before)|(?:unable|not able) to tell (?:what"
    r"|which)|grateful if you (?:could|would|can) (?:let (?:me|us) know (?:which|what|whether|how|the|if)\b"
    r"|let (?:me|us) know:|clarif|specif)|grateful for (?:some|further|more) (?:detail|clarification|help"
    r"|information)|(?:unclear|not clear"
    r"|uncertain) (?:what|which|exactly|to us)|once we have heard from you|egluro eich cais|let (?:us"
    r"|me) know (?:which|what|whether|how|the)\b|angen eglurhad",
)

GOODWILL = Cue(
    ("goodwill", "good will", "outside", "outwith", "precedent", "discretion", "spirit"),
    r"\b(?:gesture of|an?|out of|by way of|act of|in|of) good ?will|good ?will (?:gesture|disclosure|basis|answer)"
    r"|out(?:side|with) (?:of )?the (?:act|scope|foia|provisions)|as a precedent|set a precedent"
    r"|exercise(?:d)? (?:our |its )?discretion|outside (?:of )?foi|in the spirit of the act",
)

WITHDRAWN = Cue(
    ("withdr", "lapsed", "no longer"),
    r"\brequest\b[^.;]{0,40}\b(?:withdrawn|lapsed)\b|\bwithdr[ae]wn? (?:your|the|this|their) request"
    r"|\bno longer (?:want|wish|need|require)[^.;]{0,40}\b(?:answer|information|response|reply|request)",
)

COUNTING = re.compile(r"never neither|number of|how (?:many|often)")


def says_not_held(lowered: str) -> bool:
    """Whether lower-case text says that something is not held, or that nothing is."""
    return NOT_HELD.search(lowered) is not None or NOTHING_HELD.search(lowered) is not None
