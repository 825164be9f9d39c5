"""One run becomes rows once: disclosures, versions, citations, files; the same run again is nothing new."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from archive.ingest import IngestReport, ingest_run, known_state
from archive.ingest.content import decode_record
from archive.store import (
    Address,
    Attachment,
    AttachmentVersion,
    Blob,
    Capture,
    Citation,
    Disclosure,
    Document,
    DocumentPart,
    DocumentTable,
    Event,
    PageTable,
    Provision,
    Revision,
    Run,
    reading,
)
from scraper.contract import Check
from tests.databases import engine
from tests.runs import FORCE, SITE, RunMaker, page

__all__ = ["engine"]

COUNTED = (Run, Capture, Blob, Disclosure, Address, Revision, Citation, Attachment, AttachmentVersion, Event, Document)
CSV = b"year,dogs\r\n2022,11\r\n2023,12\r\n"


def rows(engine: Engine, model: type, *order: object) -> list:
    with reading(engine) as session:
        return list(session.scalars(select(model).order_by(*(order or (model.id,)))))


def counts(engine: Engine) -> dict[str, int]:
    with reading(engine) as session:
        return {model.__tablename__: session.scalar(select(func.count()).select_from(model)) or 0 for model in COUNTED}


def first_run(data: Path) -> Path:
    run = RunMaker(data, day=1)
    run.get("/robots.txt", b"User-agent: *\nAllow: /\n", kind="robots", content_type="text/plain")
    run.get("/log", b"<html><body>listing</body></html>", kind="listing")
    run.get("/d/dogs", page(links=((f"{SITE}/files/dogs.csv", "Dogs by year (CSV)"),)), coding="gzip")
    run.get(
        "/d/cats",
        page(
            "Cats in custody",
            "102/24",
            "How many cats were detained?",
            "Section 31(1)(a) of the Freedom of Information Act 2000 has been applied and the information is withheld.",
        ),
    )
    run.get("/files/dogs.csv", CSV, kind="attachment", content_type="text/csv", found_on=f"{SITE}/d/dogs", etag='"one"')
    return run.write()


def test_a_run_becomes_rows(engine: Engine, tmp_path: Path) -> None:
    report = ingest_run(engine, first_run(tmp_path))
    assert report.problems == []
    assert (report.new, report.captures, report.bodies, report.documents) == (2, 5, 5, 1)
    dogs, cats = rows(engine, Disclosure)
    assert (dogs.permalink, dogs.reference, dogs.title) == ("exampleshire/101-24", "101/24", "Dogs on duty")
    assert (dogs.state, dogs.revisions, dogs.edited) == ("present", 1, False)
    record = decode_record(rows(engine, Revision)[0].record)
    assert record.request == "How many dogs were on duty in 2023?"
    assert record.response is not None
    assert "The force had 12 dogs" in record.response
    [address] = [row for row in rows(engine, Address) if row.disclosure_id == dogs.id]
    assert (address.url, address.kind) == (f"{SITE}/d/dogs", "main")
    with reading(engine) as session:
        cited = session.execute(
            select(Citation.disclosure_id, Citation.status, Provision.provision)
            .join(Provision, Provision.id == Citation.provision_id)
            .where(Citation.provision == "31(1)(a)")
        ).one()
    assert cited == (cats.id, "applied", "31(1)(a)")
    assert [event.kind for event in rows(engine, Event)] == ["published", "published"]


def test_tables_in_the_answer_are_kept_as_rows_and_the_layout_is_not(engine: Engine, tmp_path: Path) -> None:
    rows_of_dogs = "".join(f"<tr><td>{year}</td><td>{dogs}</td></tr>" for year, dogs in ((2021, 9), (2022, 11)))
    table = f"<table><tr><th>Year</th><th>Dogs</th></tr>{rows_of_dogs}</table>"
    layout = "<table><tr><td>Home</td><td>About us</td></tr><tr><td>News</td><td>Contact us</td></tr></table>"
    run = RunMaker(tmp_path)
    body = page(response=f"The table shows the dogs on duty.</p>{table}<p>No more is held.").decode()
    run.get("/d/dogs", body.replace("<main>", f"<nav>{layout}</nav><main>").encode())
    ingest_run(engine, run.write())
    [kept] = rows(engine, PageTable)
    assert (kept.columns, kept.rows) == ('["Year","Dogs"]', '[["2021","9"],["2022","11"]]')
    again = RunMaker(tmp_path, day=2)
    again.get("/d/dogs", page(response="The table was taken out."))
    ingest_run(engine, again.write())
    assert rows(engine, PageTable) == []


def test_the_bodies_lie_in_the_warc_and_the_blob_says_where(engine: Engine, tmp_path: Path) -> None:
    run = first_run(tmp_path)
    ingest_run(engine, run)
    [row] = rows(engine, Run)
    assert row.directory == f"runs/{FORCE}/{run.name}"
    [blob] = [blob for blob in rows(engine, Blob, Blob.warc_offset) if blob.content_type == "text/csv"]
    assert (blob.run_id, blob.warc_file, blob.size) == (row.id, "captures.warc.gz", len(CSV))


def test_files_are_read_and_matched(engine: Engine, tmp_path: Path) -> None:
    ingest_run(engine, first_run(tmp_path))
    [attachment] = rows(engine, Attachment)
    assert (attachment.filename, attachment.position, attachment.offered) == ("dogs.csv", 1, True)
    [version] = rows(engine, AttachmentVersion)
    [document] = rows(engine, Document)
    assert version.digest == document.digest
    assert document.status == "ok"
    assert any("2023" in part.text for part in rows(engine, DocumentPart))
    [table] = rows(engine, DocumentTable)
    assert "2022" in table.rows


def test_the_same_run_twice_is_a_quiet_nothing(engine: Engine, tmp_path: Path) -> None:
    run = first_run(tmp_path)
    ingest_run(engine, run)
    before = counts(engine)
    again = ingest_run(engine, run)
    assert again == IngestReport(force=FORCE, run=run.name, already=True)
    assert counts(engine) == before


def test_an_unchanged_page_is_no_version_and_no_second_body(engine: Engine, tmp_path: Path) -> None:
    ingest_run(engine, first_run(tmp_path))
    before = counts(engine)
    run = RunMaker(tmp_path, day=2)
    run.get("/d/dogs", page(links=((f"{SITE}/files/dogs.csv", "Dogs by year (CSV)"),)))
    run.get("/files/dogs.csv", CSV, kind="attachment", content_type="text/csv", found_on=f"{SITE}/d/dogs")
    run.entry("/d/cats")
    report = ingest_run(engine, run.write())
    assert (report.unchanged, report.bodies, report.documents) == (1, 0, 0)
    assert counts(engine) == before | {"run": 2, "capture": before["capture"] + 2}
    dogs, cats = rows(engine, Disclosure)
    assert dogs.last_seen.startswith("2026-03-02")
    assert cats.last_seen.startswith("2026-03-02")


def test_furniture_that_changes_makes_no_version(engine: Engine, tmp_path: Path) -> None:
    ingest_run(engine, first_run(tmp_path))
    run = RunMaker(tmp_path, day=2)
    run.get("/d/dogs", page(chrome="New menu", links=((f"{SITE}/files/dogs.csv", "Dogs by year (CSV)"),)))
    run.entry("/d/cats")
    report = ingest_run(engine, run.write())
    assert (report.edited, report.unchanged, report.bodies) == (0, 1, 1)
    assert len(rows(engine, Revision)) == 2


def test_an_edit_is_a_version_that_says_what_changed(engine: Engine, tmp_path: Path) -> None:
    ingest_run(engine, first_run(tmp_path))
    run = RunMaker(tmp_path, day=2)
    run.get("/d/dogs", page(response="Corrected: the force had 13 dogs on duty in 2023."))
    run.entry("/d/cats")
    report = ingest_run(engine, run.write())
    assert (report.edited, report.missing) == (1, 0)
    dogs = rows(engine, Disclosure)[0]
    assert (dogs.edited, dogs.revisions) == (True, 2)
    newest = [row for row in rows(engine, Revision) if row.disclosure_id == dogs.id][-1]
    assert (newest.number, newest.kind) == (2, "edited")
    assert {"response", "attachments"} <= set(newest.changed.split())
    [attachment] = rows(engine, Attachment)
    assert attachment.offered is False
    assert rows(engine, Event)[-1].kind == "edited"


def test_a_replaced_file_is_a_new_version_of_it(engine: Engine, tmp_path: Path) -> None:
    ingest_run(engine, first_run(tmp_path))
    run = RunMaker(tmp_path, day=2)
    run.entry("/d/dogs")
    run.entry("/d/cats")
    run.get("/files/dogs.csv", CSV + b"2024,13\r\n", kind="attachment", content_type="text/csv")
    report = ingest_run(engine, run.write())
    assert (report.files_changed, report.documents, report.edited) == (1, 1, 0)
    assert [version.number for version in rows(engine, AttachmentVersion)] == [1, 2]
    assert rows(engine, Event)[-1].detail == f"file replaced: {SITE}/files/dogs.csv"


def test_an_unmodified_answer_keeps_the_known_body(engine: Engine, tmp_path: Path) -> None:
    ingest_run(engine, first_run(tmp_path))
    with reading(engine) as session:
        known = {row["url"]: row for row in known_state(session, FORCE)}
    assert known[f"{SITE}/files/dogs.csv"]["etag"] == '"one"'
    run = RunMaker(tmp_path, day=2)
    digest = known[f"{SITE}/d/dogs"]["content_digest"]
    run.get("/d/dogs", status=304, content_digest=digest)
    run.entry("/d/cats")
    report = ingest_run(engine, run.write())
    assert (report.unchanged, report.problems) == (1, [])
    [capture] = [row for row in rows(engine, Capture) if row.status == 304]
    assert capture.digest == digest
    with reading(engine) as session:
        known = {row["url"]: row for row in known_state(session, FORCE)}
    assert str(known[f"{SITE}/d/dogs"]["last_checked"]).startswith("2026-03-02")
    assert known[f"{SITE}/files/dogs.csv"]["page"] == f"{SITE}/d/dogs"
    assert known[f"{SITE}/files/dogs.csv"]["kind"] == "attachment"


@pytest.mark.parametrize(
    "more",
    [
        {"checks": (Check(name="minimum_entries", verdict="fail", message="2 entries, at least 50 expected"),)},
        {"status": "failed", "reason": "no listing could be read"},
    ],
)
def test_a_failed_run_changes_nothing_but_the_run_table(engine: Engine, tmp_path: Path, more: dict) -> None:
    ingest_run(engine, first_run(tmp_path))
    before = counts(engine)
    run = RunMaker(tmp_path, day=2)
    run.get("/d/new", page("Horses", "103/24"))
    path = run.write(**more)
    report = ingest_run(engine, path)
    assert report.accepted is False
    assert report.reason
    assert counts(engine) == before | {"run": 2}
    assert rows(engine, Run)[-1].accepted is False
    assert ingest_run(engine, path).already
    assert [row.state for row in rows(engine, Disclosure)] == ["present", "present"]


def test_a_page_that_is_no_disclosure_is_kept_but_not_taken_for_one(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path)
    run.get("/d/empty", b"")
    run.get("/d/dogs", page())
    report = ingest_run(engine, run.write())
    assert (report.new, report.not_answers) == (1, 1)
    assert len(rows(engine, Capture)) == 2
    assert f"{SITE}/d/empty" in report.problems[0]


def test_two_pages_with_one_reference_that_differ_are_two_disclosures(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path)
    run.get("/d/dogs", page())
    run.get("/d/other", page("Boats on the river", "101/24", "How many boats?", "The force has 3 boats."))
    report = ingest_run(engine, run.write())
    assert report.new == 2
    dogs, boats = rows(engine, Disclosure)
    assert dogs.permalink == "exampleshire/101-24"
    assert boats.permalink.startswith("exampleshire/101-24-")


def test_two_pages_that_say_the_same_are_one_disclosure_with_two_addresses(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path)
    run.get("/d/dogs", page())
    run.get("/d/dogs-copy", page())
    report = ingest_run(engine, run.write())
    assert (report.new, report.moved) == (1, 0)
    assert [(row.url, row.kind) for row in rows(engine, Address)] == [
        (f"{SITE}/d/dogs", "main"),
        (f"{SITE}/d/dogs-copy", "alternate"),
    ]


def test_a_run_still_being_written_is_taken_up_where_it_was_left(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path)
    run.get("/d/dogs", page())
    ingest_run(engine, run.write(complete=False, exhausted=False))
    run.get("/d/cats", page("Cats in custody", "102/24"))
    report = ingest_run(engine, run.write())
    assert (report.new, report.captures) == (1, 1)
    assert counts(engine)["run"] == 1
    assert counts(engine)["capture"] == 2
    assert rows(engine, Run)[0].complete is True


def test_an_older_capture_takes_its_place_in_the_past(engine: Engine, tmp_path: Path) -> None:
    late = RunMaker(tmp_path, day=9)
    late.get("/d/dogs", page())
    ingest_run(engine, late.write())
    early = RunMaker(tmp_path, day=2)
    early.get("/d/dogs", page(response="We are still counting the dogs of 2023."))
    ingest_run(engine, early.write(mode="wayback"))
    [dogs] = rows(engine, Disclosure)
    first, second = rows(engine, Revision, Revision.number)
    assert (first.kind, first.captured[:10]) == ("first", "2026-03-02")
    assert (second.kind, second.captured[:10], second.changed) != ("first", "2026-03-09", "")
    assert dogs.revisions == 2
    assert dogs.first_seen.startswith("2026-03-02")
    assert decode_record(second.record).response == "The force had 12 dogs on duty in 2023."


def test_an_older_body_of_a_file_takes_its_place_in_the_past(engine: Engine, tmp_path: Path) -> None:
    """A web archive brings what a file was before: the version of today stays the last."""
    today = RunMaker(tmp_path, day=20)
    today.get("/d/dogs", page(links=((f"{SITE}/files/dogs.csv", "Dogs by year (CSV)"),)))
    today.get("/files/dogs.csv", CSV, kind="attachment", content_type="text/csv")
    ingest_run(engine, today.write())
    run = RunMaker(tmp_path, day=2)
    for more in (b"2021,3\r\n", b"2022,4\r\n", b""):
        run.get("/files/dogs.csv", CSV + more, kind="attachment", content_type="text/csv")
    report = ingest_run(engine, run.write(mode="wayback"))
    assert (report.accepted, report.files_changed) == (True, 2)
    versions = sorted(rows(engine, AttachmentVersion), key=lambda version: version.number)
    assert [version.captured[:19] for version in versions] == [
        "2026-03-02T02:00:01",
        "2026-03-02T02:00:02",
        "2026-03-20T02:00:03",
    ]
    assert len({version.digest for version in versions}) == 3
    assert rows(engine, Event)[-1].detail == f"found an earlier file: {SITE}/files/dogs.csv"
    assert ingest_run(engine, run.path).already
