"""A made corpus of attachments: planted defects, clean files, and files meant to do harm.

Everything is made by the libraries that people's own files come from, or by editing their output as raw XML; nothing
here imports what detects. All people, places and figures are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One made file: what it is called, who made it, and the kind of finding planted in it (null: clean)."""

    name: str
    suffix: str
    maker: str
    planted: str | None
    make: Callable[[], bytes]

    @property
    def filename(self) -> str:
        return f"{self.name}.{self.suffix}"


def accuracy_cases() -> Iterator[Case]:
    """Every case of the accuracy corpus."""
    from tests.documents_corpus import documents, kept, libreoffice, mails, pdfs, slides, workbooks, workbooks_other

    for module in (workbooks, workbooks_other, documents, pdfs, slides, mails, libreoffice, kept):
        yield from module.cases()
