"""Exemptions: the list of what forces relied on, and a page each."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import Response

from datasette_config.site import charts, words
from datasette_config.site.rows import items
from datasette_config.site.site import here
from datasette_config.site.snapshot import Row, Snapshot
from datasette_config.site.state import MAX_VALUES, State
from datasette_config.site.views import answered, html, missing, site_of

NEWEST = 8
TOP_FORCES = 15


def used_sections(snapshot: Snapshot) -> list[tuple[str, list[tuple[Row, int]]]]:
    """By law: its sections that were applied, most used first, with the number of answers."""
    known: list[tuple[str, list[tuple[Row, int]]]] | None = snapshot.cache.get("sections")
    if known is not None:
        return known
    counts = snapshot.facets.everything["section"]
    laws: dict[str, list[tuple[Row, int]]] = {}
    for value in snapshot.facets.values["section"]:
        regime, _, section = value.value.partition(" ")
        count = counts.get(value.code, 0)
        if count:
            row = snapshot.provision_by_name.get((regime, section)) or {
                "regime": regime, "provision": section, "section": section, "title": None, "kind": None,
                "qualified": None, "basis": None, "ncnd_limb": 0,
            }  # fmt: skip
            laws.setdefault(regime, []).append((row, count))
    found = [
        (regime, sorted(laws[regime], key=lambda pair: (-pair[1], str(pair[0]["provision"]))))
        for regime in words.LAWS
        if regime in laws
    ]
    return snapshot.cache.put("sections", found)


@answered
async def exemptions(request: Any, datasette: Any) -> Response:
    """Every section that was relied on, in plain words, with how often."""
    return html("exemptions.html", laws=used_sections(here()))


def parents(provision: str) -> list[str]:
    """The provisions that one is part of: `31(1)(a)` gives `31` and `31(1)`."""
    return [provision[:at] for at, sign in enumerate(provision) if sign == "("]


def profile(snapshot: Snapshot, row: Row, seconds: float) -> dict[str, Any]:
    """Everything that a provision's page shows."""
    key = ("provision", row["id"])
    known: dict[str, Any] | None = snapshot.cache.get(key)
    if known is not None:
        return known
    facets = snapshot.facets
    name = row["provision"]
    family = [
        p for p in snapshot.provisions
        if p["regime"] == row["regime"] and (p["provision"] == name or p["provision"].startswith(name + "("))
    ]  # fmt: skip
    mask = facets.chosen("provision", [p["id"] for p in family])
    _, counts = facets.count(mask, {})
    each = counts["provision"]
    total = int(mask.sum())
    by_force = sorted(
        ((snapshot.force_by_id[n], c, facets.everything["force"][n]) for n, c in counts["force"].items()),
        key=lambda entry: (-entry[1], entry[0]["name"]),
    )
    years = sorted((year, count) for year, count in counts["year"].items() if year)
    if years:
        years = [(year, counts["year"].get(year, 0)) for year in range(years[0][0], years[-1][0] + 1)]
    with snapshot.connection(seconds) as connection:
        newest = items(connection, snapshot, [int(place) + 1 for place in mask.nonzero()[0][:NEWEST]])
    wanted = [p for p in family if each.get(p["id"]) or p is row][:MAX_VALUES]
    facet = ("provision", tuple(sorted(f"{p['regime']} {p['provision']}" for p in wanted)))
    if "(" not in name:
        facet = ("section", (f"{row['regime']} {name}",))
    found = {
        "total": total,
        "all_url": State(chosen=dict([facet])).url(),
        "limbs": [(p, each.get(p["id"], 0)) for p in family if p is not row],
        "by_force": by_force[:TOP_FORCES],
        "more_forces": max(len(by_force) - TOP_FORCES, 0),
        "years": years,
        "years_chart": charts.columns("Answers that used it, by year", [(str(y), c) for y, c in years]),
        "outcomes": sorted(
            ((o, counts["outcome"].get(o["id"], 0)) for o in snapshot.outcomes if counts["outcome"].get(o["id"])),
            key=lambda pair: -pair[1],
        ),
        "newest": newest,
    }
    return snapshot.cache.put(key, found)


@answered
async def exemption(request: Any, datasette: Any) -> Response:
    """One provision: what it says in plain words, and its use by force and year."""
    snapshot = here()
    regime = unquote(request.url_vars["regime"]).upper()
    name = unquote(request.url_vars["provision"])
    if not re.fullmatch(r"[0-9A-Za-z()]{1,30}", name):
        return missing("No provision has this number here.")
    row = snapshot.provision_by_name.get((regime, name))
    if row is None:
        return missing("No provision has this number here.")
    found = await site_of(datasette).lanes.run(lambda seconds: profile(snapshot, row, seconds))
    return html("exemption.html", provision=row, parents=parents(name), **found)
