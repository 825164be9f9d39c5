"""Files that other tools wrote, kept as they came: programs of other languages, and libraries the tests do without.

Named `kind~maker~name.suffix` (`clean~…` for clean ones, `.gz` where packed). Each was made once, elsewhere, to
be unlike what the detectors were first written against: SheetJS, ExcelJS, docx.js, PptxGenJS, pdf-lib and PDFKit under
Node, PyMuPDF and pikepdf, WeasyPrint and Chromium, Ghostscript and qpdf, tesseract, pandoc, Gnumeric,
LibreOffice, and the usual Python libraries used in unusual ways. People and places in them are invented.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.documents_corpus import Case

FOLDER = Path(__file__).parent / "kept"


def cases() -> Iterator[Case]:
    """The kept files."""
    for path in sorted(FOLDER.iterdir()):
        kind, maker, rest = path.name.removesuffix(".gz").split("~")
        name, _, suffix = rest.rpartition(".")
        planted = None if kind == "clean" else kind
        yield Case(f"kept-{kind}-{name}", suffix, maker.replace("_", " "), planted, partial(_bytes, path))


def _bytes(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data
