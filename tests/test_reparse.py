"""Reading old captures again: what a better normaliser finds becomes a `reparsed` version, once."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, delete, func, select

from archive.cli import reparse as command
from archive.errors import PartialFailure, UsageProblem
from archive.ingest import ingest_run
from archive.ingest.content import content_digest, decode_record, encode_record
from archive.ingest.reparse import reparse
from archive.ingest.workers import SerialExecutor, make_executor
from archive.normalise.body import Body
from archive.store import (
    Address,
    Attachment,
    AttachmentVersion,
    Citation,
    Disclosure,
    Document,
    Event,
    Revision,
    open_archive,
    reading,
    writing,
)
from tests.databases import engine
from tests.runs import FORCE, SITE, RunMaker, page

__all__ = ["engine"]

BODY = Body(FORCE, "Exampleshire Police", "FOIA", SITE)
FILE = f"{SITE}/files/list.csv"
CSV = b"name,count\nants,1\nbees,20\n"
REFUSAL = "Section 31(1)(a) of the Freedom of Information Act 2000 has been applied and the information is withheld."


def three(data: Path) -> Path:
    run = RunMaker(data)
    run.get("/d/dogs", page(links=((FILE, "List"),)))
    run.get("/d/cats", page("Cats in custody", "102/24", "How many cats?", REFUSAL))
    run.get("/d/horses", page("Horses", "103/24", "How many horses?", "The force has 9 horses."))
    run.get("/files/list.csv", CSV, kind="attachment", content_type="text/csv", found_on=f"{SITE}/d/dogs")
    return run.write()


def as_if_read_before(engine: Engine, reference: str, **fields: object) -> None:
    """Make the stored version of a disclosure what an older normaliser would have read."""
    with writing(engine) as session:
        disclosure = session.scalars(select(Disclosure).where(Disclosure.reference == reference)).one()
        revision = session.scalars(select(Revision).where(Revision.disclosure_id == disclosure.id)).one()
        old = msgspec.structs.replace(decode_record(revision.record), **fields)
        revision.record, revision.content_digest = encode_record(old), content_digest(old)
        revision.normaliser = disclosure.normaliser = "0"


def revisions(engine: Engine, reference: str) -> list[Revision]:
    with reading(engine) as session:
        return list(
            session.scalars(
                select(Revision)
                .join(Disclosure, Disclosure.id == Revision.disclosure_id)
                .where(Disclosure.reference == reference)
                .order_by(Revision.number)
            )
        )


def test_what_differs_becomes_a_version_once(engine: Engine, tmp_path: Path) -> None:
    ingest_run(engine, three(tmp_path))
    [true] = revisions(engine, "101/24")
    as_if_read_before(engine, "101/24", outcome="transferred", request="Something else")
    as_if_read_before(engine, "102/24", exemptions=[])
    first = reparse(engine, tmp_path, FORCE, body=BODY, executor=SerialExecutor())
    assert (first.pages, first.reparsed, first.unchanged, first.problems) == (3, 2, 1, [])
    assert first.fields == {"request": 1, "outcome": 1, "exemptions": 1}
    old, new = revisions(engine, "101/24")
    assert (new.kind, new.changed, new.number) == ("reparsed", "request outcome", 2)
    assert (new.captured, new.digest, new.capture_id) == (old.captured, old.digest, old.capture_id)
    assert new.record == true.record
    with reading(engine) as session:
        assert not session.scalars(select(Disclosure.edited).where(Disclosure.edited)).all()
        assert session.scalar(select(func.count(Citation.id)).where(Citation.provision == "31(1)(a)")) == 1
        assert set(session.scalars(select(Event.kind))) == {"published"}
    second = reparse(engine, tmp_path, FORCE, body=BODY, executor=SerialExecutor())
    assert (second.reparsed, second.unchanged, second.fields) == (0, 3, {})
    assert len(revisions(engine, "101/24")) == 2


def test_a_forces_edit_is_kept_apart_from_a_better_reading(engine: Engine, tmp_path: Path) -> None:
    ingest_run(engine, three(tmp_path))
    as_if_read_before(engine, "103/24", outcome="transferred")
    run = RunMaker(tmp_path, day=2)
    run.entry("/d/dogs")
    run.entry("/d/cats")
    run.get("/d/horses", page("Horses", "103/24", "How many horses?", "The force has 11 horses."))
    report = ingest_run(engine, run.write())
    assert (report.reparsed, report.edited) == (1, 1)
    found = revisions(engine, "103/24")
    assert [(row.kind, row.captured[8:10]) for row in found] == [("first", "01"), ("reparsed", "01"), ("edited", "02")]
    assert found[1].changed == "outcome"
    assert "response" in found[2].changed.split()
    assert "outcome" not in found[2].changed.split()


def test_an_unchanged_page_is_read_again_when_the_normaliser_is_new(engine: Engine, tmp_path: Path) -> None:
    ingest_run(engine, three(tmp_path))
    as_if_read_before(engine, "103/24", title="Hoarses")
    run = RunMaker(tmp_path, day=2)
    run.entry("/d/dogs")
    run.entry("/d/cats")
    run.get("/d/horses", page("Horses", "103/24", "How many horses?", "The force has 9 horses."))
    report = ingest_run(engine, run.write())
    assert (report.reparsed, report.edited) == (1, 0)
    assert [row.kind for row in revisions(engine, "103/24")] == ["first", "reparsed"]


def test_a_page_once_taken_for_no_disclosure_becomes_one(tmp_path: Path) -> None:
    engine = open_archive(tmp_path)
    ingest_run(engine, three(tmp_path))
    with writing(engine) as session:
        horses = session.scalars(select(Disclosure.id).where(Disclosure.reference == "103/24")).one()
        for model in (Address, Citation, Event, Revision):
            session.execute(delete(model).where(model.disclosure_id == horses))
        session.execute(delete(Disclosure).where(Disclosure.id == horses))
    report = reparse(engine, tmp_path, FORCE, body=BODY, executor=SerialExecutor())
    assert (report.new, report.reparsed) == (1, 0)
    [revision] = revisions(engine, "103/24")
    assert (revision.kind, revision.captured[:10]) == ("first", "2026-03-01")


def test_files_are_read_again_by_a_newer_reader(tmp_path: Path) -> None:
    engine = open_archive(tmp_path)
    ingest_run(engine, three(tmp_path))
    with writing(engine) as session:
        session.scalars(select(Document)).one().reader = "0"
    assert reparse(engine, tmp_path, FORCE, body=BODY, executor=SerialExecutor()).files == 1
    assert reparse(engine, tmp_path, FORCE, body=BODY, executor=SerialExecutor()).files == 0
    with reading(engine) as session:
        assert session.scalars(select(Document)).one().reader != "0"
        assert session.scalar(select(func.count(AttachmentVersion.id))) == session.scalar(
            select(func.count(Attachment.id))
        )


def foi(*arguments: object) -> Result:
    return CliRunner().invoke(command.command, [str(argument) for argument in arguments])


@pytest.fixture
def forces(tmp_path: Path) -> Path:
    directory = tmp_path / "forces"
    directory.mkdir()
    (directory / f"{FORCE}.toml").write_text(
        f'name = "Exampleshire Police"\nnation = "england"\nregime = "FOIA"\nplatform = "file_log"\n'
        f'status = "live"\nevidence = "seen"\nwebsite = "{SITE}"\n'
    )
    return directory


def test_the_command_uses_several_processes_and_says_what_changed(tmp_path: Path, forces: Path) -> None:
    engine = open_archive(tmp_path)
    ingest_run(engine, three(tmp_path))
    as_if_read_before(engine, "101/24", outcome="transferred")
    result = foi("--data", tmp_path, "--forces", forces, "--jobs", 2)
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{FORCE}: 3 pages read, 1 changed, 0 new (outcome 1)\n"
    again = foi(FORCE, "--data", tmp_path, "--forces", forces, "--json", "--jobs", 1)
    assert json.loads(again.stdout)["reparsed"] == 0
    unknown = foi("nowhere", "--data", tmp_path, "--forces", forces)
    assert isinstance(unknown.exception, UsageProblem)
    assert "nowhere: the archive has no captures of this force" in str(unknown.exception)


def test_a_force_without_a_force_file_is_refused_and_nothing_changes(tmp_path: Path, forces: Path) -> None:
    engine = open_archive(tmp_path)
    ingest_run(engine, three(tmp_path))
    refused = foi("--data", tmp_path, "--jobs", 1)
    assert isinstance(refused.exception, UsageProblem)
    assert f"{FORCE}: no force file" in str(refused.exception)
    assert "--forces" in str(refused.exception)
    assert "3 pages read, 0 changed" in foi("--data", tmp_path, "--forces", forces, "--jobs", 1).stdout


def test_a_capture_that_cannot_be_read_is_reported_and_costs_itself_alone(tmp_path: Path, forces: Path) -> None:
    engine = open_archive(tmp_path)
    run = three(tmp_path)
    ingest_run(engine, run)
    as_if_read_before(engine, "101/24", outcome="transferred")
    data = (run / "captures.warc.gz").read_bytes()
    (run / "captures.warc.gz").write_bytes(data[: len(data) * 2 // 5])
    result = foi("--data", tmp_path, "--forces", forces, "--jobs", 1)
    assert isinstance(result.exception, PartialFailure)
    assert "1 changed" in result.stdout
    assert f"{SITE}/d/horses" in result.stderr


def test_several_processes_read_the_same_as_one(tmp_path: Path) -> None:
    engine = open_archive(tmp_path)
    run = RunMaker(tmp_path)
    for number in range(60):
        run.get(f"/d/{number}", page(f"Topic {number}", f"{number}/24"))
    ingest_run(engine, run.write())
    with make_executor(2) as executor:
        report = reparse(engine, tmp_path, FORCE, body=BODY, executor=executor)
    assert (report.pages, report.reparsed, report.unchanged) == (60, 0, 60)
