"""Short pages in many layouts: where the requester's words begin and end, and where the body's do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.normalise import normalise

PAGES = json.loads((Path(__file__).parent / "fixtures" / "sides.json").read_text(encoding="utf-8"))
"""Each with its media type, and the first and last words of either side; quotation marks around them do not count."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["page"][:40])
def test_the_sides_of_a_page(page: dict[str, Any]) -> None:
    record = normalise(page["page"].encode(), content_type=page["kind"], url="https://www.lincs.police.uk/foi/x/")[0]
    for side in ("request", "response"):
        text = (getattr(record, side) or "").strip(' "”“')
        first, last = page[side]
        assert text.startswith(first)
        assert text.endswith(last)
