"""The archive's tables, on SQLite or PostgreSQL, and how to open them."""

from archive.store.base import Base
from archive.store.connect import archive_url, open_archive, reading, writing
from archive.store.crawls import Blob, Capture, Fact, Purge, Run
from archive.store.disclosures import Address, Citation, Disclosure, Event, PageTable, Provision, Revision
from archive.store.files import Attachment, AttachmentVersion, Document, DocumentPart, DocumentTable, Finding
from archive.store.review import Decision

__all__ = [
    "Address",
    "Attachment",
    "AttachmentVersion",
    "Base",
    "Blob",
    "Capture",
    "Citation",
    "Decision",
    "Disclosure",
    "Document",
    "DocumentPart",
    "DocumentTable",
    "Event",
    "Fact",
    "Finding",
    "PageTable",
    "Provision",
    "Purge",
    "Revision",
    "Run",
    "archive_url",
    "open_archive",
    "reading",
    "writing",
]
