"""Imports: saved pages and web archives come in under their own addresses and times, and only what is of a log."""

from __future__ import annotations

import email.message
import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from archive.cli import COMMANDS, main
from archive.store import Capture as StoredCapture
from archive.store import Disclosure, open_archive, reading
from scraper.crawl import crawl_force
from scraper.importers.archives import mhtml_items, warc_items
from scraper.importers.pages import address_in, time_of
from scraper.importers.saved import Left
from scraper.importers.take import Import
from scraper.importers.walk import items_of
from scraper.registry import load_registry
from scraper.replica import Replica
from tests.crawled import Read, warc_counts

REGISTRY = load_registry()
URL = "https://www.cleveland.police.uk/foi-ai/cleveland-police/disclosure/2026/january/foi-9908926-kites/"
FILE = "https://www.cleveland.police.uk/SysSiteAssets/foi-media/cleveland/kites%20by%20month.csv"
MAIN = (
    "<main><h1>FOI 99089/26 - Kites</h1><p>Date: 16/02/26</p><p>Enquiry Reference: 99089- 26</p>"
    "<p>Below is your request and our response.</p><p>How many kites were flown over stations? "
    "(synthetic demonstration data)</p><p><strong>Answer</strong></p><p>Four kites.</p>"
    '<p><a href="/SysSiteAssets/foi-media/cleveland/kites%20by%20month.csv">Kites by month</a></p></main>'
)
PAGE = f"<!doctype html><html><head><title>Kites</title></head><body>{MAIN}</body></html>"
SAVED = f"<!doctype html>\n<!-- saved from url=(0099){URL} -->\n<html><body>{MAIN}</body></html>"
SINGLE = (
    f"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: {URL} \n saved date: Tue Mar 03 2026 10:15:30 "
    f"GMT+0000 (Greenwich Mean Time)\n--><body>{MAIN}</body></html>"
)
CSV = b"month,kites\nJanuary,4\n"


def imported(data: Path, *paths: Path, **more) -> Import:
    with Import(data, REGISTRY, None) as importing:
        for path in paths:
            importing.take(items_of(path, **more))
    return importing


def only(importing: Import) -> Read:
    assert len(importing.runs) == 1
    read = Read(importing.runs[0])
    warc_counts(read.directory / "captures.warc.gz")
    assert read.run.mode == "import"
    return read


def mhtml() -> bytes:
    message = email.message.EmailMessage()
    message["Date"] = "Tue, 3 Mar 2026 10:15:30 -0000"
    message["Snapshot-Content-Location"] = URL
    message.set_content(PAGE, subtype="html")
    message["Content-Location"] = URL
    message.add_attachment(CSV, maintype="text", subtype="csv", filename="kites.csv")
    part = next(iter(message.iter_attachments()))
    part["Content-Location"] = FILE
    return message.as_bytes()


def test_a_page_saved_by_a_browser_with_its_files(tmp_path):
    (tmp_path / "Kites.html").write_text(SAVED)
    (tmp_path / "Kites_files").mkdir()
    (tmp_path / "Kites_files" / "kites by month.csv").write_bytes(CSV)
    (tmp_path / "Kites_files" / "site.css").write_text("body {}")
    read = only(imported(tmp_path / "data", tmp_path / "Kites.html"))
    assert [(capture.kind, capture.url) for capture in read.captures] == [("disclosure", URL), ("attachment", FILE)]
    assert read.captures[1].entry_url == URL
    assert [entry.url for entry in read.entries] == [URL]
    assert read.captures[0].via == "import"


def test_a_page_saved_by_singlefile_keeps_its_time(tmp_path):
    (tmp_path / "kites.html").write_text(SINGLE)
    read = only(imported(tmp_path / "data", tmp_path / "kites.html"))
    assert read.captures[0].at == "2026-03-03T10:15:30.000Z"


def test_a_page_that_does_not_name_its_address(tmp_path):
    path = tmp_path / "kites.html"
    path.write_text(PAGE)
    importing = imported(tmp_path / "data", path)
    assert importing.runs == []
    assert importing.left == [Left(str(path), "the page does not name its address; give it with --url")]
    assert only(imported(tmp_path / "data", path, url=URL)).captures[0].canonical_url == URL


def test_mhtml_and_folder_and_zip_and_wacz(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "kites.mhtml").write_bytes(mhtml())
    (folder / "notes.txt").write_text("not part of it")
    bundle = tmp_path / "bundle.zip"
    with zipfile.ZipFile(bundle, "w") as file:
        file.writestr("a/kites.mhtml", mhtml())
        file.writestr("a/single.html", SINGLE)
        file.writestr("../../escape.html", SINGLE)
    for path in (folder, bundle):
        read = only(imported(tmp_path / f"data-{path.name}", path))
        assert {capture.url for capture in read.captures} == {URL, FILE}
        assert {capture.at for capture in read.captures} == {"2026-03-03T10:15:30.000Z"}
    assert not (tmp_path.parent / "escape.html").exists()


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    root = tmp_path_factory.mktemp("crawled")
    with Replica(size=12, seed=8, root=root, forces=["exampleshire"]) as replica:
        force = load_registry(replica.forces_dir)["exampleshire"]
        return force, Read(crawl_force(force, root)), root


@pytest.mark.parametrize("form", ["warc.gz", "warc", "wacz", "zip"])
def test_a_web_archive_comes_in_as_it_is(crawled, tmp_path, form):
    force, read, _ = crawled
    data = (read.directory / "captures.warc.gz").read_bytes()
    path = tmp_path / f"saved.{form}"
    if form == "warc.gz":
        path.write_bytes(data)
    elif form == "warc":
        import gzip

        path.write_bytes(gzip.decompress(data))
    else:
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("archive/data.warc.gz", data)
    with Import(tmp_path / "data", {force.slug: force}, None) as importing:
        importing.take(items_of(path))
    again = only(importing)
    wanted = {
        c.url: (c.at, c.content_digest) for c in read.captures if c.kind in {"disclosure", "attachment", "listing"}
    }
    assert {c.url: (c.at, c.content_digest) for c in again.captures} == wanted
    assert {entry.url for entry in again.entries} == {entry.url for entry in read.entries}


def test_a_half_written_web_archive_gives_its_readable_part(crawled, tmp_path):
    force, read, _ = crawled
    path = tmp_path / "cut.warc.gz"
    whole = (read.directory / "captures.warc.gz").read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with Import(tmp_path / "data", {force.slug: force}, None) as importing:
        importing.take(items_of(path))
    assert 0 < len(only(importing).captures) < len(read.captures)


def test_the_command_takes_it_into_the_archive(tmp_path, monkeypatch):
    monkeypatch.setitem(COMMANDS, "import", "archive.cli.import_")
    (tmp_path / "kites.mhtml").write_bytes(mhtml())
    (tmp_path / "other.html").write_text("<html><body>Elsewhere</body></html>")
    data = tmp_path / "data"
    result = CliRunner().invoke(main, ["import", str(tmp_path / "kites.mhtml"), "--data", str(data)])
    assert result.exit_code == 0, result.output
    engine = open_archive(data)
    with reading(engine) as session:
        disclosure = session.scalars(select(Disclosure)).one()
        assert disclosure.force == "cleveland"
        captures = session.scalars(select(StoredCapture)).all()
        assert {capture.at[:19] for capture in captures} == {"2026-03-03T10:15:30"}
    engine.dispose()
    result = CliRunner().invoke(main, ["import", str(tmp_path / "other.html"), "--data", str(data)])
    assert result.exit_code == 2
    assert "give it with --url" in result.stderr
    assert "Traceback" not in result.output


def test_what_is_of_no_force_is_passed_over(tmp_path):
    (tmp_path / "x.html").write_text(SAVED.replace("www.cleveland.police.uk", "www.elsewhere.example"))
    (tmp_path / "y.html").write_text(SAVED.replace("/disclosure/2026/january/", "/policies/"))
    importing = imported(tmp_path / "data", tmp_path / "x.html", tmp_path / "y.html")
    assert importing.runs == []
    assert importing.passed_over == {"not_allowed": 1, "other": 1}


def test_a_challenge_page_that_was_saved_is_no_disclosure(tmp_path):
    (tmp_path / "x.html").write_text(SAVED.replace("<html>", "<html><title>Just a moment...</title>"))
    read = only(imported(tmp_path / "data", tmp_path / "x.html"))
    assert read.captures[0].problem == "challenge"
    assert read.entries == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 3 Mar 2026 10:15:30 -0000", "2026-03-03T10:15:30.000Z"),
        ("Tue Mar 03 2026 10:15:30 GMT+0100", "2026-03-03T09:15:30.000Z"),
        ("2026-03-03T10:15:30Z", "2026-03-03T10:15:30.000Z"),
        ("2026-03-03T10:15:30.123456Z", "2026-03-03T10:15:30.123Z"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times(text, expected):
    assert time_of(text) == expected


def test_addresses_in_pages():
    assert address_in(SAVED.encode()) == URL
    assert address_in(SINGLE.encode()) == URL
    assert address_in(b'<link rel="canonical" href="https://a.example/x">') == "https://a.example/x"
    assert address_in(b'<meta property="og:url" content="https://a.example/y">') == "https://a.example/y"
    assert address_in(b'<link rel="canonical" href="/x">') is None
    assert address_in(b"") is None


@settings(deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_as_an_archive_are_an_answer(data):
    for item in [*warc_items(io.BytesIO(data), "x"), *mhtml_items(data, "x")]:
        assert item.source == "x"


def test_files_that_are_nothing(tmp_path):
    (tmp_path / "bad.zip").write_bytes(b"PK nothing")
    (tmp_path / "bad.wacz").write_bytes(b"")
    (tmp_path / "empty.mhtml").write_bytes(b"")
    (tmp_path / "x.docx").write_bytes(b"")
    for name in ("bad.zip", "bad.wacz", "empty.mhtml", "x.docx", "none"):
        found = list(items_of(tmp_path / name))
        assert len(found) == 1
        assert isinstance(found[0], Left)
