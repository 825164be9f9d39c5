"""What is held, by a decision or by what was found in it, with the findings that somebody has to look at.

The rule of what is held is that of publication, asked there, so that the list and the site cannot differ.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.publish.standing import standing
from archive.store import Attachment, AttachmentVersion, Decision, Disclosure, Document, Finding, Revision
from archive.store.decisions import Subject, decisions_of


class FindingShown(msgspec.Struct, frozen=True):
    """A finding: its kind, severity, how many, and in which place. Never what it says."""

    kind: str
    severity: str
    count: int
    place: str


class HeldItem(msgspec.Struct, frozen=True, kw_only=True):
    """A held disclosure (`digest` null) or file. `name` is what to call it in a decision; `offered_by` permalinks."""

    name: str
    what: str
    digest: str | None
    url: str
    offered_by: list[str]
    findings: list[FindingShown]
    why: str

    def line(self) -> str:
        """One line for a person."""
        found = "; ".join(f"{one.count} {one.kind} ({one.place})" for one in self.findings)
        told = ", ".join(filter(None, (self.why, found)))
        return f"{self.name}  {self.what}  {self.url}  [{', '.join(self.offered_by)}]  {told}"


class DecisionTaken(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as it was taken."""

    number: int
    at: str
    action: str
    subject: str
    who: str
    reason: str
    why: str
    detail: str

    def line(self) -> str:
        """One line for a person."""
        return f"{self.number}  {self.at}  {self.action}  {self.subject}  {self.reason}  by {self.who}: {self.why}"


def held_items(session: Session) -> list[HeldItem]:
    """Everything held, disclosures first, then files in order of digest."""
    now = standing(session)
    disclosures = [
        HeldItem(
            name=row.permalink,
            what="disclosure",
            digest=None,
            url=row.url,
            offered_by=[row.permalink],
            findings=[],
            why=_why(session, Subject(row.id, None)),
        )
        for row in session.execute(
            select(Disclosure.id, Disclosure.permalink, Revision.url)
            .join(Revision, (Revision.disclosure_id == Disclosure.id) & (Revision.number == Disclosure.revisions))
            .order_by(Disclosure.permalink)
        )
        if row.id in now.held
    ]
    return disclosures + [_file(session, digest) for digest in sorted(now.files_held - now.files_withdrawn.keys())]


def findings_of(session: Session, digest: str) -> list[FindingShown]:
    """What was found in a file, worst first."""
    rows = session.execute(
        select(Finding.kind, Finding.severity, Finding.count, Finding.place)
        .join(Document, Document.id == Finding.document_id)
        .where(Document.digest == digest)
        .order_by(Finding.severity.desc(), Finding.kind, Finding.place)
    )
    return [FindingShown(*row) for row in rows]


def offers_of(session: Session, digest: str) -> list[tuple[str, str, str]]:
    """Permalink, force and address for each attachment that has had these bytes, in order of permalink."""
    rows = session.execute(
        select(Disclosure.permalink, Disclosure.force, Attachment.url)
        .join(Attachment, Attachment.disclosure_id == Disclosure.id)
        .join(AttachmentVersion, AttachmentVersion.attachment_id == Attachment.id)
        .where(AttachmentVersion.digest == digest)
        .distinct()
        .order_by(Disclosure.permalink, Attachment.url)
    )
    return [(row.permalink, row.force, row.url) for row in rows]


def all_decisions(session: Session) -> list[DecisionTaken]:
    """Every decision, oldest first."""
    names = {
        row.id: row.permalink
        for row in session.execute(
            select(Disclosure.id, Disclosure.permalink).where(
                Disclosure.id.in_(select(Decision.disclosure_id).where(Decision.disclosure_id.is_not(None)))
            )
        )
    }
    return [
        DecisionTaken(
            number=decision.id,
            at=decision.at,
            action=decision.action,
            subject=decision.digest or names[decision.disclosure_id or 0],
            who=decision.who,
            reason=decision.reason,
            why=decision.why,
            detail=decision.detail,
        )
        for decision in session.scalars(select(Decision).order_by(Decision.id))
    ]


def _file(session: Session, digest: str) -> HeldItem:
    offers = offers_of(session, digest)
    return HeldItem(
        name=digest.removeprefix("sha256:")[:12],
        what="file",
        digest=digest,
        url=offers[0][2] if offers else "",
        offered_by=sorted({link for link, _, _ in offers}),
        findings=findings_of(session, digest),
        why=_why(session, Subject(None, digest)),
    )


def _why(session: Session, subject: Subject) -> str:
    """The words of the decision that holds it, if one does."""
    acted = [decision for decision in decisions_of(session, subject) if decision.action != "redact"]
    return f"{acted[-1].reason}: {acted[-1].why} ({acted[-1].who})" if acted else ""
