"""Reading a body back from the WARC record that holds it, and proving that it is the one that was captured.

The evidence stays in one place; every later reading starts here. A record is read by its offset, its content coding is
undone the way the crawler did, and the digest decides: bytes that do not match are never handed on.
"""

from __future__ import annotations

import hashlib
import io
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


DAMAGE = (ArchiveLoadFailed, zlib.error, EOFError, ValueError, AttributeError, IndexError, TypeError)
"""What the WARC reader raises on damaged records: some of its checks take for granted that a header is there."""


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
    except DAMAGE as error:
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
    """The body with its content codings undone, last applied first; bytes in no such coding stay as they are."""
    header = record.http_headers.get_header("content-encoding") if record.http_headers else None
    body = wire
    for coding in reversed([part.strip().lower() for part in (header or "").split(",")]):
        try:
            body = CODINGS.get(coding.removeprefix("x-"), bytes)(body)
        except (zlib.error, brotli.error, zstd.ZstdError, EOFError):
            return wire
    return body


def _gunzip(data: bytes) -> bytes:
    """Every member of a gzip stream; what follows the last is left out."""
    parts: list[bytes] = []
    while data[:2] == b"\x1f\x8b":
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        parts.append(member.decompress(data))
        data = member.unused_data
    if not parts:
        raise zlib.error("no gzip member")
    return b"".join(parts)


def _inflate(data: bytes) -> bytes:
    """Deflate with its header, or without, as some servers send it."""
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data)


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gunzip,
    "deflate": _inflate,
    "br": brotli.decompress,
    "zstd": zstd.decompress,
}
"""Done here and not by warcio's readers, which fail on brotli and swallow what is cut short."""
