"""Decisions: who, when and why, never changed; what was taken down stays down whatever a crawl brings."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fastwarc.warc import ArchiveIterator
from sqlalchemy import Engine, delete, func, select

from archive.cli import deciding, hold, notify_force, redact, release, review, withdraw
from archive.errors import DataProblem, FoiError, UsageProblem
from archive.ingest import ingest_run
from archive.ingest.purge import notice, overwrite
from archive.store import (
    Address,
    AttachmentVersion,
    Blob,
    Decision,
    Disclosure,
    Finding,
    Purge,
    open_archive,
    reading,
    writing,
)
from archive.store import Document as DocumentRow
from archive.store.decisions import Subject, carry_over, decide, decisions_of, find_subject
from tests.databases import engine
from tests.runs import FORCE, SITE, RunMaker, page

__all__ = ["engine"]

CANARY = "Quibblethorpe"
AT = "2026-03-02T12:00:00.000Z"
WORDS = {"who": "A. Editor", "at": AT, "why": "named somebody", "reason": "personal_data"}
FILE = f"{SITE}/files/list.csv"
CSV = f"name,count\n{CANARY},1\nothers,20\n".encode()


def canary_run(data: Path, day: int = 1, path: str = "/d/dogs", reference: str | None = "101/24") -> Path:
    run = RunMaker(data, day=day)
    run.get(path, page(reference=reference, response=f"The dog of {CANARY} is on duty.", links=((FILE, "List"),)))
    run.get("/d/cats", page("Cats in custody", "102/24", "How many cats?", "The force has 2 cats."))
    run.get("/files/list.csv", CSV, kind="attachment", content_type="text/csv", found_on=f"{SITE}{path}")
    return run.write()


@pytest.fixture
def filled(engine: Engine, tmp_path: Path) -> Engine:
    ingest_run(engine, canary_run(tmp_path))
    return engine


def act(engine: Engine, action: str, name: str, **more: object) -> Decision:
    with writing(engine) as session:
        decision = decide(session, action, find_subject(session, name), **{**WORDS, **more})  # type: ignore[arg-type]
        session.expunge(decision)
    return decision


def test_a_subject_goes_by_many_names(filled: Engine) -> None:
    with reading(filled) as session:
        dogs = session.scalars(select(Disclosure).where(Disclosure.reference == "101/24")).one()
        digest = session.scalars(select(AttachmentVersion.digest)).one()
        for name in (dogs.permalink, f"/d/{dogs.permalink}", str(dogs.id), f"{SITE}/d/dogs"):
            assert find_subject(session, name) == Subject(dogs.id, None)
        assert find_subject(session, f"https://foi.example/d/{dogs.permalink}") == Subject(dogs.id, None)
        for name in (digest, digest.removeprefix("sha256:"), digest.removeprefix("sha256:")[:12], FILE):
            assert find_subject(session, name) == Subject(None, digest)
        for unknown in ("nowhere/1", "sha256:" + "0" * 64, "999999"):
            with pytest.raises(UsageProblem, match=unknown):
                find_subject(session, unknown)


def test_a_decision_is_never_changed_or_erased(filled: Engine) -> None:
    decision = act(filled, "hold", f"{FORCE}/101-24")
    with pytest.raises(DataProblem, match="append-only"), writing(filled) as session:
        session.get_one(Decision, decision.id).why = "something else"
    with pytest.raises(DataProblem, match="append-only"), writing(filled) as session:
        session.delete(session.get_one(Decision, decision.id))
    with reading(filled) as session:
        kept = session.get_one(Decision, decision.id)
    assert (kept.who, kept.at, kept.why, kept.reason) == ("A. Editor", AT, "named somebody", "personal_data")


def test_decisions_that_make_no_sense_are_refused(filled: Engine) -> None:
    name = f"{FORCE}/101-24"
    for action, more, message in (
        ("hold", {"who": " "}, "say who decides and why"),
        ("hold", {"reason": "because"}, "unknown class of reason"),
        ("redact", {}, "names the words"),
        ("redact", {"texts": [" "]}, "names the words"),
        ("hold", {"texts": ["x"]}, "names the words"),
    ):
        with pytest.raises(UsageProblem, match=message):
            act(filled, action, name, **more)
    act(filled, "withdraw", name)
    with pytest.raises(UsageProblem, match="this was withdrawn"):
        act(filled, "release", name)


@pytest.mark.parametrize(
    ("path", "reference"),
    [("/d/dogs", "101/24"), ("/new/place", "101/24"), ("/new/place", None), ("/new/place", "777/26")],
)
def test_what_was_withdrawn_never_comes_back_by_a_crawl(
    filled: Engine, tmp_path: Path, path: str, reference: str | None
) -> None:
    act(filled, "withdraw", f"{FORCE}/101-24")
    for day in (3, 5):
        report = ingest_run(filled, canary_run(tmp_path, day=day, path=path, reference=reference))
        assert report.new == 0
    with reading(filled) as session:
        assert session.scalar(select(func.count(Disclosure.id))) == 2
        dogs = session.scalars(select(Disclosure).where(Disclosure.permalink == f"{FORCE}/101-24")).one()
        urls = set(session.scalars(select(Address.url).where(Address.disclosure_id == dogs.id)))
        assert SITE + path in urls
        assert decisions_of(session, Subject(dogs.id, None))[-1].action == "withdraw"


def test_another_disclosure_of_the_same_force_is_not_kept_out(filled: Engine, tmp_path: Path) -> None:
    act(filled, "withdraw", f"{FORCE}/101-24")
    run = RunMaker(tmp_path, day=3)
    run.get("/d/horses", page("Horses", "103/24", "How many horses?", "The force has 9 horses."))
    assert ingest_run(filled, run.write()).new == 1


@pytest.mark.parametrize(("action", "carried"), [("withdraw", "hold"), ("hold", "hold"), ("redact", "redact")])
def test_a_replaced_file_inherits_what_stands_decided(
    filled: Engine, tmp_path: Path, action: str, carried: str
) -> None:
    act(filled, action, FILE, **({"texts": [CANARY]} if action == "redact" else {}))
    run = RunMaker(tmp_path, day=3)
    run.entry("/d/dogs")
    run.entry("/d/cats")
    run.get("/files/list.csv", CSV + b"more,2\n", kind="attachment", content_type="text/csv")
    assert ingest_run(filled, run.write()).files_changed == 1
    with reading(filled) as session:
        newest = session.scalars(select(AttachmentVersion.digest).order_by(AttachmentVersion.number.desc())).first()
        [decision] = decisions_of(session, Subject(None, newest))
    assert (decision.action, decision.who) == (carried, "the archive")


def test_what_was_released_is_not_carried_over(filled: Engine) -> None:
    act(filled, "hold", FILE)
    act(filled, "release", FILE, reason="checked")
    with writing(filled) as session:
        old = session.scalars(select(AttachmentVersion.digest)).one()
        carry_over(session, old, "sha256:" + "1" * 64, AT)
        assert decisions_of(session, Subject(None, "sha256:" + "1" * 64)) == []


def all_bytes(folder: Path) -> bytes:
    """Every byte under a folder, compressed members opened as well."""
    found = b""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            found += data + (gzip.decompress(data) if path.suffix == ".gz" else b"")
    return found


def foi(command: object, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])  # type: ignore[arg-type]


def test_a_purge_leaves_no_byte_and_keeps_every_other_record(tmp_path: Path) -> None:
    engine = open_archive(tmp_path)
    ingest_run(engine, canary_run(tmp_path, day=1))
    ingest_run(engine, canary_run(tmp_path, day=2))
    engine.dispose()
    assert CANARY.encode() in all_bytes(tmp_path)
    options = ("--data", tmp_path, "--who", "A. Editor", "--why", "asked to", "--reason", "personal_data", "--purge")
    done = foi(withdraw.command, f"{FORCE}/101-24", *options)
    assert done.exit_code == 0, done.output
    assert "purged 2 bodies, 4 records in WARC files" in done.stdout
    assert CANARY.encode() not in all_bytes(tmp_path)
    for warc in tmp_path.glob("runs/*/*/captures.warc.gz"):
        kinds = []
        with warc.open("rb") as stream:
            for record in ArchiveIterator(stream, parse_http=False):
                kinds.append(record.headers["WARC-Type"])
                assert "WARC-Block-Digest" not in record.headers or record.verify_block_digest()
        assert kinds == ["metadata", "response", "metadata"]
    engine = open_archive(tmp_path)
    with reading(engine) as session:
        assert session.scalar(select(func.count(Purge.id))) == 4
        assert session.scalar(select(func.count()).select_from(Blob).where(Blob.purged.is_not(None))) == 2
    report = ingest_run(engine, canary_run(tmp_path, day=4))
    assert report.new == 0
    again = RunMaker(tmp_path, day=5)
    again.get("/d/dogs", page(response="Something else now."))
    assert any("was purged and has been captured again" in line for line in ingest_run(engine, again.write()).problems)


def test_a_purge_that_would_take_anothers_bytes_is_refused(tmp_path: Path) -> None:
    engine = open_archive(tmp_path)
    run = RunMaker(tmp_path)
    links = ((FILE, "List"),)
    run.get("/d/dogs", page(links=links))
    run.get("/d/cats", page("Cats in custody", "102/24", "How many cats?", "The force has 2 cats.", links=links))
    run.get("/files/list.csv", CSV, kind="attachment", content_type="text/csv", found_on=f"{SITE}/d/dogs")
    ingest_run(engine, run.write())
    engine.dispose()
    options = ("--data", tmp_path, "--who", "A. Editor", "--why", "asked to", "--reason", "legal", "--purge")
    result = foi(withdraw.command, f"{FORCE}/101-24", *options)
    assert isinstance(result.exception, UsageProblem)
    assert f"{FORCE}/102-24: stands on the same bytes" in str(result.exception)
    assert CANARY.encode() in all_bytes(tmp_path / "runs")


@pytest.mark.parametrize("length", [*range(230, 300, 7), 1000, 66000, 1 << 20])
def test_the_notice_fits_its_place_to_the_byte(tmp_path: Path, length: int) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"a" * 10 + b"b" * length + b"c" * 10)
    overwrite(path, 10, length, "sha256:" + "0" * 64, AT)
    data = path.read_bytes()
    assert (data[:10], data[10 + length :]) == (b"a" * 10, b"c" * 10)
    assert b"WARC-Type: metadata" in gzip.decompress(data[10 : 10 + length])


def test_a_purge_that_cannot_be_done_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataProblem, match="leaves no room"):
        notice(50, "sha256:" + "0" * 64, AT)
    path = tmp_path / "short.warc.gz"
    path.write_bytes(b"short")
    with pytest.raises(DataProblem, match="is shorter than the archive says"):
        overwrite(path, 3, 500, "sha256:" + "0" * 64, AT)
    assert path.read_bytes() == b"short"


def test_review_lists_what_is_held_and_a_release_takes_it_off(tmp_path: Path) -> None:
    engine = open_archive(tmp_path)
    ingest_run(engine, canary_run(tmp_path))
    with writing(engine) as session:
        session.execute(delete(Finding))
        document = session.scalars(select(DocumentRow.id)).one()
        session.add(
            Finding(
                document_id=document,
                kind="hidden_sheet",
                severity="serious",
                count=2,
                place="Sheet2",
                detector="xlsx/1",
            )
        )
    engine.dispose()
    words = ("--data", tmp_path, "--who", "A. Editor", "--why", "looked", "--reason", "checked")
    assert foi(hold.command, f"{FORCE}/102-24", *words).exit_code == 0
    lines = [json.loads(line) for line in foi(review.command, "--data", tmp_path, "--json").stdout.splitlines()]
    assert [(line["what"], line["offered_by"]) for line in lines] == [
        ("disclosure", [f"{FORCE}/102-24"]),
        ("file", [f"{FORCE}/101-24"]),
    ]
    assert lines[1]["findings"] == [{"kind": "hidden_sheet", "severity": "serious", "count": 2, "place": "Sheet2"}]
    letter = foi(notify_force.command, lines[1]["name"], "--data", tmp_path, "--contact", "foi@example.org").stdout
    assert FILE in letter
    assert "2 x a hidden sheet (Sheet2)" in letter
    assert foi(release.command, lines[1]["name"], *words).exit_code == 0
    assert foi(release.command, f"{FORCE}/102-24", *words).exit_code == 0
    assert foi(review.command, "--data", tmp_path).stdout == "0 held\n"
    assert foi(redact.command, f"{FORCE}/102-24", "--text", "cats", *words).exit_code == 0
    log = foi(review.command, "--data", tmp_path, "--decisions").stdout
    assert [line.split("  ")[2] for line in log.splitlines()[:-1]] == ["hold", "release", "release", "redact"]


def test_times_are_written_as_the_archive_writes_them() -> None:
    assert len(deciding.now()) == len(AT)
    assert issubclass(UsageProblem, FoiError)
