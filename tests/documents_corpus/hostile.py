"""Files meant to do harm, damaged files and files that are not what they say, each with the status it must get."""

from __future__ import annotations

import gzip
import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from fpdf import FPDF
from msoffcrypto.format.ooxml import OOXMLFile
from PIL import Image

from tests.documents_corpus.documents import letter, odt, rtf
from tests.documents_corpus.edits import edited, linked, swap
from tests.documents_corpus.mails import archive, message, picture
from tests.documents_corpus.pdfs import _uncompressed, drawn
from tests.documents_corpus.slides import show
from tests.documents_corpus.workbooks import BOOK, SHEET, book
from tests.documents_corpus.workbooks_other import csv_text, ods, page, xls

MIB = 1 << 20


@dataclass(frozen=True)
class Hostile:
    """One file: the name it comes under, and the statuses that are right for it."""

    name: str
    filename: str
    statuses: tuple[str, ...]
    make: Callable[[], bytes]


def zip_bomb() -> bytes:
    return archive(("zeros.txt", b"\0" * (60 * MIB)))


def nested_bomb() -> bytes:
    inner = archive(("zeros.txt", b"0" * (20 * MIB)))
    return archive(*((f"layer-{number}.zip", inner) for number in range(20)))


def many_members() -> bytes:
    return archive(*((f"{number}.txt", b"x") for number in range(400)))


def deep_archive() -> bytes:
    data = archive(("answer.txt", b"hello there"))
    for level in range(6):
        data = archive((f"level-{level}.zip", data))
    return data


def overlapping() -> bytes:
    """Many directory entries that share one compressed stream."""
    body = zlib.compress(b"0" * (10 * MIB), 9)[2:-4]
    crc = zlib.crc32(b"0" * (10 * MIB))
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, crc, len(body), 10 * MIB, 1, 0) + b"a"
    directory = b"".join(
        struct.pack(
            "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 33, crc, len(body), 10 * MIB, 5, 0, 0, 0, 0, 0, 0
        )
        + b"%05d" % number
        for number in range(100)
    )
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 100, 100, len(directory), len(head) + len(body), 0)
    return head + body + directory + end


def lying_size() -> bytes:
    """A member that says it is small and is not."""
    data = bytearray(archive(("a.txt", b"0" * (4 * MIB))))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def billion_laughs(member: str, data: bytes) -> bytes:
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"lol") for level in range(10)
    )
    head = b"<!DOCTYPE w [" + entities + b"]>"

    def change(body: bytes) -> bytes:
        at = body.index(b"?>") + 2 if body.startswith(b"<?xml") else 0
        return body[:at] + head + body[at:].replace(b"Thank", b"&l9;").replace(b"Answer", b"&l9;")

    return edited(data, {member: change})


def outside_entity() -> bytes:
    head = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

    def change(body: bytes) -> bytes:
        at = body.index(b"?>") + 2
        return body[:at] + head + body[at:].replace(b"Thank", b"&x;")

    return edited(letter(), {"word/document.xml": change})


def deep_xml() -> bytes:
    nest = b"<w:sdt><w:sdtContent>" * 20_000 + b"</w:sdtContent></w:sdt>" * 20_000
    return edited(letter(), {"word/document.xml": swap(b"<w:body>", b"<w:body>" + nest)})


def far_cell() -> bytes:
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return edited(book(), {SHEET: swap(b"</sheetData>", cell)})


def ods_bomb() -> bytes:
    """One cell said to be repeated over the whole sheet."""
    row = (
        b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell office:value-type="string" '
        b'table:number-columns-repeated="16000"><text:p>boom</text:p></table:table-cell></table:table-row></table:table>'
    )
    return edited(ods(), {"content.xml": swap(b"</table:table>", row)})


def string_bomb() -> bytes:
    """A long shared string used by a hundred thousand cells."""
    long = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"A" * 30_000
        + b"</t></si></sst>"
    )
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(20, 60_000))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    data = linked(book(), BOOK, "sharedStrings", "xl/sharedStrings.xml", long, kind)
    return edited(data, {SHEET: swap(b"</sheetData>", rows + b"</sheetData>")})


def pdf_many_pages() -> bytes:
    """Four thousand pages that are one page object."""
    kids = b"3 0 R " * 4000
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 4000 /Kids [ " + kids + b"] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
    )


def pdf_loop() -> bytes:
    """A page tree that contains itself."""
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 5 /Kids [ 2 0 R 2 0 R 3 0 R ] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
    )


def pdf_bomb() -> bytes:
    """A stream packed three times over, which unpacks to 90 MB of text commands."""
    body = b"BT /F1 9 Tf (0123456789) Tj ET\n" * 3_000_000
    packed = zlib.compress(zlib.compress(zlib.compress(body, 9), 9), 9)
    stream = b"<< /Length %d /Filter [ /FlateDecode /FlateDecode /FlateDecode ] >>\nstream\n" % len(packed)
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [ 3 0 R ] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        stream + packed + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def pdf_huge_page() -> bytes:
    data = _uncompressed(lambda made: made.rect(10, 10, 500, 800, fill=1))
    return data.replace(b"0 0 595.2756 841.8898", b"0 0 14000000 14000000")


def _pdf(*objects: bytes) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % p for p in places
    )
    return out + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))


def pdf_locked() -> bytes:
    made = FPDF()
    made.set_encryption("owner", "user")
    made.add_page()
    made.set_font("helvetica")
    made.cell(text="locked")
    return bytes(made.output())


def office_locked() -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(book())).encrypt("secret", out)
    return out.getvalue()


def xls_locked() -> bytes:
    """A workbook whose stream says that it is encrypted."""
    data = xls()
    at = data.index(b"\x09\x08\x10\x00")
    stop = at + 4 + 16
    filepass = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + b"\x07" * 48
    return data[:stop] + filepass + data[stop + len(filepass) :]


def zip_locked() -> bytes:
    data = bytearray(archive(("a.txt", b"hello hello hello")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark)
        data[at + place] |= 1
    return bytes(data)


def odt_locked() -> bytes:
    entry = b'<manifest:encryption-data manifest:checksum="x"/>'
    return edited(odt(), {"META-INF/manifest.xml": swap(b"</manifest:manifest>", entry + b"</manifest:manifest>")})


def pixel_bomb() -> bytes:
    """A picture of 900 million pixels in a few kilobytes."""
    chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))  # noqa: E731
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (3751 * 30_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def animated() -> bytes:
    """A TIFF of many frames."""
    frames = [Image.new("1", (300, 300)) for _ in range(20)]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:], compression="group4")
    return out.getvalue()


def macros() -> bytes:
    kind = "application/vnd.ms-office.vbaProject"
    return linked(
        book(),
        BOOK,
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "xl/vbaProject.bin",
        b"\xd0\xcf" * 90,
        kind,
    )


def html_deep() -> bytes:
    return b"<html><body>" + b"<div>" * 60_000 + b"x" + b"</div>" * 60_000


def rtf_deep() -> bytes:
    return b"{\\rtf1 " + b"{" * 200_000 + b"x" + b"}" * 200_000 + b"}"


def mail_deep() -> bytes:
    """A message of parts within parts."""
    body = b"Content-Type: text/plain\r\n\r\nhello\r\n"
    for number in range(150):
        mark = b"b%d" % number
        body = (
            b"Content-Type: multipart/mixed; boundary="
            + mark
            + b"\r\n\r\n--"
            + mark
            + b"\r\n"
            + body
            + b"\r\n--"
            + mark
            + b"--\r\n"
        )
    return b"From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\nSubject: x\r\n" + body


def csv_quote() -> bytes:
    return b'a,b\n1,"' + b"never closed " * 200_000


def cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def flipped(data: bytes, seed: int, flips: int = 12) -> bytes:
    """Random bits of a file turned over, its first bytes spared."""
    draw = random.Random(seed)
    out = bytearray(data)
    for _ in range(flips):
        out[draw.randrange(16, len(out))] ^= 1 << draw.randrange(8)
    return bytes(out)


ANY = ("ok", "corrupt", "limit_hit", "encrypted", "unsupported", "needs_ocr")
READ = ("ok",)
TOO_MUCH = ("limit_hit",)
BROKEN = ("corrupt",)
LOCKED = ("encrypted",)
UNKNOWN = ("unsupported",)


def cases() -> Iterator[Hostile]:
    """Every hostile file."""
    yield Hostile("ZIP bomb", "a.zip", TOO_MUCH, zip_bomb)
    yield Hostile("nested ZIP bomb", "a.zip", ("ok", "limit_hit"), nested_bomb)
    yield Hostile("too many members", "a.zip", TOO_MUCH, many_members)
    yield Hostile("archives too deep", "a.zip", READ, deep_archive)
    yield Hostile("overlapping ZIP members", "a.zip", ("limit_hit", "corrupt"), overlapping)
    yield Hostile("member larger than it says", "a.zip", READ, lying_size)
    yield Hostile(
        "names that climb out",
        "a.zip",
        READ,
        lambda: archive(("../../etc/passwd", b"x,y\n1,2"), ("C:\\w\\a.txt", b"hello")),
    )
    yield Hostile("empty archive", "a.zip", READ, archive)
    yield Hostile("entity bomb in DOCX", "a.docx", TOO_MUCH, lambda: billion_laughs("word/document.xml", letter()))
    yield Hostile(
        "entity bomb in XLSX", "a.xlsx", ("limit_hit", "corrupt"), lambda: billion_laughs("xl/workbook.xml", book())
    )
    yield Hostile("entity from outside", "a.docx", TOO_MUCH, outside_entity)
    yield Hostile("XML too deep", "a.docx", ("corrupt", "limit_hit"), deep_xml)
    yield Hostile("cell in the last corner", "a.xlsx", TOO_MUCH, far_cell)
    yield Hostile("repeated ODS cells", "a.ods", ("limit_hit", "corrupt"), ods_bomb)
    yield Hostile("shared string bomb", "a.xlsx", TOO_MUCH, string_bomb)
    yield Hostile("PDF of four thousand pages", "a.pdf", TOO_MUCH, pdf_many_pages)
    yield Hostile("PDF page tree in a loop", "a.pdf", ("ok", "corrupt"), pdf_loop)
    yield Hostile("PDF stream bomb", "a.pdf", TOO_MUCH, pdf_bomb)
    yield Hostile("PDF page of five kilometres", "a.pdf", ("ok", "limit_hit"), pdf_huge_page)
    yield Hostile("picture bomb", "a.png", TOO_MUCH, pixel_bomb)
    yield Hostile("picture of many frames", "a.tiff", ("ok", "needs_ocr", "limit_hit"), animated)
    yield Hostile("locked PDF", "a.pdf", LOCKED, pdf_locked)
    yield Hostile("locked workbook", "a.xlsx", LOCKED, office_locked)
    yield Hostile("locked XLS", "a.xls", LOCKED, xls_locked)
    yield Hostile("locked ZIP", "a.zip", LOCKED, zip_locked)
    yield Hostile("locked ODT", "a.odt", LOCKED, odt_locked)
    yield Hostile("macros", "a.xlsm", READ, macros)
    yield Hostile("HTML too deep", "a.html", ("ok", "limit_hit"), html_deep)
    yield Hostile("RTF too deep", "a.rtf", ("ok", "limit_hit", "corrupt"), rtf_deep)
    yield Hostile("message of parts in parts", "a.eml", ("ok", "limit_hit"), mail_deep)
    yield Hostile("quote never closed", "a.csv", READ, csv_quote)
    yield Hostile("empty file", "a.pdf", BROKEN, bytes)
    yield Hostile("random bytes", "a.pdf", UNKNOWN, lambda: random.Random(1).randbytes(5000))
    yield Hostile("gzip", "a.csv", UNKNOWN, lambda: gzip.compress(b"a,b\n1,2", mtime=0))
    yield Hostile("7z", "a.zip", UNKNOWN, lambda: b"7z\xbc\xaf\x27\x1c" + b"\0" * 99)
    yield Hostile("program", "a.xls", UNKNOWN, lambda: b"MZ\x90\x00\x03\x00\x00\x00\x04" + b"\0" * 300)
    yield Hostile("XML of no known kind", "a.xml", UNKNOWN, lambda: b"<?xml version='1.0'?><a><b/></a>")
    yield Hostile(
        "compound file of no known kind",
        "a.doc",
        UNKNOWN,
        lambda: xls().replace("Workbook".encode("utf-16-le"), "Wxrkbxxk".encode("utf-16-le")),
    )
    yield Hostile("HTML called XLS", "a.xls", READ, lambda: page("<table><tr><th>a<th>b<tr><td>1<td>2</table>"))
    yield Hostile("XLSX called PDF", "a.pdf", READ, book)
    yield Hostile("PDF called DOCX", "a.docx", READ, drawn)
    yield Hostile("CSV called XLSX", "a.xlsx", READ, lambda: csv_text(["a,b", "1,2", "3,4"]))
    yield Hostile("RTF called DOC", "a.doc", READ, rtf)
    for suffix, make in FORMATS.items():
        yield Hostile(f"truncated {suffix}", f"a.{suffix}", ANY, partial(_cut_half, make))
        for seed in range(3):
            yield Hostile(f"bit-flipped {suffix} {seed}", f"a.{suffix}", ANY, partial(_flipped, make, seed))


FORMATS: dict[str, Callable[[], bytes]] = {
    "pdf": drawn,
    "xlsx": book,
    "xls": xls,
    "ods": ods,
    "docx": letter,
    "odt": odt,
    "rtf": rtf,
    "pptx": show,
    "eml": message,
    "zip": lambda: archive(("answer.xlsx", book()), ("letter.pdf", drawn())),
    "png": lambda: picture("PNG"),
    "jpg": lambda: picture("JPEG"),
}


def _cut_half(make: Callable[[], bytes]) -> bytes:
    return cut(make(), 0.5)


def _flipped(make: Callable[[], bytes], seed: int) -> bytes:
    return flipped(make(), seed)
