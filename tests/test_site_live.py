"""New data without a dropped request: eight clients through five publications, nothing failed and nothing mixed."""

from __future__ import annotations

import re
import shutil
import threading
import time
from pathlib import Path

import httpx
import pytest

from archive.publish import flip
from datasette_config.site.keeper import Keeper, NothingPublishedError
from datasette_config.site.snapshot import Snapshot
from tests.fixtures.site.server import served
from tests.fixtures.site.tricky import write_tricky

PATHS = (
    "/", "/search", "/search?q=stop", "/search?q=stop&force=northbay&sort=oldest", "/search.csv",
    "/search.json?q=search", "/search.atom", "/d/exampleshire/992-20", "/force/northbay", "/foi/disclosures",
    "/foi/disclosures.json?_size=50", "/changes",
)  # fmt: skip


def publish(public: Path, edition: int) -> str:
    build = write_tricky(public, built_at=f"2026-02-{edition:02}T02:00:00.000Z", edition=f"edition{edition}", keep=1)
    return build.hash


def test_eight_clients_through_five_publications(tmp_path: Path) -> None:
    editions = {publish(tmp_path, 1): "edition1"}
    seen: list[tuple[str, str]] = []
    problems: list[str] = []
    stop = threading.Event()
    with served(tmp_path) as site:

        def client(number: int) -> None:
            with httpx.Client(base_url=site.address, timeout=60) as own:
                turn = number
                while not stop.is_set():
                    path = PATHS[turn % len(PATHS)]
                    turn += 1
                    try:
                        response = own.get(path)
                    except httpx.HTTPError as error:
                        problems.append(f"{path}: {error!r}")
                        continue
                    if response.status_code != 200:
                        problems.append(f"{path}: {response.status_code}")
                    marks = set(re.findall(r"edition\d+", response.text))
                    seen.append((response.headers["x-archive-build"], ",".join(sorted(marks))))

        threads = [threading.Thread(target=client, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        try:
            for edition in range(2, 7):
                newest = publish(tmp_path, edition)
                editions[newest] = f"edition{edition}"
                published = time.monotonic()
                while site.get("/robots.txt").headers["x-archive-build"] != newest:
                    assert time.monotonic() - published < 10, "the new file was not picked up"
                    time.sleep(0.02)
                waited = time.monotonic() - published
                assert waited < 2, f"picked up after {waited:.2f} s"
                while newest not in {build for build, _ in list(seen)}:
                    assert time.monotonic() - published < 30, "no client was served the new file"
                    time.sleep(0.02)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
    assert problems == []
    assert {build for build, _ in seen} == set(editions), "every edition was served"
    mixed = [(build, marks) for build, marks in seen if marks not in ("", editions[build])]
    assert mixed == []
    assert len(list(tmp_path.glob("foi-*.db"))) == 1, "old files were removed while they were being read"


def test_a_removed_file_is_still_read_to_the_end(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    snapshot = Snapshot(flip.current(tmp_path) or tmp_path)
    assert snapshot.hold()
    publish(tmp_path, 2)
    assert not snapshot.path.exists()
    with snapshot.connection() as connection:
        titles = [row[0] for row in connection.execute("SELECT title FROM disclosures WHERE NOT held")]
        texts = connection.execute("SELECT count(*) FROM texts").fetchone()[0]
    assert all(title.endswith("edition1") for title in titles)
    assert texts == 62
    snapshot.retire()
    snapshot.release()
    assert not snapshot.hold(), "closed when the last holder let go"


@pytest.mark.parametrize("damage", ["no sidecar", "other sidecar", "no database", "not a database", "torn sidecar"])
def test_a_damaged_publication_leaves_the_old_one_in_place(tmp_path: Path, damage: str) -> None:
    first = publish(tmp_path / "public", 1)
    keeper = Keeper(tmp_path / "public")
    second = publish(tmp_path / "other", 2)
    database = tmp_path / "other" / f"foi-{second}.db"
    sidecar = flip.sidecar_of(database)
    target = tmp_path / "public" / database.name
    if damage != "no database":
        shutil.copy(database, target)
    if damage == "not a database":
        target.write_bytes(b"nonsense" * 1000)
    if damage == "other sidecar":
        shutil.copy(flip.sidecar_of(tmp_path / "public" / f"foi-{first}.db"), flip.sidecar_of(target))
    elif damage == "torn sidecar":
        flip.sidecar_of(target).write_bytes(sidecar.read_bytes()[:2000])
    elif damage != "no sidecar":
        shutil.copy(sidecar, flip.sidecar_of(target))
    link = tmp_path / "public" / "new"
    link.symlink_to(target.name)
    link.replace(tmp_path / "public" / "foi.db")
    assert not keeper.refresh()
    held = keeper.hold()
    assert held.build == first
    with held.connection() as connection:
        assert connection.execute("SELECT count(*) FROM disclosures").fetchone()[0] == 63
    held.release()
    third = publish(tmp_path / "public", 3)
    assert keeper.refresh()
    held = keeper.hold()
    assert held.build == third
    held.release()
    keeper.close()


def test_nothing_published(tmp_path: Path) -> None:
    with pytest.raises(NothingPublishedError, match="nothing has been published yet"):
        Keeper(tmp_path)
