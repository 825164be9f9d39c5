"""PDF through pypdfium2: text by page, words broken at line ends mended, scanned pages read by tesseract.

Whoever wants to look at the pages too (screening) registers a watcher, so that each page is loaded once.
"""

from __future__ import annotations

import ctypes
import re
import time
from io import BytesIO

import pypdfium2 as pdfium
from pypdfium2 import raw

from archive.documents import ocr
from archive.documents.model import Part, TableFound
from archive.documents.opened import Content, OpenedFile
from archive.documents.problems import corrupt, encrypted, limit
from archive.documents.readers.pdf_tables import tables_of

_BROKEN = re.compile("(?<=[^\\W\\d_])(?:-|\u00ad|\u2010|\ufffe|\x02)\r?\n(?=[^\\W\\d_A-Z])")
_HYPHEN = re.compile("[\ufffe\x02\u00ad]")
_NUL = re.compile("[\x00\ufffd]+$")
_DPI = 200


def mend(text: str) -> str:
    """A page's text with plain line ends and the hyphens of words broken over two lines taken out."""
    text = _BROKEN.sub("", text)
    return _HYPHEN.sub("-", text.replace("\r\n", "\n").replace("\r", "\n"))


def read(file: OpenedFile) -> Content:
    """One part a page. A page without text that shows a picture needs reading by machine."""
    try:
        document = pdfium.PdfDocument(file.data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or (b"/Encrypt" in file.data and "security" in str(error).lower()):
            raise encrypted() from error
        raise corrupt("the PDF can't be opened") from error
    try:
        return _pages(document, file)
    except pdfium.PdfiumError as error:
        raise corrupt("a page of the PDF can't be opened") from error
    finally:
        document.close()


def _pages(document: pdfium.PdfDocument, file: OpenedFile) -> Content:
    count = len(document)
    if count > file.limits.pages:
        raise limit(f"more than {file.limits.pages} pages")
    if not count:
        raise corrupt("the PDF has no pages")
    for watcher in file.watchers:
        watcher(0, document, None)
    parts: list[Part] = []
    tables: list[TableFound] = []
    unread: list[int] = []
    total = 0
    until = time.monotonic() + file.limits.wall * ocr.SHARE
    for number in range(1, count + 1):
        page = document[number - 1]
        textpage = page.get_textpage()
        text = _text(textpage)
        total += len(text)
        if total > file.limits.output:
            raise limit("too much text")
        confidence = None
        machine = False
        if not text.strip() and _has_picture(page):
            if ocr.available() is not None and time.monotonic() < until:
                text, confidence = _recognise(page)
                machine = True
            if not text:
                unread.append(number)
        parts.append(Part(number, "page", None, mend(text), machine, confidence))
        if not machine:
            tables += tables_of(page, textpage, number)
        for watcher in file.watchers:
            watcher(number, page, textpage)
        textpage.close()
        page.close()
    note = f"pages that are pictures without text: {len(unread)} of {count}" if unread else ""
    read = sum(1 for part in parts if part.text.strip())
    return Content(parts, tables, note=note, needs_ocr=bool(unread) and len(unread) >= read)


def _text(textpage: pdfium.PdfTextPage) -> str:
    count = raw.FPDFText_CountChars(textpage)
    if count <= 0:
        return ""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    written = raw.FPDFText_GetText(textpage, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    return buffer.raw[: max(written - 1, 0) * 2].decode("utf-16-le", "replace")


def _has_picture(page: pdfium.PdfPage) -> bool:
    for index in range(raw.FPDFPage_CountObjects(page)):
        kind = raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index))
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            return True
    return False


def _recognise(page: pdfium.PdfPage) -> tuple[str, float | None]:
    scale = _DPI / 72
    width, height = page.get_size()
    if width * height * scale * scale > 40_000_000:
        scale = (40_000_000 / (width * height)) ** 0.5
    picture = page.render(scale=scale, grayscale=True).to_pil()
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return ocr.recognise(buffer.getvalue(), dpi=int(scale * 72))
