"""Where each value of a disclosure came from: the rule that found it, and the words on the page it was read from.

The page is read back from the WARC, so that what is quoted is the evidence and not the archive's memory of it. Where
the bytes are gone (purged, or the run directory is elsewhere) the rules are shown without the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import UsageProblem
from archive.ingest.bodies import UnreadableBodyError
from archive.ingest.content import CONTENT_FIELDS, decode_record
from archive.ingest.reader import is_text
from archive.ingest.references import reference_key
from archive.ingest.sources import Sources
from archive.normalise import page_text
from archive.normalise.body import Body
from archive.normalise.record import Citation, Record
from archive.review.rules import CITATION_RULES, FIELD_RULES
from archive.store import Address, Blob, Disclosure, Event, Revision, Run
from scraper.registry import Force

LONGEST = 300
"""Characters of a value or quotation shown to a person; the JSON has them whole."""


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """One field: its value, the rule that gave it, its place in the page's text (characters) and the words there."""

    field: str
    value: Any
    rule: str
    span: tuple[int, int] | None
    quote: str | None


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A disclosure's current version, field by field, and where its bytes lie."""

    permalink: str
    force: str
    state: str
    url: str
    captured: str
    digest: str
    warc: str
    normaliser: str
    fields: list[Explained]
    citations: list[Explained]
    warnings: list[str]
    addresses: list[str]
    versions: list[str]
    events: list[str]
    note: str


def by_reference(session: Session, reference: str) -> list[tuple[int, str]]:
    """Number of every disclosure with this reference, however it is spaced, and its name to a person, in order.

    The name is force and reference with the permalink: `exampleshire 102/24 (exampleshire/102-24)`.
    """
    key = reference_key(reference)
    if key is None:
        return []
    rows = session.execute(
        select(Disclosure.id, Disclosure.force, Disclosure.reference, Disclosure.permalink)
        .where(Disclosure.reference_key == key)
        .order_by(Disclosure.permalink)
    )
    return [(row.id, f"{row.force} {row.reference} ({row.permalink})") for row in rows]


def explain(session: Session, disclosure_id: int, data: Path, registry: Mapping[str, Force]) -> Explanation:
    """Explain a disclosure. `data` is the folder that run directories are relative to; `registry` names the body.

    Raises `UsageProblem` where the archive has no such disclosure or the registry lacks its force.
    """
    disclosure = session.get(Disclosure, disclosure_id)
    if disclosure is None:
        raise UsageProblem(f"{disclosure_id}: no such disclosure in the archive")
    revision = session.scalars(
        select(Revision).where(Revision.disclosure_id == disclosure_id, Revision.number == disclosure.revisions)
    ).one()
    record = decode_record(revision.record)
    entry = registry.get(disclosure.force)
    if entry is None:
        raise UsageProblem(
            f"{disclosure.force}: no force file, so its own words are not known and the quotes might be wrong;"
            " give --forces with the directory that the crawl used"
        )
    text, note = _text(session, revision, data, Body.of(entry))
    versions = session.scalars(
        select(Revision).where(Revision.disclosure_id == disclosure_id).order_by(Revision.number)
    )
    addresses = session.scalars(select(Address).where(Address.disclosure_id == disclosure_id).order_by(Address.id))
    events = session.scalars(select(Event).where(Event.disclosure_id == disclosure_id).order_by(Event.id))
    return Explanation(
        permalink=disclosure.permalink,
        force=disclosure.force,
        state=disclosure.state,
        url=revision.url,
        captured=revision.captured,
        digest=revision.digest,
        warc=_place(session, revision.digest),
        normaliser=revision.normaliser,
        fields=_fields(record, text),
        citations=[_citation(cited, text) for cited in (*record.exemptions, *record.mentions)],
        warnings=record.warnings,
        addresses=[f"{one.kind}: {one.url}" for one in addresses],
        versions=[f"{one.number} {one.kind} {one.captured} {one.changed}".rstrip() for one in versions],
        events=[f"{one.at} {one.kind}: {one.detail}" for one in events],
        note=note,
    )


def _text(session: Session, revision: Revision, data: Path, body_facts: Body) -> tuple[str | None, str]:
    """The page's text that spans count in, or why it cannot be shown."""
    content_type = session.scalar(select(Blob.content_type).where(Blob.digest == revision.digest))
    if not is_text(content_type):
        return None, "the answer is a file; places in it are not shown"
    try:
        body = Sources(session, data).read(revision.digest)
    except UnreadableBodyError as error:
        return None, f"the page's bytes cannot be read: {error}"
    return page_text(body, content_type=content_type, url=revision.url, force=body_facts), ""


def _place(session: Session, digest: str) -> str:
    row = session.execute(
        select(Run.directory, Blob.warc_file, Blob.warc_offset)
        .join(Run, Run.id == Blob.run_id)
        .where(Blob.digest == digest)
    ).one()
    return f"{row.directory}/{row.warc_file} at {row.warc_offset}"


def _fields(record: Record, text: str | None) -> list[Explained]:
    """Every content field but the citations, which are explained one by one."""
    found = []
    for name in CONTENT_FIELDS:
        if name in {"exemptions", "mentions", "segments"}:
            continue
        source = record.provenance.get(name)
        found.append(
            Explained(
                field=name,
                value=msgspec.to_builtins(getattr(record, name)),
                rule=source.rule if source else "",
                span=source.span if source else None,
                quote=_quote(text, source.span if source else None),
            )
        )
    return found


def _citation(cited: Citation, text: str | None) -> Explained:
    limb = " (neither confirm nor deny)" if cited.ncnd else ""
    return Explained(
        field=f"{cited.regime} {cited.provision}",
        value=cited.status + limb,
        rule=cited.rule,
        span=cited.span,
        quote=cited.quote or _quote(text, cited.span),
    )


def _quote(text: str | None, span: tuple[int, int] | None) -> str | None:
    if text is None or span is None or not 0 <= span[0] < span[1] <= len(text):
        return None
    return text[span[0] : span[1]]


def lines(found: Explanation) -> list[str]:
    """The explanation for a person."""
    shown = [
        f"{found.permalink}  ({found.state})",
        f"  read from {found.url}",
        f"  captured {found.captured}, {found.digest}",
        f"  kept in {found.warc}; read by normaliser {found.normaliser}",
    ]
    if found.note:
        shown.append(f"  {found.note}")
    for items, rules in ((found.fields, FIELD_RULES), (found.citations, CITATION_RULES)):
        for one in items:
            shown.append(f"{one.field}: {_short(one.value)}")
            if one.rule or one.quote:
                place = f" at {one.span[0]}-{one.span[1]}" if one.span else ""
                words = f": “{_short(one.quote)}”" if one.quote else ""
                shown.append(f"    {rules.get(one.rule, one.rule) or 'found'}{place}{words}")
    for head, names in (
        ("warnings", found.warnings),
        ("addresses", found.addresses),
        ("versions", found.versions),
        ("events", found.events),
    ):
        shown.append(f"{head}: {'none' if not names else ''}".rstrip())
        shown.extend(f"    {name}" for name in names)
    return shown


def _short(value: Any) -> str:
    if value is None:
        return "not known"
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
