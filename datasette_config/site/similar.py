"""Requests like this one, by a cheap method that is stated on the page: shared telling words.

A word tells much if few requests have it. How common each word is comes from a sample of requests, read once for each
published file. The request's most telling words are looked up in pairs, so that a result shares at least two of them,
and bm25 puts the nearest first. It is a pointer for a reader, no measure.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from math import log

from datasette_config.site.matching import WEIGHTS
from datasette_config.site.query.fts import quote
from datasette_config.site.snapshot import Snapshot, TooSlowError

SAMPLE = 400
WORDS = 5
SHOWN = 6
UNSEEN = 3
"""What a word counts as that the sample lacks: it may be rare, or a name or slip that nobody else has."""
WORD = re.compile(r"[^\W\d_]{4,24}")
SECONDS = 0.25
COMMON_WORDS = """
please provide would like information request under freedom number police force forces have been this that
with from your what which each were could following details between many does they there their about total
year years also such broken down held copy copies january february march april june july august september
october november december date dates per month monthly annual financial figures supply could regarding
relating related
"""
COMMON = frozenset(COMMON_WORDS.split())


def commonness(connection: sqlite3.Connection, snapshot: Snapshot) -> Counter[str]:
    """In how many of the sampled requests each word is."""
    known: Counter[str] | None = snapshot.cache.get("commonness")
    if known is not None:
        return known
    step = max(snapshot.total // SAMPLE, 1)
    counts: Counter[str] = Counter()
    for number in range(1, snapshot.total + 1, step):
        row = connection.execute(
            "SELECT d.title, substr(t.request, 1, 2000) AS request FROM disclosures d LEFT JOIN texts t ON t.id = d.id"
            " WHERE d.id = ?",
            (number,),
        ).fetchone()
        counts.update(tokens(f"{row['title'] or ''} {row['request'] or ''}"))
    return snapshot.cache.put("commonness", counts)


def tokens(text: str) -> set[str]:
    """The words of a text that can tell something."""
    return {word for word in WORD.findall(text.lower()) if word not in COMMON}


def telling(title: str, request: str, counts: Counter[str]) -> list[str]:
    """The most telling words of a request; those of its title weigh double."""
    titled = tokens(title)
    scores = {
        word: log(SAMPLE / max(counts[word], UNSEEN)) * (2 if word in titled else 1)
        for word in titled | tokens(request[:4000])
    }
    return sorted(scores, key=lambda word: (-scores[word], word))[:WORDS]


def nearest(
    connection: sqlite3.Connection, snapshot: Snapshot, row: sqlite3.Row | dict[str, object], request: str
) -> list[int]:
    """Ids of the nearest requests to other forces, best first; none if it would take too long."""
    key = ("similar", row["id"])
    known: list[int] | None = snapshot.cache.get(key)
    if known is not None:
        return known
    words = telling(str(row["title"] or ""), request, commonness(connection, snapshot))
    pairs = [f"({quote(a)} AND {quote(b)})" for i, a in enumerate(words) for b in words[i + 1 :]]
    if not pairs:
        return []
    match = f"{{title request}} : ({' OR '.join(pairs)})"
    rows = connection.execute(
        "SELECT d.id FROM search JOIN disclosures d ON d.id = search.rowid WHERE search MATCH ? AND rank MATCH ?"
        " AND d.force_id != ? ORDER BY rank LIMIT ?",
        (match, WEIGHTS, row["force_id"], SHOWN),
    )
    return snapshot.cache.put(key, [found[0] for found in rows])


def nearest_in_time(snapshot: Snapshot, row: dict[str, object], request: str) -> list[int]:
    """The same with a connection of its own and a short time; none if that is not enough."""
    try:
        with snapshot.connection(SECONDS) as connection:
            return nearest(connection, snapshot, row, request)
    except TooSlowError:
        return []
