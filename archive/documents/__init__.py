"""Attached files: their text, tables and members, and the screening that keeps a leak from being published.

`read_document` reads one file in this process; `DocumentPool` does so in limited worker processes and is the way for
files from outside.
"""

from __future__ import annotations

from archive.documents.limits import Limits
from archive.documents.model import READER_VERSION, Document, Finding, Member, Part, TableFound
from archive.documents.pool import DocumentPool
from archive.documents.read import read_document
from archive.documents.screening import general_words

__all__ = [
    "READER_VERSION",
    "Document",
    "DocumentPool",
    "Finding",
    "Limits",
    "Member",
    "Part",
    "TableFound",
    "general_words",
    "read_document",
]
