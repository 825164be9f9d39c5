"""Disclosures that change their address, through the command and on a real site: one disclosure with two addresses.

Known by the redirect from the old address, or by force and reference where the old address is simply gone. A reference
alone is no proof: forces use numbers twice, and two pages that live side by side and differ are two disclosures.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from archive.cli import main
from archive.store import Address, Disclosure, Event, Revision, open_archive, reading
from scraper.replica import Replica

SLUG = "exampleshire"
SIZE = 12
OTHER = "/foi-ai/exampleshire-police/disclosure/2026/june/hazard-same-reference/"


class Place:
    """A data folder and a replica, crawled by the command."""

    def __init__(self, root: Path, replica: Replica) -> None:
        self.root = root
        self.replica = replica

    def crawl(self, *more: str) -> None:
        arguments = ["crawl", SLUG, *more, "--data", str(self.root), "--forces", str(self.replica.forces_dir)]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output

    def rows(self, statement) -> list:
        engine = open_archive(self.root)
        with reading(engine) as session:
            found = [tuple(row) for row in session.execute(statement)]
        engine.dispose()
        return found

    def at(self, url: str) -> list[tuple[int, str]]:
        """Disclosure and kind of each address row in a place."""
        return self.rows(select(Address.disclosure_id, Address.kind).where(Address.url == url))

    def counts(self) -> tuple[int, int]:
        """Disclosures and revisions."""
        return len(self.rows(select(Disclosure.id))), len(self.rows(select(Revision.id)))


@pytest.fixture
def place(tmp_path):
    with Replica(size=SIZE, seed=5, root=tmp_path / "replica", forces=[SLUG]) as replica:
        made = Place(tmp_path, replica)
        made.crawl()
        assert made.counts() == (SIZE, SIZE)
        yield made


@pytest.mark.parametrize("old_answers", [None, "gone"])
@pytest.mark.parametrize("skip", [0, 5])
def test_a_move_is_one_disclosure_with_two_addresses(place, old_answers, skip):
    [(old, new), *_] = place.replica.move(SLUG, 3, skip)
    place.replica.switch(SLUG, "moved", old_answers)
    [(number, _)] = place.at(old)
    place.crawl("--full")
    assert place.at(old) == [(number, "former")]
    assert place.at(new) == [(number, "main")]
    assert place.counts()[0] == SIZE
    assert {state for (state,) in place.rows(select(Disclosure.state))} == {"present"}
    assert place.rows(select(Event.kind).where(Event.disclosure_id == number)) == [("published",), ("moved",)]
    place.crawl("--full")
    assert place.counts()[0] == SIZE
    assert len(place.rows(select(Event.id).where(Event.kind == "moved"))) == 3


def test_an_address_that_changes_together_with_the_text_is_still_a_move(place):
    place.replica.switch(SLUG, "moved", "gone")
    [(old, new)] = place.replica.move(SLUG)
    assert place.replica.edit(SLUG) == [new]
    [(number, _)] = place.at(old)
    place.crawl("--full")
    assert place.at(new) == [(number, "main")]
    assert place.counts() == (SIZE, SIZE + 1)


def test_what_stands_at_both_addresses_is_one_until_the_old_one_goes(place):
    place.replica.switch(SLUG, "moved", "both")
    [(old, new)] = place.replica.move(SLUG)
    [(number, _)] = place.at(old)
    place.crawl("--full")
    assert (place.at(old), place.at(new)) == ([(number, "main")], [(number, "alternate")])
    place.replica.switch(SLUG, "moved", "gone")
    place.crawl("--full")
    assert (place.at(old), place.at(new)) == ([(number, "former")], [(number, "main")])
    assert place.counts() == (SIZE, SIZE)


@pytest.mark.parametrize("mode", [[], ["--full"]])
def test_one_reference_at_two_live_addresses_that_differ_is_two_disclosures(place, mode):
    place.replica.switch(SLUG, "hazard:same_reference")
    place.crawl(*mode)
    newest = place.replica.truth(SLUG)[0]
    rows = place.rows(
        select(Address.url, Disclosure.id, Disclosure.permalink, Address.kind)
        .join(Disclosure, Disclosure.id == Address.disclosure_id)
        .where(Disclosure.reference == newest["reference"])
        .order_by(Disclosure.id)
    )
    assert [row[0] for row in rows] == [newest["url"], place.replica.base_url(SLUG) + OTHER]
    assert len({row[1] for row in rows}) == len({row[2] for row in rows}) == 2
    assert {row[3] for row in rows} == {"main"}
    assert not place.rows(select(Event.id).where(Event.kind == "moved"))
