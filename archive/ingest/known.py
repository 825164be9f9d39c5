"""What a crawl is told of what the archive knows, so that it asks only for what may have changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.ingest.addresses import loose
from archive.ingest.since import standing_since
from archive.ingest.withdrawn import left_alone
from archive.store import Address, Attachment, AttachmentVersion, Capture, Disclosure

KINDS = ("disclosure", "attachment")
SERVER_FAULT = 500
"""The least status that says nothing of what was asked for: such an attempt, or one without an answer, is no check."""


class Good(NamedTuple):
    """The last good answer of an address; `first` and `last` are times, `captured` that of the last with a body."""

    asked: str
    etag: str | None
    last_modified: str | None
    digest: str
    record_digest: str | None
    captured: str
    page: str | None
    first: str
    last: str
    kind: str


NOTHING = Good("", None, None, "", None, "", None, "", "", "")


def known_state(session: Session, force: str) -> Iterator[dict[str, str | None]]:
    """One dict an address of the force: disclosures in the order they were first seen, then the files they offer.

    A file that no crawl has got yet is among them, under the address that its page gives: the page would not tell of it
    again as long as it stays as it is.

    Keys: `url` (canonical), `asked_url` (as last asked), `kind` (`disclosure` or `attachment`), `etag`,
    `last_modified`, `content_digest`, `record_digest` and `captured_at` of the last good answer (null: none yet),
    `first_seen`, `last_seen`, `last_checked` (UTC), `since` when it has stood there as far as is known, `state` of the
    disclosure (null for a file) and `page`, the address that offered a file (null for a disclosure). In place of these
    states stands `withdrawn` for what the archive has taken down, and `purged` where its bytes were erased too.
    """
    good = _last_good(session, force)
    since = standing_since(session, force)
    down = left_alone(session, force)
    places: set[str] = set()
    for row in session.execute(
        select(
            Address.url,
            func.min(Address.first_seen).label("first_seen"),
            func.max(Address.last_seen).label("last_seen"),
            func.max(Address.last_checked).label("last_checked"),
            func.min(Disclosure.state).label("state"),
        )
        .join(Disclosure, Disclosure.id == Address.disclosure_id)
        .where(Address.force == force, Address.kind != "former")
        .group_by(Address.url)
        .order_by(func.min(Address.first_seen), Address.url)
    ):
        places.add(row.url)
        yield _row(row.url, "disclosure", good.get(row.url, NOTHING)) | {
            "first_seen": row.first_seen,
            "last_seen": row.last_seen,
            "last_checked": row.last_checked,
            "since": since.get(row.url),
            "state": down.get(row.url, row.state),
            "page": None,
        }
    for url, answer in good.items():
        if answer.kind == "attachment" and url not in places:
            yield _row(url, "attachment", answer) | {
                "first_seen": answer.first,
                "last_seen": answer.last,
                "last_checked": answer.last,
                "since": since.get(answer.page or ""),
                "state": down.get(url),
                "page": answer.page,
            }
    got = {loose(place) for url, answer in good.items() if answer.kind == "attachment" for place in (url, answer.asked)}
    yield from _never_got(session, force, got, since, down)


def _never_got(
    session: Session, force: str, got: set[str], since: dict[str, str], down: dict[str, str]
) -> Iterator[dict[str, str | None]]:
    tried = {
        loose(row.url): row.at
        for row in session.execute(
            select(Capture.url, func.max(Capture.at).label("at"))
            .where(Capture.force == force, Capture.kind == "attachment", Capture.status < SERVER_FAULT)
            .group_by(Capture.url)
        )
    }
    for row in session.execute(
        select(Attachment.url, func.min(Address.url).label("page"), func.min(Disclosure.first_seen).label("first_seen"))
        .join(Disclosure, Disclosure.id == Attachment.disclosure_id)
        .join(Address, (Address.disclosure_id == Disclosure.id) & (Address.kind == "main"))
        .outerjoin(AttachmentVersion, AttachmentVersion.attachment_id == Attachment.id)
        .where(Disclosure.force == force, Attachment.offered, AttachmentVersion.id.is_(None))
        .group_by(Attachment.url)
        .order_by(Attachment.url)
    ):
        if loose(row.url) not in got:
            yield _row(row.url, "attachment", NOTHING) | {
                "first_seen": row.first_seen,
                "last_seen": None,
                "last_checked": tried.get(loose(row.url)),
                "since": since.get(row.page),
                "state": down.get(row.url, down.get(row.page)),
                "page": row.page,
            }


def _row(url: str, kind: str, answer: Good) -> dict[str, str | None]:
    return {
        "url": url,
        "kind": kind,
        "asked_url": answer.asked or None,
        "etag": answer.etag,
        "last_modified": answer.last_modified,
        "content_digest": answer.digest or None,
        "record_digest": answer.record_digest,
        "captured_at": answer.captured or None,
    }


def _last_good(session: Session, force: str) -> dict[str, Good]:
    """By address. An answer without validators keeps those of an earlier one with the same bytes."""
    rows = session.execute(
        select(
            Capture.canonical_url,
            Capture.url,
            Capture.status,
            Capture.etag,
            Capture.last_modified,
            Capture.digest,
            Capture.record_digest,
            Capture.entry_url,
            Capture.found_on,
            Capture.at,
            Capture.kind,
        )
        .where(Capture.force == force, Capture.kind.in_(KINDS), Capture.digest.is_not(None))
        .where(Capture.status.in_((200, 304)), Capture.problem.is_(None))
        .order_by(Capture.at, Capture.id)
        .execution_options(yield_per=1000)
    )
    found: dict[str, Good] = {}
    for row in rows:
        old = found.get(row.canonical_url)
        same = old if old is not None and old.digest == row.digest else None
        fresh = row.status == 200 or old is None
        found[row.canonical_url] = Good(
            asked=row.url,
            record_digest=row.record_digest if fresh or old is None else old.record_digest,
            captured=row.at if fresh or old is None else old.captured,
            etag=row.etag or (same.etag if same else None),
            last_modified=row.last_modified or (same.last_modified if same else None),
            digest=row.digest or "",
            page=row.entry_url or row.found_on or (old.page if old else None),
            first=old.first if old else row.at,
            last=row.at,
            kind=row.kind,
        )
    return found
