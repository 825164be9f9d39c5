"""The night after a first full crawl of a large log: what the archive knows decides what is asked, and it is little.

Everything is real: 5,000 disclosures are crawled and taken in, the run is put back a day, and `foi crawl` is run as
cron runs it. What it asks for, what it writes to disk and what the archive makes of it are counted from outside.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from archive.cli import main
from archive.cli.crawl import known_from
from archive.ingest import ingest_run
from archive.store import Disclosure, Event, Revision, open_archive, reading
from scraper.crawl import crawl_force
from scraper.registry import load_registry
from scraper.replica import Replica
from scraper.rota import MONTHLY, NEW_DAYS, WEEKLY, YOUNG_DAYS
from tests.crawled import Read, later

SLUG = "exampleshire"
SIZE = 5000


class Night:
    """Both runs and what the archive held before and after the second."""

    def __init__(self, root: Path, replica: Replica) -> None:
        self.root = root
        self.truth = replica.truth(SLUG)
        force = load_registry(replica.forces_dir)[SLUG]
        full = later(crawl_force(force, root), -1)
        self.full_requests = len(replica.requests(SLUG))
        engine = open_archive(root)
        self.taken = ingest_run(engine, full, forces_dir=replica.forces_dir)
        engine.dispose()
        self.before = self.counts()
        self.known = known_from(root, None)(SLUG).addresses
        replica.forget(SLUG)
        arguments = ["crawl", SLUG, "--data", str(root), "--forces", str(replica.forces_dir)]
        self.result = CliRunner().invoke(main, arguments)
        self.requests = [seen.path for seen in replica.requests(SLUG)]
        self.full = Read(full)
        self.read = Read(max((root / "runs" / SLUG).iterdir()))
        self.after = self.counts()

    def counts(self) -> dict[str, object]:
        engine = open_archive(self.root)
        with reading(engine) as session:
            found = {
                "states": dict(Counter(session.scalars(select(Disclosure.state)))),
                "revisions": session.scalar(select(func.count(Revision.id))),
                "events": session.scalar(select(func.count(Event.id))),
            }
        engine.dispose()
        return found


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    root = tmp_path_factory.mktemp("night")
    with Replica(size=SIZE, seed=2, root=root / "replica", forces=[SLUG]) as replica:
        yield Night(root, replica)


def rota_share(truth: list[dict]) -> float:
    """What a day's share of the rota comes to, by the days that the disclosures themselves give."""
    now = datetime.now(UTC)
    share = 0.0
    for item in truth:
        given = item["response_date"] or item["published_date"] or item["request_date"] or item["filed_period"]
        age = now - datetime.fromisoformat(f"{given}-28"[:10]).replace(tzinfo=UTC)
        every = 1 if age < timedelta(NEW_DAYS) else WEEKLY if age < timedelta(YOUNG_DAYS) else MONTHLY
        share += (1 + len(item["attachments"])) / every
    return share


def test_the_first_crawl_brought_everything(night):
    assert night.full.run.complete
    assert night.taken.new == SIZE
    assert night.before["states"] == {"present": SIZE}
    assert night.full_requests >= SIZE


def test_the_night_asks_for_little_more_than_the_rotas_share(night):
    assert night.result.exit_code == 0, night.result.output
    assert night.read.run.mode == "nightly"
    assert night.read.run.complete
    share = rota_share(night.truth)
    rechecked = [capture for capture in night.read.captures if capture.kind in {"disclosure", "attachment"}]
    assert share / 2 < len(rechecked) < share * 1.5
    assert len(night.requests) - len(rechecked) <= night.full_requests / 100


def test_every_answer_is_that_nothing_has_changed(night):
    rechecked = [capture for capture in night.read.captures if capture.kind in {"disclosure", "attachment"}]
    assert {capture.status for capture in rechecked} == {304}
    assert (night.read.directory / "captures.warc.gz").stat().st_size < 1_000_000


def test_the_archive_is_as_it_was(night):
    assert night.after == night.before


def test_the_archive_knows_how_old_what_it_found_is(night):
    """Had the first crawl's finds counted as new, each would be asked for every night for a month."""
    assert len([item for item in night.known if item.kind == "disclosure"]) == SIZE
    assert all(item.since and item.first_seen and item.since < item.first_seen for item in night.known)
