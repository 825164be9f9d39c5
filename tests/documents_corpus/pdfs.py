"""PDF by reportlab and fpdf2, with edits on the bytes where a defect is one of file structure."""

from __future__ import annotations

import datetime
import io
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from fpdf import FPDF
from PIL import Image, ImageDraw
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.documents_corpus import Case

LINE = "The force recorded {} offences in the year to March, of which some were detected."
SECRET = "Sergeant J Arbuckle, Northvale"


def drawn(change: Callable[[canvas.Canvas], None] | None = None, *, pages: int = 1) -> bytes:
    """A page of text by reportlab, changed before it ends."""
    out = io.BytesIO()
    made = canvas.Canvas(out, pagesize=A4, invariant=1)
    for number in range(pages):
        for line in range(30):
            made.drawString(60, 780 - line * 16, LINE.format(line * 7 + number))
        if change:
            change(made)
        made.showPage()
    made.save()
    return out.getvalue()


def fp(change: Callable[[FPDF], None] | None = None) -> bytes:
    """The same by fpdf2."""
    made = FPDF()
    made.set_creation_date(datetime.datetime(2024, 2, 5, tzinfo=datetime.UTC))
    made.add_page()
    made.set_font("helvetica", size=11)
    for line in range(20):
        made.cell(text=LINE.format(line), new_x="LMARGIN", new_y="NEXT")
    if change:
        change(made)
    return bytes(made.output())


def _secret(made: canvas.Canvas, y: float = 100) -> None:
    made.drawString(60, y, SECRET)


def _boxed(made: canvas.Canvas, colour: tuple[float, float, float] = (0, 0, 0)) -> None:
    _secret(made)
    made.setFillColorRGB(*colour)
    made.rect(50, 92, 260, 24, fill=1, stroke=0)


def _two_letters(made: canvas.Canvas) -> None:
    made.drawString(60, 100, "Paid to PC Wu in May")
    before, hidden = (made.stringWidth(words, "Helvetica", 12) for words in ("Paid to PC ", "Wu"))
    made.rect(60 + before - 1, 95, hidden + 2, 14, fill=1)


def _black_on_black(made: canvas.Canvas) -> None:
    made.setFillColorRGB(0, 0, 0)
    made.rect(50, 92, 260, 24, fill=1, stroke=0)
    _secret(made)


def _stroked(made: canvas.Canvas) -> None:
    _secret(made)
    made.setLineWidth(18)
    made.line(50, 104, 310, 104)


def _picture_over(made: canvas.Canvas) -> None:
    _secret(made)
    made.drawImage(ImageReader(Image.new("RGB", (60, 10), (0, 0, 0))), 50, 92, 260, 24)


def _photo_over(made: canvas.Canvas) -> None:
    _secret(made)
    made.drawImage(ImageReader(Image.effect_noise((260, 24), 60)), 50, 92, 260, 24)


def _stamp_over(made: canvas.Canvas) -> None:
    """A stamp with a transparent ground, over text that stays readable."""
    stamp = Image.new("RGBA", (200, 60), (0, 0, 0, 0))
    ImageDraw.Draw(stamp).rectangle([0, 0, 199, 59], outline=(200, 0, 0, 255), width=3)
    made.drawImage(ImageReader(stamp), 58, 700, 420, 70, mask="auto")


def _white(made: canvas.Canvas) -> None:
    made.setFillColorRGB(1, 1, 1)
    _secret(made)


def _transparent(made: canvas.Canvas) -> None:
    made.setFillColor(Color(0, 0, 0, alpha=0))
    _secret(made)


def _invisible(made: canvas.Canvas) -> None:
    text = made.beginText(60, 100)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    made.drawText(text)


def _clipped(made: canvas.Canvas, *, away: bool) -> None:
    made.saveState()
    path = made.beginPath()
    path.rect(50, 300 if away else 90, 400, 30)
    made.clipPath(path, stroke=0)
    _secret(made) if away else made.drawString(60, 100, "Figures are provisional")
    made.restoreState()


def _off_page(made: canvas.Canvas) -> None:
    made.drawString(60, -60, SECRET)


def _tiny(made: canvas.Canvas) -> None:
    made.setFont("Helvetica", 0.6)
    _secret(made)


def _form_box(made: canvas.Canvas) -> None:
    _secret(made)
    made.beginForm("box")
    made.rect(50, 92, 260, 24, fill=1, stroke=0)
    made.endForm()
    made.doForm("box")


def _note(made: canvas.Canvas) -> None:
    made.textAnnotation("Take Arbuckle out", Rect=[10, 10, 40, 40])


def _cropped(made: canvas.Canvas) -> None:
    made.setCropBox((0, 200, 595, 842))
    _secret(made)


def _ni(made: canvas.Canvas) -> None:
    made.drawString(60, 100, "Claimant AB 12 34 56 C")


def _birth(made: canvas.Canvas) -> None:
    made.drawString(60, 100, "Driver Jane Arbuckle, DOB 03/05/1980")


def _scan(box: bool) -> bytes:
    """A picture of a page with the text that recognition found behind it; blacked out after recognition or not."""
    picture = Image.new("L", (1190, 1684), 250)
    pen = ImageDraw.Draw(picture)
    for line in range(40):
        for word in range(9):
            left = 120 + word * 105
            for stroke in range(12):
                pen.line([left + stroke * 7, 100 + line * 36, left + stroke * 7 + 5, 122 + line * 36], fill=20, width=2)
    if box:
        pen.rectangle([100, 100 + 4 * 36 - 6, 1100, 100 + 7 * 36 - 6], fill=0)
    out = io.BytesIO()
    made = canvas.Canvas(out, pagesize=A4, invariant=1)
    for line in range(40):
        text = made.beginText(60, 842 - (122 + line * 36) / 2)
        text.setTextRenderMode(3)
        text.setFont("Helvetica", 11)
        text.textLine(LINE.format(line))
        made.drawText(text)
    made.drawImage(ImageReader(picture), 0, 0, *A4)
    made.save()
    return out.getvalue()


def _layered() -> bytes:
    """Text in a layer that is switched off."""
    data = _uncompressed(lambda made: (made.addLiteral("/OC /Secret BDC"), _secret(made), made.addLiteral("EMC")))
    layer = b"<< /Type /OCG /Name (Draft) >>"
    catalog = b"/OCProperties << /OCGs [ 900 0 R ] /D << /OFF [ 900 0 R ] >> >> /Type /Catalog"
    data = data.replace(b"/Type /Catalog", catalog, 1)
    data = data.replace(b"/Resources <<", b"/Resources << /Properties << /Secret 900 0 R >>", 1)
    return _rebuilt(data, b"900 0 obj\n" + layer + b"\nendobj\n")


def _shown_layer() -> bytes:
    data = _uncompressed(
        lambda made: (made.addLiteral("/OC /Shown BDC"), made.drawString(60, 100, "Figures"), made.addLiteral("EMC"))
    )
    data = data.replace(b"/Type /Catalog", b"/OCProperties << /OCGs [ 900 0 R ] /D << >> >> /Type /Catalog", 1)
    data = data.replace(b"/Resources <<", b"/Resources << /Properties << /Shown 900 0 R >>", 1)
    return _rebuilt(data, b"900 0 obj\n<< /Type /OCG /Name (Figures) >>\nendobj\n")


def _uncompressed(change: Callable[[canvas.Canvas], object]) -> bytes:
    out = io.BytesIO()
    made = canvas.Canvas(out, pagesize=A4, invariant=1, pageCompression=0)
    for line in range(20):
        made.drawString(60, 780 - line * 16, LINE.format(line))
    made.setFont("Helvetica", 12)
    change(made)
    made.save()
    return out.getvalue()


def _rebuilt(data: bytes, added: bytes) -> bytes:
    """The file with an object more and its table of places made anew."""
    start = data.rindex(b"\nxref") + 1
    trailer = data[data.rindex(b"trailer") : data.rindex(b"startxref")]
    body = data[:start] + added
    places: dict[int, int] = {}
    for line in _object_places(body):
        number, place = line
        places[number] = place
    table = b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(places) + 1
    trailer = trailer.replace(trailer[trailer.index(b"/Size") : trailer.index(b"/Size") + 8], b"/Size %d " % size)
    return body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def _object_places(body: bytes) -> Iterator[tuple[int, int]]:
    import re

    for match in re.finditer(rb"(?m)^([0-9]+) 0 obj", body):
        yield int(match[1]), match.start()


def _updated(secret: bool) -> bytes:
    """A file saved again on top of itself: the page's content is replaced, the old content stays in front."""
    data = _uncompressed(lambda made: _secret(made) if secret else None)
    at = data.index(b"stream\n", data.index(b"/Length")) + 7
    end = data.index(b"endstream", at)
    head = data.rfind(b" 0 obj", 0, at)
    number = int(data[data.rfind(b"\n", 0, head) + 1 : head])
    content = data[at:end]
    if secret:
        content = content.replace(SECRET.encode(), b"[redacted]")
    added = b"%d 0 obj\n<< /Length %d >>\nstream\n" % (number, len(content)) + content + b"\nendstream\nendobj\n"
    previous = int(data[data.rindex(b"startxref") + 9 : data.rindex(b"%%EOF")].strip())
    trailer = data[data.rindex(b"trailer") : data.rindex(b"startxref")].rstrip()
    trailer = trailer[: trailer.rindex(b">>")] + b" /Prev %d >>\n" % previous
    place = len(data) + 1
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    return data + b"\n" + added + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (place + len(added))


def _attached(made: FPDF) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "staff.csv"
        path.write_text("surname,rank\nArbuckle,Sergeant\n")
        made.embed_file(path, desc="staff")
        made.output()


def fp_attached() -> bytes:
    """fpdf2 reads the embedded file only as it writes the PDF, so the folder must live until then."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "staff.csv"
        path.write_text("surname,rank\nArbuckle,Sergeant\n")
        made = FPDF()
        made.add_page()
        made.set_font("helvetica", size=11)
        made.cell(text="Answer attached.")
        made.embed_file(path, desc="staff")
        return bytes(made.output())


def _fp_box(made: FPDF) -> None:
    made.set_xy(20, 200)
    made.cell(text=SECRET)
    made.set_fill_color(0, 0, 0)
    made.rect(18, 198, 90, 8, style="F")


def _fp_white(made: FPDF) -> None:
    made.set_text_color(255, 255, 255)
    made.set_xy(20, 200)
    made.cell(text=SECRET)


def _fp_comment(made: FPDF) -> None:
    made.text_annotation(30, 200, "Take Arbuckle out")


def _fp_square(made: FPDF) -> None:
    made.set_xy(20, 200)
    made.cell(text=SECRET)
    with made.rotation(0):
        made.set_fill_color(255, 255, 255)
        made.rect(18, 198, 90, 8, style="F")


def _banner(made: canvas.Canvas) -> None:
    made.setFillColorRGB(0, 0.2, 0.4)
    made.rect(0, 800, 595, 42, fill=1, stroke=0)
    made.setFillColorRGB(1, 1, 1)
    made.setFont("Helvetica-Bold", 16)
    made.drawString(60, 815, "Exampleshire Police")


def _redaction(made: canvas.Canvas) -> None:
    """A box with nothing under it."""
    made.rect(60, 92, 200, 16, fill=1, stroke=0)


def _logo(made: canvas.Canvas) -> None:
    made.drawImage(ImageReader(Image.new("RGB", (50, 50), (0, 60, 120))), 450, 60, 80, 80)


def _underline(made: canvas.Canvas) -> None:
    for line in range(30):
        made.line(60, 777 - line * 16, 400, 777 - line * 16)


def _lightmark(made: canvas.Canvas) -> None:
    made.setFillColor(Color(1, 1, 0, alpha=0.3))
    made.rect(58, 774, 300, 14, fill=1, stroke=0)


def _watermark(made: canvas.Canvas) -> None:
    made.saveState()
    made.translate(200, 300)
    made.rotate(45)
    made.setFillColor(Color(0.6, 0.6, 0.6, alpha=0.3))
    made.setFont("Helvetica-Bold", 60)
    made.drawString(0, 0, "DISCLOSED")
    made.restoreState()


def _link(made: canvas.Canvas) -> None:
    made.drawString(60, 100, "See the definitions")
    made.linkURL("https://www.exampleshire.example/definitions", (60, 96, 180, 112))


def _form(made: canvas.Canvas) -> None:
    made.acroForm.textfield(name="comment", x=60, y=80, width=200, height=20)


def _stationery(made: canvas.Canvas) -> None:
    made.beginForm("head")
    made.drawString(60, 820, "Exampleshire Police, Freedom of Information")
    made.endForm()
    made.doForm("head")


def table(rows: int = 40) -> bytes:
    """A ruled, banded table with a dark header."""
    out = io.BytesIO()
    made = SimpleDocTemplate(out, pagesize=A4, invariant=1)
    data = [["District", "2021", "2022", "2023"]] + [[f"Ward {row}", row, row * 2, row * 3] for row in range(rows)]
    grid = Table(data, repeatRows=1)
    grid.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), Color(0, 0.2, 0.4)),
                ("TEXTCOLOR", (0, 0), (-1, 0), Color(1, 1, 1)),
                ("ROWBACKGROUNDS", (0, 1), (-1, -1), [Color(1, 1, 1), Color(0.9, 0.9, 0.95)]),
                ("GRID", (0, 0), (-1, -1), 0.5, Color(0.5, 0.5, 0.5)),
            ]
        )
    )
    styles = getSampleStyleSheet()
    made.build([Paragraph("Recorded offences", styles["Title"]), Spacer(1, 12), grid])
    return out.getvalue()


def _fp_table(made: FPDF) -> None:
    with made.table() as grid:
        for row in (("District", "2021"), ("North", "12"), ("South", "9")):
            line = grid.row()
            for value in row:
                line.cell(value)


def _fp_shaded(made: FPDF) -> None:
    made.set_fill_color(0, 51, 102)
    made.set_text_color(255, 255, 255)
    made.cell(text="Total", fill=True)


def _fp_author(made: FPDF) -> None:
    made.set_author("A Clerk")
    made.set_title("Answer")


def scan_clean() -> bytes:
    """A scanned page with its recognition layer."""
    return _scan(False)


PLANTED: list[tuple[str, str, str, Callable[[], bytes]]] = [
    ("black-box", "reportlab", "covered_text", partial(drawn, _boxed)),
    ("white-box", "reportlab", "covered_text", partial(drawn, partial(_boxed, colour=(1, 1, 1)))),
    ("grey-box", "reportlab", "covered_text", partial(drawn, partial(_boxed, colour=(0.7, 0.7, 0.7)))),
    ("two-letters", "reportlab", "covered_text", partial(drawn, _two_letters)),
    ("black-on-black", "reportlab", "invisible_text", partial(drawn, _black_on_black)),
    ("marker-stroke", "reportlab", "covered_text", partial(drawn, _stroked)),
    ("picture-over", "reportlab", "covered_text", partial(drawn, _picture_over)),
    ("photo-over", "reportlab", "covered_text", partial(drawn, _photo_over)),
    ("form-over", "reportlab", "covered_text", partial(drawn, _form_box)),
    ("white-text", "reportlab", "invisible_text", partial(drawn, _white)),
    ("transparent-text", "reportlab", "invisible_text", partial(drawn, _transparent)),
    ("invisible-text", "reportlab", "invisible_text", partial(drawn, _invisible)),
    ("clipped-away", "reportlab", "invisible_text", partial(drawn, partial(_clipped, away=True))),
    ("off-page", "reportlab", "off_page_text", partial(drawn, _off_page)),
    ("cropped-away", "reportlab", "off_page_text", partial(drawn, _cropped)),
    ("tiny-text", "reportlab", "invisible_text", partial(drawn, _tiny)),
    ("note", "reportlab", "comments", partial(drawn, _note)),
    ("ni-number", "reportlab", "national_insurance_numbers", partial(drawn, _ni)),
    ("birth-date", "reportlab", "birth_dates", partial(drawn, _birth)),
    ("scan-blacked-out", "reportlab", "covered_text", partial(_scan, True)),
    ("layer-off", "raw PDF", "hidden_layer", _layered),
    ("earlier-revision", "raw PDF", "earlier_revision", partial(_updated, True)),
    ("attached-file", "fpdf2", "embedded_file", fp_attached),
    ("fp-black-box", "fpdf2", "covered_text", partial(fp, _fp_box)),
    ("fp-white-box", "fpdf2", "covered_text", partial(fp, _fp_square)),
    ("fp-white-text", "fpdf2", "invisible_text", partial(fp, _fp_white)),
    ("fp-note", "fpdf2", "comments", partial(fp, _fp_comment)),
]
CLEAN: list[tuple[str, str, Callable[[], bytes]]] = [
    ("plain", "reportlab", drawn),
    ("pages", "reportlab", partial(drawn, pages=12)),
    *(
        (change.__name__.strip("_"), "reportlab", partial(drawn, change))
        for change in (
            *(_banner, _redaction, _logo, _underline, _lightmark, _watermark, _link, _form, _stationery),
            _stamp_over,
        )
    ),
    ("clipped", "reportlab", partial(drawn, partial(_clipped, away=False))),
    ("table", "reportlab", table),
    ("long-table", "reportlab", partial(table, 300)),
    ("scan", "reportlab", scan_clean),
    ("layer-shown", "raw PDF", _shown_layer),
    ("saved-again", "raw PDF", partial(_updated, False)),
    ("fp-plain", "fpdf2", fp),
    ("fp-table", "fpdf2", partial(fp, _fp_table)),
    ("fp-shaded", "fpdf2", partial(fp, _fp_shaded)),
    ("fp-author", "fpdf2", partial(fp, _fp_author)),
]


def cases() -> Iterator[Case]:
    """Planted and clean PDFs."""
    for name, maker, planted, make in PLANTED:
        yield Case(name, "pdf", maker, planted, make)
    for name, maker, make in CLEAN:
        yield Case(f"clean-{name}", "pdf", maker, None, make)
