"""Counts of the running site beside SQL on the same file, for random searches and filters.

The SQL is written from the published schema and knows nothing of the facet sidecar. The tests compare every facet of
250 searches on a small file; here each of as many searches is compared in its total and one facet, at full size.
"""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

WORDS = (
    *("", "", "taser", "drone", "information", "officers -taser", "taser OR drone", "ketamine", "-information", "zzzz"),
    *("taser information", "title:taser", "officers drone", "st*", "x*"),
)
COLUMNS = {
    "force": ("force_id", "SELECT id, slug FROM forces"),
    "outcome": ("outcome_id", "SELECT id, name FROM outcomes"),
    "year": ("coalesce(year, 'none')", ""),
    "ncnd": ("iif(ncnd, 'yes', 'no')", ""),
    "state": ("state", ""),
    "changed": ("iif(edited, 'yes', 'no')", ""),
    "attachment": ("iif(attachments > 0, 'yes', 'no')", ""),
}
"""Parameter to the SQL of its value, and the query that names its codes."""
SECTIONS = (
    "SELECT c.disclosure_id FROM citations c JOIN provisions p ON p.id = c.provision_id"
    " WHERE c.status = 'applied' AND p.regime || ' ' || p.section = ?"
)


def mismatches(client: httpx.Client, file: Path, searches: int, seed: int = 1) -> list[str]:
    """The searches (as addresses) in which site and SQL disagree."""
    draw = random.Random(seed)
    wrong = []
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        connection.execute("PRAGMA mmap_size = 4294967296")
        names = {
            parameter: dict(connection.execute(query).fetchall()) for parameter, (_, query) in COLUMNS.items() if query
        }
        everything = head(client, [])["facets"]
        for _ in range(searches):
            chosen = {}
            for parameter in draw.sample([*COLUMNS, "section"], draw.choice((0, 1, 1, 2, 3))):
                values = [entry["value"] for entry in everything[parameter]]
                chosen[parameter] = draw.sample(values, min(len(values), draw.choice((1, 1, 2, 4))))
            words, counted = draw.choice(WORDS), draw.choice([*COLUMNS])
            pairs = [("q", words)] + [(name, value) for name, values in chosen.items() for value in values]
            shown = head(client, pairs)
            counts = {entry["value"]: entry["count"] for entry in shown["facets"][counted]}
            if counts != expected(connection, names, words, chosen, counted) or shown["total"] != total(
                connection, names, words, chosen
            ):
                wrong.append(str(httpx.QueryParams(pairs)))
    return wrong


def head(client: httpx.Client, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """What the JSON export says before its rows: the total and every facet's counts."""
    begun = b""
    with client.stream("GET", "/search.json", params=pairs) as response:
        response.raise_for_status()
        for piece in response.iter_bytes():
            begun += piece
            start, found, _ = begun.partition(b', "rows": [')
            if found:
                return dict(json.loads(start + b"}"))
    raise ValueError("the answer has no rows")


def _where(words: str, chosen: dict[str, list[str]], names: dict[str, dict[int, str]]) -> tuple[str, list[Any]]:
    parts, values = ["1"], []
    if words:
        inverted = words.startswith("-")
        match = {"title:taser": "title : taser", "officers -taser": "officers NOT taser", "x*": "- citations : x *"}
        parts.append(f"id {'NOT ' if inverted else ''}IN (SELECT rowid FROM search WHERE search MATCH ?)")
        values.append(match.get(words, words.lstrip("-")))
    for parameter, some in chosen.items():
        if parameter == "section":
            parts.append("(" + " OR ".join(f"id IN ({SECTIONS})" for _ in some) + ")")
            values += some
            continue
        codes = {name: code for code, name in names.get(parameter, {}).items()}
        parts.append(f"cast({COLUMNS[parameter][0]} AS TEXT) IN ({','.join('?' * len(some))})")
        values += [str(codes.get(value, value)) for value in some]
    return " AND ".join(parts), values


def total(
    connection: sqlite3.Connection, names: dict[str, dict[int, str]], words: str, chosen: dict[str, list[str]]
) -> int:
    """How many disclosures SQL finds."""
    condition, values = _where(words, chosen, names)
    return int(connection.execute(f"SELECT count(*) FROM disclosures WHERE {condition}", values).fetchone()[0])


def expected(
    connection: sqlite3.Connection,
    names: dict[str, dict[int, str]],
    words: str,
    chosen: dict[str, list[str]],
    counted: str,
) -> dict[str, int]:
    """A facet's counts by SQL, its own choice left open."""
    condition, values = _where(words, {name: some for name, some in chosen.items() if name != counted}, names)
    value = COLUMNS[counted][0]
    sql = f"SELECT {value}, count(*) FROM disclosures WHERE {condition} GROUP BY 1"
    return {str(names.get(counted, {}).get(code, code)): count for code, count in connection.execute(sql, values)}
