"""Survival of a whole night's work: `foi crawl` on a full disk, a read-only one, after a power cut, with no network.

Whatever happens, the command says so in a line, the archive is never half of something, and the next run finishes the
job: everything the site shows is there once, files included, and each WARC is readable to its end.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from archive.cli import main
from archive.cli.crawl_archive import known_from
from archive.ingest import ingest_run
from archive.store import Address, Attachment, AttachmentVersion, Disclosure, Revision, open_archive, reading
from scraper.crawl import crawl_force
from scraper.registry import load_registry
from scraper.replica import Replica
from tests.crawled import Read, warc_counts
from tests.disks import disk

SLUG = "northfold"
SIZE = 60


@pytest.fixture
def replica(tmp_path):
    with Replica(size=SIZE, seed=1, root=tmp_path / "replica", forces=[SLUG]) as running:
        yield running


def arguments(replica: Replica, data: Path, *more: str) -> list[str]:
    return ["crawl", SLUG, *more, "--data", str(data), "--forces", str(replica.forces_dir)]


def standing(data: Path) -> tuple[dict[str, str], Counter[str], set[str], set[str]]:
    """State by address, revisions by kind, files offered, files held."""
    engine = open_archive(data)
    with reading(engine) as session:
        states = {
            row.url: row.state
            for row in session.execute(
                select(Address.url, Disclosure.state).join(Disclosure, Disclosure.id == Address.disclosure_id)
            )
        }
        revisions = Counter(session.scalars(select(Revision.kind)))
        offered = set(session.scalars(select(Attachment.url)))
        held = set(session.scalars(select(Attachment.url).join(AttachmentVersion)))
    engine.dispose()
    return states, revisions, offered, held


def assert_whole(replica: Replica, data: Path) -> None:
    """Everything the site shows is in the archive, once."""
    states, revisions, offered, held = standing(data)
    truth = replica.truth(SLUG)
    assert states == {item["url"]: "present" for item in truth}
    assert revisions["first"] == len(truth)
    assert not revisions["edited"]
    assert held == offered == {url for item in truth for url in item["attachments"]}
    for run in (data / "runs" / SLUG).iterdir():
        warc = run / "captures.warc.gz"
        if warc.is_file() and warc.stat().st_size:
            warc_counts(warc)


@pytest.mark.parametrize("size", [20_000, 150_000, 900_000, 1_300_000])
def test_a_full_disk(replica, tmp_path, size):
    """Full while crawling, in the middle of the archive's transaction, or with only the status file left to write."""
    with disk(tmp_path, size) as small:
        data = small.path / "data"
        failed = small.foi(*arguments(replica, data))
        assert failed.returncode in {1, 2}
        assert "Traceback" not in failed.stderr
        assert "No space left" in failed.stderr or "disk is full" in failed.stderr or not small.mounted
        small.make_larger()
        done = small.foi(*arguments(replica, data))
        assert done.returncode == 0, done.stderr
        assert_whole(replica, small.copied(tmp_path / "copy") / "data")


def test_a_read_only_disk(replica, tmp_path):
    """Nothing is asked of the site for an archive that cannot keep it."""
    with disk(tmp_path, 10_000_000) as medium:
        data = medium.path / "data"
        for number, message in enumerate(["locks", "archive.db"]):
            medium.lock()
            replica.forget(SLUG)
            failed = medium.foi(*arguments(replica, data if number else medium.path / "other"))
            assert failed.returncode in {2, 3}
            assert "Traceback" not in failed.stderr
            assert message in failed.stderr or "other" in failed.stderr
            assert not replica.requests(SLUG)
            medium.lock(locked=False)
            done = medium.foi(*arguments(replica, data))
            assert done.returncode == 0, done.stderr
        assert_whole(replica, medium.copied(tmp_path / "copy") / "data")


def test_the_machine_stops_and_starts_again(replica, tmp_path):
    """All processes die at once, what was not yet on the disk is gone or zeros, and a lock file names a living process.

    After each stop the next night starts on what was left. The last night finishes.
    """
    dice = random.Random(11)
    for _ in range(4):
        before = set(tmp_path.glob(f"runs/{SLUG}/*"))
        process = subprocess.Popen(
            [sys.executable, "-m", "archive", *arguments(replica, tmp_path)],
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        wanted = dice.randrange(3, SIZE // 2)
        while process.poll() is None:
            fresh = set(tmp_path.glob(f"runs/{SLUG}/*/captures.jsonl"))
            if any(path.parent not in before and path.read_bytes().count(b"\n") >= wanted for path in fresh):
                break
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for run in set(tmp_path.glob(f"runs/{SLUG}/*")) - before:
            _lose_the_unwritten(run, dice)
        (tmp_path / "locks" / f"{SLUG}.lock").write_text(f"{os.getpid()}\n")
    result = CliRunner().invoke(main, arguments(replica, tmp_path))
    assert result.exit_code == 0, result.output
    assert "taking in" in result.stderr
    result = CliRunner().invoke(main, arguments(replica, tmp_path, "--full"))
    assert result.exit_code == 0, result.output
    assert_whole(replica, tmp_path)


def _lose_the_unwritten(run: Path, dice: random.Random) -> None:
    """What a power cut does to files that were being appended to: each keeps some of its end, or zeros in its place."""
    for name in ("captures.warc.gz", "captures.jsonl", "entries.jsonl"):
        path = run / name
        if path.is_file() and (size := path.stat().st_size):
            keep = size - dice.randrange(min(size, 4000))
            os.truncate(path, keep)
            os.truncate(path, keep + dice.choice([0, 0, 512]))


def test_a_network_that_is_lost_until_the_crawl_gives_up(replica, tmp_path):
    """The run is incomplete and takes nothing away; the next one gets the rest, pages and files."""
    force = load_registry(replica.forces_dir)[SLUG]
    replica.switch(SLUG, "drop")
    replica.switch(SLUG, "status_after", "35")
    directory = crawl_force(force, tmp_path, full=False, settings={"FOI_NETWORK_PATIENCE": 3})
    read = Read(directory)
    assert not read.run.complete
    assert read.run.counts_by_status["none"] >= 3
    engine = open_archive(tmp_path)
    taken = ingest_run(engine, directory, forces_dir=replica.forces_dir)
    engine.dispose()
    assert 0 < taken.new < SIZE
    replica.switch(SLUG, "drop", None)
    result = CliRunner().invoke(main, arguments(replica, tmp_path))
    assert result.exit_code == 0, result.output
    assert_whole(replica, tmp_path)


def test_a_first_crawl_that_was_cut_short_is_read_on_past_what_it_got(tmp_path):
    """More of the newest is known than makes a nightly run leave a listing; what is behind it comes all the same."""
    with Replica(size=150, seed=2, root=tmp_path / "replica", forces=[SLUG]) as replica:
        first = CliRunner().invoke(main, arguments(replica, tmp_path, "--limit", "100"))
        assert first.exit_code == 0, first.output
        assert not known_from(tmp_path, None)(SLUG).whole
        second = CliRunner().invoke(main, arguments(replica, tmp_path))
        assert second.exit_code == 0, second.output
        assert known_from(tmp_path, None)(SLUG).whole
        assert_whole(replica, tmp_path)
        replica.forget(SLUG)
        third = CliRunner().invoke(main, arguments(replica, tmp_path))
        assert third.exit_code == 0, third.output
        kinds = Counter(capture.kind for capture in Read(max((tmp_path / "runs" / SLUG).iterdir())).captures)
        assert kinds["listing"] < 5


def test_a_file_that_could_not_be_got_is_asked_for_again(replica, tmp_path):
    """Its page is unchanged, and would not tell of it again."""
    result = CliRunner().invoke(main, arguments(replica, tmp_path, "--no-ingest"))
    assert result.exit_code == 0, result.output
    [run] = (tmp_path / "runs" / SLUG).iterdir()
    lines = (run / "captures.jsonl").read_bytes().splitlines(keepends=True)
    pages = [line for line in lines if b'"kind":"attachment"' not in line]
    assert len(pages) < len(lines)
    (run / "captures.jsonl").write_bytes(b"".join(pages))
    result = CliRunner().invoke(main, arguments(replica, tmp_path))
    assert result.exit_code == 0, result.output
    assert_whole(replica, tmp_path)
