"""What a damaged or half-written run directory loses: the damaged part, reported, and nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import brotli
import pytest
from backports import zstd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from archive.errors import DataProblem
from archive.ingest import ingest_run, ingest_runs
from archive.ingest.bodies import UnreadableBodyError, digest_of, read_body
from archive.ingest.rundir import read_run_directory
from archive.store import Blob, Capture, Disclosure, Run, open_archive, reading
from tests.runs import FORCE, SITE, RunMaker, page, sha256


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_archive(tmp_path)


def titles(engine: Engine) -> list[str | None]:
    with reading(engine) as session:
        return list(session.scalars(select(Disclosure.title).order_by(Disclosure.title)))


def three(data: Path, **more: object) -> tuple[RunMaker, Path]:
    run = RunMaker(data)
    for number, title in enumerate(("Ants", "Bees", "Cows")):
        run.get(f"/d/{title.lower()}", page(title, f"20{number}/24", f"How many {title}?", f"The force has 5 {title}."))
    return run, run.write(**more)


def test_a_cut_last_member_costs_that_capture_alone(engine: Engine, tmp_path: Path) -> None:
    run, path = three(tmp_path, complete=False)
    data = run.warc.read_bytes()
    run.warc.write_bytes(data[: (run.captures[-1].warc_offset or 0) + 200])
    report = ingest_run(engine, path)
    assert titles(engine) == ["Ants", "Bees"]
    assert len(report.problems) == 1
    assert report.problems[0].startswith(f"captures.jsonl line 3: {SITE}/d/cows: ")
    with reading(engine) as session:
        assert session.scalar(select(func.count(Capture.id))) == 3
        assert session.scalar(select(func.count(Blob.digest))) == 2


def test_a_cut_last_line_costs_that_line_alone(engine: Engine, tmp_path: Path) -> None:
    _, path = three(tmp_path, complete=False)
    for name in ("captures.jsonl", "entries.jsonl"):
        data = (path / name).read_bytes()
        (path / name).write_bytes(data[:-40])
    report = ingest_run(engine, path)
    assert titles(engine) == ["Ants", "Bees"]
    assert report.problems == [
        "captures.jsonl line 3: cut short, left out",
        "entries.jsonl line 3: cut short, left out",
    ]


def test_a_garbled_line_in_the_middle_costs_that_line_alone(engine: Engine, tmp_path: Path) -> None:
    _, path = three(tmp_path)
    lines = (path / "captures.jsonl").read_bytes().splitlines(keepends=True)
    lines[1] = b'{"kind": "disclosure", "url": 7}\n'
    (path / "captures.jsonl").write_bytes(b"".join(lines))
    report = ingest_run(engine, path)
    assert titles(engine) == ["Ants", "Cows"]
    assert report.problems[0].startswith("captures.jsonl line 2: unreadable (")


def test_changed_bytes_are_never_taken_in(engine: Engine, tmp_path: Path) -> None:
    _, path = three(tmp_path)
    lines = [json.loads(line) for line in (path / "captures.jsonl").read_text().splitlines()]
    lines[0]["content_digest"] = sha256(b"something else")
    (path / "captures.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    report = ingest_run(engine, path)
    assert titles(engine) == ["Bees", "Cows"]
    assert "the bytes are not those captured" in report.problems[0]


def test_a_missing_warc_or_index_loses_nothing_that_is_there(engine: Engine, tmp_path: Path) -> None:
    run, path = three(tmp_path)
    run.warc.unlink()
    report = ingest_run(engine, path)
    assert (report.new, len(report.problems)) == (0, 3)
    empty = RunMaker(tmp_path, day=2)
    empty_path = empty.write(complete=False)
    (empty_path / "captures.jsonl").unlink()
    report = ingest_run(engine, empty_path)
    assert report.problems == ["captures.jsonl: not there"]


def test_a_directory_without_a_report_is_an_error_that_names_the_file(engine: Engine, tmp_path: Path) -> None:
    _, good = three(tmp_path)
    lost = tmp_path / "runs" / FORCE / "lost"
    shutil.copytree(good, lost)
    (lost / "run.json").unlink()
    with pytest.raises(DataProblem, match=r"lost/run\.json: cannot be read \(No such file"):
        ingest_run(engine, lost)
    (lost / "run.json").write_text('{"id": "x"')
    with pytest.raises(DataProblem, match=r"lost/run\.json: is no run report"):
        ingest_run(engine, lost)
    reports, failures = ingest_runs(engine, [lost, good])
    assert [report.new for report in reports] == [3]
    assert len(failures) == 1


def test_an_unmodified_answer_to_an_unknown_body_is_reported(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path)
    run.get("/d/dogs", status=304, content_digest=sha256(b"never seen"))
    report = ingest_run(engine, run.write())
    assert "the archive does not hold it" in report.problems[0]


def test_an_address_of_any_length_costs_its_line_alone(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path)
    run.get("/d/" + "x" * 5000, page("Long"))
    run.get("/d/dogs", page())
    report = ingest_run(engine, run.write())
    assert titles(engine) == ["Dogs on duty"]
    assert "too long" in report.problems[0]


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "zstd", "identity", "gzip, br"])
def test_bodies_are_read_back_whatever_their_coding(tmp_path: Path, coding: str) -> None:
    import gzip
    import zlib

    body = page() * 50
    wire = {
        "gzip": gzip.compress(body),
        "br": brotli.compress(body),
        "deflate": zlib.compress(body),
        "zstd": zstd.compress(body),
        "identity": body,
        "gzip, br": brotli.compress(gzip.compress(body)),
    }[coding]
    run = RunMaker(tmp_path)
    capture = run.get("/d/dogs", wire, headers=(("Content-Encoding", coding),))
    read = read_body(run.warc, capture.warc_offset or 0, capture.warc_length, digest_of(body))
    assert read == body


def test_a_chunked_body_is_read_back(tmp_path: Path) -> None:
    body = page()
    wire = b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (100, body[:100], len(body) - 100, body[100:])
    run = RunMaker(tmp_path)
    capture = run.get("/d/dogs", wire, headers=(("Transfer-Encoding", "chunked"),))
    assert read_body(run.warc, capture.warc_offset or 0, capture.warc_length, digest_of(body)) == body


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 3000), flip=st.integers(0, 3000), bit=st.integers(0, 7))
def test_any_damage_to_a_warc_gives_the_body_or_a_clear_error(tmp_path: Path, cut: int, flip: int, bit: int) -> None:
    run = RunMaker(tmp_path / f"{cut}-{flip}-{bit}")
    body = page()
    capture = run.get("/d/dogs", body)
    data = bytearray(run.warc.read_bytes())
    data[flip % len(data)] ^= 1 << bit
    run.warc.write_bytes(data[: len(data) - cut] if cut < len(data) else b"")
    read, said = b"", ""
    try:
        read = read_body(run.warc, capture.warc_offset or 0, capture.warc_length, digest_of(body))
    except UnreadableBodyError as error:
        said = str(error)
    assert read == body or (str(run.warc) in said and "\n" not in said)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=st.binary(max_size=200), place=st.integers(0, 5000))
def test_any_damage_to_the_index_keeps_the_other_lines(tmp_path: Path, junk: bytes, place: int) -> None:
    run, path = three(tmp_path)
    good = (path / "captures.jsonl").read_bytes()
    lines = good.splitlines(keepends=True)
    at = place % (len(lines) + 1)
    lines.insert(at, junk.replace(b"\n", b"") + b"\n")
    (path / "captures.jsonl").write_bytes(b"".join(lines))
    found = read_run_directory(path)
    assert [capture for _, capture in found.captures if capture in run.captures] == run.captures


def test_a_run_of_an_unknown_force_is_read_without_its_facts(engine: Engine, tmp_path: Path) -> None:
    run = RunMaker(tmp_path)
    run.get("/d/dogs", page())
    report = ingest_run(engine, run.write(configuration={}))
    assert report.new == 1
    assert "unknown force 'exampleshire'" in report.problems[0]
    with reading(engine) as session:
        assert "unknown force" in session.scalars(select(Run.problems)).one()
