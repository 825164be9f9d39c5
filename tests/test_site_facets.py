"""Counts are exact: over 250 random searches every total and every facet's counts agree with SQL on the same file.

The SQL is written from the published schema alone and never looks at the sidecar, so an error in either shows.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from archive.publish.sidecar import file_type
from datasette_config.site.facets import Facets
from datasette_config.site.search import find
from datasette_config.site.snapshot import Snapshot, sidecar_of
from datasette_config.site.state import State
from tests.fixtures.site.small import small_public

SEARCHES = 250
QUERIES = (
    "", "", "taser", "drone", "information", "officers -taser", "taser OR drone", '"speed cameras"', "s40(2)",
    "section:31",
    "-information", "vehicle fleet", "title:policy", "ketamine", "zzzz", "regulation 12(4)(b)", "s12(1) officers",
)  # fmt: skip
COLUMNS = {
    "force": "(SELECT slug FROM forces f WHERE f.id = d.force_id)",
    "nation": "(SELECT nation FROM forces f WHERE f.id = d.force_id)",
    "year": "coalesce(cast(d.year AS TEXT), 'none')",
    "outcome": "(SELECT name FROM outcomes o WHERE o.id = d.outcome_id)",
    "ncnd": "iif(d.ncnd, 'yes', 'no')",
    "state": "d.state",
    "edited": "iif(d.edited, 'yes', 'no')",
    "has_attachment": "iif(d.attachments > 0, 'yes', 'no')",
}
PAIRS = {
    "provision": "SELECT DISTINCT c.disclosure_id AS id, p.regime || ' ' || p.provision AS value FROM citations c"
    " JOIN provisions p ON p.id = c.provision_id WHERE c.status = 'applied'",
    "section": "SELECT DISTINCT c.disclosure_id AS id, p.regime || ' ' || p.section AS value FROM citations c"
    " JOIN provisions p ON p.id = c.provision_id WHERE c.status = 'applied'",
    "regime": "SELECT d.id, j.value FROM disclosures d,"
    " json_each('[\"' || replace(d.legislation, ' ', '\",\"') || '\"]') j WHERE d.legislation != ''",
    "filetype": "SELECT DISTINCT disclosure_id AS id, kind(media_type, coalesce(filename, url)) AS value"
    " FROM attachments",
}


@pytest.fixture(scope="module")
def snapshot() -> Iterator[Snapshot]:
    found = Snapshot((small_public() / "foi.db").resolve())
    yield found
    found.retire()


@pytest.fixture(scope="module")
def plain(snapshot: Snapshot) -> Iterator[sqlite3.Connection]:
    """The same rows in memory, every facet's values as a table of (facet, id, value)."""
    connection = sqlite3.connect(snapshot.path)
    connection.create_function("kind", 2, file_type)
    connection.execute("CREATE TEMP TABLE facet (name TEXT, id INTEGER, value TEXT)")
    for name, value in COLUMNS.items():
        connection.execute(f"INSERT INTO facet SELECT ?, d.id, {value} FROM disclosures d", (name,))
    for name, query in PAIRS.items():
        connection.execute(f"INSERT INTO facet SELECT ?, id, value FROM ({query})", (name,))
    connection.execute("CREATE INDEX temp.by_value ON facet (name, value, id)")
    connection.execute("CREATE INDEX temp.by_id ON facet (id, name)")
    yield connection
    connection.close()


def where(state: State, without: str | None = None) -> tuple[str, list[str]]:
    """SQL of a state's choices, one facet left open."""
    parts, values = ["1"], []
    for name, chosen in state.chosen.items():
        if name != without:
            marks = ",".join("?" * len(chosen))
            parts.append(f"id IN (SELECT id FROM facet WHERE name = ? AND value IN ({marks}))")
            values += [name, *chosen]
    if state.first:
        parts.append("id IN (SELECT id FROM disclosures WHERE date >= ?)")
        values.append(state.first)
    if state.last:
        parts.append("id IN (SELECT id FROM disclosures WHERE date < ?)")
        values.append(str(int(state.last) + 1))
    return " AND ".join(parts), values


def random_state(draw: random.Random, snapshot: Snapshot) -> State:
    chosen = {}
    for name in draw.sample([*COLUMNS, *PAIRS], draw.choice((0, 1, 1, 2, 3))):
        values = [v.value for v in snapshot.facets.values[name] if snapshot.facets.everything[name].get(v.code)]
        chosen[name] = tuple(sorted(draw.sample(values, min(len(values), draw.choice((1, 1, 2, 4))))))
    first = draw.choice(("", "", "", "2012", "2018"))
    last = draw.choice(("", "", "", "2019", "2023"))
    return State(q=draw.choice(QUERIES), chosen=chosen, first=first, last=last)


@pytest.mark.parametrize("seed", range(10))
def test_counts_agree_with_sql(snapshot: Snapshot, plain: sqlite3.Connection, seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(SEARCHES // 10):
        state = random_state(draw, snapshot)
        with snapshot.connection() as connection:
            found = find(connection, snapshot, state)
        made = found.expression
        text, texts = "1", []
        if made:
            text = f"id {'NOT ' if made.inverted else ''}IN (SELECT rowid FROM search WHERE search MATCH ?)"
            texts = [made.match]
        condition, values = where(state)
        sql = f"SELECT id FROM disclosures WHERE {text} AND {condition} ORDER BY id"
        ids = [row[0] for row in plain.execute(sql, [*texts, *values])]
        assert found.total == len(ids), state
        assert sorted(found.ids().tolist()) == ids, state
        for name in (*COLUMNS, *PAIRS):
            condition, values = where(state, without=name)
            sql = f"SELECT value, count(*) FROM facet WHERE name = ? AND {text} AND {condition} GROUP BY value"
            expected = dict(plain.execute(sql, [name, *texts, *values]).fetchall())
            shown = {v.value: found.counts[name].get(v.code, 0) for v in snapshot.facets.values[name]}
            assert {value: count for value, count in shown.items() if count} == expected, (state, name)


def test_counting_few_and_many_is_the_same(snapshot: Snapshot) -> None:
    """A mask is counted by places when it is sparse, as a mask when it is dense: both must agree on any mask."""
    facets = snapshot.facets
    draw = np.random.default_rng(5)
    for share in (0.0, 0.001, 0.1, 0.24, 0.26, 0.9, 1.0):
        mask = draw.random(facets.total) < share
        counts = facets._count(mask)
        for name in (*COLUMNS, *PAIRS):
            assert counts[name] == facets.count_one(name, mask), (share, name)


def test_a_sidecar_of_another_build_is_refused(snapshot: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="belongs to build"):
        Facets(sidecar_of(snapshot.path), "0123")


def test_a_filter_that_names_nothing_matches_nothing_and_says_so(snapshot: Snapshot) -> None:
    for state in (State(chosen={"force": ("atlantis",)}), State(q="force:atlantis"), State(q="outcome:sunny taser")):
        with snapshot.connection() as connection:
            found = find(connection, snapshot, state)
        assert found.total == 0
        assert any("atlantis" in notice or "sunny" in notice for notice in found.notices)


@pytest.mark.parametrize(
    ("typed", "facet", "values"),
    [
        ("force:exampleshire", "force", ("exampleshire",)),
        ("force:exampleshire force:midmarch", "force", ("exampleshire", "midmarch")),
        ('force:"Exampleshire Police"', "force", ("exampleshire",)),
        ("year:2019", "year", ("2019",)),
        ("year:2019..2021", "year", ("2019", "2020", "2021")),
        ("outcome:cost", "outcome", ("cost_limit",)),
        ("outcome:not_held", "outcome", ("not_held",)),
        ("has:attachment", "has_attachment", ("yes",)),
        ("is:edited", "edited", ("yes",)),
        ("is:removed", "state", ("removed",)),
        ("nation:scotland", "nation", ("scotland",)),
        ("filetype:xlsx", "filetype", ("xlsx",)),
        ("regime:EIR", "regime", ("EIR",)),
    ],
)
def test_typed_filters_are_the_same_as_chosen_ones(
    snapshot: Snapshot, typed: str, facet: str, values: tuple[str, ...]
) -> None:
    with snapshot.connection() as connection:
        by_words = find(connection, snapshot, State(q=f"officers {typed}"))
        by_choice = find(connection, snapshot, State(q="officers", chosen={facet: values}))
        without = find(connection, snapshot, State(q=f"officers -{typed.partition(' force')[0]}"))
        everything = find(connection, snapshot, State(q="officers"))
    assert by_words.total == by_choice.total > 0
    assert set(by_words.ids().tolist()) == set(by_choice.ids().tolist())
    if " force:" not in typed:
        assert without.total + by_words.total == everything.total
