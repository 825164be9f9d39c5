"""Saved web archives: WARC and WACZ files record by record, and MHTML pages part by part.

A WARC record is handed on as the gzip member it is, so the evidence of whoever crawled it stays byte for byte.
"""

from __future__ import annotations

import email
import email.policy
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from scraper.importers.pages import time_of
from scraper.importers.saved import Left, Saved
from scraper.platforms.address import resolve

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest body taken from a saved archive."""


def warc_items(file: BinaryIO, source: str) -> Iterator[Saved | Left]:
    """The answers in a WARC file, compressed or not; a file that breaks off gives what stands before the break."""
    iterator = ArchiveIterator(file)
    try:
        for record in iterator:
            headers = record.rec_headers
            if record.rec_type not in {"response", "resource"}:
                continue
            url = (headers.get_header("WARC-Target-URI") or "").strip("<>")
            clean = resolve(url, url)
            at = time_of(headers.get_header("WARC-Date") or "")
            if clean is None or at is None:
                continue
            http = record.http_headers
            body = record.content_stream().read(LARGEST + 1)
            if len(body) > LARGEST:
                yield Left(source, f"{url}: body of more than {LARGEST} bytes")
                continue
            status = int(http.get_statuscode()) if http else 200
            member = _member(file, iterator.get_record_offset(), iterator.get_record_length())
            if member is None:
                yield Left(source, f"breaks off within {url}")
                return
            yield Saved(
                clean,
                at,
                body,
                source,
                http.get_header("Content-Type") if http else headers.get_header("Content-Type"),
                status,
                member,
                http.get_header("ETag") if http else None,
                http.get_header("Last-Modified") if http else None,
                http.get_header("Location") if http else None,
            )
    except (ArchiveLoadFailed, EOFError, ValueError, OSError, zlib.error) as error:
        yield Left(source, f"breaks off: {str(error).strip().splitlines()[0] if str(error).strip() else 'end of file'}")


def _member(file: BinaryIO, offset: int, length: int) -> bytes | None:
    """The record as one gzip member, or None if it is cut short; leaves the file where it was."""
    here = file.tell()
    file.seek(offset)
    data = file.read(length)
    file.seek(here)
    if data[:2] == b"\x1f\x8b":
        machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        machine.decompress(data)
        return data if machine.eof else None
    head, _, block = data.partition(b"\r\n\r\n")
    told = re.search(rb"^content-length:\s*(\d+)", head, re.IGNORECASE | re.MULTILINE)
    if not told or len(block) < int(told.group(1)):
        return None
    return gzip.compress(head + b"\r\n\r\n" + block[: int(told.group(1))] + b"\r\n\r\n", mtime=0)


def wacz_items(file: BinaryIO, source: str) -> Iterator[Saved | Left]:
    """The answers in the WARC files of a WACZ bundle."""
    with zipfile.ZipFile(file) as bundle:
        for name in sorted(bundle.namelist()):
            if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
                yield from warc_items(io.BytesIO(bundle.read(name)), f"{source}:{name}")


def mhtml_items(data: bytes, source: str) -> Iterator[Saved | Left]:
    """The page in an MHTML file and the parts saved with it."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    at = time_of(str(message["Date"] or ""))
    page: str | None = None
    named = str(message["Snapshot-Content-Location"] or "")
    found = False
    for part in message.walk():
        if not isinstance(part, EmailMessage) or part.is_multipart():
            continue
        url = str(part["Content-Location"] or "") or named
        clean = resolve(url, url)
        body = part.get_payload(decode=True)
        if clean is None or at is None or not isinstance(body, bytes):
            continue
        found = True
        charset = part.get_content_charset()
        kind = part.get_content_type() + (f"; charset={charset}" if charset else "")
        yield Saved(clean, at, body, source, kind, page=page)
        if page is None and part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            page = clean
    if not found:
        yield Left(source, "no page with an address and a date in this MHTML file")
