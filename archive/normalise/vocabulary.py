"""The words that bodies print as labels, as phrases in normal form (lower case, no punctuation, no numbers).

A label is a whole line; a phrase that only begins a line is none (`Response times by ward`). The lists are broader than
what was seen, since a missed label costs the whole page. Welsh stands beside English. Qualifiers are stripped before.
"""

from __future__ import annotations

from archive.normalise.text import words


def _phrases(text: str) -> frozenset[str]:
    """The comma-separated phrases of a text."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


REQUEST = _phrases(
    """
    applicant asked, applicant wrote, asked, cais, cais am wybodaeth, cais gwreiddiol, cais rhyddid gwybodaeth,
    ceisiadau, cwestiwn, cwestiynau, description of request, detail of request, details of request, details of your
    request, eich cais, eich cwestiwn, eir request, enquiries, enquiry, foi question, foi questions, foi request, foi
    requests, foia request, freedom of information act request, freedom of information foi request, freedom of
    information questions, freedom of information request, gofynnoch, gofynnoch chi, gofynnwyd, gwnaethoch ofyn,
    gwybodaeth y gofynnwyd amdani, i asked, information request, information requested, information requests,
    information required, information sought, information you are seeking, information you asked for, information you
    have requested, information you requested, inquiry, internal review request, manylion y cais, nature of request,
    queries, query, question, question asked, question from applicant, question from requester, questions, questions
    asked, request, request as follows, request description, request detail, request details, request for an internal
    review, request for information, request for internal review, request for review, request from applicant, request
    information, request is, request is as follows, request is set out below, request made, request question, request
    questions, request read, request reads, request reads as follows, request received, request summary, request text,
    request under freedom of information act, request was, request was as follows, request wording, requested
    information, requester asked, requester said, requester wrote, requests, rights of access request, summary of
    request, summary of your request, text of request, text of your request, they asked, we were asked, we were asked
    for, what was asked, what was requested, what you asked, what you asked for, what you asked us, wording of
    request, y cais, y cwestiwn, you asked, you asked about, you asked following, you asked following questions, you
    asked for, you asked us, you asked us for, you have asked, you have asked for, you have requested, you requested,
    you requested following, you said, you sought, you wanted to know, you wrote, yr hyn a ofynnwyd, your letter said, your email said, your e mail said, your request said, your letter, your email, your message
    """
)
"""The requester's words begin."""

RESPONSE = _phrases(
    """
    answer, answer is, answer is as follows, answer to your question, answer to your questions, answer to your
    request, answers, answers to questions, answers to your questions, answers to your request, ateb, atebion,
    atebwyd, decision and response, decision response, details of response, disclosure response, eich ymateb, ein
    hateb, ein hymateb, ein hymateb ni, eir response, foi response, foia response, freedom of information act
    response, freedom of information foi response, freedom of information response, how we replied, how we responded,
    in answer, in reply, in response, in response to your request, information disclosed, information held,
    information provided, information response, information supplied, mewn ymateb, our answer is, question response,
    replies, reply, reply to your question, reply to your request, responded, response, response and decision,
    response as follows, response below, response decision, response detail, response details, response from, response
    given, response is, response is as follows, response is below, response is set out below, response provided,
    response reads, response set out below, response summary, response text, response to foi request, response to
    question, response to questions, response to request, response to request for information, response to requests,
    response to your enquiry, response to your foi request, response to your freedom of information request, response
    to your information request, response to your question, response to your questions, response to your request,
    response to your request for information, response to your requests, responses, result, summary of response, we
    answered, we replied, we responded, we said, what was decided, what we decided, what we have decided, what has been decided, our letter said, our email said, our reply said, our letter, what we can tell you, what we found, what we hold, what we said,
    outcome of internal review, outcome of review, review outcome, internal review outcome, review decision, result of
    review, result of internal review, internal review decision, decision on review, decision of review,
    ymateb, ymateb i gais, ymateb i'ch cais, ymateb yr heddlu, ymatebion, yr ymateb
    """
)
"""The body's answer begins."""

BOTH = _phrases(
    """
    cais ac ymateb, cwestiwn ac ateb, foi request and response, question and answer, question and response, question
    answer, question response pairs, questions and answers, questions and responses, request and answer, request and
    decision, request and our response, request and reply, request and response, request answer, request decision,
    request response, requests and responses, your request and our response
    """
)
"""One heading over both sides."""

DECISION = _phrases(
    """
    decision, decision and reasoning, decision and reasons, decision made, decision notice, determination, ein
    penderfyniad, findings, notice of decision, our decision, outcome of request, partial refusal notice,
    penderfyniad, refusal, refusal notice
    """
)
"""The decision: opens the response only where no response label does."""

CLARIFICATION = _phrases(
    """
    additional information requested, additional question, additional questions, additional request, amended request,
    amendment, applicant clarification, clarification, clarification a, clarification answer, clarification email,
    clarification given, clarification provided, clarification q, clarification question, clarification received,
    clarification request, clarification requested, clarification response, clarification sought, clarifications,
    clarified request, eglurhad, eglurhad a dderbyniwyd, eglurhad a geisiwyd, egluro, extract, follow up, follow up
    question, follow up request, further clarification, our clarification, refined request, refinement, request for
    clarification, requester clarification, response to clarification, resubmitted request, revised request,
    subsequent, subsequent request, subsequently, supplementary question, supplementary questions, supplementary
    request, we asked you to clarify, you clarified, you replied, you responded, your clarification
    """
)
"""An exchange that belongs to the request."""

REASONING = _phrases(
    """
    article applied, articles applied, background, balance, balance test, balancing exercise, balancing test, caveat,
    caveats, context, dolen i esemptiadau, evidence of harm, exceptions applied, exemption, exemption applied,
    exemption explanation, exemption explanations, exemption rationale, exemptions, exemptions applied, exemptions
    engaged, explanation, explanation of exemption, explanation of exemptions, extent and result of searches to locate
    information, extent of searches, extent of searches to locate information, harm, harm caused, harm considerations,
    harm for partial ncnd, harm in complying, harm in confirming or denying, harm in disclosure, harm test,
    justification, justification for exemption, justification for exemptions, limitation on disclosure, limitation on
    disclosure partial ncnd, handling, handling of the request, handling of your request, how it was handled, how the
    request was handled, how we handled it, how we handled the request, how we handled your request, how your request
    was handled, how we searched, law applied, legislation applied, niwed, note, notes, overall harm, partial ncnd, prawf budd y cyhoedd, prawf cydbwyso,
    prejudice, prejudice test, public interest, public interest considerations, public interest factors, public
    interest test, rationale, reason for decision, reason for exemption, reason for refusal, reasoning, reasons,
    reasons for decision, reasons for refusal, result of searches, rheswm dros y penderfyniad, rhesymau, rhesymau dros
    y penderfyniad, searches, tystiolaeth o niwed
    """
)
"""Headings inside the answer."""

REASONING_STARTS = tuple(
    sorted(
        _phrases(
            """
            factors favouring, factors against, factors for, factors in favour, considerations favouring,
            considerations against, considerations for, public interest, harm in, harm for, evidence of harm, overall
            harm, reason for decision, reasons for decision, reason(s) for decision, balance test, balancing test,
            arguments for, arguments against, arguments in favour, factors not in favour
            """
        )
    )
)
"""Beginnings of such headings."""

TAIL = _phrases(
    """
    adolygiad mewnol, appeal, appeal procedure, appeal rights, appeals, appeals procedure, complaint, complaint and
    review, complaint procedure, complaint rights, complaints, complaints procedure, complaints process, complaints
    rights, contact, contact details, contact us, contacting ico, copyright, copyright notice, crown copyright,
    customer satisfaction survey, cwynion, disclaimer, dissatisfied, feedback, foi complaint rights, foi complaints,
    freedom of information complaint rights, hawl i apelio, hawl i gwyno, hawliau cwyno, how to complain, ico, if you
    are dissatisfied, if you are not satisfied, if you are unhappy, information commissioner, internal review,
    internal review procedure, internal reviews, licence, making a complaint, next step, next steps, not happy with our response,
    not satisfied with our response, page feedback, re use, re use of information, request a review, requesting a
    review, reuse of information, review, review procedure, right of appeal, right of complaint, right of review,
    right to a review, right to appeal, right to ask for a review, right to complain, right to internal review, right
    to request a review, right to request a review of decision, right to request an internal review, right to request
    review, right to request review of decision, right to seek a review, rights of appeal, rights of complaint, rights
    of review, rights to complain, survey, terms of use, the information commissioner, the right of complaint, unhappy
    with our response, what if i am unhappy, what to do if you are unhappy, your feedback
    """
)
"""What follows the answer and is none of it."""

CLOSING = words(
    "review reviews appeal appeals complaint complaints complain reconsideration unhappy dissatisfied redress"
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
        _phrases(
            """
            your right to, your rights, right to request a review, right of complaint, how to complain, if you are
            dissatisfied, complaint rights, not happy, not satisfied, unhappy with, dissatisfied with, dissatisfied, disagree with, not content, if you disagree,
            if you wish to complain, if you remain, are you happy, are you unhappy, what can i do if, what to do if you are, what you can do if, if you are
            not happy, if you are unhappy, your right of, rights to review
            """
        )
    )
)
"""Beginnings of such headings."""

ANNEX = _phrases(
    """
    annex, annex legislation, appendix, atodiad, atodiad cyfreithiol, extract from act, extracts from act, extracts
    from legislation, legal annex, legal appendix, legal basis, legal framework, legislation, legislative background,
    relevant legislation, statutory provisions, the law, the legislation
    """
)
"""Statute text."""

ATTACHMENTS = _phrases(
    """
    associated documents, atodiadau, attached, attached documents, attached files, attachment, attachments,
    attachments and links, data, dataset, datasets, disclosed documents, disclosed information, disclosure, disclosure
    documents, document, document downloads, documents, documents attached, documents disclosed, dogfennau, dogfennau
    cysylltiedig, download, download documents, downloads, file, files, lawrlwythiadau, related document, related
    documents, related downloads, related files, response attachments, response documents, spreadsheet, spreadsheets,
    supporting documents, supporting information, view documents
    """
)
"""Heads a list of files."""

META = {
    "reference": _phrases(
        """
        application number, application reference, case id, case no, case number, case ref, case reference, case
        reference no, case reference number, correspondence reference, cyf, cyfeirnod, cyfeirnod cais, cyfeirnod
        rhyddid gwybodaeth, cyfeirnod y cais, disclosure log number, disclosure log ref, disclosure log reference,
        disclosure number, disclosure ref, disclosure reference, disclosure reference number, ecase, ein cyf, ein
        cyfeirnod, eir number, eir ref, eir reference, eir request number, eir request reference, enquiry no, enquiry
        number, enquiry ref, enquiry reference, enquiry reference no, enquiry reference number, file ref, file
        reference, foi, foi case number, foi case reference, foi disclosure number, foi id, foi log number, foi log
        reference, foi no, foi number, foi ref, foi ref no, foi ref number, foi reference, foi reference no, foi
        reference number, foi request, foi request id, foi request no, foi request number, foi request ref, foi
        request reference, foi request reference no, foi request reference number, foia number, foia ref, foia
        reference, foia request number, foia request reference, freedom of information, freedom of information act
        reference, freedom of information act request, freedom of information act request no, freedom of information
        act request number, freedom of information act request ref, freedom of information act request reference,
        freedom of information act request reference no, freedom of information act request reference number, freedom
        of information foi act request ref, freedom of information foi act request reference, freedom of information
        foi act request reference number, freedom of information foi reference, freedom of information foi request
        ref, freedom of information foi request reference, freedom of information foi request reference number,
        freedom of information no, freedom of information number, freedom of information ref, freedom of information
        ref no, freedom of information reference, freedom of information reference no, freedom of information
        reference number, freedom of information request, freedom of information request id, freedom of information
        request no, freedom of information request number, freedom of information request ref, freedom of information
        request ref no, freedom of information request reference, freedom of information request reference no, freedom
        of information request reference number, freedom of information response, in reply please quote, incident
        reference foi, information request number, information request ref, information request reference, internal
        review reference, ir reference, log no, log number, log ref, log reference, our ref, our ref no, our
        reference, our reference number, please quote, ref, ref no, ref number, reference, reference id, reference no,
        reference number, references, refno, report id, request, request id, request identifier, request no, request
        number, request ref, request ref no, request reference, request reference no, request reference number,
        response reference, rfi, rfi no, rfi number, rfi ref, rfi reference, rhif cais, rhif cyfeirnod, rhif y cais,
        unique reference, unique reference number, urn
        """
    ),
    "publication_number": _phrases(
        """
        pub, pub no, pub number, publication id, publication no, publication number, publication ref, publication
        reference
        """
    ),
    "request_date": _phrases(
        """
        date asked, date foi received, date in, date logged, date of application, date of enquiry, date of foi
        request, date of receipt, date of request, date of the request, date opened, date received, date request, date
        request made, date request received, date request was received, date requested, date submitted, date of your letter, date of your email, date of your e mail, date of your request, derbyniwyd,
        dyddiad cais, dyddiad derbyn, dyddiad derbyn y cais, dyddiad y cais, dyddiad y derbyniwyd, foi received, foi
        request date, opened, received, received date, received on, request date, request made, request made on,
        request received, request received on, request submitted, requested, requested on, submitted, request of, your
        request of, request dated, your request dated, email of, your email of, e mail of, your e mail of, your letter of
        """
    ),
    "response_date": _phrases(
        """
        answered, answered on, closed, completed, completed date, completion date, date answered, date closed, date
        completed, date disclosed, date finalised, date issued, date of answer, date of completion, date of decision,
        date of disclosure, date of foi response, date of issue, date of letter, date of release, date of reply, date
        of response, date of the response, date out, date provided, date released, date replied, date responded, date
        response issued, date response sent, date sent, decision date, disclosed, disclosed on, disclosure date,
        dyddiad datgelu, dyddiad rhyddhau, dyddiad y penderfyniad, dyddiad ymateb, dyddiad ymatebwyd, dyddiad yr
        ymateb, foi date, foi response date, issue date, issued, release date, released, released on, replied, replied
        on, reply date, reply issued, reply sent, answer given, answer issued, answer sent, responded, responded on, response date, response issued, response sent, response sent on,
        letter of, our letter of, letter dated, our letter dated, reply of, our reply of, response of, our response of,
        answer of, our answer of, decision of, our decision of, date of review, date of internal review, date of review decision, review completed, review completed on, review concluded, review date of completion, ymatebwyd
        """
    ),
    "published_date": _phrases(
        """
        added, added to log, cyhoeddwyd, cyhoeddwyd ar, date added, date of publication, date posted, date published,
        date uploaded, dyddiad cyhoeddi, first published, first published on, posted, posted on, publication date,
        publish date, published, published on, uploaded, version date
        """
    ),
    "date": _phrases(
        """
        anfonwyd, date, dated, dyddiad, dyddiedig, sent
        """
    ),
    "page_date": _phrases(
        """
        date due, date updated, deadline, diweddarwyd, diweddarwyd ddiwethaf, due date, last modified, last
        reviewed, last updated, page updated, response due, review date, target date, updated
        """
    ),
    "outcome": _phrases(
        """
        canlyniad, decision outcome, disclosure, disclosure decision, disclosure outcome, disclosure status,
        disclosure type, exemption, exemption applied, exemption s, exemption used, exemptions, exemptions applied,
        exemptions cited, exemptions used, outcome, outcome of request, request outcome, response type, result,
        status, statws, type of response
        """
    ),
    "ignored": _phrases(
        """
        act, address, adran, allweddeiriau, applicant, applicant type, area, author, authored by, authority, awdurdod,
        business area, categori, categories, category, classification, contact, contact officer, crynodeb, days taken,
        department, directorate, document type, e mail, email, fax, file size, financial year, foi subject, force,
        format, from, handled under, heddlu, information asset owner, keyword, keywords, legislation, mode of request,
        month, name, organisation, organization, pages, period, police force, posted in, produced by, protective
        marking, public authority, pwnc, re, regime, request subject, requested by, requester, requester type, review asked for, review received, review requested, review requested on, size,
        subject, subject matter, subject of request, summary, tags, tel, telephone, testun, theme, time taken, title,
        to, topic, topics, type, web, website, working days, year, your ref, your reference
        """
    ),
}
"""Labels of facts about the disclosure, by the field they fill."""

ANSWERING_WORDS = _phrases(
    """
    answer, answered, answers, replied, replies, reply, responded, response, responses
    """
)
ASKING_WORDS = _phrases(
    """
    ask, asked, asking, enquiries, enquiry, queries, query, question, questions, request, requested, requests, seek,
    sought, wanted
    """
)
GIVING = _phrases(
    """
    can, checked, did, disclose, disclosed, found, gave, give, hold, provide, provided, release, released, said, say, searched, sent, supplied,
    supply, tell, told
    """
)
GIVEN = _phrases("disclosed, given, provided, released, supplied")
COMPOSING = (
    ANSWERING_WORDS
    | ASKING_WORDS
    | GIVING
    | GIVEN
    | _phrases(
        """
        a, able, about, act, all, an, and, applicant, applicant's, are, as, at, been, being, below, by, complete, copy,
        detail, details, did, do, eir, eirs, eisrs, exact, foi, foia, foisa, following, follows, for, formal, freedom, from, full,
        had, has, have, her, here, his, how, i, in, information, initial, internal, is, it, know, like, made, member,
        my, of, on, original, our, out, public, put, received, requester, requester's, requestor, review, reviewed,
        set, submitted, summary, text, that, the, their, them, these, they, this, to, under, us, was, we, were, what,
        which, with, wording, would, written, wrote, you, your
        """
    )
)
"""Words of which a heading over either side can be made, and that have no subject of their own."""
DANGLING = _phrases("a, an, and, by, from, in, of, on, the, to, with")
"""Words with which no heading ends: what follows is its value, or the rest of a sentence."""

REFERENCE_LETTERS = _phrases(
    """
    eir, f, foi, foia, ir, pub, rfi
    """
)
"""Words that are part of a reference when no colon stands behind them (`FOI 1759225/23`)."""

REFERENCE_NOUNS = _phrases(
    """
    cyfeirnod, id, identifier, no, number, ref, reference, references, rhif
    """
)
REFERENCE_WORDS = REFERENCE_NOUNS | _phrases(
    """
    access, act, application, case, correspondence, disclosure, document, eir, enquiry, environmental, file, foi,
    foia, foisa, force, freedom, information, internal, log, of, original, our, police, record, register, regulations,
    request, requests, response, review, rfi, s, scotland, the, this, unique
    """
)
"""Words of which a label of the reference can be made; the last one is a noun of the list above."""

QUALIFIERS = _phrases(
    """
    a, above, acro, amended, an, applicant, applicant's, applicants, applicants', btp, cnc, complete, constabulary,
    constabulary's, current, department, departmental, disclosure, eich, ein, eir, final, first, foi, foia, following,
    force, force's, formal, full, further, gmp, information, initial, internal, iopc, mdp, met, mod, mps, my, new,
    north, npcc, of, official, original, our, overall, partial, police, police's, psni, requester, requester's,
    requesters, requestor, requestor's, revised, second, service, south, summary, team, the, third, this, unit, west,
    wmp, written, y, your, yr
    """
)
"""Words that may stand before a label without changing it."""

UNITS = _phrases(
    """
    cwestiwn, cwestiynau, item, items, no, nos, number, numbers, part, parts, point, points, q, qs, question,
    questions, request, requests, section, sections
    """
)
"""Words that stand before a question's number inside a label (`Response to questions 2 and 3`)."""

GLUE = _phrases("a, at, by, foi, has, been, in, is, it, made, of, on, our, that, the, this, to, was, we, were, your")
BARE_META = {
    " ".join(sorted(word for word in phrase.split() if word not in GLUE)): kind
    for kind in ("request_date", "response_date", "published_date")
    for phrase in META[kind]
    if len({word for word in phrase.split() if word not in GLUE} - {"date", "request"})
    > phrase.endswith((" of", " dated"))
}
"""Labels of dates by their telling words alone, in any order: `Date of this decision` is the `decision date`."""

FIRST_WORDS = frozenset(phrase.split()[0] for known in META.values() for phrase in known) | REFERENCE_WORDS
"""Words with which a label of a fact can begin."""
