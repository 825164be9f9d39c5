"""What the crawler hands to the archive: the frozen types behind a run directory's JSON.

A run directory is `runs/<force>/<run id>/` and holds four files, each written as the crawl goes so that a killed crawl
leaves a usable directory:

- `captures.warc.gz` – the evidence: every exchange, wire bytes, one gzip member a record;
- `captures.jsonl` – one `Capture` a line, in the order they were written to the WARC;
- `entries.jsonl` – one `Entry` a line: each disclosure address that a listing, sitemap or archive page offered;
- `run.json` – one `Run`, written at the start with `complete` false and replaced by rename at the end.

The archive reads these types and nothing else of the crawler, so an old run directory can be read by a newer archive:
fields may be added with a default, never renamed or removed. Times are UTC, `YYYY-MM-DDTHH:MM:SS.mmmZ`; digests are
`sha256:` and 64 lower-case hex digits; sizes are bytes; durations are seconds.
"""

from __future__ import annotations

from typing import Literal

import msgspec

CaptureKind = Literal["robots", "sitemap", "listing", "disclosure", "attachment", "other"]


class Capture(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One HTTP exchange, or one failed attempt at one (then `status` is null and `problem` says why).

    A redirect is a capture of its own (`status` 3xx, `location` set); the request it leads to is another capture.
    `record_digest` is of the entity body as it came over the wire (what the WARC's payload digest covers);
    `content_digest` is of the body after content decoding, and is the key under which the archive stores it.
    A 304 answer has no body: it carries the `content_digest` that was known before.
    """

    kind: CaptureKind
    url: str
    at: str
    status: int | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    location: str | None = None
    record_digest: str | None = None
    content_digest: str | None = None
    content_length: int | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    warc_length: int | None = None
    revisit: bool = False
    canonical_url: str | None = None
    entry_url: str | None = None
    found_on: str | None = None
    problem: str | None = None
    detail: str | None = None
    via: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A disclosure that the force's site offered during this run, asked for or not.

    `url` is the canonical address. The listed values are the listing's own words, unparsed.
    """

    url: str
    at: str
    listing_url: str
    listed_title: str | None = None
    listed_date: str | None = None
    listed_type: str | None = None
    alternate_of: str | None = None


class Check(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One expectation held against the run. `verdict` `fail` keeps the whole run out of the archive."""

    name: str
    verdict: Literal["pass", "warn", "fail"]
    value: float | str | None = None
    bound: float | str | None = None
    message: str = ""


class RobotsDecision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a host's robots.txt led to. `verdict` `disallow_all` also stands for a robots.txt that could not be read."""

    host: str
    url: str
    verdict: Literal["rules", "allow_all", "disallow_all"]
    status: int | None = None
    crawl_delay: float | None = None
    denied: int = 0


class BlockedHost(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A host that turned the crawler away. It is not asked again in this run."""

    host: str
    url: str
    at: str
    evidence: str
    status: int | None = None


class Run(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """The report of one crawl of one force (`run.json`).

    `complete` is a stored fact: true only if the crawl ended by itself, no host was blocked, nothing was cut short by
    a limit and every planned request got an answer. `listing_exhausted` says that the listings were read to their end,
    so that absence from `entries.jsonl` means something. Readers go by these facts and never guess them from counts.
    `peak_memory` is of the crawling process, in bytes.
    """

    id: str
    force: str
    started: str
    finished: str | None = None
    finish_reason: str = "killed"
    complete: bool = False
    listing_exhausted: bool = False
    mode: Literal["nightly", "full", "limited", "import", "wayback", "common_crawl"] = "full"
    status: Literal["ok", "incomplete", "blocked", "failed", "running"] = "running"
    reason: str = ""
    counts_by_kind: dict[str, int] = {}
    counts_by_status: dict[str, int] = {}
    problems: dict[str, int] = {}
    entries: int = 0
    checks: list[Check] = []
    robots: list[RobotsDecision] = []
    blocked_hosts: list[BlockedHost] = []
    configuration: dict[str, str | int | float | bool | None] = {}
    code_version: str = ""
    peak_memory: int = 0
