"""The text index: which disclosures match, in which order, exact references first.

The matching row numbers come back as one string (`group_concat`), four times as fast as row by row, and are kept as a
packed mask. Ranking weighs every match by bm25, which costs some 2.5 microseconds each, so above `RANK_LIMIT` matches a
stated rule takes its place: those with the words in title or reference first, newest first within both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from datasette_config.site.facets import Mask
from datasette_config.site.query import Expression, Leaf, reference
from datasette_config.site.query.citation import token
from datasette_config.site.snapshot import Snapshot

RANK_LIMIT = 20_000
WEIGHTS = "bm25(12.0, 8.0, 4.0, 2.0, 1.0, 2.0)"
"""Weights of reference, title, request, response, attachment text and citations."""
EXACT_LIMIT = 50

RANKED = """
SELECT group_concat(rowid) FROM
  (SELECT rowid FROM search WHERE search MATCH ? AND rank MATCH ? ORDER BY rank, rowid LIMIT ?)
"""
"""The limit keeps SQLite from leaving out the order of the inner query."""

Ids = NDArray[np.int32]


def row_numbers(connection: sqlite3.Connection, match: str) -> NDArray[np.int64]:
    """Ids of the disclosures that an FTS5 expression matches, ascending."""
    text = connection.execute("SELECT group_concat(rowid) FROM search WHERE search MATCH ?", (match,)).fetchone()[0]
    return _numbers(text)


def _numbers(text: str | None) -> NDArray[np.int64]:
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.zeros(0, dtype=np.int64)


def matching(connection: sqlite3.Connection, snapshot: Snapshot, found: Expression) -> Mask:
    """The disclosures that an expression means, from the cache if it was asked before."""
    key = ("match", found.match)
    packed = snapshot.cache.get(key)
    if packed is None:
        mask = np.zeros(snapshot.total, dtype=np.bool_)
        mask[row_numbers(connection, found.match) - 1] = True
        packed = snapshot.cache.put(key, np.packbits(mask))
    mask = np.unpackbits(packed, count=snapshot.total).view(np.bool_)
    return ~mask if found.inverted else mask


def ranked(connection: sqlite3.Connection, snapshot: Snapshot, match: str) -> Ids:
    """Ids of the matches, best first."""
    key = ("rank", match)
    known = snapshot.cache.get(key)
    if known is None:
        rows = connection.execute(RANKED, (match, WEIGHTS, RANK_LIMIT + 1)).fetchone()[0]
        known = snapshot.cache.put(key, _numbers(rows).astype(np.int32))
    return known


def citation_tokens(snapshot: Snapshot, leaf: Leaf) -> Sequence[str]:
    """Index tokens of a citation: those laws that have the provision, or a part of it. None for words that only look
    like one: `S60 stops` names no exemption, so it is looked for as words."""
    regimes = leaf.regimes or snapshot.regimes
    found = []
    for regime in regimes:
        known = snapshot.provision_by_name.get((regime, leaf.text))
        section = snapshot.provision_by_name.get((regime, leaf.text.partition("(")[0]))
        exempt = [
            p for p in (known, section) if p and str(p["kind"] or "").startswith(("exempt", "exclu", "exception"))
        ]
        if exempt or (known and not leaf.written):
            found.append(token(regime, leaf.text))
    if not found and not leaf.written:
        return [token(regime, leaf.text) for regime in regimes]
    return found


def exact(connection: sqlite3.Connection, snapshot: Snapshot, references: Sequence[str]) -> list[int]:
    """Ids of the disclosures whose reference is one of these, in any spelling; newest first."""
    found: set[int] = set()
    for typed in references[:5]:
        spellings = reference.variants(typed)
        marks = ",".join("?" * len(spellings))
        rows = connection.execute(
            f"SELECT id FROM disclosures WHERE reference IN ({marks}) LIMIT {EXACT_LIMIT}",  # noqa: S608
            spellings,
        )
        found.update(row[0] for row in rows)
        name = reference.slug(typed)
        if name:
            links = [f"{slug}/{name}" for slug in snapshot.force_by_slug]
            marks = ",".join("?" * len(links))
            rows = connection.execute(f"SELECT id FROM disclosures WHERE permalink IN ({marks})", links)  # noqa: S608
            found.update(row[0] for row in rows)
    return sorted(found)[:EXACT_LIMIT]
