"""What stands above the request in many forms: reference and dates, read or left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.normalise import normalise
from archive.normalise.body import Body
from scraper.registry import load_force

HEADS = json.loads((Path(__file__).parent / "fixtures" / "heads.json").read_text(encoding="utf-8"))
SIDES = {
    "text/html": "<h2>Request</h2><p>How many goats were found?</p><h2>Response</h2><p>Eleven goats were found.</p>",
    "text/plain": "\nRequest\n\nHow many goats were found?\n\n"
    "Response\n\nEleven goats were found.\n\nYours sincerely\n",
}


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head["head"][:50])
def test_reference_and_dates(head: dict[str, Any]) -> None:
    page = head["head"] + SIDES[head["kind"]]
    body = Body.of(load_force("lincolnshire"))
    record = normalise(page.encode(), content_type=head["kind"], url="https://www.lincs.police.uk/foi/x/", force=body)[
        0
    ]
    for field in ("reference", "request_date", "response_date", "published_date"):
        assert getattr(record, field) == head[field], field
    assert record.request == "How many goats were found?"
    assert record.response == "Eleven goats were found."
