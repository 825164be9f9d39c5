"""Exports and snapshots: the same rows as the published file, checksums that hold, nothing that was taken down."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from archive.cli.export import command as export_command
from archive.cli.publish import command as publish_command
from archive.errors import UsageProblem
from archive.export import export, snapshot
from archive.publish import publish
from archive.publish.schema import TABLES
from archive.store import open_archive
from datasette_config.spreadsheet import FORMULA, safe_cell
from tests.bench.synthetic import build_synthetic
from tests.fixtures.site.server import served
from tests.fixtures.site.tricky import write_tricky
from tests.publish_archive import Builder, forces_folder, simple


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "public"
    build_synthetic(folder, rows=500)
    return folder


def sums_hold(folder: Path) -> bool:
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    assert {line.split("  ")[1] for line in lines} == {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    return all(
        hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        for digest, name in (line.split("  ") for line in lines)
    )


def rows_of(public: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(public / "foi.db")) as connection:
        return connection.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall()


def test_parquet_holds_the_same_rows_with_the_same_types(public: Path, tmp_path: Path) -> None:
    done = export(public, tmp_path / "out", "parquet")
    assert sums_hold(tmp_path / "out")
    for table in TABLES:
        read = parquet.read_table(tmp_path / "out" / f"{table.name}.parquet")
        assert read.column_names == [column.name for column in table.columns]
        found = list(zip(*(column.to_pylist() for column in read.columns), strict=True))
        assert sorted(found, key=repr) == sorted(rows_of(public, table.name), key=repr)
        assert read.schema.metadata[b"build"].decode() == done.build
        assert done.rows[table.name] == len(found)


def test_csv_holds_the_same_rows_and_is_described(public: Path, tmp_path: Path) -> None:
    export(public, tmp_path / "out", "csv", ("disclosures", "texts"), raw=True)
    assert sums_hold(tmp_path / "out")
    described = json.loads((tmp_path / "out" / "csv-metadata.json").read_text())
    assert [table["url"] for table in described["tables"]] == ["disclosures.csv", "texts.csv"]
    for table in described["tables"]:
        with (tmp_path / "out" / table["url"]).open(encoding="utf-8", newline="") as stream:
            head, *lines = csv.reader(stream)
        assert head == [column["name"] for column in table["tableSchema"]["columns"]]
        wanted = [["" if cell is None else str(cell) for cell in row] for row in rows_of(public, table["url"][:-4])]
        assert lines == wanted


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("@a", "'@a"),
        ("\tx", "'\tx"),
        ("a=b", "a=b"),
        (-5, -5),
        (None, None),
        ("", ""),
    ],
)
def test_formulas_are_disarmed_in_csv(cell: object, wanted: object) -> None:
    assert safe_cell(cell) == wanted


def test_the_whole_database_is_exported_as_it_is(public: Path, tmp_path: Path) -> None:
    done = export(public, tmp_path / "out", "db")
    assert done.files == [f"foi-{done.build}.db", "SHA256SUMS"]
    assert (tmp_path / "out" / done.files[0]).read_bytes() == (public / "foi.db").read_bytes()
    assert sums_hold(tmp_path / "out")


def test_an_export_never_mixes_with_what_is_there(public: Path, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old")
    with pytest.raises(UsageProblem, match="not empty"):
        export(public, tmp_path, "csv")
    with pytest.raises(UsageProblem, match="nope: no such public table"):
        export(public, tmp_path / "out", "csv", ("nope",))
    with pytest.raises(UsageProblem, match="nothing is published here yet"):
        export(tmp_path, tmp_path / "out", "csv")


def test_a_snapshot_is_dated_checksummed_and_made_once(public: Path) -> None:
    done = snapshot(public)
    assert done.folder == public / "snapshots" / f"2026-01-31-{done.build}"
    assert sums_hold(done.folder)
    assert len(done.files) == len(TABLES) + 2
    before = {path: path.stat().st_mtime_ns for path in done.folder.iterdir()}
    assert snapshot(public) == done
    assert {path: path.stat().st_mtime_ns for path in done.folder.iterdir()} == before
    assert not list((public / "snapshots").glob(".*"))


def test_what_is_taken_down_goes_from_snapshots_too(tmp_path: Path) -> None:
    forces, data = forces_folder(tmp_path / "forces"), tmp_path / "data"
    with Builder(data) as archive:
        archive.disclosure("whole", "1-24", simple())
        gone = archive.disclosure("whole", "2-24", simple("2/24", response="The CANARYWORD is out."))
    publish(data, forces_dir=forces, built_at="2026-01-01T00:00:00.000Z")
    kept = snapshot(data / "public").folder
    publish(data, forces_dir=forces, built_at="2026-01-02T00:00:00.000Z")
    assert kept.is_dir()
    with Builder(data) as archive:
        archive.decide("withdraw", gone)
    report = publish(data, forces_dir=forces, built_at="2026-01-03T00:00:00.000Z")
    assert kept.name in report.removed
    assert not kept.exists()
    assert "taken down" in (data / "public" / "snapshots" / f"{kept.name}.removed.txt").read_text()
    after = snapshot(data / "public").folder
    export(data / "public", tmp_path / "out", "csv")
    for folder in (data / "public", tmp_path / "out"):
        for path in folder.rglob("*"):
            assert not path.is_file() or b"CANARYWORD" not in path.read_bytes(), path
    assert after.is_dir()


def run(command: object, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])  # type: ignore[arg-type]


def test_the_commands_say_in_one_line_what_they_did(tmp_path: Path) -> None:
    forces, data = forces_folder(tmp_path / "forces"), tmp_path / "data"
    open_archive(data).dispose()
    empty = run(publish_command, "--data", data, "--forces", forces)
    assert empty.exit_code == 0
    assert empty.stdout.count("\n") == 1
    assert ": 0 disclosures of 0 forces, 0 attachments (0 with the original), 0 withdrawn" in empty.stdout
    with Builder(data) as archive:
        archive.disclosure("whole", "1-24", simple())
    full = run(publish_command, "--data", data, "--forces", forces, "--json")
    report = json.loads(full.stdout)
    assert (report["disclosures"], report["forces"]) == (1, 1)
    assert "publish: indexing the text" in full.stderr
    done = run(export_command, "--data", data, "--snapshot", "--json")
    assert json.loads(done.stdout)["build"] == report["build"]
    written = run(export_command, "--data", data, "--format", "csv", "--table", "texts", tmp_path / "out")
    assert "texts.csv, csv-metadata.json, SHA256SUMS" in written.stdout
    both = run(export_command, "--data", data, "--snapshot", tmp_path / "more")
    assert isinstance(both.exception, UsageProblem)


def test_the_site_and_the_command_write_the_same_cells(tmp_path: Path) -> None:
    """One rule for both: the same rows give the same cells, guarded and raw, whatever they begin with."""
    write_tricky(tmp_path / "public")
    shared = ("permalink", "reference", "title", "url", "date", "outcome_flags")
    for raw in (False, True):
        done = export(tmp_path / "public", tmp_path / f"out-{raw}", "csv", ("disclosures",), raw=raw)
        with (done.folder / "disclosures.csv").open(encoding="utf-8", newline="") as stream:
            ours = [tuple(row[name] for name in shared) for row in csv.DictReader(stream) if row["held"] == "0"]
        with served(tmp_path / "public", watch=False) as site:
            text = site.get("/search.csv" + ("?raw=1" if raw else "")).text
        held = {row[1] for row in rows_of(tmp_path / "public", "disclosures") if row[-1]}
        theirs = [tuple(row[name] for name in shared) for row in csv.DictReader(io.StringIO(text, newline=""))]
        theirs = [row for row in theirs if row[0] not in held]
        assert ours == theirs
        signs = {row[2][:1] for row in ours if row[2][:1] in FORMULA}
        assert len(signs) == (len(FORMULA) if raw else 0), "the rows begin with every sign there is"
