"""Reading a run directory in tests, by readers that are not the crawler's own."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.checker import Checker

from scraper.contract import Capture, Entry, Run
from scraper.crawl import run_of

NAMES = ("warcinfo", "request", "response", "revisit", "resource")


class Read:
    """A run directory's report, captures and entries."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.run: Run = run_of(directory)
        self.captures = lines(directory / "captures.jsonl", Capture)
        self.entries = lines(directory / "entries.jsonl", Entry)

    def of_kind(self, kind: str) -> list[Capture]:
        return [capture for capture in self.captures if capture.kind == kind]

    def by_path(self) -> dict[str, Capture]:
        return {"/" + capture.url.split("/", 3)[3]: capture for capture in self.captures}

    @property
    def log(self) -> str:
        return (self.directory / "crawl.log").read_text()


def later(run: Path, days: int) -> Path:
    """Put a run some days later (or earlier), as if the nights had passed."""

    def moved(time: str | None) -> str | None:
        if time is None:
            return None
        return (datetime.fromisoformat(time) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.%f")[:23] + "Z"

    report = msgspec.json.decode((run / "run.json").read_bytes(), type=Run)
    report = msgspec.structs.replace(report, started=moved(report.started), finished=moved(report.finished))
    (run / "run.json").write_bytes(msgspec.json.encode(report))
    for name in ("captures.jsonl", "entries.jsonl"):
        told = [msgspec.json.decode(line) for line in (run / name).read_bytes().splitlines()]
        shifted = [msgspec.json.encode({**line, "at": moved(line["at"])}) + b"\n" for line in told]
        (run / name).write_bytes(b"".join(shifted))
    return run


def lines(path: Path, kind: type) -> list:
    return [msgspec.json.decode(line, type=kind) for line in path.read_bytes().splitlines()]


def warc_counts(path: Path) -> Counter[str]:
    """Count the records of a WARC by type; both readers must read all of it and agree with every digest."""

    class Options:
        inputs = [str(path)]
        verbose = False

    assert Checker(Options()).process_all() in (None, 0)
    counts: Counter[str] = Counter()
    names = {int(getattr(WarcRecordType, name)): name for name in NAMES}
    with path.open("rb") as file:
        for record in ArchiveIterator(file, parse_http=False):
            counts[names[int(record.record_type)]] += 1
            assert record.verify_block_digest(), dict(record.headers.items())
    with path.open("rb") as file:
        for record in ArchiveIterator(file, parse_http=True):
            if names[int(record.record_type)] == "response":
                assert record.verify_payload_digest(), record.record_id
    return counts
