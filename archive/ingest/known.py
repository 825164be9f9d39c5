"""What a crawl is told of what the archive knows, so that it asks only for what may have changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.store import Address, Capture, Disclosure

KINDS = ("disclosure", "attachment")


class Good(NamedTuple):
    """The last good answer of an address: validators, digest, the page it was found on, first and last time, kind."""

    etag: str | None
    last_modified: str | None
    digest: str
    page: str | None
    first: str
    last: str
    kind: str


def known_state(session: Session, force: str) -> Iterator[dict[str, str | None]]:
    """One dict an address of the force: disclosures in the order they were first seen, then the files they offer.

    Keys: `url`, `kind` (`disclosure` or `attachment`), `etag`, `last_modified` and `content_digest` of the last good
    answer (null: none yet), `first_seen`, `last_seen`, `last_checked` (UTC), `state` of the disclosure (null for a
    file) and `page`, the address that offered a file (null for a disclosure).
    """
    good = _last_good(session, force)
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
        answer = good.get(row.url)
        yield {
            "url": row.url,
            "kind": "disclosure",
            "etag": answer.etag if answer else None,
            "last_modified": answer.last_modified if answer else None,
            "content_digest": answer.digest if answer else None,
            "first_seen": row.first_seen,
            "last_seen": row.last_seen,
            "last_checked": row.last_checked,
            "state": row.state,
            "page": None,
        }
    for url, answer in good.items():
        if answer.kind == "attachment" and url not in places:
            yield {
                "url": url,
                "kind": "attachment",
                "etag": answer.etag,
                "last_modified": answer.last_modified,
                "content_digest": answer.digest,
                "first_seen": answer.first,
                "last_seen": answer.last,
                "last_checked": answer.last,
                "state": None,
                "page": answer.page,
            }


def _last_good(session: Session, force: str) -> dict[str, Good]:
    """By address. An answer without validators keeps those of an earlier one with the same bytes."""
    rows = session.execute(
        select(
            Capture.canonical_url,
            Capture.etag,
            Capture.last_modified,
            Capture.digest,
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
        found[row.canonical_url] = Good(
            etag=row.etag or (same.etag if same else None),
            last_modified=row.last_modified or (same.last_modified if same else None),
            digest=row.digest or "",
            page=row.found_on or (old.page if old else None),
            first=old.first if old else row.at,
            last=row.at,
            kind=row.kind,
        )
    return found
