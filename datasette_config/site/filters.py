"""From names to masks: the choices in an address and the operators typed in the box, as sets of disclosures.

A filter that names nothing known matches nothing and says so. To leave it out silently would show a journalist a count
for something else than what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from datasette_config.site import dates
from datasette_config.site.facets import Facets, Mask, Value
from datasette_config.site.query import Filter
from datasette_config.site.snapshot import Snapshot
from datasette_config.site.state import PARAMETER_OF, State

IS = {
    "ncnd": ("ncnd", "yes"),
    "edited": ("edited", "yes"),
    "changed": ("edited", "yes"),
    "removed": ("state", "removed"),
    "missing": ("state", "missing"),
    "returned": ("state", "returned"),
    "present": ("state", "present"),
}
HAS = {"attachment", "attachments", "file", "files"}


def chosen_masks(facets: Facets, state: State) -> tuple[dict[str, Mask], list[str]]:
    """A mask for each facet with a choice in the address (and for the dates), and notices."""
    masks: dict[str, Mask] = {}
    notices: list[str] = []
    for facet, values in state.chosen.items():
        known = facets.by_value[facet]
        codes = [known[value.lower()].code for value in values if value.lower() in known]
        unknown = [value for value in values if value.lower() not in known]
        if unknown:
            notices.append(f"No {PARAMETER_OF[facet]} is called {_quoted(unknown)}.")
        masks[facet] = facets.chosen(facet, codes) if codes else np.zeros(facets.total, dtype=np.bool_)
    first, last = _end(state.first, "from", notices), _end(state.last, "to", notices)
    if first or last:
        masks["dates"] = facets.dated(first[0] if first else None, last[1] if last else None)
    return masks, notices


def _end(text: str, name: str, notices: list[str]) -> tuple[int, int] | None:
    if not text:
        return None
    found = dates.bounds(text)
    if found is None:
        notices.append(
            f"The date “{text}” ({name}) could not be read, so it was left out; write 2023, 2023-04 or 2023-04-05."
        )
    return found


def typed_mask(snapshot: Snapshot, filters: Sequence[Filter]) -> tuple[Mask | None, list[str]]:
    """What the operators in the search box leave (None: everything), and notices. Same names are alternatives."""
    notices: list[str] = []
    groups: dict[tuple[str, bool], list[Mask]] = {}
    for item in filters:
        name = (
            item.name
            if item.name not in ("has", "is", "date", "from", "to", "after", "before")
            else f"{item.name}:{item.value}"
        )
        groups.setdefault((name, item.exclude), []).append(_typed(snapshot, item, notices))
    base: Mask | None = None
    for (_, exclude), masks in groups.items():
        either = np.logical_or.reduce(masks)
        wanted = ~either if exclude else either
        base = wanted if base is None else base & wanted
    return base, notices


def _typed(snapshot: Snapshot, item: Filter, notices: list[str]) -> Mask:
    facets = snapshot.facets
    nothing: Mask = np.zeros(facets.total, dtype=np.bool_)
    value = item.value.strip().lower()
    if item.name in ("date", "from", "to", "after", "before", "year"):
        return _dated(facets, item, notices)
    if item.name == "has":
        if value in HAS:
            return facets.chosen("has_attachment", [1])
        notices.append(f"“has:{item.value}” isn’t known; has:attachment is.")
        return nothing
    if item.name == "is":
        if value in IS:
            facet, name = IS[value]
            return facets.chosen(facet, [facets.by_value[facet][name].code])
        notices.append(f"“is:{item.value}” isn’t known; is:edited, is:removed and is:ncnd are.")
        return nothing
    found = named(facets, item.name, value)
    if not found:
        notices.append(f"No {item.name} is called “{item.value}”.")
        return nothing
    return facets.chosen(item.name, [v.code for v in found])


def _dated(facets: Facets, item: Filter, notices: list[str]) -> Mask:
    value = item.value.strip()
    if item.name == "year" and value.lower() == "none":
        return facets.chosen("year", [0])
    found = dates.span(value)
    if found is None:
        notices.append(f"“{item.name}:{value}” isn’t a date; write 2023, 2023-04, 2023-04-05 or 2021..2023.")
        return np.zeros(facets.total, dtype=np.bool_)
    first, last = found
    readers: dict[str, Callable[[], Mask]] = {
        "from": lambda: facets.dated(first, None),
        "to": lambda: facets.dated(None, last),
        "after": lambda: facets.dated((last or 0) + 1, None),
        "before": lambda: facets.dated(None, (first or 1) - 1),
    }
    return readers.get(item.name, lambda: facets.dated(first, last))()


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def named(facets: Facets, facet: str, name: str) -> list[Value]:
    """The values of a facet that a typed name means: the exact one, else those whose name or label begins with or
    holds it, letters and digits alone compared."""
    wanted = _letters(name)
    if not wanted:
        return []
    values = facets.values[facet]
    tests: tuple[Callable[[Value], bool], ...] = (
        lambda v: wanted in (_letters(v.value), _letters(v.label)),
        lambda v: _letters(v.value).startswith(wanted) or _letters(v.label).startswith(wanted),
        lambda v: len(wanted) > 2 and (wanted in _letters(v.value) or wanted in _letters(v.label)),
    )
    for test in tests:
        found = [value for value in values if test(value)]
        if found:
            return found
    return []


def _quoted(names: Sequence[str]) -> str:
    return " or ".join(f"“{name}”" for name in names[:5])
