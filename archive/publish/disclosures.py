"""Rows of what is said of a disclosure: its facts, texts, citations, versions, events and addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec
from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from archive.normalise.record import Provenance, Record
from archive.publish.extract import extract
from archive.publish.items import Item, from_letter
from archive.publish.lookups import OUTCOME_IDS, Row
from archive.publish.standing import Standing
from archive.store import Address, Citation, Disclosure, Event, Revision

LOT = 250
"""Disclosures read from the archive at a time."""

Part = TypeVar("Part", Citation, Revision, Event, Address)


class Texts(msgspec.Struct, frozen=True):
    """The fields of a record that a version shows, and where they were found."""

    title: str | None
    request: str | None
    response: str | None
    provenance: dict[str, Provenance]


decode = msgspec.json.Decoder(Record).decode
decode_texts = msgspec.json.Decoder(Texts).decode


def lots(items: Sequence[Item], size: int = LOT) -> Iterator[dict[int, Item]]:
    """The items in lots by archive id, order kept."""
    for start in range(0, len(items), size):
        yield {item.id: item for item in items[start : start + size]}


def json_text(value: object) -> str:
    """A value as JSON text."""
    return msgspec.json.encode(value).decode()


def disclosure_rows(
    session: Session, items: Sequence[Item], force_ids: Mapping[str, int], files: Mapping[int, int]
) -> Iterator[Row]:
    """Rows of `disclosures`; `files` is the number of attachment rows by archive id."""
    for lot in lots(items):
        kept = {row.id: row for row in session.scalars(select(Disclosure).where(Disclosure.id.in_(list(lot))))}
        versions = {version.disclosure_id: version for version in session.scalars(_current(lot))}
        main = select(Address.disclosure_id, Address.url).where(
            Address.disclosure_id.in_(list(lot)), Address.kind == "main"
        )
        urls = {row.disclosure_id: row.url for row in session.execute(main.order_by(Address.id.desc()))}
        for item in lot.values():
            disclosure, version = kept[item.id], versions[item.id]
            tombstone: Row = {
                "id": item.number,
                "permalink": item.permalink,
                "force_id": force_ids[item.force],
                "reference": item.redactor.clean(disclosure.reference),
                "outcome_id": OUTCOME_IDS["unknown"],
                "state": disclosure.state,
                "ncnd": 0,
                "edited": 0,
                "attachments": 0,
                "held": 1,
            }
            if item.hidden:
                yield tombstone
                continue
            record = decode(version.record)
            yield tombstone | {
                "title": item.redactor.clean(record.title),
                "request_date": record.request_date,
                "response_date": record.response_date,
                "published_date": record.published_date,
                "filed_period": record.filed_period,
                "date": item.date,
                "date_source": item.date_source,
                "year": int(item.date[:4]) if item.date else None,
                "outcome_id": OUTCOME_IDS[record.outcome],
                "outcome_flags": " ".join(record.outcome_flags),
                "ncnd": int(says_neither(record)),
                "legislation": " ".join(record.legislation),
                "working_days": record.working_days,
                "structure": record.structure,
                "language": record.language,
                "attachments": files.get(item.id, 0),
                "edited": int(disclosure.edited),
                "url": item.redactor.address(urls.get(item.id, version.url)),
                "first_captured": disclosure.first_seen,
                "last_captured": version.captured,
                "last_checked": disclosure.last_checked,
                "content_digest": version.digest,
                "held": 0,
            }


def says_neither(record: Record) -> bool:
    """Whether the outcome or any applied exemption is to neither confirm nor deny."""
    return record.outcome == "neither_confirm_nor_deny" or any(citation.ncnd for citation in record.exemptions)


def text_rows(session: Session, items: Sequence[Item], attached: Iterator[tuple[int, str]]) -> Iterator[Row]:
    """Rows of `texts`; `attached` gives archive id and text of the published files, in the order of the items."""
    waiting = next(attached, None)
    for lot in lots(items):
        versions = {version.disclosure_id: version for version in session.scalars(_current(lot))}
        for item in lot.values():
            if item.hidden:
                continue
            record = decode(versions[item.id].record)
            files = None
            if waiting and waiting[0] == item.id:
                files, waiting = waiting[1], next(attached, None)
            clean = item.redactor.clean
            segments = [
                {"role": part.role, "number": part.number, "text": clean(part.text)} for part in record.segments
            ]
            yield {
                "id": item.number,
                "request": _shown(item, record.request),
                "response": _shown(item, record.response),
                "extract_only": int(item.extract_only),
                "segments": None if item.extract_only else json_text(segments),
                "provenance": json_text(clean(msgspec.to_builtins(record.provenance))),
                "warnings": json_text(record.warnings),
                "attachment_text": files,
            }


def citation_rows(
    session: Session, items: Sequence[Item], provision_ids: Mapping[tuple[str, str], int]
) -> Iterator[Row]:
    """Rows of `citations`, in the order of the items and of the page."""
    number = 0
    for lot in lots(items):
        query = select(Citation).where(Citation.disclosure_id.in_(_open(lot))).order_by(Citation.position)
        for item, citation in _in_order(lot, session.scalars(query).all()):
            number += 1
            yield {
                "id": number,
                "disclosure_id": item.number,
                "provision_id": provision_ids[citation.regime, citation.provision],
                "status": citation.status,
                "ncnd": int(citation.ncnd),
                "scope": None if item.extract_only else item.redactor.clean(citation.scope),
                "quote": None if item.extract_only else item.redactor.clean(citation.quote),
            }


def unlisted_provisions(session: Session, items: Sequence[Item]) -> set[tuple[str, str]]:
    """Regime and provision of what published disclosures cite and the table of provisions lacks."""
    shown = {item.id for item in items if not item.hidden}
    query = select(Citation.disclosure_id, Citation.regime, Citation.provision).where(Citation.provision_id.is_(None))
    return {(regime, provision) for disclosure, regime, provision in session.execute(query) if disclosure in shown}


def revision_rows(session: Session, items: Sequence[Item], standing: Standing) -> Iterator[Row]:
    """Rows of `revisions`, of the disclosures that have more than one; versions from withheld files are left out."""
    number = 0
    for lot in lots(items):
        query = (
            select(Revision)
            .join(Disclosure)
            .where(Revision.disclosure_id.in_(_open(lot)), Disclosure.revisions > 1)
            .order_by(Revision.number)
        )
        for item, version in _in_order(lot, session.scalars(query).all()):
            texts = decode_texts(version.record)
            withheld = version.digest in standing.files_held or version.digest in standing.files_withdrawn
            if withheld or (item.letter_withheld and from_letter(texts.provenance)):
                continue
            number += 1
            yield {
                "id": number,
                "disclosure_id": item.number,
                "number": version.number,
                "kind": version.kind,
                "captured": version.captured,
                "changed": version.changed,
                "title": item.redactor.clean(texts.title),
                "request": _shown(item, texts.request),
                "response": _shown(item, texts.response),
            }


def event_rows(session: Session, items: Sequence[Item]) -> Iterator[Row]:
    """Rows of `events`, oldest first for each disclosure."""
    number = 0
    for lot in lots(items):
        query = select(Event).where(Event.disclosure_id.in_(_open(lot))).order_by(Event.at, Event.id)
        for item, event in _in_order(lot, session.scalars(query).all()):
            number += 1
            yield {
                "id": number,
                "disclosure_id": item.number,
                "at": event.at,
                "kind": event.kind,
                "detail": item.redactor.clean(event.detail),
            }


def address_rows(session: Session, items: Sequence[Item]) -> Iterator[Row]:
    """Rows of `addresses`."""
    for lot in lots(items):
        query = select(Address).where(Address.disclosure_id.in_(_open(lot))).order_by(Address.id)
        for item, address in _in_order(lot, session.scalars(query).all()):
            if not item.redactor.touches(address.url):
                yield {"disclosure_id": item.number, "url": address.url, "kind": address.kind}


def _shown(item: Item, text: str | None) -> str | None:
    """A text as it may be published of an item: redacted first, so that a cut cannot save a word from it."""
    clean = item.redactor.clean(text)
    return extract(clean) if item.extract_only else clean


def _current(lot: Mapping[int, Item]) -> Select[Revision]:
    """The current version of each item of a lot."""
    return (
        select(Revision)
        .join(Disclosure, and_(Revision.disclosure_id == Disclosure.id, Revision.number == Disclosure.revisions))
        .where(Disclosure.id.in_(list(lot)))
    )


def _open(lot: Mapping[int, Item]) -> list[int]:
    """Archive ids of the items of a lot that are not hidden."""
    return [item.id for item in lot.values() if not item.hidden]


def _in_order(lot: Mapping[int, Item], rows: Sequence[Part]) -> Iterator[tuple[Item, Part]]:
    """The rows with their items: in the order of the items, and within one as they come."""
    of: dict[int, list[Part]] = defaultdict(list)
    for row in rows:
        of[row.disclosure_id].append(row)
    for item in lot.values():
        yield from ((item, row) for row in of[item.id])
