"""A reparse that is killed at any moment leaves the archive whole; the next one finishes, a third changes nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import msgspec
from click.testing import CliRunner
from sqlalchemy import Engine, func, select

from archive.cli import reparse as command
from archive.ingest import ingest_run
from archive.ingest.content import content_digest, decode_record, encode_record
from archive.store import Address, Citation, Disclosure, Event, Revision, open_archive, reading, writing
from tests.runs import FORCE, SITE, RunMaker, page

POINTS = 8
PAGES = 60
OLD = (PAGES, PAGES)
NEW = (PAGES * 2, PAGES)


def foi(data: Path, forces: Path) -> subprocess.Popen[str]:
    """`foi reparse` in a session of its own, so that its workers can be killed with it."""
    return subprocess.Popen(
        [sys.executable, "-m", "archive", "reparse", "--data", data, "--forces", forces, "--jobs", "2", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finished(data: Path, forces: Path) -> dict[str, object]:
    """What the same command says when nothing disturbs it; in this process, which has it ready."""
    given = ["--data", str(data), "--forces", str(forces), "--jobs", "1", "--json"]
    result = CliRunner().invoke(command.command, given)
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def as_if_read_before(engine: Engine) -> None:
    """Make every stored version what an older normaliser would have read."""
    with writing(engine) as session:
        for revision in session.scalars(select(Revision)):
            old = msgspec.structs.replace(decode_record(revision.record), outcome="transferred")
            revision.record, revision.content_digest = encode_record(old), content_digest(old)
            revision.normaliser = "0"
        for disclosure in session.scalars(select(Disclosure)):
            disclosure.normaliser = "0"


def wait_until_it_writes(data: Path, process: subprocess.Popen[str]) -> None:
    """Until the process holds the archive's only write lock, or has ended."""
    with closing(sqlite3.connect(data / "archive.db", timeout=0, isolation_level=None)) as connection:
        while process.poll() is None:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return
            connection.execute("ROLLBACK")
            time.sleep(0.002)


def whole(data: Path) -> tuple[int, int]:
    """Versions and disclosures, once it is sure that they agree with one another."""
    engine = open_archive(data)
    with reading(engine) as session:
        connection = session.connection()
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        for disclosure, versions in session.execute(
            select(Disclosure, func.count(Revision.id))
            .join(Revision, Revision.disclosure_id == Disclosure.id)
            .group_by(Disclosure.id)
        ):
            assert disclosure.revisions == versions
        assert session.scalar(select(func.count(Address.id))) == PAGES
        assert session.scalar(select(func.count(Event.id))) == PAGES
        assert session.scalar(select(func.count(Citation.id))) == PAGES
        versions = session.scalar(select(func.count(Revision.id))) or 0
        disclosures = session.scalar(select(func.count(Disclosure.id))) or 0
    engine.dispose()
    return versions, disclosures


def test_kill_at_eight_points(tmp_path: Path) -> None:
    forces = tmp_path / "forces"
    forces.mkdir()
    (forces / f"{FORCE}.toml").write_text(
        f'name = "Exampleshire Police"\nnation = "england"\nregime = "FOIA"\nplatform = "file_log"\n'
        f'status = "live"\nevidence = "seen"\nwebsite = "{SITE}"\n'
    )
    data = tmp_path / "data"
    run = RunMaker(data)
    for number in range(PAGES):
        refusal = f"Section 31(1)(a) of the Freedom of Information Act 2000 has been applied to all {number} files."
        run.get(f"/d/{number}", page(f"Topic {number}", f"{number}/24", response=refusal))
    engine = open_archive(data)
    ingest_run(engine, run.write())
    as_if_read_before(engine)
    assert whole(data) == OLD
    chance = random.Random(20260301)
    seen: set[tuple[int, int]] = set()
    lasted = writing_lasts = 0.0
    for point in range(POINTS + 1):
        began = time.monotonic()
        process = foi(data, forces)
        if not lasted:
            wait_until_it_writes(data, process)
            wrote = time.monotonic()
            assert process.wait(timeout=120) == 0
            writing_lasts = (time.monotonic() - wrote) / 2
            process.communicate()
            lasted = time.monotonic() - began
        else:
            if point % 2:
                time.sleep(lasted * (0.4 + 0.6 * (point - chance.random()) / POINTS))
            else:
                wait_until_it_writes(data, process)
                time.sleep(chance.uniform(0, writing_lasts))
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            left = whole(data)
            assert left in {OLD, NEW}
            seen.add(left)
            done = finished(data, forces)
            assert done["problems"] == []
            assert done["reparsed"] == (PAGES if left == OLD else 0)
        assert whole(data) == NEW
        again = finished(data, forces)
        assert (again["reparsed"], again["unchanged"], again["new"]) == (0, PAGES, 0)
        assert whole(data) == NEW
        go_back(engine)
    assert OLD in seen
    engine.dispose()


def go_back(engine: Engine) -> None:
    """Take the second versions out again, so that the next point starts where the first did."""
    with writing(engine) as session:
        for revision in session.scalars(select(Revision).where(Revision.number == 2)):
            session.delete(revision)
        for disclosure in session.scalars(select(Disclosure)):
            disclosure.revisions = 1
    as_if_read_before(engine)
