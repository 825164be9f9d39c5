"""The published file itself: what it refuses, that it is whole, and that one takes the place of another unnoticed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from archive.errors import DataProblem
from archive.publish import flip
from archive.publish.lookups import provision_rows
from archive.publish.schema import SEARCH_COLUMNS, TABLES, citation_token, citation_tokens
from archive.publish.sidecar import date_number, file_type
from archive.publish.writer import Build, check_file, write_public
from tests.bench.synthetic import TERMS, build_synthetic

TIME = "2026-01-02T03:04:05.000Z"
FORCE = {"id": 1, "slug": "whole", "name": "Whole Police", "nation": "wales", "regime": "FOIA"}


def disclosure(number: int, **fields: Any) -> dict[str, object]:
    values = {"id": number, "permalink": f"whole/{number}", "force_id": 1, "outcome_id": 1, "state": "present"}
    return {**values, **fields}


def write(public: Path, rows: dict[str, Any], **options: Any) -> Build:
    return write_public(public, {"forces": [FORCE], **rows}, built_at=options.pop("built_at", TIME), **options)


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build_synthetic(tmp_path_factory.mktemp("synthetic"), rows=2000)


@pytest.fixture
def database(synthetic: Build) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{synthetic.path}?mode=ro", uri=True)) as connection:
        yield connection


def test_the_file_has_exactly_the_tables_and_columns_of_the_schema(database: sqlite3.Connection) -> None:
    for table in TABLES:
        columns = [row[1] for row in database.execute(f"PRAGMA table_info('{table.name}')")]
        assert columns == [column.name for column in table.columns]
    names = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    own = {name for name in names if not name.startswith(("search", "sqlite_stat"))}
    assert own == {table.name for table in TABLES}
    columns = [row[1] for row in database.execute("PRAGMA table_info('search')")]
    assert columns == list(SEARCH_COLUMNS)


def test_every_index_foreign_key_and_statistic_is_there(database: sqlite3.Connection) -> None:
    for table in TABLES:
        indexed = {
            tuple(row[2] for row in database.execute(f"PRAGMA index_info('{index[1]}')"))
            for index in database.execute(f"PRAGMA index_list('{table.name}')")
        }
        assert indexed >= {*table.indexes, *((column,) for column in table.unique)}
        keys = {(row[3], row[2]) for row in database.execute(f"PRAGMA foreign_key_list('{table.name}')")}
        assert keys == {(column.name, column.references) for column in table.columns if column.references}
    assert database.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0] > 10
    assert database.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_the_dictionary_and_manifest_describe_the_file(database: sqlite3.Connection, synthetic: Build) -> None:
    described = {(row[0], row[1]) for row in database.execute('SELECT "table", "column" FROM data_dictionary')}
    assert described >= {(table.name, column.name) for table in TABLES for column in table.columns}
    facts = dict(database.execute("SELECT key, value FROM archive_build"))
    assert facts["build"] == synthetic.hash
    assert synthetic.path.name == f"foi-{synthetic.hash}.db"
    assert facts["schema_version"] == "1"
    for table, count in synthetic.counts.items():
        assert database.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (count,)
        if table != "archive_build":
            assert facts[f"rows_{table}"] == str(count)
    assert dict(database.execute("SELECT id, disclosures FROM forces")) == {
        number: Counter(row[0] for row in database.execute("SELECT force_id FROM disclosures"))[number]
        for number in range(1, 46)
    }


def test_search_finds_every_row_that_holds_a_word(database: sqlite3.Connection) -> None:
    for term, share in TERMS.items():
        found = database.execute("SELECT count(*) FROM search WHERE search MATCH ?", (term,)).fetchone()[0]
        like = "SELECT count(*) FROM texts WHERE request LIKE ? OR response LIKE ?"
        assert found == database.execute(like, (f"%{term}%", f"%{term}%")).fetchone()[0]
        assert found == pytest.approx(share * 2000, abs=4 * (2000 * share) ** 0.5)


def test_a_citation_token_finds_the_provision_and_its_finer_forms(database: sqlite3.Connection) -> None:
    for provision, pattern in (("31", "31%"), ("31(1)", "31(1)%"), ("31(1)(a)", "31(1)(a)"), ("3", "3")):
        found = database.execute("SELECT rowid FROM search WHERE search MATCH ?", (citation_token("FOIA", provision),))
        wanted = database.execute(
            "SELECT DISTINCT disclosure_id FROM citations c JOIN provisions p ON p.id = provision_id"
            " WHERE regime = 'FOIA' AND provision LIKE ? ORDER BY 1",
            (pattern,),
        )
        assert found.fetchall() == wanted.fetchall()


def test_citation_tokens_are_single_words_unlike_each_other() -> None:
    assert citation_tokens("FOIA", "31(1)(a)") == "xfoia31x xfoia31x1x xfoia31x1xax"
    provisions = [(str(row["regime"]), str(row["provision"])) for row in provision_rows()]
    tokens = {citation_token(*provision) for provision in provisions}
    assert len(tokens) == len(provisions)
    assert all(token.isascii() and token.isalnum() for token in tokens)


def test_the_sidecar_counts_as_the_tables_do(database: sqlite3.Connection, synthetic: Build) -> None:
    with np.load(flip.sidecar_of(synthetic.path)) as arrays:
        loaded = dict(arrays)
    assert bytes(loaded["build"]).decode() == synthetic.hash
    vocabulary = json.loads(bytes(loaded["vocab"]))
    simple = {
        "force": "SELECT force_id, count(*) FROM disclosures GROUP BY 1",
        "year": "SELECT coalesce(year, 0), count(*) FROM disclosures GROUP BY 1",
        "outcome": "SELECT outcome_id, count(*) FROM disclosures GROUP BY 1",
        "ncnd": "SELECT ncnd, count(*) FROM disclosures GROUP BY 1",
        "edited": "SELECT edited, count(*) FROM disclosures GROUP BY 1",
        "has_attachment": "SELECT attachments > 0, count(*) FROM disclosures GROUP BY 1",
    }
    for name, sql in simple.items():
        assert len(loaded[name]) == 2000
        assert dict(Counter(loaded[name].tolist())) == dict(database.execute(sql))
        assert set(loaded[name].tolist()) <= {entry["code"] for entry in vocabulary[name]}
    named = {
        "nation": "SELECT nation, count(*) FROM disclosures JOIN forces f ON f.id = force_id GROUP BY 1",
        "state": "SELECT state, count(*) FROM disclosures GROUP BY 1",
    }
    for name, sql in named.items():
        values = {entry["code"]: entry["value"] for entry in vocabulary[name]}
        assert Counter(values[code] for code in loaded[name].tolist()) == dict(database.execute(sql))
    distinct = "SELECT {}, count(DISTINCT disclosure_id) FROM {} GROUP BY 1"
    cited = "citations JOIN provisions p ON p.id = provision_id WHERE status = 'applied'"
    multiple = {
        "provision": distinct.format("regime || ' ' || provision", cited),
        "section": distinct.format("regime || ' ' || section", cited),
        "filetype": distinct.format("substr(filename, instr(filename, '.') + 1)", "attachments"),
    }
    for name, sql in multiple.items():
        values = {entry["code"]: entry["value"] for entry in vocabulary[name]}
        indptr, codes = loaded[f"{name}_indptr"], loaded[f"{name}_codes"]
        assert len(indptr) == 2001
        assert Counter(values[code] for code in codes.tolist()) == dict(database.execute(sql))
        for number in (1, 500, 2000):
            own = codes[indptr[number - 1] : indptr[number]].tolist()
            assert own == sorted(set(own))
    dates = [date for (date,) in database.execute("SELECT date FROM disclosures ORDER BY id")]
    assert loaded["date"].tolist() == [date_number(date) for date in dates]
    assert (np.diff(loaded["date"]) <= 0).all()
    assert (loaded["regime_codes"] == 2).sum() == database.execute(
        "SELECT count(*) FROM disclosures WHERE legislation LIKE '% EIR'"
    ).fetchone()[0]


@pytest.mark.parametrize(
    ("media_type", "name", "wanted"),
    [
        ("application/pdf", "data.xlsx", "pdf"),
        (None, "https://x.example/a/Answer.XLSX?v=2", "xlsx"),
        ("text/csv; charset=utf-8", None, "csv"),
        (None, "photo.JPEG", "jpg"),
        ("application/x-unknown", "file", "other"),
        (None, None, "other"),
    ],
)
def test_file_types(media_type: str | None, name: str | None, wanted: str) -> None:
    assert file_type(media_type, name) == wanted


def test_the_same_rows_and_time_give_the_same_file(tmp_path: Path) -> None:
    builds = [build_synthetic(tmp_path / name, rows=300, seed=7) for name in "ab"]
    assert builds[0].hash == builds[1].hash
    assert len({hashlib.sha256(build.path.read_bytes()).hexdigest() for build in builds}) == 1
    assert build_synthetic(tmp_path / "c", rows=300, seed=8).hash != builds[0].hash


def test_another_time_gives_another_name(tmp_path: Path) -> None:
    rows = {"disclosures": [disclosure(1)]}
    assert write(tmp_path, rows).hash != write(tmp_path, rows, built_at="2026-01-03T00:00:00.000Z").hash


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({"secrets": []}, "no such table in the public schema: secrets"),
        ({"disclosures": [disclosure(1, officer="x")]}, "table disclosures has no public column officer"),
        ({"disclosures": [disclosure(1, title=5.5)]}, None),
        ({"disclosures": [disclosure(1, year="soon")]}, "table disclosures, row with id 1"),
        ({"disclosures": [disclosure(1, title=["a"])]}, "table disclosures, row with id 1"),
        ({"disclosures": [disclosure(2)]}, "has id 2, not 1"),
        ({"disclosures": [disclosure(1), disclosure(2, date="2024-01-01")]}, "out of order"),
        ({"disclosures": [disclosure(1, date="2024"), disclosure(2, date="2024-01-01")]}, "out of order"),
        ({"disclosures": [disclosure(1, permalink="whole/b"), disclosure(2, permalink="whole/a")]}, "out of order"),
        ({"disclosures": [disclosure(1), disclosure(2, permalink="whole/1", date=None)]}, "out of order"),
        ({"disclosures": [disclosure(1, state="gone")]}, "state of disclosure 1 is 'gone'"),
        ({"disclosures": [disclosure(1, legislation="FOIA GDPR")]}, "legislation of disclosure 1 is 'GDPR'"),
        ({"disclosures": [disclosure(1, force_id=None)]}, "disclosure 1 has no force or no outcome"),
        ({"disclosures": [disclosure(1, force_id=9)]}, "points to a row of forces"),
        ({"disclosures": [disclosure(1)], "texts": [{"id": 2}]}, "points to a row of disclosures"),
    ],
)
def test_rows_that_do_not_fit_leave_the_old_file_public(
    tmp_path: Path, rows: dict[str, Any], message: str | None
) -> None:
    before = write(tmp_path, {"disclosures": [disclosure(1)]})
    if message is None:
        assert write(tmp_path, rows).counts["disclosures"] == 1
        return
    with pytest.raises(DataProblem, match=message):
        write(tmp_path, rows)
    assert (tmp_path / "foi.db").resolve() == before.path.resolve()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["foi.db", before.path.name, flip.sidecar_of(before.path).name]
    )


def test_old_files_are_kept_to_a_number_and_the_linked_one_always(tmp_path: Path) -> None:
    built = [write(tmp_path, {}, built_at=f"2026-01-0{day}T00:00:00.000Z", keep=3) for day in range(1, 6)]
    assert [path.name for path in built[4].removed] == [built[1].path.name]
    kept = {path.name for path in tmp_path.glob("foi-*.db")}
    assert kept == {build.path.name for build in built[2:]}
    assert {path.name for path in tmp_path.glob("*.npz")} == {flip.sidecar_of(build.path).name for build in built[2:]}
    assert flip.current(tmp_path) == built[4].path


def test_a_second_publication_at_once_is_refused(tmp_path: Path) -> None:
    inside, done = threading.Event(), threading.Event()

    def rows() -> Iterator[dict[str, object]]:
        inside.set()
        done.wait(30)
        yield disclosure(1)

    first = threading.Thread(target=write, args=(tmp_path, {"disclosures": rows()}))
    first.start()
    assert inside.wait(30)
    with pytest.raises(DataProblem, match="another publication is running"):
        write(tmp_path, {})
    done.set()
    first.join()
    assert flip.current(tmp_path) is not None


def test_what_a_killed_publication_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / f"{flip.PARTIAL}-loose.db").write_bytes(b"half a file")
    (tmp_path / f"{flip.PARTIAL}.npz").write_bytes(b"half a sidecar")
    write(tmp_path, {})
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("moment", ["writing texts", "indexing the text", "checking"])
def test_a_killed_publication_loses_nothing(tmp_path: Path, moment: str) -> None:
    before = write(tmp_path, {"disclosures": [disclosure(1)]})
    command = [sys.executable, "-u", "-m", "tests.bench.synthetic", str(tmp_path), "--rows", "3000"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        assert process.stderr is not None
        assert any(line.strip() == moment for line in process.stderr)
        process.kill()
    assert flip.current(tmp_path) == before.path
    check_file(before.path)
    after = write(tmp_path, {}, built_at="2026-01-03T00:00:00.000Z")
    assert flip.current(tmp_path) == after.path
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_readers_never_see_two_files_mixed(tmp_path: Path) -> None:
    """Every reader sees one build whole, whether it opens a connection now and then or keeps one for good."""

    def published(version: int) -> dict[str, Any]:
        rows = [disclosure(number, title=f"version {version}") for number in range(1, 200)]
        rows.sort(key=lambda row: str(row["permalink"]))
        texts = [{"id": number, "response": f"version {version}"} for number in range(1, 200)]
        return {"disclosures": [{**row, "id": number} for number, row in enumerate(rows, 1)], "texts": texts}

    write(tmp_path, published(0), keep=2)
    stop, seen = threading.Event(), set()
    wrong: list[object] = []

    def read() -> None:
        with closing(sqlite3.connect(f"file:{tmp_path / 'foi.db'}?mode=ro", uri=True)) as kept:
            first = kept.execute("SELECT DISTINCT title FROM disclosures").fetchall()
            while not stop.is_set():
                if kept.execute("SELECT DISTINCT title FROM disclosures").fetchall() != first:
                    wrong.append("the open file changed")
                real = flip.current(tmp_path)
                assert real is not None
                with closing(sqlite3.connect(f"file:{real}?mode=ro", uri=True)) as connection:
                    query = "SELECT d.title, t.response, count(*) FROM search s JOIN disclosures d ON d.id = s.rowid"
                    match = " JOIN texts t ON t.id = d.id WHERE search MATCH 'version' GROUP BY 1, 2"
                    rows = connection.execute(query + match).fetchall()
                    facts = dict(connection.execute("SELECT key, value FROM archive_build"))
                if len(rows) != 1 or rows[0][0] != rows[0][1] or rows[0][2] != 199:
                    wrong.append(rows)
                with np.load(flip.sidecar_of(real)) as arrays:
                    if bytes(arrays["build"]).decode() != facts["build"]:
                        wrong.append("the sidecar belongs to another file")
                seen.add(rows[0][0])

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for version in range(1, 6):
        write(tmp_path, published(version), keep=4, built_at=f"2026-01-0{version}T00:00:00.000Z")
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert len(seen) >= 2
