"""Rows of attached files: what is offered, what of it may be shown, and the text and tables of what may.

Of a held file nothing is published but that there is one: no address, name, digest or text, since an address would lead
to what it is held for. A withdrawn file is not mentioned at all; its tombstone is in `withdrawn`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.publish.disclosures import lots
from archive.publish.items import Item
from archive.publish.lookups import Row
from archive.publish.standing import Standing
from archive.store import Attachment, AttachmentVersion, Blob, Document, DocumentPart, DocumentTable

HELD = "Held for review: it may hold what was not meant to be published"
UNREAD = "Held until it has been looked into."
TERMS = "Its text is not published here, because the body's terms do not allow it."
NOTES = {
    "not_captured": "The file was offered, but could not be collected.",
    "encrypted": "Protected by a password.",
    "unsupported": "A kind of file that cannot be read.",
    "too_large": "Too large to be read.",
    "limit_hit": "Reading it took more memory or time than is allowed.",
    "corrupt": "Damaged or cut short.",
    "needs_ocr": "A scan: its text has not been read.",
}
LOT = 25
"""Files whose text is read from the archive at a time: a single one may hold megabytes."""

Read = TypeVar("Read", DocumentPart, DocumentTable)


class File(NamedTuple):
    """A published attachment: its public id and row, and the documents whose text may be shown, in order.

    `read_whole`: the file and every file within it was read, so that nothing in it went unlooked at.
    """

    number: int
    item: Item
    row: Row
    documents: list[tuple[int, str]]
    read_whole: bool


class FileReader:
    """Reads the files of the items to publish; each method streams the rows of one table in the same order."""

    def __init__(self, session: Session, items: Sequence[Item], standing: Standing) -> None:
        self._session, self._standing = session, standing
        self._items = [item for item in items if not item.hidden]

    def counts(self) -> dict[int, int]:
        """Attachment rows by the disclosure's archive id."""
        return Counter(file.item.id for file in self.files())

    def files(self) -> Iterator[File]:
        """Every attachment to publish, with its row of `attachments`."""
        number = 0
        for lot in lots(self._items):
            query = (
                select(Attachment)
                .where(Attachment.disclosure_id.in_(list(lot)), Attachment.offered)
                .order_by(Attachment.position, Attachment.id)
            )
            of: dict[int, list[Attachment]] = defaultdict(list)
            for attachment in self._session.scalars(query):
                of[attachment.disclosure_id].append(attachment)
            versions = self._versions([one.id for some in of.values() for one in some])
            documents = self._documents({version.digest for version, _ in versions.values()})
            for item in lot.values():
                for attachment in of[item.id]:
                    version, size = versions.get(attachment.id, (None, None))
                    found = documents.get(version.digest, []) if version else []
                    row = self._row(item, attachment, version, size, found)
                    if row is None:
                        continue
                    number += 1
                    readable = _readable(found)
                    shown = [] if row["status"] != "published" or item.extract_only else readable
                    yield File(number, item, {"id": number, **row}, shown, len(readable) == len(found))

    def texts(self) -> Iterator[tuple[int, str]]:
        """Archive id and joined text of the published files of each disclosure that has such text."""
        current: int | None = None
        texts: list[str] = []
        for item, _, part in self._parts():
            if item.id != current:
                if current is not None and texts:
                    yield current, "\n\n".join(texts)
                current, texts = item.id, []
            if part.text:
                texts.append(item.redactor.clean(part.text))
        if current is not None and texts:
            yield current, "\n\n".join(texts)

    def part_rows(self) -> Iterator[Row]:
        """Rows of `attachment_parts`: numbers as in the file, those of its members counted on from there."""
        last: tuple[int, str] = (0, "")
        before = place = 0
        for number, (item, (file, path), part) in enumerate(self._parts(), 1):
            if file != last[0]:
                before = place = 0
            elif (file, path) != last:
                before = place
            last, place = (file, path), before + part.number
            yield {
                "id": number,
                "attachment_id": file,
                "number": place,
                "kind": part.kind,
                "name": item.redactor.clean(_name(path, part.name)),
                "text": item.redactor.clean(part.text),
                "machine_read": int(part.machine_read),
            }

    def tables(self) -> Iterator[tuple[Item, int, str | None, DocumentTable]]:
        """Every table whose text may be shown, with its file's public id and the table's name."""
        for item, (file, path), table in self._read(DocumentTable):
            yield item, file, _name(path, table.name), table

    def _parts(self) -> Iterator[tuple[Item, tuple[int, str], DocumentPart]]:
        return self._read(DocumentPart)

    def _read(self, model: type[Read]) -> Iterator[tuple[Item, tuple[int, str], Read]]:
        """Parts or tables of every file whose text may be shown, with the file's public id and the member's path."""
        for files in self._in_lots():
            wanted = {key for file in files for key, _ in file.documents}
            query = select(model).where(model.document_id.in_(wanted)).order_by(model.number)
            of: dict[int, list[Read]] = defaultdict(list)
            for row in self._session.scalars(query):
                of[row.document_id].append(row)
            for file in files:
                for key, path in file.documents:
                    yield from ((file.item, (file.number, path), row) for row in of[key])
            self._session.expunge_all()

    def _in_lots(self) -> Iterator[list[File]]:
        lot: list[File] = []
        for file in self.files():
            if not file.documents:
                continue
            lot.append(file)
            if len(lot) == LOT:
                yield lot
                lot = []
        if lot:
            yield lot

    def _versions(self, attachments: Sequence[int]) -> dict[int, tuple[AttachmentVersion, int]]:
        """The newest captured body of each attachment and its size in bytes."""
        query = (
            select(AttachmentVersion, Blob.size)
            .join(Blob, Blob.digest == AttachmentVersion.digest)
            .where(AttachmentVersion.attachment_id.in_(attachments))
            .order_by(AttachmentVersion.number)
        )
        return {version.attachment_id: (version, size) for version, size in self._session.execute(query)}

    def _documents(self, digests: set[str]) -> dict[str, list[tuple[Document, int]]]:
        """What was read of each file: the file itself first, then its members, each with its number of parts."""
        query = (
            select(Document, func.count(DocumentPart.id))
            .outerjoin(DocumentPart, DocumentPart.document_id == Document.id)
            .where(Document.digest.in_(sorted(digests)))
            .group_by(Document.id)
        )
        of: dict[str, list[tuple[Document, int]]] = defaultdict(list)
        for document, parts in self._session.execute(query):
            of[document.digest].append((document, parts))
        for found in of.values():
            found.sort(key=lambda entry: entry[0].path)
        return of

    def _row(
        self,
        item: Item,
        attachment: Attachment,
        version: AttachmentVersion | None,
        size: int | None,
        documents: list[tuple[Document, int]],
    ) -> Row | None:
        """The row of `attachments` less its id, or None for a withdrawn file."""
        clean = item.redactor.clean
        row: Row = {
            "disclosure_id": item.number,
            "position": attachment.position,
            "url": item.redactor.address(attachment.url),
            "filename": clean(attachment.filename),
            "label": clean(attachment.label),
            "media_type": attachment.media_type,
        }
        if version is None:
            return row | {"status": "not_captured", "note": NOTES["not_captured"]}
        standing = self._standing.file(version.digest)
        if standing == "withdrawn":
            return None
        if standing != "open":
            row |= {"url": None, "filename": None, "label": None, "captured": version.captured}
            words = ", ".join(self._standing.held_words.get(version.digest, ()))
            held = f"{HELD} ({words})." if words else f"{HELD}."
            return row | {"status": "held", "note": held if standing == "held" else UNREAD}
        whole, _ = documents[0]
        status = "published" if whole.status == "ok" else whole.status
        return row | {
            "media_type": whole.media_type or attachment.media_type,
            "size": size,
            "pages": sum(parts for _, parts in documents) or None,
            "digest": version.digest,
            "captured": version.captured,
            "status": status,
            "note": NOTES.get(status) or (TERMS if item.extract_only else None),
        }


def _readable(documents: list[tuple[Document, int]]) -> list[tuple[int, str]]:
    """Id and path of what was read whole."""
    return [(document.id, document.path) for document, _ in documents if document.status == "ok"]


def _name(path: str, name: str | None) -> str | None:
    """The name of a part: of a member of an archive file, its path and name."""
    return ": ".join(filter(None, (path, name))) or None
