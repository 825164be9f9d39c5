"""A page that is cut to its title and main content gives what the whole page gives: site chrome changes nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

from archive.normalise import normalise, page_text
from archive.normalise.body import Body
from archive.normalise.extent import extent_of
from archive.normalise.record import Record
from archive.normalise.walk import parse
from scraper.registry import load_force

CASES = Path(__file__).parent / "fixtures" / "cases"
CHALLENGE = "not-a-disclosure-02"
"""A challenge page is known by having next to no text, so a menu makes it another page."""
PAGES = sorted(path for path in CASES.glob("*.html") if b"<body" in path.read_bytes() and path.stem != CHALLENGE)
MENU = "<div><ul>" + "<li><a href='/advice/%d/'><span>Crime prevention %d</span></a></li>" * 300 + "</ul></div>"
FOOTER = "<footer><p>" + "<a href='/help/%d/'>Help on %d</a> " * 200 + "</p></footer>"


def numbered(markup: str) -> bytes:
    count = markup.count("%d") // 2
    return (markup % tuple(i for i in range(count) for _ in "ab")).encode()


def read(page: bytes, case: Path) -> list[Record]:
    labels = json.loads(case.with_suffix(".json").read_text())
    body = Body.of(load_force(labels["force"]))
    return normalise(page, content_type=labels.get("content_type") or "text/html", url=labels["url"], force=body)


def content(record: Record) -> dict[str, object]:
    """A record without the places of its values, which move with what stands before them."""
    kept = msgspec.to_builtins(record)
    kept.pop("provenance")
    for cited in (*kept["exemptions"], *kept["mentions"]):
        cited.pop("span")
    return {name: value for name, value in kept.items() if name != "segments"}


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.stem)
def test_menus_and_footers_change_no_value(case: Path) -> None:
    page = case.read_bytes()
    grown = re.sub(rb"(<body[^>]*>)", lambda found: found[1] + numbered(MENU), page, count=1)
    grown = grown.replace(b"</body>", numbered(FOOTER) + b"</body>", 1)
    assert len(grown) > len(page) + 20_000
    assert [content(record) for record in read(grown, case)] == [content(record) for record in read(page, case)]


def test_a_cut_page_is_walked_from_above_its_title_to_the_end_of_main() -> None:
    menu = "".join(f"<p>Menu {number}</p>" for number in range(200))
    page = (
        f"<html><body>{menu}<p>Published 12 May 2021</p><main><h1>Lamps (FOI 4/21)</h1><h2>Request</h2><p>How many "
        "lamps?</p><h2>Response</h2><p>There were 41 lamps.</p></main><p>Other pages</p></body></html>"
    ).encode()
    text = page_text(page, content_type="text/html")
    assert "Menu 0" not in text
    assert "Other pages" not in text
    record = normalise(page, content_type="text/html")[0]
    assert (record.title, record.published_date) == ("Lamps (FOI 4/21)", "2021-05-12")
    start, end = record.provenance["published_date"].span or (0, 0)
    assert text[start:end] == "12 May 2021"


@pytest.mark.parametrize(
    "page",
    [
        "<body><p>No heading</p></body>",
        "<body><header><h1>Lamps</h1></header><p>Text</p></body>",
        "<body><form><h1>Lamps</h1><p>Text</p></form></body>",
        "<body><div id='cookie-consent'><h1>Lamps</h1></div><p>Text</p></body>",
        "<body><main><h1>Lamps</h1></main><main><p>Text</p></main></body>",
        "<body><main><h1>Lamps</h1></main><div role='main'><p>Text</p></div></body>",
    ],
)
def test_a_page_that_leaves_a_doubt_is_walked_whole(page: str) -> None:
    assert extent_of(parse(page.encode()), frozenset()) is None


def test_the_site_s_own_name_is_no_title() -> None:
    root = parse(b"<body><h1>Anyshire Police</h1><main><h1>Lamps</h1><p>Text</p></main></body>")
    extent = extent_of(root, {"anyshire police"})
    assert extent is not None
    assert extent.main.tag == "main"
