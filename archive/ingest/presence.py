"""What a run's observations mean for each disclosure: still there, missing, removed, returned, moved.

Absence is not removal. A disclosure is `missing` when one complete run finds every address of it gone, and `removed`
when a second complete run, at least a day later, finds the same. Anything that shows it again makes it `returned`. A
run that did not end by itself can show that something is there, never that it is not.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from archive.ingest.addresses import loose
from archive.ingest.disclosures import PageTaker
from archive.ingest.index import ForceIndex, KnownAddress, KnownDisclosure
from archive.ingest.observations import Observations
from archive.ingest.report import IngestReport
from archive.ingest.revisions import RevisionWriter
from archive.ingest.sources import in_lots
from archive.store import Address, Disclosure

A_DAY = timedelta(days=1)


def parse_time(text: str) -> datetime:
    """A time as the run directory writes it."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _a_day_apart(first: str | None, second: str) -> bool:
    return first is not None and parse_time(second) - parse_time(first) >= A_DAY


class Presence:
    """Applies one run's observations to every disclosure of its force."""

    def __init__(
        self,
        session: Session,
        index: ForceIndex,
        seen: Observations,
        pages: PageTaker,
        writer: RevisionWriter,
        report: IngestReport,
    ) -> None:
        self._session = session
        self._index = index
        self._seen = seen
        self._pages = pages
        self._writer = writer
        self._report = report
        self._addresses: list[dict[str, Any]] = []
        self._disclosures: list[dict[str, Any]] = []

    def apply(self, *, newest: bool) -> None:
        """Update every disclosure of the force. `newest` false: a later run is known, so absence is not judged."""
        for disclosure_id, known in self._index.disclosures.items():
            addresses = [item for item in self._index.addresses.get(disclosure_id, []) if item.kind != "former"]
            if disclosure_id in self._pages.dropped:
                self._judge(known, addresses, [], addresses, newest)
                continue
            alive = [item for item in addresses if self._alive(item)]
            gone = [item for item in addresses if item not in alive and self._seen.gone(item.url)]
            self._judge(known, addresses, alive, gone, newest)
        self._session.flush()
        for lot in in_lots(self._addresses):
            self._session.execute(update(Address), lot)
        for lot in in_lots(self._disclosures):
            self._session.execute(update(Disclosure), lot)
        self._session.expire_all()

    def _alive(self, address: KnownAddress) -> bool:
        return self._seen.seen_at(address.url) is not None

    def _judge(
        self,
        known: KnownDisclosure,
        addresses: list[KnownAddress],
        alive: list[KnownAddress],
        gone: list[KnownAddress],
        newest: bool,
    ) -> None:
        for address in addresses:
            self._note_address(address, address in alive, newest and address in gone)
        if alive:
            self._is_there(known, alive, gone if newest else [])
        elif newest and gone and self._seen.may_mark_absent and all(item.absent_since for item in addresses):
            self._is_absent(known)
        elif any(self._seen.asked_at(item.url) for item in addresses):
            self._disclosures.append({"id": known.id, "last_checked": self._checked(known, addresses)})

    def _note_address(self, address: KnownAddress, alive: bool, gone: bool) -> None:
        values: dict[str, Any] = {}
        if alive:
            seen_at = max(self._seen.seen_at(address.url) or "", address.last_seen)
            values = {"last_seen": seen_at, "last_checked": seen_at, "absent_since": None}
            entry = self._seen.listed.get(loose(address.url))
            if entry is not None:
                values["listed_title"] = entry.listed_title
                values["listed_date"] = entry.listed_date
                values["listed_type"] = entry.listed_type
            address.absent_since = None
            address.last_seen = seen_at
        elif gone and self._seen.may_mark_absent:
            address.absent_since = address.absent_since or self._seen.started
            values = {"absent_since": address.absent_since}
        asked = self._seen.asked_at(address.url)
        if asked and not alive:
            values["last_checked"] = asked
        if values:
            self._addresses.append({"id": address.id, **values})

    def _is_there(self, known: KnownDisclosure, alive: list[KnownAddress], gone: list[KnownAddress]) -> None:
        at = max(item.last_seen for item in alive)
        values: dict[str, Any] = {"id": known.id, "last_seen": max(at, known.last_seen), "last_checked": at}
        if known.state in {"missing", "removed"} and at >= (known.missing_since or ""):
            values |= {"state": "returned", "missing_since": None}
            self._writer.event(known.id, at, "returned", f"seen again at {alive[0].url}")
            self._report.returned += 1
        self._disclosures.append(values)
        main = next((item for item in gone if item.kind == "main"), None)
        heirs = [item for item in alive if loose(item.url) not in self._seen.mirrors]
        if main is not None and heirs and self._seen.may_mark_absent:
            self._pages.promote(main, heirs[0])

    def _is_absent(self, known: KnownDisclosure) -> None:
        started = self._seen.started
        if known.state in {"present", "returned"}:
            self._disclosures.append({"id": known.id, "state": "missing", "missing_since": started})
            self._writer.event(known.id, started, "missing", "a complete crawl did not find it")
            self._report.missing += 1
        elif known.state == "missing" and _a_day_apart(known.missing_since, started):
            self._disclosures.append({"id": known.id, "state": "removed"})
            self._writer.event(known.id, started, "removed", "complete crawls a day or more apart did not find it")
            self._report.removed += 1

    def _checked(self, known: KnownDisclosure, addresses: list[KnownAddress]) -> str:
        return max([at for item in addresses if (at := self._seen.asked_at(item.url))] or [known.last_seen])
