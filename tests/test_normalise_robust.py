"""Any bytes give a record: nothing raises, whatever the charset, the markup or the nonsense in it."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.normalise import normalise, normalise_letter
from archive.normalise.body import Body
from archive.normalise.record import Record

BODY = Body("exampleshire", "Exampleshire Police (invented)", "FOIA", "https://www.exampleshire.example")
URL = "https://www.exampleshire.example/foi-ai/exampleshire-police/disclosure/2025/may/a-page/"
TYPES = st.sampled_from(
    [None, "", "text/html", "text/html; charset=utf-8", "text/html; charset=nonsense", "text/plain"]
)
WORDS = st.sampled_from(
    [
        "Request",
        "Response:",
        "Section 31(1)(a)",
        "s40(2",
        "((",
        "FOI 1/20",
        "31/06/2021",
        "neither confirm nor deny",
        "\n",
    ]
)
GOOD = (
    "<main><h1>Caf\u00e9 visits</h1><p>Reference: 991/26</p><h2>Request</h2><p>How many caf\u00e9 visits?</p>"
    "<h2>Response</h2><p>Seven.</p></main>"
)


def read(body: bytes, content_type: str | None = "text/html") -> Record:
    records = normalise(body, content_type=content_type, url=URL, force=BODY)
    assert records
    for record in records:
        assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record
    return records[0]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600), TYPES)
def test_any_bytes_give_a_record(body: bytes, content_type: str | None) -> None:
    read(body, content_type)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["p", "h2", "td", "li", "b", "dt", "dd", "br", "div"]), WORDS), max_size=40))
def test_any_markup_round_the_field_s_own_words_gives_a_record(parts: list[tuple[str, str]]) -> None:
    read("".join(f"<{tag}>{words}" for tag, words in parts).encode())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=4))
def test_any_letter_gives_a_record(pages: list[str]) -> None:
    assert normalise_letter(pages, url=URL, force=BODY)


@pytest.mark.parametrize(
    "encoded",
    [
        GOOD.encode("utf-8"),
        GOOD.encode("cp1252"),
        GOOD.encode("utf-16"),
        GOOD.encode("utf-16-le"),
        GOOD.encode("utf-8").decode("cp1252").encode("utf-8"),
        GOOD.replace("Caf", "C\u200baf").encode("utf-8"),
        GOOD.replace("<p>", "<p>\x00").encode("utf-8"),
        GOOD.replace("</p>", "").encode("utf-8"),
    ],
    ids=["utf-8", "cp1252", "utf-16", "utf-16 without mark", "encoded twice", "zero width", "NUL", "unclosed"],
)
def test_wrongly_declared_text_is_read(encoded: bytes) -> None:
    record = read(encoded, "text/html; charset=utf-8")
    assert record.title == "Caf\u00e9 visits"
    assert record.reference == "991/26"
    assert record.response == "Seven."


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00" * 1000,
        b"<div>" * 10_000 + b"Response" + b"</div>" * 10_000,
        b"<table>" + b"<tr><td>1</td><td>2</td></tr>" * 20_000 + b"</table>",
        b"<p>" + b"Section 31(1)(a) applies. " * 5_000,
        b"<p>Section 31" + b"(" * 20_000,
        b"<p>" + b"1" * 50_000,
        b"<p>Request" + b" " * 50_000 + b"Response",
        "<p>\u202eRequest\u202c</p><p>\u200f31\u200e</p>".encode() * 500,
        b"%PDF-1.7 but not really",
        b"PK\x03\x04 nor this",
    ],
    ids=["empty", "nul", "deep", "table", "citations", "brackets", "digits", "blanks", "marks", "pdf", "zip"],
)
def test_hostile_pages_end(body: bytes) -> None:
    read(body)
