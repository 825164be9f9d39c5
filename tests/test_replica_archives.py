"""The imitations of web archives: what their interfaces answer, and a crawl that comes in by them."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from base64 import b32encode
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from warcio.archiveiterator import ArchiveIterator

from scraper.crawl import crawl_force
from scraper.registry import load_registry
from scraper.replica import Replica
from tests.crawled import Read

SLUG = "exampleshire"


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(size=30, seed=6, forces=[SLUG, "isle-of-sample"]) as running:
        running.remove(SLUG, 30)
        yield running


@pytest.fixture(scope="module")
def client(replica: Replica) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=replica.archives_url, timeout=20) as one:
        yield one


def host(replica: Replica, slug: str = SLUG) -> str:
    return replica.base_url(slug).removeprefix("http://")


def rows(client: httpx.Client, **words: str) -> list[dict[str, str]]:
    table = client.get("/cdx/search/cdx", params={"output": "json", **words}).json()
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]] if table else []


def test_the_cdx_server_lists_what_sites_no_longer_show(client: httpx.Client, replica: Replica) -> None:
    assert replica.truth(SLUG) == []
    found = rows(client, url=host(replica), matchType="host")
    assert [row["urlkey"] for row in found] == sorted(row["urlkey"] for row in found)
    assert {row["statuscode"] for row in found} == {"200", "301", "404"}
    good = rows(client, url=host(replica), matchType="host", filter="statuscode:200")
    assert len({row["original"] for row in good if "/disclosure/2" in row["original"]}) == 30
    pages = rows(client, url=f"{host(replica)}/foi-ai/*", filter="mimetype:text/html")
    assert pages
    assert all(row["mimetype"] == "text/html" for row in pages)
    assert not rows(client, url="www.nobody.example", matchType="host")


def test_cdx_rules_narrow_and_page(client: httpx.Client, replica: Replica) -> None:
    words = {"url": host(replica), "matchType": "host", "fl": "timestamp,original,digest"}
    every = rows(client, **words)
    assert set(every[0]) == {"timestamp", "original", "digest"}
    early = rows(client, **words, to="2024")
    assert 0 < len(early) < len(every)
    assert all(row["timestamp"] < "2025" for row in early)
    assert len(rows(client, **words, collapse="timestamp:4")) < len(every)
    got, resume = [], ""
    while True:
        table = client.get(
            "/cdx/search/cdx",
            params={**words, "output": "json", "limit": "7", "showResumeKey": "true"}
            | ({"resumeKey": resume} if resume else {}),
        ).json()
        if len(table) < 3 or table[-2]:
            got += table[1:]
            break
        got += table[1:-2]
        [resume] = table[-1]
    assert len(got) == len(every)
    text = client.get("/cdx/search/cdx", params={**words, "limit": "3"}).text
    assert text.count("\n") == 3
    assert client.get("/cdx/search/cdx").status_code == 400
    assert client.get("/cdx/search/cdx", params={"url": "x", "fl": "nonsense"}).status_code == 400


def test_captures_are_the_bytes_of_their_digest_and_their_time(client: httpx.Client, replica: Replica) -> None:
    good = rows(client, url=host(replica), matchType="host", filter="statuscode:200")
    for row in good:
        answer = client.get(f"/web/{row['timestamp']}id_/{row['original']}")
        assert answer.status_code == 200
        sha = hashlib.sha1(answer.content, usedforsecurity=False).digest()
        assert b32encode(sha).decode() == row["digest"]
        assert answer.headers["x-archive-orig-content-type"].startswith(row["mimetype"])
    twice = next(row["original"] for row in good if sum(row["original"] == one["original"] for one in good) == 2)
    first, second = [row for row in good if row["original"] == twice]
    assert b"Correction 1" not in client.get(f"/web/{first['timestamp']}id_/{twice}").content
    assert b"Correction 1" in client.get(f"/web/{second['timestamp']}id_/{twice}").content
    nearest = client.get(f"/web/2000id_/{twice}")
    assert nearest.status_code == 302
    assert nearest.headers["location"] == f"/web/{first['timestamp']}id_/{twice}"
    assert b"BEGIN TOOLBAR" in client.get(f"/web/{first['timestamp']}/{twice}").content
    assert client.get("/web/2020id_/http://nobody.example/").status_code == 404


def test_addresses_with_a_query_are_held_too(client: httpx.Client, replica: Replica) -> None:
    found = rows(client, url=host(replica, "isle-of-sample"), matchType="host", filter="original:.*ReportID=\\d+")
    assert len({row["original"] for row in found}) == 30
    row = found[0]
    answer = client.get(f"/web/{row['timestamp']}id_/{row['original']}")
    assert answer.status_code == 200
    assert b"<h2>Request</h2>" in answer.content


def test_common_crawl_lists_ranges_that_hold_their_records(client: httpx.Client, replica: Replica) -> None:
    seen = 0
    for crawl in client.get("/collinfo.json").json():
        index = "/" + crawl["cdx-api"].rpartition("/")[2]
        words = {"url": f"{host(replica)}/*", "output": "json", "filter": "=status:200"}
        pages = client.get(index, params={**words, "showNumPages": "true"}).json()["pages"]
        assert pages == 1
        lines = [line for line in client.get(index, params={**words, "page": "0"}).iter_lines() if line]
        for line in map(json.loads, lines):
            first, length = int(line["offset"]), int(line["length"])
            answer = client.get(f"/{line['filename']}", headers={"Range": f"bytes={first}-{first + length - 1}"})
            assert answer.status_code == 206
            assert len(answer.content) == length
            assert gzip.decompress(answer.content).startswith(b"WARC/1.0\r\n")
            [record] = ArchiveIterator(io.BytesIO(answer.content))
            assert record.rec_headers["WARC-Target-URI"] == line["url"]
            assert line["digest"] in record.rec_headers["WARC-Payload-Digest"]
            seen += 1
    assert seen > 30
    missing = client.get(index, params={"url": "nobody.example/*", "output": "json"})
    assert missing.status_code == 404
    assert "No Captures found" in missing.text
    assert client.get(f"/{line['filename']}").status_code == 403


@pytest.mark.parametrize("via", ["wayback", "common_crawl"])
def test_a_log_that_was_taken_down_comes_in_by_an_archive(replica: Replica, tmp_path: Path, via: str) -> None:
    force = load_registry(replica.forces_dir)[SLUG]
    replica.forget(SLUG)
    read = Read(crawl_force(force, tmp_path, via=via, via_url=replica.archives_url))
    assert read.run.status == "ok", read.run.reason
    assert len({entry.url for entry in read.entries}) == 30
    kept = [capture for capture in read.captures if capture.kind == "disclosure"]
    assert len(kept) == 36
    assert all(capture.at < "2026-09" for capture in kept)
    assert replica.requests(SLUG) == []
    assert replica.archive_requests()
