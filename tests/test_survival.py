"""Survival: killed, out of disk, out of network, started twice: the next run finishes, nothing is lost or doubled."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from scraper.crawl import crawl_force
from scraper.errors import CrawlRefused
from scraper.job import Progress
from scraper.registry import load_registry
from scraper.replica import Replica
from tests.crawled import Read, warc_counts
from tests.scripted import ScriptedSite, links, page

SLUG = "northfold"
SIZE = 20
KILLS = 20
LIST = "/foi-disclosure-log"

STARTER = """
import sys
from pathlib import Path
from scraper.crawl import crawl_force
from scraper.registry import load_force
crawl_force(load_force(sys.argv[1], Path(sys.argv[2])), Path(sys.argv[3]))
"""


def wait_for(captures: int, data: Path, before: set[Path], still: Callable[[], bool]) -> None:
    """Wait until the newest run has so many captures, or its crawl is over."""
    found: Path | None = None
    while still():
        found = found or next(iter(set((data / "runs" / SLUG).glob("*")) - before), None)
        lines = found / "captures.jsonl" if found is not None else None
        if lines is not None and lines.is_file() and lines.read_bytes().count(b"\n") >= captures:
            return
        time.sleep(0.005)


def test_killed_at_twenty_points_the_next_run_finishes(tmp_path):
    """Most times the crawling process alone is killed, sometimes together with the one that started it."""
    dice = random.Random(7)
    runs = tmp_path / "runs" / SLUG
    with Replica(size=SIZE, seed=4, root=tmp_path / "replica", forces=[SLUG]) as replica:
        force = load_registry(replica.forces_dir)[SLUG]
        for number in range(KILLS):
            before = set(runs.glob("*"))
            captures = dice.randrange(SIZE + 3)
            if number % 5 == 0:
                process = subprocess.Popen(
                    [sys.executable, "-c", STARTER, SLUG, str(replica.forces_dir), str(tmp_path)],
                    start_new_session=True,
                    stderr=subprocess.DEVNULL,
                )
                wait_for(captures, tmp_path, before, lambda running=process: running.poll() is None)
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            else:
                told: list[Progress] = []
                crawl = threading.Thread(
                    target=crawl_force, args=(force, tmp_path), kwargs={"on_progress": told.append}
                )
                crawl.start()
                wait_for(captures, tmp_path, before, crawl.is_alive)
                if crawl.is_alive() and told:
                    os.kill(told[0].pid, signal.SIGKILL)
                crawl.join()
        last = Read(crawl_force(force, tmp_path))
        assert last.run.complete
        assert {entry.url for entry in last.entries} == {item["url"] for item in replica.truth(SLUG)}
    earlier = [Read(path) for path in sorted(runs.glob("*")) if path != last.directory]
    assert len(earlier) == KILLS
    unfinished = [read for read in earlier if not read.run.complete]
    assert len(unfinished) >= KILLS * 3 / 4
    assert all(read.run.reason for read in unfinished)
    for read in earlier:
        warc = read.directory / "captures.warc.gz"
        if warc.is_file() and warc.stat().st_size:
            warc_counts(warc)
        for capture in read.captures:
            if capture.warc_offset is not None:
                assert capture.warc_offset + capture.warc_length <= warc.stat().st_size
        keys = [(capture.url, capture.at) for capture in read.captures]
        assert len(keys) == len(set(keys))


def test_only_the_crawling_process_is_killed(tmp_path):
    """The starter survives, says so in the report, and the directory is whole."""

    told: list[Progress] = []

    def die(seen):
        os.kill(told[0].pid, signal.SIGKILL)
        return page("<main>Too late to be of use</main>")

    answers = {
        "/robots.txt": page("", "404 Not Found"),
        LIST: links(*[f"{LIST}/{n}" for n in range(5)]),
        f"{LIST}/3": die,
        None: page("<main>An answer in our own words</main>"),
    }
    with ScriptedSite(answers) as site:
        read = Read(crawl_force(site.force(), tmp_path, on_progress=told.append))
    assert read.run.status == "incomplete"
    assert "killed by signal 9" in read.run.reason
    assert len(read.of_kind("disclosure")) == 3


@pytest.mark.parametrize("limit", [3_000, 6_000])
def test_a_full_disk_ends_the_run_and_keeps_what_it_has(tmp_path, limit):
    """A limit on the size of a file refuses a write as a full disk does, in the middle of a record."""
    body = bytes(random.Random(3).randbytes(900)).hex()
    answers = {
        "/robots.txt": page("", "404 Not Found"),
        LIST: links(*[f"{LIST}/{n}" for n in range(20)]),
        None: lambda seen: page(f"<main>{seen.path} {body}</main>"),
    }
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with ScriptedSite(answers) as site:
        force = site.force()
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            directory = crawl_force(force, tmp_path)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        read = Read(directory)
        assert not read.run.complete
        assert "storage" in read.run.reason or "ended" in read.run.reason
        assert 0 < len(read.captures) < 20
        warc_counts(directory / "captures.warc.gz")
        assert Read(crawl_force(force, tmp_path)).run.complete


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "runs").write_text("in the way")
    with ScriptedSite() as site:
        with pytest.raises(CrawlRefused, match="runs"):
            crawl_force(site.force(), tmp_path)
        with pytest.raises(CrawlRefused, match="testshire: /proc"):
            crawl_force(site.force(), Path("/proc/foi-data"))
        assert site.seen == []


def test_a_network_that_is_gone_for_a_while(tmp_path):
    """Connections are dropped for some seconds in mid-crawl: the crawl waits and then goes on."""
    gone: list[float] = []

    def answer(seen):
        if seen.path.endswith("/3") and not gone:
            gone.append(time.monotonic())
        if gone and time.monotonic() - gone[0] < 4:
            return []
        return page("<main>An answer in our own words</main>")

    answers = {
        "/robots.txt": page("", "404 Not Found"),
        LIST: links(*[f"{LIST}/{n}" for n in range(8)]),
        None: answer,
    }
    with ScriptedSite(answers) as site:
        read = Read(crawl_force(site.force(), tmp_path))
    assert read.run.complete
    assert read.run.problems["connection_failed"] >= 2
    assert {c.url for c in read.of_kind("disclosure") if c.status == 200} == {
        f"{site.base}{LIST}/{n}" for n in range(8)
    }


def test_two_crawls_of_one_force_at_once(tmp_path):
    first_is_in = threading.Event()
    go_on = threading.Event()

    def listing(seen):
        first_is_in.set()
        go_on.wait(20)
        return links(f"{LIST}/0")

    answers = {
        "/robots.txt": page("", "404 Not Found"),
        LIST: listing,
        None: page("<main>An answer in our own words</main>"),
    }
    with ScriptedSite(answers) as site:
        force = site.force()
        found: list[Path] = []
        first = threading.Thread(target=lambda: found.append(crawl_force(force, tmp_path)))
        first.start()
        assert first_is_in.wait(20)
        with pytest.raises(CrawlRefused, match=r"testshire: another crawl of this force is running \(process \d+\)"):
            crawl_force(force, tmp_path)
        go_on.set()
        first.join()
    assert Read(found[0]).run.complete
    assert len(list(tmp_path.glob("runs/testshire/*"))) == 1
