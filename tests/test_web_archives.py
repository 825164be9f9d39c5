"""Web archives as a way in, over real HTTP against imitations of their interfaces."""

from __future__ import annotations

import io
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.cli import main
from archive.ingest import ingest_run
from archive.store import Capture as StoredCapture
from archive.store import open_archive, reading
from scraper.crawl import crawl_force
from scraper.registry import load_registry
from scraper.webarchives import common_crawl_rows, pages_in, wayback_rows
from tests.crawled import Read, warc_counts
from tests.scripted import ScriptedSite, page

FORCE = load_registry()["cleveland"]
BASE = "https://www.cleveland.police.uk/foi-ai/cleveland-police/disclosure/2024/july"
ONE, TWO = f"{BASE}/foi-9970024-kites/", f"{BASE}/foi-9970124-kettles/"
FILE = "https://www.cleveland.police.uk/SysSiteAssets/foi-media/cleveland/kites.csv"
OTHER = "https://www.cleveland.police.uk/news/kites/"


def answer(text: str) -> str:
    return (
        f"<html><body><main><h1>{text}</h1><p>Answer</p><p>synthetic demonstration data {text}</p></main></body></html>"
    )


CAPTURES = [
    ("20240801100000", ONE, "AAA", answer("Kites in 2024")),
    ("20250801100000", ONE, "BBB", answer("Kites in 2024, corrected")),
    ("20250802100000", ONE.replace("https", "http"), "BBB", answer("Kites in 2024, corrected")),
    ("20240802100000", TWO, "CCC", answer("Kettles in 2024")),
    ("20240803100000", FILE, "DDD", "month,kites\nJuly,4\n"),
    ("20240804100000", OTHER, "EEE", answer("News")),
]


def wayback() -> ScriptedSite:
    """The CDX server in two pages, and the captures as archived."""

    def cdx(seen):
        query = {name: values[0] for name, values in parse_qs(urlsplit(seen.path).query).items()}
        rows = [["timestamp", "original", "statuscode", "digest"]]
        if query["url"] != "www.cleveland.police.uk":
            return page("", kind="application/json")
        chosen = CAPTURES[3:] if query.get("resumeKey") == "more" else CAPTURES[:3]
        rows += [[stamp, url, "200", sha] for stamp, url, sha, _ in chosen]
        if "resumeKey" not in query:
            rows += [[], ["more"]]
        return page(json.dumps(rows), kind="application/json")

    def all_else(seen):
        if seen.path.startswith("/cdx/search/cdx?"):
            return cdx(seen)
        for stamp, url, _, text in CAPTURES:
            if seen.path == f"/web/{stamp}id_/{url}":
                return page(text, kind="text/csv" if url == FILE else "text/html")
        return page("", "404 Not Found")

    return ScriptedSite({"/robots.txt": page("", "404 Not Found"), None: all_else})


def common_crawl() -> ScriptedSite:
    """An index of one crawl in two pages, and its WARC file, served by ranges."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.0")
    places = []
    for stamp, url, sha, text in CAPTURES:
        start = out.tell()
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("ETag", '"x"')], protocol="HTTP/1.1")
        date = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T10:00:00Z"
        writer.write_record(
            writer.create_warc_record(
                url, "response", io.BytesIO(text.encode()), len(text.encode()), "", {"WARC-Date": date}, None, head
            )
        )
        places.append((stamp, url, sha, start, out.tell() - start))
    data = out.getvalue()

    def index(seen):
        query = {name: values[0] for name, values in parse_qs(urlsplit(seen.path).query).items()}
        if "showNumPages" in query:
            number = 2 if query["url"].startswith("www.") else 0
            return page(json.dumps({"pages": number, "pageSize": 5, "blocks": 2}), kind="application/json")
        chosen = places[:3] if query["page"] == "0" else places[3:]
        lines = [
            json.dumps(
                {
                    "timestamp": stamp,
                    "url": url,
                    "status": "200",
                    "digest": sha,
                    "filename": "crawl-data/x.warc.gz",
                    "offset": str(offset),
                    "length": str(length),
                }
            )
            for stamp, url, sha, offset, length in chosen
        ]
        return page("\n".join(lines), kind="application/json")

    def ranged(seen):
        first, last = (int(part) for part in seen.headers["range"].removeprefix("bytes=").split("-"))
        return page(data[first : last + 1], "206 Partial Content", kind="application/octet-stream")

    crawls = [{"id": "CC-MAIN-2025-10", "name": "x", "cdx-api": "https://index.example/CC-MAIN-2025-10-index"}]
    answers = {
        "/robots.txt": page("", "404 Not Found"),
        "/collinfo.json": page(json.dumps(crawls), kind="application/json"),
        "/crawl-data/x.warc.gz": ranged,
        None: index,
    }
    return ScriptedSite(answers)


SITES = {"wayback": wayback, "common_crawl": common_crawl}


@pytest.mark.parametrize("via", list(SITES))
def test_the_log_comes_in_with_its_own_addresses_and_times(tmp_path, via):
    with SITES[via]() as site:
        read = Read(crawl_force(FORCE, tmp_path, via=via, via_url=site.base))
        assert site.paths()[0] == "/robots.txt"
        assert all("/news/" not in path or "cdx" in path for path in site.paths())
    assert read.run.status == "ok", read.run.reason
    assert read.run.mode == via
    kept = [capture for capture in read.captures if capture.kind in {"disclosure", "attachment"}]
    assert sorted((capture.canonical_url, capture.at[:10]) for capture in kept) == [
        (FILE, "2024-08-03"),
        (ONE, "2024-08-01"),
        (ONE, "2025-08-01"),
        (TWO, "2024-08-02"),
    ]
    assert {capture.via for capture in kept} == {via}
    assert {entry.url for entry in read.entries} == {ONE, TWO}
    warc_counts(read.directory / "captures.warc.gz")
    engine = open_archive(tmp_path, create=True)
    report = ingest_run(engine, read.directory, data=tmp_path)
    assert (report.accepted, report.new) == (True, 2)
    with reading(engine) as session:
        stored = session.query(StoredCapture).filter(StoredCapture.kind == "disclosure").all()
        assert {capture.canonical_url for capture in stored} == {ONE, TWO}
        assert all(capture.at < "2026" for capture in stored)
    engine.dispose()


def test_the_command(tmp_path):
    with wayback() as site:
        arguments = ["crawl", "cleveland", "--via", "wayback", "--via-url", site.base, "--data", str(tmp_path)]
        result = CliRunner().invoke(main, [*arguments, "--no-ingest", "--limit", "1"])
    assert result.exit_code == 0, result.output
    read = Read(next(tmp_path.glob("runs/cleveland/*")))
    assert len(read.entries) == 1
    result = CliRunner().invoke(main, ["crawl", "cleveland", "--via-url", "http://x/", "--data", str(tmp_path)])
    assert result.exit_code == 2
    assert "--via-url needs --via" in result.stderr


def test_consent_counts_for_archives_too(tmp_path):
    result = CliRunner().invoke(
        main, ["crawl", "avon-and-somerset", "--via", "wayback", "--data", str(tmp_path), "--contact", "a@b.example"]
    )
    assert result.exit_code == 2
    assert "written consent" in result.stderr


def test_an_archive_that_answers_nonsense(tmp_path):
    with ScriptedSite({"/robots.txt": page("", "404 Not Found"), None: page("<html>Sorry</html>")}) as site:
        read = Read(crawl_force(FORCE, tmp_path, via="wayback", via_url=site.base))
    assert read.run.status == "incomplete"
    assert "not a CDX answer" in read.run.reason


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_as_an_answer(body):
    list(common_crawl_rows(body))
    assert pages_in(body) >= 0 or True
    try:
        wayback_rows(body)
    except ValueError as error:
        assert "CDX" in str(error)  # noqa: PT017
