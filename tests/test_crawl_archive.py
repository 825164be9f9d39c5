"""Crawls and what the archive makes of them: nights without news, edits, removals, returns, blocks and kills."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from archive.cli import main
from archive.store import Disclosure, Revision, open_archive, reading
from scraper.crawl import crawl_force
from scraper.job import Progress
from scraper.registry import load_registry
from scraper.replica import Replica

SLUG = "northfold"
SIZE = 20


class Archive:
    """A data folder with a replica beside it, driven by the command as an operator would."""

    def __init__(self, root: Path, replica: Replica) -> None:
        self.root = root
        self.replica = replica

    def foi(self, *arguments: str, code: int = 0) -> str:
        result = CliRunner().invoke(
            main, [*arguments, "--data", str(self.root), "--forces", str(self.replica.forces_dir)]
        )
        assert result.exit_code == code, result.output
        return result.stderr

    def counts(self) -> tuple[Counter[str], int]:
        """Disclosures by state, and how many revisions there are."""
        engine = open_archive(self.root)
        with reading(engine) as session:
            states = Counter(session.scalars(select(Disclosure.state)))
            revisions = session.scalar(select(func.count()).select_from(Revision))
        engine.dispose()
        return states, revisions or 0


@pytest.fixture
def archive(tmp_path):
    with Replica(size=SIZE, seed=6, root=tmp_path / "replica", forces=[SLUG]) as replica:
        yield Archive(tmp_path, replica)


def test_the_life_of_a_log(archive):
    archive.foi("crawl", SLUG)
    states, revisions = archive.counts()
    assert states == {"present": SIZE}

    archive.replica.forget(SLUG)
    archive.foi("crawl", SLUG)
    assert len(archive.replica.requests(SLUG)) <= 3
    assert archive.counts() == (states, revisions)

    archive.replica.publish(SLUG, 2)
    archive.foi("crawl", SLUG)
    assert archive.counts() == ({"present": SIZE + 2}, revisions + 2)

    archive.replica.edit(SLUG, 2)
    archive.foi("crawl", SLUG, "--full")
    assert archive.counts() == ({"present": SIZE + 2}, revisions + 4)

    archive.replica.remove(SLUG, 3)
    archive.foi("crawl", SLUG, "--full")
    assert archive.counts()[0] == {"present": SIZE - 1, "missing": 3}

    archive.replica.restore(SLUG)
    archive.foi("crawl", SLUG, "--full")
    assert archive.counts()[0].total() == SIZE + 2
    assert "missing" not in archive.counts()[0]
    assert archive.counts()[1] == revisions + 4


@pytest.mark.parametrize(
    ("switch", "value"),
    [
        ("status", "403"),
        ("status", "500"),
        ("challenge", "on"),
        ("soft_404", "on"),
        ("scripted_listing", "on"),
        ("zero_bytes", "on"),
    ],
)
def test_a_site_in_trouble_takes_nothing_away(archive, switch, value):
    archive.foi("crawl", SLUG)
    before = archive.counts()
    archive.replica.switch(SLUG, switch, value)
    result = CliRunner().invoke(
        main, ["crawl", SLUG, "--full", "--data", str(archive.root), "--forces", str(archive.replica.forces_dir)]
    )
    assert "Traceback" not in result.output
    assert archive.counts() == before
    archive.replica.switch(SLUG, switch, None)
    archive.foi("crawl", SLUG, "--full")
    assert archive.counts() == before


def test_a_killed_crawl_loses_and_doubles_nothing(archive):
    force = load_registry(archive.replica.forces_dir)[SLUG]
    told: list[Progress] = []
    crawl = threading.Thread(target=crawl_force, args=(force, archive.root), kwargs={"on_progress": told.append})
    crawl.start()
    while crawl.is_alive():
        lines = next(iter(archive.root.glob(f"runs/{SLUG}/*/captures.jsonl")), None)
        if told and lines is not None and lines.read_bytes().count(b"\n") > SIZE // 2:
            os.kill(told[0].pid, signal.SIGKILL)
            break
        time.sleep(0.005)
    crawl.join()
    archive.foi("ingest")
    partly = archive.counts()[0]
    assert 0 < partly["present"] <= SIZE
    archive.foi("ingest")
    archive.foi("crawl", SLUG)
    states, revisions = archive.counts()
    assert states == {"present": SIZE}
    assert revisions == SIZE


@pytest.mark.parametrize("slug", ["plainsborough", "letterford"])
def test_a_log_without_pages_of_its_own_tells_its_news_every_night(tmp_path, slug):
    """A log on one page is listing and disclosures in one: the page is looked at whenever the listing is."""
    with Replica(size=SIZE, seed=6, root=tmp_path / "replica", forces=[slug]) as replica:
        arguments = ["crawl", slug, "--data", str(tmp_path), "--forces", str(replica.forces_dir)]
        archive = Archive(tmp_path, replica)
        for news in (0, 0, 2, 0):
            before = archive.counts()[0]["present"] if (tmp_path / "archive.db").is_file() else 0
            replica.publish(slug, news)
            result = CliRunner().invoke(main, arguments)
            assert result.exit_code == 0, result.output
            gained = archive.counts()[0]["present"] - before
            assert gained == news if before else gained > SIZE / 2


def test_a_site_that_answers_nothing_is_given_up(archive):
    archive.foi("crawl", SLUG)
    archive.replica.publish(SLUG, 60)
    archive.foi("crawl", SLUG)
    before = archive.counts()
    archive.replica.switch(SLUG, "drop")
    archive.replica.forget(SLUG)
    assert "30 requests in a row got no answer" in archive.foi("crawl", SLUG, "--full", code=2)
    assert archive.counts() == before
    [run] = sorted(archive.root.glob(f"runs/{SLUG}/*"))[-1:]
    assert len((run / "captures.jsonl").read_bytes().splitlines()) < 60
