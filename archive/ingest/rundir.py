"""Reading a run directory as it lies on disk, whole or cut short.

A crawl writes as it goes, so a killed one leaves a last line half-written. Every readable line counts; the rest is
reported with the file and line, and costs nothing else. Only a missing or unreadable `run.json` is an error, because
without it nothing says whose run this is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from archive.errors import DataProblem
from scraper.contract import Capture, Entry, Run

RUN_FILE = "run.json"
CAPTURES_FILE = "captures.jsonl"
ENTRIES_FILE = "entries.jsonl"
MAX_URL = 2083
"""Longest address taken in, in characters: the crawler asks for none longer, and an index cannot hold any length."""

T = TypeVar("T", Capture, Entry)


class RunDirectory(NamedTuple):
    """A run's report, its captures by line number (from 1), its entries, and what could not be read."""

    path: Path
    run: Run
    captures: list[tuple[int, Capture]]
    entries: list[Entry]
    problems: list[str]
    fingerprint: str

    @property
    def rejected(self) -> str:
        """Why the archive must not take this run's findings in; empty if it may."""
        failed = [check.message or check.name for check in self.run.checks if check.verdict == "fail"]
        if failed:
            return "failed its checks: " + "; ".join(failed)
        return f"failed: {self.run.reason or self.run.finish_reason}" if self.run.status == "failed" else ""


def read_run_directory(path: Path) -> RunDirectory:
    """Read a run directory. Raises `DataProblem` if it has no readable `run.json`."""
    report = path / RUN_FILE
    try:
        data = report.read_bytes()
    except OSError as error:
        raise DataProblem(f"{report}: cannot be read ({error.strerror}), so this is no run directory") from error
    try:
        run = msgspec.json.decode(data, type=Run)
    except msgspec.MsgspecError as error:
        raise DataProblem(f"{report}: is no run report: {error}") from error
    seen = hashlib.sha256(data)
    problems: list[str] = []
    captures = [
        (number, capture)
        for number, capture in _lines(path / CAPTURES_FILE, Capture, seen, problems)
        if _usable(path / CAPTURES_FILE, number, capture, problems)
    ]
    entries = [
        entry
        for number, entry in _lines(path / ENTRIES_FILE, Entry, seen, problems)
        if _usable(path / ENTRIES_FILE, number, entry, problems)
    ]
    return RunDirectory(path, run, captures, entries, problems, f"sha256:{seen.hexdigest()}")


def _usable(path: Path, number: int, item: Capture | Entry, problems: list[str]) -> bool:
    if len(item.url) <= MAX_URL:
        return True
    problems.append(f"{path.name} line {number}: address of {len(item.url)} characters is too long, line left out")
    return False


def _lines(path: Path, kind: type[T], seen: hashlib._Hash, problems: list[str]) -> Iterator[tuple[int, T]]:
    """Each readable line with its number. A file that is not there has no lines: the run was cut before its first."""
    if not path.is_file():
        problems.append(f"{path.name}: not there")
        return
    decoder = msgspec.json.Decoder(kind)
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            seen.update(line)
            if not line.strip():
                continue
            try:
                item = decoder.decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                cut = "cut short" if not line.endswith(b"\n") else f"unreadable ({error})"
                problems.append(f"{path.name} line {number}: {cut}, left out")
                continue
            yield number, item
