"""What was taken down and the crawl: it is left alone, and nothing that leads to it brings its bytes back."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from archive.cli import main
from archive.store import Blob, Decision, Disclosure, Revision, open_archive, reading
from archive.store.decisions import withdrawn_disclosures
from scraper.replica import Replica
from tests.crawled import Read

SLUG = "exampleshire"
SIZE = 12
WHY = ["--who", "A. Editor", "--why", "names a person", "--reason", "personal_data"]


class Place:
    """A data folder and a replica, worked by the commands."""

    def __init__(self, root, replica):
        self.root = root
        self.replica = replica

    def foi(self, *arguments: str, forces: bool = True) -> str:
        more = ["--forces", str(self.replica.forces_dir)] if forces else []
        result = CliRunner().invoke(main, [*arguments, "--data", str(self.root), *more])
        assert result.exit_code == 0, result.output
        return result.stderr

    def crawl(self, *more: str) -> Read:
        self.replica.forget(SLUG)
        self.foi("crawl", SLUG, *more)
        return Read(max((self.root / "runs" / SLUG).iterdir()))

    def take_down(self, url: str, *more: str) -> None:
        self.foi("withdraw", url, *WHY, *more, forces=False)

    def asked(self) -> set[str]:
        return {self.replica.base_url(SLUG) + seen.path for seen in self.replica.requests(SLUG)}

    def rows(self, statement) -> list:
        engine = open_archive(self.root)
        with reading(engine) as session:
            found = list(session.execute(statement))
        engine.dispose()
        return found


@pytest.fixture
def place(tmp_path):
    with Replica(size=SIZE, seed=3, root=tmp_path / "replica", forces=[SLUG]) as replica:
        made = Place(tmp_path, replica)
        made.foi("crawl", SLUG)
        yield made


def with_files(place: Place) -> dict:
    return next(item for item in place.replica.truth(SLUG) if item["attachments"])


@pytest.mark.parametrize("mode", [[], ["--full"]])
def test_what_was_purged_is_never_asked_for_again(place, mode):
    """Not by the rota, not from the listing, not in a full crawl; its files neither. It is still noted as offered."""
    gone = with_files(place)
    place.take_down(gone["url"], "--purge")
    place.replica.edit(SLUG, SIZE)
    read = place.crawl(*mode)
    assert not {gone["url"], *gone["attachments"]} & place.asked()
    assert gone["url"] in {entry.url for entry in read.entries}
    assert read.run.complete
    [row] = place.rows(
        select(Blob.purged).join(Revision, Revision.digest == Blob.digest).where(Blob.purged.is_not(None))
    )
    assert row.purged
    engine = open_archive(place.root)
    with reading(engine) as session:
        assert len(withdrawn_disclosures(session, SLUG)) == 1
    engine.dispose()
    assert len(place.rows(select(Disclosure.id))) == SIZE


def test_a_redirect_does_not_lead_to_what_was_purged(place):
    """The site moves it: its old address is not asked, and its new one is not taken for a new disclosure either."""
    gone = place.replica.truth(SLUG)[0]
    place.take_down(gone["url"], "--purge")
    [(old, new)] = place.replica.move(SLUG)
    assert old == gone["url"]
    place.replica.forget(SLUG)
    assert f"{new}: was purged and has been captured again; purge it again" in place.foi("crawl", SLUG, "--full")
    assert old not in place.asked()
    assert len(place.rows(select(Disclosure.id))) == SIZE
    place.take_down(new, "--purge")
    again = place.crawl("--full")
    assert not {old, new} & place.asked()
    assert again.run.complete


def test_what_was_withdrawn_is_left_alone_by_night_and_looked_at_by_a_full_crawl(place):
    held = with_files(place)
    place.take_down(held["url"])
    place.crawl()
    assert not {held["url"], *held["attachments"]} & place.asked()
    revisions = len(place.rows(select(Revision.id)))
    read = place.crawl("--full")
    assert held["url"] in place.asked()
    assert [capture.revisit for capture in read.captures if capture.canonical_url == held["url"]] == [True]
    assert len(place.rows(select(Revision.id))) == revisions
    assert [row.action for row in place.rows(select(Decision.action))] == ["withdraw"]


@pytest.mark.parametrize("via", ["wayback", "common-crawl"])
def test_a_web_archive_does_not_bring_it_back(place, via):
    gone = with_files(place)
    place.take_down(gone["url"], "--purge")
    read = place.crawl("--via", via, "--via-url", place.replica.archives_url)
    taken = {capture.canonical_url for capture in read.captures if capture.status == 200}
    assert not {gone["url"], *gone["attachments"]} & taken
    assert len(taken & {item["url"] for item in place.replica.truth(SLUG)}) == SIZE - 1
    assert read.run.problems["purged"] >= 1
    assert len(place.rows(select(Disclosure.id))) == SIZE


def test_a_file_that_was_withdrawn_alone_is_left_alone(place):
    """The page that offers it is asked as ever."""
    offering = with_files(place)
    place.take_down(offering["attachments"][0], "--purge")
    read = place.crawl("--full")
    assert offering["attachments"][0] not in place.asked()
    assert offering["url"] in place.asked()
    assert read.run.complete
