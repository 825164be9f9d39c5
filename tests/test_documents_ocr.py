"""Recognition by the real tesseract: a scanned letter read in a worker, marked as machine-read, with its confidence."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from archive.documents import Document, DocumentPool

pytestmark = pytest.mark.tesseract

LETTER = [
    "Freedom of Information Request 01/FOI/24/1234",
    "Thank you for your request of 6 May about bicycles.",
    "The force recorded 312 thefts of bicycles in Harbour.",
    "Section 40(2) of the Act applies to the names of victims.",
    "You may ask for an internal review of this decision.",
]


def sheet(lines: list[str]) -> Image.Image:
    """A page of typed lines as a scanner sees it: grey paper, a little soft."""
    page = Image.new("L", (1240, 1754), 236)
    drawing = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        drawing.text((110, 140 + 70 * number), line, fill=30, font=ImageFont.load_default(34))
    return page.filter(ImageFilter.GaussianBlur(0.7))


def scanned(*pages: list[str], kind: str = "PDF") -> bytes:
    out = io.BytesIO()
    first, *others = [sheet(lines) for lines in pages]
    first.save(out, kind, resolution=150, save_all=True, append_images=others)
    return out.getvalue()


def read(data: bytes, name: str) -> Document:
    with DocumentPool(1) as pool:
        return pool.read(data, filename=name)


@pytest.mark.parametrize(("kind", "name"), [("PDF", "letter.pdf"), ("TIFF", "letter.tif")])
def test_a_scanned_letter_is_read_and_marked(kind: str, name: str) -> None:
    document = read(scanned(LETTER, ["The second page names the stations of the force."], kind=kind), name)
    assert (document.status, document.note) == ("ok", "")
    assert [(part.number, part.kind, part.machine_read) for part in document.parts] == [
        (1, "page", True),
        (2, "page", True),
    ]
    for words in ("Freedom of Information", "312 thefts", "Section 40(2)", "internal review"):
        assert words in document.parts[0].text
    assert "second page" in document.parts[1].text
    assert all(part.confidence is not None and 0.7 < part.confidence <= 1 for part in document.parts)
    assert not document.serious


def test_what_is_recognised_is_screened_too() -> None:
    document = read(scanned(["Paid to the claimant.", "National Insurance number: AB123456C."]), "scan.pdf")
    assert "national_insurance_numbers" in {finding.kind for finding in document.findings}
    assert document.serious


def test_a_picture_without_words_is_not_taken_for_read() -> None:
    assert read(scanned([]), "blank.pdf").status == "needs_ocr"
