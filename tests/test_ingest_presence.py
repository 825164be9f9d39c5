"""When an entry is missing, removed, returned or moved, and when nothing may be said of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from archive.ingest import IngestReport, ingest_run
from archive.store import Address, Disclosure, Event, open_archive, reading
from tests.runs import SITE, RunMaker, page

HORSES = page("Horses", "103/24", "How many horses?", "The force has 9 horses.")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    opened = open_archive(tmp_path)
    run = RunMaker(tmp_path, day=1)
    run.get("/d/dogs", page())
    run.get("/d/horses", HORSES)
    assert ingest_run(opened, run.write()).new == 2
    return opened


def states(engine: Engine) -> dict[str, str]:
    with reading(engine) as session:
        return {row.title or "": row.state for row in session.scalars(select(Disclosure))}


def addresses(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as session:
        return [(row.url.removeprefix(SITE), row.kind) for row in session.scalars(select(Address).order_by(Address.id))]


def events(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return [event.kind for event in session.scalars(select(Event).order_by(Event.id)) if event.kind != "published"]


def crawl(engine: Engine, data: Path, day: int, run_id: str = "", **more: object) -> IngestReport:
    """A run that lists dogs alone."""
    run = RunMaker(data, day=day, run_id=run_id)
    run.get("/d/dogs", page())
    return ingest_run(engine, run.write(**more))


def test_missing_after_one_complete_run_and_removed_after_a_second_a_day_later(engine: Engine, tmp_path: Path) -> None:
    assert crawl(engine, tmp_path, 2).missing == 1
    assert states(engine) == {"Dogs on duty": "present", "Horses": "missing"}
    same_day = crawl(engine, tmp_path, 2, run_id="20260302T220000Z", started="2026-03-02T22:00:00.000Z")
    assert same_day.removed == 0
    assert crawl(engine, tmp_path, 3).removed == 1
    assert states(engine)["Horses"] == "removed"
    assert crawl(engine, tmp_path, 4).line().endswith("0 new, 1 unchanged")
    assert events(engine) == ["missing", "removed"]


@pytest.mark.parametrize(
    "more",
    [
        {"complete": False, "status": "incomplete"},
        {"complete": False, "status": "blocked", "exhausted": False},
        {"exhausted": False, "mode": "nightly"},
        {"mode": "limited"},
        {"mode": "import"},
        {"mode": "wayback"},
        {"mode": "common_crawl"},
    ],
)
def test_a_run_that_did_not_read_the_whole_log_marks_nothing(engine: Engine, tmp_path: Path, more: dict) -> None:
    for day in (2, 4):
        report = crawl(engine, tmp_path, day, **more)
        assert (report.missing, report.removed) == (0, 0)
    assert states(engine)["Horses"] == "present"


@pytest.mark.parametrize("status", [404, 410])
def test_gone_counts_even_where_the_listing_was_not_read_to_its_end(
    engine: Engine, tmp_path: Path, status: int
) -> None:
    for day, expected in ((2, "missing"), (3, "removed")):
        run = RunMaker(tmp_path, day=day)
        run.get("/d/horses", b"Not found", status=status, listed=False)
        ingest_run(engine, run.write(mode="nightly", exhausted=False))
        assert states(engine) == {"Dogs on duty": "present", "Horses": expected}


def test_gone_in_an_incomplete_run_says_nothing(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path, day=2)
    run.get("/d/horses", b"Not found", status=404, listed=False)
    ingest_run(engine, run.write(complete=False))
    assert states(engine)["Horses"] == "present"


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (403, "blocked"),
        (429, "blocked"),
        (500, "server_error"),
        (503, "server_error"),
        (200, "challenge"),
        (200, "soft_404"),
    ],
)
def test_blocks_faults_and_soft_404s_are_never_removal(
    engine: Engine, tmp_path: Path, status: int, problem: str
) -> None:
    for day in (2, 4):
        run = RunMaker(tmp_path, day=day)
        run.get("/d/dogs", page())
        run.get("/d/horses", b"<html><h1>Sorry</h1></html>", status=status, problem=problem, listed=False)
        ingest_run(engine, run.write())
    assert states(engine)["Horses"] == "present"
    assert events(engine) == []


def test_a_page_that_turns_out_to_be_a_soft_404_is_never_removal(engine: Engine, tmp_path: Path) -> None:
    for day in (2, 4):
        run = RunMaker(tmp_path, day=day)
        run.get("/d/dogs", page())
        run.get("/d/horses", b"", listed=False)
        ingest_run(engine, run.write())
    assert states(engine)["Horses"] == "present"


def test_an_attempt_without_an_answer_is_never_removal(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path, day=2)
    run.get("/d/dogs", page())
    run.failed("/d/horses")
    ingest_run(engine, run.write())
    assert states(engine)["Horses"] == "present"


@pytest.mark.parametrize("days", [(2,), (2, 3)])
def test_an_entry_seen_again_has_returned_even_in_an_incomplete_run(
    engine: Engine, tmp_path: Path, days: tuple[int, ...]
) -> None:
    for day in days:
        crawl(engine, tmp_path, day)
    run = RunMaker(tmp_path, day=5)
    run.get("/d/horses", HORSES)
    report = ingest_run(engine, run.write(complete=False, exhausted=False))
    assert report.returned == 1
    assert states(engine)["Horses"] == "returned"
    assert crawl(engine, tmp_path, 6).missing == 1
    assert states(engine)["Horses"] == "missing"


def test_a_run_taken_in_late_does_not_judge_absence(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path, day=9)
    run.get("/d/dogs", page())
    run.get("/d/horses", HORSES)
    ingest_run(engine, run.write())
    assert crawl(engine, tmp_path, 5).missing == 0
    assert states(engine)["Horses"] == "present"


def test_a_redirect_is_a_move(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path, day=2)
    run.get("/d/dogs", page())
    run.get("/d/horses", status=301, location="/new/horses", listed=False)
    run.get("/new/horses", page("Horses", None, "How many horses?", "The force has 9 horses."))
    report = ingest_run(engine, run.write())
    assert (report.new, report.moved, report.missing) == (0, 1, 0)
    assert addresses(engine)[1:] == [("/d/horses", "former"), ("/new/horses", "main")]


def test_the_same_reference_elsewhere_while_the_old_address_is_gone_is_a_move(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path, day=2)
    run.get("/d/dogs", page())
    run.get("/2026/horses", HORSES)
    report = ingest_run(engine, run.write())
    assert (report.new, report.moved, report.missing) == (0, 1, 0)
    assert states(engine) == {"Dogs on duty": "present", "Horses": "present"}
    assert addresses(engine)[1:] == [("/d/horses", "former"), ("/2026/horses", "main")]
    assert events(engine) == ["moved"]


def test_a_double_becomes_the_main_address_once_the_first_is_gone(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path, day=2)
    run.get("/d/dogs", page())
    run.get("/d/horses", HORSES)
    run.get("/2026/horses", HORSES)
    ingest_run(engine, run.write())
    assert addresses(engine)[-1] == ("/2026/horses", "alternate")
    run = RunMaker(tmp_path, day=3)
    run.get("/d/dogs", page())
    run.get("/d/horses", b"gone", status=410, listed=False)
    run.get("/2026/horses", HORSES)
    report = ingest_run(engine, run.write())
    assert (report.moved, report.missing) == (1, 0)
    assert addresses(engine)[1:] == [("/d/horses", "former"), ("/2026/horses", "main")]


def test_a_welsh_mirror_is_another_address_and_never_a_version(engine: Engine, tmp_path: Path) -> None:
    for day in (2, 3):
        run = RunMaker(tmp_path, day=day)
        run.entry("/cy-GB/d/dogs", alternate_of=f"{SITE}/d/dogs")
        run.get("/cy-GB/d/dogs", page("Cŵn ar ddyletswydd"), listed=False)
        run.get("/d/dogs", page())
        run.entry("/d/horses")
        report = ingest_run(engine, run.write())
        assert (report.new, report.edited, report.moved) == (0, 0, 0)
    assert addresses(engine)[2:] == [("/cy-GB/d/dogs", "alternate")]


def test_a_mirror_that_is_only_listed_is_another_address_too(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path, day=2)
    run.get("/d/dogs", page())
    run.entry("/d/horses")
    run.entry("/cy-GB/d/horses", alternate_of=f"{SITE}/d/horses")
    ingest_run(engine, run.write())
    assert addresses(engine)[2:] == [("/cy-GB/d/horses", "alternate")]


def test_a_disclosure_is_there_while_any_address_is(engine: Engine, tmp_path: Path) -> None:
    for day in (2, 3, 5):
        run = RunMaker(tmp_path, day=day)
        run.get("/d/dogs", page())
        run.entry("/cy-GB/d/horses", alternate_of=f"{SITE}/d/horses")
        if day == 2:
            run.entry("/d/horses")
        assert ingest_run(engine, run.write()).missing == 0
    assert states(engine)["Horses"] == "present"
    assert addresses(engine)[1:] == [("/d/horses", "main"), ("/cy-GB/d/horses", "alternate")]
