"""The words that bodies print as labels, as phrases in normal form (lower case, no punctuation, no numbers).

A label is a whole line; a phrase that only begins a line is none (`Response times by ward`). The lists are broader than
what was seen, since a missed label costs the whole page. Welsh stands beside English. Qualifiers are stripped before.
"""

from __future__ import annotations

from archive.normalise.text import words


def phrases(text: str) -> frozenset[str]:
    """The comma-separated phrases of a text."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


REQUEST = phrases(
    """
    terms of enquiry, terms of request, your point, your points, point raised, points raised, points you raised,
    requester's letter, letter from requester, applicant asked, applicant wrote, asked, cais, cais am wybodaeth,
    cais gwreiddiol, cais rhyddid gwybodaeth, ceisiadau, cwestiwn, cwestiynau, description of request, detail of
    request, details of request, details of your request, eich cais, eich cwestiwn, eir request, enquiries, enquiry,
    foi question, foi questions, foi request, foi requests, foia request, freedom of information act request,
    freedom of information foi request, freedom of information questions, freedom of information request, gofynnoch,
    gofynnoch chi, gofynnwyd, gwnaethoch ofyn, gwybodaeth y gofynnwyd amdani, i asked, information request,
    information requested, information requests, information required, information sought, information you are
    seeking, information you asked for, information you have requested, information you requested, inquiry, internal
    review request, manylion y cais, nature of request, queries, query, question, question asked, question from
    applicant, question from requester, questions, questions asked, request, request as follows, request
    description, request detail, request details, request for an internal review, request for information, request
    for internal review, request for review, request from applicant, request information, request is, request is as
    follows, request is set out below, request made, request question, request questions, request read, request
    reads, request reads as follows, request received, request summary, request text, request under freedom of
    information act, request was, request was as follows, request wording, requested information, requester asked,
    requester said, requester wrote, requests, rights of access request, summary of request, summary of your
    request, text of request, text of your request, they asked, we were asked, we were asked for, what was asked,
    what was requested, what you asked, what you asked for, what you asked us, wording of request, y cais, y
    cwestiwn, you asked, you asked about, you asked following, you asked following questions, you asked for, you
    asked us, you asked us for, you have asked, you have asked for, you have requested, you requested, you requested
    following, you said, you sought, you wanted to know, you wrote, yr hyn a ofynnwyd, your foi, review request,
    your review request, grounds for review, grounds of review, grounds of your review, grounds of your review
    request, nature of enquiry, nature of your enquiry, what you said, gofynnoch am, cais gwybodaeth, your letter
    said, your email said, your e mail said, your request said, your letter, your email, your message
    """
)
"""The requester's words begin."""

RESPONSE = phrases(
    """
    letter to requester, letter to applicant, reply to requester, reply to applicant, email to requester, answer,
    answer is, answer is as follows, answer to your question, answer to your questions, answer to your request,
    answers, answers to questions, answers to your questions, answers to your request, ateb, atebion, atebwyd,
    decision and response, decision response, details of response, disclosure response, eich ymateb, ein hateb, ein
    hymateb, ein hymateb ni, eir response, foi response, foia response, freedom of information act response, freedom
    of information foi response, freedom of information response, how we replied, how we responded, in answer, in
    reply, in response, in response to your request, information disclosed, information held, information provided,
    information response, information supplied, mewn ymateb, our answer is, question response, replies, reply, reply
    to your question, reply to your request, responded, response, response and decision, response as follows, response
    below, response decision, response detail, response details, response from, response given, response is, response
    is as follows, response is below, response is set out below, response provided, response reads, response set out
    below, response summary, response text, response to foi request, response to question, response to questions,
    response to request, response to request for information, response to requests, response to your enquiry, response
    to your foi request, response to your freedom of information request, response to your information request,
    response to your question, response to your questions, response to your request, response to your request for
    information, response to your requests, responses, result, summary of response, we answered, we replied, we
    responded, we said, outcome and response, response and outcome, what we can share, what force said, our
    conclusion, our position, finding, results, result of search, result of searches, outcome of search, outcome of
    searches, outcome of enquiry, outcome of your enquiry, data supplied, data released, released data, disclosure
    made, question responses, decision and information, decision on your request, what was decided, what we decided,
    what we have decided, what has been decided, our letter said, our email said, our reply said, our letter, what we
    can tell you, what we found, what we hold, what we said, outcome of internal review, outcome of review, review
    outcome, internal review outcome, review decision, result of review, result of internal review, internal review
    decision, decision on review, decision of review, ymateb, ymateb i gais, ymateb i'ch cais, ymateb yr heddlu,
    ymatebion, yr ymateb
    """
)
"""The body's answer begins."""

BOTH = phrases(
    """
    cais ac ymateb, cwestiwn ac ateb, foi request and response, question and answer, question and response, question
    answer, question response pairs, questions and answers, questions and responses, request and answer, request and
    decision, request and our response, request and reply, request and response, request answer, request decision,
    request response, requests and responses, your request and our response
    """
)
"""One heading over both sides."""

DECISION = phrases(
    """
    decision, decision and reasoning, decision and reasons, decision made, decision notice, determination, ein
    penderfyniad, findings, notice of decision, our decision, outcome of request, partial refusal notice,
    penderfyniad, refusal, refusal notice
    """
)
"""The decision: opens the response only where no response label does."""

CLARIFICATION = phrases(
    """
    additional information requested, additional question, additional questions, additional request, amended
    request, amendment, applicant clarification, clarification, clarification a, clarification answer, clarification
    email, clarification given, clarification provided, clarification q, clarification question, clarification
    received, clarification request, clarification requested, clarification response, clarification sought,
    clarifications, clarified request, eglurhad, eglurhad a dderbyniwyd, eglurhad a geisiwyd, egluro, extract,
    follow up, follow up question, follow up request, further clarification, our clarification, refined request,
    refinement, request for clarification, requester clarification, response to clarification, resubmitted request,
    revised request, subsequent, subsequent request, subsequently, supplementary question, supplementary questions,
    supplementary request, we asked you to clarify, you clarified, you replied, you responded, your clarification
    """
)
"""An exchange that belongs to the request."""

REASONING = phrases(
    """
    article applied, articles applied, background, balance, balance test, balancing exercise, balancing test,
    caveat, caveats, context, dolen i esemptiadau, evidence of harm, exceptions applied, exemption, exemption
    applied, exemption explanation, exemption explanations, exemption rationale, exemptions, exemptions applied,
    exemptions engaged, explanation, explanation of exemption, explanation of exemptions, extent and result of
    searches to locate information, extent of searches, extent of searches to locate information, harm, harm caused,
    harm considerations, harm for partial ncnd, harm in complying, harm in confirming or denying, harm in
    disclosure, harm test, justification, justification for exemption, justification for exemptions, limitation on
    disclosure, limitation on disclosure partial ncnd, handling, handling of the request, handling of your request,
    how it was handled, how the request was handled, how we handled it, how we handled the request, how we handled
    your request, how your request was handled, how we searched, law applied, legislation applied, niwed, note,
    notes, overall harm, partial ncnd, prawf budd y cyhoedd, prawf cydbwyso, prejudice, prejudice test, public
    interest, public interest considerations, public interest factors, public interest test, rationale, reason for
    decision, reason for exemption, reason for refusal, reasoning, reasons, reasons for decision, reasons for
    refusal, result of searches, rheswm dros y penderfyniad, rhesymau, rhesymau dros y penderfyniad, searches,
    tystiolaeth o niwed
    """
)
"""Headings inside the answer."""

REASONING_STARTS = tuple(
    sorted(
        phrases(
            """
            factors favouring, factors against, factors for, factors in favour, considerations favouring,
            considerations against, considerations for, public interest, harm in, harm for, evidence of harm,
            overall harm, reason for decision, reasons for decision, reason(s) for decision, balance test, balancing
            test, arguments for, arguments against, arguments in favour, factors not in favour, in favour of
            disclos, in favour of confirm, in favour of release, against disclos, against confirm, against release,
            where the balance, weighing the public, why we have withheld, why we are withholding, why we have
            refused, why we cannot
            """
        )
    )
)
"""Beginnings of such headings."""

TAIL = phrases(
    """
    adolygiad mewnol, appeal, appeal procedure, appeal rights, appeals, appeals procedure, complaint, complaint and
    review, complaint procedure, complaint rights, complaints, complaints procedure, complaints process, complaints
    rights, contact, contact details, contact us, contacting ico, copyright, copyright notice, crown copyright,
    customer satisfaction survey, cwynion, disclaimer, dissatisfied, feedback, foi complaint rights, foi complaints,
    freedom of information complaint rights, hawl i apelio, hawl i gwyno, hawliau cwyno, how to complain, ico, if
    you are dissatisfied, if you are not satisfied, if you are unhappy, information commissioner, internal review,
    internal review procedure, internal reviews, licence, making a complaint, next step, next steps, not happy with
    our response, not satisfied with our response, page feedback, re use, re use of information, request a review,
    requesting a review, reuse of information, review, review procedure, right of appeal, right of complaint, right
    of review, right to a review, right to appeal, right to ask for a review, right to complain, right to internal
    review, right to request a review, right to request a review of decision, right to request an internal review,
    right to request review, right to request review of decision, right to seek a review, rights of appeal, rights
    of complaint, rights of review, rights to complain, survey, terms of use, the information commissioner, the
    right of complaint, unhappy with our response, what if i am unhappy, what to do if you are unhappy, your
    feedback, what to do next, what happens next, asking us to think again, challenging this decision,
    challenging this answer, challenging this response, challenging our decision, challenging our response, how to
    challenge this decision, disagree, unhappy, taking it further, taking this further, comments and complaints, how
    to ask us to look again, look again at our decision, your options, scottish information commissioner, further
    recourse, legal rights, use of this information, what you can do, what you can do now
    """
)
"""What follows the answer and is none of it."""

CLOSING = words(
    "review reviews appeal appeals complaint complaints complain reconsideration unhappy dissatisfied redress challenge"
)
CLOSING_WORDS = CLOSING | words(
    """
    a about against an and ask asking can commissioner commissioner's decision do for further have how ico if
    independent information internal make making my next of office options or our procedure process raise request
    requesting right rights satisfied seek seeking step steps the this to us what with you your
    """
)
"""Headings of the tail in any words: rights of review, appeal and complaint, and nothing else."""

TAIL_STARTS = tuple(
    sorted(
        phrases(
            """
            your right to, your rights, right to request a review, right of complaint, how to complain, if you are
            dissatisfied, complaint rights, not happy, not satisfied, unhappy with, dissatisfied with, dissatisfied,
            disagree with, not content, if you disagree, if you wish to complain, should you wish to complain, if
            you do not agree, if you want to take, if you remain, are you happy, are you unhappy, what can i do if,
            what to do if you are, what you can do if, if you are not happy, if you are unhappy, your right of,
            rights to review
            """
        )
    )
)
"""Beginnings of such headings."""

ANNEX = phrases(
    """
    annex, annex legislation, appendix, atodiad, atodiad cyfreithiol, extract from act, extracts from act, extracts
    from legislation, legal annex, legal appendix, legal basis, legal framework, legislation, legislative
    background, relevant legislation, statutory provisions, the law, the legislation
    """
)
"""Statute text."""

ATTACHMENTS = phrases(
    """
    associated documents, atodiadau, attached, attached documents, attached files, attachment, attachments,
    attachments and links, data, dataset, datasets, disclosed documents, disclosed information, disclosure,
    disclosure documents, document, document downloads, documents, documents attached, documents disclosed,
    dogfennau, dogfennau cysylltiedig, download, download documents, downloads, file, files, lawrlwythiadau, related
    document, related documents, related downloads, related files, response attachments, response documents,
    spreadsheet, spreadsheets, supporting documents, supporting information, view documents
    """
)
"""Heads a list of files."""

ANSWERING_WORDS = phrases(
    """
    answer, answered, answers, replied, replies, reply, responded, response, responses
    """
)
ASKING_WORDS = phrases(
    """
    ask, asked, asking, enquired, enquiries, enquiry, like, queries, query, question, questions, request, requested,
    requests, seek, seeks, sought, want, wanted, wants, wished, wishes
    """
)
GIVING = phrases(
    """
    can, checked, did, disclose, disclosed, disclosing, providing, releasing, share, sharing, supplying, found,
    gave, give, hold, provide, provided, release, released, said, say, says, searched, sent, supplied, supply, tell,
    told
    """
)
GIVEN = phrases("disclosed, given, provided, released, supplied")
COMPOSING = (
    ANSWERING_WORDS
    | ASKING_WORDS
    | GIVING
    | GIVEN
    | phrases(
        """
        a, able, about, above, access, act, all, an, and, applicant, applicant's, are, as, at, been, being, below,
        by, complete, constabulary, content, contents, copy, data, brief, description, detail, details, did, each,
        do, eir, eirs, eisrs, exact, foi, foia, foisa, following, follows, for, force, formal, freedom, from, full,
        had, has, have, her, here, his, how, i, in, info, information, initial, internal, is, it, know, like, made,
        member, my, of, on, original, our, other, out, police, public, put, raised, received, requester,
        requester's, requestor, review, reviewed, scope, see, sent, set, substantive, synopsis, submitted, summary,
        text, that, the, their, them, these, they, this, to, under, us, verbatim, was, we, were, what, which, with,
        wording, words, would, written, wrote, you, your
        """
    )
)
"""Words of which a heading over either side can be made, and that have no subject of their own."""
DANGLING = phrases("a, an, and, by, from, in, of, on, the, to, with")
"""Words with which no heading ends: what follows is its value, or the rest of a sentence."""

POLICE = phrases("police, constabulary, force")
"""Words with which a body's name ends."""
BODIES = POLICE | phrases("we, service")
"""Who gives, in a heading over the answer."""

QUALIFIERS = phrases(
    """
    a, above, acro, amended, an, applicant, applicant's, applicants, applicants', authority, btp, cnc, complete,
    constabulary, constabulary's, current, department, departmental, disclosure, eich, ein, eir, final, first, foi,
    foia, following, force, force's, formal, full, further, gmp, information, initial, internal, iopc, mdp, met, mod,
    mps, my, new, north, npcc, of, official, original, our, overall, partial, police, police's, psni, requester,
    requester's, requesters, requestor, requestor's, revised, second, service, south, summary, team, the, third, this,
    unit, west, wmp, written, y, your, yr
    """
)
"""Words that may stand before a label without changing it."""

UNITS = phrases(
    """
    cwestiwn, cwestiynau, item, items, no, nos, number, numbers, part, parts, point, points, q, qs, question,
    questions, request, requests, section, sections
    """
)
"""Words that stand before a question's number inside a label (`Response to questions 2 and 3`)."""
