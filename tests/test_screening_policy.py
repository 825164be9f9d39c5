"""The policy, apart from measuring: one for every format, nothing shown of what was found, authors never a reason."""

from __future__ import annotations

import re
from pathlib import Path

from archive.documents import general_words, measure, read_document
from archive.documents.measure.signal import Signal
from archive.documents.read import MEASURERS, READERS
from archive.documents.screening import POLICY, findings_of
from tests.documents_corpus import accuracy_cases
from tests.documents_corpus.documents import letter
from tests.documents_corpus.hostile import office_locked
from tests.documents_corpus.mails import archive, hidden_workbook
from tests.documents_corpus.workbooks import book
from tests.documents_corpus.xlsb import xlsb

SECRETS = ("Arbuckle", "Brindle", "Cotterpin", "AB123456C", "4111")


def signal(kind: str, count: int = 1) -> Signal:
    return Signal(kind, count, "page 1", "test/1")


def test_every_kind_a_measurer_can_report_is_in_the_policy() -> None:
    folder = Path(str(measure.__file__)).parent
    used: set[str] = set()
    for path in folder.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        used.update(re.findall(r'Signal\(\s*"([a-z_]+)"', text))
        used.update(re.findall(r'counts\["([a-z_]+)"', text))
        used.update(re.findall(r'(?:return|kind =|name =) "([a-z]+_[a-z_]+)"', text))
    assert len(used) > 30
    assert used <= POLICY.keys() | {"very_hidden"}


def test_every_reader_has_a_measurer() -> None:
    assert READERS.keys() == MEASURERS.keys()


def test_a_kind_is_judged_alike_in_every_format() -> None:
    verdicts: dict[str, set[str]] = {}
    for case in accuracy_cases():
        if case.maker == "LibreOffice":
            continue
        for finding in read_document(case.make(), filename=case.filename).findings:
            if POLICY[finding.kind].least == 1:
                verdicts.setdefault(finding.kind, set()).add(finding.severity)
            for secret in SECRETS:
                assert secret not in f"{finding.kind} {finding.where} {finding.detector}"
            assert finding.count >= 1
            assert re.fullmatch(r"[a-z]+/\d+", finding.detector)
    assert all(len(severities) == 1 for severities in verdicts.values())
    assert len(verdicts) > 25


def test_an_author_alone_never_holds() -> None:
    for case in accuracy_cases():
        if case.name in ("clean-author", "clean-fp-author"):
            document = read_document(case.make(), filename=case.filename)
            assert "author_metadata" in {finding.kind for finding in document.findings}
            assert not document.serious


def test_few_addresses_are_a_notice() -> None:
    assert [one.severity for one in findings_of([signal("email_addresses", 3)])] == ["notice"]
    assert [one.severity for one in findings_of([signal("email_addresses", 30)])] == ["serious"]


def test_serious_findings_come_first() -> None:
    found = findings_of([signal("author_metadata"), signal("comments"), signal("macros"), signal("hidden_text")])
    assert [one.severity for one in found] == ["serious", "serious", "notice", "notice"]


def test_words_for_the_public_say_neither_place_nor_count() -> None:
    document = read_document(hidden_workbook(), filename="a.xlsx")
    assert general_words(document.findings) == ["a hidden sheet"]
    assert general_words(read_document(book(), filename="a.xlsx").findings) == []


def test_what_cannot_be_looked_into_is_held() -> None:
    for data in (office_locked(), b"%PDF-1.4 broken", b"", bytes(range(256)) * 20):
        document = read_document(data, filename="a")
        assert [finding.kind for finding in document.findings] == ["cannot_be_screened"]
        assert document.serious


def test_a_file_in_an_archive_holds_the_archive() -> None:
    document = read_document(
        archive(("in/answer.xlsx", hidden_workbook()), ("letter.docx", letter())), filename="a.zip"
    )
    assert [(one.kind, one.where) for one in document.findings if one.severity == "serious"] == [
        ("hidden_sheet", "in/answer.xlsx: Source")
    ]


def kinds(data: bytes) -> set[str]:
    document = read_document(data, filename="a.xlsb")
    assert document.status == "ok", document.note
    return {finding.kind for finding in document.findings}


def test_binary_workbooks() -> None:
    assert kinds(xlsb()) == set()
    assert kinds(xlsb(state=1)) == {"hidden_sheet"}
    assert kinds(xlsb(state=2)) == {"very_hidden_sheet"}
    assert kinds(xlsb(hidden_row=True)) == {"hidden_rows"}
    assert kinds(xlsb(hidden_column=True)) == {"hidden_columns"}
    assert kinds(xlsb(white=True)) == {"hidden_cells"}
    assert kinds(xlsb(code=";;;")) == {"hidden_cells"}
    assert kinds(xlsb(far=True)) == {"far_cells"}
    assert kinds(xlsb(comments=True)) == {"comments"}


def test_binary_workbooks_are_read() -> None:
    document = read_document(xlsb(), filename="a.xlsb")
    assert document.tables[0].rows == [["North", "12"], ["South", "15"]]
