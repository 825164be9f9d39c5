"""Tables of what was collected: runs, exchanges, and where each distinct body lies in the WARC files.

Bodies are not copied into the database. A body is known by the SHA-256 of its decoded bytes; `blob` says in which
record of which run's WARC it was first seen, so the evidence exists once and every reading can be made again.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.store.base import Base, CleanText, Digest, Key, Time


class Fact(Base):
    """One fact about the archive itself, such as which list of provisions it was seeded with."""

    __tablename__ = "fact"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(CleanText)


class Run(Base):
    """One crawl of one force, as its `run.json` reported it, and whether the archive took it in.

    `fingerprint` is a digest of the run directory's JSON files: the same fingerprint again is nothing new. `accepted`
    false: the run failed its checks and nothing but this row was written. `directory` is relative to the data folder
    where it lies inside, else absolute. `report` is the whole `run.json`, `problems` the archive's own list (JSON).
    """

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("force", "name"), Index(None, "force", "started"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    force: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200))
    directory: Mapped[str] = mapped_column(CleanText)
    fingerprint: Mapped[str] = mapped_column(Digest)
    started: Mapped[str] = mapped_column(Time)
    finished: Mapped[str | None] = mapped_column(Time)
    finish_reason: Mapped[str] = mapped_column(CleanText)
    mode: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(CleanText)
    complete: Mapped[bool]
    listing_exhausted: Mapped[bool]
    accepted: Mapped[bool]
    entries: Mapped[int]
    captures: Mapped[int]
    report: Mapped[str] = mapped_column(CleanText)
    problems: Mapped[str] = mapped_column(CleanText)


class Blob(Base):
    """A distinct body: its digest after content decoding, and the WARC record that holds it.

    `size` is the decoded body in bytes; `warc_offset` and `warc_length` are the compressed record's place in the file
    in bytes. `purged` is the time its raw bytes were erased from the WARC (null: still there).
    """

    __tablename__ = "blob"
    __table_args__ = (Index(None, "run_id"),)

    digest: Mapped[str] = mapped_column(Digest, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    warc_file: Mapped[str] = mapped_column(CleanText)
    warc_offset: Mapped[int] = mapped_column(Key)
    warc_length: Mapped[int | None] = mapped_column(Key)
    size: Mapped[int] = mapped_column(Key)
    content_type: Mapped[str | None] = mapped_column(CleanText)
    purged: Mapped[str | None] = mapped_column(Time)


class Capture(Base):
    """One exchange of a run; `number` is its line in `captures.jsonl`, from 1. `digest` is null if no body was kept.

    `canonical_url` is the address under which the archive knows it. The other fields are as the crawler wrote them.
    """

    __tablename__ = "capture"
    __table_args__ = (
        UniqueConstraint("run_id", "number"),
        Index(None, "force", "canonical_url", "at"),
        Index(None, "digest"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    number: Mapped[int]
    force: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(20))
    url: Mapped[str] = mapped_column(CleanText)
    canonical_url: Mapped[str] = mapped_column(CleanText)
    entry_url: Mapped[str | None] = mapped_column(CleanText)
    found_on: Mapped[str | None] = mapped_column(CleanText)
    at: Mapped[str] = mapped_column(Time)
    status: Mapped[int | None]
    content_type: Mapped[str | None] = mapped_column(CleanText)
    etag: Mapped[str | None] = mapped_column(CleanText)
    last_modified: Mapped[str | None] = mapped_column(CleanText)
    location: Mapped[str | None] = mapped_column(CleanText)
    record_digest: Mapped[str | None] = mapped_column(Digest)
    digest: Mapped[str | None] = mapped_column(ForeignKey("blob.digest"))
    revisit: Mapped[bool]
    warc_file: Mapped[str | None] = mapped_column(CleanText)
    warc_offset: Mapped[int | None] = mapped_column(Key)
    warc_length: Mapped[int | None] = mapped_column(Key)
    problem: Mapped[str | None] = mapped_column(String(100))
    detail: Mapped[str | None] = mapped_column(CleanText)
    via: Mapped[str | None] = mapped_column(CleanText)


class Purge(Base):
    """The record that a body's raw bytes were erased from a WARC: what, where, by whom and why; never changed."""

    __tablename__ = "purge"
    __table_args__ = (CheckConstraint("records >= 0", "records_counted"), Index(None, "digest"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    digest: Mapped[str] = mapped_column(Digest)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    warc_file: Mapped[str] = mapped_column(CleanText)
    records: Mapped[int]
    who: Mapped[str] = mapped_column(CleanText)
    at: Mapped[str] = mapped_column(Time)
    why: Mapped[str] = mapped_column(CleanText)
