"""Writing one version of a disclosure, with its citations and the files it offers.

A version is a row only where a content field differs from the version before. A capture older than the current version
(an import, a late run) takes its place in the past and leaves the present alone.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal, NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from archive.ingest.content import changed_fields, content_digest, decode_record, encode_record
from archive.ingest.references import reference_key
from archive.normalise.record import Record
from archive.store import Attachment, Citation, Disclosure, Event, Provision, Revision


class Source(NamedTuple):
    """Where a version comes from: capture row, page digest, time of capture, address, and the normaliser's version."""

    capture_id: int
    digest: str
    at: str
    url: str
    normaliser: str


Written = Literal["edited", "reparsed", "unchanged", "historical"]


class RevisionWriter:
    """Writes versions in one session. `run_id` is noted with the events."""

    def __init__(self, session: Session, run_id: int | None) -> None:
        self._session = session
        self._run_id = run_id
        self.reparsed_fields: Counter[str] = Counter()
        self._provisions: dict[tuple[str, str], int] = {
            (row.regime, row.provision): row.id
            for row in session.execute(select(Provision.id, Provision.regime, Provision.provision))
        }

    def first(self, disclosure_id: int, record: Record, source: Source) -> None:
        """The first version of a new disclosure."""
        self._session.add(self._revision(disclosure_id, 1, "first", record, source, []))
        self.event(disclosure_id, source.at, "published", record.title or record.reference or source.url)
        self._citations(disclosure_id, record)
        if record.attachments:
            self.attachments(disclosure_id, record)

    def next(self, disclosure: Disclosure, record: Record, source: Source, *, reparsed: bool = False) -> Written:
        """Another reading of a known disclosure: a new version if it differs. `reparsed`: not the force's doing."""
        current = self.current(disclosure)
        if source.at < current.captured:
            return self._historical(disclosure, record, source)
        if current.content_digest == content_digest(record):
            disclosure.normaliser = source.normaliser
            return "unchanged"
        changed = changed_fields(decode_record(current.record), record)
        kind: Literal["edited", "reparsed"] = "reparsed" if reparsed else "edited"
        disclosure.revisions += 1
        disclosure.normaliser = source.normaliser
        disclosure.title = record.title
        disclosure.reference = record.reference
        disclosure.reference_key = reference_key(record.reference)
        self._session.add(self._revision(disclosure.id, disclosure.revisions, kind, record, source, changed))
        self._session.execute(delete(Citation).where(Citation.disclosure_id == disclosure.id))
        self._citations(disclosure.id, record)
        self.attachments(disclosure.id, record)
        if kind == "edited":
            disclosure.edited = True
            self.event(disclosure.id, source.at, "edited", "changed: " + ", ".join(changed))
        else:
            self.reparsed_fields.update(changed)
        return kind

    def current(self, disclosure: Disclosure) -> Revision:
        """The current version."""
        self._session.flush()
        return self._session.scalars(
            select(Revision).where(Revision.disclosure_id == disclosure.id, Revision.number == disclosure.revisions)
        ).one()

    def event(self, disclosure_id: int, at: str, kind: str, detail: str) -> None:
        """Note what happened."""
        self._session.add(Event(disclosure_id=disclosure_id, run_id=self._run_id, at=at, kind=kind, detail=detail))

    def _historical(self, disclosure: Disclosure, record: Record, source: Source) -> Written:
        """Put a version into the past: numbers after it move up by one."""
        self._session.flush()
        rows = list(
            self._session.scalars(
                select(Revision).where(Revision.disclosure_id == disclosure.id).order_by(Revision.number)
            )
        )
        place = sum(row.captured <= source.at for row in rows)
        digest = content_digest(record)
        disclosure.first_seen = min(disclosure.first_seen, source.at)
        neighbours = rows[max(place - 1, 0) : place + 1]
        if any(row.content_digest == digest for row in neighbours):
            return "unchanged"
        for row in reversed(rows[place:]):
            self._session.execute(update(Revision).where(Revision.id == row.id).values(number=row.number + 1))
        before = decode_record(rows[place - 1].record) if place else None
        changed = changed_fields(before, record) if before is not None else []
        kind = "edited" if place else "first"
        self._session.add(self._revision(disclosure.id, place + 1, kind, record, source, changed))
        after = rows[place]
        values = {"changed": " ".join(changed_fields(record, decode_record(after.record)))}
        if after.kind == "first":
            values["kind"] = "edited"
        self._session.execute(update(Revision).where(Revision.id == after.id).values(values))
        disclosure.revisions += 1
        disclosure.edited = True
        self._session.flush()
        self._session.expire_all()
        self.event(disclosure.id, source.at, "edited", "found an earlier version: " + ", ".join(changed))
        return "historical"

    @staticmethod
    def _revision(
        disclosure_id: int, number: int, kind: str, record: Record, source: Source, changed: list[str]
    ) -> Revision:
        return Revision(
            disclosure_id=disclosure_id,
            number=number,
            kind=kind,
            capture_id=source.capture_id,
            digest=source.digest,
            captured=source.at,
            url=source.url,
            content_digest=content_digest(record),
            normaliser=source.normaliser,
            changed=" ".join(changed),
            record=encode_record(record),
        )

    def _citations(self, disclosure_id: int, record: Record) -> None:
        """The citations of the current version, applied ones first."""
        rows = [
            {
                "disclosure_id": disclosure_id,
                "position": position,
                "provision_id": self._provisions.get((cited.regime, cited.provision)),
                "regime": cited.regime,
                "provision": cited.provision,
                "title": cited.title,
                "status": cited.status,
                "ncnd": cited.ncnd,
                "qualified": cited.qualified,
                "basis": cited.basis,
                "scope": cited.scope,
                "quote": cited.quote,
                "rule": cited.rule,
                "span_start": cited.span[0] if cited.span else None,
                "span_end": cited.span[1] if cited.span else None,
            }
            for position, cited in enumerate([*record.exemptions, *record.mentions], 1)
        ]
        if rows:
            self._session.execute(insert(Citation), rows)

    def attachments(self, disclosure_id: int, record: Record) -> None:
        """Make the attachment rows those of this record; what is offered no more stays, marked so."""
        self._session.flush()
        known = {
            row.url: row
            for row in self._session.scalars(select(Attachment).where(Attachment.disclosure_id == disclosure_id))
        }
        offered = {attachment.url: attachment for attachment in record.attachments}
        for position, (url, attachment) in enumerate(offered.items(), 1):
            row = known.get(url) or Attachment(disclosure_id=disclosure_id, url=url)
            row.position = position
            row.filename = attachment.filename
            row.label = attachment.label
            row.media_type = attachment.media_type
            row.offered = True
            self._session.add(row)
        for url, row in known.items():
            if url not in offered:
                row.offered = False
        self._session.flush()
