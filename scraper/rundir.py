"""A run directory as the crawl writes it: a line at a time, so that a killed crawl leaves all that it had.

The WARC record is written first and its line in `captures.jsonl` after it, so a line never names bytes that are not
there. `run.json` is replaced by rename, never edited.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from scraper.appended import Appended
from scraper.contract import Capture, Entry, Run
from scraper.warc import WARC_FILE, cut_truncated

RUN_FILE = "run.json"
CAPTURES_FILE = "captures.jsonl"
ENTRIES_FILE = "entries.jsonl"
KNOWN_FILE = "known.jsonl"
JOB_FILE = "job.json"
LOG_FILE = "crawl.log"

T = TypeVar("T", Capture, Entry, Run)


def run_id(at: str) -> str:
    """A run's id from its start time, in the order of time: `20260131T020000123Z`."""
    return datetime.fromisoformat(at).strftime("%Y%m%dT%H%M%S%f")[:18] + "Z"


def new_run_directory(runs: Path, at: str) -> Path:
    """Make the directory of a run that starts now. Raises `OSError`."""
    name = run_id(at)
    path = runs / name
    number = 1
    while path.exists():
        number += 1
        path = runs / f"{name}-{number}"
    path.mkdir(parents=True)
    return path


def write_run(directory: Path, run: Run) -> None:
    """Write or replace `run.json`."""
    path = directory / RUN_FILE
    fresh = path.with_suffix(".json.new")
    with fresh.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(run), indent=2) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def read_run(directory: Path) -> Run:
    """The run's report. Raises `OSError` or `msgspec.MsgspecError`."""
    return msgspec.json.decode((directory / RUN_FILE).read_bytes(), type=Run)


class Lines:
    """A JSON-lines file that is appended to and flushed a line at a time."""

    def __init__(self, path: Path) -> None:
        self._file = Appended(path)
        self._encoder = msgspec.json.Encoder()

    def append(self, item: Capture | Entry) -> None:
        """Append one line. Raises `OSError`."""
        with self._file.whole():
            self._file.write(self._encoder.encode(item) + b"\n")

    def sync(self) -> None:
        """Have the operating system put what is written on the disk."""
        self._file.sync()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def recover(directory: Path) -> list[str]:
    """Make a killed run's directory whole again: cut half-written ends off; return what was cut, a line each.

    What was captured before stays as it is; the run stays incomplete.
    """
    try:
        run = read_run(directory)
    except (OSError, msgspec.MsgspecError):
        return []
    if run.finished is not None:
        return []
    found = []
    warc = directory / WARC_FILE
    if warc.is_file() and (cut := cut_truncated(warc)):
        found.append(f"{warc}: last record was half-written, {cut} bytes cut off")
    for name in (CAPTURES_FILE, ENTRIES_FILE):
        path = directory / name
        if path.is_file() and (cut := _cut_line(path)):
            found.append(f"{path}: last line was half-written, {cut} bytes cut off")
    problems = {**run.problems}
    for line in found:
        code = "truncated_warc" if WARC_FILE in line else "truncated_lines"
        problems[code] = problems.get(code, 0) + 1
    reason = "killed before its end" if run.finish_reason == "killed" else run.reason
    write_run(
        directory,
        msgspec.structs.replace(run, status="incomplete", complete=False, reason=reason, problems=problems),
    )
    return found


def _cut_line(path: Path) -> int:
    size = path.stat().st_size
    with path.open("rb+") as file:
        back = min(size, 1 << 16)
        file.seek(size - back)
        tail = file.read(back)
        if not tail or tail.endswith(b"\n"):
            return 0
        keep = size - back + tail.rfind(b"\n") + 1
        file.truncate(keep)
        return size - keep
