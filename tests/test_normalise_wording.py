"""Answers in one or two paragraphs, worded in many ways: the outcome and the provisions applied are read from each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.normalise import normalise, normalise_letter
from archive.normalise.body import Body
from scraper.registry import load_force

FILE = "<p><a href='/media/lamps.pdf'>Lamps report (PDF)</a></p>"
SHEET = "<p><a href='/media/lamps.xlsx'>Lamps (XLSX)</a></p>"
LETTER = "<p><a href='/media/foi-1-response.pdf'>FOI 1 response (PDF)</a></p>"
ANSWERS = json.loads((Path(__file__).parent / "fixtures" / "wording.json").read_text(encoding="utf-8"))
"""Paragraphs of an answer are parted by a bar; `provisions` null: not looked at."""


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer["text"][:40])
def test_an_answer_s_outcome(answer: dict[str, Any]) -> None:
    text = answer["text"]
    offered = ""
    if "attached response" in text:
        offered = LETTER
    elif "attached spreadsheet" in text:
        offered = SHEET
    elif "attached" in text:
        offered = FILE
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("|"))
    page = (
        "<html><body><main><h1>Lamps</h1><h2>Request</h2><p>How many lamps were bought in 2023, and where are they?</p>"
        f"<h2>Response</h2>{paragraphs}{offered}</main></body></html>"
    )
    body = Body.of(load_force(answer["force"]))
    record = normalise(page.encode(), content_type="text/html", url="https://x.police.uk/foi/1", force=body)[0]
    assert record.outcome == answer["outcome"]
    if answer["provisions"] is not None:
        assert sorted(cited.provision for cited in record.exemptions) == sorted(answer["provisions"])


def test_the_name_of_an_act_is_no_reference() -> None:
    letter = "GWENT POLICE\nFREEDOM OF INFORMATION ACT 2000\nRequest:\nHow many vans?\nResponse:\nThere are 41 vans."
    record = normalise_letter([letter], url=None, force=None)[0]
    assert record.reference is None
    assert (record.request, record.response) == ("How many vans?", "There are 41 vans.")


def test_what_the_body_says_above_its_first_label_is_no_request() -> None:
    letter = (
        "Our ref: FOI 98123/24\n12 July 2024\nDear Ms Example,\nThank you for your request, which was received on "
        "14 June 2024. You asked for the following information:\n\n1. How many police horses were retired?\n\n"
        "2. What became of each?\n\nI can confirm that the information you have requested is held.\n\n"
        "Response to question 1\n\n14\n\nResponse to question 2\n\nEleven went to private homes.\n\nYours sincerely"
    )
    record = normalise_letter([letter], url=None, force=None)[0]
    assert record.request is not None
    assert record.request.endswith("2. What became of each?")
    assert (record.reference, record.request_date, record.response_date) == ("FOI 98123/24", "2024-06-14", "2024-07-12")


def test_a_figure_behind_the_label_of_an_answer_is_the_answer() -> None:
    page = b"<main><p>Question: How many vans?</p><p>Answer: 27</p><p>Question: Cost?</p><p>Answer: 5</p></main>"
    record = normalise(page, content_type="text/html")[0]
    assert record.response == "27\n\n5"
    assert record.structure == "interleaved"
