"""Putting saved bodies into run directories: one run a force, in the form of a crawl, with mode `import`.

What is no disclosure, file or listing of a force's log is left out and counted: a saved web archive holds far more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from scraper.contract import Capture, CaptureKind, Entry, Run
from scraper.errors import ScraperError
from scraper.importers.saved import Left, Saved
from scraper.platforms import platform_named
from scraper.platforms.address import host_of
from scraper.platforms.model import Page
from scraper.platforms.shapes import Platform
from scraper.refusal import is_soft_404, refusal_in
from scraper.registry import Force
from scraper.rundir import CAPTURES_FILE, ENTRIES_FILE, Lines, new_run_directory, write_run
from scraper.times import now
from scraper.warc import WARC_FILE, WarcFile, digest


class Import:
    """Imports in progress: one open run directory a force. Use as a context manager; `runs` are the directories."""

    def __init__(self, data: Path, registry: Mapping[str, Force], force: Force | None, code_version: str = "") -> None:
        self._data = data
        self._registry = registry
        self._force = force
        self._version = code_version
        self._open: dict[str, _ForceRun] = {}
        self.left: list[Left] = []
        self.passed_over: Counter[str] = Counter()

    def __enter__(self) -> Import:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for run in self._open.values():
            run.close(complete=kind is None)

    @property
    def runs(self) -> list[Path]:
        """The run directories made."""
        return [run.directory for run in self._open.values()]

    @property
    def taken(self) -> int:
        """How many bodies were taken."""
        return sum(run.count for run in self._open.values())

    def take(self, items: Iterable[Saved | Left]) -> None:
        """Take what can be taken; the rest is in `left` (with a reason) or counted in `passed_over` by kind."""
        for item in items:
            if isinstance(item, Left):
                self.left.append(item)
            else:
                self._take(item)

    def _take(self, item: Saved) -> None:
        force = self._owner(item)
        if force is None:
            self.passed_over["not_allowed"] += 1
            return
        platform = platform_named(force.platform)
        kind = platform.kind(force, item.url)
        if kind == "other" and item.page is not None and platform.kind(force, item.page) == "disclosure":
            html = (item.content_type or "").startswith(("text/html", "image/", "text/css", "text/javascript"))
            kind = "other" if html else "attachment"
        if kind == "other":
            self.passed_over["other"] += 1
            return
        if force.slug not in self._open:
            self._open[force.slug] = _ForceRun(self._data, force, self._version)
        self._open[force.slug].keep(item, kind, platform)

    def _owner(self, item: Saved) -> Force | None:
        hosts = {host_of(item.url), host_of(item.page or item.url)}
        if self._force is not None:
            return self._force if hosts & {*self._force.hosts, *self._force.retired_hosts} else None
        near = [force for force in self._registry.values() if hosts & {*force.hosts, *force.retired_hosts}]
        near.sort(key=lambda force: platform_named(force.platform).kind(force, item.url) == "other")
        return near[0] if near else None


class _ForceRun:
    """One force's run directory while it is filled."""

    def __init__(self, data: Path, force: Force, version: str) -> None:
        self.force = force
        self._at = now()
        try:
            self.directory = new_run_directory(data / "runs" / force.slug, self._at)
        except OSError as error:
            raise ScraperError(f"{data}: {error.strerror or error}") from error
        self._run = Run(id=self.directory.name, force=force.slug, started=self._at, mode="import", code_version=version)
        write_run(self.directory, self._run)
        self._warc = WarcFile(
            self.directory / WARC_FILE,
            {"software": f"police-foi-archive {version}", "isPartOf": force.slug, "description": "Imported captures"},
        )
        self._captures = Lines(self.directory / CAPTURES_FILE)
        self._entries = Lines(self.directory / ENTRIES_FILE)
        self._offered: set[str] = set()
        self._seen: set[tuple[str, str, str]] = set()
        self._kinds: Counter[str] = Counter()
        self._statuses: Counter[str] = Counter()
        self._problems: Counter[str] = Counter()
        self.count = 0

    def keep(self, item: Saved, kind: CaptureKind, platform: Platform) -> None:
        """Keep one body: its record, its line, and for a disclosure its entry."""
        content = digest(item.body)
        canonical = platform.canonical(self.force, item.url)
        if (canonical, item.at, content) in self._seen:
            return
        self._seen.add((canonical, item.at, content))
        place = (
            self._warc.member(item.record)
            if item.record is not None
            else self._warc.resource(item.url, item.at, item.body, item.content_type or "application/octet-stream")
        )
        headers = {"content-type": item.content_type or ""}
        refused = refusal_in(item.status, headers, item.body)
        problem = refused.code if refused else "soft_404" if is_soft_404(item.status, headers, item.body) else None
        whole = item.status == 200
        self._captures.append(
            Capture(
                kind=kind,
                url=item.url,
                at=item.at,
                status=item.status,
                content_type=item.content_type,
                etag=item.etag,
                last_modified=item.last_modified,
                location=item.location,
                record_digest=place.record_digest,
                content_digest=content if whole and item.body else None,
                content_length=len(item.body) if whole and item.body else None,
                warc_file=WARC_FILE,
                warc_offset=place.offset,
                warc_length=place.length,
                canonical_url=canonical,
                entry_url=platform.canonical(self.force, item.page) if item.page else None,
                found_on=item.page,
                problem=problem,
                detail=refused.evidence if refused else None,
                via="import",
            )
        )
        self.count += 1
        self._kinds[kind] += 1
        self._statuses[str(item.status)] += 1
        if problem:
            self._problems[problem] += 1
        if kind == "disclosure" and whole and not problem:
            self._offer(canonical, item, platform)
        elif kind == "listing" and whole and not problem:
            for link in platform.links(self.force, Page(item.url, item.body, item.content_type), "listing"):
                if link.entry and link.canonical not in self._offered and link.kind == "attachment":
                    self._offered.add(link.canonical)
                    self._entries.append(
                        Entry(
                            url=link.canonical,
                            at=item.at,
                            listing_url=item.url,
                            listed_title=link.title,
                            listed_date=link.date,
                            listed_type=link.type,
                        )
                    )

    def _offer(self, canonical: str, item: Saved, platform: Platform) -> None:
        if canonical in self._offered:
            return
        self._offered.add(canonical)
        mirror = platform.mirror(self.force, item.url)
        self._entries.append(Entry(url=canonical, at=item.at, listing_url=item.source, alternate_of=mirror))

    def close(self, *, complete: bool) -> None:
        """Close the files and write the report."""
        for file in (self._warc, self._captures, self._entries):
            file.sync()
            file.close()
        write_run(
            self.directory,
            Run(
                id=self._run.id,
                force=self.force.slug,
                started=self._run.started,
                finished=now(),
                finish_reason="finished" if complete else "error",
                complete=complete,
                mode="import",
                status="ok" if complete else "incomplete",
                reason="" if complete else "the import broke off",
                counts_by_kind=dict(self._kinds),
                counts_by_status=dict(self._statuses),
                problems=dict(self._problems),
                entries=len(self._offered),
                code_version=self._run.code_version,
            ),
        )
