"""One search: from a state to the matching disclosures, every facet's counts and the order they come in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from datasette_config.site import filters, matching
from datasette_config.site.facets import Mask
from datasette_config.site.query import Expression, Query, expression, parse
from datasette_config.site.snapshot import Snapshot
from datasette_config.site.state import Sort, State

Ids = NDArray[np.int64]


@dataclass
class Found:
    """The result of a search in one snapshot.

    `hits` is the mask of matches (None: every disclosure), `total` their number, `exact` the ids of exact references
    (always first), `counts` the facets' counts by code, `order` how the rest is sorted and `rule` that in words.
    """

    state: State
    query: Query
    expression: Expression | None
    hits: Mask | None
    total: int
    exact: list[int]
    counts: dict[str, dict[int, int]]
    order: Sort
    rule: str
    notices: list[str]
    _ranked: Ids | None
    _first: Mask | None
    _size: int

    def ids(self, offset: int = 0, limit: int | None = None) -> Ids:
        """Ids in the order of the search."""
        ordered = self._ordered()
        return ordered[offset : None if limit is None else offset + limit]

    def _ordered(self) -> Ids:
        rest = self._rest()
        if not self.exact:
            return rest
        first = np.array(self.exact, dtype=np.int64)
        return np.concatenate([first, rest[~np.isin(rest, first)]])

    def _rest(self) -> Ids:
        if self._ranked is not None:
            return self._ranked
        ids = np.arange(1, self._size + 1) if self.hits is None else np.flatnonzero(self.hits) + 1
        if self._first is not None:
            leading = self._first[ids - 1]
            return np.concatenate([ids[leading], ids[~leading]])
        return ids

    def chunks(self, size: int) -> Iterator[Ids]:
        """Ids in order, some at a time."""
        ordered = self._ordered()
        for at in range(0, len(ordered), size):
            yield ordered[at : at + size]


def find(connection: sqlite3.Connection, snapshot: Snapshot, state: State) -> Found:
    """Run a search. Raises `TooSlowError` through the connection's time limit, and nothing for any input."""
    query = parse(state.q)
    notices = list(query.notices)
    found = expression(query.node, lambda leaf: matching.citation_tokens(snapshot, leaf)) if query.node else None
    exact = matching.exact(connection, snapshot, query.references) if query.references else []
    key = ("found", query.text, tuple(state.without_order.pairs()))
    known = snapshot.cache.get(key)
    if known is None:
        base, said = filters.typed_mask(snapshot, query.filters)
        if found:
            text = matching.matching(connection, snapshot, found)
            if exact:
                text[np.array(exact) - 1] = True
            base = text if base is None else base & text
        masks, more = filters.chosen_masks(snapshot.facets, state)
        hits, counts = snapshot.facets.count(base, masks)
        total = snapshot.total if hits is None else int(np.count_nonzero(hits))
        packed = None if hits is None else np.packbits(hits)
        known = snapshot.cache.put(key, (packed, counts, total, tuple(said + more)))
    packed, counts, total, said_before = known
    hits = None if packed is None else np.unpackbits(packed, count=snapshot.total).view(np.bool_)
    exact = [number for number in exact if hits is None or hits[number - 1]]
    order: Sort = state.sort or ("relevance" if found and not found.inverted else "newest")
    result = Found(
        state, query, found, hits, total, exact, counts, order, "", [*notices, *said_before], None, None, snapshot.total
    )
    _arrange(connection, snapshot, result)
    return result


def _arrange(connection: sqlite3.Connection, snapshot: Snapshot, result: Found) -> None:
    """Set the order of a result and say it in words."""
    found = result.expression
    if result.order == "oldest":
        hits = result.hits
        ids = np.arange(1, snapshot.total + 1) if hits is None else np.flatnonzero(hits) + 1
        dated = snapshot.facets.single["date"][ids - 1] > 0
        result._ranked = np.concatenate([ids[dated][::-1], ids[~dated]])
        result.rule = "Oldest first; undated answers last."
    elif result.order == "newest" or found is None or found.inverted:
        result.order = "newest"
        result.rule = "Newest first; undated answers last."
    elif np.count_nonzero(matching.matching(connection, snapshot, found)) <= matching.RANK_LIMIT:
        ids = matching.ranked(connection, snapshot, found.match).astype(np.int64)
        result._ranked = ids if result.hits is None else ids[result.hits[ids - 1]]
        missing = result.total - len(result._ranked)
        if missing:
            others = np.array([number for number in result.exact if number not in set(ids.tolist())], dtype=np.int64)
            result._ranked = np.concatenate([others, result._ranked])
        result.rule = "Best match first: words in the reference or title weigh most, then the request, then the answer."
    else:
        titled = Expression(f"{{reference title}} : ({found.match})")
        result._first = matching.matching(connection, snapshot, titled)
        result.rule = (
            f"More than {matching.RANK_LIMIT:,} answers hold these words, too many to weigh one by one: those with "
            "them in the title or reference come first, newest first in each group."
        )
