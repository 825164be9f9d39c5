"""The words that bodies print as labels, as phrases in normal form (lower case, no punctuation, no numbers).

A label is a whole line; a phrase that only begins a line is no label (`Response times by ward`). The lists are broader
than what was seen, since every new body brings its own words and a missed label costs the whole page. Welsh stands
beside English. Qualifiers (`your`, `initial`, the body's own name) are stripped before the look-up.
"""

from __future__ import annotations

REQUEST = frozenset(
    {
        "request", "requests", "question", "questions", "query", "queries", "enquiry", "enquiries", "inquiry",
        "information request", "information requested", "information requests", "information sought", "information required",
        "request details", "request detail", "details of request", "detail of request", "request text", "text of request",
        "request made", "request summary", "summary of request", "request received", "request for information",
        "request information", "request description", "description of request", "nature of request", "request wording",
        "wording of request", "requested information", "question asked", "questions asked", "request question",
        "request questions", "foi request", "foi requests", "foia request", "eir request", "foi question", "foi questions",
        "freedom of information request", "freedom of information act request", "freedom of information foi request",
        "freedom of information questions", "request under freedom of information act", "rights of access request",
        "you asked", "you asked for", "you asked us", "you asked us for", "you asked about", "you wrote", "you said",
        "you requested", "you have asked", "you have asked for", "you have requested", "you sought", "you wanted to know",
        "what you asked", "what you asked for", "what you asked us", "what was asked", "what was requested", "asked",
        "i asked", "they asked", "requester asked", "applicant asked", "applicant wrote", "requester wrote", "requester said",
        "information you requested", "information you asked for", "information you have requested", "information you are seeking",
        "you asked following", "you requested following", "you asked following questions", "we were asked", "we were asked for",
        "request reads", "request read", "request is", "request was", "request as follows", "request was as follows",
        "request is as follows", "request reads as follows", "request is set out below", "text of your request",
        "details of your request", "summary of your request", "question from applicant", "request for internal review", "request for an internal review", "internal review request", "request for review", "question from requester",
        "request from applicant", "cais", "eich cais", "y cais", "ceisiadau", "cwestiwn", "cwestiynau", "eich cwestiwn",
        "gofynnoch", "gofynnoch chi", "gwnaethoch ofyn", "gofynnwyd", "cais am wybodaeth", "cais rhyddid gwybodaeth",
        "manylion y cais", "y cwestiwn", "yr hyn a ofynnwyd", "cais gwreiddiol", "gwybodaeth y gofynnwyd amdani",
    }
)  # fmt: skip

RESPONSE = frozenset(
    {
        "response", "responses", "reply", "replies", "answer", "answers", "response details", "response detail",
        "details of response", "response text", "response summary", "summary of response", "response provided",
        "response given", "response to request", "response to requests", "response to question", "response to questions",
        "response to your request", "response to your requests", "response to your question", "response to your questions",
        "response to your foi request", "response to your freedom of information request", "response to your enquiry",
        "response to your information request", "response to request for information", "response to foi request",
        "response to your request for information", "answer to your request", "answer to your question",
        "answer to your questions", "answers to your questions", "answers to your request", "answers to questions",
        "reply to your request", "reply to your question", "in response", "in answer", "in reply", "in response to your request",
        "response is", "response is as follows", "response as follows", "response is set out below", "response is below",
        "response set out below", "response below", "response from", "we responded", "we replied", "we answered", "we said",
        "what we said", "what we hold", "what we can tell you", "what we found", "how we responded", "how we replied",
        "responded", "foi response", "foia response", "eir response", "freedom of information response",
        "freedom of information act response", "freedom of information foi response", "information response",
        "disclosure response", "information provided", "information supplied", "information disclosed",
        "information held", "result", "our answer is", "answer is", "answer is as follows", "response reads",
        "decision and response", "response and decision", "response decision", "decision response", "question response",
        "ymateb", "ein hymateb", "yr ymateb", "ymatebion", "ateb", "atebion", "ein hateb", "ymateb i'ch cais",
        "ymateb i gais", "eich ymateb", "mewn ymateb", "atebwyd", "ymateb yr heddlu", "ein hymateb ni",
    }
)  # fmt: skip

BOTH = frozenset(
    {
        "request response", "request and answer", "request and response", "question and answer", "questions and answers",
        "question answer", "requests and responses", "request and reply", "questions and responses", "request answer",
        "question and response", "your request and our response", "question response pairs", "foi request and response",
        "request and our response", "cais ac ymateb", "cwestiwn ac ateb", "request decision", "request and decision",
    }
)  # fmt: skip

DECISION = frozenset(
    {
        "decision", "our decision", "decision notice", "decision made", "decision and reasons", "decision and reasoning", "notice of decision",
        "determination", "outcome of request", "refusal notice", "refusal", "partial refusal notice", "penderfyniad",
        "ein penderfyniad", "findings",
    }
)  # fmt: skip

CLARIFICATION = frozenset(
    {
        "clarification", "clarifications", "clarification sought", "clarification received", "clarification requested",
        "clarification provided", "clarification q", "clarification a", "clarification question", "clarification answer",
        "clarification response", "clarification request", "request for clarification", "response to clarification", "clarification given", "clarification email",
        "clarified request", "further clarification", "additional request", "additional question", "additional questions",
        "additional information requested", "subsequent", "subsequent request", "subsequently", "follow up", "follow up question", "follow up request",
        "amended request", "revised request", "refined request", "refinement", "resubmitted request", "extract",
        "amendment", "supplementary question", "supplementary questions", "supplementary request", "requester clarification", "applicant clarification",
        "our clarification", "your clarification", "we asked you to clarify", "you clarified", "you replied", "you responded", "eglurhad", "egluro",
        "eglurhad a geisiwyd", "eglurhad a dderbyniwyd",
    }
)  # fmt: skip

REASONING = frozenset(
    {
        "harm", "harm test", "evidence of harm", "overall harm", "prejudice test", "prejudice", "harm considerations", "harm in disclosure",
        "harm in complying", "harm caused", "harm in confirming or denying", "harm for partial ncnd", "public interest test", "public interest",
        "public interest considerations", "public interest factors", "balance test", "balancing test", "balance", "balancing exercise", "reason for decision",
        "reasons for decision", "reason for refusal", "reasons for refusal", "reason for exemption", "reasons", "reasoning", "rationale", "exemption explanation",
        "exemption explanations", "explanation of exemption", "explanation of exemptions", "exemption", "exemptions", "exemptions applied", "exemption applied",
        "exemptions engaged", "articles applied", "article applied", "exceptions applied", "justification for exemption", "exemption rationale",
        "justification", "justification for exemptions", "extent of searches to locate information",
        "extent and result of searches to locate information", "extent of searches", "result of searches", "searches", "limitation on disclosure",
        "limitation on disclosure partial ncnd", "partial ncnd", "explanation", "background", "context", "caveat", "caveats", "notes", "note",
        "niwed", "prawf budd y cyhoedd", "rheswm dros y penderfyniad", "rhesymau dros y penderfyniad", "rhesymau",
        "dolen i esemptiadau", "prawf cydbwyso", "tystiolaeth o niwed",
    }
)  # fmt: skip
REASONING_STARTS = (
    "factors favouring", "factors against", "factors for ", "factors in favour", "considerations favouring", "considerations against",
    "considerations for ", "public interest", "harm in ", "harm for ", "evidence of harm", "overall harm", "reason for decision", "reasons for decision",
    "reason(s) for decision", "balance test", "balancing test", "arguments for", "arguments against", "arguments in favour", "factors not in favour",
)  # fmt: skip

TAIL = frozenset(
    {
        "right of complaint", "rights of complaint", "right to complain", "rights to complain", "complaint rights", "complaints rights", "complaint", "complaints",
        "complaints procedure", "complaint procedure", "complaints process", "how to complain", "making a complaint",
        "right of appeal", "rights of appeal", "appeal rights", "appeals", "appeal", "right to appeal", "appeals procedure", "appeal procedure",
        "right to request a review", "right to request a review of decision", "right to request review", "right to request review of decision", "right of review", "rights of review", "right to a review",
        "right to request an internal review", "internal review", "internal reviews", "internal review procedure", "requesting a review", "request a review",
        "review", "review procedure", "right to internal review", "right to ask for a review",
        "the right of complaint", "freedom of information complaint rights", "foi complaint rights", "foi complaints", "complaint and review", "dissatisfied",
        "if you are dissatisfied", "if you are unhappy", "if you are not satisfied", "what to do if you are unhappy", "what if i am unhappy",
        "not happy with our response", "not satisfied with our response", "unhappy with our response", "next steps", "ico", "information commissioner",
        "the information commissioner", "contacting ico", "right to seek a review", "hawl i apelio", "hawl i gwyno", "hawliau cwyno", "cwynion", "adolygiad mewnol",
        "copyright", "copyright notice", "re use of information", "reuse of information", "disclaimer", "re use", "licence", "crown copyright", "terms of use",
        "survey", "customer satisfaction survey", "your feedback", "feedback", "contact us", "contact details", "contact", "page feedback",
    }
)  # fmt: skip
TAIL_STARTS = (
    "your right to ", "your rights", "right to request a review", "right of complaint", "how to complain", "if you are dissatisfied", "complaint rights",
    "what can i do if", "what to do if you are", "what you can do if", "if you are not happy", "if you are unhappy", "your right of", "rights to review",
)  # fmt: skip

ANNEX = frozenset(
    {
        "legal annex", "annex", "appendix", "legal appendix", "annex legislation", "legislation", "relevant legislation", "the legislation",
        "legal framework", "legislative background", "extract from act", "extracts from act", "extracts from legislation", "atodiad", "atodiad cyfreithiol",
        "statutory provisions", "legal basis", "the law",
    }
)  # fmt: skip

ATTACHMENTS = frozenset(
    {
        "attachments", "attachment", "documents", "document", "related documents", "related document", "downloads", "download", "files", "file", "associated documents",
        "supporting documents", "supporting information", "attached documents", "attached files", "attached", "response documents",
        "related files", "related downloads", "download documents", "disclosure documents", "disclosed documents", "disclosure", "documents disclosed", "documents attached",
        "datasets", "dataset", "data", "spreadsheets", "spreadsheet", "view documents", "response attachments", "attachments and links", "document downloads", "disclosed information",
        "dogfennau", "atodiadau", "dogfennau cysylltiedig", "lawrlwythiadau",
    }
)  # fmt: skip

META = {
    "reference": frozenset(
        {
            "reference", "reference number", "reference no", "references", "ref", "ref no", "ref number", "our ref", "our reference", "our reference number", "our ref no", "reference id", "refno",
            "foi", "foi reference", "foi ref", "foi reference number", "foi reference no", "foi ref no", "foi ref number", "foi number", "foi no", "foi id", "foi request", "foi request number", "foi request no",
            "foi request reference", "foi request ref", "foi request reference number", "foi request reference no", "foi request id", "foi case number", "foi case reference", "foi log number", "foi disclosure number",
            "foi log reference", "foia reference", "foia ref", "foia number", "foia request number", "foia request reference", "eir reference", "eir number", "eir ref", "eir request number", "eir request reference",
            "request", "request number", "request no", "request ref", "request reference", "request ref no", "request reference number", "request reference no", "request id", "request identifier",
            "enquiry reference", "enquiry ref", "enquiry number", "enquiry no", "enquiry reference number", "enquiry reference no", "case reference", "case ref", "case number", "case no", "case id", "case reference number",
            "case reference no", "freedom of information", "freedom of information reference", "freedom of information ref", "freedom of information reference number",
            "freedom of information reference no", "freedom of information ref no", "freedom of information number", "freedom of information no", "freedom of information request",
            "freedom of information request number", "freedom of information request no", "freedom of information request ref", "freedom of information request ref no",
            "freedom of information request reference", "freedom of information request reference no", "freedom of information request reference number", "freedom of information request id",
            "freedom of information response", "freedom of information foi request ref", "freedom of information foi act request ref", "freedom of information act request ref",
            "freedom of information act request reference", "freedom of information act request reference no", "freedom of information act request reference number",
            "freedom of information foi act request reference", "freedom of information foi request reference", "freedom of information foi request reference number", "freedom of information foi reference",
            "freedom of information act request number", "freedom of information act reference", "freedom of information act request", "freedom of information act request no", "freedom of information foi act request reference number",
            "ecase", "rfi", "rfi number", "rfi reference", "rfi ref", "rfi no", "disclosure reference", "disclosure reference number", "disclosure number", "disclosure ref", "disclosure log number", "disclosure log reference", "disclosure log ref",
            "log number", "log reference", "log ref", "log no", "unique reference", "unique reference number", "urn", "information request reference", "information request number", "information request ref", "response reference",
            "internal review reference", "file reference", "file ref", "application reference", "application number", "correspondence reference", "ir reference", "report id", "incident reference foi", "in reply please quote", "please quote",
            "cyfeirnod", "rhif cyfeirnod", "cyfeirnod rhyddid gwybodaeth", "rhif cais", "cyfeirnod y cais", "ein cyfeirnod", "cyf", "ein cyf", "rhif y cais", "cyfeirnod cais",
        }
    ),
    "publication_number": frozenset({"publication number", "publication no", "publication reference", "publication ref", "publication id", "pub number", "pub no", "pub"}),
    "request_date": frozenset(
        {
            "date of request", "date requested", "request date", "date request received", "date of the request", "date received", "received", "received on", "date of receipt", "request received", "request received on", "requested", "requested on",
            "date request was received", "date of enquiry", "date of application", "date submitted", "submitted", "date request made", "received date", "request made", "request made on", "request submitted", "date of foi request", "foi request date",
            "foi received", "date foi received", "date request", "date asked", "date in", "date logged", "date opened", "opened", "dyddiad y cais", "dyddiad cais", "derbyniwyd", "dyddiad derbyn", "dyddiad y derbyniwyd", "dyddiad derbyn y cais",
        }
    ),
    "response_date": frozenset(
        {
            "date of response", "date responded", "response date", "date of reply", "foi date", "date released", "date of release", "release date", "date of disclosure", "date disclosed", "disclosure date", "date of decision", "decision date",
            "date completed", "date closed", "closed", "completed", "date answered", "date of answer", "date sent", "response sent", "response sent on", "replied", "replied on", "responded", "responded on", "date of the response", "date response sent",
            "date response issued", "date issued", "issued", "issue date", "response issued", "date replied", "reply date", "answered", "answered on", "date of letter", "date provided", "date of foi response", "foi response date", "released", "released on", "completed date", "date of issue", "completion date", "date of completion",
            "date out", "date finalised", "disclosed", "disclosed on", "dyddiad ymateb", "dyddiad yr ymateb", "ymatebwyd", "dyddiad ymatebwyd", "dyddiad rhyddhau", "dyddiad y penderfyniad", "dyddiad datgelu",
        }
    ),
    "published_date": frozenset(
        {
            "published", "published on", "publication date", "date published", "date of publication", "first published", "first published on", "posted", "posted on", "date posted", "version date", "publish date", "date added", "added", "uploaded", "date uploaded", "added to log",
            "cyhoeddwyd", "dyddiad cyhoeddi", "cyhoeddwyd ar",
        }
    ),
    "date": frozenset({"date", "dyddiad", "dyddiedig"}),
    "page_date": frozenset({"dated", "last updated", "updated", "last modified", "last reviewed", "review date", "page updated", "date updated", "diweddarwyd", "diweddarwyd ddiwethaf", "due date", "date due", "target date", "deadline", "response due"}),
    "outcome": frozenset({"disclosure", "outcome", "decision outcome", "disclosure outcome", "disclosure type", "disclosure status", "status", "result", "type of response", "response type", "request outcome", "outcome of request", "disclosure decision", "exemptions", "exemptions applied", "exemption applied", "exemption", "exemptions used", "exemption used", "exemption s", "exemptions cited", "canlyniad", "statws"}),
    "ignored": frozenset(
        {
            "category", "categories", "subject", "topic", "topics", "keywords", "keyword", "tags", "posted in", "department", "directorate", "author", "authored by", "produced by", "type", "from", "to", "organisation", "organization", "force", "title", "theme", "document type", "business area",
            "your ref", "your reference", "contact", "contact officer", "tel", "telephone", "email", "e mail", "website", "web", "fax", "address", "period", "applicant", "applicant type", "requester", "requester type", "requested by", "name", "police force", "public authority", "authority", "area", "format", "file size", "size", "pages",
            "information asset owner", "classification", "protective marking", "re", "mode of request", "days taken", "working days", "time taken", "legislation", "act", "regime", "handled under", "financial year", "year", "month",
            "categori", "pwnc", "testun", "allweddeiriau", "adran", "heddlu", "awdurdod", "foi subject", "request subject", "subject of request", "subject matter", "summary", "crynodeb",
        }
    ),
}  # fmt: skip
"""Labels of facts about the disclosure, by the field they fill."""

REFERENCE_LETTERS = frozenset({"foi", "foia", "eir", "rfi", "pub", "ir", "f", "ref"})
"""Words that are part of a reference when no colon stands behind them (`FOI 1759225/23`)."""
REFERENCE_NOUNS = frozenset({"reference", "ref", "number", "no", "id", "references", "identifier", "cyfeirnod", "rhif"})
REFERENCE_WORDS = REFERENCE_NOUNS | frozenset(
    {
        "foi", "foia", "eir", "freedom", "of", "information", "act", "request", "requests", "enquiry", "case", "our", "the", "disclosure", "log", "response", "unique", "internal", "review", "file", "application",
        "foisa", "environmental", "regulations", "rfi", "force", "police", "correspondence", "scotland", "register", "record", "document", "this", "s", "original", "access",
    }
)  # fmt: skip
"""Words of which a label of the reference can be made; the last one is a noun of the list above."""

QUALIFIERS = frozenset(
    {
        "the", "your", "our", "my", "a", "an", "this", "of", "initial", "original", "first", "second", "third", "full", "final", "further", "applicant", "applicant's", "applicants", "applicants'", "requester", "requester's", "requesters", "requestor", "requestor's",
        "force", "force's", "constabulary", "constabulary's", "police", "service", "npcc", "acro", "iopc", "mps", "met", "psni", "btp", "mod", "mdp", "cnc", "official", "formal", "partial", "summary", "foi", "foia", "eir", "internal", "new", "revised", "amended",
        "gmp", "wmp", "west", "south", "north", "department", "departmental", "unit", "team", "information", "eich", "ein", "y", "yr", "overall", "current", "above", "following", "written", "disclosure", "police's", "complete",
    }
)  # fmt: skip
"""Words that may stand before a label without changing it."""

UNITS = frozenset(
    {
        "question",
        "questions",
        "q",
        "qs",
        "part",
        "parts",
        "request",
        "requests",
        "point",
        "points",
        "item",
        "items",
        "number",
        "numbers",
        "no",
        "nos",
        "cwestiwn",
        "cwestiynau",
        "section",
        "sections",
    }
)
"""Words that stand before a question's number inside a label (`Response to questions 2 and 3`)."""

FIRST_WORDS = frozenset(phrase.split()[0] for known in META.values() for phrase in known) | REFERENCE_WORDS
"""Words with which a label of a fact can begin."""
