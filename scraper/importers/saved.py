"""What an import brings: a body, the address it came from and when, with the raw record where there is one."""

from __future__ import annotations

from typing import NamedTuple


class Saved(NamedTuple):
    """One saved body. `at` is its capture time (as in a run directory); `source` names the file for messages.

    `record` is the WARC record it came in, as one gzip member, to be kept as it is; `page` is the address of the page
    that it was saved with, for a file.
    """

    url: str
    at: str
    body: bytes
    source: str
    content_type: str | None = None
    status: int = 200
    record: bytes | None = None
    etag: str | None = None
    last_modified: str | None = None
    location: str | None = None
    page: str | None = None


class Left(NamedTuple):
    """Something that could not be taken: which file, and why in a few words."""

    source: str
    why: str
