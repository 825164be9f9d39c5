"""From the archive to the published file: what is told of each disclosure, and what is left out."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.errors import DataProblem, UsageProblem
from archive.publish import publish
from archive.publish.extract import extract
from archive.publish.forces import ABSENT
from archive.publish.standing import REASON_WORDS
from archive.store import open_archive
from archive.store.decisions import REASONS
from tests.databases import postgres_url
from tests.fixtures.site.server import served
from tests.publish_archive import TIME, Builder, cited, forces_folder, simple

__all__ = ["postgres_url"]

CONSENT = """
[short]
who = "Information Governance, by letter"
when = "2026-01-01"
evidence = "letters/1.pdf"
full_text = true
"""
LONG = "A sentence of the answer that says a little more than the one before it did. " * 20


@pytest.fixture
def forces(tmp_path: Path) -> Path:
    return forces_folder(tmp_path / "forces")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


class Published:
    """A published folder's file, read as dicts."""

    def __init__(self, data: Path, forces: Path) -> None:
        self.report = publish(data, forces_dir=forces, built_at=TIME)
        self.path = data / "public" / "foi.db"

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self.path)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, values)]

    def one(self, sql: str, *values: Any) -> dict[str, Any]:
        (row,) = self.rows(sql, *values)
        return row


def test_an_empty_archive_publishes_an_empty_valid_file(data: Path, forces: Path) -> None:
    open_archive(data).dispose()
    published = Published(data, forces)
    assert published.report.disclosures == 0
    assert [row["slug"] for row in published.rows("SELECT slug FROM forces")] == ["never", "short", "whole"]
    assert published.rows("SELECT * FROM disclosures") == []
    assert published.rows("SELECT rowid FROM search WHERE search MATCH 'anything'") == []
    assert len(published.rows("SELECT * FROM outcomes")) == 12


def test_a_folder_without_an_archive_is_a_clear_error(data: Path, forces: Path) -> None:
    with pytest.raises(UsageProblem, match=r"archive\.db: no archive here yet"):
        publish(data, forces_dir=forces)


def test_a_disclosure_is_published_with_all_that_is_known(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        first = simple("992/20", request_date="2024-04-01", working_days=24)
        exemptions = [cited("31(3)", "Section 31(3) applies.", ncnd=True), cited("24(2)", "So does 24(2).", ncnd=True)]
        newest = simple(
            "992/20",
            request_date="2024-04-01",
            working_days=24,
            response="Twelve. Section 31(3) applies.",
            exemptions=exemptions,
            mentions=[
                cited("17(1)", "This is a notice.", status="mentioned"),
                cited("99(9)", "No such.", status="mentioned"),
            ],
            outcome="partially_withheld",
            outcome_flags=["ncnd_part", "not_held_part"],
            warnings=["broken_citation"],
        )
        archive.disclosure("whole", "992-20", first, newest, state="missing")
    published = Published(data, forces)
    row = published.one(
        "SELECT d.*, f.slug, o.name AS outcome FROM disclosures d JOIN forces f ON f.id = force_id"
        " JOIN outcomes o ON o.id = outcome_id"
    )
    assert row["permalink"] == "whole/992-20"
    assert (row["slug"], row["outcome"], row["reference"]) == ("whole", "partially_withheld", "992/20")
    assert (row["date"], row["date_source"], row["year"]) == ("2024-05-06", "response", 2024)
    assert (row["outcome_flags"], row["ncnd"], row["legislation"]) == ("ncnd_part not_held_part", 1, "FOIA")
    assert (row["state"], row["edited"], row["held"], row["working_days"]) == ("missing", 1, 0, 24)
    assert row["url"] == "https://whole.example/foi/992-20/"
    text = published.one("SELECT * FROM texts")
    assert text["response"] == "Twelve. Section 31(3) applies."
    assert json.loads(text["segments"])[0] == {
        "role": "request",
        "number": None,
        "text": "How many bicycles were found?",
    }
    assert json.loads(text["provenance"]) == {"reference": {"rule": "label", "span": [0, 4]}}
    assert json.loads(text["warnings"]) == ["broken_citation"]
    citations = published.rows(
        "SELECT p.provision, p.title, c.ncnd FROM citations c JOIN provisions p ON p.id = provision_id ORDER BY c.id"
    )
    assert [row["provision"] for row in citations] == ["31(3)", "24(2)", "17(1)", "99(9)"]
    assert citations[0]["ncnd"] == 1
    assert citations[3]["title"] is None
    versions = published.rows("SELECT number, kind, changed, response FROM revisions ORDER BY number")
    assert [(row["number"], row["kind"], row["changed"]) for row in versions] == [
        (1, "first", ""),
        (2, "edited", "response"),
    ]
    assert versions[0]["response"] == "Twelve bicycles were found."
    assert published.one("SELECT kind, at FROM events") == {"kind": "published", "at": TIME}
    assert published.one("SELECT url, kind FROM addresses")["kind"] == "main"
    for query in ("xfoia31x3x", "xfoia31x", "bicycles", '"992 20"'):
        assert published.rows("SELECT rowid FROM search WHERE search MATCH ?", query) == [{"rowid": 1}]
    facts = {row["key"]: row["value"] for row in published.rows("SELECT * FROM archive_build")}
    assert facts["build"] == published.report.build
    assert facts["normaliser_version"] == "1"
    assert facts["archive_disclosures"] == "1"


def test_disclosures_are_numbered_newest_first_and_undated_last(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        archive.disclosure("whole", "b", simple(None, response_date=None))
        archive.disclosure("whole", "c", simple("3/24", response_date="2024-05"))
        archive.disclosure("whole", "d", simple("4/24", response_date=None, request_date="2024-06-01"))
        archive.disclosure("short", "a", simple("1/24", response_date="2024-05-01"))
        archive.disclosure("whole", "a", simple("2/24", response_date="2024-05-01"))
        archive.disclosure("whole", "e", simple("5/24", response_date=None, filed_period="2023-01"))
    rows = Published(data, forces).rows("SELECT id, permalink, date_source FROM disclosures ORDER BY id")
    assert [row["permalink"] for row in rows] == ["whole/d", "short/a", "whole/a", "whole/c", "whole/e", "whole/b"]
    assert [row["id"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row["date_source"] for row in rows] == ["request", "response", "response", "response", "filed", None]


def test_forces_say_how_their_last_crawl_ended(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        archive.run("whole", started="2026-01-01T00:00:00.000Z")
        archive.run("whole", started="2026-01-02T00:00:00.000Z", status="blocked", complete=False, reason="403 at x")
        archive.run("short", started="2026-01-02T00:00:00.000Z", accepted=False)
        archive.disclosure("stray", "1", simple(response=LONG))
    rows = {row["slug"]: row for row in Published(data, forces).rows("SELECT * FROM forces")}
    assert set(rows) == {"never", "short", "whole", "stray"}
    assert rows["whole"]["last_run_status"] == "blocked"
    assert rows["whole"]["last_run_reason"] == "403 at x"
    assert rows["whole"]["last_complete_run"] == "2026-01-01T00:00:00.000Z"
    assert rows["short"]["last_run_status"] == "failed"
    assert rows["short"]["last_complete_run"] is None
    assert rows["never"]["last_run"] is None
    assert (rows["stray"]["reason"], rows["stray"]["full_text_public"], rows["stray"]["disclosures"]) == (ABSENT, 0, 1)


def test_attachments_are_published_with_text_by_page_and_tables(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        one = archive.disclosure("whole", "1", simple())
        two = archive.disclosure("whole", "2", simple("2/24", response_date="2023-01-01"))
        archive.file(one, "letter.pdf", ["First page about kayaks.", "Second page."])
        sheet = [["Year", "Number"], ["2021", "5"], ["2022", ""]]
        packed = archive.file(one, "all.zip", [], media_type="application/zip")
        archive.document(packed, "a.pdf", ["Third."], path="a.pdf", first=3)
        archive.document(packed, "numbers.csv", ["Year Number"], path="numbers.csv", table=sheet)
        archive.file(one, "old.pdf", ["Dropped from the page."], offered=False)
        archive.file(two, "scan.pdf", [], status="needs_ocr")
        archive.file(two, "new.pdf", None)
    published = Published(data, forces)
    files = published.rows("SELECT * FROM attachments ORDER BY id")
    assert [(row["disclosure_id"], row["filename"], row["status"]) for row in files] == [
        (1, "letter.pdf", "published"),
        (1, "all.zip", "published"),
        (2, "scan.pdf", "needs_ocr"),
        (2, None, "held"),
    ]
    assert files[0]["pages"] == 2
    assert files[3]["url"] is None
    assert files[3]["digest"] is None
    parts = published.rows("SELECT attachment_id, number, name, text FROM attachment_parts ORDER BY id")
    assert [(row["attachment_id"], row["number"], row["name"]) for row in parts] == [
        (1, 1, None),
        (1, 2, None),
        (2, 3, "a.pdf"),
        (2, 4, "numbers.csv"),
    ]
    assert published.one("SELECT name, columns, rows, attachment_id FROM tables WHERE attachment_id IS NOT NULL") == {
        "name": "numbers.csv: Table 1",
        "columns": '["Year","Number"]',
        "rows": 2,
        "attachment_id": 2,
    }
    cells = published.rows(
        "SELECT table_id, number, cells FROM table_rows"
        " WHERE table_id IN (SELECT id FROM tables WHERE attachment_id IS NOT NULL)"
    )
    assert [(row["number"], json.loads(row["cells"])) for row in cells] == [(1, ["2021", "5"]), (2, ["2022", ""])]
    assert published.rows("SELECT rowid FROM search WHERE search MATCH 'kayaks'") == [{"rowid": 1}]
    assert [row["attachments"] for row in published.rows("SELECT attachments FROM disclosures ORDER BY id")] == [2, 2]
    assert published.report.attachments == 4


def test_a_force_whose_terms_forbid_it_is_published_by_extracts_alone(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        long = simple(request=LONG, response=LONG + "LASTWORD", exemptions=[cited("31(1)(a)", "QUOTED words.")])
        short = archive.disclosure("short", "1", simple(response="OLDVERSION " + LONG), long)
        archive.file(short, "letter.pdf", ["ATTACHED words"], table=[["Head"], ["CELLWORD"]])
    published = Published(data, forces)
    text = published.one("SELECT * FROM texts")
    assert text["extract_only"] == 1
    assert len(text["request"]) <= 300
    assert len(text["response"]) <= 300
    assert text["response"].endswith(" …")
    assert text["segments"] is None
    assert text["attachment_text"] is None
    assert all(len(row["response"]) <= 300 for row in published.rows("SELECT response FROM revisions"))
    assert published.one("SELECT quote FROM citations")["quote"] is None
    assert published.one("SELECT status, url FROM attachments")["status"] == "published"
    whole = published.path.read_bytes()
    for word in (b"LASTWORD", b"ATTACHED", b"CELLWORD", b"QUOTED"):
        assert word not in whole
        assert published.rows("SELECT rowid FROM search WHERE search MATCH ?", word.decode()) == []


def test_a_recorded_consent_lets_the_whole_text_be_published(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        archive.disclosure("short", "1", simple(response=LONG))
    (data / "consents.toml").write_text(CONSENT)
    published = Published(data, forces)
    assert published.one("SELECT response FROM texts")["response"] == LONG
    assert published.one("SELECT full_text_public FROM forces WHERE slug = 'short'")["full_text_public"] == 1


@pytest.mark.parametrize(
    "text", ["[short\n", "short = true\n", "[short]\nfull_text = 'yes'\n", "[short]\nfull_text = true\n"]
)
def test_consents_that_cannot_be_read_stop_the_publication(data: Path, forces: Path, text: str) -> None:
    with Builder(data) as archive:
        archive.disclosure("short", "1", simple())
    (data / "consents.toml").write_text(text)
    with pytest.raises(DataProblem, match=r"consents\.toml"):
        publish(data, forces_dir=forces)
    assert not (data / "public" / "foi.db").exists()


def test_a_published_permalink_stays_when_a_newer_disclosure_comes(data: Path, forces: Path) -> None:
    with Builder(data) as archive:
        archive.disclosure("whole", "1-24", simple())
    before = Published(data, forces).one("SELECT permalink, id FROM disclosures")
    with Builder(data) as archive:
        archive._captures, archive._runs = 1, {}
        archive.run("whole", started="2026-02-02T00:00:00.000Z")
        archive.disclosure("whole", "1-24-0a1b2c", simple(response_date="2025-01-01"))
    after = Published(data, forces).rows("SELECT permalink, id FROM disclosures ORDER BY id")
    assert before["permalink"] in {row["permalink"] for row in after}
    assert [row["id"] for row in after] == [1, 2]


def test_both_databases_give_the_same_file(tmp_path: Path, forces: Path, postgres_url: str) -> None:
    hashes = set()
    for name, target in (("sqlite", tmp_path / "sqlite"), ("postgresql", postgres_url)):
        with Builder(target) as archive:
            for number in range(1, 40):
                exemptions = [cited("40(2)", "A person's data."), cited("99(9)", "No such.")]
                dated = simple(f"{number}/24", response_date=f"2024-01-{number % 28 + 1:02}", exemptions=exemptions)
                key = archive.disclosure("short" if number % 3 else "whole", f"{number}-24", simple(), dated)
                packed = archive.file(key, "all.zip", [f"Index {number}"], media_type="application/zip")
                for path in ("a/é.csv", "a/Z.csv", "B.csv"):
                    archive.document(packed, path, ["Text"], path=path, table=[["Head"], [path]])
                if number % 7 == 0:
                    archive.decide("withdraw" if number % 2 else "hold", key)
            archive.decide("redact", key, detail={"texts": ["bicycles"]})
        url = target if isinstance(target, str) else None
        report = publish(tmp_path / name, forces_dir=forces, archive=url, built_at=TIME)
        hashes.add(report.build)
        assert (report.disclosures, report.withdrawn) == (36, 3)
    assert len(hashes) == 1


@pytest.mark.parametrize("length", [0, 1, 298, 299, 300, 301, 302, 5000])
def test_an_extract_is_never_longer_than_it_may_be(length: int) -> None:
    for text in ("a" * length, ("word " * 2000)[:length]):
        short = extract(text)
        assert short is not None
        assert len(short) <= 300
        assert short == text if length <= 300 else short.endswith(" …")


def test_every_class_of_reason_has_plain_words_and_the_log_of_withdrawals_says_them(data: Path, forces: Path) -> None:
    assert set(REASON_WORDS) == set(REASONS)
    with Builder(data) as archive:
        for number, reason in enumerate(REASONS, 1):
            gone = archive.disclosure("whole", f"{number}-24", simple(f"{number}/24"))
            archive.decide("withdraw", gone, reason=reason)
    published = Published(data, forces)
    found = {row["reason"] for row in published.rows("SELECT reason FROM withdrawn")}
    assert found == set(REASON_WORDS.values())
    assert not any("_" in reason for reason in found)
    with served(data / "public", watch=False) as site:
        page = site.get("/withdrawn").text
        assert all(f"{number}/24" in page for number in range(1, len(REASONS) + 1))
        assert "Whole Police (invented)" in page
        assert "The force asked for it" in page
        assert "The kind of reason: the force asked for it." in site.get("/d/whole/6-24").text
