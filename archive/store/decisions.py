"""Recording decisions about what may be public, and finding what they are about.

Every decision is a new row; nothing is ever changed or erased. Where several were taken, the latest to hold, release
or withdraw stands, and redactions add up. A decision about a file is about its bytes, wherever they are offered; when a
force replaces a file that was held, redacted or withdrawn, the same decisions are carried over to the new bytes, so
that a re-crawl never brings anything back by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeVar

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import UsageProblem
from archive.store.cells import RedactedCell
from archive.store.crawls import Blob
from archive.store.disclosures import Address, Disclosure
from archive.store.files import Attachment, AttachmentVersion
from archive.store.review import Decision

T = TypeVar("T")
Action = Literal["hold", "release", "redact", "withdraw"]

REASONS = (
    "personal_data",
    "hidden_data",
    "legal",
    "copyright",
    "safety",
    "force_request",
    "error",
    "checked",
)
"""Classes of reason: what the public may be told of why."""

SHORTEST_DIGEST = 12
"""Least number of hex digits by which a file may be named."""


class Subject(NamedTuple):
    """What a decision is about: a disclosure by its id, or a file by its digest. Exactly one is set."""

    disclosure_id: int | None
    digest: str | None


def decide(
    session: Session,
    action: Action,
    subject: Subject,
    *,
    who: str,
    at: str,
    why: str,
    reason: str,
    texts: Sequence[str] = (),
    cells: Sequence[RedactedCell] = (),
) -> Decision:
    """Record a decision. `texts`, `cells`: what a redaction takes out. Raises `UsageProblem` if it makes no sense."""
    if not who.strip() or not why.strip():
        raise UsageProblem(f"{action}: say who decides and why")
    if reason not in REASONS:
        raise UsageProblem(f"{action}: unknown class of reason {reason!r} (one of {', '.join(REASONS)})")
    if (action == "redact") != bool(texts or cells) or any(not text.strip() for text in texts):
        raise UsageProblem(f"{action}: a redaction, and nothing else, names the words or cells to take out")
    if action == "release" and standing_action(session, subject) == "withdraw":
        raise UsageProblem("release: this was withdrawn; to undo that, hold it first, then release it")
    decision = Decision(
        action=action,
        disclosure_id=subject.disclosure_id,
        digest=subject.digest,
        who=who,
        at=at,
        why=why,
        reason=reason,
        detail=msgspec.json.encode(_detail(texts, cells)).decode(),
    )
    session.add(decision)
    session.flush()
    return decision


def _detail(texts: Sequence[str], cells: Sequence[RedactedCell]) -> dict[str, object]:
    found: dict[str, object] = {"texts": list(texts)} if texts else {}
    return found | ({"cells": list(cells)} if cells else {})


def decisions_of(session: Session, subject: Subject) -> list[Decision]:
    """Every decision about a thing, oldest first."""
    about = (
        Decision.digest == subject.digest
        if subject.disclosure_id is None
        else Decision.disclosure_id == subject.disclosure_id
    )
    return list(session.scalars(select(Decision).where(about).order_by(Decision.id)))


def standing_action(session: Session, subject: Subject) -> str | None:
    """The latest decision to hold, release or withdraw; null if there is none."""
    acted = [decision.action for decision in decisions_of(session, subject) if decision.action != "redact"]
    return acted[-1] if acted else None


def withdrawn_disclosures(session: Session, force: str) -> set[int]:
    """Ids of the force's disclosures that stand withdrawn."""
    rows = session.execute(
        select(Decision.disclosure_id, Decision.action)
        .join(Disclosure, Disclosure.id == Decision.disclosure_id)
        .where(Disclosure.force == force, Decision.action != "redact")
        .order_by(Decision.id)
    )
    last = {row.disclosure_id: row.action for row in rows}
    return {key for key, action in last.items() if action == "withdraw" and key is not None}


def withdrawn_files(session: Session) -> set[str]:
    """Digests of the files that stand withdrawn."""
    rows = session.execute(
        select(Decision.digest, Decision.action)
        .where(Decision.digest.is_not(None), Decision.action != "redact")
        .order_by(Decision.id)
    )
    last = {row.digest: row.action for row in rows}
    return {key for key, action in last.items() if action == "withdraw" and key is not None}


def carry_over(session: Session, old: str, new: str, at: str) -> None:
    """Apply to a file's new bytes what stands decided about the old: hold what was held or withdrawn, redact alike.

    New bytes of a file with redacted cells are held too: whether the same cells stand elsewhere is for a person to see.
    """
    before = decisions_of(session, Subject(None, old))
    if not before or decisions_of(session, Subject(None, new)):
        return
    acted = [decision for decision in before if decision.action != "redact"]
    placed = [decision for decision in before if decision.action == "redact" and '"cells":' in decision.detail]
    if acted and acted[-1].action in {"hold", "withdraw"}:
        _carry(session, "hold", acted[-1], new, at)
    elif placed:
        _carry(session, "hold", placed[-1], new, at)
    for decision in before:
        if decision.action == "redact":
            _carry(session, "redact", decision, new, at)


def _carry(session: Session, action: Action, decision: Decision, new: str, at: str) -> None:
    session.add(
        Decision(
            action=action,
            disclosure_id=None,
            digest=new,
            who="the archive",
            at=at,
            why=f"the force replaced a file about which decision {decision.id} stands",
            reason=decision.reason,
            detail=decision.detail if action == "redact" else "{}",
        )
    )


def find_subject(session: Session, name: str) -> Subject:
    """What a person means by a permalink, an address, a number, or a file's digest. Raises `UsageProblem`."""
    text = name.strip()
    digest = text.removeprefix("sha256:")
    if len(digest) >= SHORTEST_DIGEST and all(letter in "0123456789abcdef" for letter in digest):
        found = list(session.scalars(select(Blob.digest).where(Blob.digest.startswith(f"sha256:{digest}")).limit(2)))
        return Subject(None, _only(found, name, "file"))
    disclosures = _disclosures_named(session, text)
    if disclosures:
        return Subject(_only(disclosures, name, "disclosure"), None)
    files = session.execute(
        select(AttachmentVersion.digest, AttachmentVersion.number)
        .join(Attachment, Attachment.id == AttachmentVersion.attachment_id)
        .where(Attachment.url == text)
        .order_by(AttachmentVersion.number.desc())
    ).first()
    if files is not None:
        return Subject(None, files.digest)
    raise UsageProblem(f"{name}: no such disclosure or file (name it by permalink, address, number or digest)")


def _disclosures_named(session: Session, text: str) -> list[int]:
    if text.isdecimal():
        return list(session.scalars(select(Disclosure.id).where(Disclosure.id == int(text))))
    link = text.rpartition("/d/")[2] if "/d/" in text and "://" in text else text.removeprefix("/d/")
    return list(
        session.scalars(
            select(Disclosure.id)
            .outerjoin(Address, Address.disclosure_id == Disclosure.id)
            .where((Disclosure.permalink == link) | (Address.url == text))
            .distinct()
            .limit(2)
        )
    )


def _only(found: Sequence[T], name: str, kind: str) -> T:
    if not found:
        raise UsageProblem(f"{name}: no such {kind} in the archive")
    if len(found) > 1:
        raise UsageProblem(f"{name}: stands for more than one {kind}; name it by its permalink or whole digest")
    return found[0]
