"""Tables of what was disclosed: the disclosure, its addresses, its versions, its citations and what happened to it.

A disclosure is the thing, not the page: a moved page, a Welsh mirror and an edited text are one disclosure with several
addresses and revisions. The whole record of each version is kept as JSON in `revision.record`; the columns beside it
are only those that are looked up. Citations are those of the current version; older ones are in the older records.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.store.base import Base, CleanText, Digest, Key, Time

STATES = ("present", "missing", "removed", "returned")
ADDRESS_KINDS = ("main", "alternate", "former")
REVISION_KINDS = ("first", "edited", "reparsed")
EVENT_KINDS = ("published", "edited", "missing", "removed", "returned", "moved")


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """A named check that a column holds one of some values."""
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", f"{column}_known")


class Provision(Base):
    """A provision of an information law. `qualified` null: not applicable or unknown. `section` is its first number."""

    __tablename__ = "provision"
    __table_args__ = (UniqueConstraint("regime", "provision"), Index(None, "regime", "section"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    regime: Mapped[str] = mapped_column(String(10))
    provision: Mapped[str] = mapped_column(String(40))
    section: Mapped[str] = mapped_column(String(10))
    parent: Mapped[str | None] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(CleanText)
    kind: Mapped[str] = mapped_column(String(40))
    qualified: Mapped[bool | None]
    basis: Mapped[str | None] = mapped_column(String(40))
    ncnd_limb: Mapped[bool]
    counts_as_exemption: Mapped[bool]


class Disclosure(Base):
    """One published request and its answer.

    `permalink` never changes once given. `part` tells records of one page apart (empty where a page is one record).
    `revisions` is the number of the current revision, `normaliser` the version that read it. `state` is what the
    force's site shows; `missing_since` is the start of the first complete run that did not find it. `edited`: the force
    changed it after the first capture. Times: `first_seen` first capture, `last_seen` last listed or captured,
    `last_checked` last time its address was asked.
    """

    __tablename__ = "disclosure"
    __table_args__ = (
        UniqueConstraint("permalink"),
        Index(None, "force", "reference_key"),
        one_of("state", STATES),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    force: Mapped[str] = mapped_column(String(100))
    permalink: Mapped[str] = mapped_column(String(300))
    part: Mapped[str] = mapped_column(CleanText)
    reference: Mapped[str | None] = mapped_column(CleanText)
    reference_key: Mapped[str | None] = mapped_column(CleanText)
    title: Mapped[str | None] = mapped_column(CleanText)
    state: Mapped[str] = mapped_column(String(10))
    missing_since: Mapped[str | None] = mapped_column(Time)
    edited: Mapped[bool]
    revisions: Mapped[int]
    normaliser: Mapped[str] = mapped_column(String(40))
    first_seen: Mapped[str] = mapped_column(Time)
    last_seen: Mapped[str] = mapped_column(Time)
    last_checked: Mapped[str] = mapped_column(Time)


class Address(Base):
    """An address a disclosure was found at. `kind`: main, alternate (a mirror in another language) or former.

    `absent_since` is the start of the first complete run that found it gone (null: there, as far as is known). The
    listed values are the listing's own words when it was last offered there.
    """

    __tablename__ = "address"
    __table_args__ = (
        UniqueConstraint("disclosure_id", "url"),
        Index(None, "force", "url"),
        one_of("kind", ADDRESS_KINDS),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    disclosure_id: Mapped[int] = mapped_column(ForeignKey("disclosure.id"))
    force: Mapped[str] = mapped_column(String(100))
    url: Mapped[str] = mapped_column(CleanText)
    kind: Mapped[str] = mapped_column(String(10))
    absent_since: Mapped[str | None] = mapped_column(Time)
    first_seen: Mapped[str] = mapped_column(Time)
    last_seen: Mapped[str] = mapped_column(Time)
    last_checked: Mapped[str | None] = mapped_column(Time)
    listed_title: Mapped[str | None] = mapped_column(CleanText)
    listed_date: Mapped[str | None] = mapped_column(CleanText)
    listed_type: Mapped[str | None] = mapped_column(CleanText)


class Revision(Base):
    """A version of a disclosure that differs from the one before; `number` counts from 1.

    `digest` is the page (or letter) it was read from, `content_digest` a digest of the record's content fields, so that
    a change of the site's furniture is no revision. `changed` is the blank-separated names of the fields that differ.
    `record` is the whole record as JSON, in the record's key order.
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("disclosure_id", "number"),
        Index(None, "captured"),
        one_of("kind", REVISION_KINDS),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    disclosure_id: Mapped[int] = mapped_column(ForeignKey("disclosure.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id"))
    digest: Mapped[str] = mapped_column(ForeignKey("blob.digest"))
    captured: Mapped[str] = mapped_column(Time)
    url: Mapped[str] = mapped_column(CleanText)
    content_digest: Mapped[str] = mapped_column(Digest)
    normaliser: Mapped[str] = mapped_column(String(40))
    changed: Mapped[str] = mapped_column(CleanText)
    record: Mapped[str] = mapped_column(CleanText)


class Citation(Base):
    """A provision cited in a disclosure's current version; `provision_id` is null where the law has no such provision.

    `span_start` and `span_end` are characters in the page's text, half-open.
    """

    __tablename__ = "citation"
    __table_args__ = (
        UniqueConstraint("disclosure_id", "position"),
        Index(None, "provision_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    disclosure_id: Mapped[int] = mapped_column(ForeignKey("disclosure.id"))
    position: Mapped[int]
    provision_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"))
    regime: Mapped[str] = mapped_column(String(10))
    provision: Mapped[str] = mapped_column(String(60))
    title: Mapped[str | None] = mapped_column(CleanText)
    status: Mapped[str] = mapped_column(String(20))
    ncnd: Mapped[bool]
    qualified: Mapped[bool | None]
    basis: Mapped[str | None] = mapped_column(String(40))
    scope: Mapped[str | None] = mapped_column(CleanText)
    quote: Mapped[str] = mapped_column(CleanText)
    rule: Mapped[str] = mapped_column(CleanText)
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]


class PageTable(Base):
    """A table in the response of a disclosure's current version: `columns` a JSON list or null, `rows` a JSON list.

    Tables in attached files are in `document_table`.
    """

    __tablename__ = "page_table"
    __table_args__ = (UniqueConstraint("disclosure_id", "number"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    disclosure_id: Mapped[int] = mapped_column(ForeignKey("disclosure.id"))
    number: Mapped[int]
    name: Mapped[str | None] = mapped_column(CleanText)
    columns: Mapped[str | None] = mapped_column(CleanText)
    rows: Mapped[str] = mapped_column(CleanText)


class Event(Base):
    """What was noticed to happen to a disclosure on the force's site; `at` is the capture's or the run's time."""

    __tablename__ = "event"
    __table_args__ = (
        Index(None, "disclosure_id", "at"),
        Index(None, "kind", "at"),
        one_of("kind", EVENT_KINDS),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    disclosure_id: Mapped[int] = mapped_column(ForeignKey("disclosure.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    at: Mapped[str] = mapped_column(Time)
    kind: Mapped[str] = mapped_column(String(10))
    detail: Mapped[str] = mapped_column(CleanText)
