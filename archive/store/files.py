"""Tables of attached files: what a page offers, the versions captured, and what was read out of each distinct file.

Reading is keyed by the file's digest, not by the attachment: the same file offered by ten pages is read once. Members
of an archive file are documents of their own, with the path inside it.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.store.base import Base, CleanText, Key, Time
from archive.store.disclosures import one_of

DOCUMENT_STATUSES = ("ok", "encrypted", "unsupported", "too_large", "limit_hit", "corrupt", "needs_ocr")


class Attachment(Base):
    """A file a disclosure offers, or offered: `offered` is false once the page has dropped it. `position` from 1."""

    __tablename__ = "attachment"
    __table_args__ = (UniqueConstraint("disclosure_id", "url"), Index(None, "url"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    disclosure_id: Mapped[int] = mapped_column(ForeignKey("disclosure.id"))
    position: Mapped[int]
    url: Mapped[str] = mapped_column(CleanText)
    filename: Mapped[str] = mapped_column(CleanText)
    label: Mapped[str] = mapped_column(CleanText)
    media_type: Mapped[str | None] = mapped_column(CleanText)
    offered: Mapped[bool]


class AttachmentVersion(Base):
    """A distinct body captured for an attachment; `number` from 1, the highest is current."""

    __tablename__ = "attachment_version"
    __table_args__ = (UniqueConstraint("attachment_id", "number"), Index(None, "digest"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(ForeignKey("blob.digest"))
    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id"))
    captured: Mapped[str] = mapped_column(Time)


class Document(Base):
    """What the document reader made of a file. `path` is empty for the file itself, else the member's path inside it.

    `size` is in bytes, null where unknown. Findings and text are those of `reader`, the reader's version.
    """

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("digest", "path"), one_of("status", DOCUMENT_STATUSES))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("blob.digest"))
    path: Mapped[str] = mapped_column(CleanText)
    filename: Mapped[str] = mapped_column(CleanText)
    media_type: Mapped[str | None] = mapped_column(CleanText)
    status: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(CleanText)
    reader: Mapped[str] = mapped_column(String(40))


class DocumentPart(Base):
    """Text of one page, sheet or section. `confidence` is between 0 and 1, only for text read from an image."""

    __tablename__ = "document_part"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str | None] = mapped_column(CleanText)
    text: Mapped[str] = mapped_column(CleanText)
    machine_read: Mapped[bool]
    confidence: Mapped[float | None]


class DocumentTable(Base):
    """A table found in a document: `columns` a JSON list or null, `rows` a JSON list of lists of cells as published."""

    __tablename__ = "document_table"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int]
    part: Mapped[int | None]
    name: Mapped[str | None] = mapped_column(CleanText)
    columns: Mapped[str | None] = mapped_column(CleanText)
    rows: Mapped[str] = mapped_column(CleanText)


class Finding(Base):
    """A sign in a document that something is there which was not meant to be published."""

    __tablename__ = "finding"
    __table_args__ = (Index(None, "document_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    kind: Mapped[str] = mapped_column(String(60))
    severity: Mapped[str] = mapped_column(String(20))
    count: Mapped[int]
    place: Mapped[str] = mapped_column(CleanText)
    detector: Mapped[str] = mapped_column(String(60))
