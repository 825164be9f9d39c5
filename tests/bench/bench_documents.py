"""Reading attachments: extraction beside the bare libraries, what screening adds, what a worker costs a file."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable

import openpyxl
import pypdfium2
import python_calamine
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from archive.documents import DocumentPool
from archive.documents.limits import DEFAULT
from archive.documents.opened import OpenedFile
from archive.documents.read import READERS, load, read_document
from archive.documents.sniff import DOCX, PDF, XLSX, sniff
from tests.bench import Row
from tests.documents_corpus.documents import letter
from tests.documents_corpus.workbooks import book

LINE = "The force recorded {} offences in the year to March, of which some were detected and others were not."


def text_pdf(pages: int) -> bytes:
    """A PDF of full pages of text."""
    out = io.BytesIO()
    made = canvas.Canvas(out, pagesize=A4, invariant=1)
    for page in range(pages):
        for line in range(50):
            made.drawString(50, 790 - line * 15, LINE.format(page * 50 + line))
        made.showPage()
    made.save()
    return out.getvalue()


def large_sheet(rows: int) -> bytes:
    """A sheet of ten columns, half words and half numbers."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Data")
    sheet.append([f"Column {number}" for number in range(10)])
    for row in range(rows):
        sheet.append(
            [f"Ward {row % 90}", row, row * 0.5, "North", "Theft", row % 7, row * 3, row % 1000, f"X{row % 50}", 3]
        )
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def bare_pdf(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        textpage = page.get_textpage()
        textpage.get_text_range()
        textpage.close()
        page.close()
    document.close()


def bare_sheet(data: bytes) -> None:
    workbook = python_calamine.load_workbook(io.BytesIO(data))
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python()


def extract(data: bytes, media_type: str) -> None:
    """Finding the type and reading, without screening."""
    sniffed = sniff(data, "a", None, DEFAULT)
    file = OpenedFile(data, media_type, "a", DEFAULT)
    file.opened = sniffed.package
    load(READERS[media_type])(file)


def best(rounds: int, *functions: Callable[[], object], clock: Callable[[], float] = time.process_time) -> list[float]:
    """The least seconds of each function by the clock (this process's own computing unless another is given).

    The functions take turns so that noise falls on all.
    """
    times = [float("inf")] * len(functions)
    for _ in range(rounds):
        for place, function in enumerate(functions):
            start = clock()
            function()
            times[place] = min(times[place], clock() - start)
    return times


def run(quick: bool = False) -> list[Row]:
    """Ratios of this project's reading to the bare libraries, and the pool's overhead."""
    rounds = 3 if quick else 9
    pdf, sheet = text_pdf(40 if quick else 200), large_sheet(4_000 if quick else 20_000)
    rows: list[Row] = []

    def ratio(name: str, figure: float, bound: float, least: bool) -> None:
        rows.append(
            Row(
                name=name,
                figure=f"{figure:.2f}",
                bound=f"{'at least' if least else 'at most'} {bound}",
                met=figure >= bound if least else figure <= bound,
            )
        )

    bare, ours, whole = best(rounds, lambda: bare_pdf(pdf), lambda: extract(pdf, PDF), lambda: _read(pdf))
    ratio("documents: text PDF, rate beside bare pypdfium2", bare / ours, 0.7, True)
    ratio("documents: text PDF with screening, rate beside bare pypdfium2", bare / whole, 0.5, True)
    ratio("documents: screening added to a text PDF", whole / ours - 1, 0.3, False)
    bare, ours, whole = best(rounds, lambda: bare_sheet(sheet), lambda: extract(sheet, XLSX), lambda: _read(sheet))
    ratio("documents: 20,000 x 10 sheet, rate beside bare calamine", bare / ours, 0.5, True)
    ratio("documents: screening added to a 20,000 x 10 sheet", whole / ours - 1, 0.3, False)
    words = letter(lambda document: [document.add_paragraph(LINE.format(n)) for n in range(300)])
    ours, whole = best(rounds * 3, lambda: extract(words, DOCX), lambda: _read(words))
    ratio("documents: screening added to a DOCX letter", whole / ours - 1, 0.3, False)
    rows.append(_overhead(rounds))
    rows.append(_cores(quick))
    return rows


def _read(data: bytes) -> None:
    assert read_document(data, filename="a").status == "ok"


def _overhead(rounds: int) -> Row:
    """Milliseconds a small workbook costs more in the pool than in this process."""
    data = book()
    count = 50
    with DocumentPool(1) as pool:
        pool.read(data, filename="a.xlsx")
        direct, pooled = best(
            rounds,
            lambda: [read_document(data, filename="a.xlsx") for _ in range(count)],
            lambda: list(pool.read_many((number, data, "a.xlsx", None) for number in range(count))),
            clock=time.perf_counter,
        )
    cost = (pooled - direct) / count * 1000
    return Row(
        name="documents: worker pool, overhead a file", figure=f"{cost:.2f} ms", bound="under 5 ms", met=cost < 5
    )


def _cores(quick: bool) -> Row:
    """How many times faster all workers are than one."""
    data = text_pdf(10 if quick else 40)
    cores = os.cpu_count() or 1
    times = []
    for workers in (1, cores):
        with DocumentPool(workers) as pool:
            list(pool.read_many((number, data, "a.pdf", None) for number in range(cores)))
            start = time.perf_counter()
            list(pool.read_many((number, data, "a.pdf", None) for number in range(8 * cores)))
            times.append(time.perf_counter() - start)
    gain = times[0] / times[1]
    return Row(
        name=f"documents: batch on {cores} workers beside one",
        figure=f"{gain:.2f} times",
        bound=f"at least {0.6 * cores:.1f} times",
        met=gain >= 0.6 * cores,
    )
