"""Files that mean harm: each gets its clear status, none an exception, a hang or a lost sibling."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.documents import Document, DocumentPool, Limits, read_document
from tests.documents_corpus import hostile
from tests.documents_corpus.mails import archive

LIMITS = Limits(memory=600 << 20, cpu=10, wall=20.0)
CASES = list(hostile.cases())


@pytest.fixture(scope="module")
def results() -> dict[str, Document]:
    """Every hostile file in one batch, each between two good ones."""
    made = {case.name: case.make() for case in CASES}
    before = {name: hashlib.sha256(data).digest() for name, data in made.items()}
    files = []
    for case in CASES:
        files.append((case.name, made[case.name], case.filename, None))
        files.append((f"sibling of {case.name}", b"The force holds the information.", "letter.txt", None))
    with DocumentPool(2, LIMITS) as pool:
        found = dict(pool.read_many(files))
        assert pool.replaced <= 6
    assert len(found) == len(files)
    assert before == {name: hashlib.sha256(data).digest() for name, data in made.items()}
    return found


def test_there_are_many_kinds() -> None:
    kinds = {case.name for case in CASES if not case.name.startswith(("truncated", "bit-flipped"))}
    assert len(kinds) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_status(case: hostile.Hostile, results: dict[str, Document]) -> None:
    document = results[case.name]
    assert document.status in case.statuses, document.note
    if document.status not in ("ok", "needs_ocr"):
        assert document.serious, "what could not be looked into must be held"
        assert not document.parts
        assert document.note


def test_every_sibling_is_read(results: dict[str, Document]) -> None:
    siblings = [document for name, document in results.items() if name.startswith("sibling")]
    assert len(siblings) == len(CASES)
    assert all(one.status == "ok" and one.parts[0].text.startswith("The force") for one in siblings)


def test_names_stay_inside(results: dict[str, Document]) -> None:
    paths = [member.path for member in results["names that climb out"].members]
    assert paths == ["etc/passwd", "C_/w/a.txt"]


def test_too_large_is_refused_unread() -> None:
    limits = Limits(file=1000)
    assert read_document(b"x" * 1001, filename="a.txt", limits=limits).status == "too_large"
    with DocumentPool(1, limits) as pool:
        assert pool.read(b"x" * 1001, filename="a.txt").status == "too_large"


def test_an_archive_with_a_damaged_member_is_held() -> None:
    data = archive(("good.txt", b"hello there"), ("bad.txt", b"The bytes of this one are changed."))
    whole = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        start = package.getinfo("bad.txt").header_offset + 30 + len("bad.txt")
    whole[start + 4] ^= 0xFF
    document = read_document(bytes(whole), filename="a.zip")
    assert {member.path: member.document.status for member in document.members} == {
        "good.txt": "ok",
        "bad.txt": "corrupt",
    }
    assert document.serious


def test_an_archive_says_which_member_failed() -> None:
    document = read_document(archive(("good.txt", b"hello there"), ("bad.pdf", b"%PDF-1.4 nothing")), filename="a.zip")
    statuses = {member.path: member.document.status for member in document.members}
    assert statuses == {"good.txt": "ok", "bad.pdf": "corrupt"}
    assert any(finding.where.startswith("bad.pdf") for finding in document.findings)


@settings(max_examples=150, deadline=None)
@given(
    data=st.binary(max_size=400),
    head=st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"{\\rtf1 ", b"<html>", b"a,b\n"]),
)
def test_no_bytes_raise(data: bytes, head: bytes) -> None:
    document = read_document(head + data, filename="a.bin")
    assert document.status in ("ok", "corrupt", "unsupported", "encrypted", "limit_hit", "needs_ocr")


@settings(max_examples=120, deadline=None)
@given(draw=st.data())
def test_no_flip_raises(draw: st.DataObject) -> None:
    suffix = draw.draw(st.sampled_from(["xlsx", "docx", "odt", "ods", "eml", "rtf", "pptx"]))
    data = bytearray(ORIGINALS[suffix])
    for _ in range(draw.draw(st.integers(1, 6))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    read_document(bytes(data), filename=f"a.{suffix}")


ORIGINALS = {suffix: make() for suffix, make in hostile.FORMATS.items()}
