"""A small archive for tests of publishing: disclosures written straight into the store's tables, all invented."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from archive.normalise.record import Citation as RecordCitation
from archive.normalise.record import Provenance, Record, Segment
from archive.store import (
    Address,
    Attachment,
    AttachmentVersion,
    Blob,
    Capture,
    Citation,
    Decision,
    Disclosure,
    Document,
    DocumentPart,
    DocumentTable,
    Event,
    Finding,
    PageTable,
    Revision,
    Run,
    open_archive,
    writing,
)
from tests.runs import MemoryWriter

TIME = "2026-01-02T03:04:05.000Z"
FORCE = """
name = "{name}"
nation = "england"
regime = "FOIA"
platform = "single_online_home"
status = "live"
evidence = "seen"
website = "https://{slug}.example"
listings = ["https://{slug}.example/foi/"]
hosts = ["{slug}.example"]
synthetic = true
{terms}
"""


def digest(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def forces_folder(folder: Path, **terms: str) -> Path:
    """A registry of two forces, `whole` and `short` (extracts only), and `never`, which was not crawled."""
    folder.mkdir()
    for slug, more in {"never": "", "short": "[terms]\nfull_text_public = false", "whole": "", **terms}.items():
        text = FORCE.format(name=f"{slug.title()} Police (invented)", slug=slug, terms=more)
        (folder / f"{slug}.toml").write_text(text)
    return folder


def record(**fields: Any) -> Record:
    """A record with the given fields, the others empty."""
    lists = ("legislation", "segments", "exemptions", "mentions", "outcome_flags", "attachments", "warnings")
    values: dict[str, Any] = {name: [] if name in lists else None for name in Record.__struct_fields__}
    values |= {"provenance": {}, "structure": "labelled", "outcome": "granted_in_full", "language": "en"}
    return msgspec.convert(msgspec.to_builtins({**values, **fields}), Record)


def cited(provision: str, quote: str, *, status: str = "applied", ncnd: bool = False) -> RecordCitation:
    return RecordCitation(
        regime="FOIA",
        provision=provision,
        title=None,
        ncnd=ncnd,
        qualified=None,
        basis=None,
        scope=None,
        quote=quote,
        status=status,  # type: ignore[arg-type]
    )


class Builder:
    """Fills an archive (data folder or URL); use as a context manager, everything is committed at its end."""

    def __init__(self, data: Path | str) -> None:
        self.data = data

    def __enter__(self) -> Builder:
        self._engine = open_archive(self.data)
        self._scope = writing(self._engine)
        self.session: Session = self._scope.__enter__()
        self._captures = self.session.query(Capture).count()
        self._runs: dict[str, int] = {run.force: run.id for run in self.session.query(Run)}
        return self

    def __exit__(self, *error: Any) -> None:
        self._scope.__exit__(*error)
        self._engine.dispose()

    def add(self, row: Any) -> Any:
        self.session.add(row)
        self.session.flush()
        return row

    def run(self, force: str, *, started: str = TIME, **fields: Any) -> int:
        values: dict[str, Any] = {
            "force": force,
            "name": started,
            "directory": f"runs/{force}/1",
            "fingerprint": digest(force + started),
            "started": started,
            "finished": TIME,
            "finish_reason": "finished",
            "mode": "full",
            "status": "ok",
            "reason": "",
            "complete": True,
            "listing_exhausted": True,
            "accepted": True,
            "entries": 1,
            "captures": 1,
            "report": "{}",
            "problems": "[]",
        }
        key = self.add(Run(**{**values, **fields})).id
        self._runs.setdefault(force, key)
        return int(key)

    def capture(self, force: str, body: str, url: str) -> tuple[int, str]:
        """Store a body and its capture; returns the capture's id and the digest."""
        run = self._runs[force] if force in self._runs else self.run(force)
        self._captures += 1
        if self.session.get(Blob, digest(body)) is None:
            start, length = self._keep(force, url, body.encode())
            place = {"warc_file": "c.warc.gz", "warc_offset": start, "warc_length": length}
            self.add(Blob(digest=digest(body), run_id=run, size=len(body.encode()), **place))
        capture = Capture(
            run_id=run,
            number=self._captures,
            force=force,
            kind="disclosure",
            url=url,
            canonical_url=url,
            at=TIME,
            status=200,
            digest=digest(body),
            revisit=False,
        )
        return self.add(capture).id, digest(body)

    def _keep(self, force: str, url: str, body: bytes) -> tuple[int, int]:
        """Write a body to the run's WARC file, if the archive lies in a folder; offset and length of its record."""
        if isinstance(self.data, str):
            return 0, 0
        folder = self.data / "runs" / force / "1"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "c.warc.gz").open("ab") as file:
            start = file.tell()
            writer = MemoryWriter(file, gzip=True, warc_version="WARC/1.1")
            writer.write_record(writer.create_warc_record(url, "resource", payload=io.BytesIO(body)))
            return start, file.tell() - start

    def disclosure(self, force: str, name: str, *versions: Record, state: str = "present") -> int:
        """A disclosure with one revision a record; its permalink is `force/name`. Returns the archive's id."""
        newest = versions[-1]
        kept = self.add(
            Disclosure(
                force=force,
                permalink=f"{force}/{name}",
                part="",
                reference=newest.reference,
                reference_key=newest.reference,
                title=newest.title,
                state=state,
                edited=len(versions) > 1,
                revisions=len(versions),
                normaliser="1",
                first_seen=TIME,
                last_seen=TIME,
                last_checked=TIME,
            )
        )
        url = newest.url or f"https://{force}.example/foi/{name}/"
        for number, version in enumerate(versions, 1):
            text = msgspec.json.encode(version).decode()
            capture, body = self.capture(force, f"page {kept.id} {number} {text}", url)
            self.add(
                Revision(
                    disclosure_id=kept.id,
                    number=number,
                    kind="first" if number == 1 else "edited",
                    capture_id=capture,
                    digest=body,
                    captured=TIME,
                    url=url,
                    content_digest=digest(text),
                    normaliser="1",
                    changed="" if number == 1 else "response",
                    record=text,
                )
            )
        self.add(Address(disclosure_id=kept.id, force=force, url=url, kind="main", first_seen=TIME, last_seen=TIME))
        self.add(Event(disclosure_id=kept.id, at=TIME, kind="published", detail=f"first seen at {url}"))
        rows = msgspec.json.encode([[newest.response]]).decode()
        self.add(PageTable(disclosure_id=kept.id, number=1, name=None, columns='["As answered"]', rows=rows))
        for position, one in enumerate([*newest.exemptions, *newest.mentions], 1):
            self.add(
                Citation(
                    disclosure_id=kept.id,
                    position=position,
                    provision_id=self._provision(one.regime, one.provision),
                    regime=one.regime,
                    provision=one.provision,
                    status=one.status,
                    ncnd=one.ncnd,
                    quote=one.quote,
                    rule="",
                )
            )
        return int(kept.id)

    def _provision(self, regime: str, provision: str) -> int | None:
        from archive.store import Provision

        query = self.session.query(Provision.id).filter_by(regime=regime, provision=provision)
        return query.scalar()

    def file(
        self,
        disclosure: int,
        name: str,
        pages: Sequence[str] | None = (),
        *,
        table: list[list[str]] | None = None,
        status: str = "ok",
        serious: bool = False,
        offered: bool = True,
        media_type: str = "application/pdf",
    ) -> str:
        """An attachment, captured and (unless `pages` is None) read. Returns its digest."""
        force = self.session.get_one(Disclosure, disclosure).force
        url = f"https://{force}.example/files/{name}"
        position = self.session.query(Attachment).filter_by(disclosure_id=disclosure).count() + 1
        attachment = self.add(
            Attachment(
                disclosure_id=disclosure,
                position=position,
                url=url,
                filename=name,
                label=f"Download {name}",
                media_type=media_type,
                offered=offered,
            )
        )
        capture, body = self.capture(force, f"{name} {pages} {table}", url)
        self.add(
            AttachmentVersion(attachment_id=attachment.id, number=1, digest=body, capture_id=capture, captured=TIME)
        )
        if pages is not None and not self.session.query(Document).filter_by(digest=body).count():
            self.document(body, name, pages, table=table, status=status, serious=serious, media_type=media_type)
        return body

    def document(
        self,
        body: str,
        name: str,
        pages: Sequence[str],
        *,
        first: int = 1,
        path: str = "",
        table: list[list[str]] | None = None,
        status: str = "ok",
        serious: bool = False,
        media_type: str = "application/pdf",
    ) -> None:
        """What was read of a file or (with `path`) of a member of it."""
        document = self.add(
            Document(digest=body, path=path, filename=name, media_type=media_type, status=status, note="", reader="1")
        )
        for number, text in enumerate(pages, first):
            self.add(DocumentPart(document_id=document.id, number=number, kind="page", text=text, machine_read=False))
        if table:
            head, *rows = table
            self.add(
                DocumentTable(
                    document_id=document.id,
                    number=1,
                    name="Table 1",
                    columns=msgspec.json.encode(head).decode(),
                    rows=msgspec.json.encode(rows).decode(),
                )
            )
        self.add(
            Finding(
                document_id=document.id,
                kind="hidden_sheet" if serious else "author",
                severity="serious" if serious else "note",
                count=1,
                place="sheet FINDING-PLACE",
                detector="1",
            )
        )

    def decide(self, action: str, subject: int | str, *, detail: Any = None, reason: str = "personal data") -> None:
        on: dict[str, Any] = {"digest": subject} if isinstance(subject, str) else {"disclosure_id": subject}
        text = msgspec.json.encode(detail if detail is not None else {}).decode()
        self.add(
            Decision(action=action, who="A. Reviewer", at=TIME, why="PRIVATE-WHY", reason=reason, detail=text, **on)
        )


def simple(reference: str | None = "1/24", **fields: Any) -> Record:
    """A plain record with a request, a response and two segments."""
    request = fields.pop("request", "How many bicycles were found?")
    response = fields.pop("response", "Twelve bicycles were found.")
    values: dict[str, Any] = {
        "title": "Bicycles",
        "reference": reference,
        "response_date": "2024-05-06",
        "legislation": ["FOIA"],
        "request": request,
        "response": response,
        "segments": [
            Segment(role="request", number=None, text=request or ""),
            Segment(role="response", number=None, text=response or ""),
        ],
        "provenance": {"reference": Provenance(rule="label", span=(0, 4))},
    }
    return record(**{**values, **fields})
