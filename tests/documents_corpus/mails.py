"""EML by the standard library, ZIP archives, pictures by Pillow, and plain text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import partial

from PIL import ExifTags, Image, PngImagePlugin

from tests.documents_corpus import Case
from tests.documents_corpus.compound import msg
from tests.documents_corpus.pdfs import drawn
from tests.documents_corpus.workbooks import PLANTED as WORKBOOKS
from tests.documents_corpus.workbooks import book


def message(change: Callable[[EmailMessage], None] | None = None) -> bytes:
    """A short message."""
    made = EmailMessage()
    made["From"] = "foi@exampleshire.example"
    made["To"] = "requester@reader.example"
    made["Subject"] = "Your request 12/24"
    made["Date"] = "Mon, 05 Feb 2024 10:00:00 +0000"
    made["Message-ID"] = "<1@exampleshire.example>"
    made.set_content("The information is attached.")
    if change:
        change(made)
    return made.as_bytes()


def _blind(made: EmailMessage) -> None:
    made["Bcc"] = "arbuckle@exampleshire.example"


def _markup(made: EmailMessage, body: str) -> None:
    made.add_alternative(f"<html><body>{body}</body></html>", subtype="html")


def _attach(made: EmailMessage, data: bytes) -> None:
    kind = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    made.add_attachment(data, maintype="application", subtype=kind, filename="answer.xlsx")


def hidden_workbook() -> bytes:
    """A workbook with a hidden sheet."""
    return next(make for name, _, _, make in WORKBOOKS if name == "hidden-sheet")()


def archive(*members: tuple[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


def nested() -> bytes:
    """A workbook with a hidden sheet in an archive in an archive."""
    return archive(("2024/answer.zip", archive(("answer.xlsx", hidden_workbook()))), ("letter.pdf", drawn()))


def picture(kind: str, *, place: bool = False, tail: bytes = b"") -> bytes:
    """A picture of nothing much."""
    made = Image.effect_noise((64, 48), 40).convert("RGB")
    out = io.BytesIO()
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Software", "Invented")
        made.save(out, kind, pnginfo=info)
    else:
        tags = Image.Exif()
        if place:
            spot = tags.get_ifd(ExifTags.IFD.GPSInfo)
            spot[ExifTags.GPS.GPSLatitudeRef] = "N"
            spot[ExifTags.GPS.GPSLatitude] = (54.0, 30.0, 0.0)
        made.save(out, kind, exif=tags)
    return out.getvalue() + tail


def text_file(line: str) -> bytes:
    """A plain text answer."""
    return f"Dear applicant,\n\nThe force holds the information.\n{line}\n".encode()


def cases() -> Iterator[Case]:
    """Planted and clean messages, archives, pictures and texts."""
    planted: list[tuple[str, str, str, str, Callable[[], bytes]]] = [
        ("blind-copy", "eml", "email", "blind_recipients", partial(message, _blind)),
        (
            "hidden-body",
            "eml",
            "email",
            "hidden_text",
            partial(message, partial(_markup, body='<p>Hi</p><p style="display:none">Arbuckle</p>')),
        ),
        (
            "attached-hidden-sheet",
            "eml",
            "email",
            "hidden_sheet",
            lambda: message(partial(_attach, data=hidden_workbook())),
        ),
        ("blind-copy", "msg", "raw records", "blind_recipients", lambda: msg("Answer", "Attached.", blind="Arbuckle")),
        (
            *("hidden-body", "msg", "raw records", "hidden_text"),
            lambda: msg("Answer", "Hi", markup='<p>Hi</p><p style="display:none">Arbuckle</p>'),
        ),
        (
            *("attached-hidden-sheet", "msg", "raw records", "hidden_sheet"),
            lambda: msg("Answer", "Attached.", attached={"answer.xlsx": hidden_workbook()}),
        ),
        ("hidden-sheet-inside", "zip", "zipfile", "hidden_sheet", lambda: archive(("answer.xlsx", hidden_workbook()))),
        ("hidden-sheet-deep-inside", "zip", "zipfile", "hidden_sheet", nested),
        ("clean-place", "jpg", "Pillow", None, partial(picture, "JPEG", place=True)),
        ("cropped-tail", "png", "Pillow", "earlier_versions", partial(picture, "PNG", tail=b"IDAT" * 200)),
        ("ni-number", "txt", "text", "national_insurance_numbers", partial(text_file, "Number AB123456C.")),
        ("card", "txt", "text", "bank_details", partial(text_file, "Paid by card 4111 1111 1111 1111.")),
    ]
    clean: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("plain", "eml", "email", message),
        ("two-bodies", "eml", "email", partial(message, partial(_markup, body="<p>The information is attached.</p>"))),
        ("attached", "eml", "email", lambda: message(partial(_attach, data=book()))),
        ("plain", "msg", "raw records", lambda: msg("Your request", "The information is attached.")),
        ("attached", "msg", "raw records", lambda: msg("Answer", "Attached.", attached={"answer.xlsx": book()})),
        ("answer", "zip", "zipfile", lambda: archive(("answer.xlsx", book()), ("letter.pdf", drawn()))),
        ("letter", "txt", "text", partial(text_file, "Reference 12/24, section 40(2), 17 days, call 101.")),
        ("figures", "txt", "text", partial(text_file, "Totals: 1234 5678 9012, codes 12-34-56 and 01632 960001.")),
    ]
    for name, suffix, maker, kind, make in planted:
        yield Case(name, suffix, maker, kind, make)
    for name, suffix, maker, make in clean:
        yield Case(f"clean-{name}", suffix, maker, None, make)
    yield Case("clean-photo", "jpg", "Pillow", None, partial(picture, "JPEG"))
    yield Case("clean-diagram", "png", "Pillow", None, partial(picture, "PNG"))
