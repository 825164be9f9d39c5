"""An answer that stands in an attached letter: read from it, told apart from edits, and never from a held file."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from sqlalchemy import Engine, select

from archive.ingest import IngestReport, ingest_run
from archive.ingest.content import decode_record
from archive.ingest.reparse import reparse
from archive.ingest.workers import SerialExecutor
from archive.normalise.body import Body
from archive.normalise.record import Record
from archive.store import Disclosure, Document, Event, Finding, Revision, open_archive, reading, writing
from archive.store.decisions import Subject, decide
from tests.runs import FORCE, SITE, RunMaker

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LETTER = f"{SITE}/files/letter.docx"


def letter(answer: str, *, hidden: str = "") -> bytes:
    """A made-up letter; `hidden` is a paragraph that Word does not show."""
    document = docx.Document()
    document.add_paragraph("Freedom of Information request reference 104/24")
    document.add_paragraph("Request")
    document.add_paragraph("How many goats did the force use in 2023?")
    document.add_paragraph("Response")
    document.add_paragraph(answer)
    if hidden:
        document.add_paragraph().add_run(hidden).font.hidden = True
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


PAGE = (
    "<!doctype html><html lang='en'><head><title>Goats | Exampleshire</title></head><body><main><h1>Goats</h1>"
    "<p>Please see the response in the attached letter.</p>"
    f"<ul><li><a href='{LETTER}'>Response letter</a></li></ul></main></body></html>"
).encode()


def crawl(engine: Engine, data: Path, day: int, body: bytes | None, *, page: bool = True) -> IngestReport:
    run = RunMaker(data, day=day)
    if page:
        run.get("/d/goats", PAGE)
    else:
        run.entry("/d/goats")
    if body is not None:
        run.get("/files/letter.docx", body, kind="attachment", content_type=WORD, found_on=f"{SITE}/d/goats")
    return ingest_run(engine, run.write())


def versions(engine: Engine) -> list[tuple[str, Record]]:
    with reading(engine) as session:
        return [
            (row.kind, decode_record(row.record))
            for row in session.scalars(select(Revision).order_by(Revision.disclosure_id, Revision.number))
        ]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_archive(tmp_path)


def test_the_answer_is_read_from_the_letter(engine: Engine, tmp_path: Path) -> None:
    report = crawl(engine, tmp_path, 1, letter("The force used 4 goats in 2023."))
    assert (report.new, report.documents, report.problems) == (1, 1, [])
    [(kind, record)] = versions(engine)
    assert kind == "first"
    assert record.request == "How many goats did the force use in 2023?"
    assert record.response is not None
    assert "4 goats" in record.response
    assert crawl(engine, tmp_path, 2, letter("The force used 4 goats in 2023.")).edited == 0
    assert len(versions(engine)) == 1


def test_a_letter_that_comes_later_is_a_better_reading_and_not_an_edit(engine: Engine, tmp_path: Path) -> None:
    crawl(engine, tmp_path, 1, None)
    report = crawl(engine, tmp_path, 2, letter("The force used 4 goats in 2023."), page=False)
    assert (report.reparsed, report.edited) == (1, 0)
    (_, before), (kind, after) = versions(engine)
    assert "4 goats" not in (before.response or "")
    assert kind == "reparsed"
    assert "4 goats" in (after.response or "")
    with reading(engine) as session:
        assert session.scalars(select(Disclosure.edited)).one() is False


@pytest.mark.parametrize("page", [True, False])
def test_a_letter_that_the_force_replaces_is_an_edit(engine: Engine, tmp_path: Path, page: bool) -> None:
    crawl(engine, tmp_path, 1, letter("The force used 4 goats in 2023."))
    report = crawl(engine, tmp_path, 2, letter("The force used 5 goats in 2023."), page=page)
    assert (report.reparsed, report.edited, report.files_changed) == (0, 1, 1)
    kind, record = versions(engine)[-1]
    assert kind == "edited"
    assert "5 goats" in (record.response or "")
    with reading(engine) as session:
        assert "edited" in set(session.scalars(select(Event.kind)))


def test_a_held_letter_is_never_read_into_the_answer(engine: Engine, tmp_path: Path) -> None:
    crawl(engine, tmp_path, 1, letter("The force used 4 goats in 2023.", hidden="Quibblethorpe owns the goats."))
    with reading(engine) as session:
        assert "serious" in set(session.scalars(select(Finding.severity)))
    [(_, record)] = versions(engine)
    assert "goats in 2023" not in (record.response or "")
    assert "Quibblethorpe" not in str(record)


def test_what_is_decided_about_a_letter_decides_whether_it_is_read(engine: Engine, tmp_path: Path) -> None:
    crawl(engine, tmp_path, 1, letter("The force used 4 goats in 2023.", hidden="a forgotten note"))
    words = {"who": "A. Editor", "at": "2026-03-02T00:00:00.000Z", "why": "looked at it"}
    for action, reason, read in (("release", "checked", True), ("hold", "personal_data", False)):
        with writing(engine) as session:
            about = Subject(None, session.scalars(select(Document.digest)).one())
            decide(session, action, about, reason=reason, **words)  # type: ignore[arg-type]
        body = Body(FORCE, "Exampleshire Police", "FOIA", SITE)
        assert reparse(engine, tmp_path, FORCE, body=body, executor=SerialExecutor()).reparsed == 1
        assert ("4 goats" in (versions(engine)[-1][1].response or "")) is read


def test_a_file_that_is_an_entry_of_its_own_is_a_disclosure(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path)
    run.entry("/files/letter.docx", listed_title="Goats")
    run.get("/files/letter.docx", letter("The force used 4 goats in 2023."), kind="attachment", content_type=WORD)
    report = ingest_run(engine, run.write())
    assert (report.new, report.problems) == (1, [])
    [(_, record)] = versions(engine)
    assert "4 goats" in (record.response or "")
    with reading(engine) as session:
        assert session.scalars(select(Document.status)).one() == "ok"
        assert session.scalars(select(Disclosure.reference)).one() == "104/24"
