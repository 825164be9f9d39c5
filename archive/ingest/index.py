"""What the archive knows of one force, light enough to hold in memory: addresses, references, permalinks.

Whole rows are loaded only for disclosures that change; most of a run's pages do not.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.ingest.addresses import loose
from archive.store import Address, Disclosure


@dataclass(slots=True)
class KnownAddress:
    """An address row as far as ingest needs it."""

    id: int
    disclosure_id: int
    url: str
    kind: str
    absent_since: str | None
    last_seen: str


@dataclass(slots=True)
class KnownDisclosure:
    """A disclosure row as far as ingest needs it."""

    id: int
    part: str
    reference_key: str | None
    state: str
    missing_since: str | None
    last_seen: str


class ForceIndex:
    """The force's disclosures by address and by reference."""

    def __init__(self, session: Session, force: str) -> None:
        self.force = force
        self.disclosures: dict[int, KnownDisclosure] = {}
        self.addresses: dict[int, list[KnownAddress]] = {}
        self.permalinks: set[str] = set()
        self._by_url: dict[str, list[KnownAddress]] = {}
        self._by_reference: dict[str, list[int]] = {}
        for row in session.execute(
            select(
                Disclosure.id,
                Disclosure.part,
                Disclosure.reference_key,
                Disclosure.state,
                Disclosure.missing_since,
                Disclosure.last_seen,
                Disclosure.permalink,
            )
            .where(Disclosure.force == force)
            .order_by(Disclosure.id)
        ):
            self.add_disclosure(KnownDisclosure(*row[:6]), row.permalink)
        for place in session.execute(
            select(
                Address.id,
                Address.disclosure_id,
                Address.url,
                Address.kind,
                Address.absent_since,
                Address.last_seen,
            )
            .where(Address.force == force)
            .order_by(Address.id)
        ):
            self.add_address(KnownAddress(*place))

    def add_disclosure(self, known: KnownDisclosure, permalink: str) -> None:
        """Note a disclosure."""
        self.disclosures[known.id] = known
        self.permalinks.add(permalink)
        self.set_reference(known.id, known.reference_key)

    def set_reference(self, disclosure_id: int, key: str | None) -> None:
        """Note the reference a disclosure has now; it stays known under earlier ones."""
        self.disclosures[disclosure_id].reference_key = key
        if key is not None and disclosure_id not in self._by_reference.setdefault(key, []):
            self._by_reference[key].append(disclosure_id)

    def add_address(self, known: KnownAddress) -> None:
        """Note an address."""
        self.addresses.setdefault(known.disclosure_id, []).append(known)
        self._by_url.setdefault(loose(known.url), []).append(known)

    def at(self, url: str) -> list[KnownAddress]:
        """Every address row in this place (spelling apart); several where a page holds several disclosures."""
        return self._by_url.get(loose(url), [])

    def with_reference(self, key: str | None) -> list[KnownDisclosure]:
        """Disclosures that have or had this reference."""
        return [self.disclosures[number] for number in self._by_reference.get(key or "", [])]

    def main(self, disclosure_id: int) -> KnownAddress | None:
        """The disclosure's main address."""
        return next((address for address in self.addresses.get(disclosure_id, ()) if address.kind == "main"), None)
