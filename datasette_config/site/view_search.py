"""The search page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import Response

from datasette_config.site import snippets
from datasette_config.site.rows import Item, items
from datasette_config.site.search import Found, find
from datasette_config.site.site import here
from datasette_config.site.snapshot import Snapshot
from datasette_config.site.state import PARAMETER_OF, State, read_state
from datasette_config.site.views import answered, html, site_of
from datasette_config.site.words import FACETS, value_label

SHOWN = ("force", "year", "outcome", "section", "provision", "ncnd", "nation", "regime", "filetype", "edited", "state")
FIRST_VALUES = 8
LONG = ("force", "section", "provision", "year")


@dataclass(frozen=True)
class Choice:
    """One value of a facet as shown: words, count, whether it is chosen, and the address that toggles it."""

    label: str
    count: int
    chosen: bool
    url: str
    value: str


@dataclass(frozen=True)
class Group:
    """A facet as shown: the first values, and the rest behind a fold. `clear` is the address without its choices."""

    name: str
    title: str
    first: list[Choice]
    rest: list[Choice]
    chosen: int
    clear: str


def groups(snapshot: Snapshot, found: Found) -> list[Group]:
    """Every facet with its counts; values without a match are left out unless chosen."""
    shown = []
    state = found.state
    for facet in SHOWN:
        counts = found.counts.get(facet, {})
        picked = set(state.chosen.get(facet, ()))
        address = state.toggler(facet)
        choices = [
            Choice(
                value_label(facet, value.value, value.label),
                counts.get(value.code, 0),
                value.value in picked,
                address(value.value),
                value.value,
            )
            for value in snapshot.facets.values[facet]
            if counts.get(value.code) or value.value in picked
        ]
        if facet not in ("year",):
            choices.sort(key=lambda choice: (-choice.count, choice.label))
        if len(choices) < 2 and not picked:
            continue
        first = [c for i, c in enumerate(choices) if i < FIRST_VALUES or c.chosen]
        rest = [c for i, c in enumerate(choices) if i >= FIRST_VALUES and not c.chosen]
        if len(rest) < 3:
            first, rest = choices, []
        rest = sorted(rest, key=lambda c: c.label) if facet == "force" else rest
        shown.append(Group(PARAMETER_OF[facet], FACETS[facet], first, rest, len(picked), state.without(facet).url()))
    return shown


def chips(snapshot: Snapshot, state: State) -> list[tuple[str, str]]:
    """The chosen filters: words, and the address without each."""
    shown = []
    for facet, values in state.chosen.items():
        for value in values:
            known = snapshot.facets.by_value[facet].get(value.lower())
            label = value_label(facet, known.value, known.label) if known else value
            if facet in ("ncnd", "edited", "has_attachment", "state"):
                label = f"{FACETS[facet]}: {label}"
            shown.append((label, state.toggled(facet, value).url()))
    if state.first or state.last:
        shown.append((f"{state.first or '…'} to {state.last or '…'}", state.without_dates().url()))
    return shown


def run(snapshot: Snapshot, state: State, seconds: float) -> tuple[Found, list[Item]]:
    """The search and the items of its page."""
    with snapshot.connection(seconds) as connection:
        found = find(connection, snapshot, state)
        pages = max(-(-found.total // state.size), 1)
        page = min(state.page, pages)
        ids = [int(number) for number in found.ids((page - 1) * state.size, state.size)]
        match = found.expression.match if found.expression and not found.expression.inverted else None
        titles, pieces = snippets.read(connection, match, found.query.node, ids)
        listed = items(connection, snapshot, ids, titles, pieces)
    exact = set(found.exact)
    for item in listed:
        item.exact = item.row["id"] in exact
    return found, listed


@answered
async def search(request: Any, datasette: Any) -> Response:
    """The search page: one box, facets with counts, results."""
    snapshot = here()
    state = read_state(request.args)

    def work(seconds: float) -> tuple[Found, list[Item], list[Group]]:
        found, listed = run(snapshot, state, seconds)
        return found, listed, groups(snapshot, found)

    found, listed, facets = await site_of(datasette).lanes.run(work)
    pages = max(-(-found.total // state.size), 1)
    return html(
        "search.html",
        query=state.q,
        state=state,
        found=found,
        items=listed,
        groups=facets,
        chips=chips(snapshot, state),
        page=min(state.page, pages),
        pages=pages,
        total=snapshot.total,
    )
