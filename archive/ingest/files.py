"""Which captured bodies belong to which attachment: matched by address, a new version only where the bytes differ."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from archive.ingest.addresses import address_of, answer_of, loose
from archive.ingest.gather import Gathered
from archive.ingest.report import IngestReport
from archive.ingest.revisions import RevisionWriter
from archive.store import Attachment, AttachmentVersion, Capture, Disclosure
from archive.store.decisions import carry_over


class Found(NamedTuple):
    """A captured body of a file: when, which bytes, by which capture."""

    at: str
    digest: str
    capture_id: int


def has_versions(session: Session, disclosure_id: int) -> bool:
    """Whether any file of a disclosure was captured before."""
    return (
        session.scalar(
            select(AttachmentVersion.id)
            .join(Attachment, Attachment.id == AttachmentVersion.attachment_id)
            .where(Attachment.disclosure_id == disclosure_id)
            .limit(1)
        )
        is not None
    )


class FileTaker:
    """Gives each attachment of a force the versions that were captured for it."""

    def __init__(self, session: Session, force: str, writer: RevisionWriter, report: IngestReport) -> None:
        self._session = session
        self._force = force
        self._writer = writer
        self._report = report

    def take(self, gathered: Gathered, capture_ids: dict[int, int]) -> None:
        """Match this run's files to all attachments, and new attachments to files of earlier runs."""
        captured: dict[str, list[Found]] = {}
        for number, capture in gathered.captures:
            digest = gathered.digests.get(number)
            if digest and capture.kind in {"attachment", "disclosure"} and answer_of(capture) == "alive":
                found = Found(capture.at, digest, capture_ids[number])
                for url in {loose(capture.url), loose(address_of(capture))}:
                    captured[url] = [*(captured.get(url, []) if gathered.history else []), found]
        versions = self._versions()
        for row in self._session.execute(
            select(Attachment.id, Attachment.url, Attachment.disclosure_id)
            .join(Disclosure, Disclosure.id == Attachment.disclosure_id)
            .where(Disclosure.force == self._force)
            .order_by(Attachment.id)
        ):
            bodies = captured.get(gathered.redirects.end(row.url)) or captured.get(loose(row.url)) or []
            held = versions.get(row.id, [])
            if not bodies and not held:
                bodies = self._captured_before(row.url)
            for body in sorted(bodies):
                self._take(row.id, row.disclosure_id, row.url, held, body)
        self._session.flush()

    def _take(self, attachment_id: int, disclosure_id: int, url: str, held: list[Found], body: Found) -> None:
        """A body of an attachment: its newest version if it differs from that, or one of its past."""
        newest = held[-1] if held else None
        if newest is not None and newest.digest == body.digest:
            return
        place = sum(version.at <= body.at for version in held)
        if place < len(held):
            if any(version.digest == body.digest for version in held):
                return
            self._make_room(attachment_id, place + 1)
        held.insert(place, body)
        self._session.add(
            AttachmentVersion(
                attachment_id=attachment_id,
                number=place + 1,
                digest=body.digest,
                capture_id=body.capture_id,
                captured=body.at,
            )
        )
        self._session.flush()
        if newest is not None:
            carry_over(self._session, newest.digest, body.digest, body.at)
            self._report.files_changed += 1
            told = "file replaced" if held[-1] is body else "found an earlier file"
            self._writer.event(disclosure_id, body.at, "edited", f"{told}: {url}")

    def _make_room(self, attachment_id: int, number: int) -> None:
        """Move a version and those after it up by one."""
        for key in self._session.scalars(
            select(AttachmentVersion.id)
            .where(AttachmentVersion.attachment_id == attachment_id, AttachmentVersion.number >= number)
            .order_by(AttachmentVersion.number.desc())
        ).all():
            self._session.execute(
                update(AttachmentVersion)
                .where(AttachmentVersion.id == key)
                .values(number=AttachmentVersion.number + 1)
                .execution_options(synchronize_session=False)
            )
        self._session.expire_all()

    def _versions(self) -> dict[int, list[Found]]:
        """Each attachment's versions in their order."""
        rows = self._session.execute(
            select(
                AttachmentVersion.attachment_id,
                AttachmentVersion.captured,
                AttachmentVersion.digest,
                AttachmentVersion.capture_id,
            )
            .join(Attachment, Attachment.id == AttachmentVersion.attachment_id)
            .join(Disclosure, Disclosure.id == Attachment.disclosure_id)
            .where(Disclosure.force == self._force)
            .order_by(AttachmentVersion.number)
        )
        found: dict[int, list[Found]] = {}
        for row in rows:
            found.setdefault(row.attachment_id, []).append(Found(row.captured, row.digest, row.capture_id))
        return found

    def _captured_before(self, url: str) -> list[Found]:
        row = self._session.execute(
            select(Capture.at, Capture.digest, Capture.id)
            .where(Capture.force == self._force, Capture.canonical_url == url, Capture.digest.is_not(None))
            .where(Capture.status == 200, Capture.problem.is_(None))
            .order_by(Capture.at.desc())
            .limit(1)
        ).one_or_none()
        return [] if row is None or row.digest is None else [Found(row.at, row.digest, row.id)]
