"""Which captured bodies belong to which attachment: matched by address, a new version only where the bytes differ."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.ingest.addresses import address_of, answer_of, loose
from archive.ingest.gather import Gathered
from archive.ingest.report import IngestReport
from archive.ingest.revisions import RevisionWriter
from archive.store import Attachment, AttachmentVersion, Capture, Disclosure
from archive.store.decisions import carry_over


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
        captured: dict[str, tuple[str, int, str]] = {}
        for number, capture in gathered.captures:
            digest = gathered.digests.get(number)
            if digest and capture.kind in {"attachment", "disclosure"} and answer_of(capture) == "alive":
                for url in {loose(capture.url), loose(address_of(capture))}:
                    captured[url] = (digest, capture_ids[number], capture.at)
        latest = self._latest_versions()
        for row in self._session.execute(
            select(Attachment.id, Attachment.url, Attachment.disclosure_id)
            .join(Disclosure, Disclosure.id == Attachment.disclosure_id)
            .where(Disclosure.force == self._force)
            .order_by(Attachment.id)
        ):
            found = captured.get(gathered.redirects.end(row.url)) or captured.get(loose(row.url))
            if found is None and row.id not in latest:
                found = self._captured_before(row.url)
            number, digest = latest.get(row.id, (0, ""))
            if found is None or found[0] == digest:
                continue
            self._session.add(
                AttachmentVersion(
                    attachment_id=row.id, number=number + 1, digest=found[0], capture_id=found[1], captured=found[2]
                )
            )
            if number:
                carry_over(self._session, digest, found[0], found[2])
                self._report.files_changed += 1
                self._writer.event(row.disclosure_id, found[2], "edited", f"file replaced: {row.url}")
        self._session.flush()

    def _latest_versions(self) -> dict[int, tuple[int, str]]:
        rows = self._session.execute(
            select(AttachmentVersion.attachment_id, AttachmentVersion.number, AttachmentVersion.digest)
            .join(Attachment, Attachment.id == AttachmentVersion.attachment_id)
            .join(Disclosure, Disclosure.id == Attachment.disclosure_id)
            .where(Disclosure.force == self._force)
            .order_by(AttachmentVersion.number)
        )
        return {row.attachment_id: (row.number, row.digest) for row in rows}

    def _captured_before(self, url: str) -> tuple[str, int, str] | None:
        row = self._session.execute(
            select(Capture.digest, Capture.id, Capture.at)
            .where(Capture.force == self._force, Capture.canonical_url == url, Capture.digest.is_not(None))
            .where(Capture.status == 200, Capture.problem.is_(None))
            .order_by(Capture.at.desc())
            .limit(1)
        ).one_or_none()
        return None if row is None or row.digest is None else (row.digest, row.id, row.at)
