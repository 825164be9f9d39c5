"""Reading one captured page into records: the piece of work that is handed to a worker process.

The normaliser answers any bytes with a record or a clear error. Should it fail on a page all the same, that page is
reported with its address and the rest of the run goes on, because a run is all or nothing and one page must not be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from archive.documents.model import TableFound
from archive.ingest.bodies import UnreadableBodyError
from archive.ingest.page_tables import tables_of
from archive.ingest.sources import Place
from archive.normalise import normalise, normalise_letter
from archive.normalise.body import Body
from archive.normalise.record import Record

Letters = Mapping[str, Sequence[str]]


class PageJob(NamedTuple):
    """A page to read: where its bytes lie, or (`letter`) the text of a letter by page; `letters` it may offer."""

    url: str
    force: Body | None
    place: Place | None = None
    content_type: str | None = None
    letter: Sequence[str] | None = None
    letters: Letters | None = None


class PageRead(NamedTuple):
    """The records of a page and the tables in each one's response, or why it could not be read."""

    records: list[Record]
    tables: list[list[TableFound]] = []
    problem: str | None = None


def read_page(job: PageJob) -> PageRead:
    """Normalise one page or letter."""
    try:
        if job.letter is not None:
            records = normalise_letter(job.letter, url=job.url, force=job.force)
            return PageRead(records, [[] for _ in records])
        body = job.place.read() if job.place is not None else b""
        records = normalise(body, content_type=job.content_type, url=job.url, force=job.force, letters=job.letters)
        return PageRead(records, tables_of(body, records))
    except UnreadableBodyError as error:
        return PageRead([], problem=f"{job.url}: {error}")
    except Exception as error:  # noqa: BLE001 - one page must not cost the run; it is reported with its address
        return PageRead([], problem=f"{job.url}: could not be read ({type(error).__name__}: {error})")
