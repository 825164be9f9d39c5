"""A search as its address says it: every state of the search page is a URL, and every URL a state.

Parameters are read leniently (unknown ones are ignored, bad values become notices) and written in one fixed order, so
that the same search always has the same address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol
from urllib.parse import urlencode

Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
MAX_VALUES = 60

PARAMETERS = {
    "force": "force",
    "nation": "nation",
    "year": "year",
    "outcome": "outcome",
    "section": "section",
    "exemption": "provision",
    "ncnd": "ncnd",
    "regime": "regime",
    "filetype": "filetype",
    "attachment": "has_attachment",
    "changed": "edited",
    "state": "state",
}
"""Parameter in the address to facet of the sidecar."""
PARAMETER_OF = {facet: parameter for parameter, facet in PARAMETERS.items()}


class Arguments(Protocol):
    """The arguments of a request, several values a name."""

    def getlist(self, key: str) -> list[str]:
        """Every value of a name."""
        ...


@dataclass(frozen=True)
class State:
    """One search. `chosen` maps facet to values, `first` and `last` are dates as typed, `page` counts from 1."""

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    sort: Sort | None = None
    page: int = 1
    size: int = PAGE_SIZE

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address, in their fixed order, what is usual left out."""
        pairs = [("q", self.q)] if self.q else []
        for parameter, facet in PARAMETERS.items():
            pairs += [(parameter, value) for value in self.chosen.get(facet, ())]
        pairs += [(name, value) for name, value in (("from", self.first), ("to", self.last)) if value]
        if self.sort:
            pairs.append(("sort", self.sort))
        if self.size != PAGE_SIZE:
            pairs.append(("size", str(self.size)))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs

    def url(self, path: str = "/search", extra: Iterable[tuple[str, str]] = ()) -> str:
        """The address of this state."""
        query = urlencode([*self.pairs(), *extra])
        return f"{path}?{query}" if query else path

    def toggled(self, facet: str, value: str) -> State:
        """The same search with one value of a facet added, or removed if it is chosen; back on the first page."""
        values = self.chosen.get(facet, ())
        changed = tuple(v for v in values if v != value) if value in values else tuple(sorted({*values, value}))
        return replace(self, chosen=_without_empty({**self.chosen, facet: changed}), page=1)

    def toggler(self, facet: str) -> Callable[[str], str]:
        """A function from a value of a facet to the address with that value toggled: as `toggled`, for many values."""
        pairs = self.with_page(1).pairs()
        name = PARAMETER_OF[facet]
        order = {parameter: place for place, parameter in enumerate(("q", *PARAMETERS))}
        before = urlencode([p for p in pairs if order.get(p[0], 99) < order[name]])
        after = urlencode([p for p in pairs if order.get(p[0], 99) > order[name]])
        chosen = set(self.chosen.get(facet, ()))

        def address(value: str) -> str:
            own = urlencode([(name, v) for v in sorted(chosen ^ {value})])
            query = "&".join(part for part in (before, own, after) if part)
            return f"/search?{query}" if query else "/search"

        return address

    def without(self, facet: str) -> State:
        """The same search without any choice in a facet."""
        return replace(self, chosen=_without_empty({**self.chosen, facet: ()}), page=1)

    def with_page(self, page: int) -> State:
        """The same search on another page."""
        return replace(self, page=page)

    def with_sort(self, sort: Sort | None) -> State:
        """The same search in another order; back on the first page."""
        return replace(self, sort=sort, page=1)

    def without_dates(self) -> State:
        """The same search at any date."""
        return replace(self, first="", last="", page=1)

    @property
    def everything(self) -> State:
        """The same search without page and size: what an export or feed is of."""
        return replace(self, page=1, size=PAGE_SIZE)

    @property
    def without_order(self) -> State:
        """The same search without order and page: what the counts depend on."""
        return replace(self, sort=None, page=1, size=PAGE_SIZE)

    @property
    def empty(self) -> bool:
        """Whether nothing was asked for."""
        return not (self.q or self.chosen or self.first or self.last)


def _without_empty(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {facet: values for facet, values in chosen.items() if values}


def _plain(text: str, longest: int) -> str:
    return "".join(c for c in text[:longest] if c.isprintable()).strip()


def _number(values: Sequence[str], usual: int, most: int) -> int:
    text = values[0].strip() if values else ""
    return min(max(int(text), 1), most) if re.fullmatch(r"[0-9]{1,9}", text) else usual


def read_state(arguments: Arguments) -> State:
    """The state that a request's arguments describe. Never raises."""
    chosen: dict[str, tuple[str, ...]] = {}
    for parameter, facet in PARAMETERS.items():
        values = {_plain(value, 100) for value in arguments.getlist(parameter)[: MAX_VALUES * 2]}
        kept = sorted(value for value in values if value)[:MAX_VALUES]
        if kept:
            chosen[facet] = tuple(kept)
    sorts = [s for s in SORTS if s in arguments.getlist("sort")[:1]]
    query = " ".join(arguments.getlist("q")[:3])[:2000]
    return State(
        q=re.sub(r"\s+", " ", _plain(query, 2000)),
        chosen=chosen,
        first=_plain("".join(arguments.getlist("from")[:1]), 20),
        last=_plain("".join(arguments.getlist("to")[:1]), 20),
        sort=sorts[0] if sorts else None,
        page=_number(arguments.getlist("page"), 1, 1_000_000),
        size=_number(arguments.getlist("size"), PAGE_SIZE, MAX_PAGE_SIZE),
    )
