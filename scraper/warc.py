"""The WARC writer: evidence of every exchange, one gzip member a record, flushed before anything is built on it.

WARC 1.1 through warcio. Heads are written byte for byte as they crossed the wire (warcio would respell them), bodies
before content decoding and with their chunk framing, so the payload digest covers exactly what was sent. An answer
whose payload was stored before becomes a revisit record that names the earlier one.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.appended import Appended

WARC_FILE = "captures.warc.gz"
REMEMBERED = 5000
"""Payloads of this run that are remembered, the latest: what repeats within a run repeats soon."""
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Earlier(NamedTuple):
    """An earlier capture with the same payload: its address and time."""

    url: str
    at: str


class Place(NamedTuple):
    """Where a record lies: offset and length of its gzip member in bytes, and the digest of its payload."""

    offset: int
    length: int
    record_digest: str | None
    revisit: bool


class _RawHead(StatusAndHeaders):
    """A head that is written as it was received."""

    def __init__(self, raw: bytes, *, request: bool = False) -> None:
        lines = raw.decode("latin-1").replace("\r\n", "\n").split("\n")
        first = lines[0] if " " in lines[0] else f"{lines[0]} "
        fields = [line.split(":", 1) for line in lines[1:] if ":" in line and line[0] not in " \t"]
        pairs = [(name, value.strip()) for name, value in fields]
        if request:
            super().__init__(first, pairs, is_http_request=True)
        else:
            protocol, status = first.split(" ", 1)
            super().__init__(status, pairs, protocol=protocol)
        self._raw = raw

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """Take the head as it came."""
        self.headers_buff = self._raw


def digest(data: bytes) -> str:
    """`sha256:` and the hex digest."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


class WarcFile:
    """Appends exchanges to one WARC file. Raises `OSError` when the disk refuses; the last whole record stays."""

    def __init__(self, path: Path, info: dict[str, str]) -> None:
        self.path = path
        self._file = Appended(path)
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        self._seen: dict[str, Earlier] = {}
        self._most = REMEMBERED
        self.size = self._file.size
        if self.size == 0:
            self._append(self._writer.create_warcinfo_record(path.name, info))

    def remember(self, record_digest: str, earlier: Earlier) -> None:
        """A payload that an earlier run holds."""
        self._seen.setdefault(record_digest, earlier)
        self._most = max(self._most, len(self._seen) + REMEMBERED)

    def exchange(
        self,
        url: str,
        at: str,
        request_head: bytes,
        response_head: bytes,
        body: bytes,
        ip_address: str | None = None,
        not_modified: Earlier | None = None,
    ) -> Place:
        """Write a response (or revisit) record and its request record. `at` is the time of the request."""
        payload_digest = digest(body)
        earlier = not_modified or (self._seen.get(payload_digest) if body else None)
        headers = {"WARC-Date": at}
        if ip_address:
            headers["WARC-IP-Address"] = ip_address
        head = _RawHead(response_head)
        if earlier is not None:
            record = self._writer.create_revisit_record(
                url,
                payload_digest,
                earlier.url,
                earlier.at,
                http_headers=head,
                warc_headers_dict={**headers, "WARC-Block-Digest": digest(response_head)},
            )
            if not_modified:
                record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
                record.rec_headers.remove_header("WARC-Payload-Digest")
        else:
            headers["WARC-Payload-Digest"] = payload_digest
            headers["WARC-Block-Digest"] = digest(response_head + body)
            record = self._writer.create_warc_record(
                url, "response", BytesIO(body), len(body), warc_headers_dict=headers, http_headers=head
            )
        offset, length = self._append(record)
        if body and earlier is None:
            self._seen[payload_digest] = Earlier(url, at)
            if len(self._seen) > self._most:
                del self._seen[next(iter(self._seen))]
        asked = self._writer.create_warc_record(
            url,
            "request",
            warc_headers_dict={
                "WARC-Date": at,
                "WARC-Concurrent-To": record.rec_headers.get_header("WARC-Record-ID"),
                "WARC-Block-Digest": digest(request_head),
            },
            http_headers=_RawHead(request_head, request=True),
        )
        self._append(asked)
        return Place(offset, length, payload_digest, earlier is not None)

    def resource(self, url: str, at: str, body: bytes, content_type: str) -> Place:
        """Write a resource record: a body that came without an exchange, such as a saved file."""
        named = {"WARC-Date": at, "WARC-Block-Digest": digest(body), "WARC-Payload-Digest": digest(body)}
        record = self._writer.create_warc_record(
            url, "resource", BytesIO(body), len(body), content_type, warc_headers_dict=named
        )
        offset, length = self._append(record)
        return Place(offset, length, digest(body), False)

    def member(self, data: bytes) -> Place:
        """Append a record that is already a gzip member, as it is: the evidence of whoever wrote it."""
        offset = self.size
        with self._file.whole():
            self._file.write(data)
        self.size = self._file.size
        return Place(offset, len(data), None, False)

    def _append(self, record: object) -> tuple[int, int]:
        offset = self.size
        with self._file.whole():
            self._writer.write_record(record)
        self.size = self._file.size
        return offset, self.size - offset

    def sync(self) -> None:
        """Have the operating system put what is written on the disk."""
        self._file.sync()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def cut_truncated(path: Path) -> int:
    """Cut an unfinished last gzip member off a WARC file and return the bytes cut; 0 if it ends whole."""
    whole = 0
    with path.open("rb") as file:
        machine, read = zlib.decompressobj(zlib.MAX_WBITS | 16), 0
        while chunk := file.read(1 << 20):
            read += len(chunk)
            while chunk:
                try:
                    machine.decompress(chunk)
                except zlib.error:
                    chunk = b""
                    break
                if not machine.eof:
                    break
                chunk = machine.unused_data
                whole = read - len(chunk)
                machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        size = file.seek(0, os.SEEK_END)
    if whole < size:
        os.truncate(path, whole)
    return size - whole
