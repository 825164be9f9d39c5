"""The recorder: the one place where an exchange becomes evidence and a number in the report.

Every answer passes here right after the wire, before any other part of the crawler sees it: robots.txt, redirects,
errors and refusals too. A disk that refuses stops the crawl, because an answer that is not kept must not be used.
"""

from __future__ import annotations

import io
import os
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from scraper.coding import CodingProblem, decoded
from scraper.contract import BlockedHost, Capture, CaptureKind, Entry, RobotsDecision
from scraper.importers.archives import warc_items
from scraper.importers.saved import Left
from scraper.job import Job, Known, Progress
from scraper.platforms.address import resolve
from scraper.refusal import is_soft_404, refusal_in
from scraper.rundir import CAPTURES_FILE, ENTRIES_FILE, Lines
from scraper.warc import WARC_FILE, Earlier, WarcFile, digest
from scraper.wire import Wire

SMALLEST_PAGE = 16
"""Bytes below which a page cannot be an answer."""
SYNC_EVERY = 5.0
"""Seconds between two calls that put the files on the disk; a power cut costs no more than that."""


class Original(NamedTuple):
    """What a web archive's answer is a capture of. `member`: the answer's body is the original's WARC record."""

    url: str
    at: str
    via: str
    member: bool = False


class Asked(NamedTuple):
    """What a request is for: the facts that its capture carries beside the answer.

    `listing` says that the run is not complete without an answer to it.
    """

    kind: CaptureKind
    canonical: str | None = None
    entry_url: str | None = None
    found_on: str | None = None
    known: Known | None = None
    original: Original | None = None
    listing: bool = False


class Answer(NamedTuple):
    """An answer as the rest of the crawler needs it: decoded body, lower-case headers, and what is wrong with it."""

    status: int
    headers: dict[str, str]
    body: bytes
    capture: Capture


class Recorder:
    """Writes one run's WARC, captures and entries, and keeps its counts."""

    def __init__(self, directory: Path, job: Job, known: dict[str, Known], body_limit: int, agent: str) -> None:
        self.job = job
        self._limit = body_limit
        self._warc = WarcFile(
            directory / WARC_FILE,
            {
                "software": f"police-foi-archive {job.code_version}",
                "format": "WARC File Format 1.1",
                "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
                "robots": "obey",
                "http-header-user-agent": agent,
                "isPartOf": job.force.slug,
                "description": f"Disclosure log of {job.force.name}, run {job.run_id}",
            },
        )
        self._captures = Lines(directory / CAPTURES_FILE)
        self._entries = Lines(directory / ENTRIES_FILE)
        self._synced = time.monotonic()
        self.by_kind: Counter[str] = Counter()
        self.by_status: Counter[str] = Counter()
        self.problems: Counter[str] = Counter()
        self.entries = 0
        self.robots: dict[str, RobotsDecision] = {}
        self.denied: Counter[str] = Counter()
        self.blocked: dict[str, BlockedHost] = {}
        self.broken: str | None = None
        for item in known.values():
            if item.record_digest and item.captured_at:
                self._warc.remember(item.record_digest, Earlier(item.asked_url or item.url, item.captured_at))

    def answered(self, url: str, at: str, asked: Asked, wire: Wire, entity: bytes, status: int) -> Answer:
        """Keep an exchange and say what it was. `entity` is the body without chunk framing, content coding still on.

        Raises `OSError` when the disk refuses.
        """
        headers = wire.headers
        if asked.original is not None and asked.original.member and status in {200, 206}:
            return self._member(asked, asked.original, entity, headers)
        known = asked.known
        not_modified = None
        if status == 304 and known is not None:
            not_modified = Earlier(known.asked_url or known.url, known.captured_at or known.last_seen or at)
        place = self._warc.exchange(
            url, at, wire.request_head, wire.response_head, wire.body, wire.ip_address, not_modified
        )
        problem, detail, body = None, None, b""
        try:
            body = decoded(entity, headers.get("content-encoding"), self._limit)
        except CodingProblem as error:
            problem, detail = error.code, str(error)
        refusal = refusal_in(status, headers, body)
        if refusal:
            problem, detail = refusal
        elif problem is None and is_soft_404(status, headers, body):
            problem, detail = "soft_404", "the page says that there is no such page"
        elif problem is None:
            problem, detail = oddity(asked.kind, url, status, headers, body)
        kept = bool(body) and problem not in {"gzip_bomb", "broken_coding", "unknown_coding"}
        capture = Capture(
            kind=asked.kind,
            url=asked.original.url if asked.original else url,
            at=asked.original.at if asked.original else at,
            via=asked.original.via if asked.original else None,
            status=status,
            content_type=headers.get("content-type"),
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
            location=headers.get("location"),
            record_digest=place.record_digest,
            content_digest=known.content_digest if status == 304 and known else digest(body) if kept else None,
            content_length=len(body) if kept else None,
            warc_file=WARC_FILE,
            warc_offset=place.offset,
            warc_length=place.length,
            revisit=place.revisit,
            canonical_url=asked.canonical,
            entry_url=asked.entry_url,
            found_on=asked.found_on,
            problem=problem,
            detail=detail,
        )
        self._keep(capture)
        return Answer(status, headers, body, capture)

    def _member(self, asked: Asked, original: Original, data: bytes, headers: dict[str, str]) -> Answer:
        """Keep a WARC record that a web archive handed out, as it is, and say what is in it."""
        for item in warc_items(io.BytesIO(data), original.url):
            if isinstance(item, Left):
                break
            place = self._warc.member(item.record or data)
            capture = Capture(
                kind=asked.kind,
                url=original.url,
                at=item.at,
                status=item.status,
                content_type=item.content_type,
                etag=item.etag,
                last_modified=item.last_modified,
                location=item.location,
                content_digest=digest(item.body) if item.body else None,
                content_length=len(item.body) if item.body else None,
                warc_file=WARC_FILE,
                warc_offset=place.offset,
                warc_length=place.length,
                canonical_url=asked.canonical,
                entry_url=asked.entry_url,
                via=original.via,
            )
            self._keep(capture)
            return Answer(item.status, headers, item.body, capture)
        capture = Capture(
            kind=asked.kind,
            url=original.url,
            at=original.at,
            canonical_url=asked.canonical,
            problem="broken_record",
            detail="the archive's record cannot be read",
            via=original.via,
        )
        self._keep(capture)
        return Answer(0, headers, b"", capture)

    def failed(self, url: str, at: str, asked: Asked, problem: str, detail: str) -> None:
        """Keep a failed attempt: there was no answer, or none that could be kept."""
        self._keep(
            Capture(
                kind=asked.kind,
                url=url,
                at=at,
                canonical_url=asked.canonical,
                entry_url=asked.entry_url,
                found_on=asked.found_on,
                problem=problem,
                detail=detail[:300],
            )
        )

    def _keep(self, capture: Capture) -> None:
        self._captures.append(capture)
        self.by_kind[capture.kind] += 1
        self.by_status[str(capture.status) if capture.status is not None else "none"] += 1
        if capture.problem:
            self.problems[capture.problem] += 1
        if time.monotonic() - self._synced > SYNC_EVERY:
            self.sync()

    def offered(self, entry: Entry) -> None:
        """Keep that the site offers a disclosure."""
        self._entries.append(entry)
        self.entries += 1

    def block(self, host: str, url: str, at: str, evidence: str, status: int | None) -> None:
        """Note that a host turned the crawler away."""
        self.blocked.setdefault(host, BlockedHost(host=host, url=url, at=at, evidence=evidence, status=status))

    @property
    def progress(self) -> Progress:
        """What was done so far."""
        return Progress(
            force=self.job.force.slug,
            pid=os.getpid(),
            entries=self.entries,
            disclosures=self.by_kind["disclosure"],
            attachments=self.by_kind["attachment"],
            requests=self.by_kind.total(),
            bytes=self._warc.size,
        )

    def sync(self) -> None:
        """Put everything on the disk."""
        self._warc.sync()
        self._captures.sync()
        self._entries.sync()
        self._synced = time.monotonic()

    def close(self) -> None:
        """Put everything on the disk and close the files."""
        if self.broken is None:
            self.sync()
        self._warc.close()
        self._captures.close()
        self._entries.close()


def oddity(
    kind: CaptureKind, url: str, status: int, headers: dict[str, str], body: bytes
) -> tuple[str | None, str | None]:
    """What is odd about an answer that is no refusal, as code and detail; (None, None) if nothing is."""
    declared = headers.get("content-type", "").split(";")[0].strip().lower()
    if status >= 500:
        return "server_error", f"status {status}"
    if 300 <= status < 400 and "set-cookie" in headers and resolve(url, headers.get("location", "")) == url:
        return "cookies_required", "sends the reader back to the same address with a cookie"
    if status != 200 or kind in {"robots", "other"}:
        return None, None
    if not body.strip():
        return "empty", "a page of zero bytes"
    if kind != "attachment" and declared.split("/")[0] in {"image", "audio", "video", "font"}:
        return "wrong_type", f"declared as {declared}"
    if kind == "disclosure" and len(body) < SMALLEST_PAGE and declared in {"", "text/html", "application/xhtml+xml"}:
        return "tiny", f"a page of {len(body)} bytes"
    return None, None
