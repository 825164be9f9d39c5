"""Taking the pages of a run into the archive: new disclosures, new versions, moved ones, mirrors."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from archive.ingest.addresses import loose
from archive.ingest.content import is_answer
from archive.ingest.files import has_versions
from archive.ingest.gather import CapturedPage, Gathered
from archive.ingest.index import ForceIndex, KnownAddress, KnownDisclosure
from archive.ingest.matching import agree, contradict, pair, part_of
from archive.ingest.observations import Observations
from archive.ingest.page_tables import store_tables
from archive.ingest.reader import page_at
from archive.ingest.references import reference_key
from archive.ingest.report import IngestReport
from archive.ingest.revisions import RevisionWriter, Source
from archive.ingest.spool import Spool
from archive.ingest.withdrawn import Withdrawn, is_purged
from archive.normalise import NORMALISER_VERSION
from archive.normalise.record import Record
from archive.publish.permalinks import permalink_for
from archive.store import Address, Disclosure

NEW_DISCLOSURE = insert(Disclosure).returning(Disclosure.id)
NEW_ADDRESS = insert(Address).returning(Address.id)

FLUSH_EVERY = 500
"""Pages after which loaded rows are let go, so that memory stays flat."""


class PageTaker:
    """Takes pages in one session, keeping the index, the observations and the report up to date.

    `rereading`: the pages are old captures read again, so that a difference is the normaliser's and not the force's.
    """

    def __init__(
        self,
        session: Session,
        index: ForceIndex,
        seen: Observations,
        writer: RevisionWriter,
        report: IngestReport,
        capture_ids: dict[int, int],
        *,
        rereading: bool = False,
    ) -> None:
        self._session = session
        self._index = index
        self._seen = seen
        self._writer = writer
        self._report = report
        self._capture_ids = capture_ids
        self._rereading = rereading
        self.new_urls: set[str] = set()
        self.dropped: set[int] = set()
        self._withdrawn = Withdrawn(session, index.force)

    def take(self, gathered: Gathered, spool: Spool) -> None:
        """Every page; mirrors last, so that what they mirror is known by then."""
        led_here = gathered.redirects.sources()
        pages = sorted(gathered.pages, key=lambda page: (loose(page.url) in self._seen.mirrors, page.number))
        if gathered.history:
            pages = self._as_time_went(pages)
        for count, page in enumerate(pages, 1):
            self._page(page, spool, led_here)
            if count % FLUSH_EVERY == 0:
                self._session.flush()
                self._session.expunge_all()
        self._session.flush()

    def _as_time_went(self, pages: list[CapturedPage]) -> list[CapturedPage]:
        """First what is new to the archive, oldest first; then versions of what it knows, newest first.

        A version is put into the past before the next newer one, and left out where that says the same.
        """
        new = [page for page in pages if not self._index.at(page.url)]
        known = [page for page in pages if self._index.at(page.url)]
        ordered = sorted(new, key=lambda page: page.at) + sorted(known, key=lambda page: page.at, reverse=True)
        return sorted(ordered, key=lambda page: loose(page.url) in self._seen.mirrors)

    def _page(self, page: CapturedPage, spool: Spool, led_here: dict[str, list[str]]) -> None:
        capture_id = page.capture_id or self._capture_ids[page.number]
        source = Source(capture_id, page.digest, page.at, page.url, NORMALISER_VERSION)
        if page.records is None:
            self._report.unchanged += 1
            return
        read = page_at(spool, page.records)
        answers = [
            (record, tables) for record, tables in zip(read.records, read.tables, strict=True) if is_answer(record)
        ]
        records = [record for record, _ in answers]
        if not records:
            self._report.not_answers += 1
            if not self._rereading:
                told = ", ".join(read.records[0].warnings) if read.records else "no record"
                self._report.problems.append(f"{page.url}: answered, but is no disclosure ({told})")
            self._seen.silence(page.url)
            return
        known = self._known_at(page, led_here)
        if known and all(address.kind == "alternate" for address in known):
            self._report.unchanged += 1
            return
        before = page_at(spool, page.before).records if page.before is not None else []
        disclosures = [self._index.disclosures[address.disclosure_id] for address in known]
        paired = pair(disclosures, records)
        for position, (match, (record, tables)) in enumerate(zip(paired, answers, strict=True)):
            part = part_of(record, position, len(records))
            if match is not None:
                taken = self._again(match, record, source, _same_part(before, position, len(records)), page)
            else:
                taken = self._unknown(record, part, source)
            if taken is not None and (tables or match is not None):
                store_tables(self._session, taken, tables)
        if page.capture_id is None:
            self.dropped.update(item.id for item in disclosures if item not in paired)

    def _known_at(self, page: CapturedPage, led_here: dict[str, list[str]]) -> list[KnownAddress]:
        """The address rows a page belongs to: its own, those that were redirected here, or those of its mirror.

        A page that is no disclosure any more and only sends the reader on counts as a redirect.
        """
        url = page.url
        own = self._index.at(url)
        if own:
            mains = [address for address in own if address.kind != "alternate"]
            return mains or own
        original = self._seen.mirrors.get(loose(url))
        if original and (found := self._index.at(original)):
            for address in found:
                self._add_address(address.disclosure_id, url, "alternate", self._seen.asked_at(url) or "")
            return self._index.at(url)
        sent_on = [page.found_on] if page.found_on and self._seen.answer(page.found_on) == "silent" else []
        for source in led_here.get(loose(url), []) + sent_on:
            if found := [address for address in self._index.at(source) if address.kind == "main"]:
                return [self._move(address, url) for address in found]
        for mirror in self._seen.mirrored.get(loose(url), []):
            if found := [address for address in self._index.at(mirror) if address.kind == "main"]:
                return [self._move(address, url, old_kind="alternate") for address in found]
        return []

    def _again(
        self, match: KnownDisclosure, record: Record, source: Source, before: Record | None, page: CapturedPage
    ) -> int | None:
        """A record of a known disclosure; its id, where this page is its current version now."""
        disclosure = self._session.get_one(Disclosure, match.id)
        current = self._writer.current(disclosure)
        if is_purged(self._session, current.digest):
            self._captured_again(page.url)
            self._report.unchanged += 1
            return None
        if before is not None and current.digest != source.digest:
            earlier = Source(current.capture_id, current.digest, current.captured, current.url, NORMALISER_VERSION)
            if self._writer.next(disclosure, before, earlier, reparsed=True) == "reparsed":
                self._report.reparsed += 1
            current = self._writer.current(disclosure)
        if self._rereading and source.at < current.captured:
            self._report.unchanged += 1
            return None
        same = page.digest == current.digest and source.at >= current.captured
        reparsed = same and not self._letter_replaced(match.id, current.normaliser)
        if reparsed:
            source = source._replace(capture_id=current.capture_id, at=current.captured)
        written = self._writer.next(disclosure, record, source, reparsed=reparsed)
        if written == "edited":
            self._report.edited += 1
        elif written == "reparsed":
            self._report.reparsed += 1
        else:
            self._report.unchanged += 1
        if disclosure.reference_key != match.reference_key:
            self._index.set_reference(match.id, disclosure.reference_key)
        return match.id if source.at >= current.captured else None

    def _letter_replaced(self, disclosure_id: int, normaliser: str) -> bool:
        """Whether the same page can only say something else because the force has replaced a letter it offers."""
        if self._rereading or normaliser != NORMALISER_VERSION:
            return False
        return has_versions(self._session, disclosure_id)

    def _unknown(self, record: Record, part: str, source: Source) -> int | None:
        """A record at an address the archive does not know: moved, a double, or new; the id of a moved or new one."""
        key = reference_key(record.reference)
        for known in self._index.with_reference(key):
            main = self._index.main(known.id)
            if main is None or loose(main.url) == loose(source.url):
                continue
            disclosure = self._session.get_one(Disclosure, known.id)
            current = self._writer.current(disclosure)
            stored = current.record
            gone = main.absent_since is not None or self._seen.gone(main.url) or self._seen.answer(main.url) == "moved"
            if gone and not contradict(stored, record):
                self._move(main, source.url)
                if is_purged(self._session, current.digest):
                    self._captured_again(source.url)
                    return None
                self._writer.next(disclosure, record, source)
                return known.id
            if agree(stored, record) and not part:
                self._add_address(known.id, source.url, "alternate", source.at)
                self._report.unchanged += 1
                return None
        for number in self._withdrawn.that_say(record):
            self._add_address(number, source.url, "alternate", source.at)
            if is_purged(self._session, self._writer.current(self._session.get_one(Disclosure, number)).digest):
                self._captured_again(source.url)
            self._report.unchanged += 1
            return None
        return self._create(record, part, source)

    def _captured_again(self, url: str) -> None:
        self._report.problems.append(f"{url}: was purged and has been captured again; purge it again")

    def _create(self, record: Record, part: str, source: Source) -> int:
        place = f"{source.url}#{part}" if part else source.url
        link = permalink_for(self._index.force, record.reference, place, self._index.permalinks)
        key = reference_key(record.reference)
        number = self._insert(
            NEW_DISCLOSURE,
            force=self._index.force,
            permalink=link,
            part=part,
            reference=record.reference,
            reference_key=key,
            title=record.title,
            state="present",
            edited=False,
            revisions=1,
            normaliser=source.normaliser,
            first_seen=source.at,
            last_seen=source.at,
            last_checked=source.at,
        )
        self._index.add_disclosure(KnownDisclosure(number, part, key, "present", None, source.at), link)
        self._add_address(number, source.url, "main", source.at)
        self._writer.first(number, record, source)
        self._report.new += 1
        return number

    def _add_address(self, disclosure_id: int, url: str, kind: str, at: str) -> KnownAddress:
        entry = self._seen.listed.get(loose(url))
        number = self._insert(
            NEW_ADDRESS,
            disclosure_id=disclosure_id,
            force=self._index.force,
            url=url,
            kind=kind,
            first_seen=at,
            last_seen=at,
            last_checked=at,
            listed_title=entry.listed_title if entry else None,
            listed_date=entry.listed_date if entry else None,
            listed_type=entry.listed_type if entry else None,
        )
        known = KnownAddress(number, disclosure_id, url, kind, None, at)
        self._index.add_address(known)
        return known

    def _insert(self, statement: ReturningInsert[int], **values: object) -> int:
        """Insert one row and give its id; by the core and not by the session, which is several times quicker."""
        return self._session.connection().execute(statement, values).scalar_one()

    def _move(self, old: KnownAddress, url: str, old_kind: str = "former") -> KnownAddress:
        """Make `url` the main address of the disclosure at `old`."""
        at = self._seen.asked_at(url) or self._seen.started
        self._session.get_one(Address, old.id).kind = old_kind
        old.kind = old_kind
        self._writer.event(old.disclosure_id, at, "moved", f"from {old.url} to {url}")
        self._report.moved += 1
        for known in self._index.addresses[old.disclosure_id]:
            if loose(known.url) == loose(url):
                self._session.get_one(Address, known.id).kind = known.kind = "main"
                return known
        return self._add_address(old.disclosure_id, url, "main", at)

    def mirrors(self) -> None:
        """Addresses that a listing offers as a mirror of a known disclosure, whether or not they were asked."""
        for mirror, original in self._seen.mirrors.items():
            if self._index.at(mirror):
                continue
            entry = self._seen.listed[mirror]
            for address in list(self._index.at(original)):
                if address.kind != "former":
                    self._add_address(address.disclosure_id, entry.url, "alternate", entry.at)

    def promote(self, old: KnownAddress, new: KnownAddress) -> None:
        """The main address is gone and another lives: the disclosure has moved there."""
        self._move(old, new.url)


def _same_part(before: Sequence[Record], position: int, total: int) -> Record | None:
    """The record in the same place of the page's earlier bytes, where the page still holds as many."""
    return before[position] if len(before) == total else None
