"""`foi crawl --via`: what a web archive holds comes in beside what the living site shows, each at its own time.

The web archive's own list, asked for without the crawler, says what must be in the archive afterwards: which address,
captured when. What the force has taken down since is among it; a text that it changed is a version of its own.
"""

from __future__ import annotations

import json
import sqlite3
import urllib.request
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from archive.cli import main
from scraper.replica import Replica

SLUG = "exampleshire"
SIZE = 15
MODES = {"wayback": "wayback", "common-crawl": "common_crawl"}


class Taken:
    """The archive after a crawl of the living site and one of a web archive, beside what the latter says it holds."""

    def __init__(self, root: Path, replica: Replica, via: str, *, live_first: bool) -> None:
        self.gone = replica.remove(SLUG, 3)
        self.live = {item["url"] for item in replica.truth(SLUG)}
        question = (
            f"{replica.archives_url}/cdx/search/cdx?url={urlsplit(self.gone[0]).netloc}&matchType=host&output=json"
        )
        with urllib.request.urlopen(question) as reply:
            fields, *rows = json.loads(reply.read())
        held = [dict(zip(fields, row, strict=True)) for row in rows]
        self.held = {(row["original"], row["timestamp"]) for row in held if row["statuscode"] == "200"}
        self.via = via
        options = ["--data", str(root), "--forces", str(replica.forces_dir)]
        through = ["--via", via, "--via-url", replica.archives_url]
        for more in [[], through] if live_first else [through, []]:
            before = len(replica.requests(SLUG))
            result = CliRunner().invoke(main, ["crawl", SLUG, *more, *options])
            if result.exit_code:
                assert "1 forces need a look" in result.output, result.output
                assert "nothing new for" in result.output, "only the log's own silence may call for a look"
            if more:
                assert len(replica.requests(SLUG)) == before, "the site itself was asked"
        self.database = sqlite3.connect(f"file:{root / 'archive.db'}?mode=ro", uri=True)

    def rows(self, statement: str, *values: str) -> list[tuple]:
        return self.database.execute(statement, values).fetchall()

    @property
    def versions(self) -> dict[str, list[str]]:
        """Times of capture of each address's versions, in the order of their numbers."""
        found = defaultdict(list)
        for url, captured in self.rows(
            "SELECT a.url, r.captured FROM revision r JOIN address a ON a.disclosure_id = r.disclosure_id "
            "WHERE a.kind = 'main' ORDER BY a.url, r.number"
        ):
            found[url].append(captured)
        return dict(found)


@pytest.fixture(scope="module", params=[(via, first) for via in MODES for first in (True, False)], ids=str)
def taken(request, tmp_path_factory):
    root = tmp_path_factory.mktemp("via")
    via, live_first = request.param
    with Replica(size=SIZE, seed=1, root=root / "replica", forces=[SLUG]) as replica:
        found = Taken(root, replica, via, live_first=live_first)
    yield found
    found.database.close()


def test_captures_keep_the_originals_address_and_time(taken):
    kept = taken.rows(
        "SELECT c.url, c.at FROM capture c JOIN run r ON r.id = c.run_id "
        "WHERE r.mode = ? AND c.kind IN ('disclosure', 'attachment')",
        MODES[taken.via],
    )
    assert len(kept) > SIZE
    for url, at in kept:
        stamp = at[:19].replace("-", "").replace("T", "").replace(":", "")
        assert (url, stamp) in taken.held or (url.rstrip("/"), stamp) in taken.held


def test_what_was_taken_down_is_there_and_what_lives_is_there_once(taken):
    addresses = [url for (url,) in taken.rows("SELECT url FROM address WHERE kind = 'main'")]
    assert len(addresses) == len(set(addresses)) == SIZE
    assert set(addresses) == taken.live | set(taken.gone)
    states = dict(taken.rows("SELECT a.url, d.state FROM disclosure d JOIN address a ON a.disclosure_id = d.id"))
    assert {states[url] for url in taken.live} == {"present"}
    assert {states[url] for url in taken.gone} <= {"present", "missing"}
    stamps = {url: min(stamp for held, stamp in taken.held if held == url) for url in taken.gone}
    for url, stamp in stamps.items():
        assert taken.versions[url][0][:10].replace("-", "") == stamp[:8]
    files = taken.rows("SELECT count(*) FROM attachment_version v JOIN attachment a ON a.id = v.attachment_id")
    assert files[0][0] == 2


def test_each_version_stands_at_its_time(taken):
    """A text that was different when the web archive looked again is a version, wherever the archive hands it out."""
    assert all(times == sorted(times) for times in taken.versions.values())
    edited = {url: times for url, times in taken.versions.items() if len(times) > 1}
    assert len(edited) == 3
    for url, times in edited.items():
        held = sorted(stamp for address, stamp in taken.held if address == url)
        assert [time[:10].replace("-", "") for time in times[:2]] == [stamp[:8] for stamp in held]


def test_the_current_version_is_the_living_sites(taken):
    """What an archive saw months ago does not replace what the site shows today."""
    today = {url: time[-1] for url, time in taken.versions.items() if len(time) == 3}
    assert today
    assert set(today) <= taken.live
    assert all(time > "2026-07" for time in today.values())
