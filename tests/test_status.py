"""`foi ingest` and `foi status` as a person runs them, and the standing of forces that they show."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli import main
from archive.ingest import ingest_run
from archive.ingest.status import archive_status, next_due
from archive.store import Run, open_archive, reading
from scraper.contract import Check
from scraper.registry import Force, load_registry
from tests.databases import postgres_url
from tests.runs import FORCE, SITE, RunMaker, page

__all__ = ["postgres_url"]

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def forces(tmp_path: Path) -> Path:
    directory = tmp_path / "forces"
    directory.mkdir()
    for slug, status in ((FORCE, "live"), ("otherton", "live"), ("silentshire", "no_log")):
        (directory / f"{slug}.toml").write_text(
            f'name = "{slug.title()} Police"\nnation = "england"\nregime = "FOIA"\nplatform = "file_log"\n'
            f'status = "{status}"\nreason = "publishes none"\nevidence = "seen"\nwebsite = "{SITE}"\n'
        )
    return directory


@pytest.fixture
def registry(forces: Path) -> dict[str, Force]:
    return load_registry(forces)


def foi(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def good_run(data: Path, day: int = 1) -> Path:
    run = RunMaker(data, day=day)
    run.get("/d/dogs", page())
    return run.write()


def test_ingest_takes_every_run_once(tmp_path: Path, forces: Path) -> None:
    data = tmp_path / "data"
    good_run(data, 1)
    good_run(data, 2)
    first = foi("ingest", "--data", data, "--forces", forces)
    assert first.exit_code == 0, first.output
    assert "2 runs taken in, 2 looked at" in first.stdout
    assert f"{FORCE} 20260301T020000Z: 1 new" in first.stderr
    again = foi("ingest", "--data", data, "--forces", forces, "--json")
    assert again.exit_code == 0
    assert [json.loads(line)["already"] for line in again.stdout.splitlines()] == [True, True]


def test_ingest_of_named_runs(tmp_path: Path, forces: Path) -> None:
    data = tmp_path / "data"
    run = good_run(data)
    assert foi("ingest", f"{FORCE}/{run.name}", "--data", data, "--forces", forces).exit_code == 0
    assert "0 runs taken in, 1 looked at" in foi("ingest", run, "--data", data, "--forces", forces).stdout
    missing = foi("ingest", "nowhere", "--data", data, "--forces", forces)
    assert missing.exit_code == 2
    assert missing.stderr == (f"foi: nowhere: no such run directory (nor is it FORCE/RUN-ID under {data / 'runs'})\n")
    nothing = foi("ingest", "--data", tmp_path / "nowhere")
    assert (nothing.exit_code, nothing.stderr) == (2, f"foi: {tmp_path / 'nowhere'}: no such data folder\n")


def test_a_run_that_cannot_be_read_or_is_kept_out_makes_the_exit_code_true(tmp_path: Path, forces: Path) -> None:
    data = tmp_path / "data"
    good_run(data, 1)
    broken = good_run(data, 2)
    (broken / "run.json").write_text("{")
    rejected = RunMaker(data, day=3)
    rejected.write(checks=(Check(name="minimum", verdict="fail", message="0 entries"),))
    result = foi("ingest", "--data", data, "--forces", forces)
    assert result.exit_code == 1
    assert f"foi: {broken}/run.json: is no run report" in result.stderr
    assert "kept out: failed its checks: 0 entries" in result.stderr
    assert result.stderr.endswith("foi: ingest: 1 runs unreadable, 1 kept out, of 3\n")


def test_status_says_how_each_force_stands(tmp_path: Path, forces: Path) -> None:
    data = tmp_path / "data"
    good_run(data)
    foi("ingest", "--data", data, "--forces", forces)
    result = foi("status", "--data", data, "--forces", forces, "--json")
    assert result.exit_code == 0, result.output
    status = json.loads(result.stdout)
    assert status == json.loads((data / "status.json").read_text())
    assert [(row["force"], row["verdict"]) for row in status["forces"]] == [
        (FORCE, "look"),
        ("otherton", "never"),
        ("silentshire", "not_collected"),
    ]
    table = foi("status", "--data", data, "--forces", forces)
    assert "exampleshire" in table.stdout
    assert "1 forces never crawled, 1 not collected" in table.stdout


def test_status_without_an_archive_is_one_clear_line(tmp_path: Path) -> None:
    result = foi("status", "--data", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"foi: {tmp_path / 'archive.db'}: no archive here yet")


def test_status_check_has_three_exit_codes(tmp_path: Path, forces: Path) -> None:
    data = tmp_path / "data"
    open_archive(data)
    assert foi("status", "--data", data, "--forces", forces, "--check").exit_code == 3
    today = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    run = RunMaker(data)
    run.get("/d/dogs", page())
    ingest_run(open_archive(data), run.write(started=today), forces_dir=forces)
    assert foi("status", "--data", data, "--forces", forces, "--check").exit_code == 0
    run = RunMaker(data, run_id="second")
    ingest_run(open_archive(data), run.write(started=today, complete=False, status="blocked"), forces_dir=forces)
    result = foi("status", "--data", data, "--forces", forces, "--check")
    assert (result.exit_code, result.stderr) == (1, "foi: status: 1 forces need a look: exampleshire\n")


def test_commands_work_on_postgresql(tmp_path: Path, forces: Path, postgres_url: str) -> None:
    data = tmp_path / "data"
    good_run(data)
    options = ("--data", data, "--forces", forces, "--archive-url", postgres_url)
    assert foi("ingest", *options).exit_code == 0
    status = json.loads(foi("status", *options, "--json").stdout)
    assert status["forces"][0]["disclosures"] == 1
    assert not (data / "archive.db").exists()


def test_a_fresh_complete_run_is_ok_and_due_in_a_day(tmp_path: Path, registry: dict[str, Force]) -> None:
    engine = open_archive(tmp_path)
    ingest_run(engine, good_run(tmp_path))
    with reading(engine) as session:
        [force] = [row for row in archive_status(session, registry, NOON).forces if row.force == FORCE]
    assert (force.verdict, force.reason, force.due) == ("ok", "", "2026-03-02T02:00:00.000Z")
    assert (force.disclosures, force.present, force.runs) == (1, 1, 1)
    assert force.last_complete_run == "2026-03-01T02:00:00.000Z"


def test_an_incomplete_run_says_why(tmp_path: Path, registry: dict[str, Force]) -> None:
    engine = open_archive(tmp_path)
    run = RunMaker(tmp_path)
    ingest_run(engine, run.write(complete=False, status="blocked", reason="403 from the listing"))
    with reading(engine) as session:
        [force] = [row for row in archive_status(session, registry, NOON).forces if row.force == FORCE]
    assert (force.verdict, force.reason) == ("look", "the last run was blocked: 403 from the listing")


@pytest.mark.parametrize(("blocked", "days"), [(0, 1), (1, 1), (2, 2), (3, 4), (4, 8), (9, 8)])
def test_blocks_in_a_row_put_the_next_crawl_off(blocked: int, days: int) -> None:
    runs = [Run(started="2026-03-01T00:00:00.000Z", status="ok")]
    runs += [Run(started="2026-03-01T00:00:00.000Z", status="blocked")] * blocked
    assert next_due(runs) == f"2026-03-{1 + days:02d}T00:00:00.000Z"
