"""Run directories for tests, made with a real WARC writer: what a crawl of an invented force would have left."""

from __future__ import annotations

import gzip
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.contract import Capture, Check, Entry, Run

FORCE = "exampleshire"
SITE = "https://foi.exampleshire.example"


def sha256(body: bytes) -> str:
    return "sha256:" + hashlib.sha256(body).hexdigest()


def page(
    title: str = "Dogs on duty",
    reference: str | None = "101/24",
    request: str = "How many dogs were on duty in 2023?",
    response: str = "The force had 12 dogs on duty in 2023.",
    *,
    chrome: str = "Menu",
    links: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """A disclosure page of an invented force. `chrome` is furniture that is no part of the answer."""
    files = "".join(f'<li><a href="{url}">{label}</a></li>' for url, label in links)
    printed = f"<p>Reference: {reference}</p>" if reference else ""
    return (
        f"<!doctype html><html lang='en'><head><title>{title} | Exampleshire</title></head><body>"
        f"<nav><ul><li><a href='/'>{chrome}</a></li></ul></nav><main><h1>{title}</h1>{printed}"
        f"<h2>Request</h2><p>{request}</p><h2>Response</h2><p>{response}</p>"
        f"{'<h2>Attachments</h2><ul>' + files + '</ul>' if files else ''}</main>"
        f"<footer><p>{chrome} footer</p></footer></body></html>"
    ).encode()


class MemoryWriter(WARCWriter):
    """A writer that digests in memory: the library's own scratch file is left for the garbage collector to close."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


@dataclass
class RunMaker:
    """Writes one run directory. Times are given in whole days of March 2026, so that tests need no clock."""

    data: Path
    day: int = 1
    force: str = FORCE
    run_id: str = ""
    captures: list[Capture] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.run_id = self.run_id or f"202603{self.day:02d}T020000Z"
        self.path = self.data / "runs" / self.force / self.run_id
        self.path.mkdir(parents=True, exist_ok=True)
        self.warc = self.path / "captures.warc.gz"
        self.seconds = 0

    def at(self) -> str:
        self.seconds += 1
        return f"2026-03-{self.day:02d}T02:{self.seconds // 60:02d}:{self.seconds % 60:02d}.000Z"

    def entry(self, url: str, **more: Any) -> None:
        self.entries.append(Entry(url=self.url(url), at=self.at(), listing_url=f"{SITE}/log", **more))

    @staticmethod
    def url(path: str) -> str:
        return path if "://" in path else SITE + path

    def get(
        self,
        path: str,
        body: bytes = b"",
        *,
        status: int = 200,
        kind: str = "disclosure",
        content_type: str = "text/html; charset=utf-8",
        coding: str | None = None,
        listed: bool | None = None,
        headers: tuple[tuple[str, str], ...] = (),
        **more: Any,
    ) -> Capture:
        """One exchange, written to the WARC; a disclosure is listed too unless `listed` is false."""
        url = self.url(path)
        if listed if listed is not None else kind == "disclosure":
            self.entry(url)
        wire = gzip.compress(body, mtime=0) if coding == "gzip" else body
        fields = [("Content-Type", content_type), ("Content-Length", str(len(wire))), *headers]
        if coding:
            fields.append(("Content-Encoding", coding))
        with self.warc.open("ab") as file:
            offset = file.tell()
            writer = MemoryWriter(file, gzip=True, warc_version="WARC/1.1")
            at = self.at()
            record = writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(wire),
                http_headers=StatusAndHeaders(f"{status} X", fields, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": at},
            )
            writer.write_record(record)
            length = file.tell() - offset
        has_body = status not in {304} and status < 300
        capture = Capture(
            **{
                "kind": kind,
                "url": url,
                "canonical_url": url,
                "at": at,
                "status": status,
                "content_type": content_type,
                "content_digest": sha256(body) if has_body else None,
                "content_length": len(body),
                "record_digest": sha256(wire),
                "warc_file": self.warc.name,
                "warc_offset": offset,
                "warc_length": length,
                **more,
            }
        )
        self.captures.append(capture)
        return capture

    def failed(self, path: str, **more: Any) -> None:
        """An exchange without an answer."""
        self.captures.append(
            Capture(**{"kind": "disclosure", "url": self.url(path), "at": self.at(), "problem": "timeout", **more})
        )

    def write(
        self, *, complete: bool = True, exhausted: bool = True, checks: tuple[Check, ...] = (), **more: Any
    ) -> Path:
        """Write the JSON files and give back the run directory."""
        encode = msgspec.json.encode
        (self.path / "captures.jsonl").write_bytes(b"".join(encode(c) + b"\n" for c in self.captures))
        (self.path / "entries.jsonl").write_bytes(b"".join(encode(e) + b"\n" for e in self.entries))
        run = Run(
            **{
                "id": self.run_id,
                "force": self.force,
                "started": f"2026-03-{self.day:02d}T02:00:00.000Z",
                "finished": f"2026-03-{self.day:02d}T03:00:00.000Z",
                "finish_reason": "finished" if complete else "killed",
                "complete": complete,
                "listing_exhausted": exhausted,
                "mode": "full",
                "status": "ok" if complete else "incomplete",
                "entries": len(self.entries),
                "checks": list(checks),
                "configuration": {"force_name": "Exampleshire Police", "regime": "FOIA", "website": SITE},
                "code_version": "test",
                **more,
            }
        )
        (self.path / "run.json").write_bytes(encode(run))
        return self.path
