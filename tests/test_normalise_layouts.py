"""Layouts met on fresh pages: quoted mails, pages' feet, tables that hold a page, labels touching their values."""

from __future__ import annotations

from archive.normalise import normalise, normalise_letter
from archive.normalise.record import Record


def read(page: str) -> Record:
    return normalise(page.encode(), content_type="text/html", url="https://www.exampleshire.police.uk/foi/kennels/")[0]


def test_what_a_mail_program_quotes_is_the_request() -> None:
    letter = (
        "From: foi@exampleshire.example\nSent: 17 May 2021 10:12\nSubject: RE: FOI 3104/21\n\nDear applicant,\n\n"
        "Thank you for your email of 20 April 2021, in which you asked for:\n\n"
        "> All incidents from 2015 to 2020 in which a goat was driven on a road,\n> pavement or footpath.\n"
        "> Any advice given to officers on the matter.\n\n"
        "I regret that the force cannot comply with this request.\n\n"
        "Calls are logged under an opening code, and there are 214,000 of them. To read them would take 312 hours,\n"
        "which is above the appropriate limit. Section 12(1) of the Freedom of Information Act 2000 applies.\n"
    )
    record = normalise_letter([letter], url=None, force=None)[0]
    assert record.request is not None
    assert record.response is not None
    assert record.request.startswith("All incidents from 2015")
    assert record.request.endswith("given to officers on the matter.")
    assert record.response.startswith("I regret that")
    assert record.outcome == "cost_limit"


def test_feet_that_count_the_pages_are_left_out() -> None:
    foot = "Records Section                                                  {} / 2"
    letter = (
        "Request ref: 2890/24\nReceived: 13/08/2024\n\nYOUR REQUEST\n\nHow many goats were found?\n\nOUR RESPONSE\n\n"
        f"Eleven goats were found in the year.\n\n{foot.format(1)}\n\nOf these, nine were returned to their owners.\n\n"
        f"{foot.format(2)}\n"
    )
    record = normalise_letter([letter], url=None, force=None)[0]
    assert record.response == "Eleven goats were found in the year.\n\nOf these, nine were returned to their owners."


def test_a_sentence_broken_off_in_a_letter_is_joined() -> None:
    letter = (
        "Request:\n\nHow many goats were found?\n\nResponse:\n\n"
        "What was done with a goat is written down in the log of each of the 2,812 calls, and\n"
        "nowhere else. A member of staff opened thirty logs, and took five minutes for each.\n"
        "To read all of them would take 235 hours, which exceeds the appropriate limit, and\n\n"
        "    Section 12(1) of the Act\n\n"
        "applies to it. Under the Freedom of Information Act 2000 we need not then comply with the request at all.\n"
    )
    record = normalise_letter([letter], url=None, force=None)[0]
    assert [cited.provision for cited in record.exemptions] == ["12(1)"]


def test_no_sentence_is_joined_without_end() -> None:
    line = "and then the goats went over the hills to the sea where nobody saw them again\n\n"
    letter = "Request:\n\nHow many goats were found?\n\nResponse:\n\nEleven goats were found\n\n" + line * 400
    record = normalise_letter([letter], url=None, force=None)[0]
    assert record.response is not None
    assert 500 < max(map(len, record.response.split("\n\n"))) < 2200


def test_reference_and_date_on_one_line_of_a_letterhead() -> None:
    letter = (
        "Information Unit\nHQ/PA/002915/22                                   8 September 2022\n\nDear Sir\n\n"
        "REQUEST\n\nHow many goats were found?\n\nRESPONSE\n\nEleven.\n"
    )
    record = normalise_letter([letter], url=None, force=None)[0]
    assert (record.reference, record.response_date) == ("HQ/PA/002915/22", "2022-09-08")


def test_a_row_of_labels_above_a_row_of_values() -> None:
    record = read(
        "<h1>Goats</h1><table><tr><th>Ref</th><th>Received</th><th>Responded</th><th>Decision</th></tr>"
        "<tr><td>FOIA-2021-9031</td><td>15/03/2021</td><td>15/04/2021</td><td>Disclosed</td></tr></table>"
        "<h2>Request</h2><p>How many goats were found?</p><h2>Response</h2><p>Eleven goats were found.</p>"
    )
    assert (record.reference, record.request_date, record.response_date) == (
        "FOIA-2021-9031",
        "2021-03-15",
        "2021-04-15",
    )


def test_a_table_that_holds_the_whole_page() -> None:
    record = read(
        "<h1>Goats</h1><table><tr><th colspan=2>Request</th></tr><tr><td>a</td><td>How many goats were found?</td></tr>"
        "<tr><td>b</td><td>Who was told?</td></tr><tr><th colspan=2>Response</th></tr>"
        "<tr><td>a</td><td>Eleven. The <a href='/files/goats-2021.pdf'>report</a> is disclosed.</td></tr>"
        "<tr><td>b</td><td>Their owners.</td></tr><tr><th colspan=2>Complaints</th></tr>"
        "<tr><td colspan=2>Write to the FOI team.</td></tr></table>"
    )
    assert record.structure == "labelled"
    assert record.request == "a How many goats were found?\n\nb Who was told?"
    assert record.response == "a Eleven. The report is disclosed.\n\nb Their owners."
    assert [item.filename for item in record.attachments] == ["goats-2021.pdf"]


def test_labels_and_values_that_styles_alone_set_apart() -> None:
    record = read(
        "<h1>Goats</h1><div><div><span>Reference</span><span>EIR 0217/17</span></div><div><span>Date received</span>"
        "<span>6 November 2017</span></div><div><span>Date answered</span><span>1 December 2017</span></div></div>"
        "<h2>You asked for</h2><p>How many goats were found?</p><h2>Our answer</h2><p>Eleven goats were found.</p>"
    )
    assert (record.reference, record.request_date, record.response_date) == ("EIR 0217/17", "2017-11-06", "2017-12-01")


def test_a_subject_of_the_answer_that_is_also_a_heading_of_its_end() -> None:
    record = read(
        "<h1>Goats</h1><h2>You asked for</h2><p>The survey of goats, and complaints about them.</p><h2>Our answer</h2>"
        "<p>Both are held.</p><p><b>Survey</b></p><p>The survey of 2016 is disclosed below; it counted 71 goats.</p>"
        "<p><b>Complaints</b></p><p>There have been 26 since 1 January 2015, from nine households.</p>"
        "<h2>Asking us to think again</h2><p>Write to us within forty working days for an internal review.</p>"
    )
    assert record.response is not None
    assert record.response.endswith("from nine households.")


def test_the_site_s_links_below_the_answer_are_no_part_of_it() -> None:
    answer = (
        "Eleven goats were found, of which nine were returned to their owners. The other two were kept at the kennels "
        "of the council for a week, as the law requires, and then sold to a farmer by the auctioneers of the town; "
        "the sum of £140 was paid into the Police Property Act fund in December of that year."
    )
    record = read(
        "<div><div><h1>Goats</h1><div><h2>Request</h2><div><p>How many goats were found in the county in 2016?</p>"
        f"</div><h2>Answer</h2><div><p>{answer}</p></div></div></div>"
        "<div class='x'><h3>Liked by others</h3><ul><li><a href='/foi/8790.aspx'>8790-17 Sheep</a></li></ul></div>"
        "</div>"
        "<div class='y'><a href='/accessibility'>Accessibility</a> <a href='/downloads/scheme.doc'>Equality scheme</a>"
        " <span>Exampleshire Police, Middletown TS8 9EH</span></div>"
    )
    assert record.response == answer
    assert record.attachments == []
