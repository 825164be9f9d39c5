"""Real attachments of the invented disclosures: XLSX, CSV, PDF and DOCX, the same to the byte each time.

The file formats stamp the time of their making; here it is fixed, so that a file that did not change has the same
digest on every request.
"""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, datetime
from functools import lru_cache

from scraper.replica.answers import Block
from scraper.replica.disclosures import Disclosure, FileLink, notice

STAMP = datetime(2026, 1, 1, tzinfo=UTC)
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@lru_cache(maxsize=512)
def make(item: Disclosure, link: FileLink) -> bytes:
    """The bytes of one attachment."""
    lines = _letter(item) if item.letter_only else _data(item)
    return {"xlsx": _xlsx, "csv": _csv, "pdf": _pdf, "docx": _docx}[link.kind](lines)


def _data(item: Disclosure) -> list[Block]:
    rows = tuple(
        (str(year), str((item.number * 37 + year * 11) % 4000 + 5))
        for year in range(item.requested.year - 4, item.requested.year)
    )
    return [
        Block("h", f"{item.title} {item.reference}"),
        Block("table", "", (("Year", f"Number of {item.topic.unit}"), *rows)),
        Block("p", notice()),
    ]


def _letter(item: Disclosure) -> list[Block]:
    return [
        Block("p", notice()),
        Block("p", f"Freedom of Information Request Reference No: {item.reference}"),
        Block("p", f"Date of request: {item.requested.day} {item.requested:%B %Y}"),
        Block("p", f"Date of response: {item.answered.day} {item.answered:%B %Y}"),
        Block("h", "Request"),
        Block("p", item.request),
        Block("h", "Response"),
        *item.answer.blocks,
        Block("p", f"The number of {item.topic.unit} in {item.requested.year - 1} was {item.number + 5}."),
    ]


def _csv(blocks: list[Block]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    for block in blocks:
        if block.kind == "table":
            writer.writerows(block.rows)
    return out.getvalue().encode("utf-8")


def _xlsx(blocks: list[Block]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Response"
    for block in blocks:
        if block.kind == "table":
            for row in block.rows:
                sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
        else:
            sheet.append([block.text])
    book.properties.created = book.properties.modified = STAMP.replace(tzinfo=None)
    book.properties.creator = "replica"
    out = io.BytesIO()
    book.save(out)
    return _fixed_zip(out.getvalue())


def _docx(blocks: list[Block]) -> bytes:
    from docx import Document

    document = Document()
    for block in blocks:
        if block.kind == "table":
            table = document.add_table(rows=0, cols=len(block.rows[0]))
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif block.kind == "h":
            document.add_heading(block.text, level=2)
        else:
            document.add_paragraph(block.text)
    properties = document.core_properties
    properties.created = properties.modified = STAMP.replace(tzinfo=None)
    properties.author = "replica"
    out = io.BytesIO()
    document.save(out)
    return _fixed_zip(out.getvalue())


def _pdf(blocks: list[Block]) -> bytes:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_creation_date(STAMP)
    pdf.add_page()
    for block in blocks:
        if block.kind == "table":
            pdf.set_font("helvetica", size=11)
            with pdf.table(width=120, align="LEFT") as table:
                for row in block.rows:
                    table.row(row)
        else:
            pdf.set_font("helvetica", style="B" if block.kind == "h" else "", size=14 if block.kind == "h" else 11)
            pdf.multi_cell(0, 7, block.text, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(3)
    return bytes(pdf.output())


def _fixed_zip(data: bytes) -> bytes:
    """The same archive with every member dated `STAMP` and modification times inside replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = source.read(name)
            if name == "docProps/core.xml":
                body = _fixed_times(body)
            target.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _fixed_times(core: bytes) -> bytes:
    import re

    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), core)
