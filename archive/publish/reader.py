"""From the archive to the rows of every public table; what may not be seen never leaves this module.

Every table is read in one consistent state of the archive and leaves out the same things, because all of them go by
the same list of items. Rows stream, a lot of disclosures at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.publish.copies import permitted
from archive.publish.disclosures import (
    address_rows,
    citation_rows,
    disclosure_rows,
    event_rows,
    revision_rows,
    text_rows,
    unlisted_provisions,
)
from archive.publish.files import FileReader
from archive.publish.forces import force_rows
from archive.publish.items import collect_items
from archive.publish.lookups import Row, provision_rows
from archive.publish.page_tables import cell_rows, table_rows
from archive.publish.redaction import Redactor
from archive.publish.standing import Standing, said, standing
from archive.publish.takedown import Withheld
from archive.store import Attachment, AttachmentVersion, Capture, Decision, Disclosure, Revision, Run
from scraper.registry import Force


class Reading(NamedTuple):
    """What an archive gives to the public: rows by table, what older public files must not hold either, and the
    digests and sizes of the files whose originals may go out."""

    rows: dict[str, Iterable[Row]]
    withheld: Withheld
    originals: dict[str, int]


def read_archive(
    session: Session, registry: Mapping[str, Force], full_text: frozenset[str], progress: Callable[[str], None]
) -> Reading:
    """Read an archive for publication. `full_text`: slugs of the forces whose text is published whole.

    Raises `DataProblem` if a decision cannot be understood. The rows must be used up while the session is open.
    """
    progress("reading decisions")
    decided = standing(session)
    progress("ordering disclosures")
    items = collect_items(session, decided, full_text)
    forces = force_rows(session, registry, full_text)
    force_ids = {str(row["slug"]): number for number, row in enumerate(forces, 1)}
    provisions = provision_rows(unlisted_provisions(session, items))
    provision_ids = {(str(row["regime"]), str(row["provision"])): int(str(row["id"])) for row in provisions}
    files = FileReader(session, items, decided)
    progress("counting files")
    counts = files.counts()
    rows: dict[str, Iterable[Row]] = {
        "forces": forces,
        "provisions": provisions,
        "disclosures": disclosure_rows(session, items, force_ids, counts),
        "texts": text_rows(session, items, files.texts()),
        "citations": citation_rows(session, items, provision_ids),
        "attachments": (file.row for file in files.files()),
        "attachment_parts": files.part_rows(),
        "tables": table_rows(session, items, files),
        "table_rows": cell_rows(session, items, files),
        "revisions": revision_rows(session, items, decided),
        "events": event_rows(session, items),
        "addresses": address_rows(session, items),
        "withdrawn": withdrawn_rows(session, decided, force_ids),
    }
    shown = {item.id for item in items if not item.hidden}
    links = session.execute(select(Disclosure.id, Disclosure.permalink))
    withheld = Withheld(
        permalinks=frozenset(permalink for key, permalink in links if key not in shown),
        digests=frozenset(decided.files_held | decided.files_withdrawn.keys()),
        extract_only=frozenset(force_ids) - full_text,
        redacted=decided.redacted,
    )
    return Reading(rows, withheld, permitted(session, items, files))


def withdrawn_rows(session: Session, decided: Standing, force_ids: Mapping[str, int]) -> Iterator[Row]:
    """Rows of `withdrawn`: a tombstone for each withdrawn disclosure, and for each that offered a withdrawn file."""
    stones: dict[int, Decision] = {}
    for digest, decision in decided.files_withdrawn.items():
        offered = select(Attachment.disclosure_id).join(AttachmentVersion).where(AttachmentVersion.digest == digest)
        read = select(Revision.disclosure_id).where(Revision.digest == digest)
        stones |= dict.fromkeys(session.scalars(offered.union(read)), decision)
    stones |= decided.withdrawn
    ordered = sorted(stones.items(), key=lambda stone: (stone[1].id, stone[0]))
    for number, (disclosure_id, decision) in enumerate(ordered, 1):
        disclosure = session.get_one(Disclosure, disclosure_id)
        yield {
            "id": number,
            "force_id": force_ids[disclosure.force],
            "reference": Redactor(decided.redactions.get(disclosure_id, ())).clean(disclosure.reference),
            "reason": said(decision.reason),
            "at": decision.at[:10],
        }


def archive_facts(session: Session) -> dict[str, str]:
    """Facts of the archive for the build's manifest: what was read by which normaliser, and from how many captures."""
    normalisers = sorted(session.scalars(select(Disclosure.normaliser).distinct()))
    return {
        "normaliser_version": " ".join(normalisers),
        "archive_runs": str(session.scalar(select(func.count()).select_from(Run))),
        "archive_captures": str(session.scalar(select(func.count()).select_from(Capture))),
        "archive_disclosures": str(session.scalar(select(func.count()).select_from(Disclosure))),
        "archive_newest_run": session.scalar(select(func.max(Run.started))) or "",
    }
