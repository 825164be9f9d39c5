"""A crawl as a value: what the process that crawls is told, and what it says while it works."""

from __future__ import annotations

from typing import Literal

import msgspec

from scraper.registry import Force


class Known(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the archive knows of an address before the run: one line of `known.jsonl`.

    `kind` is `disclosure` or `attachment`; `entry_url` is the disclosure that an attachment belongs to; `since` is when
    it was put there, as far as is known; `state` is what the archive holds a disclosure to be (`present`, `missing`, …)
    or, of either kind, that it was taken down: `withdrawn` is looked at once a month, `purged` is never asked for.
    Times and digests are as in a capture.
    """

    url: str
    kind: Literal["disclosure", "attachment"] = "disclosure"
    asked_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    content_digest: str | None = None
    record_digest: str | None = None
    captured_at: str | None = None
    first_seen: str | None = None
    last_seen: str | None = None
    last_checked: str | None = None
    since: str | None = None
    entry_url: str | None = None
    state: str | None = None


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One crawl of one force. `settings` override the crawler's own.

    `read_on`: a nightly run reads the listings to their end, since the archive may lack something behind what it knows.
    `via` names the web archive that is asked instead of the force's site; `via_url` another place of its interface.
    """

    force: Force
    run_id: str
    mode: Literal["nightly", "full", "limited", "wayback", "common_crawl"] = "full"
    via: Literal["", "wayback", "common_crawl"] = ""
    via_url: str = ""
    limit: int = 0
    read_on: bool = False
    contact: str = ""
    code_version: str = ""
    settings: dict[str, str | int | float | bool | None] = {}


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """What a crawl has done so far, and the process that does it."""

    force: str
    pid: int = 0
    entries: int = 0
    disclosures: int = 0
    attachments: int = 0
    requests: int = 0
    bytes: int = 0
