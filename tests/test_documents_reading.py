"""Text and structure of every format: what is read, where in the file it stood, and by content rather than name."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image, ImageDraw

from archive.documents import Document, ocr, read_document
from archive.documents.readers.mail import unpack_rich_text
from archive.documents.readers.pdf import mend
from archive.documents.sniff import decode
from tests.documents_corpus import accuracy_cases
from tests.documents_corpus.documents import LETTER, letter, odt, rtf
from tests.documents_corpus.mails import archive, message, nested
from tests.documents_corpus.pdfs import drawn, scan_clean, table
from tests.documents_corpus.slides import odp, show
from tests.documents_corpus.workbooks import book, writer
from tests.documents_corpus.workbooks_other import csv_text, ods, page, xls

CASES = {(case.name, case.suffix): case for case in accuracy_cases()}


def read(data: bytes, filename: str = "a") -> Document:
    document = read_document(data, filename=filename)
    assert document.status == "ok", document.note
    return document


def kept(name: str, suffix: str) -> bytes:
    return CASES[name, suffix].make()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (letter(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (odt(), "application/vnd.oasis.opendocument.text"),
        (rtf(), "application/rtf"),
        (kept("lo-docx-table", "doc"), "application/msword"),
        (kept("lo-docx-table", "pdf"), "application/pdf"),
    ],
    ids=["docx", "odt", "rtf", "doc", "pdf"],
)
def test_letters(data: bytes, media_type: str) -> None:
    document = read(data)
    assert document.media_type == media_type
    text = " ".join(document.parts[0].text.split())
    for line in LETTER:
        assert line in text


@pytest.mark.parametrize(
    "data", [book(), xls(), ods(), kept("lo-xlsx-merged", "xls")], ids=["xlsx", "xls", "ods", "xls by LibreOffice"]
)
def test_workbooks(data: bytes) -> None:
    document = read(data)
    assert [(part.number, part.kind, part.name) for part in document.parts] == [(1, "sheet", "Answer")]
    found = document.tables[0]
    assert (found.part, found.name) == (1, "Answer")
    assert found.columns is not None
    assert found.columns[:3] == ["District", "2021", "2022"]
    assert found.rows[0][0] == "North"


def test_typed_values_are_kept_as_published() -> None:
    import datetime

    workbook = openpyxl.Workbook()
    workbook.active.append(["Day", "Count", "Share", "Open", "Code"])
    workbook.active.append([datetime.date(2023, 4, 5), 12, 0.1, True, "007"])
    workbook.active.append([datetime.datetime(2023, 4, 5, 14, 30), 1e6, 1 / 3, False, " x "])
    out = io.BytesIO()
    workbook.save(out)
    assert read(out.getvalue()).tables[0].rows == [
        ["2023-04-05", "12", "0.1", "TRUE", "007"],
        ["2023-04-05 14:30:00", "1000000", "0.333333333333333", "FALSE", " x "],
    ]


def test_every_sheet_is_a_part() -> None:
    document = read(kept("clean-many-sheets", "xlsx"))
    assert [part.name for part in document.parts] == ["Answer", *map(str, range(2015, 2024))]
    assert [table.part for table in document.tables] == list(range(1, 11))


def test_pdf_pages() -> None:
    document = read(drawn(pages=3))
    assert [(part.number, part.kind) for part in document.parts] == [(1, "page"), (2, "page"), (3, "page")]
    assert "recorded 1 offences" in document.parts[1].text
    assert not any(part.machine_read for part in document.parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("infor-\r\nmation", "information"),
        ("infor\ufffe\r\nmation", "information"),
        ("infor\x02\r\nmation", "information"),
        ("40-\r\n50", "40-\n50"),
        ("Anglo-\r\nSaxon", "Anglo-\nSaxon"),
        ("one - two", "one - two"),
    ],
)
def test_line_end_hyphens(text: str, expected: str) -> None:
    assert mend(text) == expected


def test_a_recognised_scan_keeps_its_text() -> None:
    assert "recorded 3 offences" in read(scan_clean()).parts[0].text


def _scan(words: str) -> bytes:
    picture = Image.new("L", (1000, 300), 255)
    ImageDraw.Draw(picture).text((40, 100), words, fill=0, font_size=64)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=150)
    return out.getvalue()


def test_a_scan_is_never_silently_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PROGRAM", "no-such-program")
    ocr.available.cache_clear()
    document = read_document(_scan("Overtime"), filename="a.pdf")
    ocr.available.cache_clear()
    assert document.status == "needs_ocr"
    assert document.note == "pages that are pictures without text: 1 of 1"


def test_a_scan_is_read_where_tesseract_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A stand-in speaks tesseract's table format, so that the call is proven on machines without it."""
    program = tmp_path / "tesseract"
    head = "level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n"
    rows = (
        "5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t1\\t1\\t91\\tOvertime\\n5\\t1\\t1\\t1\\t1\\t2\\t0\\t0\\t1\\t1\\t71\\tcosts\\n"
    )
    program.write_text(f"#!/bin/sh\ncat >/dev/null\nprintf '{head}{rows}'\n")
    program.chmod(0o755)
    monkeypatch.setattr(ocr, "PROGRAM", str(program))
    ocr.available.cache_clear()
    document = read_document(_scan("Overtime"), filename="a.pdf")
    ocr.available.cache_clear()
    part = document.parts[0]
    assert (document.status, part.text, part.machine_read, part.confidence) == ("ok", "Overtime costs", True, 0.81)


def test_headers_and_notes_of_word() -> None:
    document = read(kept("clean-heads", "docx"))
    assert {part.kind: part.text for part in document.parts[1:]} == {
        "header": "Exampleshire Police",
        "footer": "Freedom of Information team",
    }


def test_word_tables_and_controls() -> None:
    made = docx.Document()
    grid = made.add_table(2, 2)
    for place, value in enumerate(("District", "Count", "North", "7")):
        grid.cell(place // 2, place % 2).text = value
    out = io.BytesIO()
    made.save(out)
    document = read(out.getvalue())
    assert document.parts[0].text == "District\tCount\nNorth\t7"
    assert (document.tables[0].columns, document.tables[0].rows) == (["District", "Count"], [["North", "7"]])


def test_deleted_and_hidden_text_is_not_read() -> None:
    for name, suffix in (("deleted", "docx"), ("hidden-text", "docx"), ("tracked", "odt"), ("hidden-text", "rtf")):
        document = read_document(kept(name, suffix), filename="a")
        assert "Arbuckle" not in document.parts[0].text, (name, suffix)


@pytest.mark.parametrize("data", [show(), kept("lo-pptx-plain", "odp")], ids=["pptx", "odp"])
def test_slides(data: bytes) -> None:
    document = read(data)
    assert [(part.number, part.kind) for part in document.parts] == [(1, "slide"), (2, "slide")]
    assert "Overtime" in document.parts[0].text
    assert "Costs by district" in document.parts[1].text


def test_old_slides() -> None:
    text = "\n".join(part.text for part in read(kept("lo-pptx-plain", "ppt")).parts)
    assert "Overtime" in text
    assert "Costs by district" in text


def test_notes_are_not_read() -> None:
    assert "Arbuckle" not in read_document(odp(notes=True), filename="a").parts[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimited_files(encoding: str, delimiter: str) -> None:
    lines = [("Ward", "Café visits"), ("North", "£12"), ("South", "7")]
    data = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    found = read(data, "answer.csv").tables[0]
    assert found.columns == ["Ward", "Café visits"]
    assert found.rows == [["North", "£12"], ["South", "7"]]


def test_quoted_fields_and_titles() -> None:
    data = csv_text(["Offences by ward", "", "Ward,Note", '"North, inner","said ""no"""', "South,1"])
    found = read(data, "a.csv").tables[0]
    assert found.columns == ["Ward", "Note"]
    assert found.rows[0] == ["North, inner", 'said "no"']


def test_a_grid_without_header() -> None:
    found = read(csv_text(["1,2", "3,4", "5,6"]), "a.csv").tables[0]
    assert (found.columns, found.rows) == (None, [["1", "2"], ["3", "4"], ["5", "6"]])


def test_html() -> None:
    document = read(
        page("<h1>Answer</h1><script>no()</script><p>Two<br>lines</p><table><tr><th>a<th>b<tr><td>1<td>2</table>")
    )
    assert document.parts[0].text == "Answer\nTwo\nlines\na b\n1 2"
    assert (document.tables[0].columns, document.tables[0].rows) == (["a", "b"], [["1", "2"]])


def test_messages_and_their_attachments() -> None:
    document = read(kept("clean-attached", "eml"))
    assert document.parts[0].kind == "message"
    assert "Subject: Your request 12/24" in document.parts[0].text
    assert [(member.path, member.document.status) for member in document.members] == [("answer.xlsx", "ok")]
    assert read(message()).media_type == "message/rfc822"


def test_outlook_messages() -> None:
    document = read(kept("clean-attached", "msg"))
    assert document.media_type == "application/vnd.ms-outlook"
    assert document.parts[0].text == "From: FOI Unit\nTo: Requester\nSubject: Answer\n\nAttached."
    assert [(member.path, member.document.status) for member in document.members] == [("answer.xlsx", "ok")]
    assert document.members[0].document.tables


def test_members_are_files_of_their_own() -> None:
    document = read(nested())
    assert [member.path for member in document.members] == [
        "2024/answer.zip",
        "2024/answer.zip/answer.xlsx",
        "letter.pdf",
    ]
    assert document.members[1].document.tables
    assert document.members[2].document.parts[0].kind == "page"
    assert any(finding.where.startswith("2024/answer.zip/answer.xlsx") for finding in document.findings)


def test_depth_is_bounded() -> None:
    data = archive(("a.txt", b"hello there"))
    for level in range(4):
        data = archive((f"{level}.zip", data))
    document = read_document(data, filename="a.zip")
    assert [member.document.status for member in document.members] == ["ok", "ok", "limit_hit"]
    assert document.serious


def test_encodings() -> None:
    assert decode("£5 – café".encode("cp1252")) == "£5 – café"
    assert decode("£5 – café".encode("utf-16-le")) == "£5 – café"
    assert decode(b"\x00\x01\x02\x03" * 50) is None


def test_compressed_rich_text() -> None:
    packed = struct.pack("<IIII", 20, 9, 0x75465A4C, 0) + b"\x00{\\rtf1 a}"
    assert unpack_rich_text(packed, 1000) == b"{\\rtf1 a}"[:8] or unpack_rich_text(packed, 1000).startswith(b"{\\rtf1 ")


def test_xlsxwriter_reads_the_same() -> None:
    assert read(writer(lambda _workbook, _sheet: None)).tables[0].rows[0] == ["North", "11", "13"]


def test_ruled_tables_of_a_pdf() -> None:
    document = read(table(60))
    assert [(one.part, one.machine_read) for one in document.tables] == [(1, True), (2, True)]
    assert "read by machine" in str(document.tables[0].name)
    assert document.tables[0].columns == ["District", "2021", "2022", "2023"]
    assert document.tables[0].rows[3] == ["Ward 3", "3", "6", "9"]
    assert [row[0] for one in document.tables for row in one.rows] == [f"Ward {row}" for row in range(60)]


def test_a_pdf_without_rules_has_no_tables() -> None:
    assert read(drawn()).tables == []
    assert read(kept("clean-underline", "pdf")).tables == []
