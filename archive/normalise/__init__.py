"""The normaliser: a captured page, letter or text in, records out. Pure: no network, clock, database or environment.

`normalise` reads bytes; `normalise_letter` reads a letter's text by page. Both answer any input with at least one
record and raise on none. `NORMALISER_VERSION` goes up with every change that can alter a record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.normalise.assemble import merge_letter, needs_letter, nothing, records_of
from archive.normalise.body import Body
from archive.normalise.page import read_letter_page, read_page
from archive.normalise.record import Record

NORMALISER_VERSION = "6"
BINARY = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
)
CONTROLS = bytes([*range(1, 9), *range(14, 32)])

__all__ = ["NORMALISER_VERSION", "normalise", "normalise_letter", "page_text"]


def normalise(
    body: bytes,
    *,
    content_type: str | None = None,
    url: str | None = None,
    force: Body | None = None,
    letters: Mapping[str, Sequence[str]] | None = None,
) -> list[Record]:
    """The records of one captured page or text.

    `letters`: text by page of the captured letters that the page may offer, by attachment address; an answer that
    stands only in such a letter is taken from it. Bytes that are no text (a PDF, an archive) give a record of nulls
    with the warning `not_text`.
    """
    if body.startswith(BINARY) or _is_noise(body):
        page = read_page(b"", None, url, force)
        return [nothing(page, force, "not_text")]
    page = read_page(body, content_type, url, force)
    records = records_of(page, force)
    if letters and len(records) == 1:
        records = [_with_letter(records[0], letters, force)]
    return records


def _is_noise(body: bytes) -> bool:
    """Whether a body is no text in any charset: control bytes stand all over its beginning."""
    head = body[:4000]
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls * 12 > len(head) > 64


def normalise_letter(pages: Sequence[str], *, url: str | None = None, force: Body | None = None) -> list[Record]:
    """The records of a letter given as text by page."""
    return records_of(read_letter_page(pages, url, force), force)


def page_text(
    body: bytes, *, content_type: str | None = None, url: str | None = None, force: Body | None = None
) -> str:
    """The page's text to which every span of its records refers."""
    return read_page(body, content_type, url, force).text()


def _with_letter(record: Record, letters: Mapping[str, Sequence[str]], force: Body | None) -> Record:
    """The record, completed from the first of its letters that holds an answer."""
    if not needs_letter(record):
        return record
    for attachment in record.attachments:
        pages = letters.get(attachment.url)
        if not pages:
            continue
        found = normalise_letter(pages, url=attachment.url, force=force)
        if len(found) == 1 and found[0].response and found[0].outcome != "unknown":
            return merge_letter(record, found[0])
    return record
