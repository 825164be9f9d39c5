"""An ingest that is killed at any moment leaves all of a run or nothing of it, and the next one finishes the job."""

from __future__ import annotations

import multiprocessing
import random
import time
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path

from sqlalchemy import func, select

from archive.ingest import ingest_run
from archive.store import Address, Blob, Capture, Disclosure, Revision, Run, open_archive, reading
from tests.runs import RunMaker, page

POINTS = 20
PAGES = 60

TABLES = (Run, Capture, Blob, Disclosure, Address, Revision)


def counts(data: Path) -> tuple[int, ...]:
    engine = open_archive(data)
    with reading(engine) as session:
        found = tuple(session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES)
        assert session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
    engine.dispose()
    return found


def worker(data: str, run: str, started: Event) -> None:
    """What is killed: an ingest in a process of its own."""
    engine = open_archive(Path(data))
    started.set()
    ingest_run(engine, Path(run))


def start(data: Path, run: Path) -> BaseProcess:
    """An ingest that has just begun. One parent process has the modules ready, so that each start is quick."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.test_ingest_kill"])
    started = context.Event()
    process = context.Process(target=worker, args=(str(data), str(run), started))
    process.start()
    assert started.wait(60)
    return process


def test_kill_at_twenty_points(tmp_path: Path) -> None:
    run = RunMaker(tmp_path)
    for number in range(PAGES):
        run.get(f"/d/{number}", page(f"Topic {number}", f"{number}/24"))
    path = run.write()
    whole_data = tmp_path / "whole"
    process = start(whole_data, path)
    began = time.monotonic()
    process.join()
    assert process.exitcode == 0
    lasted = time.monotonic() - began
    whole = counts(whole_data)
    nothing = (0,) * len(TABLES)
    chance = random.Random(20260301)
    seen: set[bool] = set()
    for point in range(POINTS):
        data = tmp_path / f"killed-{point}"
        process = start(data, path)
        time.sleep(chance.uniform(0, lasted) * (point + 1) / POINTS)
        process.kill()
        process.join()
        left = counts(data)
        assert left in {nothing, whole}
        seen.add(left == whole)
        report = ingest_run(open_archive(data), path)
        assert report.already == (left == whole)
        assert counts(data) == whole
    assert False in seen
