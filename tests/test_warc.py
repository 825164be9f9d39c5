"""The evidence: bytes as they crossed the wire, whole for other readers, and readable after any cut."""

from __future__ import annotations

import gzip
import os
from contextlib import suppress

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from scraper.coding import CodingProblem, decoded
from scraper.crawl import crawl_force
from scraper.rundir import recover, write_run
from scraper.warc import Earlier, WarcFile, cut_truncated, digest
from tests.crawled import Read, warc_counts
from tests.scripted import ScriptedSite, links, page

LIST = "/foi-disclosure-log"
BODY = b"<main>" + b"An answer in our own words. " * 40 + b"</main>"


def block_of(read: Read, path: str) -> bytes:
    """The stored bytes of a response record, by a reader that is not ours."""
    with (read.directory / "captures.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file, parse_http=False):
            headers = dict(record.headers.items())
            if headers.get("WARC-Type") == "response" and headers["WARC-Target-URI"].endswith(path):
                return bytes(record.reader.read())
    raise AssertionError(path)


def chunked(body: bytes, size: int = 100) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


ODD = (
    b"HTTP/1.1 200 Fine by us\r\nx-LOWER:none\r\nContent-TYPE:  text/html\r\n"
    b"Set-Cookie: b=1\r\nDate: x\r\nSet-Cookie: a=2\r\n"
)
SENT = {
    "/odd": ODD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY,
    "/chunked": ODD + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(BODY),
    "/gzip": page(gzip.compress(BODY, mtime=0), headers=["Content-Encoding: gzip"]),
    "/both": ODD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(gzip.compress(BODY), 33),
    "/empty": b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    "/gone": page("<h1>Gone</h1>", "410 Gone"),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    answers = {f"{LIST}{path}": answer for path, answer in SENT.items()}
    answers |= {"/robots.txt": page("", "404 Not Found"), LIST: links(*[f"{LIST}{path}" for path in SENT])}
    with ScriptedSite(answers) as site:
        found = Read(crawl_force(site.force(), tmp_path_factory.mktemp("wire")))
        found.heads = {seen.path: seen.head for seen in site.seen}
    return found


@pytest.mark.parametrize("path", list(SENT))
def test_what_is_stored_is_what_was_sent(read, path):
    assert block_of(read, f"{LIST}{path}") == SENT[path]


def test_requests_are_stored_as_the_site_saw_them(read):
    stored = {}
    with (read.directory / "captures.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file, parse_http=False):
            headers = dict(record.headers.items())
            if headers.get("WARC-Type") == "request":
                stored["/" + headers["WARC-Target-URI"].split("/", 3)[3]] = bytes(record.reader.read())
    assert stored == read.heads


def test_all_digests_hold_and_records_are_joined(read):
    counts = warc_counts(read.directory / "captures.warc.gz")
    assert counts["request"] == len(SENT) + 2
    responses, joined = set(), set()
    with (read.directory / "captures.warc.gz").open("rb") as file:
        for record in WarcioIterator(file):
            headers = record.rec_headers
            if record.rec_type in {"response", "revisit"}:
                responses.add(headers.get_header("WARC-Record-ID"))
            if record.rec_type == "request":
                joined.add(headers.get_header("WARC-Concurrent-To"))
    assert responses == joined


def test_a_capture_leads_to_its_decoded_body(read):
    from archive.ingest.bodies import read_body

    for path in ("/odd", "/chunked", "/gzip", "/both"):
        capture = read.by_path()[f"{LIST}{path}"]
        assert capture.content_digest == digest(BODY)
        assert capture.content_length == len(BODY)
        if not capture.revisit:
            file = read.directory / capture.warc_file
            assert read_body(file, capture.warc_offset, capture.warc_length, capture.content_digest) == BODY


def test_a_page_of_zero_bytes_is_reported_and_harmless(read):
    capture = read.by_path()[f"{LIST}/empty"]
    assert capture.problem == "empty"
    assert capture.content_digest is None
    assert read.run.problems["empty"] == 1
    assert read.run.complete


@hypothesis_settings(deadline=None)
@given(st.binary(max_size=3000))
def test_codings_are_undone(body):
    assert decoded(gzip.compress(body), "gzip", 10_000) == body
    assert decoded(gzip.compress(gzip.compress(body)), "gzip, x-gzip", 10_000) == body
    assert decoded(body, None, 10_000) == body


@hypothesis_settings(deadline=None)
@given(st.binary(max_size=300))
def test_a_broken_coding_is_an_error_of_its_own_kind(body):
    with suppress(CodingProblem):
        assert len(decoded(body, "gzip", 10_000)) <= 10_000


def test_a_bomb_is_not_unpacked():
    with pytest.raises(CodingProblem) as caught:
        decoded(gzip.compress(b"\0" * 5_000_000), "gzip", 1_000_000)
    assert caught.value.code == "gzip_bomb"


@hypothesis_settings(max_examples=30, deadline=None)
@given(st.floats(0, 1))
def test_any_cut_leaves_every_whole_record_readable(tmp_path_factory, share):
    path = tmp_path_factory.mktemp("cut") / "captures.warc.gz"
    warc = WarcFile(path, {"software": "test"})
    ends = [path.stat().st_size]
    for number in range(4):
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        place = warc.exchange(
            f"http://a.example/{number}", "2026-01-01T00:00:00.000Z", b"GET / HTTP/1.1\r\n\r\n", head, BODY * number
        )
        ends += [place.offset + place.length, path.stat().st_size]
    warc.close()
    cut = round(path.stat().st_size * share)
    os.truncate(path, cut)
    left = max([end for end in ends if end <= cut], default=0)
    assert cut_truncated(path) == cut - left
    assert path.stat().st_size == left
    assert cut_truncated(path) == 0
    if left:
        warc_counts(path)


def test_a_half_written_run_is_made_whole_and_says_so(read, tmp_path):
    whole = read.directory
    copy = tmp_path / "run"
    copy.mkdir()
    for name in ("captures.warc.gz", "captures.jsonl", "entries.jsonl"):
        (copy / name).write_bytes((whole / name).read_bytes()[:-7])
    unfinished = read.run.__class__(id="x", force="testshire", started=read.run.started)
    write_run(copy, unfinished)
    told = recover(copy)
    assert len(told) == 3
    assert "last record was half-written" in told[0]
    again = Read(copy)
    assert len(again.captures) == len(read.captures) - 1
    assert not again.run.complete
    assert again.run.problems == {"truncated_warc": 1, "truncated_lines": 2}
    warc_counts(copy / "captures.warc.gz")


def test_a_revisit_names_the_earlier_run(tmp_path):
    warc = WarcFile(tmp_path / "w.warc.gz", {"software": "test"})
    warc.remember(digest(BODY), Earlier("http://a.example/x", "2026-01-01T00:00:00.000Z"))
    place = warc.exchange(
        "http://a.example/x", "2026-02-01T00:00:00.000Z", b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n", BODY
    )
    warc.close()
    assert place.revisit
    with (tmp_path / "w.warc.gz").open("rb") as file:
        record = next(item for item in WarcioIterator(file) if item.rec_type == "revisit")
        assert record.rec_headers.get_header("WARC-Refers-To-Date") == "2026-01-01T00:00:00.000Z"
