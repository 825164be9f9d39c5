"""Whether a redacted cell can still be told by its row; where it can't, its words go out everywhere."""

from __future__ import annotations

import re

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.normalise.record import Segment
from archive.publish.redaction import row_pattern
from archive.store import Decision, Document, DocumentPart, Revision
from archive.store.cells import RedactedCell, still_there


class Said(msgspec.Struct, frozen=True):
    """The texts of a record in which a table's cells may stand."""

    request: str | None
    response: str | None
    segments: list[Segment]


def placed(session: Session, decision: Decision, cell: RedactedCell) -> RedactedCell:
    """The cell as it is to be taken out now: everywhere if its row is gone, or texts have it in other words."""
    if cell.everywhere:
        return cell
    if not still_there(session, decision, cell):
        return msgspec.structs.replace(cell, everywhere=True)
    value = re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in cell.value.split()), re.IGNORECASE)
    pattern = row_pattern(cell)
    for text in _texts(session, decision):
        if value.search(text) and not pattern.search(text):
            return msgspec.structs.replace(cell, everywhere=True)
    return cell


def _texts(session: Session, decision: Decision) -> list[str]:
    """The text of the file with the table, its parts together, or each version's answer."""
    if decision.digest is not None:
        query = (
            select(DocumentPart.text)
            .join(Document, Document.id == DocumentPart.document_id)
            .where(Document.digest == decision.digest)
            .order_by(Document.path, DocumentPart.number)
        )
        return ["\n".join(session.scalars(query))]
    decode = msgspec.json.Decoder(Said).decode
    versions = select(Revision.record).where(Revision.disclosure_id == decision.disclosure_id)
    found = [decode(record) for record in session.scalars(versions)]
    return [said.response for said in found if said.response]
