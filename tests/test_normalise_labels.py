"""Labels in words that bodies might choose: headings made of asking and answering, of closings, and of facts."""

from __future__ import annotations

import pytest

from archive.normalise.labels import meta_kind, whole_line

ASKED = (
    "Data requested|Content of request|Verbatim request|Your FOI|Questions raised|You wished to know|You asked to see"
)
ANSWERED = (
    "What we can share|Response from the force|Substantive response|Our conclusion|What the force said|Data released"
)
CLOSING = (
    "Asking us to think again|How to challenge this decision|Disagree?|Taking it further|Should you wish to complain"
)
WEIGHED = "In favour of disclosure|Against disclosure|Weighing the public interest|Why we have withheld some of it"
REQUEST_DATES = "Asked on|Date of your letter|Case opened"
RESPONSE_DATES = "Date of our letter|Date sent to applicant|Date of review|Our reply dated"
NEITHER = (
    "Response times by ward|Disclosure and barring|Request stops on the A46|Decision makers|Complaints against officers"
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (line, kind)
        for lines, kind in ((ASKED, "request"), (ANSWERED, "response"), (CLOSING, "tail"), (WEIGHED, "reasoning"))
        for line in lines.split("|")
    ],
)
def test_headings_in_many_words(line: str, kind: str) -> None:
    label = whole_line(line)
    assert label is not None
    assert label.kind == kind


@pytest.mark.parametrize("line", NEITHER.split("|"))
def test_subjects_are_no_labels(line: str) -> None:
    assert whole_line(line) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [(line, "request_date") for line in REQUEST_DATES.split("|")]
    + [(line, "response_date") for line in RESPONSE_DATES.split("|")],
)
def test_labels_of_dates(line: str, kind: str) -> None:
    assert meta_kind(line) == kind
