"""Real attachments of the invented disclosures: XLSX, CSV, PDF and DOCX, the same to the byte each time.

The formats stamp the time of their making; here it is fixed, so that a file that did not change has the same digest on
every request. Figures depend on topic and year alone, so that a large log offers few different workbooks and its files
cost next to nothing; letters are made one by one.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, datetime
from functools import lru_cache

from scraper.replica.bodies import NOTICE
from scraper.replica.letters import letter
from scraper.replica.model import Disclosure, FileLink
from scraper.replica.speech import Block, h, p

STAMP = datetime(2026, 1, 1, tzinfo=UTC)
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_QUARTERS = ("January to March", "April to June", "July to September", "October to December")


@lru_cache(maxsize=256)
def make(item: Disclosure, link: FileLink) -> bytes:
    """The bytes of one attachment."""
    if link.content == "scan":
        return _scan(item.head.serial % 7)
    if link.content == "letter":
        return _docx(letter(item)) if link.kind == "docx" else _pdf(letter(item))
    topic = item.head.topic
    return _figures(topic.title, topic.unit, item.head.requested.year, link.kind, link.content == "redacted")


@lru_cache(maxsize=1024)
def _figures(title: str, unit: str, year: int, kind: str, redacted: bool) -> bytes:
    head = ("Year", "Quarter", f"Number of {unit}", "Place")
    rows = [
        (
            str(past),
            quarter,
            str((past * 37 + len(title) * 11 + turn * 101) % 900 + 5),
            "[redacted]" if redacted else f"Area {turn + 1}",
        )
        for past in range(year - 3, year)
        for turn, quarter in enumerate(_QUARTERS)
    ]
    table = Block("table", rows=(head, *rows))
    blocks = (h(title), table, p(f"This file is {NOTICE}."))
    return {"xlsx": _xlsx, "csv": _csv, "pdf": _pdf, "docx": _docx}[kind](blocks)


def _csv(blocks: tuple[Block, ...]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    for block in blocks:
        if block.kind == "table":
            writer.writerows(block.rows)
    return out.getvalue().encode("utf-8")


def _xlsx(blocks: tuple[Block, ...]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Response"
    for block in blocks:
        for row in block.rows:
            sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.properties.description = " ".join(block.text for block in blocks if block.kind == "p")
    book.properties.created = book.properties.modified = STAMP.replace(tzinfo=None)
    book.properties.creator = "replica"
    out = io.BytesIO()
    book.save(out)
    return _fixed_zip(out.getvalue())


def _docx(blocks: tuple[Block, ...]) -> bytes:
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


def _pdf(blocks: tuple[Block, ...]) -> bytes:
    from fpdf import FPDF

    class Paper(FPDF):
        """A letter's paper: the page's number at the foot."""

        def footer(self) -> None:
            """Print the page's number."""
            self.set_y(-15)
            self.set_font("helvetica", size=8)
            self.cell(0, 8, f"Page {self.page_no()} of {{nb}}", align="C")

    pdf = Paper()
    pdf.set_creation_date(STAMP)
    pdf.add_page()
    for block in blocks:
        if block.kind == "table":
            pdf.set_font("helvetica", size=10)
            for row in block.rows:
                for cell in row:
                    pdf.cell(46, 6, _plain(cell), border=1)
                pdf.ln(6)
        else:
            bold = block.kind == "h"
            pdf.set_font("helvetica", style="B" if bold else "", size=13 if bold else 11)
            pdf.multi_cell(0, 6, _plain(block.text), align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(3)
    return bytes(pdf.output())


@lru_cache(maxsize=8)
def _scan(shape: int) -> bytes:
    """A PDF whose only page is a picture of a letter: grey bars for lines, nothing that could be read."""
    from fpdf import FPDF
    from PIL import Image, ImageDraw

    picture = Image.new("L", (620, 877), 246)
    pen = ImageDraw.Draw(picture)
    for line in range(24):
        width = 300 + (line * 53 + shape * 97) % 220
        pen.rectangle((60, 80 + line * 30, 60 + width, 92 + line * 30), fill=150)
    pdf = FPDF()
    pdf.set_creation_date(STAMP)
    pdf.add_page()
    pdf.image(picture, x=0, y=0, w=210)
    return bytes(pdf.output())


def _plain(text: str) -> str:
    """The text in the characters of the built-in fonts."""
    return text.replace("–", "-").replace("’", "'")


def _fixed_zip(data: bytes) -> bytes:
    """The same archive with every member dated `STAMP` and the times inside it replaced."""
    out = io.BytesIO()
    stamp = STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = source.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, body)
            target.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@lru_cache(maxsize=8)
def plain_paper(title: str) -> bytes:
    """A PDF of the site's own furniture: no disclosure's."""
    return _pdf((h(title), p(f"This paper is {NOTICE}.")))
