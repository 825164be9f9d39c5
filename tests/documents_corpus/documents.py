"""DOCX by python-docx with raw-XML edits, ODT by odfpy, RTF as text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from odf import dc, office, style, text
from odf.opendocument import OpenDocumentText
from PIL import Image

from tests.documents_corpus import Case
from tests.documents_corpus.edits import edited, linked, swap
from tests.documents_corpus.workbooks import book

DOCUMENT = "word/document.xml"
LETTER = (
    "Thank you for your request about overtime.",
    "The force holds the information and it is given below.",
    "If you are not content with this answer you may ask for a review.",
)
WORD_NS = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def letter(change: Callable[[Any], None] | None = None) -> bytes:
    """A letter by python-docx."""
    document = docx.Document()
    for line in LETTER:
        document.add_paragraph(line)
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _run(document: Any, words: str = "J Arbuckle was the officer") -> object:
    return document.add_paragraph("See ").add_run(words)


def _hidden(document: Any) -> None:
    _run(document).font.hidden = True


def _comment(document: Any) -> None:
    document.add_comment(_run(document, "the officer"), "Take Arbuckle out", "A Clerk", "AC")


def _white(document: Any) -> None:
    _run(document).font.color.rgb = RGBColor(255, 255, 255)


def _tiny(document: Any) -> None:
    _run(document).font.size = Pt(1)


def _black(document: Any) -> None:
    _run(document).font.highlight_color = WD_COLOR_INDEX.BLACK


def _shaded(document: Any) -> None:
    run = _run(document)
    run.font.color.rgb = RGBColor(0, 0, 0)
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "000000")):
        shade.set(qn(name), value)
    run._r.get_or_add_rPr().append(shade)


def _hidden_style(document: Any) -> None:
    made = document.styles.add_style("Secret", 2)
    made.font.hidden = True
    _run(document).style = made


def _hidden_in_header(document: Any) -> None:
    run = document.sections[0].header.paragraphs[0].add_run("J Arbuckle")
    run.font.hidden = True


def _ni(document: Any) -> None:
    document.add_paragraph("The claimant's number is AB 12 34 56 C.")


def _birth(document: Any) -> None:
    document.add_paragraph("The driver was Jane Arbuckle, date of birth 3 May 1980, of the same address.")


def _bank(document: Any) -> None:
    document.add_paragraph("Paid to M Brindle, sort code 12-34-56, account number 01234567.")


def _phones(document: Any) -> None:
    for number in range(20):
        document.add_paragraph(f"Person {number}: 07700 9001{number:02}")


def raw(*changes: tuple[bytes, bytes]) -> bytes:
    """A letter with raw changes to its body."""

    def change(body: bytes) -> bytes:
        for old, new in changes:
            body = body.replace(old, new, 1)
        return body

    return edited(letter(), {DOCUMENT: change})


INSERTED = (
    b'<w:ins w:id="9" w:author="A Clerk" w:date="2024-01-01T00:00:00Z"><w:r><w:t>and J Arbuckle</w:t></w:r></w:ins>'
)
DELETED = b'<w:del w:id="9" w:author="A Clerk"><w:r><w:delText>J Arbuckle</w:delText></w:r></w:del>'
MOVED = b'<w:moveFrom w:id="9" w:author="A Clerk"><w:r><w:t>J Arbuckle</w:t></w:r></w:moveFrom>'
BODY = b"<w:body>"


def _comments() -> bytes:
    body = (
        b"<w:comments "
        + WORD_NS
        + b'><w:comment w:id="0" w:author="A Clerk"><w:p><w:r><w:t>Take Arbuckle out</w:t></w:r></w:p></w:comment>'
        + b"</w:comments>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    return linked(letter(), DOCUMENT, "comments", "word/comments.xml", body, kind)


def _embedded() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return linked(letter(), DOCUMENT, "package", "word/embeddings/Microsoft_Excel_Sheet1.xlsx", book(), kind)


def _chunk() -> bytes:
    return linked(letter(), DOCUMENT, "aFChunk", "word/afchunk.html", b"<html><p>J Arbuckle</p></html>", "text/html")


def _strict() -> bytes:
    """Hidden text in a document of the strict variety, whose namespaces differ."""
    old, new = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    return edited(letter(_hidden), {DOCUMENT: swap(old, new, -1)})


def odt(change: Callable[[OpenDocumentText], None] | None = None) -> bytes:
    """A letter by odfpy."""
    document = OpenDocumentText()
    for line in LETTER:
        document.text.addElement(text.P(text=line))
    if change:
        change(document)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def _odt_span(document: OpenDocumentText, properties: object, words: str = "J Arbuckle") -> None:
    made = style.Style(name="secret", family="text")
    made.addElement(properties)
    document.automaticstyles.addElement(made)
    paragraph = text.P(text="See ")
    paragraph.addElement(text.Span(stylename=made, text=words))
    document.text.addElement(paragraph)


def _odt_hidden(document: OpenDocumentText) -> None:
    _odt_span(document, style.TextProperties(display="none"))


def _odt_white(document: OpenDocumentText) -> None:
    _odt_span(document, style.TextProperties(color="#ffffff"))


def _odt_comment(document: OpenDocumentText) -> None:
    note = office.Annotation()
    note.addElement(dc.Creator(text="A Clerk"))
    note.addElement(text.P(text="Take Arbuckle out"))
    paragraph = text.P(text="Figures ")
    paragraph.addElement(note)
    document.text.addElement(paragraph)


def _odt_section(document: OpenDocumentText) -> None:
    section = text.Section(name="aside", display="none")
    section.addElement(text.P(text="J Arbuckle"))
    document.text.addElement(section)


def _odt_dark(document: OpenDocumentText) -> None:
    _odt_span(document, style.TextProperties(color="#ffffff", backgroundcolor="#003366"), "Important")


def _odt_tracked() -> bytes:
    change = (
        b'<text:tracked-changes><text:changed-region text:id="ct1"><text:deletion><office:change-info>'
        b'<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">A Clerk</dc:creator>'
        b"</office:change-info><text:p>J Arbuckle</text:p></text:deletion></text:changed-region>"
        b"</text:tracked-changes>"
    )
    return edited(odt(), {"content.xml": swap(b"<office:text>", b"<office:text>" + change)})


def rtf(extra: bytes = b"", head: bytes = b"") -> bytes:
    """A letter as RTF."""
    lines = b"".join(line.encode() + rb"\par" + b"\n" for line in LETTER)
    return rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}{\info{\author A Clerk}}" + head + b"\n" + lines + extra + b"}"


def _table(document: Any) -> None:
    grid = document.add_table(3, 3)
    grid.style = "Light Grid Accent 1"
    for row in range(3):
        for place in range(3):
            grid.cell(row, place).text = f"{row * place}" if row else ("District", "2021", "2022")[place]


def _dark_header(document: Any) -> None:
    grid = document.add_table(2, 2)
    for place, label in enumerate(("District", "Count")):
        cell = grid.cell(0, place)
        shade = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "1F3864")):
            shade.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(shade)
        run = cell.paragraphs[0].add_run(label)
        run.font.color.rgb = RGBColor(255, 255, 255)
        grid.cell(1, place).text = "7"


def _styled_header(document: Any) -> None:
    grid = document.add_table(2, 2)
    grid.style = "Medium Shading 1 Accent 1"
    run = grid.cell(0, 0).paragraphs[0].add_run("District")
    run.font.color.rgb = RGBColor(255, 255, 255)


def _heads(document: Any) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Exampleshire Police"
    section.footer.paragraphs[0].text = "Freedom of Information team"


def _marker(document: Any) -> None:
    _run(document, "important").font.highlight_color = WD_COLOR_INDEX.YELLOW


def _picture(document: Any) -> None:
    out = io.BytesIO()
    Image.new("RGB", (80, 30), (10, 60, 120)).save(out, "PNG")
    out.seek(0)
    document.add_picture(out)


def _author(document: Any) -> None:
    document.core_properties.author = "A Clerk"
    document.core_properties.comments = "Final version"


def _lists(document: Any) -> None:
    for line in ("First", "Second"):
        document.add_paragraph(line, style="List Bullet")
    document.add_heading("Section 17 notice", 2)


def _long(document: Any) -> None:
    for number in range(200):
        document.add_paragraph(f"{number}. The force considered the public interest in district {number % 9}.")


def _contacts(document: Any) -> None:
    document.add_paragraph("Write to foi@exampleshire.example or call 01632 960100. The regulator: 0303 123 1113.")


def _redacted(document: Any) -> None:
    document.add_paragraph("The officer was [REDACTED] and the place was XXXXX.")


TOC = b"<w:p><w:r><w:rPr><w:webHidden/></w:rPr><w:t>12</w:t></w:r></w:p>"
PLANTED: list[tuple[str, str, str, str, Callable[[], bytes]]] = [
    ("hidden-text", "docx", "python-docx", "hidden_text", partial(letter, _hidden)),
    ("white-text", "docx", "python-docx", "hidden_text", partial(letter, _white)),
    ("tiny-text", "docx", "python-docx", "hidden_text", partial(letter, _tiny)),
    ("hidden-style", "docx", "python-docx", "hidden_text", partial(letter, _hidden_style)),
    ("hidden-header", "docx", "python-docx", "hidden_text", partial(letter, _hidden_in_header)),
    ("black-highlight", "docx", "python-docx", "covered_text", partial(letter, _black)),
    ("black-shading", "docx", "python-docx", "covered_text", partial(letter, _shaded)),
    ("inserted", "docx", "raw XML", "tracked_changes", lambda: raw((BODY, BODY + b"<w:p>" + INSERTED + b"</w:p>"))),
    ("deleted", "docx", "raw XML", "tracked_changes", lambda: raw((BODY, BODY + b"<w:p>" + DELETED + b"</w:p>"))),
    ("moved", "docx", "raw XML", "tracked_changes", lambda: raw((BODY, BODY + b"<w:p>" + MOVED + b"</w:p>"))),
    ("comment", "docx", "python-docx", "comments", partial(letter, _comment)),
    ("comments", "docx", "raw XML", "comments", _comments),
    ("embedded-workbook", "docx", "raw XML", "embedded_file", _embedded),
    ("inserted-chunk", "docx", "raw XML", "embedded_file", _chunk),
    ("strict-hidden", "docx", "raw XML", "hidden_text", _strict),
    ("ni-number", "docx", "python-docx", "national_insurance_numbers", partial(letter, _ni)),
    ("birth-date", "docx", "python-docx", "birth_dates", partial(letter, _birth)),
    ("bank-details", "docx", "python-docx", "bank_details", partial(letter, _bank)),
    ("phone-list", "docx", "python-docx", "phone_numbers", partial(letter, _phones)),
    ("hidden-text", "odt", "odfpy", "hidden_text", partial(odt, _odt_hidden)),
    ("white-text", "odt", "odfpy", "hidden_text", partial(odt, _odt_white)),
    ("comment", "odt", "odfpy", "comments", partial(odt, _odt_comment)),
    ("hidden-section", "odt", "odfpy", "hidden_text", partial(odt, _odt_section)),
    ("tracked", "odt", "raw XML", "tracked_changes", _odt_tracked),
    ("hidden-text", "rtf", "text", "hidden_text", lambda: rtf(rb"See {\v J Arbuckle}\par")),
    ("deleted", "rtf", "text", "tracked_changes", lambda: rtf(rb"See {\deleted J Arbuckle}\par")),
    ("comment", "rtf", "text", "comments", lambda: rtf(rb"{\*\atnid AC}{\*\annotation Take Arbuckle out}")),
    ("object", "rtf", "text", "embedded_file", lambda: rtf(rb"{\object\objemb{\*\objdata 0105000002000000}}")),
    (
        "white-text",
        "rtf",
        "text",
        "hidden_text",
        lambda: rtf(rb"{\cf1 J Arbuckle}\par", rb"{\colortbl;\red255\green255\blue255;}"),
    ),
]
CLEAN: list[tuple[str, str, str, Callable[[], bytes]]] = [
    ("plain", "docx", "python-docx", letter),
    *(
        (change.__name__.strip("_").replace("_", "-"), "docx", "python-docx", partial(letter, change))
        for change in (
            *(_table, _dark_header, _styled_header, _heads, _marker, _picture, _author, _lists, _long, _contacts),
            _redacted,
        )
    ),
    ("contents", "docx", "raw XML", lambda: raw((BODY, BODY + TOC))),
    ("plain", "odt", "odfpy", odt),
    ("dark-span", "odt", "odfpy", partial(odt, _odt_dark)),
    ("plain", "rtf", "text", rtf),
    ("bold", "rtf", "text", lambda: rtf(rb"{\b Important}\par {\cf1 blue}\par", rb"{\colortbl;\red0\green0\blue255;}")),
]


def cases() -> Iterator[Case]:
    """Planted and clean documents."""
    for name, suffix, maker, planted, make in PLANTED:
        yield Case(name, suffix, maker, planted, make)
    for name, suffix, maker, make in CLEAN:
        yield Case(f"clean-{name}", suffix, maker, None, make)
