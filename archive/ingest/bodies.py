"""Reading a body back from the WARC record that holds it, and proving that it is the one that was captured.

The evidence stays in one place; every later reading starts here. A record is read by its offset, its content coding is
undone the way the crawler did, and the digest decides: bytes that do not match are never handed on.
"""

from __future__ import annotations

import hashlib
import io
import sys
import zlib
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


class UnreadableBodyError(Exception):
    """A WARC record that cannot be read, or whose bytes are not those that were captured."""


def digest_of(body: bytes) -> str:
    """The key under which the archive knows a body."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


def read_body(path: Path, offset: int, length: int | None, digest: str) -> bytes:
    """The decoded body in the record at `offset` (bytes), which must have this digest. Raises `UnreadableBodyError`."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            stream = io.BytesIO(file.read(length)) if length else file
            record = next(iter(ArchiveIterator(stream)), None)
            if record is None:
                raise UnreadableBodyError(f"{path} at {offset}: no record here")
            if record.rec_type not in {"response", "resource"}:
                raise UnreadableBodyError(f"{path} at {offset}: a {record.rec_type} record holds no body")
            wire = _wire_body(record)
    except OSError as error:
        raise UnreadableBodyError(f"{path}: {error.strerror or error}") from error
    except (ArchiveLoadFailed, zlib.error, EOFError, ValueError) as error:
        raise UnreadableBodyError(
            f"{path} at {offset}: unreadable record ({str(error).strip().splitlines()[0]})"
        ) from error
    for body in (_decoded(wire, record), wire):
        if digest_of(body) == digest:
            return body
    raise UnreadableBodyError(f"{path} at {offset}: the bytes are not those captured (cut short or changed)")


def _wire_body(record: ArcWarcRecord) -> bytes:
    """The entity body as it came, transfer coding undone."""
    chunked = record.http_headers and (record.http_headers.get_header("transfer-encoding") or "").lower() == "chunked"
    return (ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream).read()


def _decoded(wire: bytes, record: ArcWarcRecord) -> bytes:
    """The body with its content codings undone, last applied first; an unknown coding leaves the bytes as they are."""
    header = record.http_headers.get_header("content-encoding") if record.http_headers else None
    body = wire
    for coding in reversed([part.strip().lower() for part in (header or "").split(",") if part.strip()]):
        if coding == "zstd":
            try:
                body = zstd.decompress(body)
            except (zstd.ZstdError, EOFError):
                return wire
        elif coding.removeprefix("x-") in BufferedReader.get_supported_decompressors():
            body = BufferedReader(io.BytesIO(body), decomp_type=coding.removeprefix("x-"), read_all_members=True).read()
    return body
