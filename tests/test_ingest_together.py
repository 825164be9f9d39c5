"""Several ingests at once, in one archive: each run is taken in once, none is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import func, select

from archive.ingest import ingest_run
from archive.store import Disclosure, Run, open_archive, reading
from tests.databases import postgres_url, url
from tests.runs import RunMaker, page

__all__ = ["postgres_url", "url"]


def make(data: Path, force: str) -> Path:
    run = RunMaker(data, force=force)
    for number in range(25):
        run.get(f"/{force}/{number}", page(f"Topic {number}", f"{number}/24"))
    return run.write()


def test_the_same_run_by_three_at_once_is_taken_in_once(url: str, tmp_path: Path) -> None:
    engine = open_archive(url)
    run = make(tmp_path, "exampleshire")
    with ThreadPoolExecutor(3) as pool:
        reports = list(pool.map(lambda _: ingest_run(engine, run), range(3)))
    assert sorted(report.new for report in reports) == [0, 0, 25]
    assert sorted(report.already for report in reports) == [False, True, True]
    with reading(engine) as session:
        assert session.scalar(select(func.count(Disclosure.id))) == 25
    engine.dispose()


def test_runs_of_several_forces_at_once_into_a_new_archive(url: str, tmp_path: Path) -> None:
    forces = ["exampleshire", "otherton", "thirdham"]
    runs = [make(tmp_path, force) for force in forces]

    def take(run: Path) -> int:
        engine = open_archive(url)
        try:
            return ingest_run(engine, run).new
        finally:
            engine.dispose()

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(take, runs)) == [25, 25, 25]
    engine = open_archive(url)
    with reading(engine) as session:
        assert sorted(session.scalars(select(Run.force))) == forces
        assert session.scalar(select(func.count(Disclosure.id))) == 75
    engine.dispose()
