"""The words that bodies print as labels of facts: reference, dates, outcome, and what the record has no place for.

Kept apart from the labels of request and answer: a fact's label has its value beside it or below, and begins nothing.
"""

from __future__ import annotations

from archive.normalise.vocabulary import phrases

META = {
    "reference": phrases(
        """
        case, application number, application reference, case id, case no, case number, case ref, case reference,
        case reference no, case reference number, correspondence reference, cyf, cyfeirnod, cyfeirnod cais,
        cyfeirnod rhyddid gwybodaeth, cyfeirnod y cais, disclosure log number, disclosure log ref, disclosure log
        reference, disclosure number, disclosure ref, disclosure reference, disclosure reference number, ecase, ein
        cyf, ein cyfeirnod, eir number, eir ref, eir reference, eir request number, eir request reference, enquiry
        no, enquiry number, enquiry ref, enquiry reference, enquiry reference no, enquiry reference number, file
        ref, file reference, foi, foi case number, foi case reference, foi disclosure number, foi id, foi log
        number, foi log reference, foi no, foi number, foi ref, foi ref no, foi ref number, foi reference, foi
        reference no, foi reference number, foi request, foi request id, foi request no, foi request number, foi
        request ref, foi request reference, foi request reference no, foi request reference number, foia number,
        foia ref, foia reference, foia request number, foia request reference, freedom of information, freedom of
        information act reference, freedom of information act request, freedom of information act request no,
        freedom of information act request number, freedom of information act request ref, freedom of information
        act request reference, freedom of information act request reference no, freedom of information act request
        reference number, freedom of information foi act request ref, freedom of information foi act request
        reference, freedom of information foi act request reference number, freedom of information foi reference,
        freedom of information foi request ref, freedom of information foi request reference, freedom of information
        foi request reference number, freedom of information no, freedom of information number, freedom of
        information ref, freedom of information ref no, freedom of information reference, freedom of information
        reference no, freedom of information reference number, freedom of information request, freedom of
        information request id, freedom of information request no, freedom of information request number, freedom of
        information request ref, freedom of information request ref no, freedom of information request reference,
        freedom of information request reference no, freedom of information request reference number, freedom of
        information response, in reply please quote, incident reference foi, information request number, information
        request ref, information request reference, internal review reference, ir reference, log no, log number, log
        ref, log reference, our ref, our ref no, our reference, our reference number, please quote, ref, ref no, ref
        number, reference, reference id, reference no, reference number, references, refno, report id, request,
        request id, request identifier, request no, request number, request ref, request ref no, request reference,
        request reference no, request reference number, response reference, rfi, rfi no, rfi number, rfi ref, rfi
        reference, rhif cais, rhif cyfeirnod, rhif y cais, unique reference, unique reference number, urn
        """
    ),
    "publication_number": phrases(
        """
        pub, pub no, pub number, publication id, publication no, publication number, publication ref, publication
        reference
        """
    ),
    "request_date": phrases(
        """
        asked, asked on, case opened, date asked, date foi received, date in, date logged, date of application, date
        of enquiry, date of foi request, date of receipt, date of request, date of the request, date opened, date
        received, date request, date request made, date request received, date request was received, date requested,
        date submitted, date of your letter, date of your email, date of your e mail, date of your request,
        derbyniwyd, dyddiad cais, dyddiad derbyn, dyddiad derbyn y cais, dyddiad y cais, dyddiad y derbyniwyd, foi
        received, foi request date, opened, received, received date, received on, request date, request made,
        request made on, request received, request received on, request submitted, requested, requested on,
        submitted, request of, your request of, request dated, your request dated, email of, your email of, e mail
        of, your e mail of, your letter of, enquiry received, enquiry received on, date enquiry received, enquiry date,
        enquiry made, enquiry dated, email received, letter received, query received, application received
        """
    ),
    "response_date": phrases(
        """
        answered, answered on, closed, completed, completed date, completion date, date answered, date closed, date
        completed, date disclosed, date finalised, date issued, date of answer, date of completion, date of
        decision, date of disclosure, date of foi response, date of issue, date of letter, date of release, date of
        reply, date of response, date of the response, date out, date provided, date released, date replied, date
        responded, date response issued, date response sent, date sent, decision date, disclosed, disclosed on,
        disclosure date, dyddiad datgelu, dyddiad rhyddhau, dyddiad y penderfyniad, dyddiad ymateb, dyddiad
        ymatebwyd, dyddiad yr ymateb, foi date, foi response date, issue date, issued, release date, released,
        released on, replied, replied on, reply date, reply issued, reply sent, answer given, our reply dated, sent
        to applicant, date sent to applicant, date reply sent, date review completed, case closed, answer given,
        answer issued, answer sent, responded, responded on, response date, response issued, response sent, response
        sent on, letter of, our letter of, letter dated, our letter dated, reply of, our reply of, response of, our
        response of, answer of, our answer of, decision of, our decision of, date of review, date of review outcome,
        review outcome date, date of internal review, date of review decision, review completed, review completed
        on, review concluded, review date of completion, ymatebwyd, date of outcome letter, outcome letter date, date of
        outcome, outcome date, date of our letter, date of our reply, date of our response, outcome sent, outcome
        issued, decision sent, decision issued, date decision issued, letter sent, answer date
        """
    ),
    "published_date": phrases(
        """
        added, added to log, cyhoeddwyd, cyhoeddwyd ar, date added, date of publication, date posted, date
        published, date uploaded, dyddiad cyhoeddi, first published, first published on, posted, posted on,
        publication date, publish date, published, published on, uploaded, version date
        """
    ),
    "date": phrases(
        """
        anfonwyd, date, dated, dyddiad, dyddiedig, sent
        """
    ),
    "page_date": phrases(
        """
        date due, date updated, deadline, diweddarwyd, diweddarwyd ddiwethaf, due date, last modified, last
        reviewed, last updated, page updated, response due, review date, target date, updated
        """
    ),
    "outcome": phrases(
        """
        canlyniad, decision outcome, disclosure, disclosure decision, disclosure outcome, disclosure status,
        disclosure type, exemption, exemption applied, exemption s, exemption used, exemptions, exemptions applied,
        exemptions cited, exemptions used, outcome, outcome of request, request outcome, response type, result,
        status, statws, type of response
        """
    ),
    "ignored": phrases(
        """
        act, address, adran, allweddeiriau, applicant, applicant type, area, author, authored by, authority,
        awdurdod, business area, categori, categories, category, classification, contact, contact officer, crynodeb,
        days taken, department, directorate, document type, e mail, email, fax, file size, financial year, foi
        subject, force, format, from, handled under, heddlu, information asset owner, keyword, keywords,
        legislation, mode of request, month, name, organisation, organization, pages, period, police force, posted
        in, produced by, protective marking, public authority, pwnc, re, regime, request subject, requested by,
        requester, requester type, review asked for, date of review request, review received, review requested,
        review requested on, size, subject, subject matter, subject of request, summary, tags, tel, telephone,
        testun, theme, time taken, title, to, topic, topics, type, web, website, working days, year, your ref, your
        reference
        """
    ),
}
"""Labels of facts about the disclosure, by the field they fill."""

REFERENCE_LETTERS = phrases(
    """
    eir, f, foi, foia, ir, pub, rfi
    """
)
"""Words that are part of a reference when no colon stands behind them (`FOI 1759225/23`)."""

REFERENCE_NOUNS = phrases(
    """
    cyfeirnod, id, identifier, no, number, ref, reference, references, rhif
    """
)
REFERENCE_WORDS = REFERENCE_NOUNS | phrases(
    """
    access, act, application, case, correspondence, disclosure, document, eir, enquiry, environmental, file, foi,
    foia, foisa, force, freedom, information, internal, log, of, original, our, police, record, register,
    regulations, request, requests, response, review, rfi, s, scotland, the, this, unique
    """
)
"""Words of which a label of the reference can be made; the last one is a noun of the list above."""

GLUE = phrases("a, at, by, foi, has, been, in, is, it, made, of, on, our, that, the, this, to, was, we, were, your")
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
